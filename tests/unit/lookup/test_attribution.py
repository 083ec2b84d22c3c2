"""Which of several joined searches a record is a hit of."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.standin.articles import INITIATION, KETAMINE, library
from tests.standin.transport import StandInTransport

from refcheck.lookup.answers import SearchAnswer
from refcheck.lookup.attribution import attributed, joined, spoilt
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.questions import Endpoint, Question, doi_question
from refcheck.lookup.source import Source
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
)

RECORD = BibliographicRecord(
    pmid="7",
    authors=(PersonName(family="Müller", initials="OH"),),
    title="Two cellular hypotheses: ketamine's actions",
    dates=(PublicationDate(date=PartialDate(year=2016), kind=DateKind.PRINT),),
    doi="10.1000/7",
)


def search(text: str) -> Question:
    return Question(Endpoint.SEARCH, text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("cellular[ti] AND hypotheses[ti]", True),
        ("cellular[ti] AND theories[ti]", False),
        ("cell[ti] AND hypotheses[ti]", False),
        ("muller[1au] AND 2015:2017[dp] AND ketamine[ti]", True),
        ("muller[1au] AND 2017:2019[dp] AND ketamine[ti]", False),
        ("muller[1au] AND 2016[dp] AND ketamine[ti]", True),
        ("mull[1au] AND ketamine[ti]", False),
        ("ketamine[tiab]", False),
        ("ketamine[ti] OR two[ti]", False),
        ('"10.1000/7"[doi]', True),
        ('"10.1000/8"[doi]', False),
    ],
)
def test_a_record_fits_a_question_only_word_by_word(text: str, holds: bool) -> None:
    assert (search(text) in attributed([RECORD], [search(text)])) is holds


def test_what_is_left_out_spoils_the_searches_that_hold_it() -> None:
    questions = [
        search("a[ti] AND xyzzy[ti]"),
        search("b[ti] AND c[ti]"),
        doi_question("10.1/xyzzy"),
    ]
    assert spoilt(questions, ["xyzzy[ti]"]) == questions[:1]
    assert joined(questions) == '(a[ti] AND xyzzy[ti]) OR (b[ti] AND c[ti]) OR "10.1/xyzzy"[doi]'
    assert joined(questions[:1]) == questions[0].text


def ask(directory: Path, *questions: Question) -> tuple[list[tuple[str, ...]], list[str]]:
    """The PMIDs of each search, and what was asked of the service."""
    transport = StandInTransport(library())
    config = LookupConfig(
        base_url="http://standin.test/",
        rate=10_000,
        cache_dir=directory,
        pace_dir=directory,
        transport=transport,
    )

    async def run() -> list[tuple[str, ...]]:
        source = Source(config, pytest.fail)
        try:
            answers = await source.answer(questions)
        finally:
            await source.aclose()
        found = [answers[question] for question in questions]
        assert all(isinstance(answer, SearchAnswer) for answer in found)
        return [answer.pmids for answer in found if isinstance(answer, SearchAnswer)]

    pmids = asyncio.run(run())
    return pmids, [request.endpoint for request in transport.behaviour.requests]


HELD = [
    search("review[ti] AND affective[ti] AND disorders[ti]"),
    search("cellular[ti] AND hypotheses[ti] AND initiation[ti]"),
]
ABSENT = search("review[ti] AND hypotheses[ti]")
UNKNOWN = search("review[ti] AND xyzzyx[ti]")


def test_searches_are_answered_together(tmp_path: Path) -> None:
    pmids, asked = ask(tmp_path, *HELD)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,)]
    assert asked == ["esearch", "efetch"]


def test_no_hit_is_believed_when_one_of_them_has_none_alone(tmp_path: Path) -> None:
    pmids, asked = ask(tmp_path, *HELD, ABSENT)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,), ()]
    assert asked == ["esearch", "efetch", "esearch"]
    absent = [ABSENT, search("affective[ti] AND hypotheses[ti]")]
    assert ask(tmp_path / "other", *absent) == ([(), ()], ["esearch", "esearch"])


def test_a_word_that_pubmed_does_not_know_is_searched_for_apart(tmp_path: Path) -> None:
    alone, _ = ask(tmp_path / "alone", UNKNOWN)
    pmids, asked = ask(tmp_path, *HELD, UNKNOWN)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,), *alone]
    assert asked.count("esearch") == 3
