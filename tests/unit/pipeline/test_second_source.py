"""A source whose records have no PMID: nothing outside a source may depend on them."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from refcheck.lookup.provider import Parses
from refcheck.model.outcome import (
    Candidate,
    Found,
    NotAsked,
    NotFound,
    Outcome,
    Scope,
    Stage,
    StageKind,
    Unavailable,
    Unmatched,
    Via,
)
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus, Verdict
from refcheck.pipeline import Tally, check_documents
from refcheck.reports import ReportOptions
from refcheck.reports.explanation import ExplanationReporter
from refcheck.reports.json import JsonReporter
from refcheck.reports.text.report import TextReporter
from refcheck.settings import Settings
from refcheck.text.works.identifiers import normalise_doi, normalise_pmid

TODAY = date(2026, 11, 28)
LINE = (
    "Osterwalder N, Halloran PJ. Tidal volumes and sleep quality in mountain rescue teams. "
    "J Alpine Med. 2018;41:112-9."
)
TEXT = f"A note\n\nReferences\n\n1. {LINE}\n"


def work(doi: str, title: str, *families: str, year: int, pages: str) -> BibliographicRecord:
    """A record as the index has it: known by its DOI, without a PMID."""
    return BibliographicRecord(
        key=RecordKey(source="index", id=doi),
        type=WorkType.ARTICLE_JOURNAL,
        doi=normalise_doi(doi),
        title=title,
        authors=tuple(PersonName(family=family, initials="N") for family in families),
        container_title="J Alpine Med",
        dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),),
        volume="41",
        pages=pages,
    )


RIGHT = replace(
    work(
        "10.5555/jam.2018.112",
        "Tidal volumes and sleep quality in mountain rescue teams",
        year=2018,
        pages="112-9",
    ),
    authors=(
        PersonName(family="Osterwalder", initials="N"),
        PersonName(family="Halloran", initials="PJ"),
    ),
)
WRONG = work("10.5555/jam.2001.7", "On the kidney in winter", "Other", year=2001, pages="7-9")
FURTHER = work("10.5555/jam.2003.9", "Snow and the liver", "Third", year=2003, pages="9-11")

BROAD, TITLE = Stage(name="broad"), Stage(name="title")
IDENTIFIERS = Stage(name="by identifier", kind=StageKind.IDENTIFIERS)
Answers = dict[str, tuple[BibliographicRecord, ...]]


class Index:
    """A source that answers each stage with some of its records, whatever the reference is."""

    source = "index"
    name = "The Index"
    terms: str | None = "Ask the Index before you sell it."
    stages: tuple[Stage, ...] = (BROAD, TITLE)

    def __init__(self, responses: Answers, via: Via = Via.TITLE) -> None:
        self.responses = responses
        self.via = via

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        return [self._outcome(stage) for _ in works]

    def _outcome(self, stage: Stage) -> Outcome:
        if stage.name not in self.responses:
            return NotAsked()
        found = tuple(
            Candidate(record=record, source=self.source, via=self.via, asked="x", retrieved=TODAY)
            for record in self.responses[stage.name]
        )
        return Found(candidates=found, retrieved=TODAY) if found else NotFound(retrieved=TODAY)

    def url_of(self, record: BibliographicRecord) -> str | None:
        return f"https://index.example/{record.key.id}" if record.key else None

    def coverage(self, unmatched: Unmatched) -> Scope:
        return Scope(exhaustive=unmatched.retrieved is not None)

    async def aclose(self) -> None:
        raise AssertionError("a provider that is handed in stays open")


def report_of(index: Index, folder: Path, text: str = TEXT) -> DocumentReport:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")

    async def collect() -> list[DocumentReport]:
        return [each async for each in check_documents([str(path)], Settings(), provider=index)]

    (report,) = asyncio.run(collect())
    return report


def checked_by(index: Index, folder: Path, text: str = TEXT) -> CheckedReference:
    (checked,) = report_of(index, folder, text).references
    return checked


def with_pmids(*records: BibliographicRecord) -> tuple[BibliographicRecord, ...]:
    return tuple(
        replace(record, pmid=normalise_pmid(str(number)))
        for number, record in enumerate(records, 1)
    )


def without_keys(*records: BibliographicRecord) -> tuple[BibliographicRecord, ...]:
    return tuple(replace(record, key=None) for record in records)


def as_they_are(*records: BibliographicRecord) -> tuple[BibliographicRecord, ...]:
    return records


Dressed = Callable[..., tuple[BibliographicRecord, ...]]


@pytest.mark.parametrize("dressed", [as_they_are, with_pmids, without_keys])
@pytest.mark.parametrize(
    ("broad", "by_title"),
    [([1], [0]), ([0], [1]), ([1, 0], []), ([1, 2], [0]), ([1], [2, 0]), ([1, 2], [1, 0, 2])],
)
def test_the_right_record_is_found_wherever_it_comes(
    tmp_path: Path, dressed: Dressed, broad: list[int], by_title: list[int]
) -> None:
    records = dressed(RIGHT, WRONG, FURTHER)
    responses = {
        BROAD.name: tuple(records[number] for number in broad),
        TITLE.name: tuple(records[number] for number in by_title),
    }
    checked = checked_by(Index(responses), tmp_path)
    assert checked.verdict is Verdict.VERIFIED
    assert checked.lookup is not None
    assert checked.lookup.record == records[0]


def test_a_record_that_comes_twice_is_one_candidate(tmp_path: Path) -> None:
    checked = checked_by(Index({"broad": (WRONG, WRONG), "title": (WRONG,)}), tmp_path)
    assert checked.lookup is not None
    assert [scored.candidate.record for scored in checked.lookup.candidates] == [WRONG]


def test_an_identifier_that_leads_to_a_different_work(tmp_path: Path) -> None:
    index = Index({"by identifier": (WRONG,), "title": (RIGHT,)}, via=Via.DOI)
    index.stages = (IDENTIFIERS, TITLE)
    checked = checked_by(index, tmp_path, f"{TEXT.rstrip()} doi:10.5555/jam.2001.7\n")
    (finding,) = [each for each in checked.findings if each.rule == "identifier-elsewhere"]
    assert finding.url == "https://index.example/10.5555/jam.2001.7"
    assert checked.lookup is not None
    assert checked.lookup.record == RIGHT


def written(index: Index, folder: Path) -> list[str]:
    """The text report, the explanation and the JSON report of one run."""
    report = report_of(index, folder)
    tally = Tally()
    tally.add(report)
    texts = []
    for make in (
        lambda stream: TextReporter(stream, ReportOptions(verbose=True)),
        lambda stream: ExplanationReporter(
            stream, ReportOptions(), number=1, explain=lambda _reference, _candidate: ()
        ),
        lambda stream: JsonReporter(stream, ReportOptions()),
    ):
        stream = io.StringIO()
        reporter = make(stream)
        reporter.begin()
        reporter.document(report)
        reporter.end(tally.summary())
        texts.append(stream.getvalue())
    return texts


def test_reports_name_the_source_that_was_asked(tmp_path: Path) -> None:
    text, why, as_json = written(Index({"broad": (), "title": (RIGHT,)}), tmp_path)
    assert "The Index: https://index.example/10.5555/jam.2018.112" in text
    assert f"Data from The Index, retrieved on {TODAY} or later. Ask the Index" in " ".join(
        text.split()
    )
    assert "The Index record 10.5555/jam.2018.112 is the cited work" in " ".join(why.split())
    lookup = json.loads(as_json)["documents"][0]["references"][0]["lookup"]
    assert (lookup["source"], lookup["id"], lookup["pmid"]) == ("index", RIGHT.doi, None)
    assert lookup["searches"] == [{"source": "index", "status": "found"}]


@pytest.mark.parametrize("responses", [{"title": (RIGHT,)}, {"title": (WRONG,)}, {"title": ()}, {}])
def test_no_report_names_a_source_that_was_not_asked(tmp_path: Path, responses: Answers) -> None:
    for text in written(Index(responses), tmp_path):
        assert "pubmed" not in text.lower()


def test_a_work_that_the_source_should_list_and_does_not(tmp_path: Path) -> None:
    checked = checked_by(Index({"title": ()}), tmp_path)
    assert checked.verdict is Verdict.SUSPECT
    assert "The Index covers" in checked.findings[0].message


def test_a_source_that_cannot_be_asked(tmp_path: Path) -> None:
    class Down(Index):
        def _outcome(self, stage: Stage) -> Outcome:
            return Unavailable(reason="no answer")

    index = Down({})
    checked = checked_by(index, tmp_path)
    assert checked.lookup is not None
    assert checked.lookup.status is LookupStatus.UNAVAILABLE
    text, _why, _json = written(index, tmp_path)
    assert "The Index could not be searched (no answer)" in " ".join(text.split())


def test_a_pmid_in_the_text_that_the_source_knows_nothing_of(tmp_path: Path) -> None:
    """It holds the work by its DOI, and no PMID of it."""
    index = Index({"by identifier": (RIGHT,)}, via=Via.DOI)
    index.stages = (IDENTIFIERS,)
    head = "It was said for years, and by many, that it was so.\n" * 60
    text = (
        f"{head}As shown (PMID: 99999999, doi:10.5555/jam.2018.112).\n\nReferences\n\n1. {LINE}\n"
    )
    report = report_of(index, tmp_path, text)
    assert "mention-unknown" not in [finding.rule for finding in report.findings]
