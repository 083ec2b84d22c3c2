"""The store of responses in one SQLite file: quick with a million of them, safe with two writers.

A row is found by a 63-bit hash of its query and carries a checksum of all that it says; a
transaction that was cut off leaves no trace (write-ahead log).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from refcheck.errors import CacheError
from refcheck.frozen import maker
from refcheck.lookup.cache.entries import CachedResponse, is_time
from refcheck.lookup.cache.folder import make_folder, reason
from refcheck.lookup.query import Query
from refcheck.regular_files import NOT_A_FILE, is_irregular

__all__ = ["FILE_NAME", "DamagedStoreError", "SqliteStore", "store_files"]

FILE_NAME = "answers.sqlite"
_VERSION = 1
_BUSY_MILLISECONDS = 10_000
_PAGE = 16_384  # a record takes about 2 kB: pages of the usual 4 kB would be half empty
_CHUNK = 500  # queries a statement; SQLite builds before 3.32 bind 999 values at most

_SCHEMA = """
CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL UNIQUE,
    endpoint TEXT NOT NULL,
    question TEXT NOT NULL,
    retrieved REAL NOT NULL,
    short_lived INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    mapped BLOB,
    payload BLOB NOT NULL
)
"""
_COLUMNS = "key, endpoint, question, retrieved, short_lived, checksum, mapped, payload"
# The same without making texts of what is only compared.
_AS_BYTES = _COLUMNS.replace("endpoint, question", "CAST(endpoint AS BLOB), CAST(question AS BLOB)")
# An older response never replaces a newer one: two processes may have sent the same query. One with
# a date to come is not newer.
_UPSERT = f"""
INSERT INTO answers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET
    endpoint = excluded.endpoint, question = excluded.question, retrieved = excluded.retrieved,
    short_lived = excluded.short_lived, checksum = excluded.checksum, mapped = excluded.mapped,
    payload = excluded.payload
WHERE excluded.retrieved >= answers.retrieved OR answers.retrieved > ?
"""  # noqa: S608 - the only thing put in is the constant above

_Row = tuple[int, str, str, float, int, int, bytes | None, bytes]
_RowAsBytes = tuple[int, bytes | None, bytes | None, float, int, int, bytes | None, bytes]

_response_of = maker(CachedResponse)


class DamagedStoreError(CacheError):
    """The file is no SQLite database any more."""


def store_files(directory: Path) -> list[Path]:
    """Returns the files that a store in `directory` may consist of."""
    return [directory / (FILE_NAME + tail) for tail in ("", "-wal", "-shm")]


class SqliteStore:
    """Answers in `directory`/answers.sqlite.

    Writable, the file is made where there is none; else it must be there, and nothing is written.
    Raises `CacheError` where it cannot be opened, read or written (`DamagedStoreError` where it
    is no database), here and in every method.
    """

    def __init__(self, directory: Path, *, writable: bool) -> None:
        self._file = directory / FILE_NAME
        self.writable = writable
        with _mapped(self._file):
            _refuse_irregular(directory)
            self._connection = self._create() if writable else self._open_to_read()

    def _create(self) -> sqlite3.Connection:
        make_folder(self._file.parent)
        connection = self._connect(str(self._file), uri=False)
        with _closed_on_error(connection):
            version = self._version(connection)
            if version == 0:
                self._lay_out(connection)
            self._require_own_schema(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _lay_out(self, connection: sqlite3.Connection) -> None:
        """Make the table, one process at a time."""
        from filelock import FileLock

        with FileLock(self._file.with_name(FILE_NAME + ".lock"), timeout=30):
            if self._version(connection) == _VERSION:
                return
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.execute("COMMIT")

    def _version(self, connection: sqlite3.Connection) -> int:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise CacheError(f"{self._file} was written by another version of refcheck")
        return int(version)

    def _open_to_read(self) -> sqlite3.Connection:
        """Open the file without a trace; where the directory cannot be written, as a frozen one."""
        address = self._file.resolve().as_uri()
        try:
            return self._readable(f"{address}?mode=ro")
        except sqlite3.OperationalError:
            return self._readable(f"{address}?mode=ro&immutable=1")

    def _readable(self, address: str) -> sqlite3.Connection:
        connection = self._connect(address, uri=True)
        with _closed_on_error(connection):
            if self._version(connection) == 0:
                raise DamagedStoreError(f"{self._file} holds no answers")
            self._require_own_schema(connection)
        return connection

    def _require_own_schema(self, connection: sqlite3.Connection) -> None:
        """Refuse what refcheck has not laid out: a view or trigger of a stranger may never end."""
        made = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL")
        if [(kind, " ".join(sql.split())) for kind, sql in made] != [
            ("table", " ".join(_SCHEMA.split()))
        ]:
            raise DamagedStoreError(f"{self._file} was not made by refcheck")

    def _connect(self, address: str, *, uri: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=uri, isolation_level=None)
        connection.text_factory = _text
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        return connection

    def get_many(
        self, queries: Iterable[Query], damaged: Callable[[Query], None]
    ) -> dict[Query, CachedResponse]:
        """Returns the entries that there are; `damaged` is called for each one that fails its
        checksum."""
        by_key = {_key(query): query for query in queries}
        found: dict[Query, CachedResponse] = {}
        for row in self._rows(list(by_key)):
            key, endpoint, text, retrieved, short_lived, checksum, mapped, payload = row
            said = retrieved, short_lived, checksum, mapped, payload
            query = by_key[key]
            if text == query.text.encode() and endpoint == query.endpoint.encode():
                cached = _checked(query, *said)
                if cached is not None:
                    found[query] = cached
            else:  # another query with the same hash, or nobody's
                cached = _cached_response((key, _text(endpoint or b""), _text(text or b""), *said))
            if cached is None:
                damaged(query)
        return found

    def _rows(self, keys: Sequence[int]) -> Iterator[_RowAsBytes]:
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            query = f"SELECT {_AS_BYTES} FROM answers WHERE key IN ({marks})"  # noqa: S608
            with _mapped(self._file):
                yield from self._connection.execute(query, chunk).fetchall()

    def save(self, cached_responses: Iterable[CachedResponse], now: float | None = None) -> None:
        """Write entries in one transaction; each replaces an older one to the same query, and
        one that is dated after `now` (None: the time of the clock)."""
        latest = time.time() if now is None else now
        rows = [(*_row(cached), latest) for cached in cached_responses]
        with _mapped(self._file):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(_UPSERT, rows)
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def forget(self, query: Query) -> None:
        """Take one entry out."""
        with _mapped(self._file):
            self._connection.execute("DELETE FROM answers WHERE key = ?", (_key(query),))

    def cached_responses(self, damaged: Callable[[Query], None]) -> Iterator[CachedResponse]:
        """Yields all entries that there are now, in the order in which they came; few at a time in
        memory.

        Entries may be kept while they are gone through.
        """
        with _mapped(self._file):
            (last,) = self._connection.execute("SELECT MAX(id) FROM answers").fetchone()
        place = 0
        page = f"SELECT id, {_COLUMNS} FROM answers WHERE id > ? AND id <= ? ORDER BY id LIMIT ?"  # noqa: S608
        while last is not None:
            with _mapped(self._file):
                rows = self._connection.execute(page, (place, last, _CHUNK)).fetchall()
            if not rows:
                return
            place = rows[-1][0]
            for _, *columns in rows:
                row: _Row = tuple(columns)
                cached = _cached_response(row)
                if cached is not None:
                    yield cached
                else:
                    damaged(Query(str(row[1]), str(row[2])))

    def counts(self) -> list[tuple[str, int, float, float]]:
        """For each endpoint the number of entries and when the oldest and newest was retrieved."""
        query = "SELECT endpoint, COUNT(*), MIN(retrieved), MAX(retrieved) FROM answers GROUP BY 1"
        with _mapped(self._file):
            rows: list[tuple[str, int, float, float]] = self._connection.execute(query).fetchall()
        return rows

    def close(self) -> None:
        """Close the file. Nothing is raised."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()


@contextlib.contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _refuse_irregular(directory: Path) -> None:
    """Raise `OSError` where something else is in the place of a file: SQLite waits for a pipe."""
    for path in store_files(directory):
        if is_irregular(path):
            raise OSError(errno.EINVAL, NOT_A_FILE, str(path))


@contextlib.contextmanager
def _mapped(file: Path) -> Iterator[None]:
    """The one place where errors of sqlite3, of the file system and of the lock are mapped."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in (
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
        ):
            raise DamagedStoreError(f"{file} is damaged") from None
        raise CacheError(f"{file}: {error}") from None
    except sqlite3.Error as error:
        raise CacheError(f"{file}: {error}") from None
    except TimeoutError:  # of the lock
        raise CacheError(f"{file} is locked by another process") from None
    except OSError as error:
        raise CacheError(f"{file}: {reason(error)}") from None


def _text(value: bytes) -> str:
    """Text that may be damaged: one bad row must not spoil those that are read with it."""
    return value.decode(errors="replace")


def _key(query: Query) -> int:
    text = f"{query.endpoint}\0{query.text}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)


def _checksum(
    query: str, retrieved: float, short_lived: int, mapped: bytes | None, payload: bytes
) -> int:
    start = zlib.crc32(f"{query}\0{retrieved!r}\0{short_lived}".encode())
    return zlib.crc32(payload, zlib.crc32(mapped or b"", start))


def _row(cached: CachedResponse) -> _Row:
    endpoint, text = str(cached.query.endpoint), cached.query.text
    short_lived, mapped, payload = int(cached.short_lived), cached.mapped, cached.payload
    checksum = _checksum(text, cached.retrieved, short_lived, mapped, payload)
    key = _key(cached.query)
    return (key, endpoint, text, cached.retrieved, short_lived, checksum, mapped, payload)


def _cached_response(row: _Row) -> CachedResponse | None:
    """Returns the entry of a row; None where the row is damaged."""
    query = Query(str(row[1]), str(row[2]))
    return _checked(query, *row[3:]) if row[0] == _key(query) else None


def _checked(
    query: Query,
    retrieved: float,
    short_lived: int,
    checksum: int,
    mapped: bytes | None,
    payload: bytes,
) -> CachedResponse | None:
    """Returns the entry of a query; None where what it says is damaged."""
    try:
        if _checksum(query.text, float(retrieved), int(short_lived), mapped, payload) != checksum:
            return None
    except (TypeError, ValueError):
        return None
    if not is_time(retrieved):
        return None
    return _response_of(
        query=query,
        payload=payload,
        retrieved=retrieved,
        short_lived=bool(short_lived),
        mapped=mapped,
    )
