"""A partition of the input as Arrow batches: of reference strings, or of documents.

Addresses of object stores are opened through fsspec. What cannot be read of a row is said in its
column `error`; a store that cannot be reached at the moment is an `InputError`, and the partition
is left for the next run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import fsspec
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from refcheck.errors import InputError
from refcheck.readers.content import MAX_BYTES

if TYPE_CHECKING:
    from refcheck.batch.sources import Columns, Partition

__all__ = [
    "DOCUMENTS",
    "STRINGS",
    "SUFFIXES_OF_LINES",
    "SUFFIXES_OF_PARQUET",
    "blocks",
    "column_names",
    "is_address",
    "read_partition",
    "reading_errors",
]

_PACKED: Final = ("", ".gz", ".bz2", ".xz", ".zst")
SUFFIXES_OF_PARQUET: Final = (".parquet", ".pq")
SUFFIXES_OF_LINES: Final = tuple(
    f"{suffix}{packed}" for suffix in (".jsonl", ".ndjson") for packed in _PACKED
)
STRINGS: Final = pa.schema(
    [
        *(("id", pa.string()), ("path", pa.string()), ("number", pa.int64())),
        *(("reference", pa.string()), ("error", pa.string())),
    ]
)
# `content` is null where the document lies on this computer: it is read with what belongs to it.
DOCUMENTS: Final = pa.schema(
    [("path", pa.string()), ("content", pa.binary()), ("error", pa.string())]
)
_BATCH: Final = 500  # strings that are looked up together
_BLOCK: Final = 1 << 20  # bytes
_LONGEST_LINE: Final = 20_000_000  # bytes

Row = dict[str, Any]


def is_address(path: str) -> bool:
    """Returns whether a path is one of fsspec's addresses, and not a file of this computer."""
    return "://" in path and not path.startswith("file://")


@contextmanager
def reading_errors(path: str) -> Iterator[None]:
    """Raise what a store or a file does as `InputError`."""
    try:
        yield
    except InputError:
        raise
    except OSError as error:
        if _is_damage(error):
            raise InputError(path, f"is damaged: {_first_line(error)}") from error
        raise InputError.of(path, error) from error
    except ImportError as error:  # fsspec: "Install s3fs to access S3"
        raise InputError(path, f"cannot be opened: {_first_line(error)}") from error
    except Exception as error:
        if _is_damage(error):
            raise InputError(path, f"is damaged: {_first_line(error)}") from error
        if not is_address(path):
            raise
        # What a store's own library raises belongs to no family: botocore's are plain exceptions.
        raise InputError(path, f"cannot be read: {_first_line(error)}") from error


def _is_damage(error: Exception) -> bool:
    """Returns whether it is the content that cannot be read. pyarrow says so of damaged Parquet
    with an `OSError` that has no number: "Couldn't deserialize thrift"."""
    if isinstance(error, OSError):
        return error.errno is None and type(error) is OSError
    return isinstance(error, pa.ArrowException | ValueError | EOFError)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def blocks(path: str) -> Iterator[bytes]:
    """Yields the content of a file, decompressed, in pieces. Raises `InputError`."""
    with reading_errors(path), fsspec.open(path, "rb", compression="infer") as file:
        while block := file.read(_BLOCK):
            yield block


def column_names(path: str, kind: str) -> Sequence[str] | None:
    """Returns the names of the columns of a table; None where it is empty. Of JSON Lines the first
    object tells. Raises `InputError`."""
    with reading_errors(path):
        if kind == "parquet":
            with fsspec.open(path, "rb") as file:
                names: list[str] = pq.ParquetFile(file).schema_arrow.names
                return names
        with fsspec.open(path, "rb", compression="infer") as file:
            while line := file.readline(_LONGEST_LINE):
                value = _object(line)
                if value:
                    return list(value)
    return None


def read_partition(partition: Partition, columns: Columns) -> Iterator[pa.RecordBatch]:
    """Yields the rows of a partition, each exactly once. Raises `InputError` where the store or the
    disk cannot be read at the moment."""
    match partition.kind.value:
        case "parquet":
            yield from _parquet(partition, columns)
        case "lines":
            yield from _batched(_of_lines(partition, columns), STRINGS, _BATCH)
        case _:
            yield from _batched(map(_document, partition.paths), DOCUMENTS, 1)


def _batched(rows: Iterator[Row], schema: pa.Schema, size: int) -> Iterator[pa.RecordBatch]:
    from itertools import islice

    while some := list(islice(rows, size)):
        yield pa.RecordBatch.from_pylist(some, schema=schema)


# --- JSON Lines -----------------------------------------------------------------------------------


def _of_lines(partition: Partition, columns: Columns) -> Iterator[Row]:
    path = partition.paths[0]
    with reading_errors(path), fsspec.open(path, "rb", compression="infer") as file:
        file.seek(partition.offset)
        for number in range(partition.first + 1, partition.first + partition.rows + 1):
            line = file.readline(_LONGEST_LINE + 1)
            row: Row = {"path": path, "number": number}
            if len(line) > _LONGEST_LINE:
                while line and not line.endswith(b"\n"):
                    line = file.readline(_BLOCK)
                yield row | {"error": f"the line has more than {_LONGEST_LINE // 1_000_000} MB"}
            elif line.strip():
                yield row | _from_line(line, columns)


def _from_line(line: bytes, columns: Columns) -> Row:
    value = _object(line)
    if value is None:
        return {"error": "the line is not a JSON object"}
    return _cell(value.get(columns.reference), columns) | _id(value, columns)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _cell(value: object, columns: Columns) -> Row:
    if isinstance(value, str):
        return {"reference": value}
    what = "nothing" if value is None else "no text"
    return {"error": f"there is {what} in the column {columns.reference!r}"}


def _id(value: Row, columns: Columns) -> Row:
    found = value.get(columns.id) if columns.id is not None else None
    return {"id": found if found is None or isinstance(found, str) else str(found)}


# --- Parquet --------------------------------------------------------------------------------------


def _parquet(partition: Partition, columns: Columns) -> Iterator[pa.RecordBatch]:
    """Yields the rows of a file; those that damage has made unreadable, each with the reason."""
    path, given = partition.paths[0], 0
    rows = _parquet_rows(partition, columns)
    try:
        for some in rows:
            given += len(some)
            yield pa.RecordBatch.from_pylist(some, schema=STRINGS)
    except Exception as error:
        if not _is_damage(error):
            raise
        reason = f"the file is damaged: {_first_line(error)}"
        lost = (
            {"path": path, "number": partition.first + number + 1, "error": reason}
            for number in range(given, partition.rows)
        )
        yield from _batched(lost, STRINGS, _BATCH)


def _parquet_rows(partition: Partition, columns: Columns) -> Iterator[list[Row]]:
    path = partition.paths[0]
    names = list(dict.fromkeys(name for name in (columns.reference, columns.id) if name))
    with fsspec.open(path, "rb") as stream:
        file = pq.ParquetFile(stream)
        groups, skipped = _row_groups(file.metadata, partition)
        number, last = skipped, partition.first + partition.rows
        read = file.iter_batches(batch_size=_BATCH, row_groups=groups, columns=names)
        for batch in read:
            begin = max(0, partition.first - number)
            wanted = batch.slice(begin, last - number - begin)
            first = number + begin
            number += batch.num_rows
            if wanted.num_rows:
                yield [
                    {"path": path, "number": first + at + 1} | row
                    for at, row in enumerate(_rows_of(wanted, columns))
                ]
            if number >= last:
                return


def _rows_of(batch: pa.RecordBatch, columns: Columns) -> Iterator[Row]:
    try:
        rows = batch.to_pylist()
    except UnicodeDecodeError:
        if batch.num_rows == 1:
            yield {"error": "the text is not UTF-8"}
            return
        rows = None
    if rows is not None:
        yield from (_cell(row[columns.reference], columns) | _id(row, columns) for row in rows)
        return
    for at in range(batch.num_rows):  # each by itself, so that one alone fails
        yield from _rows_of(batch.slice(at, 1), columns)


def _row_groups(metadata: Any, partition: Partition) -> tuple[list[int], int]:
    """Returns the groups of rows that a partition is in, and how many rows are before them."""
    groups: list[int] = []
    begin = before = 0
    for number in range(metadata.num_row_groups):
        end = begin + metadata.row_group(number).num_rows
        if end <= partition.first:
            before = end
        elif begin < partition.first + partition.rows:
            groups.append(number)
        begin = end
    return groups, before


# --- documents ------------------------------------------------------------------------------------


def _document(path: str) -> Row:
    if not is_address(path):
        return {"path": path}
    try:
        with reading_errors(path):
            system, inside = fsspec.core.url_to_fs(path)
            if int(system.info(inside).get("size") or 0) > MAX_BYTES:
                reason = f"is larger than {MAX_BYTES // 1_000_000} MB"
                return {"path": path, "error": reason}
            return {"path": path, "content": system.cat_file(inside)}
    except InputError as error:
        if isinstance(error.__cause__, FileNotFoundError | PermissionError):
            return {"path": path, "error": error.reason}
        raise
