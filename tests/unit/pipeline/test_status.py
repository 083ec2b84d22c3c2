"""What became of matched works is asked again after a week, whatever is cached."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.accuracy.service.behaviour import Request
from tests.standin.articles import INITIATION, KETAMINE, Article, article_set, library
from tests.standin.transport import StandInTransport

from refcheck.lookup.cache.sqlite import SqliteStore
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.pubmed.provider import PubMed
from refcheck.lookup.pubmed.queries import record_query
from refcheck.model.report import DocumentReport, LookupStatus, Verdict
from refcheck.pipeline import check_documents
from refcheck.settings import Settings

DAY = 86_400.0
TEXT = f"""A note

References

1. Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. {KETAMINE.title}. J Affect Disord.
2014;156:24-35.
"""


def check(
    directory: Path, transport: StandInTransport, text: str = TEXT, **changes: object
) -> DocumentReport:
    path = directory / "note.txt"
    path.write_text(text, encoding="utf-8")
    config = LookupConfig(
        base_url="http://standin.test/eutils/",
        rate=10_000,
        cache_dir=directory / "cache",
        pace_dir=directory,
        timing=Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0.0),
        transport=transport,
    )

    async def run() -> DocumentReport:
        provider = PubMed(replace(config, **changes), pytest.fail)  # type: ignore[arg-type]
        try:
            reports = check_documents([str(path)], Settings(), provider=provider)
            return await anext(reports)
        finally:
            await provider.aclose()

    return asyncio.run(run())


def age(directory: Path, article: Article, days: float) -> None:
    """Let the cached record be so many days older."""
    store = SqliteStore(directory / "cache", writable=True)
    query = record_query(article.pmid)
    (cached,) = store.get_many([query], pytest.fail).values()
    store.forget(query)
    store.save([replace(cached, retrieved=time.time() - days * DAY)], time.time())
    store.close()


def retracted() -> StandInTransport:
    """PubMed after the article was retracted."""
    held = library()
    xml = article_set(KETAMINE).decode()
    notice = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">'
        "<RefSource>J Affect Disord. 2026;401:9</RefSource></CommentsCorrections>"
        "</CommentsCorrectionsList></MedlineCitation>"
    )
    held.add(xml.replace("</MedlineCitation>", notice).encode())
    return StandInTransport(held)


def fetched(transport: StandInTransport) -> list[Request]:
    return [each for each in transport.behaviour.requests if each.endpoint == "efetch"]


def rules(report: DocumentReport) -> set[str]:
    return {finding.rule for finding in report.references[0].findings}


def test_a_retraction_of_last_week_is_seen(tmp_path: Path) -> None:
    assert "retracted" not in rules(check(tmp_path, StandInTransport(library())))
    age(tmp_path, KETAMINE, 8)
    transport = retracted()
    report = check(tmp_path, transport)
    assert "retracted" in rules(report)
    assert report.references[0].verdict is Verdict.VERIFIED
    assert len(transport.behaviour.requests) == 1  # nothing else is asked again
    assert "retracted" in rules(check(tmp_path, (again := retracted())))
    assert not again.behaviour.requests  # the new record is cached


@pytest.mark.parametrize(
    ("days", "changes"),
    [(6, {}), (8, {"status_max_age_days": 30})],
    ids=["younger than a week", "another limit"],
)
def test_a_record_that_is_new_enough_is_not_asked_for(
    tmp_path: Path, days: float, changes: dict[str, object]
) -> None:
    check(tmp_path, StandInTransport(library()))
    age(tmp_path, KETAMINE, days)
    transport = retracted()
    assert "retracted" not in rules(check(tmp_path, transport, **changes))
    assert not transport.behaviour.requests


def test_offline_nobody_is_asked(tmp_path: Path) -> None:
    check(tmp_path, StandInTransport(library()))
    age(tmp_path, KETAMINE, 300)
    transport = retracted()
    report = check(tmp_path, transport, offline=True)
    assert report.references[0].lookup.status is LookupStatus.MATCHED  # type: ignore[union-attr]
    assert not transport.behaviour.requests


def test_where_pubmed_cannot_be_asked_the_reference_is_unchecked(tmp_path: Path) -> None:
    check(tmp_path, StandInTransport(library()))
    age(tmp_path, KETAMINE, 8)
    report = check(tmp_path, StandInTransport(library(), "500"))
    assert report.references[0].lookup.status is LookupStatus.UNAVAILABLE  # type: ignore[union-attr]
    offline = check(tmp_path, StandInTransport(library()), offline=True)
    assert offline.references[0].verdict is Verdict.VERIFIED  # the old record is still there


def test_many_records_share_a_request(tmp_path: Path) -> None:
    second = f"Miller OH, Moran JT, Hall BJ. {INITIATION.title}. Neuropharmacology. 2016;100:17-26."
    text = f"{TEXT}2. {second}\n"
    check(tmp_path, StandInTransport(library()), text)
    for article in (KETAMINE, INITIATION):
        age(tmp_path, article, 20)
    transport = StandInTransport(library())
    check(tmp_path, transport, text)
    (request,) = fetched(transport)
    assert {KETAMINE.pmid, INITIATION.pmid} <= set(request.fields["id"].split(","))


def test_what_the_text_names_is_asked_again_too(tmp_path: Path) -> None:
    body = f"The review (PMID: {KETAMINE.pmid}) says otherwise."
    text = f"A note\n\n{body}\n\nReferences\n\n1. Fam J. X.\n"
    check(tmp_path, StandInTransport(library()), text)
    age(tmp_path, KETAMINE, 8)
    report = check(tmp_path, retracted(), text)
    assert "retracted" in {finding.rule for finding in report.findings}
