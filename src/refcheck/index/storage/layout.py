"""The files of a segment, and the table that says how large they are and what they add up to."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import orjson

from refcheck.errors import IndexDataError
from refcheck.frozen import dataclass
from refcheck.regular_files import open_regular, read_regular

__all__ = [
    "BLOBS",
    "DELETED",
    "ENDS",
    "FILES",
    "FORMAT",
    "GROUP",
    "GROUPS",
    "JOURNALS",
    "KEYS",
    "PMIDS",
    "POSTINGS",
    "PREFIX",
    "SIDE",
    "TABLE",
    "VERSIONS",
    "WORDS",
    "WORD_ENDS",
    "FileSum",
    "checksum",
    "read_table",
    "synced",
    "write_synced",
]

FORMAT: Final = 1  # of the files of an index; raised when they change
PMIDS, VERSIONS, SIDE = "pmids.u32", "versions.u8", "compared.bin"
ENDS, GROUPS, BLOBS = "ends.u32", "groups.u64", "records.bin"
KEYS, PREFIX = "keys.u64", "prefix.u64"
WORDS, WORD_ENDS, POSTINGS = "words.u64", "word-ends.u64", "rows.bin"
JOURNALS, DELETED = "journals.jsonl", "deleted.u32"
FILES: Final = (
    PMIDS, VERSIONS, SIDE, ENDS, GROUPS, BLOBS, KEYS, PREFIX, WORDS, WORD_ENDS, POSTINGS, JOURNALS,
    DELETED,
)  # fmt: skip
TABLE: Final = "segment.json"
GROUP: Final = 64  # records of which the ends are counted from one place
_CHUNK: Final = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSum:
    """How large a file is, and its checksum (BLAKE2b, 128 bits)."""

    size: int
    checksum: str


def checksum(path: Path) -> FileSum:
    """Returns the size and the checksum of a file. Raises `OSError`."""
    digest = blake2b(digest_size=16)
    size = 0
    with open_regular(path) as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
            size += len(piece)
    return FileSum(size=size, checksum=digest.hexdigest())


def read_table(folder: Path) -> dict[str, Any]:
    """Returns the table of a segment. Raises `IndexDataError` where it is missing or damaged."""
    try:
        table = orjson.loads(read_regular(folder / TABLE))
        if table["format"] != FORMAT:
            raise IndexDataError(
                str(folder), "was built by another version of refcheck: build it again"
            )
        int(table["rows"]), dict(table["files"]), int(table["bits"])
    except OSError as error:
        raise IndexDataError.of(str(folder / TABLE), error) from error
    except (ValueError, KeyError, TypeError):
        raise IndexDataError(str(folder / TABLE), "is damaged") from None
    return dict(table)


def write_synced(path: Path, content: bytes) -> None:
    """Write a file so that it is whole, or as it was before, whenever the machine stops."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    synced(path.parent)


def synced(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
