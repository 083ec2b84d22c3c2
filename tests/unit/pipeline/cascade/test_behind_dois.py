"""What the work behind a printed DOI makes of a reference that PubMed has not decided."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.standin.doi_services import FAULTS, DoiTransport

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.doi.resolver import DoiResolver
from refcheck.lookup.provider import Parses
from refcheck.model.finding import Severity
from refcheck.model.outcome import NotFound, Outcome, Scope, Stage, Unavailable, Unmatched
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus, Verdict
from refcheck.pipeline import Tally, check_documents
from refcheck.pipeline.provider import open_doi_lookup
from refcheck.reports import ReportOptions
from refcheck.reports.explanation import ExplanationReporter
from refcheck.settings import Settings

DOI = "10.5555/jam.2018.112"
TITLE = "Tidal volumes and sleep quality in mountain rescue teams"
LINE = f"Osterwalder N, Halloran PJ. {TITLE}. J Alpine Med. 2018;41:112-9. doi:{DOI}"
ITEM: dict[str, Any] = {
    "DOI": DOI,
    "type": "journal-article",
    "title": [TITLE],
    "author": [
        {"given": "Nina", "family": "Osterwalder", "sequence": "first"},
        {"given": "Peter J.", "family": "Halloran", "sequence": "additional"},
    ],
    "container-title": ["Journal of Alpine Medicine"],
    "short-container-title": ["J Alpine Med"],
    "published-print": {"date-parts": [[2018, 5]]},
    "volume": "41",
    "page": "112-119",
}
OTHER: dict[str, Any] = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["On the kidney of the marmot in winter"],
    "author": [{"given": "Ute", "family": "Lindqvist", "sequence": "first"}],
    "container-title": ["Renal Zoology"],
    "published-print": {"date-parts": [[2001]]},
    "volume": "3",
    "page": "7-9",
}


class PubMed:
    """A source that has nothing, and says why, or that cannot be asked."""

    source = "pubmed"
    name = "PubMed"
    terms = None
    stages = (Stage(name="title"),)

    def __init__(self, scope: Scope, *, down: bool = False) -> None:
        self.scope = scope
        self.down = down

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        if self.down:
            return [Unavailable(reason="no answer") for _ in works]
        return [NotFound(retrieved=date(2026, 11, 28)) for _ in works]

    def url_of(self, record: BibliographicRecord) -> str | None:
        return None

    def coverage(self, unmatched: Unmatched) -> Scope:
        return self.scope

    async def aclose(self) -> None:
        """Nothing to give back."""


OUTSIDE = PubMed(Scope(outside="a journal that PubMed does not know"))
MISSING = PubMed(Scope())
SUSPECT = PubMed(Scope(exhaustive=True))


class Runner:
    """Checks one reference with stand-ins for all services."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.patch = patch

    def report(
        self,
        transport: DoiTransport,
        source: PubMed = OUTSIDE,
        line: str = LINE,
        required: Sequence[str] = (),
    ) -> DocumentReport:
        path = self.folder / "a.txt"
        path.write_text(f"A note\n\nReferences\n\n1. {line}\n", encoding="utf-8")
        timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0, whole=0.2)
        config = LookupConfig(cache_dir=self.folder, transport=transport, timing=timing)

        async def no_pause(_seconds: float) -> None:
            pass

        def opened(_settings: Settings, _warn: object) -> DoiResolver:
            chosen = ("crossref", "datacite", "doi")
            return DoiResolver(config, chosen, lambda _: None, required=required, sleep=no_pause)

        self.patch.setattr("refcheck.pipeline.run.open_doi_lookup", opened)
        # The paces are those of the real services.
        self.patch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))

        async def collect() -> list[DocumentReport]:
            checked = check_documents([str(path)], Settings(), provider=source)
            return [each async for each in checked]

        (report,) = asyncio.run(collect())
        return report

    def __call__(self, *arguments: Any, **more: Any) -> CheckedReference:
        (checked,) = self.report(*arguments, **more).references
        return checked


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(tmp_path, monkeypatch)


def alarms(checked: CheckedReference) -> list[str]:
    return [each.rule for each in checked.findings if each.severity is not Severity.INFO]


def crossref(**changes: Any) -> DoiTransport:
    return DoiTransport(crossref={DOI: ITEM | changes})


@pytest.mark.parametrize("source", [OUTSIDE, MISSING, SUSPECT])
def test_the_work_behind_the_doi_is_the_cited_one(run: Runner, source: PubMed) -> None:
    checked = run(crossref(), source)
    lookup = checked.lookup
    assert lookup is not None
    assert (lookup.status, lookup.source) == (LookupStatus.MATCHED, "crossref")
    assert lookup.source_name == "Crossref"
    assert lookup.url == f"https://doi.org/{DOI}"
    assert [each.source for each in lookup.sources] == ["pubmed", "crossref"]
    assert checked.verdict is Verdict.VERIFIED
    assert not checked.findings


@pytest.mark.parametrize(
    "changes",
    [
        {"title": [TITLE.upper()]},
        {"title": ["Tidal volumes"], "subtitle": ["sleep quality in mountain rescue teams"]},
        {"title": [f"<b>{TITLE}</b>"]},
        {"title": [f"RETRACTED: {TITLE}"]},
        {"author": [{"given": "Osterwalder", "family": "Nina", "sequence": "first"}]},
        {"author": ITEM["author"][1:]},
        {"author": []},
        {"author": [{"name": "Rescue Group", "sequence": "first"}, *ITEM["author"]]},
        {"published-print": {"date-parts": [[2019]]}},
        {"published-print": None, "issued": {"date-parts": [[2017]]}},
        {"published-print": None},
        {"container-title": ["Zeitschrift fur Alpine Medizin"], "short-container-title": []},
        {"volume": None, "page": None},
        {"page": "1"},
        {"issue": "7"},
        {"type": "proceedings-article", "published-print": {"date-parts": [[2021]]}},
        {"type": "book-chapter", "page": "312-319", "volume": None},
        {"page": "no-pagination", "article-number": None},
    ],
)
def test_what_is_crossrefs_own_is_no_alarm(run: Runner, changes: dict[str, Any]) -> None:
    checked = run(crossref(**changes))
    assert alarms(checked) == []


@pytest.mark.parametrize(
    ("cited", "printed", "rule"),
    [
        ("41:112-9", "41:212-9", "pages-mismatch"),
        ("41:112-9", "14:112-9", "volume-mismatch"),
        ("2018;", "2013;", "year-mismatch"),
    ],
)
def test_what_differs_from_the_work_is_an_alarm(
    run: Runner, cited: str, printed: str, rule: str
) -> None:
    checked = run(crossref(), line=LINE.replace(cited, printed, 1))
    assert rule in alarms(checked)
    assert checked.verdict is Verdict.MISMATCHED


@pytest.mark.parametrize(
    ("source", "verdict"),
    [(OUTSIDE, Verdict.NOT_FOUND), (MISSING, Verdict.NOT_FOUND), (SUSPECT, Verdict.SUSPECT)],
)
def test_a_doi_that_does_not_exist(run: Runner, source: PubMed, verdict: Verdict) -> None:
    checked = run(DoiTransport(), source)
    assert checked.verdict is verdict
    (finding,) = [each for each in checked.findings if each.rule == "doi-unknown"]
    assert finding.severity is Severity.ERROR
    assert finding.cited == DOI


@pytest.mark.parametrize(
    ("source", "verdict"),
    [(OUTSIDE, Verdict.UNCHECKED), (MISSING, Verdict.NOT_FOUND), (SUSPECT, Verdict.SUSPECT)],
)
def test_a_doi_that_leads_to_a_different_work(
    run: Runner, source: PubMed, verdict: Verdict
) -> None:
    checked = run(DoiTransport(crossref={DOI: OTHER}), source)
    assert checked.verdict is verdict
    (finding,) = [each for each in checked.findings if each.rule == "identifier-elsewhere"]
    assert "marmot" in finding.message


@pytest.mark.parametrize(
    "changes",
    [
        {
            "title": ["Приливные объемы и качество сна спасателей"],
            "author": [{"family": "Остервальд"}],
        },
        {
            "title": ["山岳救助隊における換気量と睡眠の質についての研究"],
            "author": [{"family": "鈴木"}],
        },
        {"volume": "41", "page": "112-119"},  # a translated title, names written otherwise
        {"author": [{"given": "N.", "family": "Osterwalder"}]},
        {"title": ["J Alpine Med. Tidal volumes and sleep quality in mountain rescue"]},
        {"title": ["Snow"]},
        {"author": []},
        {"type": "component"},
    ],
)
def test_what_may_be_the_same_work_is_not_called_a_different_one(
    run: Runner, changes: dict[str, Any]
) -> None:
    checked = run(DoiTransport(crossref={DOI: OTHER | changes}))
    assert not checked.findings


def test_a_doi_alone_is_not_enough(run: Runner) -> None:
    """A reference that says next to nothing is not the work behind its DOI."""
    checked = run(DoiTransport(crossref={DOI: OTHER}), line=f"TOPMed. Recab file; 2017. doi:{DOI}")
    assert checked.lookup is not None
    assert checked.lookup.record is None
    assert "identifier-elsewhere" in alarms(checked)


@pytest.mark.parametrize("known", [{"agencies": {DOI: "mEDRA"}}, {"unindexed": frozenset({DOI})}])
def test_a_doi_that_exists_and_whose_work_nobody_shows(run: Runner, known: dict[str, Any]) -> None:
    checked = run(DoiTransport(**known))
    assert checked.verdict is Verdict.UNCHECKED
    assert not checked.findings


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["doi", "crossref", "datacite"])
@pytest.mark.parametrize("source", [OUTSIDE, SUSPECT])
def test_a_service_that_fails_changes_nothing(
    run: Runner, fault: str, name: str, source: PubMed
) -> None:
    faults = dict.fromkeys(("doi", name), fault)
    before = run(DoiTransport(faults=dict.fromkeys(("doi", "crossref"), "refuse")), source)
    checked = run(DoiTransport(faults=faults), source)
    assert checked.verdict is before.verdict
    assert alarms(checked) == alarms(before)
    assert "doi-unknown" not in alarms(checked)
    assert checked.lookup is not None
    said = {each.source: each.status.value for each in checked.lookup.sources}
    assert said["doi"] == "unavailable"


@pytest.mark.parametrize(("required", "incomplete"), [((), False), (("crossref",), True)])
def test_only_a_source_that_the_user_names_makes_a_run_incomplete(
    run: Runner, required: Sequence[str], incomplete: bool
) -> None:
    tally = Tally()
    tally.add(run.report(crossref_down(), required=required))
    assert tally.summary().incomplete is incomplete


def crossref_down() -> DoiTransport:
    return DoiTransport(crossref={DOI: ITEM}, faults={"crossref": "504"})


def test_where_pubmed_could_not_be_asked_nobody_else_is(run: Runner) -> None:
    transport = crossref()
    checked = run(transport, PubMed(Scope(), down=True))
    assert checked.lookup is not None
    assert checked.lookup.status is LookupStatus.UNAVAILABLE
    assert transport.requests == []


def test_a_reference_without_a_doi_is_searched_for_with_one_request(run: Runner) -> None:
    transport = crossref()
    checked = run(transport, line=LINE.partition(" doi:")[0])
    assert len(transport.requests) == 1
    assert checked.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    "printed",
    [
        "10.5555/jam. 2018.112",
        "10.5555/jam.2018. 112",
        "10.5555/jam.2018.112/full",
        "10.5555/jam.2018.112.pdf",
        "10.5555/JAM.2018.112.",
        "https://doi.org/10.5555/jam.2018.112",
    ],
)
def test_a_doi_that_the_layout_has_damaged(run: Runner, printed: str) -> None:
    checked = run(crossref(), line=LINE.replace(f"doi:{DOI}", f"doi:{printed}"))
    assert "doi-unknown" not in alarms(checked)
    assert checked.lookup is not None
    assert checked.lookup.source == "crossref"


def test_what_else_was_tried_is_said(run: Runner) -> None:
    checked = run(DoiTransport(), line=LINE.replace(DOI, f"{DOI}/full"))
    (finding,) = [each for each in checked.findings if each.rule == "doi-unknown"]
    assert finding.message.endswith(f"Neither does {DOI}.")


def test_data_of_a_repository(run: Runner) -> None:
    doi = "10.5281/zenodo.7"
    attributes = {
        "doi": doi,
        "titles": [{"title": "Snow depths of the eastern Alps"}],
        "creators": [{"name": "Lang, Ute", "familyName": "Lang", "givenName": "Ute"}],
        "publicationYear": 2019,
        "types": {"resourceTypeGeneral": "Dataset"},
        "publisher": "Zenodo",
    }
    line = f"Lang U, Berg K. Snow depths of the eastern Alps. Zenodo; 2021. doi:{doi}"
    checked = run(DoiTransport(datacite={doi: attributes}), line=line)
    assert checked.lookup is not None
    assert checked.lookup.source == "datacite"
    assert alarms(checked) == []


def test_an_explanation_shows_each_source(run: Runner) -> None:
    report = run.report(DoiTransport())
    stream = io.StringIO()
    reporter = ExplanationReporter(
        stream, ReportOptions(), number=1, explain=lambda _reference, _candidate: ()
    )
    reporter.begin()
    reporter.document(report)
    reporter.end(Tally().summary())
    text = " ".join(stream.getvalue().split())
    for words in ("Crossref, crossref-work", "doi.org, doi-agency", "doi.org, doi-handle-again"):
        assert words in text


def test_the_default_asks_nobody_but_pubmed() -> None:
    assert open_doi_lookup(Settings(), print) is None
    assert open_doi_lookup(replace(Settings(), sources=("all",)), print) is not None


def test_the_doi_of_another_work_and_the_work_found_by_its_title(run: Runner) -> None:
    """The search finds the cited work; that its DOI is another work's is still told."""
    right = ITEM | {"DOI": "10.5555/jam.2018.right"}
    checked = run(DoiTransport(crossref={DOI: OTHER}, searchable=[right]))
    assert checked.lookup is not None
    assert checked.lookup.record is not None
    assert checked.lookup.record.doi == "10.5555/jam.2018.right"
    assert "identifier-elsewhere" in alarms(checked)


def test_another_deposit_of_the_cited_work_is_no_alarm(run: Runner) -> None:
    """The printed DOI is one of an agency that shows no works."""
    twin = ITEM | {"DOI": "10.5555/jam.2018.twin"}
    checked = run(DoiTransport(agencies={DOI: "mEDRA"}, searchable=[twin]))
    assert checked.verdict is Verdict.VERIFIED
    assert alarms(checked) == []
