"""The sources behind the main one: who is asked about what, and what decides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from refcheck.lookup.provider import Parses
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
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus, Verdict
from refcheck.pipeline import Tally, check_documents
from refcheck.settings import Settings

TODAY = date(2026, 11, 28)
TITLE = "Tidal volumes and sleep quality in mountain rescue teams"
LINE = f"Osterwalder N, Halloran PJ. {TITLE}. J Alpine Med. 2018;41:112-9."
BOOK_LINE = (
    "Osterwalder N, Halloran PJ. Sleep quality in mountain rescue. 2nd ed. Bern: Huber; 2018."
)


class Main:
    """A main source that has nothing, and says why."""

    source = "pubmed"
    name = "PubMed"
    terms = None
    stages = (Stage(name="title"),)

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        return [NotFound(retrieved=TODAY) for _ in works]

    def url_of(self, record: BibliographicRecord) -> str | None:
        return None

    def coverage(self, unmatched: Unmatched) -> Scope:
        return self.scope

    async def aclose(self) -> None:
        """Nothing to give back."""


OUTSIDE = Main(Scope(outside="a journal that PubMed does not know"))
MISSING = Main(Scope())
SUSPECT = Main(Scope(exhaustive=True))


@dataclass
class Source:
    """A further source that gives the same answer about every work."""

    source: str
    answer: Outcome
    name: str = ""
    takes_it: bool = True
    whole: bool = False
    asked: list[Sequence[Parses]] = field(default_factory=list)
    closed: bool = False

    def __post_init__(self) -> None:
        self.name = self.name or self.source.title()

    def takes(self, reference: Reference) -> bool:
        return self.takes_it

    def lists_whole(self, record: BibliographicRecord) -> bool:
        return self.whole

    async def search(self, works: Sequence[Parses]) -> Sequence[Outcome]:
        self.asked.append(works)
        return [self.answer for _ in works]

    async def aclose(self) -> None:
        self.closed = True


def work(source: str = "one", **changes: object) -> BibliographicRecord:
    record = BibliographicRecord(
        key=RecordKey(source=source, id="w1"),
        type=WorkType.ARTICLE_JOURNAL,
        title=TITLE,
        authors=(
            PersonName(family="Osterwalder", given="Nina"),
            PersonName(family="Halloran", given="Peter J"),
        ),
        container_title="Journal of Alpine Medicine",
        container_variants=("J Alpine Med",),
        dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2018)),),
        volume="41",
        pages="112-9",
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def found(*records: BibliographicRecord) -> Found:
    return Found(
        candidates=tuple(
            Candidate(
                record=record,
                source=record.key.source if record.key else "one",
                via=Via.TITLE,
                asked=TITLE,
                retrieved=TODAY,
                url="https://one.example/w1",
            )
            for record in records
        ),
        retrieved=TODAY,
    )


NOTHING = NotFound(retrieved=TODAY)
DOWN = Unavailable(reason="one.example does not answer in time")
UNKNOWN = NotCached(reason="offline, and it is not in the cache")

Check = Callable[..., DocumentReport]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Checks lines with these further sources behind `main`."""

    def run(  # type: ignore[no-untyped-def]
        *sources: Source,
        main: Main = OUTSIDE,
        lines: Sequence[str] = (LINE,),
        dois: object = None,
        **more: object,
    ):
        path = tmp_path / "a.txt"
        listed = "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
        path.write_text(f"A note\n\nReferences\n\n{listed}\n", encoding="utf-8")
        monkeypatch.setattr("refcheck.pipeline.run.open_further_sources", lambda *_: sources)
        settings = replace(Settings(), **more)  # type: ignore[arg-type]

        async def collect() -> list[DocumentReport]:
            monkeypatch.setattr("refcheck.pipeline.run.open_doi_lookup", lambda *_: dois)
            return [each async for each in check_documents([str(path)], settings, provider=main)]

        (report,) = asyncio.run(collect())
        return report

    return run


def first(report: DocumentReport) -> CheckedReference:
    return report.references[0]


def alarms(checked: CheckedReference) -> list[str]:
    return [each.rule for each in checked.findings if each.severity is not Severity.INFO]


@pytest.mark.parametrize("main", [OUTSIDE, MISSING, SUSPECT])
def test_a_record_that_is_the_cited_work_decides(check: Check, main: Main) -> None:
    one, two = Source("one", found(work())), Source("two", NOTHING)
    checked = first(check(one, two, main=main))
    assert checked.verdict is Verdict.VERIFIED
    assert checked.lookup is not None
    assert (checked.lookup.source, checked.lookup.source_name) == ("one", "One")
    assert checked.lookup.url == "https://one.example/w1"
    assert [(each.source, each.status.value) for each in checked.lookup.sources] == [
        ("pubmed", "not_found"),
        ("one", "found"),
    ]
    assert not two.asked
    assert one.closed
    assert two.closed


def test_all_works_of_a_document_are_asked_about_together(check: Check) -> None:
    one = Source("one", NOTHING)
    check(one, lines=[LINE, BOOK_LINE, LINE.replace("41:112", "7:9")])
    assert [len(works) for works in one.asked] == [3]


def test_a_source_is_not_asked_about_what_it_does_not_list(check: Check) -> None:
    one = Source("one", found(work()), takes_it=False)
    checked = first(check(one))
    assert not one.asked
    assert checked.verdict is Verdict.UNCHECKED


def test_a_source_with_nothing_to_ask_with_is_not_named(check: Check) -> None:
    checked = first(check(Source("one", NotAsked())))
    assert checked.lookup is not None
    assert [each.source for each in checked.lookup.sources] == ["pubmed"]


@pytest.mark.parametrize(
    "record",
    [
        work(title="On the kidney of the marmot", volume="3", pages="7-9"),
        work(authors=(PersonName(family="Lindqvist", given="Ute"),), volume="3", pages="7-9"),
        work(type=WorkType.BOOK),
        work(type=WorkType.THESIS),
    ],
)
def test_what_is_nearest_is_not_the_cited_work(check: Check, record: BibliographicRecord) -> None:
    checked = first(check(Source("one", found(record))))
    assert checked.lookup is not None
    assert checked.lookup.record is None
    assert checked.lookup.candidates[0].refused


def test_editors_stand_for_the_authors_of_a_book(check: Check) -> None:
    people = work().authors
    book = work(
        type=WorkType.BOOK,
        title="Sleep quality in mountain rescue",
        authors=(),
        editors=people,
        container_title=None,
        container_variants=(),
        volume=None,
        pages=None,
        publisher="Huber",
    )
    checked = first(check(Source("one", found(book)), lines=[BOOK_LINE]))
    assert checked.verdict is Verdict.VERIFIED


def test_of_several_editions_the_cited_year_is_taken(check: Check) -> None:
    editions = [
        work(
            key=RecordKey(source="one", id=str(year)),
            type=WorkType.BOOK,
            title="Sleep quality in mountain rescue",
            dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),),
            container_title=None,
            container_variants=(),
            volume=None,
            pages=None,
        )
        for year in (2011, 2018, 2004)
    ]
    checked = first(check(Source("one", found(*editions)), lines=[BOOK_LINE]))
    assert checked.lookup is not None
    assert checked.lookup.record == editions[1]


@pytest.mark.parametrize(("sources", "incomplete"), [(("all",), False), (("crossref",), True)])
@pytest.mark.parametrize("answer", [DOWN, UNKNOWN])
def test_only_a_source_that_the_user_names_makes_a_run_incomplete(
    check: Check, answer: Outcome, sources: tuple[str, ...], incomplete: bool
) -> None:
    tally = Tally()
    tally.add(check(Source("crossref", answer), sources=sources))
    assert tally.summary().incomplete is incomplete


def test_where_nothing_was_looked_up_nobody_is_asked(check: Check) -> None:
    one = Source("one", found(work()))
    report = check(one, lines=["Personal communication."])
    assert all(
        each.lookup is None or each.lookup.status is not LookupStatus.MATCHED
        for each in report.references
    )


PREPRINT = work(
    type=WorkType.PREPRINT, container_title=None, container_variants=(), volume=None, pages=None
)
PAPER_LINE = (
    "Osterwalder N, Halloran PJ. Routing mountain rescue teams by sleep. In: Proceedings of the"
    " 12th International Conference on Rescue Informatics; 2019; Bern. p. 112-119."
)


@pytest.mark.parametrize("line", [LINE, PAPER_LINE])
def test_an_article_or_paper_that_nobody_has_is_not_found(check: Check, line: str) -> None:
    checked = first(check(Source("one", NOTHING, whole=True), lines=[line]))
    assert checked.verdict is Verdict.NOT_FOUND
    (finding,) = checked.findings
    assert (finding.rule, finding.severity) == ("not-found", Severity.WARNING)
    assert finding.message == "Neither PubMed nor One has a record of this work."


@pytest.mark.parametrize(
    "line",
    [
        BOOK_LINE,
        "Osterwalder N. Sleep in rescue teams. In: Halloran P, editor. Mountain medicine. Bern:"
        " Huber; 2018. p. 12-30.",
        "Osterwalder N. Sleep quality in mountain rescue [dissertation]. Bern: University of Bern;"
        " 2018.",
        "World Health Organization. Global report on mountain rescue. Geneva: WHO; 2018.",
        "Osterwalder N. Tidal volumes in mountain rescue [abstract]. J Alpine Med. 2018;41:112.",
        "Osterwalder N. Tidal volumes and sleep in rescue. Poster presented at: 5th Congress of"
        " Alpine Medicine; 2018 May 3; Bern.",
        LINE.replace("2018;41:112-9", "1958;41:112-9"),
        LINE.replace("2018;41:112-9", "2026; in press"),
        LINE.replace("teams.", "teams [in German]."),
    ],
)
def test_what_is_often_listed_nowhere_stays_unchecked(check: Check, line: str) -> None:
    checked = first(check(Source("one", NOTHING, whole=True), lines=[line]))
    assert checked.verdict is Verdict.UNCHECKED
    assert alarms(checked) == []
    assert [each.rule for each in checked.findings if each.rule == "unlisted"] == ["unlisted"]
    (note,) = [each for each in checked.findings if each.rule == "unlisted"]
    assert note.message.startswith("Neither PubMed nor One has a record of this work")


@pytest.mark.parametrize(
    "sources",
    [
        [Source("one", NOTHING, whole=False)],
        [Source("one", NOTHING, whole=True), Source("two", DOWN)],
        [Source("one", NOTHING, whole=True), Source("two", UNKNOWN)],
        [Source("one", found(PREPRINT), whole=True)],
    ],
)
def test_not_found_is_not_said_where_somebody_may_have_it(
    check: Check, sources: Sequence[Source]
) -> None:
    checked = first(check(*sources))
    assert checked.verdict is Verdict.UNCHECKED
    assert alarms(checked) == []


def test_nobody_is_made_up_whom_all_sources_could_not_be_asked_about(check: Check) -> None:
    assert first(check(Source("one", NOTHING), main=SUSPECT)).verdict is Verdict.SUSPECT
    for answer, status in ((DOWN, LookupStatus.UNAVAILABLE), (UNKNOWN, LookupStatus.NOT_CACHED)):
        checked = first(check(Source("one", NOTHING), Source("two", answer), main=SUSPECT))
        assert checked.verdict is Verdict.UNCHECKED
        assert checked.lookup is not None
        assert checked.lookup.status is status
        assert "Two" in (checked.lookup.reason or "")
        assert alarms(checked) == []


def test_a_source_that_fails_leaves_not_found_as_it_is(check: Check) -> None:
    checked = first(check(Source("two", DOWN), main=MISSING))
    assert checked.verdict is Verdict.NOT_FOUND


def test_a_record_that_comes_near_takes_suspect_back(check: Check) -> None:
    checked = first(check(Source("one", found(PREPRINT)), main=SUSPECT))
    assert checked.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("journal", "known"),
    [
        ("Energy Policy", True),  # in NLM's list, and not in use
        ("The American Economic Review", True),
        ("Lancet", False),  # in use
        ("J Alpine Med", False),  # in no list
    ],
)
@pytest.mark.parametrize("whole", [True, False], ids=["not found", "unlisted"])
def test_a_journal_that_nlm_knows_and_does_not_index_is_named(
    check: Check, journal: str, known: bool, whole: bool
) -> None:
    line = LINE.replace("J Alpine Med", journal)
    checked = first(check(Source("crossref", NOTHING, whole=whole), lines=[line]))
    assert checked.lookup is not None
    assert checked.lookup.status is (LookupStatus.NOT_FOUND if whole else LookupStatus.OUT_OF_SCOPE)
    reason = checked.lookup.reason or ""
    assert reason.startswith("a journal that PubMed does not know")
    assert ("NLM knows the journal" in reason) is known
