"""Answers in the form that lies in git."""

from __future__ import annotations

import json
import os
import random
import re
from datetime import date
from pathlib import Path

import pytest
from tests.closed_folders import close
from tests.standin.articles import AHEAD, KETAMINE

from refcheck.errors import CacheError
from refcheck.lookup.cache.entries import CachedResponse, midnight
from refcheck.lookup.cache.text import TextCache, write_text_cache
from refcheck.lookup.pubmed.queries import Endpoint, record_query
from refcheck.lookup.pubmed.responses import (
    RecordResponse,
    cached_citation,
    cached_record,
    cached_search,
    read_cached,
)
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.pubmed.trimming import compact, trim
from refcheck.lookup.pubmed.xml import record_from_xml
from refcheck.lookup.query import Query
from refcheck.safe_xml import parse_xml

DAY = midnight(date(2026, 11, 20))
LINE = Query(Endpoint.CITATION, "j affect disord|2014|156|24|naughton m")
DOI = Query(Endpoint.SEARCH, '"10.1016/j.jad.2013.11.014"[doi]')
NO_HIT = Query(Endpoint.SEARCH, "nothing[ti] AND så[ti]")


def cached_responses() -> list[CachedResponse]:
    """One of each kind."""
    ketamine = compact(trim(parse_xml(KETAMINE.xml().encode())))
    ahead = compact(trim(parse_xml(AHEAD.xml().encode())))
    return [
        cached_citation(LINE, "24388038", DAY),
        cached_citation(Query(Endpoint.CITATION, "a|2014|1|2|"), "NOT_FOUND", DAY),
        cached_search(DOI, 1, ["24388038"], [], DAY),
        cached_search(NO_HIT, 0, [], ["så[ti]"], DAY),
        cached_record(record_query("24388038"), ketamine, DAY),
        cached_record(record_query(AHEAD.pmid), ahead, DAY, record_from_xml(parse_xml(ahead))),
        cached_record(record_query("99999999"), b"", DAY),
    ]


def read(directory: Path, warnings: list[str] | None = None) -> dict[Query, CachedResponse]:
    """All entries of a directory."""
    cache = TextCache(directory, TEXT_FORM, (warnings if warnings is not None else []).append)
    return {cached.query: cached for cached in cache.cached_responses()}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert write_text_cache(tmp_path, TEXT_FORM, cached_responses()) == 7
    assert read(tmp_path) == {cached.query: cached for cached in cached_responses()}
    cache = TextCache(tmp_path, TEXT_FORM, pytest.fail)
    found = cache.get_many([LINE, DOI, record_query("24388038"), record_query("5")])
    assert set(found) == {LINE, DOI, record_query("24388038")}
    response = read_cached(found[record_query("24388038")])
    assert isinstance(response, RecordResponse)
    assert response.record
    assert response.record.doi == KETAMINE.doi
    assert response.retrieved == date(2026, 11, 20)


def test_how_it_reads(tmp_path: Path) -> None:
    write_text_cache(tmp_path, TEXT_FORM, reversed(cached_responses()))
    lines = (tmp_path / "citation.jsonl").read_text("utf-8").splitlines()
    assert [line.partition(', "checksum": ')[0] for line in lines] == [
        '{"question": "a|2014|1|2|", "answer": "NOT_FOUND", "retrieved": "2026-11-20"',
        f'{{"question": "{LINE.text}", "answer": "24388038", "retrieved": "2026-11-20"',
    ]
    first, second = (tmp_path / "search.jsonl").read_text("utf-8").splitlines()
    assert json.loads(first)["ids"] == ["24388038"]
    assert '"not_found": ["så[ti]"]' in second
    record = (tmp_path / "records" / "24388038.xml").read_text("utf-8")
    assert record.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<?refcheck retrieved="2026-11-20" checksum="'
    )
    assert record.partition("?>\n<Pub")[2].startswith(
        'medArticleSet>\n  <PubmedArticle>\n    <MedlineCitation Status="MEDLINE"'
    )
    assert "somebody else" not in record
    assert "of-a-cited-work" not in record


def test_writing_again_changes_nothing_and_drops_what_is_gone(tmp_path: Path) -> None:
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    record = tmp_path / "records" / "24388038.xml"
    before = record.stat().st_mtime_ns
    (tmp_path / "records" / "README.md").write_text("stays")
    write_text_cache(tmp_path, TEXT_FORM, cached_responses()[:5])
    assert record.stat().st_mtime_ns == before
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == [
        "24388038.xml",
        "README.md",
    ]


def test_no_such_directory_holds_nothing(tmp_path: Path) -> None:
    cache = TextCache(tmp_path / "none", TEXT_FORM, pytest.fail)
    assert cache.get_many([LINE, record_query("1"), record_query("../1")]) == {}
    assert list(cache.cached_responses()) == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"question": "a"}',
        '{"question": "a", "answer": "1", "retrieved": "yesterday"}',
        '{"question": "a", "answer": "1", "retrieved": 5}',
        "\udcff",
    ],
)
def test_a_damaged_line_is_said_and_the_others_count(tmp_path: Path, line: str) -> None:
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    path = tmp_path / "citation.jsonl"
    path.write_bytes(line.encode(errors="surrogateescape") + b"\n\n" + path.read_bytes())
    warnings: list[str] = []
    assert len(read(tmp_path, warnings)) == 7
    assert warnings == [f"{path}:1: not used: the line is not a cached response"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<PubmedArticleSet/>",
        b'<?refcheck retrieved="2026-11-20"?><Pubmed',
        b'<?refcheck retrieved="2026-99-20"?><a/>',
    ],
)
def test_a_damaged_record_is_said(tmp_path: Path, body: bytes) -> None:
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    path = tmp_path / "records" / "24388038.xml"
    path.write_bytes(body)
    warnings: list[str] = []
    assert len(read(tmp_path, warnings)) == 6
    assert len(warnings) == 1
    assert str(path) in warnings[0]


@pytest.mark.parametrize("name", ["citation.jsonl", "search.jsonl", "records/24388038.xml"])
def test_damage_of_any_kind_is_noticed(tmp_path: Path, name: str) -> None:
    """Whatever digit or letter is another one, nothing is read that was not written."""
    written = {cached.query: cached for cached in cached_responses()}
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    path = tmp_path / name
    body = path.read_bytes()
    chance = random.Random(1)  # noqa: S311 - any bytes will do
    for _ in range(300):
        place = chance.randrange(body.find(b'retrieved="') + 1, len(body))
        other = chance.choice(b"0123456789abcxyz |")
        if body[place] == other or body[place : place + 1].isspace():
            continue
        path.write_bytes(body[:place] + bytes([other]) + body[place + 1 :])
        warnings: list[str] = []
        found = read(tmp_path, warnings)
        assert all(written.get(query) == cached for query, cached in found.items())
        assert len(found) == len(written) or warnings


def test_a_line_that_was_changed_is_said(tmp_path: Path) -> None:
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    path = tmp_path / "citation.jsonl"
    path.write_text(path.read_text("utf-8").replace("24388038", "24388039"), "utf-8")
    warnings: list[str] = []
    assert len(read(tmp_path, warnings)) == 6
    reason = "its checksum is wrong: the file is damaged, or was changed by hand"
    assert warnings == [f"{path}:2: not used as a cached response: {reason}"]


def test_what_has_no_checksum_yet_is_read_and_gets_one(tmp_path: Path) -> None:
    """Earlier versions wrote none; a date or an order of members is no damage."""
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    written = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    for path, body in written.items():
        old = re.sub(rb', "checksum": "\w+"| checksum="\w+"', b"", body)
        assert old != body
        path.write_bytes(old)
    warnings: list[str] = []
    assert read(tmp_path, warnings) == {cached.query: cached for cached in cached_responses()}
    assert warnings == []
    write_text_cache(tmp_path, TEXT_FORM, list(read(tmp_path).values()))
    assert {path: path.read_bytes() for path in written} == written


def test_other_ends_of_lines_are_no_damage(tmp_path: Path) -> None:
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    for path in tmp_path.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    warnings: list[str] = []
    assert len(read(tmp_path, warnings)) == 7
    assert warnings == []


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "citation.jsonl").mkdir()
    (tmp_path / "records" / "1.xml").mkdir(parents=True)
    warnings: list[str] = []
    assert read(tmp_path, warnings) == {}
    assert len(warnings) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    os.mkfifo(tmp_path / "citation.jsonl")
    os.mkfifo(tmp_path / "records" / "1.xml")
    warnings: list[str] = []
    assert read(tmp_path, warnings) == {}
    assert [warning.rpartition(": ")[2] for warning in warnings] == ["it is not a file"] * 2


def test_a_folder_of_records_that_may_not_be_looked_into_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    records = tmp_path / "records"
    everything = read(tmp_path, [])
    close(records, monkeypatch)
    warnings: list[str] = []
    rest = read(tmp_path, warnings)
    assert warnings == [f"not used as cached responses: {records}: permission denied"]
    assert {*rest} == {query for query in everything if query.endpoint != Endpoint.RECORD}


def test_what_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("a file in the way")
    with pytest.raises(CacheError, match="it is a file, not a folder"):
        write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    with pytest.raises(CacheError, match="the name of a file"):
        write_text_cache(tmp_path / "b", TEXT_FORM, [cached_record(record_query("../x"), b"", DAY)])
    (tmp_path / "c" / "citation.jsonl").mkdir(parents=True)
    with pytest.raises(CacheError):
        write_text_cache(tmp_path / "c", TEXT_FORM, cached_responses())
    assert [path.name for path in (tmp_path / "c").iterdir() if path.name.startswith(".")] == []
