"""The benchmark's local service keeps the E-utilities' oddities."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.accuracy.records import load_records
from benchmarks.accuracy.service.citations import answer_lines
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
