"""What the input of a batch is, and its partitions: pieces that are checked and written as one.

Which rows are in which partition depends on the input and on the size of a partition alone, not on
who checks them: so a run can go on where another was killed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import fsspec
import pyarrow.parquet as pq

from refcheck.batch.reading import (
    SUFFIXES_OF_LINES,
    SUFFIXES_OF_PARQUET,
    blocks,
    column_names,
    is_address,
    reading_errors,
)
from refcheck.errors import UsageError
from refcheck.frozen import dataclass
from refcheck.readers import find_inputs
from refcheck.readers.files.missing import missing_reason
from refcheck.readers.registry import SUFFIXES

__all__ = ["Columns", "Kind", "Partition", "Source", "find_source"]

_LIST_MARK: Final = "@"
_REFERENCES_OF_A_DOCUMENT: Final = 50  # that a partition of documents is made for
# Tables that refcheck would take for articles, and find no reference in.
_OTHER_TABLES: Final = (
    *(".csv", ".tsv", ".csv.gz", ".tsv.gz", ".xlsx", ".xls", ".ods"),
    *(".feather", ".arrow", ".orc", ".avro"),
)
_CHANGED: Final = ("mtime", "LastModified", "last_modified", "updated", "ETag", "etag")


class Kind(StrEnum):
    """What the files of a partition are."""

    PARQUET = "parquet"
    LINES = "lines"  # JSON Lines
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of the columns with the reference strings, and with what the user calls them."""

    reference: str = "reference"
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """`rows` of the file `paths[0]` from `first` on (0 is the first), or whole documents.

    `offset` is the byte at which the first line begins.
    """

    number: int
    kind: Kind
    paths: tuple[str, ...]
    first: int = 0
    rows: int = 0
    offset: int = 0

    def described(self) -> dict[str, Any]:
        """Returns it as JSON has it."""
        return {
            "kind": self.kind.value,
            "paths": list(self.paths),
            "first": self.first,
            "rows": self.rows,
            "offset": self.offset,
        }

    @classmethod
    def of(cls, number: int, described: Mapping[str, Any]) -> Partition:
        """Returns the partition that `described` returned."""
        members = dict(described)
        kind, paths = Kind(members.pop("kind")), tuple(members.pop("paths"))
        return cls(number=number, kind=kind, paths=paths, **members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The input: its partitions, and for each file its size and when it was changed."""

    kind: Kind
    partitions: tuple[Partition, ...]
    files: tuple[tuple[str, int, str], ...]

    @property
    def rows(self) -> int:
        """How many reference strings or documents there are."""
        return sum(one.rows for one in self.partitions)


@dataclass(slots=True)
class _Partitions:
    """Partitions as they are found, numbered."""

    found: list[Partition] = field(default_factory=list)

    def add(self, kind: Kind, *paths: str, **place: int) -> None:
        number = len(self.found)
        self.found.append(Partition(number=number, kind=kind, paths=paths, **place))


def find_source(given: str, columns: Columns, size: int) -> Source:
    """Returns the input that `given` names: a file, a folder, a pattern of an object store, or
    `@FILE` with one of these a line; `size` is the number of rows of a partition.

    Raises `UsageError` where there is nothing to read, kinds are mixed, a table is of another
    format, or a column is missing.
    """
    if not given or "\0" in given:
        raise UsageError("INPUT must be a path")
    listed = _listed(given[1:]) if given.startswith(_LIST_MARK) else [given]
    files = [path for name in listed for path in _files(name)]
    files = list(dict.fromkeys(files))
    if not files:
        raise UsageError(f"{given}: it contains nothing that refcheck can read")
    kinds = {_kind(path) for path in files}
    if len(kinds) > 1 and Kind.DOCUMENTS in kinds:
        raise UsageError(
            f"{given}: it contains tables (Parquet, JSON Lines) and documents; give one kind"
        )
    kind = _kind(files[0])
    if kind is Kind.DOCUMENTS:
        _require_articles(given, files, columns)
    known = tuple(map(_known, files))
    if kind is Kind.DOCUMENTS:
        return Source(kind=kind, partitions=_of_documents(files, size), files=known)
    return Source(kind=kind, partitions=_of_tables(files, columns, size), files=known)


def _require_articles(given: str, files: Sequence[str], columns: Columns) -> None:
    """Raises `UsageError` where the user means tables."""
    for path in files:
        if path.lower().endswith(_OTHER_TABLES):
            raise UsageError(f"{path}: a table has to be Parquet or JSON Lines")
    if columns != Columns():
        raise UsageError(
            f"{given}: --column and --id-column are for tables (Parquet, JSON Lines), not for"
            " articles"
        )


def _kind(path: str) -> Kind:
    name = path.lower()
    if name.endswith(SUFFIXES_OF_PARQUET):
        return Kind.PARQUET
    return Kind.LINES if name.endswith(SUFFIXES_OF_LINES) else Kind.DOCUMENTS


# --- which files ----------------------------------------------------------------------------------


def _listed(path: str) -> list[str]:
    with reading_errors(path), fsspec.open(path, "rt", encoding="utf-8") as file:
        return [line for raw in file if (line := raw.strip())]


def _files(name: str) -> Iterator[str]:
    """Yields the files that a path or address names, in the order of their names."""
    if not is_address(name):
        with reading_errors(name):
            yield from _local_files(name.removeprefix("file://"))
        return
    with reading_errors(name):
        system, path = fsspec.core.url_to_fs(name)
        if any(mark in path for mark in "*?["):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(filter(_is_input, system.find(path)))
        else:
            found = [path]
        yield from map(system.unstrip_protocol, found)


def _local_files(name: str) -> Iterator[str]:
    path = Path(name)
    if not path.exists():
        raise UsageError(f"{name}: {missing_reason(name)}")
    if not path.is_dir():
        yield os.path.abspath(name)  # noqa: PTH100 - a process has another working directory
        return
    tables = [
        str(each)
        for each in sorted(path.absolute().rglob("*"))
        if each.is_file() and _is_input(str(each.relative_to(path.absolute())))
        if _kind(each.name) is not Kind.DOCUMENTS
    ]
    documents = find_inputs([str(path.absolute())])
    yield from sorted({*tables, *documents})


def _is_input(path: str) -> bool:
    """Returns whether a file of a folder is one that refcheck reads, and not hidden or another
    program's own: `_SUCCESS`, `_temporary/...`."""
    parts = path.strip("/").split("/")
    if any(part.startswith(("_", ".")) for part in parts[-2:]):
        return False
    return _kind(path) is not Kind.DOCUMENTS or Path(parts[-1]).suffix.lower() in SUFFIXES


def _known(path: str) -> tuple[str, int, str]:
    with reading_errors(path):
        system, inside = fsspec.core.url_to_fs(path)
        known = system.info(inside)
        changed = next((str(known[name]) for name in _CHANGED if name in known), "")
        return path, int(known.get("size") or 0), changed


# --- partitions -----------------------------------------------------------------------------------


def _of_documents(files: Sequence[str], size: int) -> tuple[Partition, ...]:
    made = _Partitions()
    step = max(1, size // _REFERENCES_OF_A_DOCUMENT)
    for first in range(0, len(files), step):
        some = files[first : first + step]
        made.add(Kind.DOCUMENTS, *some, rows=len(some))
    return tuple(made.found)


def _of_tables(files: Sequence[str], columns: Columns, size: int) -> tuple[Partition, ...]:
    made = _Partitions()
    for path in files:
        kind = _kind(path)
        _require_columns(path, column_names(path, kind.value), columns)
        if kind is Kind.PARQUET:
            with reading_errors(path), fsspec.open(path, "rb") as file:
                rows = pq.ParquetFile(file).metadata.num_rows
            for first in range(0, rows, size):
                made.add(kind, path, first=first, rows=min(size, rows - first))
        else:
            for first, rows, offset in _lines(path, size):
                made.add(kind, path, first=first, rows=rows, offset=offset)
    return tuple(made.found)


def _require_columns(path: str, names: Sequence[str] | None, columns: Columns) -> None:
    """Raises `UsageError` where a column is not there; an empty table (None) has none."""
    if names is None:
        return
    for option, name in (("--column", columns.reference), ("--id-column", columns.id)):
        if name is not None and name not in names:
            there = ", ".join(names[:10]) or "none"
            raise UsageError(f"{path}: there is no column {name!r} ({option}); it has {there}")


def _lines(path: str, size: int) -> Iterator[tuple[int, int, int]]:
    """Yields the pieces of a file of lines: the first line, how many, and where they begin."""
    first = count = begin = position = 0
    unfinished = False  # a last line without an end
    for block in blocks(path):
        at = 0
        while count + block.count(b"\n", at) >= size:
            while count < size:
                at = block.index(b"\n", at) + 1
                count += 1
            yield first, size, begin
            first, count, begin = first + size, 0, position + at
        count += block.count(b"\n", at)
        position += len(block)
        unfinished = not block.endswith(b"\n")
    if unfinished:
        count += 1
    if count:
        yield first, count, begin
