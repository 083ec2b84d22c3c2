"""A newer list of journals that the user has imported: NLM's J_Medline.txt or J_Entrez.txt.

The list is read once, and stored as a table in the user's data folder. It is data: its text is
searched and shown, never run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from refcheck.drafts import clean_up, replace_file
from refcheck.errors import InputError, NoHomeError, OutputError, os_error_words
from refcheck.journals.table import Journal, Table, TableError, read_table, table_bytes
from refcheck.regular_files import open_regular
from refcheck.text.patterns import lazy_regex
from refcheck.user_folders import data_folder

__all__ = [
    "forget_imported",
    "import_list",
    "imported_path",
    "imported_problem",
    "imported_table",
]

_LARGEST: Final = 64 * 1024 * 1024  # bytes of a list; the whole J_Entrez.txt has about 8 million
_MOST_JOURNALS: Final = 200_000
_LONGEST_NAME: Final = 1_000
_FIELD: Final = lazy_regex(r"([A-Za-z]{2,20}(?: \((?:Print|Online)\))?):[ \t]*(.*)")
_NO_LIST: Final = "it is not a list of journals like NLM's J_Medline.txt or J_Entrez.txt"
_ODD: Final = lazy_regex(r"[\x00-\x1f\x7f-\x9f]+")


def imported_path() -> Path:
    """Returns where an imported list is stored. Raises `NoHomeError`."""
    return data_folder() / "journals.gz"


def imported_table() -> Table | None:
    """Returns the list that the user has imported; None where there is none that can be used."""
    return _load()[0]


def imported_problem() -> str | None:
    """Why the list that the user has imported cannot be used; None where it can, where there is
    none, and where nobody has asked for it."""
    return _load()[1] if _load.cache_info().currsize else None


@lru_cache(maxsize=1)
def _load() -> tuple[Table | None, str | None]:
    try:
        path = imported_path()
        return read_table(path.read_bytes()), None
    except (FileNotFoundError, NoHomeError):
        return None, None
    except (OSError, TableError) as error:
        reason = os_error_words(error) if isinstance(error, OSError) else str(error)
        return None, f"the imported list of journals cannot be used: {path}: {reason}"


def forget_imported() -> None:
    """Read the list anew when it is asked for next."""
    _load.cache_clear()


def import_list(given: str) -> Table:
    """Read a list, told by its content, and store it in place of the one imported before.

    Raises `InputError` where it cannot be read or is not such a list, `OutputError` where it cannot
    be stored, `NoHomeError` where there is no place for it.
    """
    from datetime import UTC, date, datetime  # few runs import a list

    path = Path(given)
    content, modified = _read(given)
    journals = list(_journals(_decoded(content)))
    if not journals:
        raise InputError(given, _NO_LIST)
    if len(journals) > _MOST_JOURNALS:
        raise InputError(given, f"it has more than {_MOST_JOURNALS:,} journals")
    notes = {
        "source": _ODD.sub(" ", path.name),
        "date": datetime.fromtimestamp(modified, UTC).date().isoformat(),
        "imported": date.today().isoformat(),
    }
    table = table_bytes(journals, notes)
    _store(table)
    forget_imported()
    return read_table(table)


def _read(given: str) -> tuple[bytes, float]:
    """Returns the content of a file and when it was changed. Raises `InputError`."""
    path = Path(given)
    try:
        with open_regular(path) as file:
            content = file.read(_LARGEST + 1)
            modified = os.fstat(file.fileno()).st_mtime
    except ValueError:  # a path with a null character
        raise InputError(given, "it is not the path of a file") from None
    except OSError as error:
        raise InputError.of(given, error) from None
    if len(content) > _LARGEST:
        raise InputError(given, f"it is larger than {_LARGEST // 1024 // 1024} MB")
    return content, modified


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _journals(text: str) -> Iterator[tuple[Journal, tuple[str, ...]]]:
    """Yields the journals of a list with their titles and ISO abbreviations.

    A journal is a block of lines "JournalTitle: AANA journal", "MedAbbr: AANA J", ..., with a line
    of hyphens between two.
    """
    fields: dict[str, str] = {}
    for line in (*text.splitlines(), "---"):
        if line.startswith("---"):
            title, name = fields.get("JournalTitle", ""), fields.get("MedAbbr", "")
            if title and "JrId" in fields:
                iso = fields.get("IsoAbbr", "")
                yield Journal(name or title, in_use=bool(name)), (title, *([iso] if iso else []))
            fields = {}
        elif found := _FIELD.match(line[:_LONGEST_NAME]):
            fields[found[1]] = " ".join(_ODD.sub(" ", found[2]).split())


def _store(table: bytes) -> None:
    path = imported_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clean_up(path.parent)
        replace_file(path, table)
    except OSError as error:
        words = os_error_words(error, writing=True)
        raise OutputError(f"{path}: the list cannot be stored: {words}") from None
