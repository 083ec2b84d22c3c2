"""PubMed's queries answered from an index, as the service of the tests answers them."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest
from benchmarks.accuracy.service.citations import answer_lines
from benchmarks.accuracy.service.collection import Records
from benchmarks.accuracy.service.search import Search
from tests.nlm_files import RECORDS

from refcheck.index.records import stems
from refcheck.index.records.stems import Frequencies
from refcheck.index.search import answers
from refcheck.index.search.answers import IndexSource
from refcheck.index.search.index import Index
from refcheck.index.storage import segment
from refcheck.lookup.pubmed.queries import (
    Endpoint,
    citation_query,
    coverage_query,
    doi_query,
    everything_query,
    journal_query,
    place_query,
    pmcid_query,
    record_query,
    sample_query,
    title_query,
    wider_queries,
    year_query,
)
from refcheck.lookup.pubmed.responses import (
    CitationResponse,
    RecordResponse,
    Response,
    SearchResponse,
    cited_pmids,
)
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord

SERVICE = Records(RECORDS)


@pytest.fixture
def source(index: Index) -> IndexSource:
    return IndexSource(index)


def _answer(source: IndexSource, query: Query) -> Response:
    (answer,) = asyncio.run(source.ask([query])).values()
    assert isinstance(answer, RecordResponse | SearchResponse | CitationResponse)
    return answer


def _records(index: Index) -> list[BibliographicRecord]:
    return [index.record(place) for record in RECORDS if (place := index.of_pmid(int(record.pmid)))]


def _searches(record: BibliographicRecord) -> Iterator[Query]:
    made = (title_query(record), place_query(record), journal_query(record))
    more = (year_query(record), sample_query(record))
    yield from (query for query in (*made, *more, *wider_queries(record)) if query)
    if record.doi:
        yield doi_query(record.doi)
    if record.pmcid:
        yield pmcid_query(record.pmcid)


def test_searches_have_the_hits_of_the_service(index: Index, source: IndexSource) -> None:
    asked = 0
    for record in _records(index):
        for query in _searches(record):
            answer = _answer(source, query)
            search = Search(SERVICE.index)
            pmids = search.run(query.text)
            assert isinstance(answer, SearchResponse)
            assert answer.count == len(pmids), query
            assert answer.pmids == tuple(pmids[:20]), query
            assert bool(answer.ignored) == bool(search.dropped), query
            asked += 1
    assert asked > 1000


def test_searches_have_the_same_hits_however_many_rows_come_at_a_time(
    index: Index, source: IndexSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_LISTED", 5)
    texts = ["patients[ti]", "cancer[ti]", "treatment[ti] AND patients[ti]", "1990:2030[dp]"]
    queries = [Query(Endpoint.SEARCH, text) for text in texts]
    whole = [_answer(source, query) for query in queries]
    assert isinstance(whole[0], SearchResponse)
    assert (whole[0].count > 10, len(whole[0].pmids)) == (True, 5)
    monkeypatch.setattr(segment, "_ROWS_AT_ONCE", 3)
    other = IndexSource(Index(index.folder))
    assert [_answer(other, query) for query in queries] == whole


def test_of_very_many_hits_only_the_first_are_counted(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = iter([np.zeros(size, dtype=np.uint32) for size in (10, 9_000, 991, 1 << 17)])
    monkeypatch.setattr(segment.Segment, "listed", lambda _self, _word: pieces)
    tracemalloc.start()
    try:
        answer = _answer(IndexSource(Index(index.folder)), Query(Endpoint.SEARCH, "patients[ti]"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(answer, SearchResponse)
    assert (answer.count, len(answer.pmids)) == (10_001, 20)
    assert len(list(pieces)) == 1  # it was not asked for
    assert peak < 1e6


def test_a_search_of_as_many_hits_as_are_counted_goes_to_its_end(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = iter([np.zeros(size, dtype=np.uint32) for size in (9_000, 1_000, 5)])
    monkeypatch.setattr(segment.Segment, "listed", lambda _self, _word: pieces)
    answer = _answer(IndexSource(Index(index.folder)), Query(Endpoint.SEARCH, "patients[ti]"))
    assert isinstance(answer, SearchResponse)
    assert answer.count == 10_005


@pytest.mark.parametrize(
    "text",
    [
        "zeppelins[ti] AND lighthouse[ti] AND keepers[ti]",
        '"10.1000/nothing"[doi]',
        "PMC999999999[aid]",
        "depression[ti] AND zeppelins[ti]",
        "depression[ti] AND 1901:1903[dp]",
        "ketamine[ti]",
        "treatment[ti] AND patients[ti]",
    ],
)
def test_what_the_service_leaves_out_is_left_out(source: IndexSource, text: str) -> None:
    answer = _answer(source, Query(Endpoint.SEARCH, text))
    search = Search(SERVICE.index)
    pmids = search.run(text)
    assert isinstance(answer, SearchResponse)
    assert (answer.count, answer.pmids) == (len(pmids), tuple(pmids[:20]))
    assert len(answer.ignored) == len(search.dropped)


@pytest.mark.parametrize(
    "text", ["halvorsenius[1au] AND 2015:2017[dp]", '"annals of nothing"[ta] AND 2015[dp]']
)
def test_where_a_year_is_left_there_is_no_telling_how_many(source: IndexSource, text: str) -> None:
    answer = _answer(source, Query(Endpoint.SEARCH, text))
    assert isinstance(answer, SearchResponse)
    assert len(answer.ignored) == 1
    assert answer.count > len(answer.pmids) == 0


def _lines(record: BibliographicRecord) -> Iterator[str]:
    query, coverage = citation_query(record), coverage_query(record)
    if coverage:
        yield coverage.text
    if query:
        journal, year, volume, page, author = query.text.split("|")
        yield query.text
        yield f"{journal}|1999|{volume}|{page}|{author}"
        yield f"{journal}|{year}|{volume}|{page}|nobody x"
        yield f"{journal}|{year}|{volume}||{author}"
        yield f"{journal}|{year}||{page}|{author}"
        yield f"{journal}|{year}|||{author}"
        yield f"{journal}|{year}|9999|{page}|{author}"
        yield f"annals of nothing|{year}|{volume}|{page}|{author}"


def test_citation_lines_are_answered_as_by_the_service(index: Index, source: IndexSource) -> None:
    for record in _records(index):
        for line in _lines(record):
            answer = _answer(source, Query(Endpoint.CITATION, line))
            (said,) = answer_lines(SERVICE.index, f"{line}|key|").splitlines()
            result = said.rpartition("|")[2]
            assert isinstance(answer, CitationResponse)
            named = cited_pmids(result)
            if line.endswith("|||"):
                assert answer.count == len(named) or not named, line
            else:
                assert sorted(answer.pmids) == sorted(named), (line, result)
            assert answer.listed == ("INVALID_JOURNAL" not in result), line
            if result.startswith("AMBIGUOUS ("):
                assert answer.count == int(result[11:].split()[0]), line


def test_records_and_how_many_there_are(index: Index, source: IndexSource) -> None:
    answer = _answer(source, record_query(RECORDS[0].pmid))
    assert isinstance(answer, RecordResponse)
    assert answer.record is not None
    assert answer.record.pmid == RECORDS[0].pmid
    assert answer.retrieved == index.date
    for pmid in ("99999999", "4294967297", "9" * 30, "x", ""):
        answer = _answer(source, record_query(pmid))
        assert isinstance(answer, RecordResponse)
        assert answer.record is None
    everything = _answer(source, everything_query())
    assert isinstance(everything, SearchResponse)
    assert everything.count == len(RECORDS) + 1


def test_only_so_many_answers_are_remembered(
    source: IndexSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_MOST_RECORDS", 3)
    monkeypatch.setattr(answers, "_MOST_SEARCHES", 5)
    for record in RECORDS[:10]:
        _answer(source, record_query(record.pmid))
        _answer(source, Query(Endpoint.SEARCH, f"{record.pmid}[vi]"))
        assert len(source._records) <= 4
        assert len(source._searches) <= 6
    assert len(source._searches) > 3


def test_only_so_many_words_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stems, "_MOST_KNOWN", 3)
    frequencies = Frequencies({"heart": 5, "lungs": 2})
    alone = [Frequencies({"heart": 5, "lungs": 2}).stems([word]) for word in ["heart", "lungs"]]
    for number in range(20):
        frequencies.stems([f"word{number}"])
        assert len(frequencies._words) <= 4
        assert [frequencies.stems([word]) for word in ["heart", "lungs"]] == alone
