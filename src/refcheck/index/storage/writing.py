"""Writes a segment: its files from first to last, then the table that makes it one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

import numpy as np
import orjson
from numpy.typing import NDArray

from refcheck.index.records.hashes import U64
from refcheck.index.records.journals import Journals
from refcheck.index.storage import layout
from refcheck.index.storage.postings import encoded

__all__ = ["SegmentWriter"]

_MOST_BITS: Final = 22  # of the prefix of keys: a table of 32 MB
_KEYS_EACH: Final = 6  # bits: so many keys have one prefix, that a search among them is short


class SegmentWriter:
    """Writes one segment into a folder of its own. Used as a context: it closes its files."""

    def __init__(self, folder: Path, keys: int) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}
        self._sums: dict[str, Any] = {}
        self._sizes: dict[str, int] = {}
        self._bits = min(max(keys.bit_length() - _KEYS_EACH, 1), _MOST_BITS)
        self._prefixes = np.zeros(1 << self._bits, dtype=np.int64)
        self._rows = 0
        self._place = 0  # in the records' file
        self._group_start = 0
        self._word_end = 0

    def __enter__(self) -> SegmentWriter:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()

    def write(self, name: str, content: bytes | NDArray[Any]) -> None:
        """Add to a file."""
        if name not in self._files:
            self._files[name] = (self._folder / name).open("wb", buffering=1 << 20)
            self._sums[name] = blake2b(digest_size=16)
            self._sizes[name] = 0
        view = bytes(content) if isinstance(content, bytes) else content.tobytes()
        self._files[name].write(view)
        self._sums[name].update(view)
        self._sizes[name] += len(view)

    def write_rows(
        self, pmids: NDArray[np.uint32], versions: NDArray[np.uint8], side: NDArray[Any]
    ) -> None:
        """Add what there is of a fixed size of the next rows."""
        self._rows += len(pmids)
        self.write(layout.PMIDS, np.ascontiguousarray(pmids))
        self.write(layout.VERSIONS, np.ascontiguousarray(versions))
        self.write(layout.SIDE, np.ascontiguousarray(side).view(np.uint8))

    def write_records(self, blobs: Sequence[bytes | memoryview], first: int) -> None:
        """Add the records of the rows from `first` on, in order."""
        ends, groups = [], []
        for row, blob in enumerate(blobs, start=first):
            if row % layout.GROUP == 0:
                self._group_start = self._place
                groups.append(self._place)
            self._place += len(blob)
            ends.append(self._place - self._group_start)
        self.write(layout.BLOBS, b"".join(blobs))
        self.write(layout.ENDS, np.array(ends, dtype=np.uint32))
        self.write(layout.GROUPS, np.array(groups, dtype=np.uint64))

    def write_keys(self, keys: U64) -> None:
        """Add the next keys, which are sorted."""
        self.write(layout.KEYS, keys)
        found = (keys >> np.uint64(64 - self._bits)).astype(np.int64)
        self._prefixes += np.bincount(found, minlength=len(self._prefixes))

    def write_words(self, keys: U64) -> None:
        """Add the lists of the next words, whole: `keys` are words with their rows, sorted."""
        words, ends, content = encoded(keys)
        self.write(layout.WORDS, words)
        self.write(layout.WORD_ENDS, ends + np.uint64(self._word_end))
        self.write(layout.POSTINGS, content)
        self._word_end += len(content)

    def finish(self, journals: Journals, deleted: Sequence[int], notes: dict[str, Any]) -> None:
        """Write the rest; everything is on the disk before the table says that it is there."""
        self.write(layout.JOURNALS, journals.packed())
        self.write(layout.DELETED, np.unique(np.array(deleted, dtype=np.uint32)))
        starts = np.zeros(len(self._prefixes) + 1, dtype=np.uint64)
        np.cumsum(self._prefixes, out=starts[1:])
        self.write(layout.PREFIX, starts)
        for name in layout.FILES:
            self.write(name, b"")  # of a segment without records, too, every file is there
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
        table = {
            "format": layout.FORMAT,
            "rows": self._rows,
            "bits": self._bits,
            "files": {
                name: [self._sizes[name], digest.hexdigest()] for name, digest in self._sums.items()
            },
            **notes,
        }
        layout.write_synced(self._folder / layout.TABLE, orjson.dumps(table))
