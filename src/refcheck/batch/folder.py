"""The folder that a batch writes to: each partition exactly once, and where the run was left.

    references/part-00000.parquet    one row per reference
    findings/part-00000.parquet      one row per finding
    _batch/plan.json                 the input, the settings and the partitions
    _batch/part-00000.json           this partition is done, and what it counts

A file is written under another name and renamed when it is complete; the last is written last.
Whoever finds it need not do the partition again; whoever does it again writes the same. Programs
that read Parquet pass over names that begin with `_`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

import fsspec
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from refcheck.batch.counts import Counts
from refcheck.batch.tables import FINDINGS, REFERENCES
from refcheck.errors import OutputError, UsageError, os_error_words
from refcheck.model.report import DocumentStatus

__all__ = ["FindingRows", "OutputFolder"]

_FORMAT: Final = 1
_NOTES: Final = "_batch"
_PLAN: Final = f"{_NOTES}/plan.json"
_TABLES: Final = ("references", "findings")
_UNFINISHED: Final = "_unfinished-"  # begins with "_", so nobody reads it as a part
_COMPRESSION: Final = "zstd"

FindingRows = list[dict[str, Any]]


class OutputFolder:
    """The folder, on this computer or in an object store. Raises `OutputError` where it cannot be
    written."""

    def __init__(self, given: str) -> None:
        if not given or "\0" in given:
            raise UsageError("OUTPUT must be the path of a folder")
        self.given = given
        with self._errors():
            self._system, self._root = fsspec.core.url_to_fs(given)
        self.address = self._system.unstrip_protocol(self._root)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = os_error_words(error, writing=True)
            raise OutputError(f"{self.given}: cannot be written: {reason}") from error
        except ImportError as error:
            raise OutputError(f"{self.given}: cannot be written: {error}") from error

    def plan(self) -> dict[str, Any] | None:
        """Returns what was written when the run began; None for a new folder.

        Raises `UsageError` for a folder with something else in it.
        """
        with self._errors():
            content = self._read(_PLAN)
            if content is None:
                if self._system.isfile(self._root):
                    raise UsageError(f"{self.given}: a file is in its place; give a folder")
                if self._system.exists(self._root) and self._listed(""):
                    raise UsageError(
                        f"{self.given} has files that no batch wrote; give another folder"
                    )
                return None
        try:
            plan: dict[str, Any] = orjson.loads(content)
            if plan["format"] == _FORMAT:
                return plan
        except (ValueError, KeyError, TypeError):
            pass
        raise UsageError(
            f"{self.given} was written by another version of refcheck; give another folder"
        )

    def begin(self, plan: dict[str, Any]) -> None:
        """Write down what the run is."""
        with self._errors():
            for name in (*_TABLES, _NOTES):
                self._system.makedirs(self._path(name), exist_ok=True)
            self._write(_PLAN, orjson.dumps({"format": _FORMAT, **plan}))

    def done(self) -> dict[int, Counts]:
        """Returns what the partitions count that are done."""
        with self._errors():
            numbers = sorted(self.numbers_done())
            paths = [self._path(f"{_NOTES}/part-{number:05}.json") for number in numbers]
            found = self._system.cat(paths) if paths else {}  # of a store, many at a time
        contents = (found[path] for path in sorted(found))
        return {
            number: Counts(**orjson.loads(content))
            for number, content in zip(numbers, contents, strict=True)
        }

    def numbers_done(self) -> set[int]:
        """Returns the numbers of the partitions that are done."""
        with self._errors():
            names = self._listed(_NOTES)
        return {_number(name) for name in names if name.startswith("part-")}

    def write(self, number: int, checked: Iterable[pa.RecordBatch]) -> Counts:
        """Write a partition, and return what it counts."""
        part = f"part-{number:05}"
        counts = Counts()
        with self._errors():
            unfinished = [f"{table}/{_UNFINISHED}{part}.{uuid4().hex}" for table in _TABLES]
            try:
                with (
                    self._table(unfinished[0], REFERENCES) as references,
                    self._table(unfinished[1], FINDINGS) as findings,
                ):
                    for batch in checked:
                        rows = batch.to_pylist()
                        references.write(_references(batch, rows))
                        findings.write(_findings(rows))
                        counts += Counts.of(rows)
                for table, name in zip(_TABLES, unfinished, strict=True):
                    self._rename(name, f"{table}/{part}.parquet")
            except BaseException:
                self._remove(unfinished)
                raise
            self._write(f"{_NOTES}/{part}.json", orjson.dumps(counts.described()))
        return counts

    def tidy(self) -> None:
        """Remove what killed processes have left: once all partitions are done."""
        with self._errors():
            for folder in (*_TABLES, _NOTES):
                left = (name for name in self._listed(folder) if name.startswith(_UNFINISHED))
                self._remove([f"{folder}/{name}" for name in left])

    @contextmanager
    def _table(self, name: str, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
        with self._system.open(self._path(name), "wb") as file:
            with pq.ParquetWriter(file, schema, compression=_COMPRESSION) as writer:
                yield writer
            _to_the_disk(file)

    def _write(self, name: str, content: bytes) -> None:
        folder, _, last = name.rpartition("/")
        unfinished = f"{folder}/{_UNFINISHED}{last}.{uuid4().hex}"
        with self._system.open(self._path(unfinished), "wb") as file:
            file.write(content)
            _to_the_disk(file)
        self._rename(unfinished, name)

    def _read(self, name: str) -> bytes | None:
        try:
            content: bytes = self._system.cat_file(self._path(name))
        except (FileNotFoundError, NotADirectoryError):
            return None
        return content

    def _rename(self, name: str, to: str) -> None:
        self._system.mv(self._path(name), self._path(to))

    def _remove(self, names: Sequence[str]) -> None:
        for name in names:
            if self._system.exists(self._path(name)):
                self._system.rm_file(self._path(name))

    def _listed(self, folder: str) -> list[str]:
        """Returns the names of what is in a folder, as it is now."""
        self._system.invalidate_cache()
        found = self._system.ls(self._path(folder), detail=False)
        return sorted(name.rstrip("/").rpartition("/")[2] for name in found)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}".rstrip("/")


def _to_the_disk(file: Any) -> None:
    """Have a file of this computer written before its name says that it is there."""
    file.flush()
    try:
        descriptor = file.fileno()
    except (AttributeError, OSError):  # of an object store
        return
    os.fsync(descriptor)


def _number(name: str) -> int:
    return int(name.removeprefix("part-").removesuffix(".json"))


def _references(batch: pa.RecordBatch, rows: FindingRows) -> pa.RecordBatch:
    """Returns the rows of references, and of what could not be read: not those that only carry the
    findings of a document."""
    kept = [row["number"] is not None or row["status"] != DocumentStatus.OK for row in rows]
    found = batch.filter(pa.array(kept, pa.bool_()))
    return found.drop_columns(["findings"]).cast(REFERENCES)


def _findings(rows: FindingRows) -> pa.RecordBatch:
    flat = [
        {"id": row["id"], "path": row["path"], "number": row["number"], **finding}
        for row in rows
        for finding in row["findings"] or ()
    ]
    return pa.RecordBatch.from_pylist(flat, schema=FINDINGS)
