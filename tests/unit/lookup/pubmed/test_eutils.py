"""Queries in batches: what is left open, and how it is made sure of."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.standin.articles import INITIATION, KETAMINE, RESISTANT, article_set, library
from tests.standin.library import Library
from tests.standin.transport import StandInTransport

from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.sqlite import SqliteStore
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.pubmed.provider import CITATION, PubMed
from refcheck.lookup.pubmed.queries import Endpoint, doi_query, record_query
from refcheck.lookup.pubmed.responses import CitationResponse, RecordResponse, cached_record
from refcheck.lookup.pubmed.service import EUtilities, QueryResult
from refcheck.lookup.query import Query
from refcheck.model.outcome import Found, NotFound, Outcome, Unavailable
from refcheck.model.record import BibliographicRecord

LINES = [
    Query(Endpoint.CITATION, f"j affect disord|2014|{volume}|24|") for volume in range(150, 160)
]
DOIS = [doi_query(doi) for doi in (KETAMINE.doi, INITIATION.doi, "10.1000/none")]


def config(directory: Path, transport: StandInTransport) -> LookupConfig:
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=1000, patience=1000)
    return LookupConfig(
        base_url="http://standin.test/",
        rate=10_000,
        cache_dir=directory,
        pace_dir=directory,
        timing=timing,
        transport=transport,
    )


def responses(
    directory: Path, transport: StandInTransport, queries: Sequence[Query]
) -> dict[Query, QueryResult]:
    async def run() -> dict[Query, QueryResult]:
        source = Source(config(directory, transport), EUtilities(), pytest.fail)
        try:
            return await source.ask(queries)
        finally:
            await source.aclose()

    return asyncio.run(run())


def test_lines_that_vanish_are_asked_again(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "vanish:2")
    found = responses(tmp_path, transport, LINES)
    assert set(found) == set(LINES)
    assert all(isinstance(response, CitationResponse) for response in found.values())
    lines = [request.fields.get("bdata", "") for request in transport.behaviour.requests]
    assert [text.count("\r") + 1 for text in lines if text] == [10, 5, 3]


def test_lines_that_keep_vanishing_stay_open(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "vanish")
    found = responses(tmp_path, transport, LINES)
    left = [response for response in found.values() if isinstance(response, Unavailable)]
    assert len(left) == 2
    assert left[0].reason == "PubMed leaves a citation line unanswered"
    asked = [request.endpoint for request in transport.behaviour.requests]
    assert asked == ["ecitmatch"] * 3 + ["efetch"]


def test_a_record_that_is_lost_once_is_fetched_again(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "missing:1")
    queries = [record_query(KETAMINE.pmid), record_query(RESISTANT.pmid)]
    found = responses(tmp_path, transport, queries)
    assert set(found) == set(queries)
    assert all(
        isinstance(response, RecordResponse) and response.record for response in found.values()
    )
    assert [r.endpoint for r in transport.behaviour.requests] == ["efetch", "esearch", "efetch"]


def test_a_record_that_is_held_and_never_shown_is_not_absent(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "missing")
    pmids = (KETAMINE.pmid, INITIATION.pmid, "99999999")
    queries = [record_query(pmid) for pmid in pmids]
    found = responses(tmp_path, transport, queries)
    kinds = [type(found[query]) for query in queries]
    assert kinds == [Unavailable, RecordResponse, RecordResponse]


def test_other_records_than_those_that_were_asked_for_answer_nothing(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "wrong-ids")
    queries = [record_query(KETAMINE.pmid), record_query("99999999")]
    found = responses(tmp_path, transport, queries)
    reason = "PubMed gives other records than those that were asked for"
    assert list(found.values()) == [Unavailable(reason=reason)] * 2


def test_a_search_for_many_that_is_not_accepted_is_split(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "error@esearch:1")
    found = responses(tmp_path, transport, DOIS)
    assert set(found) == set(DOIS)
    assert not [response for response in found.values() if isinstance(response, Unavailable)]
    asked = [request.endpoint for request in transport.behaviour.requests]
    assert asked.count("esearch") == 6  # refused, three alone, one for a record, one with it


def test_a_search_for_many_that_is_not_answered_leaves_all_open(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "503@esearch")
    found = responses(tmp_path, transport, DOIS)
    assert set(found) == set(DOIS)
    assert all(isinstance(response, Unavailable) for response in found.values())
    assert len(transport.behaviour.requests) == 2


def test_a_service_that_does_not_know_or_is_found_out(tmp_path: Path) -> None:
    """It answers the first term alone, and neither says the others nor finds the record."""
    transport = StandInTransport(library())
    real = transport.standin.handle

    def first_term_only(endpoint: str, fields: dict[str, str]) -> object:
        return real(endpoint, {**fields, "term": fields.get("term", "").split(" OR ")[0]})

    transport.standin.handle = first_term_only  # type: ignore[method-assign, assignment]
    found = responses(tmp_path, transport, DOIS)
    pmids = [getattr(found[query], "pmids", None) for query in DOIS]
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,), None]


def test_a_hit_that_holds_none_of_the_identifiers_makes_the_rest_uncertain(tmp_path: Path) -> None:
    held = Library()
    held.add(article_set(KETAMINE, replace(INITIATION, doi="10.1000/other")))
    held.find_by_wrong_doi(INITIATION.pmid, INITIATION.doi)
    transport = StandInTransport(held)
    held.add(article_set(RESISTANT))
    found = responses(tmp_path, transport, [*DOIS, record_query(RESISTANT.pmid)])
    assert getattr(found[DOIS[1]], "pmids", None) == (INITIATION.pmid,)
    terms = [r.fields["term"] for r in transport.behaviour.requests if r.endpoint == "esearch"]
    assert terms[1:] == [f"{DOIS[1].text} OR {RESISTANT.pmid}[uid]"]


LINE = BibliographicRecord(container_title="J Affect Disord", volume="156", pages="24-35")


def by_line(settings: LookupConfig) -> Outcome:
    async def run() -> Outcome:
        provider = PubMed(settings, pytest.fail)
        (outcome,) = await provider.ask(CITATION, [(LINE,)])
        await provider.aclose()
        return outcome

    return asyncio.run(run())


def test_a_record_that_is_named_and_not_there_is_a_fault_and_no_miss(tmp_path: Path) -> None:
    """ECitMatch names a PMID that neither EFetch nor ESearch knows."""
    transport = StandInTransport(library())
    real = transport.standin.handle

    def forget_all_records(endpoint: str, fields: dict[str, str]) -> object:
        if endpoint != "ecitmatch":
            transport.behaviour.library = Library()
        return real(endpoint, fields)

    transport.standin.handle = forget_all_records  # type: ignore[method-assign, assignment]
    outcome = by_line(config(tmp_path, transport))
    assert isinstance(outcome, Unavailable)
    assert outcome.reason == "PubMed claims to hold no records"
    assert isinstance(by_line(config(tmp_path, StandInTransport(library()))), Found)


def test_a_record_that_has_come_since_is_fetched(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, writable=True)
    query = record_query(KETAMINE.pmid)
    store.save([cached_record(query, b"", time.time())])
    store.close()
    transport = StandInTransport(library())
    settings = config(tmp_path, transport)
    assert isinstance(by_line(settings), Found)
    assert [r.endpoint for r in transport.behaviour.requests] == ["ecitmatch", "efetch"]
    assert isinstance(by_line(replace(settings, offline=True)), Found)


def test_offline_a_contradiction_in_the_cache_stays_unchecked(tmp_path: Path) -> None:
    settings = config(tmp_path, StandInTransport(library()))
    by_line(settings)
    store = SqliteStore(tmp_path, writable=True)
    store.save([cached_record(record_query(KETAMINE.pmid), b"", time.time() + 5)])
    store.close()
    assert isinstance(by_line(replace(settings, offline=True)), Unavailable)


def test_a_kept_answer_that_cannot_be_read_is_said_and_asked_again(tmp_path: Path) -> None:
    query = record_query(KETAMINE.pmid)
    store = SqliteStore(tmp_path, writable=True)
    store.save([CachedResponse(query=query, payload=b"<no", retrieved=9e9, short_lived=False)])
    store.close()
    said: list[str] = []

    async def run(offline: bool) -> QueryResult:
        settings = replace(config(tmp_path, StandInTransport(library())), offline=offline)
        source = Source(settings, EUtilities(), said.append)
        response = (await source.ask([query]))[query]
        await source.aclose()
        return response

    assert not isinstance(asyncio.run(run(offline=True)), RecordResponse)
    assert len(said) == 1
    assert "damaged (it cannot be unpacked)" in said[0]
    assert isinstance(asyncio.run(run(offline=False)), RecordResponse)
    assert isinstance(asyncio.run(run(offline=True)), RecordResponse)


def test_what_is_known_in_memory_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.lookup.caching_provider._MOST_KNOWN", 2)
    monkeypatch.setattr("refcheck.lookup.caching_provider._FORGOTTEN", 1)

    async def run() -> None:
        source = Source(config(tmp_path, StandInTransport(library())), EUtilities(), pytest.fail)
        await source.ask(LINES)
        assert len(source._known) == 2
        await source.ask(LINES)
        await source.aclose()

    asyncio.run(run())


def test_a_damaged_entry_has_words() -> None:
    assert str(DamagedResponseError("it is no search result")) == "it is no search result"


def test_outcomes_of_one_round_differ_by_reference(tmp_path: Path) -> None:
    """One line is answered, one has vanished for good: only the second is unavailable."""
    transport = StandInTransport(library(), "vanish")

    async def run() -> None:
        provider = PubMed(config(tmp_path, transport), pytest.fail)
        records = [
            BibliographicRecord(container_title="J Affect Disord", volume=volume, pages=pages)
            for volume, pages in (("1", "2"), ("156", "24"))
        ]
        outcomes = await provider.ask(CITATION, [(record,) for record in records])
        await provider.aclose()
        assert [type(outcome) for outcome in outcomes] == [Unavailable, Found]
        assert not isinstance(outcomes[0], NotFound)

    asyncio.run(run())
