"""Works without a document: reference strings, and works that an identifier alone asks for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.standin.articles import KETAMINE, article_set, library
from tests.standin.doi_services import DoiTransport
from tests.standin.transport import StandInTransport

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.doi.resolver import DoiResolver
from refcheck.lookup.pubmed.provider import PubMed
from refcheck.model.finding import Severity
from refcheck.model.report import CheckedReference, LookupStatus, Verdict
from refcheck.pipeline import check_strings
from refcheck.settings import Settings

STRING = (
    "Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. "
    f"{KETAMINE.title}. J Affect Disord. 2014;156:24-35."
)


def check(
    directory: Path, transport: StandInTransport, *strings: str
) -> tuple[CheckedReference, ...]:
    config = LookupConfig(
        base_url="http://standin.test/eutils/",
        rate=10_000,
        cache_dir=directory / "cache",
        pace_dir=directory,
        timing=Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0.0),
        transport=transport,
    )

    async def run() -> tuple[CheckedReference, ...]:
        provider = PubMed(config, pytest.fail)
        try:
            return (await check_strings(strings, Settings(), provider=provider)).references
        finally:
            await provider.aclose()

    return asyncio.run(run())


def test_strings_are_judged_in_their_order(tmp_path: Path) -> None:
    wrong = STRING.replace("2014", "2011")
    checked = check(tmp_path, StandInTransport(library()), STRING, wrong)
    assert [each.verdict for each in checked] == [Verdict.VERIFIED, Verdict.MISMATCHED]
    assert [each.reference.string.span.line for each in checked] == [1, 2]
    found = next(each for each in checked[1].findings if each.rule == "year-mismatch")
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, wrong.index("2011") + 1)


@pytest.mark.parametrize(
    "asked", [f"PMID: {KETAMINE.pmid}", f"doi:{KETAMINE.doi}", f"https://doi.org/{KETAMINE.doi}"]
)
def test_an_identifier_leads_to_its_work_and_nothing_is_held_against_it(
    tmp_path: Path, asked: str
) -> None:
    (checked,) = check(tmp_path, StandInTransport(library()), asked)
    assert checked.verdict is Verdict.VERIFIED
    assert checked.findings == ()
    assert checked.lookup is not None
    assert checked.lookup.record is not None
    assert checked.lookup.record.pmid == KETAMINE.pmid


def test_what_became_of_the_work_is_reported(tmp_path: Path) -> None:
    held = library()
    notice = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">'
        "<RefSource>J Affect Disord. 2026;401:9</RefSource></CommentsCorrections>"
        "</CommentsCorrectionsList></MedlineCitation>"
    )
    xml = article_set(KETAMINE).decode()
    held.add(xml.replace("</MedlineCitation>", notice).encode())
    (checked,) = check(tmp_path, StandInTransport(held), f"PMID: {KETAMINE.pmid}")
    assert [finding.rule for finding in checked.findings] == ["retracted"]


def test_an_identifier_without_a_record_and_one_that_could_not_be_asked_are_two_things(
    tmp_path: Path,
) -> None:
    (unknown,) = check(tmp_path / "a", StandInTransport(library()), "PMID: 87654321")
    (dead,) = check(tmp_path / "b", StandInTransport(library(), "refuse"), "PMID: 87654321")
    assert unknown.lookup is not None
    assert dead.lookup is not None
    assert unknown.lookup.status is LookupStatus.NOT_FOUND
    assert dead.lookup.status is LookupStatus.UNAVAILABLE
    assert dead.verdict is Verdict.UNCHECKED


SNOW = {
    "DOI": "10.5555/snow.1",
    "type": "journal-article",
    "title": ["Snow depths of the eastern Alps"],
    "author": [{"family": "Doe", "given": "Jane", "sequence": "first"}],
    "container-title": ["Journal of Snow Studies"],
    "issued": {"date-parts": [[2020]]},
    "volume": "3",
    "page": "1-9",
    "updated-by": [{"DOI": "10.5555/notice.1", "type": "retraction", "source": "publisher"}],
}


@pytest.mark.parametrize(
    ("asked", "verdict", "status", "rules"),
    [
        ("10.5555/snow.1", Verdict.VERIFIED, LookupStatus.MATCHED, ["retracted"]),
        (
            "10.5555/made.up",
            Verdict.NOT_FOUND,
            LookupStatus.NOT_FOUND,
            ["doi-unknown", "not-found"],
        ),
        ("10.5555/new.1", Verdict.UNCHECKED, LookupStatus.OUT_OF_SCOPE, []),
    ],
)
def test_a_doi_that_pubmed_does_not_have_is_asked_of_its_agency(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    verdict: Verdict,
    status: LookupStatus,
    rules: list[str],
) -> None:
    services = DoiTransport(
        crossref={"10.5555/snow.1": SNOW}, unindexed=frozenset({"10.5555/new.1"})
    )

    async def no_pause(_seconds: float) -> None:
        """Wait for nothing."""

    config = LookupConfig(cache_dir=tmp_path / "dois", pace_dir=tmp_path, transport=services)
    monkeypatch.setattr(
        "refcheck.pipeline.run.open_doi_lookup",
        lambda *_: DoiResolver(config, ("crossref", "doi"), pytest.fail, sleep=no_pause),
    )
    monkeypatch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))
    (checked,) = check(tmp_path, StandInTransport(library()), f"doi:{asked}")
    assert checked.lookup is not None
    assert (checked.verdict, checked.lookup.status) == (verdict, status)
    found = [each.rule for each in checked.findings if each.severity is not Severity.INFO]
    assert found == rules
    if status is LookupStatus.MATCHED:
        assert checked.lookup.source == "crossref"
        assert checked.reference.record.title == "Snow depths of the eastern Alps"
