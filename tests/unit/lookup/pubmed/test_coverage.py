"""What PubMed does not list, and when a work that was not found was searched for completely."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from refcheck.lookup.pubmed import provider as stages
from refcheck.lookup.pubmed.coverage import scope
from refcheck.model.document import Span
from refcheck.model.outcome import Candidate, Coverage, Scored, Search, Unmatched, Via
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString

TODAY = date(2026, 11, 21)
RAW = (
    "Halvorsen TK, Okonjo CA. Bar-coded medication and the minutes it gives back to nurses."
    " J Clin Nurs. 2016;25(4):9471-9."
)
WORK = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=(PersonName(family="Halvorsen", initials="TK"),),
    title="Bar-coded medication and the minutes it gives back to nurses",
    container_title="J Clin Nurs",
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2016)),),
    volume="25",
    issue="4",
    pages="9471-9",
)
COVERED = Coverage(journal=True, year=True, articles=300, retrieved=TODAY)


def cited(record: BibliographicRecord = WORK, raw: str = RAW) -> Reference:
    string = ReferenceString(
        number=1,
        list_number=1,
        label="1.",
        raw=raw,
        span=Span(start=0, end=len(raw), line=1, column=1),
    )
    return Reference(string=string, parsed=ParsedString(record=record))


def year(number: int) -> tuple[PublicationDate, ...]:
    return (PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=number)),)


LINE = Search(
    stage=stages.CITATION, endpoint="ecitmatch", query="j clin nurs|2016|25|9471|", count=0
)
TITLE = Search(
    stage=stages.TITLE, endpoint="esearch", query="bar[ti] AND coded[ti] AND nurses[ti]", count=0
)
WIDER = Search(
    stage=stages.WIDER, endpoint="esearch", query="halvorsen[1au] AND 25[vi] AND 9471[pg]", count=0
)
COUNT = Search(stage=stages.COVERAGE, endpoint="esearch", query="1700:2200[dp]", count=40_000_000)
ASKED = (LINE, TITLE, WIDER, COUNT)


def exhaustive(
    record: BibliographicRecord = WORK,
    raw: str = RAW,
    *,
    searches: tuple[Search, ...] = ASKED,
    coverage: Coverage | None = COVERED,
    candidates: tuple[Scored, ...] = (),
    retrieved: date = TODAY,
    prints_ranges: bool = True,
) -> bool:
    return scope(
        Unmatched(
            reference=cited(record, raw),
            coverage=coverage,
            searches=searches,
            candidates=candidates,
            retrieved=retrieved,
            prints_ranges=prints_ranges,
        )
    ).exhaustive


def outside(
    record: BibliographicRecord = WORK,
    coverage: Coverage | None = None,
    retrieved: date | None = TODAY,
) -> str | None:
    """Why PubMed is not expected to list a work."""
    return scope(Unmatched(reference=cited(record), coverage=coverage, retrieved=retrieved)).outside


def test_an_article_searched_for_completely() -> None:
    assert exhaustive()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (WorkType.BOOK, "a book"),
        (WorkType.CHAPTER, "a chapter"),
        (WorkType.THESIS, "a thesis"),
        (WorkType.REPORT, "a report"),
        (WorkType.WEBPAGE, "a web page"),
        (WorkType.PREPRINT, "a preprint"),
        (WorkType.PAPER_CONFERENCE, "conference"),
        (WorkType.LEGISLATION, "a law"),
        (WorkType.PATENT, "a patent"),
        (WorkType.SOFTWARE, "software"),
        (WorkType.DATASET, "a data set"),
        (WorkType.ARTICLE_NEWSPAPER, "newspaper"),
        (WorkType.ARTICLE_MAGAZINE, "magazine"),
    ],
)
def test_kinds_that_pubmed_does_not_list(kind: WorkType, words: str) -> None:
    reason = outside(replace(WORK, type=kind), retrieved=None)
    assert reason is not None
    assert outside(replace(WORK, type=kind)) == reason
    assert words in reason
    assert "PubMed" in reason


@pytest.mark.parametrize("kind", [WorkType.ARTICLE_JOURNAL, WorkType.DOCUMENT])
def test_articles_and_what_cannot_be_told_are_no_such_kind(kind: WorkType) -> None:
    assert outside(replace(WORK, type=kind), retrieved=None) is None


@pytest.mark.parametrize(
    ("printed", "unlisted"),
    [(1912, True), (1945, True), (1946, False), (2026, False), (2031, True)],
)
def test_years_that_pubmed_does_not_list(printed: int, unlisted: bool) -> None:
    assert bool(outside(replace(WORK, dates=year(printed)))) is unlisted
    assert outside(replace(WORK, dates=year(printed)), retrieved=None) is None  # not asked yet
    assert outside(replace(WORK, dates=())) is None


def test_journals_and_years_that_are_not_covered() -> None:
    unknown = Coverage(journal=False, year=False, retrieved=TODAY)
    quartz = replace(WORK, container_title="J Quartz Nurs")
    assert outside(quartz, unknown) == "PubMed lists no journal by the name of “J Quartz Nurs”"
    long = outside(replace(WORK, container_title="x" * 100), unknown)
    assert long is not None
    assert long.endswith(f"“{'x' * 80}...”")
    before = Coverage(journal=True, year=False, retrieved=TODAY)
    assert outside(WORK, before) == "PubMed lists nothing of “J Clin Nurs” from 2016"
    few = replace(before, articles=3)
    assert outside(WORK, few) is None
    assert outside(WORK, COVERED) is None
    assert outside(WORK, None) is None
    assert outside(replace(WORK, container_title=None), unknown) is None


@pytest.mark.parametrize(
    "journal",
    [
        "The Lancet",
        "Fertility & Sterility",
        "NEW ENGLAND JOURNAL OF MEDICINE",
        "N. Engl. J. Med.",
        "Journal Clinical Oncol",
        "Circulation: the journal that is read by hearts",
        "Proceedings of the National Academy of Sciences",
        "Spine (Philadelphia)",
    ],
)
def test_no_form_of_a_known_journal_is_said_to_be_unknown(journal: str) -> None:
    unknown = Coverage(journal=False, year=False, retrieved=TODAY)
    assert outside(replace(WORK, container_title=journal), unknown) in (
        None,
        f"PubMed has nothing of “{journal}”",
    )


def test_a_form_that_pubmed_was_not_asked_for_says_nothing() -> None:
    unknown = Coverage(journal=False, year=False, retrieved=TODAY)
    for journal in ("Journal Clinical Oncol", "Journal of Applied Physiology"):
        assert outside(replace(WORK, container_title=journal), unknown) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"coverage": None},
        {"coverage": Coverage(journal=True, year=False, articles=3, retrieved=TODAY)},
        {"record": replace(WORK, authors=())},
        {"record": replace(WORK, dates=())},
        {"record": replace(WORK, volume=None, pages=None)},
        {"record": replace(WORK, dates=year(2026))},
        {"retrieved": date(2017, 5, 1)},
        {"raw": RAW + " [abstract 12]"},
        {"record": replace(WORK, pages="9471")},
        {"record": replace(WORK, pages="S71"), "prints_ranges": False},
        {"record": replace(WORK, pages="71", issue="4 Suppl"), "prints_ranges": False},
        {"searches": (TITLE, WIDER)},
        {"searches": (LINE, WIDER)},
        {"searches": (LINE, replace(TITLE, ignored=("bar[ti]",)), WIDER)},
        {"searches": (LINE, replace(TITLE, error="no answer"), WIDER)},
        {"searches": (LINE, TITLE, replace(WIDER, count=21, ids=("1",)))},
        {"searches": (LINE, TITLE, replace(TITLE, count=99))},
        {"searches": (replace(LINE, count=783), TITLE, WIDER)},
    ],
)
def test_what_makes_it_incomplete(changes: dict[str, object]) -> None:
    assert not exhaustive(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"retrieved": date(2017, 8, 1)},
        {"record": replace(WORK, pages="e31095")},
        {"record": replace(WORK, pages="CD013449")},
        {"record": replace(WORK, pages="S63-S66", volume="36 Suppl 1")},
        {"record": replace(WORK, pages="9471"), "prints_ranges": False},
        {"record": replace(WORK, pages=None)},
        # No record at all has such an author: there is nothing that was not looked at.
        {"searches": (LINE, TITLE, replace(WIDER, count=300, ignored=("halvorsen[1au]",)))},
        # One half of a title is broad, the other and the whole of it are not.
        {"searches": (LINE, TITLE, TITLE, replace(TITLE, count=99))},
    ],
)
def test_what_does_not_matter(changes: dict[str, object]) -> None:
    assert exhaustive(**changes)  # type: ignore[arg-type]


def test_a_page_that_another_article_stands_on_is_no_abstracts_page() -> None:
    other = BibliographicRecord(
        title="Something else",
        container_title="Journal of clinical nursing",
        container_variants=("J Clin Nurs",),
        volume="25",
        pages="S71-9",
        pmid="1",
    )
    scored = Scored(
        candidate=Candidate(
            record=other, source="pubmed", via=Via.CITATION, asked="", retrieved=TODAY
        ),
        score=0.0,
    )
    abstract = replace(WORK, pages="S71")
    assert not exhaustive(abstract)
    assert exhaustive(abstract, candidates=(scored,))
    assert not exhaustive(replace(abstract, volume="26"), candidates=(scored,))


@pytest.mark.parametrize(
    ("journal", "whole"),
    [
        ("J Clin Nurs", True),
        ("The Journal of Political Economy", False),
        ("Rev Educ Res", False),
        ("Tourism Management", False),
    ],
)
def test_a_journal_of_which_pubmed_has_single_articles_proves_nothing(
    journal: str, whole: bool
) -> None:
    assert exhaustive(replace(WORK, container_title=journal)) is whole
