"""Which answers may be used, and that a run goes on whatever happens to the files."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.closed_folders import close

from refcheck.errors import CacheError
from refcheck.lookup.cache.cache import Cache
from refcheck.lookup.cache.entries import CachedResponse, midnight
from refcheck.lookup.cache.sqlite import FILE_NAME, SqliteStore
from refcheck.lookup.cache.text import write_text_cache
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.queries import Endpoint
from refcheck.lookup.pubmed.responses import cached_citation, cached_search
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.query import Query

NOW = midnight(date(2026, 11, 21))
DAY = 86_400.0
FULL = Query(Endpoint.CITATION, "full")
RECORD = Query(Endpoint.RECORD, "24388038")
EMPTY = Query(Endpoint.CITATION, "empty")


def config(directory: Path, **changes: object) -> LookupConfig:
    return replace(LookupConfig(cache_dir=directory), **changes)  # type: ignore[arg-type]


def full(days: float) -> CachedResponse:
    return cached_citation(FULL, "24388038", NOW - days * DAY)


def empty(days: float) -> CachedResponse:
    return cached_citation(EMPTY, "NOT_FOUND", NOW - days * DAY)


def usable(settings: LookupConfig, *cached_responses: CachedResponse) -> set[str]:
    """The queries that have a usable answer in a run that begins now."""
    assert settings.cache_dir
    store = SqliteStore(settings.cache_dir, writable=True)
    store.save(cached_responses)
    store.close()
    cache = Cache(settings, TEXT_FORM, pytest.fail, clock=lambda: NOW)
    found = cache.get_many([FULL, EMPTY])
    cache.close()
    return {query.text for query in found}


@pytest.mark.parametrize(
    ("changes", "days", "expected"),
    [
        ({}, 1, {"full", "empty"}),
        ({}, 8, {"full"}),
        ({}, 91, set()),
        ({"max_age_days": 200}, 91, {"full"}),
        ({"max_age_days": 3}, 5, set()),
        ({"max_age_days": 0}, 0.5, set()),
        ({"refresh": True}, 0.5, set()),
        ({"offline": True}, 9999, {"full", "empty"}),
    ],
)
def test_how_old_an_answer_may_be(
    tmp_path: Path, changes: dict[str, object], days: float, expected: set[str]
) -> None:
    assert usable(config(tmp_path, **changes), full(days), empty(days)) == expected


@pytest.mark.parametrize("changes", [{"refresh": True}, {"max_age_days": 0}])
def test_what_this_run_has_asked_is_not_asked_again(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    times = itertools.chain([NOW], itertools.repeat(NOW + DAY))
    cache = Cache(config(tmp_path, **changes), TEXT_FORM, pytest.fail, clock=lambda: next(times))
    cache.save([full(-0.1)])
    assert set(cache.get_many([FULL])) == {FULL}
    cache.close()


@pytest.mark.parametrize("days", [-2.1, -30, -40_000])
@pytest.mark.parametrize("changes", [{}, {"refresh": True}, {"max_age_days": 0}])
@pytest.mark.parametrize("text", [True, False])
def test_an_answer_with_a_date_to_come_is_stale(
    tmp_path: Path, changes: dict[str, object], days: float, text: bool
) -> None:
    """It is asked again, and the new response takes its place for good."""
    if text:
        write_text_cache(tmp_path, TEXT_FORM, [full(days)])
        assert usable(config(tmp_path, **changes)) == set()
    else:
        assert usable(config(tmp_path, **changes), full(days)) == set()
    assert usable(config(tmp_path, offline=True)) == {"full"}
    cache = Cache(config(tmp_path, **changes), TEXT_FORM, pytest.fail, clock=lambda: NOW)
    cache.save([full(0)])
    assert cache.get_many([FULL])[FULL].retrieved == NOW
    cache.close()
    offline = Cache(config(tmp_path, offline=True), TEXT_FORM, pytest.fail, clock=lambda: NOW)
    assert offline.get_many([FULL])[FULL].retrieved == NOW
    offline.close()


@pytest.mark.parametrize("days", [-0.5, -0.01, 0.5, 300])
def test_refresh_renews_whatever_the_date_is(tmp_path: Path, days: float) -> None:
    assert usable(config(tmp_path, refresh=True), full(days), empty(days)) == set()
    assert usable(config(tmp_path, max_age_days=0), full(days)) == set()


def test_the_text_form_answers_where_the_store_does_not(tmp_path: Path) -> None:
    write_text_cache(tmp_path, TEXT_FORM, [full(1), empty(2)])
    cache = Cache(config(tmp_path), TEXT_FORM, pytest.fail, clock=lambda: NOW)
    cache.save([empty(1)])
    found = cache.get_many([FULL, EMPTY])
    assert {query: cached.day.day for query, cached in found.items()} == {FULL: 20, EMPTY: 20}
    cache.close()


def test_the_newer_of_two_forms_counts(tmp_path: Path) -> None:
    write_text_cache(tmp_path, TEXT_FORM, [full(1)])
    assert usable(config(tmp_path), full(200)) == {"full"}
    assert usable(config(tmp_path / "other"), full(200)) == set()


def test_offline_no_file_is_made(tmp_path: Path) -> None:
    write_text_cache(tmp_path / "cache", TEXT_FORM, [full(400)])
    before = sorted(path.name for path in (tmp_path / "cache").iterdir())
    cache = Cache(config(tmp_path / "cache", offline=True), TEXT_FORM, pytest.fail)
    assert set(cache.get_many([FULL, EMPTY])) == {FULL}
    cache.close()
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == before
    missing = Cache(config(tmp_path / "none", offline=True), TEXT_FORM, pytest.fail)
    assert missing.get_many([FULL]) == {}
    assert not (tmp_path / "none").exists()


def test_a_place_that_cannot_be_written_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said: list[str] = []
    cache = Cache(config(tmp_path / "file"), TEXT_FORM, said.append)
    for _ in range(3):
        cache.save([full(-1)])
        assert set(cache.get_many([FULL, EMPTY])) == {FULL}
    assert len(said) == 1
    assert said[0].endswith("the run goes on without it")
    cache.close()


@pytest.mark.parametrize("offline", [False, True])
def test_a_file_in_the_place_of_the_folder(tmp_path: Path, offline: bool) -> None:
    (tmp_path / "file").write_text("")
    said: list[str] = []
    cache = Cache(config(tmp_path / "file", offline=offline), TEXT_FORM, said.append)
    assert cache.get_many([FULL]) == {}
    assert said == [
        f"the cache cannot be used: {tmp_path / 'file'}: it is a file, not a folder; "
        "the run goes on without it"
    ]


@pytest.mark.parametrize("offline", [False, True])
@pytest.mark.parametrize("inside", ["", "further/in"])
def test_a_folder_that_may_not_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str, offline: bool
) -> None:
    place = tmp_path / "closed" / inside
    place.mkdir(parents=True)
    close(tmp_path / "closed", monkeypatch)
    said: list[str] = []
    cache = Cache(config(place, offline=offline), TEXT_FORM, said.append)
    assert cache.get_many([FULL, RECORD]) == {}
    assert said == [
        f"the cache cannot be used: {place}: permission denied; the run goes on without it"
    ]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said: list[str] = []
    cache = Cache(config(tmp_path / "file" / "kept"), TEXT_FORM, said.append)
    assert cache.get_many([FULL]) == {}
    assert "cannot be made: part of its path is a file, not a folder; the run" in said[0]


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.lookup.cache.cache._MOST_IN_MEMORY", 5)
    (tmp_path / "file").write_text("")
    cache = Cache(config(tmp_path / "file"), TEXT_FORM, lambda _: None, clock=lambda: NOW)
    queries = [Query(Endpoint.SEARCH, str(number)) for number in range(9)]
    for query in queries:
        cache.save([cached_search(query, 0, [], [], NOW)])
    assert set(cache.get_many(queries)) == set(queries[4:])


def test_a_disk_that_fills_up_is_said_once_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_store: SqliteStore, *_cached_responses: object) -> None:
        raise CacheError("database or disk is full")

    said: list[str] = []
    cache = Cache(config(tmp_path), TEXT_FORM, said.append, clock=lambda: NOW)
    cache.save([full(0)])
    monkeypatch.setattr(SqliteStore, "save", full_disk)
    cache.save([empty(0)])
    cache.save([empty(0)])
    assert set(cache.get_many([EMPTY])) == {EMPTY}
    assert said == [
        "the cache cannot be used: database or disk is full; the run goes on without it"
    ]
    cache.close()


def test_a_store_that_is_really_full_keeps_what_it_has(tmp_path: Path) -> None:
    said: list[str] = []
    cache = Cache(config(tmp_path), TEXT_FORM, said.append, clock=lambda: NOW)
    cache.save([full(0)])
    assert cache._store is not None
    cache._store._connection.execute("PRAGMA max_page_count = 1")
    lines = [Query(Endpoint.CITATION, str(number)) for number in range(2_000)]
    cache.save([cached_citation(line, "1" * 50, NOW) for line in lines])
    assert set(cache.get_many(lines)) == set(lines)
    cache.close()
    (line,) = said
    assert line.endswith("database or disk is full; the run goes on without it")
    again = Cache(config(tmp_path), TEXT_FORM, pytest.fail, clock=lambda: NOW)
    assert set(again.get_many([FULL, *lines])) == {FULL}
    again.close()


def test_a_damaged_file_is_set_aside_and_begun_again(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database, however one looks at it" * 100)
    said: list[str] = []
    cache = Cache(config(tmp_path), TEXT_FORM, said.append, clock=lambda: NOW)
    assert cache.get_many([FULL]) == {}
    cache.save([full(0)])
    assert set(cache.get_many([FULL])) == {FULL}
    cache.close()
    assert len(said) == 1
    assert "is damaged; it is renamed" in said[0]
    assert (tmp_path / f"{FILE_NAME}.damaged").exists()


def test_damage_that_shows_late(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, writable=True)
    store.save(cached_citation(Query(Endpoint.CITATION, str(n)), "1" * 50, NOW) for n in range(999))
    store.close()
    body = bytearray((tmp_path / FILE_NAME).read_bytes())
    body[16_384:] = os.urandom(len(body) - 16_384)
    (tmp_path / FILE_NAME).write_bytes(body)
    said: list[str] = []
    queries = [Query(Endpoint.CITATION, str(n)) for n in range(999)]
    offline = Cache(config(tmp_path, offline=True), TEXT_FORM, said.append)
    assert offline.get_many(queries) == {}
    assert "damaged; the run goes on without it; 'refcheck cache clear'" in said.pop()
    cache = Cache(config(tmp_path), TEXT_FORM, said.append, clock=lambda: NOW)
    assert cache.get_many(queries) == {}
    cache.save([full(0)])
    assert set(cache.get_many([FULL])) == {FULL}
    cache.close()
    assert len(said) == 1


def test_what_cannot_be_set_aside_is_gone_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database, however one looks at it" * 100)

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    said: list[str] = []
    cache = Cache(config(tmp_path), TEXT_FORM, said.append, clock=lambda: NOW)
    cache.save([full(0)])
    assert set(cache.get_many([FULL])) == {FULL}
    assert len(said) == 2
    assert said[1].endswith("permission denied; the run goes on without it")


def test_a_damaged_entry_is_said_and_not_used(tmp_path: Path) -> None:
    assert usable(config(tmp_path), full(0), empty(0)) == {"full", "empty"}
    store = SqliteStore(tmp_path, writable=True)
    store._connection.execute("UPDATE answers SET payload = '25' WHERE question = 'full'")
    store.close()
    said: list[str] = []
    cache = Cache(config(tmp_path), TEXT_FORM, said.append, clock=lambda: NOW)
    assert set(cache.get_many([FULL, EMPTY])) == {EMPTY}
    assert set(cache.get_many([FULL, EMPTY])) == {EMPTY}
    assert len(said) == 1
    assert "damaged" in said[0]
    cache.save([full(0)])
    assert set(cache.get_many([FULL, EMPTY])) == {FULL, EMPTY}
    cache.close()


def test_forgetting_may_fail_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(config(tmp_path), TEXT_FORM, lambda _: None, clock=lambda: NOW)
    cache.save([full(0)])

    def locked(_store: SqliteStore, _query: Query) -> None:
        raise CacheError("locked")

    monkeypatch.setattr(SqliteStore, "forget", locked)
    cache.forget(FULL, "it is no record")
    assert cache.get_many([FULL]) == {}
