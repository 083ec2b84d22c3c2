"""The store of a run: many entries, two writers, a killed one, damage."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from refcheck.errors import CacheError
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.cache.sqlite import FILE_NAME, DamagedStoreError, SqliteStore, store_files
from refcheck.lookup.pubmed.queries import Endpoint, record_query
from refcheck.lookup.pubmed.responses import cached_citation, cached_record
from refcheck.lookup.query import Query


def cached(number: int, retrieved: float = 1.0) -> CachedResponse:
    """A record entry."""
    return cached_record(record_query(str(number)), b"<xml/>" * number, retrieved)


def queries(*numbers: int) -> list[Query]:
    return [record_query(str(number)) for number in numbers]


def test_entries_are_found_by_their_queries(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, writable=True)
    line = cached_citation(Query(Endpoint.CITATION, "a|b"), "NOT_FOUND", 2.5)
    store.save([*(cached(number) for number in range(1, 1200)), line])
    found = store.get_many([*queries(*range(1, 1300)), line.query], pytest.fail)
    assert len(found) == 1200
    assert found[line.query] == line
    assert found[record_query("7")] == cached(7)
    assert len(list(store.cached_responses(pytest.fail))) == 1200
    assert store.counts() == [(Endpoint.CITATION, 1, 2.5, 2.5), (Endpoint.RECORD, 1199, 1.0, 1.0)]
    store.close()


def test_a_newer_answer_replaces_an_older_one_and_not_the_other_way(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, writable=True)
    for retrieved in (2.0, 3.0, 1.0):
        store.save([cached(1, retrieved)])
    assert store.get_many(queries(1), pytest.fail)[record_query("1")].retrieved == 3.0
    store.forget(record_query("1"))
    assert store.get_many(queries(1), pytest.fail) == {}
    store.close()


def test_a_store_to_read_makes_and_changes_no_file(tmp_path: Path) -> None:
    with pytest.raises(CacheError):
        SqliteStore(tmp_path, writable=False)
    assert list(tmp_path.iterdir()) == []
    writer = SqliteStore(tmp_path, writable=True)
    writer.save([cached(1)])
    reader = SqliteStore(tmp_path, writable=False)
    assert len(reader.get_many(queries(1), pytest.fail)) == 1
    with pytest.raises(CacheError):
        reader.save([cached(2)])
    reader.close()
    writer.close()


def test_a_frozen_copy_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = SqliteStore(tmp_path, writable=True)
    writer.save([cached(1)])
    writer.close()
    real = sqlite3.connect

    def refuse(address: str, **options: object) -> sqlite3.Connection:
        if "immutable" not in address:
            raise sqlite3.OperationalError("unable to open database file")
        return real(address, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", refuse)
    reader = SqliteStore(tmp_path, writable=False)
    assert len(reader.get_many(queries(1), pytest.fail)) == 1
    reader.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE answers SET payload = x'00' || payload",
        "UPDATE answers SET retrieved = retrieved + 1",
        "UPDATE answers SET short_lived = 1 - short_lived",
        "UPDATE answers SET retrieved = 'x'",
        "UPDATE answers SET endpoint = 'other'",
        "UPDATE answers SET payload = 'text'",
    ],
)
def test_a_damaged_row_is_noticed(tmp_path: Path, change: str) -> None:
    store = SqliteStore(tmp_path, writable=True)
    store.save([cached(1)])
    store._connection.execute(change)
    damaged: list[Query] = []
    assert store.get_many(queries(1), damaged.append) == {}
    assert damaged == queries(1)
    assert list(store.cached_responses(damaged.append)) == []
    store.counts()
    store.close()


def test_another_question_with_the_same_hash_is_a_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.lookup.cache.sqlite._key", lambda _query: 5)
    store = SqliteStore(tmp_path, writable=True)
    store.save([cached(1)])
    assert store.get_many(queries(2), pytest.fail) == {}
    store.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, but long enough to be looked at" * 50)
    for writable in (True, False):
        with pytest.raises(DamagedStoreError):
            SqliteStore(tmp_path, writable=writable)
    (tmp_path / FILE_NAME).write_bytes(b"")
    with pytest.raises(DamagedStoreError, match="no answers"):
        SqliteStore(tmp_path, writable=False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("writable", [False, True])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, number: int, writable: bool
) -> None:
    SqliteStore(tmp_path, writable=True).close()
    path = store_files(tmp_path)[number]
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(CacheError, match="it is not a file"):
        SqliteStore(tmp_path, writable=writable)
    assert path.is_fifo()


def test_pages_overwritten_in_the_middle(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, writable=True)
    store.save(cached(number) for number in range(1, 2000))
    store.close()
    body = bytearray((tmp_path / FILE_NAME).read_bytes())
    body[16_384:] = os.urandom(len(body) - 16_384)
    (tmp_path / FILE_NAME).write_bytes(body)
    with (
        contextlib.closing(SqliteStore(tmp_path, writable=False)) as damaged,
        pytest.raises(DamagedStoreError),
    ):
        damaged.get_many(queries(*range(2000)), lambda _: None)


def test_a_file_of_another_version_is_left_alone(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, writable=True)
    store._connection.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(CacheError, match="another version") as caught:
        SqliteStore(tmp_path, writable=True)
    assert not isinstance(caught.value, DamagedStoreError)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheError):
        SqliteStore(tmp_path / "file", writable=True)


def test_a_full_disk_undoes_the_transaction(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, writable=True)
    store.save([cached(1)])
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = [cached_record(record_query(str(n)), os.urandom(5000), 1.0) for n in range(2, 9)]
    with pytest.raises(CacheError, match="full"):
        store.save(big)
    assert [kept.query.text for kept in store.cached_responses(pytest.fail)] == ["1"]
    store.close()


WRITER = """
import sys
from pathlib import Path
from refcheck.lookup.pubmed.responses import cached_record
from refcheck.lookup.pubmed.queries import record_query
from refcheck.lookup.cache.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]), writable=True)
first, last = int(sys.argv[2]), int(sys.argv[3])
for number in range(first, last):
    pair = (number, number + 1_000_000)
    store.save([cached_record(record_query(str(n)), b"x" * 2000, 1.0) for n in pair])
    print(number, flush=True)
"""


def writer(directory: Path, first: int, last: int) -> subprocess.Popen[str]:
    """A process that writes pairs of entries, a transaction each."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITER, str(directory), str(first), str(last)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_write_at_the_same_time(tmp_path: Path) -> None:
    processes = [writer(tmp_path, first, first + 150) for first in (1, 101)]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    store = SqliteStore(tmp_path, writable=False)
    assert len(list(store.cached_responses(pytest.fail))) == 2 * 250
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_writer_leaves_whole_transactions(tmp_path: Path) -> None:
    process = writer(tmp_path, 1, 1_000_000)
    assert process.stdout
    said = [process.stdout.readline() for _ in range(50)]
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    store = SqliteStore(tmp_path, writable=True)
    numbers = {int(kept.query.text) for kept in store.cached_responses(pytest.fail)}
    assert {int(number) for number in said} <= numbers
    assert all((number + 1_000_000) in numbers for number in numbers if number < 1_000_000)
    store.save([cached(1, 2.0)])
    store.close()


def test_the_files_of_a_store(tmp_path: Path) -> None:
    assert store_files(tmp_path)[0] == tmp_path / FILE_NAME


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE answers", f"CREATE VIEW answers AS {ENDLESS}"],
        [f"CREATE TRIGGER t BEFORE INSERT ON answers BEGIN {ENDLESS}; END"],
        ["CREATE TABLE more (id)"],
        ["CREATE INDEX i ON answers (length(payload))"],
        ["ALTER TABLE answers ADD COLUMN more TEXT"],
        ["DROP TABLE answers"],
    ],
)
@pytest.mark.parametrize("writable", [True, False])
def test_a_database_that_a_stranger_laid_out_is_refused(
    tmp_path: Path, statements: list[str], writable: bool
) -> None:
    SqliteStore(tmp_path, writable=True).close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    with pytest.raises(DamagedStoreError, match="was not made by refcheck"):
        SqliteStore(tmp_path, writable=writable)
