"""Before a work is called absent, the search that decides it is put once more."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.standin.articles import INITIATION, KETAMINE, library
from tests.standin.transport import StandInTransport

from refcheck.lookup.cache.sqlite import SqliteStore
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.pubmed.provider import CONFIRMATION, IDENTIFIER, TITLE, PubMed
from refcheck.lookup.pubmed.queries import Endpoint, doi_query, title_query
from refcheck.lookup.pubmed.responses import SearchResponse, cached_search
from refcheck.lookup.pubmed.search.confirmation import reworded
from refcheck.lookup.pubmed.service import EUtilities
from refcheck.lookup.query import Query
from refcheck.model.outcome import Found, NotAsked, NotCached, NotFound, Outcome, Stage, Unavailable
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
)

ABSENT = BibliographicRecord(
    authors=(PersonName(family="Miller", given="OH"),),
    title="Ketamine and two hypotheses of clinical efficacy in affective disorders",
    container_title="J Affect Disord",
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2014)),),
    volume="150",
    pages="211-9",
)
HELD = BibliographicRecord(title=KETAMINE.title)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("review[ti] AND ketamine[ti]", "ketamine[title] AND review[title]"),
        ("miller[1au] AND 2013:2015[dp]", "2013:2015[pdat] AND miller[1au]"),
        ("miller[1au] AND 150[vi] AND 211[pg]", "211[pg] AND 150[volume] AND miller[1au]"),
        ('"j affect disord"[ta] AND 2014[dp]', '2014[pdat] AND "j affect disord"[jour]'),
        ('"10.1000/(a)[b]"[doi]', '"10.1000/(a)[b]"[aid]'),
        ("PMC4243034[aid]", '"PMC4243034"[aid]'),
    ],
)
def test_the_same_search_in_other_words(text: str, other: str) -> None:
    assert reworded(Query(Endpoint.SEARCH, text)) == Query(Endpoint.SEARCH, other)


@pytest.mark.parametrize("text", ["24388038", "ketamine", "a[mesh] AND b[ti]", "211[pg]"])
def test_what_cannot_be_said_otherwise(text: str) -> None:
    assert reworded(Query(Endpoint.SEARCH, text)) is None


def config(directory: Path, transport: StandInTransport, **changes: object) -> LookupConfig:
    settings = LookupConfig(
        base_url="http://standin.test/",
        rate=10_000,
        cache_dir=directory,
        pace_dir=directory,
        timing=Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=1000),
        transport=transport,
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


SEARCHES = PubMed.stages[: PubMed.stages.index(CONFIRMATION) + 1]


def run_stages(
    settings: LookupConfig, *records: BibliographicRecord, stages: tuple[Stage, ...] = SEARCHES
) -> list[Outcome]:
    """All stages of a run; the outcomes of the last."""

    async def run() -> list[Outcome]:
        provider = PubMed(settings, lambda _: None)
        outcomes: list[Outcome] = []
        for stage in stages:
            outcomes = await provider.ask(stage, [(record,) for record in records])
        await provider.aclose()
        return outcomes

    return asyncio.run(run())


def test_absence_is_confirmed_with_a_record_that_is_known(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    (outcome,) = run_stages(config(tmp_path, transport), ABSENT)
    assert isinstance(outcome, NotFound)
    (search,) = outcome.searches
    assert search.stage == CONFIRMATION
    assert search.query.startswith("disorders[title] AND affective[title]")
    asked = transport.behaviour.requests[-1].fields["term"]
    assert asked.startswith(f"({search.query}) OR ")
    assert asked.endswith("[uid]")


def test_many_are_confirmed_in_one_request(tmp_path: Path) -> None:
    works = [replace(ABSENT, title=f"{ABSENT.title} of kind{n}", volume=str(n)) for n in range(9)]
    transport = StandInTransport(library())
    before = SEARCHES[:-1]
    run_stages(config(tmp_path, transport), *works, stages=before)
    number = len(transport.behaviour.requests)
    settings = config(tmp_path, transport)
    outcomes = run_stages(settings, *works, stages=(CONFIRMATION,))
    assert all(isinstance(outcome, NotFound) for outcome in outcomes)
    # One for all, and once in a run what it takes to know a record of the service.
    assert len(transport.behaviour.requests) <= number + 4


def test_offline_a_cache_without_the_second_search_leaves_it_open(tmp_path: Path) -> None:
    settings = config(tmp_path, StandInTransport(library()))
    run_stages(settings, ABSENT, stages=SEARCHES[:-1])
    offline = replace(settings, offline=True)
    (outcome,) = run_stages(offline, ABSENT, stages=(CONFIRMATION,))
    assert isinstance(outcome, NotCached)
    run_stages(settings, ABSENT, stages=(CONFIRMATION,))
    (outcome,) = run_stages(offline, ABSENT, stages=(CONFIRMATION,))
    assert isinstance(outcome, NotFound)


@pytest.mark.parametrize(
    "fault", ["nothing", "previous", "replay", "503", "empty", "html", "big-ids", "silent"]
)
def test_a_service_that_breaks_before_the_second_search(tmp_path: Path, fault: str) -> None:
    run_stages(config(tmp_path, StandInTransport(library())), ABSENT, stages=SEARCHES[:-1])
    broken = StandInTransport(library(), f"{fault}@esearch")
    (outcome,) = run_stages(config(tmp_path, broken), ABSENT, stages=(CONFIRMATION,))
    assert isinstance(outcome, Unavailable | NotFound)
    assert isinstance(outcome, NotFound) == (fault in ("silent", "previous"))


def plant(directory: Path, query: Query | None) -> None:
    """A response in the cache that nothing was found."""
    assert query
    store = SqliteStore(directory, writable=True)
    store.save([cached_search(query, 0, [], [], time.time() + 60)])
    store.close()


@pytest.mark.parametrize("offline", [False, True])
def test_two_answers_that_do_not_agree_are_not_believed(tmp_path: Path, offline: bool) -> None:
    """The first is asked again; where that clears it up, what has been found counts."""
    settings = config(tmp_path, StandInTransport(library()))
    run_stages(settings, HELD)  # the second search and the record are known
    run_stages(settings, HELD, stages=(CONFIRMATION,))
    plant(tmp_path, title_query(HELD))
    (outcome,) = run_stages(replace(settings, offline=offline), HELD, stages=(CONFIRMATION,))
    if offline:
        assert outcome == Unavailable(reason="PubMed answers the same search in two ways")
    else:
        assert isinstance(outcome, Found)
        assert [found.record.pmid for found in outcome.candidates] == [KETAMINE.pmid]


def test_an_answer_that_is_contradicted_does_not_stay(tmp_path: Path) -> None:
    """A service that goes on to deny what it found in other words."""
    transport = StandInTransport(library())
    real = transport.standin.handle

    def deny(endpoint: str, fields: dict[str, str]) -> object:
        if "[title]" not in (term := fields.get("term", "")) and " OR " in term:
            reply = real(endpoint, {**fields, "term": term.rpartition(" OR ")[2]})
            said = term.replace("<", "&lt;").encode()
            body = reply.body.replace(term.rpartition(" OR ")[2].encode(), said)  # type: ignore[union-attr]
            return replace(reply, body=body)  # type: ignore[type-var]
        return real(endpoint, fields)

    transport.standin.handle = deny  # type: ignore[method-assign, assignment]
    settings = config(tmp_path, transport)
    known = BibliographicRecord(pmid=INITIATION.pmid)

    async def run() -> tuple[Outcome, bool]:
        provider = PubMed(settings, pytest.fail)
        await provider.ask(IDENTIFIER, [(known,)])
        (first,) = await provider.ask(TITLE, [(HELD,)])
        assert isinstance(first, NotFound)
        (last,) = await provider.ask(CONFIRMATION, [(HELD,)])
        await provider.aclose()
        query = title_query(HELD)
        assert query
        source = Source(replace(settings, offline=True), EUtilities(), pytest.fail)
        kept = isinstance((await source.ask([query]))[query], SearchResponse)
        await source.aclose()
        return last, kept

    outcome, kept = asyncio.run(run())
    assert outcome == Unavailable(reason="PubMed answers the same search in two ways")
    assert not kept


def test_what_was_not_searched_for_is_searched_for_by_its_place(tmp_path: Path) -> None:
    line = BibliographicRecord(container_title="J Affect Disord", volume="156", pages="24-35")
    transport = StandInTransport(library(), "lost-lines")
    (outcome,) = run_stages(config(tmp_path, transport), line)
    assert isinstance(outcome, Found)
    assert [found.record.pmid for found in outcome.candidates] == [KETAMINE.pmid]


def test_there_may_be_nothing_to_put_again(tmp_path: Path) -> None:
    (outcome,) = run_stages(
        config(tmp_path, StandInTransport(library())), BibliographicRecord(), stages=(CONFIRMATION,)
    )
    assert outcome == NotAsked()


def test_a_doi_is_searched_for_as_an_identifier_of_any_kind(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    (outcome,) = run_stages(config(tmp_path, transport), BibliographicRecord(doi="10.1000/none"))
    assert isinstance(outcome, NotFound)
    assert [search.query for search in outcome.searches] == ['"10.1000/none"[aid]']
    assert doi_query("10.1000/none").text == '"10.1000/none"[doi]'
