"""A segment as it is read: mapped into memory, never changed."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import zstandard
from numpy.typing import NDArray

from refcheck.errors import IndexDataError
from refcheck.index.records.hashes import ROW_BITS, ROW_MASK, U32, U64
from refcheck.index.records.journals import (
    JOURNAL_BYTES,
    JournalForm,
    Journals,
    PackedJournals,
)
from refcheck.index.records.packing import unpack
from refcheck.index.records.record_keys import SIDECAR
from refcheck.index.storage import layout
from refcheck.index.storage.postings import (
    PIECE,
    Marks,
    both,
    decoded,
    marks_of,
    shared,
    stretches,
)
from refcheck.index.storage.remembered import Remembered
from refcheck.model.record import BibliographicRecord
from refcheck.regular_files import open_regular

__all__ = ["Segment", "WordList"]

_SHIFT: Final = np.uint64(ROW_BITS)
_LARGEST_RECORD: Final = 1 << 25  # bytes unpacked
# Bytes that are remembered of lists of rows, and of marks. A list of more than that is never whole
# in memory: that of a word in a third of 40 million titles would be 53 MB, in each process.
_MOST_UNPACKED: Final = 1 << 23
_MOST_MARKED: Final = 1 << 24
_ROWS_AT_ONCE: Final = 1 << 17
_ROW_BYTES: Final = 4


class WordList(NamedTuple):
    """A word's number, and the list of the rows that have it, as it is stored."""

    number: int
    packed: NDArray[np.uint8]


class Segment:
    """The records of one segment, by row. Raises `IndexDataError` where its files are not what its
    table says."""

    def __init__(self, folder: Path, dictionary: zstandard.ZstdCompressionDict | None) -> None:
        self.folder = folder
        self.table = layout.read_table(folder)
        self._unpacker = zstandard.ZstdDecompressor(dict_data=dictionary)
        self._bits = int(self.table["bits"])
        self._maps: dict[str, mmap.mmap | bytes] = {}
        for name in layout.FILES:
            size = int(self.table["files"][name][0])
            path = folder / name
            try:
                found = path.stat().st_size
            except OSError as error:
                raise IndexDataError.of(str(path), error) from error
            if found != size:
                raise IndexDataError(str(path), f"has {found:,} bytes instead of {size:,}")
            # All at once: an update may take the files away while this process goes on.
            self._maps[name] = _mapped(path)
        self._dead: NDArray[np.uint8] | None = None  # one bit per row
        self._marks: Remembered[Marks] = Remembered(_MOST_MARKED)
        self._unpacked: Remembered[U32] = Remembered(_MOST_UNPACKED)

    def __len__(self) -> int:
        return int(self.table["rows"])

    def bury(self, rows: U32) -> None:
        """Take in which rows a later segment has replaced or deleted."""
        if len(rows):
            if rows[-1] >= len(self):
                raise IndexDataError(str(self.folder), "is not the segment that the index lists")
            dead = np.zeros(len(self), dtype=bool)
            dead[rows] = True
            self._dead = np.packbits(dead, bitorder="little")

    def alive(self, rows: U32) -> NDArray[np.bool_]:
        """Returns which of the rows are not replaced or deleted."""
        if self._dead is None:
            return np.ones(len(rows), dtype=bool)
        living: NDArray[np.bool_] = self._dead[rows >> 3] >> (rows & 7).astype(np.uint8) & 1 == 0
        return living

    # --- arrays -----------------------------------------------------------------------------------

    def array(self, name: str, kind: Any) -> NDArray[Any]:
        """Returns a file as an array, mapped into memory."""
        return np.frombuffer(self._maps[name], dtype=kind)

    @cached_property
    def pmids(self) -> U32:
        """The PMIDs of all rows, which are in their order."""
        return self.array(layout.PMIDS, np.uint32)

    @cached_property
    def side(self) -> NDArray[Any]:
        """What of each row is compared with a reference."""
        return self.array(layout.SIDE, SIDECAR)

    @cached_property
    def keys(self) -> U64:
        """All keys, sorted."""
        return self.array(layout.KEYS, np.uint64)

    @cached_property
    def _prefix(self) -> U64:
        return self.array(layout.PREFIX, np.uint64)

    @cached_property
    def _words(self) -> U64:
        return self.array(layout.WORDS, np.uint64)

    @cached_property
    def _word_ends(self) -> U64:
        return self.array(layout.WORD_ENDS, np.uint64)

    @cached_property
    def _postings(self) -> NDArray[np.uint8]:
        return self.array(layout.POSTINGS, np.uint8)

    @cached_property
    def _ends(self) -> U32:
        return self.array(layout.ENDS, np.uint32)

    @cached_property
    def _groups(self) -> U64:
        return self.array(layout.GROUPS, np.uint64)

    @cached_property
    def _blobs(self) -> memoryview:
        return memoryview(self._maps[layout.BLOBS])

    @property
    def journals(self) -> Journals:
        """The journals that its records are of, to be written with those of others."""
        with self._journal_errors():
            return Journals.unpacked(bytes(self._maps[layout.JOURNALS]))

    def journal_forms(self) -> Iterator[JournalForm]:
        """Yields what its records say of their journals, each form once."""
        with self._journal_errors():
            yield from self._packed_journals

    @cached_property
    def _packed_journals(self) -> PackedJournals:
        with self._journal_errors():
            return PackedJournals(self._maps[layout.JOURNALS])

    @contextmanager
    def _journal_errors(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, TypeError):
            raise IndexDataError(str(self.folder / layout.JOURNALS), "is damaged") from None

    # --- keys -------------------------------------------------------------------------------------

    def blocks(self, hashes: U64) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Returns where the keys with each hash begin and end."""
        low = self._bound(hashes << _SHIFT)
        return low, self._bound((hashes << _SHIFT) | ROW_MASK, after=True)

    def _bound(self, keys: U64, *, after: bool = False) -> NDArray[np.int64]:
        """Returns how many keys are smaller (`after`: not larger), by a search in all at once."""
        prefix = (keys >> np.uint64(64 - self._bits)).astype(np.int64)
        low = self._prefix[prefix].astype(np.int64)
        high = self._prefix[prefix + 1].astype(np.int64)
        known = self.keys
        for _ in range(int((high - low).max(initial=0)).bit_length()):
            open_ = low < high
            middle = (low + high) >> 1
            at = known[np.where(open_, middle, 0)] if len(known) else keys
            right = (at <= keys if after else at < keys) & open_
            low = np.where(right, middle + 1, low)
            high = np.where(right | ~open_, high, middle)
        return low

    def rows_of(self, key_hash: int) -> U32:
        """Returns the rows with a key, without those that are replaced."""
        least = key_hash << ROW_BITS
        prefix = least >> (64 - self._bits)
        near = self.keys[int(self._prefix[prefix]) : int(self._prefix[prefix + 1])]
        first = np.searchsorted(near, np.uint64(least))
        after = np.searchsorted(near, np.uint64(least) | ROW_MASK, side="right")
        rows = (near[first:after] & ROW_MASK).astype(np.uint32)
        return rows[self.alive(rows)]

    # --- words ------------------------------------------------------------------------------------

    def word(self, number: int) -> WordList | None:
        """Returns the list of the rows with a word; None where no record has it."""
        at = int(np.searchsorted(self._words, np.uint64(number)))
        if at == len(self._words) or self._words[at] != number:
            return None
        start = int(self._word_ends[at - 1]) if at else 0
        return WordList(number, self._postings[start : int(self._word_ends[at])])

    def listed(self, word: WordList) -> Iterator[U32]:
        """Yields all rows with a word, some at a time. The lists that were unpacked last are
        remembered, unless they are long."""
        if not self._is_remembered(word):
            yield from stretches(word.packed)
            return
        rows = self._whole(word)
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            yield rows[first : first + _ROWS_AT_ONCE]

    def _is_remembered(self, word: WordList) -> bool:
        """Returns whether a list is short enough: a row has at least one byte of it."""
        return len(word.packed) * _ROW_BYTES <= _MOST_UNPACKED

    def _whole(self, word: WordList) -> U32:
        rows = self._unpacked.get(word.number)
        if rows is None:
            rows = decoded(word.packed)
            self._unpacked.add(word.number, rows, rows.nbytes)
        return rows

    def shared(self, word: WordList, rows: U32) -> U32:
        """Returns which of sorted `rows` have a word. Of a long list only the pieces are unpacked
        where the rows would be; where those are is worked out once, and remembered."""
        if not len(rows):
            return rows
        if word.number in self._unpacked or (
            len(rows) * 2 * PIECE > len(word.packed) and self._is_remembered(word)
        ):
            return both(rows, self._whole(word))
        marks = self._marks.get(word.number)
        if marks is None:
            marks = marks_of(word.packed)
            self._marks.add(word.number, marks, marks.nbytes)
        return shared(word.packed, marks, rows)

    # --- records ----------------------------------------------------------------------------------

    def row_of(self, pmid: int) -> int | None:
        """Returns the row of a PMID, where it is not replaced or deleted."""
        at = int(np.searchsorted(self.pmids, np.uint32(pmid)))
        if at == len(self.pmids) or self.pmids[at] != pmid:
            return None
        return at if self.alive(np.array([at], dtype=np.uint32))[0] else None

    def blob(self, row: int) -> memoryview:
        """Returns the bytes of a record, as they are stored."""
        group = int(self._groups[row // layout.GROUP])
        start = group + (int(self._ends[row - 1]) if row % layout.GROUP else 0)
        return self._blobs[start : group + int(self._ends[row])]

    def record(self, row: int) -> BibliographicRecord:
        """Returns a record. Raises `IndexDataError` where its bytes are damaged."""
        blob = self.blob(row)
        try:
            journal = self._packed_journals.form(bytes(blob[:JOURNAL_BYTES]))
            form = self._unpacker.decompress(
                blob[JOURNAL_BYTES:], max_output_size=_LARGEST_RECORD, allow_extra_data=False
            )
            return unpack(form, str(self.pmids[row]), journal)
        except (zstandard.ZstdError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            raise IndexDataError(
                str(self.folder), "is damaged: 'refcheck index verify' says where"
            ) from None


def _mapped(path: Path) -> mmap.mmap | bytes:
    try:
        with open_regular(path) as file:
            if not os.fstat(file.fileno()).st_size:
                return b""
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise IndexDataError.of(str(path), error) from error
