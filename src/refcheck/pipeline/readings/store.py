"""Readings in a folder of the user's: a document that has not changed is not read again.

A reading is found by all that it is made of: the bytes of the file and its path, refcheck's own
files, the packages beside it and the journals that the user has imported. So none is out of date.
A file for each, which appears when it is complete; damaged ones count as missing.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from refcheck import drafts, readers
from refcheck.errors import InputError, NoHomeError, os_error_words
from refcheck.frozen import dataclass
from refcheck.journals.imported import imported_path, imported_table
from refcheck.pipeline.documents import Prepared, prepare, prepared_from
from refcheck.pipeline.readings.codec import packed, unpacked
from refcheck.readers.files.inputs import STANDARD_INPUT, InMemory
from refcheck.user_folders import cache_folder

__all__ = [
    "Cleared",
    "Readings",
    "clear_readings",
    "default_folder",
    "open_readings",
    "sizes_of_readings",
]

_OLDEST: Final = 30 * 24 * 3600.0  # seconds since a reading was last used
_MOST_BYTES: Final = 100_000_000  # of all of them: some 400,000 references
_LARGEST: Final = 20_000_000  # bytes of one
_USED_BEFORE: Final = 24 * 3600.0  # seconds in which the use of a reading is not noted again
_BLOCK: Final = 4096  # bytes that the smallest file takes
_REFCHECK: Final = Path(__file__).parents[2]
_NAME: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The readings in a folder.

    `program` says what of refcheck they are made with, `opened` when the folder had last changed.
    """

    folder: Path
    program: str
    opened: int

    def prepare(self, source: str | InMemory) -> Prepared:
        """Returns what `prepare` does, as it was kept or anew. Raises `ModelError`.

        Standard input, what is in memory, and documents in several files are read each time.
        """
        if not isinstance(source, str) or source == STANDARD_INPUT:
            return prepare(source)
        try:
            content = readers.read_content(source)
            place = self._place(source, content)
            kept = _kept(place)
            if kept is not None:
                return kept
            document = readers.to_document(source, content)
        except InputError as error:
            return Prepared(path=source, error=error.reason)
        del content
        has_others = document.has_others
        prepared = prepared_from(document)
        if not has_others:
            _keep(place, prepared)
        return prepared

    def has(self, source: str | InMemory) -> bool:
        """Returns whether a document was read before, and has not changed."""
        if not isinstance(source, str) or source == STANDARD_INPUT:
            return False
        try:
            return self._place(source, readers.read_content(source)).exists()
        except InputError:
            return False

    def _place(self, path: str, content: bytes) -> Path:
        digest = hashlib.sha256(self.program.encode())
        name = path.encode("utf-8", "surrogatepass")
        digest.update(b"%d %s " % (len(name), name))
        digest.update(content)
        return self.folder / digest.hexdigest()

    def tidy(self) -> None:
        """If there are new ones, delete those that were not used for long, or are too many."""
        with suppress(OSError):
            if self.folder.stat().st_mtime_ns != self.opened:
                _tidy(self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """How many readings were deleted, and what kept one from being deleted, if anything did."""

    deleted: int = 0
    problem: str | None = None


def default_folder() -> Path:
    """Returns where readings are kept: in the user's own cache folder, whatever `--cache-dir` is.

    That can be a folder of a stranger's. Raises `NoHomeError`.
    """
    return cache_folder() / "readings"


def open_readings(folder: Path) -> Readings | None:
    """Returns the readings in `folder`, which is made; None where nothing can be kept."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)  # manuscripts may be confidential
        return Readings(folder=folder, program=_program(), opened=folder.stat().st_mtime_ns)
    except OSError:
        return None


def sizes_of_readings(folder: Path) -> list[int]:
    """Returns how many bytes each reading in a folder takes."""
    try:
        return [entry.stat().st_size for entry in _entries(folder)]
    except OSError:
        return []


def clear_readings(folder: Path) -> Cleared:
    """Delete all readings in a folder, also those that killed runs have begun to write."""
    drafts.clean_up(folder)
    deleted, problem = 0, None
    try:
        for entry in _entries(folder):
            try:
                os.unlink(entry)  # noqa: PTH108
                deleted += 1
            except OSError as error:  # the others are deleted all the same
                problem = f"{entry.path}: {os_error_words(error, writing=True)}"
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        problem = f"{folder}: {os_error_words(error, writing=True)}"
    return Cleared(deleted=deleted, problem=problem)


def _kept(place: Path) -> Prepared | None:
    """Returns a reading; None where it is not there, or is damaged."""
    try:
        with place.open("rb") as file:
            found = os.fstat(file.fileno())
            content = file.read()
        if not content.startswith(_mark(place)):
            return None  # it is another document's, copied here
        prepared = unpacked(content[len(_mark(place)) :])
    except (OSError, ValueError):
        return None
    if time.time() - found.st_mtime > _USED_BEFORE:
        with suppress(OSError):
            os.utime(place)
    return prepared


def _keep(place: Path, prepared: Prepared) -> None:
    """Write a reading. Where that is not possible, the document is read again the next time."""
    with suppress(OSError):
        content = _mark(place) + packed(prepared)
        if len(content) <= _LARGEST:
            drafts.replace_file(place, content)


def _mark(place: Path) -> bytes:
    """Returns what a reading begins with: the digest that its file is named after."""
    return bytes.fromhex(place.name)


def _tidy(folder: Path) -> None:
    drafts.clean_up(folder)
    now = time.time()
    held = 0
    for entry in sorted(_entries(folder), key=lambda entry: entry.stat().st_mtime, reverse=True):
        found = entry.stat()
        held += max(found.st_size, _BLOCK)
        if held > _MOST_BYTES or now - found.st_mtime > _OLDEST:
            with suppress(OSError):
                os.unlink(entry)  # noqa: PTH108


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if _NAME.fullmatch(entry.name))


def _program() -> str:
    """Returns what changes whenever a document could be read in another way.

    Those are the files of refcheck (their sizes and dates), the packages beside it (installing one
    changes the date of their folder), Python, and the journals that the user has imported. Raises
    `OSError`.
    """
    import platformdirs

    lines = sorted(_files(_REFCHECK))
    lines += [sys.version, _state(Path(platformdirs.__file__).parents[1])]
    with suppress(FileNotFoundError, NoHomeError):
        lines.append(_state(imported_path()))
        imported_table()  # it says so if it cannot be used, whether or not anything is read
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _files(root: Path) -> Iterator[str]:
    """Yields the files of refcheck that are not made of others, with their states."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(Path(entry))
                else:
                    yield f"{entry.path} {_state(entry)}"


def _state(entry: Path | os.DirEntry[str]) -> str:
    found = entry.stat()
    return f"{found.st_size} {found.st_mtime_ns}"
