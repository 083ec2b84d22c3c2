"""The imported file of Retraction Watch as a small table on the disk, searched by DOI and PMID."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, TextIO

from refcheck.drafts import clean_up, new_draft
from refcheck.errors import InputError, NoHomeError, OutputError, os_error_words
from refcheck.frozen import dataclass
from refcheck.lookup.retraction_watch.rows import Nature, Row, is_header, read_rows
from refcheck.user_folders import data_folder

__all__ = [
    "Imported",
    "RetractionTable",
    "forget_retractions",
    "import_retractions",
    "imported_retractions",
    "is_retraction_file",
    "retractions_path",
    "retractions_problem",
]

_LARGEST: Final = 512 * 1024 * 1024  # bytes of a file; that of August 2026 has 66 million
_FIRST_DAY: Final = date(1900, 1, 1)  # where every row is dated after the file itself
_MOST_ROWS: Final = 2_000_000
_LONGEST_HEADER: Final = 4_000
_SCHEMA: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE notice (id INTEGER PRIMARY KEY, nature TEXT, day TEXT, notice TEXT, doi TEXT,
  pmid TEXT, title TEXT);
CREATE TABLE paper (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""
_FIND: Final = """
SELECT nature, day, notice, doi, pmid, title FROM notice
WHERE id IN (SELECT id FROM paper WHERE key IN (?, ?)) ORDER BY day, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import has taken in. `until` is the date of the newest notice."""

    rows: int
    broken: int
    until: date


class RetractionTable:
    """An imported table, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open the table. Raises `sqlite3.Error` where it is none."""
        self._database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            about = dict(self._database.execute("SELECT name, value FROM about"))
            self.until = date.fromisoformat(about["until"])
            self.imported = date.fromisoformat(about["imported"])
            self.rows = int(about["rows"])
        except sqlite3.Error:
            self._database.close()
            raise
        except (KeyError, ValueError):
            self._database.close()
            raise sqlite3.DatabaseError("it is not such a table") from None

    def find(self, doi: str | None, pmid: str | None) -> tuple[Row, ...]:
        """Returns all notices about a paper, the oldest first; none where the table is damaged."""
        if not doi and not pmid:
            return ()
        keys = (doi or pmid, pmid or doi)  # a DOI has a slash, a PMID has none
        try:
            return tuple(
                Row(
                    nature=Nature(nature),
                    day=date.fromisoformat(day),
                    notice=notice,
                    doi=of_doi,
                    pmid=of_pmid,
                    title=title,
                )
                for nature, day, notice, of_doi, of_pmid, title in self._database.execute(
                    _FIND, keys
                )
            )
        except (sqlite3.Error, ValueError):
            return ()

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def retractions_path() -> Path:
    """Returns where the imported table is stored: beside the imported list of journals.

    Raises `NoHomeError`.
    """
    return data_folder() / "retractions.sqlite"


def imported_retractions() -> RetractionTable | None:
    """Returns the table that the user has imported; None where there is none that can be used."""
    return _load()[0]


def retractions_problem() -> str | None:
    """Why the table that the user has imported cannot be used; None where it can, where there is
    none, and where nobody has asked for it."""
    return _load()[1] if _load.cache_info().currsize else None


@lru_cache(maxsize=1)
def _load() -> tuple[RetractionTable | None, str | None]:
    try:
        path = retractions_path()
        if not path.exists():
            return None, None
        return RetractionTable(path), None
    except NoHomeError:
        return None, None
    except (OSError, sqlite3.Error) as error:
        reason = os_error_words(error) if isinstance(error, OSError) else str(error)
        return None, f"the imported retractions cannot be used: {path}: {reason}"


def forget_retractions() -> None:
    """Open the table anew when it is asked for next."""
    if _load.cache_info().currsize and (table := _load()[0]):
        table.close()
    _load.cache_clear()


def is_retraction_file(given: str) -> bool:
    """Returns whether a file begins with the header of Retraction Watch; False where it cannot be
    read."""
    path = Path(given)
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            line = file.readline(_LONGEST_HEADER)
    except (OSError, ValueError):
        return False
    return is_header(line.decode("utf-8-sig", errors="replace").strip())


def import_retractions(given: str) -> Imported:
    """Read a file of Retraction Watch, and store it in place of the one imported before.

    Raises `InputError` where it cannot be read or has no notice, `OutputError` where it cannot be
    stored, `NoHomeError` where there is no place for it.
    """
    try:
        size, changed = (found := Path(given).stat()).st_size, found.st_mtime
    except OSError as error:
        raise InputError.of(given, error) from None
    if size > _LARGEST:
        raise InputError(given, f"it is larger than {_LARGEST // 1024 // 1024} MB")
    path = retractions_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clean_up(path.parent)
        with new_draft(path) as draft:
            os.close(draft.handle)
            imported = _written(given, draft.path, datetime.fromtimestamp(changed, UTC).date())
            forget_retractions()
            draft.commit()
    except OSError as error:
        words = os_error_words(error, writing=True)
        raise OutputError(f"{path}: the retractions cannot be stored: {words}") from None
    except sqlite3.Error as error:
        raise OutputError(f"{path}: the retractions cannot be stored: {error}") from None
    return imported


def _written(given: str, draft: Path, changed: date) -> Imported:
    """Write the rows of a file into an empty one. `changed`: no notice is newer than the file."""
    counts = {"rows": 0, "broken": 0}
    until = date.min
    with _opened(given) as lines, closing(sqlite3.connect(draft)) as database:
        database.executescript(_SCHEMA)
        for row in read_rows(_without_nulls(lines)):
            if row is None:
                counts["broken"] += 1
                continue
            counts["rows"] += 1
            if counts["rows"] > _MOST_ROWS:
                raise InputError(given, f"it has more than {_MOST_ROWS:,} rows")
            _insert(database, counts["rows"], row)
            if until < row.day <= changed:
                until = row.day
        if not counts["rows"]:
            raise InputError(given, "it has no notice that can be used")
        imported = Imported(
            rows=counts["rows"], broken=counts["broken"], until=max(until, _FIRST_DAY)
        )
        about = {
            "until": imported.until.isoformat(),
            "imported": date.today().isoformat(),
            "rows": str(imported.rows),
        }
        database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        database.commit()
    return imported


def _insert(database: sqlite3.Connection, number: int, row: Row) -> None:
    database.execute(
        "INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, row.nature, row.day.isoformat(), row.notice, row.doi, row.pmid, row.title),
    )
    keys = [(key, number) for key in (row.doi, row.pmid) if key]
    database.executemany("INSERT INTO paper VALUES (?, ?)", keys)


def _opened(given: str) -> TextIO:
    """Opens a file as text. What is not UTF-8 is replaced: only identifiers and the beginnings of
    titles are used. Raises `InputError`."""
    try:
        return Path(given).open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise InputError.of(given, error) from None


def _without_nulls(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "") for line in lines)
