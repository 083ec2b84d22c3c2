"""Which of several joined searches a record is a hit of, and what a joined answer proves."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.accuracy.service.behaviour import Behaviour, Reply, Request
from tests.standin.articles import INITIATION, KETAMINE, Article, article_set, library
from tests.standin.faults import CHANGES
from tests.standin.transport import StandInTransport

from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.queries import Endpoint, doi_query
from refcheck.lookup.pubmed.responses import SearchResponse
from refcheck.lookup.pubmed.search.attribution import (
    combined_text,
    ignored_terms,
    share_out,
    terms_of,
    understood,
)
from refcheck.lookup.pubmed.search.combined_search import Combined, CombinedSearch, batched
from refcheck.lookup.pubmed.search.esearch import Hits
from refcheck.lookup.pubmed.service import EUtilities
from refcheck.lookup.query import Query
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)
from refcheck.text.folding import fold

RECORD = BibliographicRecord(
    pmid="7",
    authors=(PersonName(family="Müller", initials="OH"), GroupName(name="Study Group")),
    title="Two cellular hypotheses: ketamine's actions of beta-blockers",
    container_title="Journal of affective disorders",
    container_variants=("J Affect Disord",),
    volume="156",
    pages="24-35",
    dates=(PublicationDate(date=PartialDate(year=2016), kind=DateKind.PRINT),),
    doi="10.1000/7",
)


def search(text: str) -> Query:
    return Query(Endpoint.SEARCH, text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("cellular[ti] AND hypotheses[ti]", True),
        ("cellular[ti] AND theories[ti]", False),
        ("muller[1au] AND 2015:2017[dp] AND ketamine[ti]", True),
        ("muller[1au] AND 2018:2019[dp] AND ketamine[ti]", False),
        ("muller[1au] AND 2016[dp] AND ketamine[ti]", True),
        ("smith[1au] AND ketamine[ti]", False),
        ("muller[1au] AND 156[vi] AND 24[pg]", True),
        ("muller[1au] AND 155[vi] AND 24[pg]", False),
        ('muller[1au] AND 2015:2017[dp] AND "j affect disord"[ta]', True),
        ('muller[1au] AND 2015:2017[dp] AND "lancet"[ta]', False),
        ('"10.1000/7"[doi]', True),
        ('"10.1000/8"[doi]', False),
    ],
)
def test_a_record_is_a_hit_where_it_holds_every_term(text: str, holds: bool) -> None:
    other = search("something[ti] AND else[ti]")
    wanted = {query: terms_of(query) for query in (search(text), other)}
    shares = share_out([RECORD], wanted)
    assert (search(text) in shares.found) is holds
    assert bool(shares.undecided) is not holds


def test_a_record_that_the_index_may_see_more_in_leaves_doubt() -> None:
    """ "blocker" could be found in "beta-blockers"; who else can have named it decides."""
    likely, other = search("ketamines[ti] AND cellular[ti]"), search("cellular[ti] AND betabl[ti]")
    alone = share_out([RECORD], {likely: terms_of(likely)})
    assert alone.found == {likely: ["7"]}
    assert not alone.undecided
    shares = share_out([RECORD], {likely: terms_of(likely), other: terms_of(other)})
    assert not shares.found
    assert shares.undecided == {likely, other}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("mull[1au] AND 2017:2018[dp]", True),
        ("study[1au] AND 15[vi]", True),
        ("muller[1au] AND 24[pg]", True),
        ("muller[1au] AND 2[pg]", True),
        ('muller[1au] AND "lancet"[ta]', False),
    ],
)
def test_what_one_search_alone_may_have_named_is_its_hit(text: str, holds: bool) -> None:
    assert (search(text) in share_out([RECORD], {search(text): terms_of(search(text))}).found) is (
        holds
    )


@pytest.mark.parametrize("text", ["ketamine[tiab]", "ketamine[ti] OR two[ti]", "ketamine", ""])
def test_a_search_of_unknown_terms_is_never_joined(text: str) -> None:
    assert terms_of(search(text)) == ()
    assert list(batched([search(text), *HELD])) == [[search(text)], HELD]


def test_searches_are_joined_in_parentheses() -> None:
    queries = [search("a[ti] AND b[ti]"), search("b[ti] AND c[ti]"), doi_query("10.1/xyzzy")]
    assert combined_text(queries) == '(a[ti] AND b[ti]) OR (b[ti] AND c[ti]) OR "10.1/xyzzy"[doi]'
    assert combined_text(queries[:1]) == queries[0].text


def test_what_is_left_out_is_found_in_its_searches() -> None:
    first, second = search("a[ti] AND xyzzy[ti]"), search("xyzzy[1au] AND c[ti]")
    doi = doi_query("10.1/xyzzy")
    missing, accounted = ignored_terms([first, second, doi], ["xyzzy[Title]", '"10.1/xyzzy"[doi]'])
    assert {query: [term.value for term in terms] for query, terms in missing.items()} == {
        first: ["xyzzy"],
        doi: ["10.1/xyzzy"],
    }
    assert accounted
    assert ignored_terms([first, second], ["xyzzy"])[0].keys() == {first, second}
    assert ignored_terms([first], ["plugh[ti]"]) == ({}, False)
    assert ignored_terms([first], []) == ({}, True)


def test_a_search_was_understood_where_its_terms_are_repeated() -> None:
    terms = terms_of(search('muller[1au] AND 2015:2017[dp] AND "lancet"[ta] AND two[ti]'))
    said = fold('muller[Author - First] AND 2015/01/01:2017/12/31[Date] AND "two"[Title]')
    assert understood(terms, said)
    assert not understood(terms, fold("muller[1au] AND 2015:2017[dp]"))
    assert not understood(terms, "")


def test_batches_are_bounded_and_identifiers_among_themselves() -> None:
    titles = [search(f"word{n}[ti] AND other[ti]") for n in range(250)]
    dois = [doi_query(f"10.1000/{n}") for n in range(3)]
    sizes = [len(batch) for batch in batched([*titles, *dois])]
    assert sizes == [3, 100, 100, 50]
    long = [search(" AND ".join(f"word{n}[ti]" for _ in range(900))) for n in range(3)]
    assert [len(batch) for batch in batched(long)] == [1, 1, 1]


def heard(hits: Hits, *queries: Query) -> tuple[dict[str, tuple[int, list[str]]], CombinedSearch]:
    """What the response to a combined search proves: count and dropped phrases by query."""
    import json

    search_sent = CombinedSearch(queries, hits)
    cached_responses = [
        (cached.query.text, json.loads(cached.payload))
        for cached in search_sent.read(Combined(records={"7": RECORD}))
    ]
    return {
        text: (said["count"], said["not_found"]) for text, said in cached_responses
    }, search_sent


def test_too_many_hits_are_parted() -> None:
    narrow = [search(f"{word}[1au] AND {word}[ti]") for word in ("a", "b", "c")]
    broad = [search(f"{word}[ti] AND {word}{word}[ti]") for word in ("d", "e")]
    many = Hits(count=999, pmids=("7",), ignored=())
    assert heard(many, *broad, *narrow)[1].next_batches == [narrow, broad]
    assert heard(many, *narrow)[1].next_batches == [narrow[:2], narrow[2:]]
    known, search_sent = heard(Hits(count=999, pmids=("7",), ignored=("a[1au]",)), *narrow)
    assert known == {narrow[0].text: (0, ["a[1au]"])}
    assert search_sent.next_batches == [narrow[1:]]
    assert heard(Hits(count=1, pmids=("7",), ignored=("plugh",)), *narrow)[1].next_batches


def test_doubtful_ones_are_put_again_apart() -> None:
    combined = Combined()
    same = [search(f"cellular[ti] AND two{'x' * n}[ti]") for n in range(8)]
    search_sent = CombinedSearch(same, Hits(count=1, pmids=("7",), ignored=()))
    assert search_sent.read(combined) == []
    assert search_sent.next_batches == [same[::2], same[1::2]]
    few = CombinedSearch(same[:2], Hits(count=1, pmids=("7",), ignored=()))
    few.read(combined)
    assert combined.alone == same[:2]


def ask(
    directory: Path, *queries: Query, transport: StandInTransport | None = None
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The PMIDs of each search, and what was asked of the service."""
    transport = transport or StandInTransport(library())
    config = LookupConfig(
        base_url="http://standin.test/",
        rate=10_000,
        cache_dir=directory,
        pace_dir=directory,
        transport=transport,
    )

    async def run() -> list[tuple[str, ...]]:
        source = Source(config, EUtilities(), pytest.fail)
        try:
            responses = await source.ask(queries)
        finally:
            await source.aclose()
        found = [responses[query] for query in queries]
        assert all(isinstance(response, SearchResponse) for response in found)
        return [response.pmids for response in found if isinstance(response, SearchResponse)]

    pmids = asyncio.run(run())
    return pmids, [request.endpoint for request in transport.behaviour.requests]


HELD = [
    search("review[ti] AND affective[ti] AND disorders[ti]"),
    search("cellular[ti] AND hypotheses[ti] AND initiation[ti]"),
]
# What is asked where nothing was found, and the service has not shown a record yet.
FIRST_RECORD = ["esearch", "efetch"]
ABSENT = search("review[ti] AND hypotheses[ti]")
UNKNOWN = search("review[ti] AND xyzzyx[ti]")


def test_searches_are_answered_together(tmp_path: Path) -> None:
    pmids, asked = ask(tmp_path, *HELD)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,)]
    assert asked == ["esearch", "efetch"]


def test_no_hit_is_believed_where_the_service_repeats_the_search(tmp_path: Path) -> None:
    pmids, asked = ask(tmp_path, *HELD, ABSENT)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,), ()]
    assert asked == ["esearch", "efetch"]
    absent = [ABSENT, search("affective[ti] AND hypotheses[ti]")]
    pmids, asked = ask(tmp_path / "other", *absent)
    assert pmids == [(), ()]
    assert asked == ["esearch", *FIRST_RECORD, "esearch"]


def test_else_it_is_proved_on_one_of_them(tmp_path: Path) -> None:
    absent = [ABSENT, search("affective[ti] AND hypotheses[ti]")]
    transport = StandInTransport(library(), "silent")
    pmids, asked = ask(tmp_path, *absent, transport=transport)
    assert pmids == [(), ()]
    assert asked == ["esearch", *FIRST_RECORD, "esearch", "esearch"]
    again = StandInTransport(library(), "silent")
    pmids, asked = ask(tmp_path / "found", *HELD, *absent, transport=again)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,), (), ()]
    assert asked == ["esearch", *FIRST_RECORD, "esearch", "esearch"]


def test_identifiers_that_find_nothing_are_absent_where_a_known_record_is_found(
    tmp_path: Path,
) -> None:
    """One of them could have spoilt the search; then that record would not be found either."""
    dois = [doi_query("10.1000/none"), doi_query("10.1000/nil")]
    assert ask(tmp_path, *dois) == ([(), ()], ["esearch", *FIRST_RECORD, "esearch"])


def test_a_word_that_pubmed_does_not_know_is_left_out(tmp_path: Path) -> None:
    """The service then finds more than was asked for, alone and joined with others alike."""
    alone, _ = ask(tmp_path / "alone", UNKNOWN)
    pmids, asked = ask(tmp_path, *HELD, UNKNOWN)
    assert alone == [tuple(sorted({KETAMINE.pmid, "25426012"}, reverse=True))]
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,), alone[0]]
    assert asked == ["esearch", "efetch"]


def test_a_record_that_is_lost_makes_all_of_them_doubtful(tmp_path: Path) -> None:
    transport = StandInTransport(library(), "missing@efetch:1")
    pmids, asked = ask(tmp_path, *HELD, transport=transport)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,)]
    assert asked == ["esearch", "efetch", "esearch", "esearch"]


def test_a_lost_record_leaves_nothing_to_a_search_that_a_word_was_left_out_of(
    tmp_path: Path,
) -> None:
    """It is put by itself, and its response is what it would have been without the loss."""
    known = ask(tmp_path / "whole", *HELD, UNKNOWN)[0]
    transport = StandInTransport(library(), "missing@efetch:1")
    pmids, _ = ask(tmp_path, *HELD, UNKNOWN, transport=transport)
    assert pmids == known


def test_what_was_fetched_is_not_fetched_again(tmp_path: Path) -> None:
    ask(tmp_path, *HELD)
    wider = search("review[ti] AND ketamine[ti] AND affective[ti]")
    pmids, asked = ask(tmp_path, wider, ABSENT)
    assert pmids == [(KETAMINE.pmid,), ()]
    assert asked == ["esearch"]


def test_siblings_are_told_apart_or_asked_for_alone(tmp_path: Path) -> None:
    held = library()
    parts = [
        Article(
            pmid=str(n),
            title=f"Receptors of the rat: part {n}",
            authors=(("Smith", "", "J"),),
            medline_ta="Rats",
        )
        for n in (1, 2)
    ]
    held.add(article_set(*parts))
    transport = StandInTransport(held)
    queries = [search(f"receptors[ti] AND rat[ti] AND part[ti] AND {n}[ti]") for n in (1, 2)]
    assert ask(tmp_path, *queries, transport=transport)[0] == [("1",), ("2",)]


def test_a_search_that_is_too_long_is_put_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(request: Request, reply: Reply, _service: Behaviour) -> Reply:
        if request.fields.get("term", "").count(" OR ") < 12:
            return reply
        return replace(reply, body=b"<eSearchResult><ERROR>Too long</ERROR></eSearchResult>")

    monkeypatch.setitem(CHANGES, "long", change)
    transport = StandInTransport(library(), "long@esearch")
    absent = [search(f"review[ti] AND hypotheses[ti] AND {n}:{n}[dp]") for n in range(1950, 1970)]
    pmids, asked = ask(tmp_path, *HELD, *absent, transport=transport)
    assert pmids == [(KETAMINE.pmid,), (INITIATION.pmid,), *[()] * 20]
    assert sorted(asked[:3]) == ["esearch"] * 3
    assert set(asked[3:]) == {"esearch", "efetch"}
