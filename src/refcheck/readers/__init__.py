"""From a path to a `Document`: which files are inputs, and what is read as which format."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.readers.formats import (
    AMBIGUOUS,
    FORMATS,
    HEAD,
    SUFFIXES,
    Format,
    is_foreign,
    recognise,
)

__all__ = ["FORMATS", "STANDARD_INPUT", "Format", "find_inputs", "read"]

STANDARD_INPUT: Final = "-"

# A text of this size takes a minute and most of a gigabyte; a larger file is no article.
_MAX_BYTES: Final = 200_000_000


def find_inputs(paths: Sequence[str]) -> Iterator[str]:
    """Yield what there is to read: directories opened up, doubles dropped, order kept.

    Directories are searched recursively, in the order of the names, for files with the suffix of a
    format (XML and JSON of other kinds are passed over); hidden ones are skipped, and no directory
    is entered twice, so links may go in circles. A path that does not exist is yielded as it is:
    `read` says what is wrong with it.
    """
    seen_files: set[str] = set()
    seen_directories: set[tuple[int, int]] = set()
    for path in paths:
        found = _walk(path, seen_directories) if _is_directory(path) else iter((path,))
        for name in found:
            identity = name if name == STANDARD_INPUT else os.path.abspath(name)  # noqa: PTH100
            if identity not in seen_files:
                seen_files.add(identity)
                yield name


def read(path: str) -> Document:
    """Read one input (`-`: standard input).

    Raises `InputError` where there is no such file, it may not be read, or it holds no text.
    """
    try:
        content = _content(path)
    except OSError as error:
        raise InputError.of(path, error) from error
    except ValueError as error:  # a NUL byte in the path itself
        raise InputError(path, "is no path of a file") from error
    if len(content) > _MAX_BYTES:
        raise InputError(path, f"is larger than {_MAX_BYTES // 1_000_000} MB")
    return recognise(path, content).read(path, content)


def _content(path: str) -> bytes:
    if path == STANDARD_INPUT:
        if sys.stdin is None:  # started without one, as `<&-` does
            raise InputError(path, "standard input is closed")
        return _standard_input()
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(_MAX_BYTES + 1)


def _standard_input() -> bytes:
    """All that standard input holds, read without Python's buffer before it.

    Documents are read ahead in a thread. Where Ctrl-C ends the program while that waits for input,
    Python aborts over the lock of the buffer.
    """
    try:
        descriptor = sys.stdin.fileno()
    except (AttributeError, OSError):  # no real one, as in a test
        return sys.stdin.buffer.read(_MAX_BYTES + 1)
    pieces: list[bytes] = []
    size = 0
    while size <= _MAX_BYTES and (piece := os.read(descriptor, 1 << 20)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _is_directory(path: str) -> bool:
    try:
        return path != STANDARD_INPUT and os.path.isdir(path)  # noqa: PTH112
    except ValueError:
        return False


def _walk(directory: str, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yield the files below a directory, depth first, `/`-separated below the given path.

    A directory that may not be listed is yielded itself, so that its fault is reported.
    """
    try:
        status = os.stat(directory)  # noqa: PTH116
        with os.scandir(directory) as entries:
            children = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield directory
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    prefix = directory if directory.endswith(("/", os.sep)) else f"{directory}/"
    for child in children:
        if child.name.startswith("."):
            continue
        path = prefix + child.name
        if _is_directory(path):
            yield from _walk(path, seen)
        elif _is_article(path):
            yield path


def _is_article(path: str) -> bool:
    """Whether a file in a directory bears the suffix of a format, and is no other kind of it.

    A file that cannot be opened counts: `read` says what is wrong with it. A pipe would never end.
    """
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if suffix not in SUFFIXES:
        return False
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return False
        if suffix not in AMBIGUOUS:
            return True
        with open(path, "rb") as file:  # noqa: PTH123
            return not is_foreign(path, file.read(_MAX_BYTES if suffix == ".json" else HEAD))
    except OSError:
        return True
