"""Possibly made up: only what was searched for completely, and what no record comes near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from refcheck import checks
from refcheck.model.document import Span
from refcheck.model.finding import Field, Severity
from refcheck.model.outcome import Candidate, Scored, Via
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import Lookup, LookupStatus, Verdict

RAW = (
    "Halvorsen TK, Brandmeyer L, Okonjo CA. Bar-coded medication at the bedside and the minutes"
    " it gives back to nurses. J Clin Nurs. 2016;25:9471-9."
)
WORK = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=tuple(PersonName(family=name) for name in ("Halvorsen", "Brandmeyer", "Okonjo")),
    title="Bar-coded medication at the bedside and the minutes it gives back to nurses",
    container_title="J Clin Nurs",
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2016)),),
    volume="25",
    pages="9471-9",
)
OTHER = BibliographicRecord(
    authors=(PersonName(family="Smith"), PersonName(family="Jones")),
    title="Something else entirely of falls in the elderly",
    container_title="Lancet",
    volume="1",
    pages="1-2",
    pmid="1",
)
SAME_TITLE = replace(OTHER, title=f"{WORK.title}.")
SAME_AUTHORS = replace(OTHER, authors=WORK.authors)
SAME_PLACE = replace(OTHER, volume="25", pages="9471-80")


def reference(raw: str = RAW) -> Reference:
    string = ReferenceString(
        number=1,
        list_number=1,
        label="1.",
        raw=raw,
        span=Span(start=0, end=len(raw), line=1, column=1),
    )
    return Reference(string=string, parsed=ParsedString(record=WORK))


def lookup(*records: BibliographicRecord, score: float = 0.0, **changes: object) -> Lookup:
    candidates = tuple(
        Scored(
            candidate=Candidate(
                record=record, source="pubmed", via=Via.TITLE, asked="", retrieved=date(2026, 1, 1)
            ),
            score=score,
            refused="another title",
        )
        for record in records
    )
    settled = Lookup(status=LookupStatus.NOT_FOUND, candidates=candidates, exhaustive=True)
    return replace(settled, **changes)  # type: ignore[arg-type]


def judged(found: Lookup) -> tuple[Verdict, list[str]]:
    findings = checks.check_lookup(reference(), found)
    return checks.verdict(found, findings), [finding.rule for finding in findings]


def test_nothing_near_is_said_in_careful_words() -> None:
    (finding,) = checks.check_lookup(reference(), lookup())
    assert finding.rule == "suspect"
    assert (finding.severity, finding.field) == (Severity.ERROR, Field.RECORD)
    assert finding.message == (
        "Possibly made up: PubMed covers J Clin Nurs for 2016, but a search by title, by author,"
        " and by journal, volume and page found no such article."
    )
    (finding,) = checks.check_lookup(reference(), lookup(SAME_TITLE))
    assert "Closest: Smith" in finding.message
    assert "(another title)" in finding.message
    assert finding.url == "https://pubmed.ncbi.nlm.nih.gov/1/"
    assert judged(lookup())[0] is Verdict.SUSPECT


# Names that many people have: the first author is another.
NAMESAKES = (PersonName(family="Yue"), *WORK.authors[1:])


@pytest.mark.parametrize(
    "record",
    [OTHER, SAME_TITLE, SAME_AUTHORS, SAME_PLACE, replace(SAME_PLACE, authors=NAMESAKES)],
)
def test_what_borrows_one_thing_of_a_real_work_is_suspect(record: BibliographicRecord) -> None:
    assert judged(lookup(record)) == (Verdict.SUSPECT, ["suspect"])


@pytest.mark.parametrize(
    "record",
    [
        replace(SAME_TITLE, authors=WORK.authors),
        replace(SAME_PLACE, authors=WORK.authors),
        replace(SAME_PLACE, title=SAME_TITLE.title),
        replace(SAME_PLACE, title="[Else]", title_variants=(WORK.title or "",)),
    ],
)
def test_what_agrees_in_two_things_is_only_not_found(record: BibliographicRecord) -> None:
    """Whatever the parser has read: it stands in the printed text."""
    assert judged(lookup(OTHER, record)) == (Verdict.NOT_FOUND, ["not-found"])


def test_a_candidate_that_is_likely_is_near() -> None:
    assert judged(lookup(OTHER, score=0.4)) == (Verdict.NOT_FOUND, ["not-found"])


def test_what_was_not_searched_for_completely_is_only_not_found() -> None:
    assert judged(lookup(exhaustive=False)) == (Verdict.NOT_FOUND, ["not-found"])


@pytest.mark.parametrize(
    "status", [LookupStatus.OUT_OF_SCOPE, LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED]
)
def test_what_is_unchecked_is_never_suspect(status: LookupStatus) -> None:
    assert judged(lookup(status=status)) == (Verdict.UNCHECKED, [])
