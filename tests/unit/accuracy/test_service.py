"""The benchmark's local service keeps the E-utilities' oddities."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from benchmarks.accuracy.records import load_records
from benchmarks.accuracy.service.behaviour import esearch
from benchmarks.accuracy.service.citations import answer_lines
from benchmarks.accuracy.service.collection import Records
from benchmarks.accuracy.service.index import Index
from benchmarks.accuracy.service.record_xml import record_xml
from benchmarks.accuracy.service.search import Search
from lxml import etree

ROOT = Path(__file__).resolve().parents[3]
RECORDS = ROOT / "benchmarks" / "accuracy" / "small_records.jsonl"


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(load_records(RECORDS))


def words(index: Index, hit: int) -> list[str]:
    """The title's words that a search can find."""
    return [word for word in index.titles[hit].split() if word in index.words]


def test_a_title_finds_its_record(index: Index) -> None:
    for hit, record in enumerate(index.records[:80]):
        term = " AND ".join(f"{word}[ti]" for word in words(index, hit))
        assert term
        assert record.pmid in Search(index).run(term)


def test_an_unknown_word_is_left_out_and_named(index: Index) -> None:
    word = words(index, 0)[0]
    search = Search(index)
    assert search.run(f"{word}[ti] AND xyzzyx[ti]") == Search(index).run(f"{word}[ti]")
    assert search.dropped == ["xyzzyx[ti]"]
    assert Search(index).run("xyzzyx[ti]") == []


def test_alternatives_are_joined(index: Index) -> None:
    one, other = (index.records[hit] for hit in (3, 9))
    assert set(Search(index).run(f"{one.pmid}[pmid] OR {other.pmid}[uid]")) == {
        one.pmid,
        other.pmid,
    }


def test_years_volumes_and_pages_are_never_left_out(index: Index) -> None:
    word = words(index, 0)[0]
    for term in ("1801:1802[dp]", "99999[vi]", "99999[pg]", "99[ip]"):
        search = Search(index)
        assert search.run(f"{word}[ti] AND {term}") == []
        assert search.dropped == []


def test_a_journal_that_is_known_but_has_no_record_is_not_left_out(index: Index) -> None:
    known = Index(index.records, {"annals of nothing": "Annals of Nothing"})
    assert Search(known).run('"Annals of Nothing"[ta] OR 1801[dp]') == []
    assert answer_lines(known, "Annals of Nothing|2000|1|1||r1|").endswith("|r1|NOT_FOUND\n")
    search = Search(index)
    search.run('"Annals of Nothing"[ta]')
    assert search.dropped == ['"Annals of Nothing"[ta]']


def test_author_journal_and_year_name_a_record(index: Index) -> None:
    searched = 0
    for record in index.records[:60]:
        first = next((name for name in record.authors if name.family), None)
        if first is None or first is not record.authors[0]:
            continue
        searched += 1
        term = f'{first.family}[1au] AND "{record.abbreviation}"[ta] AND {record.year}[dp]'
        assert record.pmid in Search(index).run(term)
    assert searched > 50


def test_words_may_be_cut(index: Index) -> None:
    word = max(words(index, 7), key=len)
    assert index.records[7].pmid in Search(index).run(f"{word[:6]}*[ti]")


def test_a_tag_that_there_is_not_is_named(index: Index) -> None:
    search = Search(index)
    search.run(f"{words(index, 0)[0]}[headline]")
    assert search.fields == ["headline"]


def test_a_phrase_that_no_record_has_is_searched_word_by_word(index: Index) -> None:
    first, second = words(index, 5)[:2]
    search = Search(index)
    assert index.records[5].pmid in search.run(f'"{second} {first}"[ti]')
    assert search.quoted == [f'"{second} {first}"[ti]']


def test_citations_tolerate_a_wrong_author_and_year(index: Index) -> None:
    record = next(record for record in index.records if record.volume and record.pages.isdecimal())
    line = f"{record.abbreviation}|1900|{record.volume}|{record.pages}|nobody x|r1|"
    assert answer_lines(index, line).endswith(f"|r1|{record.pmid}\n")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("fake journal|2000|1|1||r1|", "NOT_FOUND;INVALID_JOURNAL"),
        ("biochem med|1975|999|1|nobody x|r1|", "NOT_FOUND"),
    ],
)
def test_citations_that_miss(index: Index, line: str, answer: str) -> None:
    journals = index.journals
    line = line if "biochem med" in journals else line.replace("biochem med", sorted(journals)[-1])
    assert answer_lines(index, line).rstrip().endswith(f"|r1|{answer}")


def test_a_line_without_journal_that_misses_ends_the_answer(index: Index) -> None:
    assert answer_lines(index, "|2000|1|1||r1|\rfake|2000|1|1||r2|") == ""


def test_records_are_well_formed_xml(index: Index) -> None:
    for record in index.records:
        element = etree.fromstring(record_xml(record))
        assert element.findtext("MedlineCitation/PMID") == record.pmid


def test_searches_can_be_counted_and_paged(index: Index) -> None:
    records = Records(index.records)
    word = max(index.words, key=lambda word: len(index.words[word]))
    count = len(index.words[word])
    assert esearch(records, {"term": f"{word}[ti]", "rettype": "count"}) == (
        f"<eSearchResult><Count>{count}</Count></eSearchResult>"
    )
    pages = [
        etree.fromstring(
            esearch(records, {"term": f"{word}[ti]", "retstart": start, "retmax": "3"})
        )
        for start in ("0", "3")
    ]
    first, second = ([item.text for item in page.iterfind("IdList/Id")] for page in pages)
    assert len(first) == len(second) == 3
    assert not set(first) & set(second)
    assert "<ERROR>" in esearch(records, {"term": f"{word}[ti]", "retstart": "9999"})


@pytest.mark.enable_socket
def test_too_many_requests_in_a_second_are_refused() -> None:
    command = [sys.executable, "-m", "benchmarks.accuracy.service", str(RECORDS), "--limit", "2"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            with httpx.Client() as client:  # one connection: all within a second, on any machine
                answers = [
                    client.post(f"{address}esearch.fcgi", data={"term": "2010[dp]", "retmax": "1"})
                    for _ in range(20)
                ]
        finally:
            process.terminate()
    assert [answer.status_code for answer in answers][:2] == [200, 200]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) > 5
    assert refused[0].json()["error"] == "API rate limit exceeded"
    assert answers[0].headers["X-RateLimit-Limit"] == "2"
