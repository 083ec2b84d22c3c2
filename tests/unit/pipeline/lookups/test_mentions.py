"""Sources that the text names by an identifier: looked up, spoken of, and never counted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from refcheck import checks
from refcheck.lookup.provider import Parses
from refcheck.lookup.retraction_watch.rows import Nature, Row
from refcheck.lookup.retraction_watch.table import RetractionTable
from refcheck.model.document import Span
from refcheck.model.finding import Severity
from refcheck.model.outcome import (
    Candidate,
    Found,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Scope,
    Stage,
    StageKind,
    Unavailable,
    Unmatched,
    Via,
)
from refcheck.model.record import BibliographicRecord, Notice, NoticeKind, WorkType
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import DocumentReport, LookupStatus, Mention
from refcheck.pipeline import Tally, check_documents
from refcheck.pipeline.lookups.mentions import Named, named_in, with_answers
from refcheck.settings import Settings

TODAY = date(2026, 11, 21)
RETRACTED = BibliographicRecord(
    pmid="9500320",
    doi="10.1016/s0140-6736(97)11096-0",
    title="Ileal-lymphoid-nodular hyperplasia",
    notices=(
        Notice(
            kind=NoticeKind.RETRACTION_IN,
            source="Lancet. 2010 Feb 6;375(9713):445",
            pmid="20137807",
        ),
    ),
)
DOUBTED = replace(
    RETRACTED,
    pmid="2",
    notices=(Notice(kind=NoticeKind.EXPRESSION_OF_CONCERN_IN, source="Lancet. 2004", pmid="3"),),
)
SOUND = BibliographicRecord(pmid="4", title="Nothing the matter")


def mention(*ids: tuple[str, str], start: int = 7) -> Mention:
    text = " ".join(value for _, value in ids)
    span = Span(start=start, end=start + len(text), line=1, column=start + 1)
    return Mention(text=text, span=span, ids=ids)


def found(*records: BibliographicRecord) -> Found:
    return Found(
        candidates=tuple(
            Candidate(record=record, source="pubmed", via=Via.PMID, asked="", retrieved=TODAY)
            for record in records
        ),
        retrieved=TODAY,
    )


def rules(outcome: Outcome, *ids: tuple[str, str]) -> list[tuple[str, Severity]]:
    named = Named(mention=mention(*ids), outcome=outcome)
    return [(finding.rule, finding.severity) for finding in named.findings("PubMed")]


def test_what_became_of_a_work_that_is_named() -> None:
    assert rules(found(RETRACTED), ("pmid", "9500320")) == [("retracted", Severity.ERROR)]
    assert rules(found(DOUBTED), ("doi", "10.1000/2")) == [
        ("expression-of-concern", Severity.WARNING)
    ]
    assert rules(found(SOUND), ("pmid", "4")) == []


def test_a_finding_stands_where_the_text_names_the_work() -> None:
    named = mention(("pmid", "9500320"), start=40)
    (finding,) = checks.check_mention(named, found(RETRACTED).candidates)
    assert finding.span == named.span
    assert finding.cited == "9500320"
    assert "Lancet. 2010" in finding.message


def test_a_pmid_that_does_not_exist() -> None:
    assert rules(NotFound(retrieved=TODAY), ("pmid", "99999999")) == [
        ("mention-unknown", Severity.WARNING)
    ]
    assert rules(found(SOUND), ("pmid", "99999999"), ("doi", "10.1000/4")) == [
        ("mention-unknown", Severity.WARNING)
    ]
    # A source that gives no PMIDs does not say that there is none.
    without = replace(SOUND, pmid=None)
    assert rules(found(without), ("pmid", "99999999"), ("doi", "10.1000/4")) == []
    assert rules(NotFound(retrieved=TODAY), ("doi", "10.1000/none"), ("pmcid", "PMC1")) == []


@pytest.mark.parametrize(
    "outcome", [NotAsked(), Unavailable(reason="down"), NotCached(reason="offline")]
)
def test_what_could_not_be_asked_about_is_not_spoken_of(outcome: Outcome) -> None:
    assert rules(outcome, ("pmid", "99999999")) == []


class Table:
    """Retraction Watch, with one paper."""

    until = date(2026, 9, 28)

    def find(self, doi: str | None, pmid: str | None) -> tuple[Row, ...]:
        return (SNOW,) if doi == SNOW.doi or pmid == SNOW.pmid else ()


SNOW = Row(
    nature=Nature.RETRACTION,
    doi="10.5555/snow.1",
    pmid="11",
    title="snow depths of the eastern alps",
    notice="10.5555/notice.1",
    day=date(2022, 3, 15),
)


def watched(outcome: Outcome, *ids: tuple[str, str]) -> list[str]:
    """Returns the findings after Retraction Watch was read."""
    named = Named(mention=mention(*ids), outcome=outcome)
    named.note_retraction(cast(RetractionTable, Table()))
    return [finding.rule for finding in named.findings("PubMed")]


@pytest.mark.parametrize(
    "outcome",
    [NotFound(retrieved=TODAY), NotAsked(), Unavailable(reason="down"), NotCached(reason="no")],
)
def test_retraction_watch_tells_of_what_pubmed_does_not_have(outcome: Outcome) -> None:
    assert watched(outcome, ("doi", "10.5555/snow.1")) == ["retracted"]
    assert watched(outcome, ("doi", "10.5555/snow.2")) == []


def test_retraction_watch_tells_of_a_record_that_is_not_marked() -> None:
    snow = replace(SOUND, pmid="11", title="Snow depths of the eastern Alps")
    assert watched(found(snow), ("pmid", "11")) == ["retracted"]
    other = replace(snow, doi="10.5555/rain.1", title="Rain in the western Alps")
    assert watched(found(other), ("pmid", "11")) == []  # a mistyped PMID in the table
    assert watched(found(SOUND), ("pmid", "4")) == []


def test_where_nothing_was_imported_nothing_is_told() -> None:
    named = Named(mention=mention(("doi", "10.5555/snow.1")), outcome=NotFound(retrieved=TODAY))
    named.note_retraction(None)
    assert named.findings("PubMed") == []


def test_each_source_once_and_none_of_the_list() -> None:
    string = ReferenceString(number=1, list_number=1, label=None, raw="", span=mention().span)
    listed = Reference(string=string, parsed=ParsedString(record=SOUND))
    mentions = [
        mention(("pmid", "4")),
        mention(("url", "https://example.org/")),
        mention(("doi", "10.1000/2"), ("pmid", "2"), ("doi", "10.1000/other")),
        mention(("pmid", "2")),
        mention(("pmcid", "PMC5")),
    ]
    named = list(named_in(mentions, [listed]))
    assert [item.record for item in named] == [
        BibliographicRecord(doi="10.1000/2", pmid="2"),
        BibliographicRecord(pmcid="PMC5"),
    ]


IDENTIFIER = Stage(name="identifier", kind=StageKind.IDENTIFIERS)


class Source:
    """Knows one retracted work by its PMID."""

    source = "pubmed"
    name = "PubMed"
    terms = None
    stages: tuple[Stage, ...] = (IDENTIFIER, Stage(name="citation"))

    def __init__(self, response: Outcome) -> None:
        self.response = response
        self.asked: list[tuple[str, int]] = []

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        self.asked.append((stage.name, len(works)))
        return [self.response if parses[0].pmid == "9500320" else NotAsked() for parses in works]

    def url_of(self, record: BibliographicRecord) -> str | None:
        return f"https://index.example/{record.pmid}"

    def coverage(self, unmatched: Unmatched) -> Scope:
        outside = unmatched.reference.record.type is WorkType.BOOK
        return Scope(outside="a book: PubMed does not list it" if outside else None)

    async def aclose(self) -> None:
        raise AssertionError("a provider that is handed in stays open")


# The head of an article may hold its own identifiers: what is named there is not looked at.
HEAD = "It was said for years, and by many, and in many places, that it was so.\n" * 50
TEXT = """What was said of vaccines

"""
TEXT += (
    HEAD
    + """
The paper that began it all (PMID: 9500320) was widely read.

References

1. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: jumping the \
gun? Pharmacol Res. 2015;99:23-35.
"""
)


def run(source: Source, tmp_path: Path, text: str = TEXT) -> DocumentReport:
    path = tmp_path / "article.txt"
    path.write_text(text, encoding="utf-8")

    async def collect() -> list[DocumentReport]:
        return [
            report async for report in check_documents([str(path)], Settings(), provider=source)
        ]

    (report,) = asyncio.run(collect())
    return report


def test_they_are_asked_about_with_the_references_and_not_counted(tmp_path: Path) -> None:
    source = Source(found(RETRACTED))
    report = run(source, tmp_path)
    assert source.asked == [("identifier", 2), ("citation", 1)]
    (finding,) = [finding for finding in report.findings if finding.rule == "retracted"]
    assert finding.span is not None
    assert finding.span.line == 54
    tally = Tally()
    tally.add(report)
    summary = tally.summary()
    assert summary.references == 1
    assert sum(count for _, count in summary.verdicts) == 1
    assert summary.worst is Severity.ERROR


def test_a_text_without_a_list_is_asked_about_too(tmp_path: Path) -> None:
    source = Source(found(RETRACTED))
    report = run(source, tmp_path, TEXT.split("References", maxsplit=1)[0])
    assert source.asked == [("identifier", 1)]
    assert "retracted" in [finding.rule for finding in report.findings]


def test_one_that_cannot_be_asked_about_leaves_the_run_complete(tmp_path: Path) -> None:
    report = run(Source(Unavailable(reason="down")), tmp_path)
    tally = Tally()
    tally.add(report)
    assert not tally.summary().incomplete


def test_a_mention_carries_what_its_identifiers_lead_to() -> None:
    mentions = [mention(("pmid", "4")), mention(("url", "https://a.org")), mention(("pmid", "4"))]
    (named,) = named_in(mentions, [])
    named.outcome = found(SOUND)
    first, without, again = with_answers(mentions, [named], "PubMed")
    assert first.lookup is not None
    assert first.lookup.record == SOUND
    assert first.lookup.source_name == "PubMed"
    assert without.lookup is None
    assert again.lookup == first.lookup


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (found(SOUND, DOUBTED), LookupStatus.AMBIGUOUS),
        (NotFound(retrieved=TODAY), LookupStatus.NOT_FOUND),
        (Unavailable(reason="down"), LookupStatus.UNAVAILABLE),
        (NotCached(reason="offline"), LookupStatus.NOT_CACHED),
    ],
)
def test_what_is_not_there_and_what_could_not_be_asked(
    outcome: Outcome, status: LookupStatus
) -> None:
    lookup = Named(mention=mention(("pmid", "4")), outcome=outcome).lookup("PubMed")
    assert lookup is not None
    assert lookup.status is status
    assert lookup.record is None
