"""The one path: what becomes of each response that a source can give, and that nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from refcheck.errors import UsageError
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
    StageKind,
    Unavailable,
    Unmatched,
    Via,
)
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    Notice,
    NoticeKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.model.report import (
    DocumentReport,
    DocumentStatus,
    LookupStatus,
    SourceStatus,
    Verdict,
)
from refcheck.pipeline import Tally, check_documents, extract_documents, open_provider
from refcheck.pipeline.progress import Progress
from refcheck.settings import Origin, Settings

TODAY = date(2026, 11, 21)
EARLIER = date(2026, 10, 1)

ARTICLE = """Suicidal thoughts

Ketamine may help within hours.

References

1. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the gun? Pharmacol Res. 2015;99:23-35.
2. Katalinic N, Lai R, Somogyi A, Mitchell PB, Glue P, Loo CK. Ketamine as a new treatment for depression: a review of its efficacy and adverse effects. Aust N Z J Psychiatry. 2013;47(8):710-27.
"""  # noqa: E501 - one reference a line, as articles print them

RAJKUMAR = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=tuple(
        PersonName(family=family, initials=initials)
        for family, initials in (("Rajkumar", "R"), ("Fam", "J"), ("Yeo", "EY"), ("Dawe", "GS"))
    ),
    title="Ketamine and suicidal ideation in depression: Jumping the gun?",
    container_title="Pharmacological research",
    container_variants=("Pharmacol Res",),
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2015, month=9)),),
    volume="99",
    pages="23-35",
    doi="10.1016/j.phrs.2015.05.003",
    pmid="25982932",
)
KATALINIC = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=tuple(
        PersonName(family=family, initials=initials)
        for family, initials in (
            ("Katalinic", "N"),
            ("Lai", "R"),
            ("Somogyi", "A"),
            ("Mitchell", "PB"),
            ("Glue", "P"),
            ("Loo", "CK"),
        )
    ),
    title="Ketamine as a new treatment for depression: a review of its efficacy and "
    "adverse effects.",
    container_title="The Australian and New Zealand journal of psychiatry",
    container_variants=("Aust N Z J Psychiatry",),
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2013, month=8)),),
    volume="47",
    issue="8",
    pages="710-27",
    pmid="23661785",
)

Response = Callable[[str, BibliographicRecord], Outcome]


IDENTIFIER = Stage(name="identifier", kind=StageKind.IDENTIFIERS)


class Source:
    """A source that answers as the test says, and keeps what it was asked."""

    source = "pubmed"
    name = "PubMed"
    terms = None
    stages: tuple[Stage, ...] = (IDENTIFIER, Stage(name="citation"), Stage(name="title"))

    def __init__(self, response: Response) -> None:
        self.response = response
        self.asked: list[tuple[str, int]] = []

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        self.asked.append((stage.name, len(works)))
        return [self.response(stage.name, parses[0]) for parses in works]

    def url_of(self, record: BibliographicRecord) -> str | None:
        return f"https://index.example/{record.pmid}"

    def coverage(self, unmatched: Unmatched) -> Scope:
        outside = unmatched.reference.record.type is WorkType.BOOK
        return Scope(outside="a book: PubMed does not list it" if outside else None)

    async def aclose(self) -> None:
        raise AssertionError("a provider that is handed in stays open")


def found(*records: BibliographicRecord, retrieved: date = TODAY) -> Found:
    return Found(
        candidates=tuple(
            Candidate(
                record=record, source="pubmed", via=Via.CITATION, asked="", retrieved=retrieved
            )
            for record in records
        ),
        retrieved=retrieved,
    )


def by_title(stage: str, record: BibliographicRecord) -> Outcome:
    """What a healthy source answers: nothing printed to ask by, then the right record."""
    if stage == "identifier":
        return NotAsked()
    return found(RAJKUMAR if "suicidal" in (record.title or "") else KATALINIC)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def check(paths: Sequence[str], source: Source) -> list[DocumentReport]:
    async def collect() -> list[DocumentReport]:
        return [report async for report in check_documents(paths, Settings(), provider=source)]

    return asyncio.run(collect())


def statuses(report: DocumentReport) -> list[LookupStatus | None]:
    return [checked.lookup and checked.lookup.status for checked in report.references]


def test_right_references_are_verified_and_settled_ones_are_not_asked_again(article: str) -> None:
    source = Source(by_title)
    (report,) = check([article], source)
    assert report.status is DocumentStatus.OK
    assert [checked.verdict for checked in report.references] == [Verdict.VERIFIED] * 2
    assert source.asked == [("identifier", 2), ("citation", 2)]


def test_oldest_answer_dates_the_lookup(article: str) -> None:
    def response(stage: str, record: BibliographicRecord) -> Outcome:
        if stage == "identifier":
            return NotFound(retrieved=EARLIER)
        return by_title(stage, record)

    (report,) = check([article], Source(response))
    assert {checked.lookup and checked.lookup.retrieved for checked in report.references} == {
        EARLIER
    }


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Unavailable(reason="the service does not answer"), LookupStatus.UNAVAILABLE),
        (NotCached(reason="no cached answer"), LookupStatus.NOT_CACHED),
    ],
)
@pytest.mark.parametrize("silent", ["identifier", "citation"])
def test_one_unanswered_question_leaves_a_reference_unchecked(
    article: str, outcome: Outcome, status: LookupStatus, silent: str
) -> None:
    def response(stage: str, record: BibliographicRecord) -> Outcome:
        if stage == silent and "suicidal" in (record.title or ""):
            return outcome
        return by_title(stage, record)

    (report,) = check([article], Source(response))
    assert statuses(report) == [status, LookupStatus.MATCHED]
    assert [checked.verdict for checked in report.references] == [
        Verdict.UNCHECKED,
        Verdict.VERIFIED,
    ]
    tally = Tally()
    tally.add(report)
    assert tally.summary().incomplete


def test_nothing_found_in_any_round_is_not_found(article: str) -> None:
    source = Source(lambda _round, _record: NotFound(retrieved=TODAY))
    (report,) = check([article], source)
    assert [checked.verdict for checked in report.references] == [Verdict.NOT_FOUND] * 2
    assert [name for name, _count in source.asked] == [stage.name for stage in Source.stages]


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (NotFound(retrieved=TODAY), Verdict.NOT_FOUND),
        (NotAsked(), Verdict.NOT_FOUND),
        (Unavailable(reason="two answers differ"), Verdict.UNCHECKED),
        (NotCached(reason="no second answer"), Verdict.UNCHECKED),
        (found(RAJKUMAR), Verdict.VERIFIED),
    ],
)
def test_only_what_is_about_to_be_called_absent_is_confirmed(
    article: str, outcome: Outcome, verdict: Verdict
) -> None:
    def response(stage: str, record: BibliographicRecord) -> Outcome:
        if stage == "again":
            return outcome
        suicidal = "suicidal" in (record.title or "")
        return NotFound(retrieved=TODAY) if suicidal else found(KATALINIC)

    source = Source(response)
    confirmation = Stage(name="again", kind=StageKind.CONFIRMATION)
    source.stages = (*Source.stages, confirmation)
    (report,) = check([article], source)
    assert source.asked[-1] == ("again", 1)
    assert [checked.verdict for checked in report.references] == [verdict, Verdict.VERIFIED]


def test_another_work_is_never_taken_for_the_cited_one(article: str) -> None:
    (report,) = check(
        [article],
        Source(
            lambda _round, record: found(
                KATALINIC if "suicidal" in (record.title or "") else RAJKUMAR
            )
        ),
    )
    assert statuses(report) == [LookupStatus.NOT_FOUND] * 2
    for checked in report.references:
        assert checked.lookup is not None
        assert checked.lookup.record is None
        assert [scored.refused is not None for scored in checked.lookup.candidates] == [True]


def test_a_reference_without_anything_to_ask_is_skipped_not_missed(article: str) -> None:
    (report,) = check([article], Source(lambda _round, _record: NotAsked()))
    assert statuses(report) == [LookupStatus.SKIPPED] * 2
    assert [checked.verdict for checked in report.references] == [Verdict.UNCHECKED] * 2


def test_every_input_is_reported_in_order(article: str, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("No list in here.\n", encoding="utf-8")
    missing = str(tmp_path / "missing.txt")
    reports = check([str(plain), missing, article], Source(by_title))
    assert [report.status for report in reports] == [
        DocumentStatus.NO_REFERENCES,
        DocumentStatus.UNREADABLE,
        DocumentStatus.OK,
    ]
    assert reports[1].error


def test_progress_counts_documents(article: str, tmp_path: Path) -> None:
    seen: list[Progress] = []

    async def run() -> None:
        paths = [article, str(tmp_path / "missing.txt")]
        async for _report in check_documents(paths, Settings(lookup=False), progress=seen.append):
            pass

    asyncio.run(run())
    assert {one.all_documents for one in seen} == {2}
    assert [one.documents for one in seen][-2:] == [1, 2]
    assert seen[-1].references == seen[-1].found > 0


def test_windows_share_requests_between_articles(
    article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "second.txt"
    second.write_text(ARTICLE, encoding="utf-8")
    source = Source(by_title)
    check([article, str(second)], source)
    assert source.asked == [("identifier", 4), ("citation", 4)]
    monkeypatch.setattr("refcheck.pipeline.read_ahead._WINDOW_REFERENCES", 2)
    source = Source(by_title)
    check([article, str(second)], source)
    assert source.asked == [("identifier", 2), ("citation", 2)] * 2


def test_no_lookup_leaves_everything_unchecked(article: str) -> None:
    async def run() -> list[DocumentReport]:
        return [report async for report in check_documents([article], Settings(lookup=False))]

    (report,) = asyncio.run(run())
    assert statuses(report) == [LookupStatus.SKIPPED] * 2


def test_extract_reports_the_document_alone(article: str) -> None:
    (report,) = extract_documents([article])
    assert [checked.lookup for checked in report.references] == [None, None]
    assert [checked.verdict for checked in report.references] == [None, None]
    assert len({checked.key for checked in report.references}) == 2


def test_a_folder_with_nothing_to_read_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file"):
        list(extract_documents([str(tmp_path)]))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, []),
        ({"api_key": "k"}, ["mirror.example is not sent your API key"]),
        ({"email": "a@b.example"}, ["mirror.example is not sent your e-mail address"]),
        ({"api_key": "k", "offline": True}, []),
    ],
)
def test_what_a_server_is_not_sent_is_said(
    tmp_path: Path, given: dict[str, Any], said: list[str]
) -> None:
    settings = Settings(
        eutils_url="https://mirror.example/",
        cache_dir=tmp_path,
        origins={"eutils_url": Origin.FILE},
        **given,
    )
    warnings: list[str] = []
    asyncio.run(open_provider(settings, warnings.append).aclose())
    assert [line.split(";")[0] for line in warnings] == said


def test_tally_sums_up_a_run(article: str) -> None:
    tally = Tally()
    for report in check([article], Source(lambda _round, _record: NotFound(retrieved=TODAY))):
        tally.add(report)
    summary = tally.summary()
    assert (summary.documents, summary.references, summary.unreadable) == (1, 2, 0)
    assert dict(summary.verdicts)[Verdict.NOT_FOUND] == 2
    assert summary.worst is Severity.WARNING
    assert not summary.incomplete


BOOK = """References

1. World Health Organization. International statistical classification of diseases. 10th ed.
   Geneva: World Health Organization; 2016.
"""


@pytest.mark.parametrize(
    ("response", "status"),
    [
        (by_title, "found"),
        (lambda _round, _record: NotFound(retrieved=TODAY), "not_found"),
        (lambda _round, _record: Unavailable(reason="no answer"), "unavailable"),
        (lambda _round, _record: NotCached(reason="no cached answer"), "not_cached"),
        (lambda _round, _record: NotAsked(), "not_asked"),
    ],
)
def test_what_came_of_the_source_is_said(article: str, response: Response, status: str) -> None:
    (report,) = check([article], Source(response))
    for checked in report.references:
        assert checked.lookup is not None
        (came,) = checked.lookup.sources
        assert (came.source, came.status.value) == ("pubmed", status)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(NotAsked(), SourceStatus.NOT_ASKED), (NotFound(retrieved=TODAY), SourceStatus.NOT_FOUND)],
)
def test_what_is_out_of_scope_was_asked_about_or_not(
    tmp_path: Path, outcome: Outcome, status: SourceStatus
) -> None:
    path = tmp_path / "book.txt"
    path.write_text(BOOK, encoding="utf-8")
    (report,) = check([str(path)], Source(lambda _round, _record: outcome))
    lookup = report.references[0].lookup
    assert lookup is not None
    assert lookup.status is LookupStatus.OUT_OF_SCOPE
    assert [came.status for came in lookup.sources] == [status]


def test_without_lookups_there_is_no_source(article: str) -> None:
    async def collect() -> list[DocumentReport]:
        return [report async for report in check_documents([article], Settings(lookup=False))]

    (report,) = asyncio.run(collect())
    assert [checked.lookup and checked.lookup.sources for checked in report.references] == [()] * 2


def test_tally_counts_findings_retractions_and_duplicates(tmp_path: Path) -> None:
    retraction = replace(
        RAJKUMAR, notices=(Notice(kind=NoticeKind.RETRACTION_IN, source="Pharmacol Res. 2016"),)
    )
    partial = replace(
        KATALINIC, notices=(Notice(kind=NoticeKind.PARTIAL_RETRACTION_IN, source="Lancet. 2014"),)
    )

    def response(stage: str, record: BibliographicRecord) -> Outcome:
        if stage == "identifier":
            return NotAsked()
        return found(retraction if "suicidal" in (record.title or "") else partial)

    first = ARTICLE[ARTICLE.index("1. ") : ARTICLE.index("2. ")]
    path = tmp_path / "twice.txt"
    path.write_text(f"{ARTICLE.rstrip()}\n3. {first[3:]}", encoding="utf-8")
    empty = tmp_path / "empty.txt"
    empty.write_text("No list here.\n")
    tally = Tally()
    for report in check([str(path), str(empty), str(tmp_path / "missing.txt")], Source(response)):
        tally.add(report)
    summary = tally.summary()
    assert (summary.documents, summary.without_list, summary.unreadable) == (3, 1, 1)
    assert (summary.references, summary.retracted, summary.duplicates) == (3, 2, 1)
    assert summary.errors == 2
    assert summary.warnings == 2  # retracted in part, and the duplicate
    assert dict(summary.verdicts)[Verdict.VERIFIED] == 3
