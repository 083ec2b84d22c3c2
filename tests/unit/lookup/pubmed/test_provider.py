"""The stages of PubMed against a service that is well."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.accuracy.service.behaviour import Behaviour, Reply, Request
from tests.standin.articles import INITIATION, KETAMINE, RESISTANT, Article, article_set, library
from tests.standin.faults import CHANGES
from tests.standin.library import Library
from tests.standin.transport import StandInTransport

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.provider import LookupProvider
from refcheck.lookup.pubmed.provider import PubMed
from refcheck.model.outcome import (
    Coverage,
    Found,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Stage,
    Unavailable,
    Via,
)
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
)

STAGES = {stage.name: stage for stage in PubMed.stages}
TODAY = datetime.now(UTC).date


def config(directory: Path, transport: StandInTransport, **changes: object) -> LookupConfig:
    """Everything as quick as it can be."""
    settings = LookupConfig(
        base_url="http://standin.test/eutils/",
        rate=10_000,
        cache_dir=directory,
        pace_dir=directory,
        timing=Timing(attempts=3, first_pause=0.001, longest_wait=0.01, failing=0.0),
        transport=transport,
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


def ask(settings: LookupConfig, stage: str, *records: BibliographicRecord) -> list[Outcome]:
    """One stage of a run, by its name."""

    async def run() -> list[Outcome]:
        provider = PubMed(settings, pytest.fail)
        try:
            return await provider.ask(STAGES[stage], [(record,) for record in records])
        finally:
            await provider.aclose()

    return asyncio.run(run())


def cited(
    article: Article, *, year: int | None = None, pages: str | None = None
) -> BibliographicRecord:
    """A reference to an article, without identifiers."""
    family, _, initials = article.authors[0]
    date = PartialDate(year=year or int(article.year))
    return BibliographicRecord(
        authors=(PersonName(family=family, given=initials),),
        title=article.title,
        container_title=article.medline_ta,
        dates=(PublicationDate(kind=DateKind.PRINT, date=date),),
        volume=article.volume,
        pages=pages or article.pages,
    )


def found(outcome: Outcome) -> list[tuple[str | None, Via, str]]:
    assert isinstance(outcome, Found), outcome
    assert outcome.retrieved == TODAY()
    return [(item.record.pmid, item.via, item.asked) for item in outcome.candidates]


def test_it_is_a_provider(tmp_path: Path) -> None:
    provider: LookupProvider = PubMed(LookupConfig(cache_dir=tmp_path), pytest.fail)
    assert (provider.source, provider.name) == ("pubmed", "PubMed")
    with pytest.raises(ValueError, match="no stage"):
        asyncio.run(provider.ask(Stage(name="guess"), []))


def test_all_printed_pmids_are_fetched_in_one_request(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    records = [BibliographicRecord(pmid=held.pmid) for held in (KETAMINE, RESISTANT, INITIATION)]
    outcomes = ask(config(tmp_path, transport), "identifier", *records, BibliographicRecord())
    assert [found(outcome)[0][0] for outcome in outcomes[:3]] == [held.pmid for held in records]
    assert outcomes[3] == NotAsked()
    assert len(transport.behaviour.requests) == 1


def test_every_candidate_is_a_full_record(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    (outcome,) = ask(
        config(tmp_path, transport), "identifier", BibliographicRecord(pmid="24388038")
    )
    assert isinstance(outcome, Found)
    record = outcome.candidates[0].record
    assert len(record.authors) == 5
    assert (record.volume, record.pages, record.doi) == ("156", "24-35", KETAMINE.doi)


def test_an_unknown_pmid_is_certain_only_after_a_search(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    outcomes = ask(
        config(tmp_path, transport),
        "identifier",
        BibliographicRecord(pmid="99999999"),
        BibliographicRecord(pmid="24388038"),
    )
    assert outcomes[0] == NotFound(retrieved=TODAY())
    assert isinstance(outcomes[1], Found)
    assert [request.endpoint for request in transport.behaviour.requests] == ["efetch", "esearch"]


def test_a_pmid_and_a_doi_of_one_work_are_one_query(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    record = BibliographicRecord(pmid=KETAMINE.pmid, doi=KETAMINE.doi)
    (outcome,) = ask(config(tmp_path, transport), "identifier", record)
    assert found(outcome) == [(KETAMINE.pmid, Via.PMID, KETAMINE.pmid)]
    assert len(transport.behaviour.requests) == 1


def test_a_pmid_and_a_doi_of_two_works_are_two_candidates(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    record = BibliographicRecord(pmid=KETAMINE.pmid, doi=INITIATION.doi, pmcid=RESISTANT.pmc)
    (outcome,) = ask(config(tmp_path, transport), "identifier", record)
    assert found(outcome) == [
        (KETAMINE.pmid, Via.PMID, KETAMINE.pmid),
        (INITIATION.pmid, Via.DOI, INITIATION.doi),
        (RESISTANT.pmid, Via.PMCID, RESISTANT.pmc),
    ]


def test_many_dois_share_a_search_that_names_the_absent_ones(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    dois = [KETAMINE.doi, "10.1000/none", RESISTANT.doi, "10.1000/nothing"]
    outcomes = ask(
        config(tmp_path, transport), "identifier", *(BibliographicRecord(doi=doi) for doi in dois)
    )
    assert found(outcomes[0]) == [(KETAMINE.pmid, Via.DOI, KETAMINE.doi)]
    assert found(outcomes[2]) == [(RESISTANT.pmid, Via.DOI, RESISTANT.doi)]
    assert outcomes[1] == outcomes[3] == NotFound(retrieved=TODAY())
    terms = [request.fields.get("term") for request in transport.behaviour.requests]
    assert terms == [" OR ".join(f'"{doi}"[doi]' for doi in dois), None]


def test_absent_dois_share_a_search_too(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    records = [BibliographicRecord(doi=f"10.1000/{number}") for number in range(3)]
    outcomes = ask(config(tmp_path, transport), "identifier", *records)
    assert outcomes == [NotFound(retrieved=TODAY())] * 3
    combined, everything, *_, again = [r.fields.get("term") for r in transport.behaviour.requests]
    assert everything == "1700:2200[dp]"
    assert again == f"{combined} OR {RESISTANT.pmid}[uid]"
    assert len(transport.behaviour.requests) == 4


def test_a_record_with_another_doi_is_no_answer(tmp_path: Path) -> None:
    held = Library()
    held.add(article_set(replace(KETAMINE, doi="10.1016/old/other")))
    held.find_by_wrong_doi(KETAMINE.pmid, KETAMINE.doi)
    transport = StandInTransport(held)
    (outcome,) = ask(
        config(tmp_path, transport), "identifier", BibliographicRecord(doi=KETAMINE.doi)
    )
    assert outcome == NotFound(retrieved=TODAY())


def test_citation_lines_share_a_request_and_the_records_another(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    records = [
        cited(KETAMINE),
        cited(RESISTANT, year=2011),  # the service tolerates a wrong year
        cited(INITIATION, pages="99"),
        replace(cited(KETAMINE), container_title="Fake Journal"),
        BibliographicRecord(title="No journal"),
    ]
    outcomes = ask(config(tmp_path, transport), "citation", *records)
    line = "j affect disord|2014|156|24|naughton m"
    assert found(outcomes[0]) == [(KETAMINE.pmid, Via.CITATION, line)]
    assert found(outcomes[1])[0][0] == RESISTANT.pmid
    assert outcomes[2] == outcomes[3] == NotFound(retrieved=TODAY())
    assert outcomes[4] == NotAsked()
    match, fetch = transport.behaviour.requests
    assert match.fields["bdata"].startswith(f"{line}|r0001|\r")
    assert fetch.fields["id"] == f"{KETAMINE.pmid},{RESISTANT.pmid}"


def test_an_ambiguous_line_gives_all_that_are_listed(tmp_path: Path) -> None:
    held = Library()
    held.add(article_set(*(replace(KETAMINE, pmid=str(n), doi="") for n in (5, 6, 7))))
    (outcome,) = ask(config(tmp_path, StandInTransport(held)), "citation", cited(KETAMINE))
    assert sorted(str(pmid) for pmid, _, _ in found(outcome)) == ["5", "6", "7"]


def test_a_line_with_too_many_candidates_is_answered_and_gives_none(tmp_path: Path) -> None:
    held = Library()
    held.add(article_set(*(replace(KETAMINE, pmid=str(n), doi="") for n in range(1, 10))))
    (outcome,) = ask(config(tmp_path, StandInTransport(held)), "citation", cited(KETAMINE))
    assert outcome == NotFound(retrieved=TODAY())


def test_a_title_with_a_word_that_is_unknown_still_leads_to_the_record(tmp_path: Path) -> None:
    """PubMed drops the word and says so; the hit is a candidate, for others to judge."""
    record = replace(cited(INITIATION), title=INITIATION.title.replace("cellular", "celular"))
    (outcome,) = ask(config(tmp_path, StandInTransport(library())), "title", record)
    assert found(outcome)[0][:2] == (INITIATION.pmid, Via.TITLE)


def test_a_title_with_a_wrong_word_is_found_by_author_and_year(tmp_path: Path) -> None:
    """Words that PubMed knows are not dropped: the first search finds nothing."""
    transport = StandInTransport(library())
    record = replace(cited(INITIATION), title=INITIATION.title.replace("cellular", "depression"))
    assert ask(config(tmp_path, transport), "title", record) == [NotFound(retrieved=TODAY())]
    (outcome,) = ask(config(tmp_path, transport), "wider", record)
    assert found(outcome)[0][:2] == (INITIATION.pmid, Via.TITLE)
    invented = replace(record, authors=(PersonName(family="Naughton"),), title="Of the initiation")
    assert ask(config(tmp_path, transport), "wider", invented) == [NotFound(retrieved=TODAY())]


def test_a_search_with_too_many_hits_gives_none(tmp_path: Path) -> None:
    held = Library()
    held.add(article_set(*(replace(KETAMINE, pmid=str(n)) for n in range(1, 30))))
    transport = StandInTransport(held)
    (outcome,) = ask(config(tmp_path, transport), "title", cited(KETAMINE))
    assert outcome == NotFound(retrieved=TODAY())


def test_an_empty_stage_asks_nothing(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    for stage in STAGES:
        assert ask(config(tmp_path, transport), stage) == []
        assert ask(config(tmp_path, transport), stage, BibliographicRecord()) == [NotAsked()]
    assert transport.behaviour.requests == []


def test_more_than_one_request_can_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.lookup.pubmed.search.efetch.MOST_RECORDS", 20)
    monkeypatch.setattr("refcheck.lookup.pubmed.search.ecitmatch.MOST_LINES", 10)
    held = Library()
    articles = [
        replace(KETAMINE, pmid=str(n), doi=f"10.1000/{n}", pages=str(n)) for n in range(1, 32)
    ]
    held.add(article_set(*articles))
    transport = StandInTransport(held)
    settings = config(tmp_path, transport)
    by_pmid = ask(settings, "identifier", *(BibliographicRecord(pmid=a.pmid) for a in articles))
    assert [found(outcome)[0][0] for outcome in by_pmid] == [a.pmid for a in articles]
    assert len(transport.behaviour.requests) == 2
    by_line = ask(settings, "citation", *map(cited, articles))
    assert [found(outcome)[0][0] for outcome in by_line] == [a.pmid for a in articles]
    assert len(transport.behaviour.requests) == 2 + 4
    by_doi = ask(settings, "identifier", *(BibliographicRecord(doi=a.doi) for a in articles))
    assert [found(outcome)[0][0] for outcome in by_doi] == [a.pmid for a in articles]


def test_what_was_asked_once_is_answered_offline(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    settings = config(tmp_path, transport)
    offline = replace(settings, offline=True)
    stages = {
        "identifier": [BibliographicRecord(doi=KETAMINE.doi, pmid="99999999")],
        "citation": [cited(KETAMINE), cited(INITIATION, pages="99")],
        "title": [cited(RESISTANT)],
    }
    for name, records in stages.items():
        online = ask(settings, name, *records)
        number = len(transport.behaviour.requests)
        assert ask(offline, name, *records) == online
        assert ask(settings, name, *records) == online
        assert len(transport.behaviour.requests) == number
        assert not [outcome for outcome in online if isinstance(outcome, Unavailable)]


def test_offline_what_is_not_cached_is_said(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    settings = config(tmp_path, transport, offline=True)
    record = replace(cited(KETAMINE), pmid="24388038", doi=KETAMINE.doi)
    reasons = [ask(settings, name, record)[0] for name in STAGES]
    assert reasons[0] == NotCached(
        reason="offline, and the record of PMID 24388038 is not in the cache"
    )
    assert reasons[1] == NotCached(
        reason="offline, and the answer to its citation line is not in the cache"
    )
    assert isinstance(reasons[2], NotCached)
    assert transport.behaviour.requests == []


def test_refreshing_asks_again_once_a_run(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    settings = config(tmp_path, transport)
    record = BibliographicRecord(pmid=KETAMINE.pmid)
    ask(settings, "identifier", record)

    async def run() -> None:
        provider = PubMed(replace(settings, refresh=True), pytest.fail)
        for _ in range(3):
            await provider.ask(STAGES["identifier"], [(record,)])
        await provider.aclose()

    asyncio.run(run())
    assert len(transport.behaviour.requests) == 2


def test_who_asks_goes_in_the_body_and_not_in_the_address(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    settings = config(
        tmp_path, transport, address_named=True, api_key="s3cret", email="dev@example.org"
    )
    ask(settings, "identifier", BibliographicRecord(pmid=KETAMINE.pmid))
    (request,) = transport.behaviour.requests
    assert request.fields["tool"] == "refcheck"
    assert request.fields["email"] == "dev@example.org"
    assert request.fields["api_key"] == "s3cret"
    assert transport.urls == ["http://standin.test/eutils/efetch.fcgi"]
    ask(config(tmp_path / "b", transport, api_key=""), "identifier", BibliographicRecord(pmid="1"))
    assert "api_key" not in transport.behaviour.requests[-1].fields


# --- coverage -------------------------------------------------------------------------------------


def coverage(
    directory: Path, transport: StandInTransport, *records: BibliographicRecord
) -> list[tuple[bool, bool, int]]:
    """Of each work: is the journal known, is the year covered, how many articles are there."""
    outcomes = ask(config(directory, transport), "coverage", *records)
    assert all(isinstance(outcome, Coverage) for outcome in outcomes)
    return [
        (outcome.journal, outcome.year, outcome.articles)
        for outcome in outcomes
        if isinstance(outcome, Coverage)
    ]


def whole(monkeypatch: pytest.MonkeyPatch, articles: int) -> StandInTransport:
    """A service that has all of PubMed, and so many articles of any journal and year by search."""

    def change(request: Request, reply: Reply, _service: Behaviour) -> Reply:
        term = request.fields.get("term", "")
        count = 40_000_000 if "[ta]" not in term else articles
        pmids = [*library().xml, *map(str, range(1, 20))] if count else []
        if witness := re.search(r"OR (\d+)\[uid\]", term):
            pmids, count = [*dict.fromkeys([witness[1], *pmids])], count + 1
        listed = pmids[: min(count, int(request.fields["retmax"]))]
        ids = "".join(f"<Id>{pmid}</Id>" for pmid in listed)
        body = f"<eSearchResult><Count>{count}</Count><IdList>{ids}</IdList></eSearchResult>"
        return replace(reply, body=body.encode())

    monkeypatch.setitem(CHANGES, "whole", change)
    return StandInTransport(library(), "whole@esearch")


KNOWN = BibliographicRecord(
    container_title="J. Affect. Disord.",
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2016)),),
)
UNKNOWN = replace(KNOWN, container_title="Annals of Nothing")


def test_a_source_that_holds_a_part_of_pubmed_covers_what_it_knows(tmp_path: Path) -> None:
    transport = StandInTransport(library())
    assert coverage(tmp_path, transport, KNOWN, UNKNOWN) == [(True, True, 0), (False, False, 0)]
    assert [request.endpoint for request in transport.behaviour.requests] == [
        "ecitmatch",
        "esearch",
    ]


def test_the_whole_of_pubmed_covers_what_it_has_many_articles_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = coverage(tmp_path / "none", whole(monkeypatch, 0), KNOWN)
    few = coverage(tmp_path / "few", whole(monkeypatch, 3), KNOWN)
    many = coverage(tmp_path / "many", whole(monkeypatch, 783), KNOWN)
    assert [none, few, many] == [[(True, False, 0)], [(True, False, 3)], [(True, True, 783)]]


def test_a_line_that_counts_many_articles_needs_no_search(tmp_path: Path) -> None:
    held = Library()
    held.add(article_set(*(replace(KETAMINE, pmid=str(n), year="2016") for n in range(1, 30))))
    transport = StandInTransport(held)
    assert coverage(tmp_path, transport, KNOWN) == [(True, True, 29)]
    assert [request.endpoint for request in transport.behaviour.requests] == ["ecitmatch"]


def test_what_names_no_journal_is_not_asked_about(tmp_path: Path) -> None:
    assert ask(
        config(tmp_path, StandInTransport(library())), "coverage", BibliographicRecord()
    ) == [NotAsked()]


@pytest.mark.parametrize("endpoint", ["ecitmatch", "esearch"])
def test_coverage_that_cannot_be_asked_about_is_open(tmp_path: Path, endpoint: str) -> None:
    transport = StandInTransport(library(), f"503@{endpoint}")
    (outcome,) = ask(config(tmp_path, transport), "coverage", KNOWN)
    assert isinstance(outcome, Unavailable)
    assert outcome.searches[-1].error


def test_every_question_leaves_a_trace(tmp_path: Path) -> None:
    settings = config(tmp_path, StandInTransport(library()))
    (outcome,) = ask(settings, "citation", cited(KETAMINE))
    assert isinstance(outcome, Found)
    (search,) = outcome.searches
    assert (search.stage.name, search.endpoint, search.cached) == ("citation", "ecitmatch", False)
    assert search.query == "j affect disord|2014|156|24|naughton m"
    assert (search.ids, search.count, search.complete) == ((KETAMINE.pmid,), 1, True)
    (again,) = ask(settings, "citation", cited(KETAMINE))
    assert isinstance(again, Found)
    assert again.searches[0].cached


def test_a_title_without_a_word_that_pubmed_does_not_know(tmp_path: Path) -> None:
    """The wider stage asks for the words that are left, where enough of them are."""
    title = "Cellular hypotheses explaining the initiaton of ketamine"
    record = BibliographicRecord(title=title)
    provider = PubMed(config(tmp_path, StandInTransport(library())), pytest.fail)

    async def run() -> list[Outcome]:
        try:
            outcomes = []
            for name in ("title", "wider"):
                outcomes += await provider.ask(STAGES[name], [(record,)])
            return outcomes
        finally:
            await provider.aclose()

    first, second = asyncio.run(run())
    assert isinstance(first, Found)
    assert first.searches[0].ignored == ("initiaton[ti]",)
    assert isinstance(second, Found)
    assert "initiaton" not in second.searches[0].query
    assert second.searches[0].complete


def test_readings_are_asked_about_together(tmp_path: Path) -> None:
    """A title and a journal that are parted in the wrong place do not hide the work."""
    right = cited(KETAMINE)
    wrong = replace(right, container_title=f"of action {right.container_title}")
    provider = PubMed(config(tmp_path, StandInTransport(library())), pytest.fail)

    async def run() -> list[Outcome]:
        try:
            return await provider.ask(STAGES["citation"], [(wrong, right), (wrong,)])
        finally:
            await provider.aclose()

    both, first = asyncio.run(run())
    assert isinstance(both, Found)
    assert len(both.searches) == 2
    assert isinstance(first, NotFound)
