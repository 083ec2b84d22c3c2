"""How a search ended: nothing found, possibly made up, or several works."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import RECORD, alarms, candidate, printed

from refcheck.checks import check_lookup
from refcheck.checks.rules.record.not_found import is_suspect
from refcheck.model.outcome import Scored
from refcheck.model.record import BibliographicRecord, RecordKey
from refcheck.model.report import Lookup, LookupStatus

RAW = (
    "Halvorsen TK, Brandmeyer L, Okonjo CA. Bar-coded medication at the bedside and the minutes"
    " it gives back to nurses. J Clin Nurs. 2016;25:9471-9."
)
OTHER = replace(RECORD, doi=None)


def lookup(
    *records: BibliographicRecord,
    score: float = 0.0,
    exhaustive: bool = True,
    status: LookupStatus = LookupStatus.NOT_FOUND,
) -> Lookup:
    found = tuple(Scored(candidate=candidate(each), score=score) for each in records)
    return Lookup(status=status, candidates=found, exhaustive=exhaustive)


@pytest.mark.parametrize(("score", "suspect"), [(0.29, True), (0.3, False), (0.5, False)])
def test_a_candidate_of_some_probability_comes_near(score: float, *, suspect: bool) -> None:
    assert is_suspect(printed(RAW), lookup(OTHER, score=score)) is suspect


TITLES = [
    # a record's title by the reference's own authors, whether it comes near
    ("Bar-coded medication at the bedside and the minutes it gives back to nurses", True),
    ("Bar-coded medication at the bedside and the hours it takes from the nurses", True),
    ("Bedside medication of the elderly", False),
    ("Falls of the elderly in hospital wards", False),
]


@pytest.mark.parametrize(("title", "near"), TITLES)
def test_title_and_authors_come_near(title: str, *, near: bool) -> None:
    authors = printed(RAW).record.authors
    assert (
        is_suspect(printed(RAW), lookup(replace(OTHER, title=title, authors=authors))) is not near
    )


AUTHORS = [
    (("Halvorsen", "Brandmeyer", "Okonjo"), True),
    (("Halvorsen", "Brandmeyer", "Smith"), True),
    (("Halvorsen", "Smith", "Jones"), False),  # one of three
    (("Halvorsen", "Smith", "Okonjo"), True),  # the third author counts
    (("Halvorsen", "Brandmeyer", "Smith", "Jones"), True),  # the fourth does not
    (("Smith", "Brandmeyer", "Okonjo"), False),  # another first author
    (("Halvorsen",), True),
]


@pytest.mark.parametrize(("names", "near"), AUTHORS)
def test_authors_and_place_come_near(names: tuple[str, ...], *, near: bool) -> None:
    people = tuple(replace(RECORD.authors[0], family=name) for name in names)  # type: ignore[call-arg]
    record = replace(OTHER, authors=people, volume="25", pages="9471-9")
    assert is_suspect(printed(RAW), lookup(record)) is not near


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (lookup(), [("suspect", "error")]),
        (lookup(OTHER), [("suspect", "error")]),
        (lookup(exhaustive=False), [("not-found", "warning")]),
        (lookup(OTHER, score=0.5), [("not-found", "warning")]),
        (lookup(OTHER, status=LookupStatus.OUT_OF_SCOPE), []),
        (lookup(status=LookupStatus.UNAVAILABLE), []),
        (lookup(status=LookupStatus.NOT_CACHED), []),
        (lookup(status=LookupStatus.SKIPPED), []),
        (lookup(OTHER, status=LookupStatus.MATCHED), []),
    ],
)
def test_what_is_said_of_each_end_of_a_search(
    found: Lookup, expected: list[tuple[str, str]]
) -> None:
    assert alarms(check_lookup(printed(RAW), found)) == expected


def test_several_works_are_named() -> None:
    keys = [RecordKey(source="pubmed", id=str(number)) for number in range(1, 5)]
    records = [replace(OTHER, key=key, pmid=key.id) for key in keys]
    (finding, *_) = check_lookup(printed(RAW), lookup(*records, status=LookupStatus.AMBIGUOUS))
    assert finding.rule == "ambiguous"
    assert finding.expected == ("1", "2", "3", "4")
    assert finding.url == "https://pubmed.ncbi.nlm.nih.gov/1/"
