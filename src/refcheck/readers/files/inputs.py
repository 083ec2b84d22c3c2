"""Which files are inputs: paths and folders as the user gives them -> the paths to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Final, overload

from refcheck.errors import InputError
from refcheck.frozen import dataclass
from refcheck.readers.content import beginning, content_of
from refcheck.readers.files.belonging import files_that_belong
from refcheck.readers.files.detection import HEAD, is_foreign
from refcheck.readers.registry import AMBIGUOUS, SUFFIXES

__all__ = ["STANDARD_INPUT", "InMemory", "find_inputs"]

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class InMemory:
    """A document that is at hand as bytes. `path` is what a report calls it; nothing is opened."""

    path: str
    content: bytes


@overload
def find_inputs(paths: Sequence[str]) -> Iterator[str]: ...
@overload
def find_inputs(paths: Sequence[str | InMemory]) -> Iterator[str | InMemory]: ...
def find_inputs(paths: Sequence[str | InMemory]) -> Iterator[str | InMemory]:
    """Yields what there is to read: directories opened up, duplicates dropped, order kept.

    Directories are searched recursively, in the order of the names, for files with the suffix of a
    format (XML and JSON of other kinds are passed over); hidden ones are skipped, and no directory
    is entered twice, so links may go in circles. What a document there reads itself (its parts, its
    bibliography) is not an input of its own, unless it is among `paths`. A path that does not
    exist, and a directory that cannot be looked into, is yielded as it is: `read` says what is
    wrong with it. Documents in memory are inputs as they are.
    """
    seen_files: set[str] = set()
    seen_directories: set[tuple[int, int]] = set()
    for path in paths:
        if isinstance(path, InMemory):
            yield path
            continue
        found = _walk(path, seen_directories) if _is_directory(path) else iter((path,))
        for name in found:
            identity = name if name == STANDARD_INPUT else _absolute(name)
            if identity not in seen_files:
                seen_files.add(identity)
                yield name


def _is_directory(path: str) -> bool:
    try:
        return path != STANDARD_INPUT and os.path.isdir(path)  # noqa: PTH112
    except ValueError:
        return False


def _absolute(path: str) -> str:
    try:
        return os.path.abspath(path)  # noqa: PTH100
    except OSError:  # the working directory has been removed
        return path


def _walk(directory: str, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yields the files below a directory, depth first, `/`-separated below the given path.

    A directory that may not be listed is yielded itself, so that its fault is reported. Without
    recursion: directories are nested deeper than Python may call functions.
    """
    waiting = [(directory, True)]
    belonging: set[str] = set()
    while waiting:
        path, is_directory = waiting.pop()
        if not is_directory:
            if _absolute(path) not in belonging and _is_article(path):
                yield path
            continue
        try:
            children = _children(path, seen)
        except OSError:
            yield path
            continue
        files = (name for name, deeper in children if not deeper)
        belonging |= files_that_belong(files, belonging)
        waiting += reversed(children)


def _children(directory: str, seen: set[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Returns what is in a directory, in order, and what of it is a directory; none when seen
    before."""
    status = os.stat(directory)  # noqa: PTH116
    if (status.st_dev, status.st_ino) in seen:
        return []
    with os.scandir(directory) as entries:
        names = sorted((entry.name, _leads_on(entry)) for entry in entries)
    seen.add((status.st_dev, status.st_ino))
    prefix = directory if directory.endswith(("/", os.sep)) else f"{directory}/"
    return [(prefix + name, deeper) for name, deeper in names if not name.startswith(".")]


def _leads_on(entry: os.DirEntry[str]) -> bool:
    """Returns whether an entry is a directory, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_article(path: str) -> bool:
    """Returns whether a file in a directory has the suffix of a format, and is not of another kind.

    A file that cannot be opened counts: `read` says what is wrong with it. A pipe, a socket or a
    device does not: nobody has asked to read it.
    """
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if suffix not in SUFFIXES:
        return False
    try:
        if not os.path.isfile(path) and os.path.exists(path):  # noqa: PTH110, PTH113
            return False
        if suffix not in AMBIGUOUS:
            return True
        return not is_foreign(
            path, content_of(path) if suffix == ".json" else beginning(path, HEAD)
        )
    except (OSError, InputError):
        return True
