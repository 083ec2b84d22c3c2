"""Looking into a cache, copying it, asking it again, clearing it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.closed_folders import close
from tests.standin.articles import INITIATION, KETAMINE, library
from tests.standin.transport import StandInTransport

from refcheck.errors import CacheError, UsageError
from refcheck.lookup.cache.admin import CacheInfo, clear, export, import_, info, refresh
from refcheck.lookup.cache.entries import CachedResponse, midnight
from refcheck.lookup.cache.folder import odd_in_cache
from refcheck.lookup.cache.sqlite import FILE_NAME, SqliteStore
from refcheck.lookup.cache.text import TextCache, write_text_cache
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.pubmed.queries import Endpoint, doi_query, record_query
from refcheck.lookup.pubmed.responses import cached_citation, cached_record, cached_search
from refcheck.lookup.pubmed.service import EUtilities
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.query import Query

OLD = midnight(date(2025, 1, 2))
NEW = midnight(date(2026, 3, 4))
LINE = Query(Endpoint.CITATION, "j affect disord|2014|156|24|naughton m")
DOI = doi_query(INITIATION.doi)
PMID = record_query(KETAMINE.pmid)
UNKNOWN = record_query("99999999")


def cached_responses(when: float = OLD) -> list[CachedResponse]:
    """Answers as they were: the DOI was not yet known, and the record was another."""
    xml = b"<PubmedArticle><MedlineCitation><PMID>24388038</PMID></MedlineCitation></PubmedArticle>"
    return [
        cached_citation(LINE, KETAMINE.pmid, when),
        cached_search(DOI, 0, [], [], when),
        cached_record(PMID, xml, when),
        cached_record(UNKNOWN, b"", when),
    ]


def fill(directory: Path, kept: list[CachedResponse]) -> None:
    store = SqliteStore(directory, writable=True)
    store.save(kept)
    store.close()


def stored(directory: Path) -> dict[Query, CachedResponse]:
    store = SqliteStore(directory, writable=False)
    found = {cached.query: cached for cached in store.cached_responses(pytest.fail)}
    store.close()
    return found


def written(directory: Path) -> dict[Query, CachedResponse]:
    return {
        cached.query: cached
        for cached in TextCache(directory, TEXT_FORM, pytest.fail).cached_responses()
    }


def test_what_is_in_it(tmp_path: Path) -> None:
    nothing = {"records": 0, "citation lookups": 0, "searches": 0}
    found = info(tmp_path, TEXT_FORM, pytest.fail)
    assert found == CacheInfo(directory=tmp_path, counts=nothing)
    fill(tmp_path, cached_responses())
    write_text_cache(tmp_path, TEXT_FORM, [cached_citation(LINE, "1", NEW)])
    found = info(tmp_path, TEXT_FORM, pytest.fail)
    assert found.counts == {"records": 2, "citation lookups": 2, "searches": 1}
    assert found.readable == 1
    assert (found.oldest, found.newest) == (date(2025, 1, 2), date(2026, 3, 4))
    assert found.bytes >= 4096


def test_the_platform_s_folder_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.lookup.cache.admin.default_cache_dir", lambda: tmp_path)
    fill(tmp_path, cached_responses())
    assert info(None, TEXT_FORM, pytest.fail).counts["records"] == 2
    assert export(None, tmp_path / "out", TEXT_FORM, pytest.fail) == 4
    assert import_(None, tmp_path / "out", TEXT_FORM, pytest.fail) == 4
    assert clear(None) == 4


def test_out_and_in_again(tmp_path: Path) -> None:
    fill(tmp_path / "a", cached_responses())
    assert export(tmp_path / "a", tmp_path / "text", TEXT_FORM, pytest.fail) == 4
    assert import_(tmp_path / "b", tmp_path / "text", TEXT_FORM, pytest.fail) == 4
    assert stored(tmp_path / "b") == stored(tmp_path / "a")
    assert import_(tmp_path / "c", tmp_path / "a", TEXT_FORM, pytest.fail) == 4
    with pytest.raises(CacheError, match="there is no such folder"):
        import_(tmp_path / "c", tmp_path / "none", TEXT_FORM, pytest.fail)


def test_of_two_forms_the_newer_answer_goes_out(tmp_path: Path) -> None:
    fill(tmp_path, cached_responses())
    write_text_cache(
        tmp_path, TEXT_FORM, [cached_citation(LINE, "1", NEW), cached_search(DOI, 0, [], [], 1.0)]
    )
    export(tmp_path, tmp_path / "out", TEXT_FORM, pytest.fail)
    out = written(tmp_path / "out")
    assert out[LINE].day == date(2026, 3, 4)
    assert out[DOI].day == date(2025, 1, 2)


def test_a_damaged_entry_is_left_out_and_said(tmp_path: Path) -> None:
    fill(tmp_path, cached_responses())
    store = SqliteStore(tmp_path, writable=True)
    store._connection.execute("UPDATE answers SET payload = x'00' WHERE endpoint = 'ecitmatch'")
    store.close()
    said: list[str] = []
    assert export(tmp_path, tmp_path / "out", TEXT_FORM, said.append) == 3
    assert len(said) == 1


def test_clearing_leaves_what_lies_in_git(tmp_path: Path) -> None:
    fill(tmp_path, cached_responses())
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    (tmp_path / f"{FILE_NAME}.damaged").write_text("")
    assert clear(tmp_path) == 4
    assert sorted(path.name for path in tmp_path.iterdir() if "sqlite" in path.name) == [
        f"{FILE_NAME}.lock"
    ]
    assert len(written(tmp_path)) == 4
    assert clear(tmp_path) == 0
    (tmp_path / FILE_NAME).write_bytes(b"damaged" * 1000)
    assert clear(tmp_path) == 0
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("inside", ["", "further/in"])
def test_a_folder_that_may_not_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    place = tmp_path / "closed" / inside
    write_text_cache(place, TEXT_FORM, [])
    close(tmp_path / "closed", monkeypatch)
    for call in (
        lambda: info(place, TEXT_FORM, pytest.fail),
        lambda: export(place, tmp_path / "copy", TEXT_FORM, pytest.fail),
        lambda: import_(tmp_path / "new", place, TEXT_FORM, pytest.fail),
        lambda: clear(place),
    ):
        with pytest.raises(CacheError, match=f"{re.escape(str(place))}: permission denied"):
            call()


def test_a_file_is_no_folder_to_import_from(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheError, match="file: it is a file, not a folder"):
        import_(tmp_path / "new", tmp_path / "file", TEXT_FORM, pytest.fail)


def test_what_cannot_be_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CacheError, match="permission denied"):
        clear(tmp_path)


def settings(directory: Path, transport: StandInTransport) -> LookupConfig:
    return LookupConfig(
        base_url="http://standin.test/",
        rate=10_000,
        cache_dir=directory,
        pace_dir=directory,
        timing=Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failures=3, failing=0),
        transport=transport,
    )


def test_the_store_is_asked_again(tmp_path: Path) -> None:
    fill(tmp_path, cached_responses())
    done = asyncio.run(
        refresh(settings(tmp_path, StandInTransport(library())), EUtilities(), pytest.fail)
    )
    assert (done.asked, done.unanswered, done.reasons) == (4, 0, ())
    now = stored(tmp_path)
    assert set(now) == {LINE, DOI, PMID, UNKNOWN, record_query(INITIATION.pmid)}
    assert {cached.day for cached in now.values()} == {datetime.now(UTC).date()}
    assert b"review of ketamine" in now[PMID].unpacked
    assert INITIATION.pmid.encode() in now[DOI].payload
    assert written(tmp_path) == {}


def test_the_text_form_stays_in_text_form(tmp_path: Path) -> None:
    write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    done = asyncio.run(
        refresh(settings(tmp_path, StandInTransport(library())), EUtilities(), pytest.fail)
    )
    assert (done.asked, done.unanswered) == (4, 0)
    now = written(tmp_path)
    assert len(now) == 5
    assert {cached.day for cached in now.values()} == {datetime.now(UTC).date()}
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("form", ["text", "store"])
def test_what_is_not_answered_keeps_its_old_answer(tmp_path: Path, form: str) -> None:
    if form == "text":
        write_text_cache(tmp_path, TEXT_FORM, cached_responses())
    else:
        fill(tmp_path, cached_responses())
    transport = StandInTransport(library(), "503@ecitmatch")
    done = asyncio.run(refresh(settings(tmp_path, transport), EUtilities(), lambda _: None))
    assert (done.asked, done.unanswered) == (4, 1)
    assert "HTTP 503" in done.reasons[0]
    now = written(tmp_path) if form == "text" else stored(tmp_path)
    assert now[LINE].day == date(2025, 1, 2)
    assert now[PMID].day == datetime.now(UTC).date()


def test_nothing_to_ask_and_offline(tmp_path: Path) -> None:
    config = settings(tmp_path, StandInTransport(library()))
    assert asyncio.run(refresh(config, EUtilities(), pytest.fail)).asked == 0
    with pytest.raises(UsageError):
        asyncio.run(refresh(replace(config, offline=True), EUtilities(), pytest.fail))


def test_everything_in_a_cache_is_known_by_its_name(tmp_path: Path) -> None:
    """So that a link in its place is found: a stranger's cache might lead elsewhere."""
    SqliteStore(tmp_path, writable=True).close()
    write_text_cache(tmp_path, TEXT_FORM, [])
    there = {path.name for path in tmp_path.iterdir()}
    assert {"answers.sqlite", "citation.jsonl", "search.jsonl", "records"} <= there
    links = tmp_path / "links"
    links.mkdir()
    for name in there:
        (links / name).symlink_to(tmp_path / name)
    assert {path.name for path in odd_in_cache(links)} == there
