"""Lists of rows for each word, as small as they go: differences of 7 bits a byte (LEB128)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from refcheck.index.records.hashes import ROW_BITS, ROW_MASK, U32, U64

__all__ = ["PIECE", "Marks", "both", "decoded", "encoded", "marks_of", "shared", "stretches"]

PIECE: Final = 256  # rows of a long list that are unpacked together

_SHIFT: Final = np.uint64(ROW_BITS)
_LAST: Final = np.uint8(127)  # the largest last byte of a number
_BYTES: Final = 4  # of a difference: 28 bits
# How much of a list is unpacked at once. What is needed meanwhile is 23 times as much: for the
# whole list of a word that is in a third of 40 million titles it would be 300 MB.
_STRETCH: Final = 1 << 17
_PIECES: Final = _STRETCH // PIECE
_Bytes = NDArray[np.uint8]


def encoded(keys: U64) -> tuple[U64, U64, _Bytes]:
    """Returns the different words of sorted keys, where the list of each ends, and all lists."""
    if not len(keys):
        empty = np.zeros(0, dtype=np.uint64)
        return empty, empty, np.zeros(0, dtype=np.uint8)
    hashes = keys >> _SHIFT
    rows = keys & ROW_MASK
    first = np.ones(len(keys), dtype=bool)
    first[1:] = hashes[1:] != hashes[:-1]
    deltas = rows.copy()
    deltas[1:] -= np.where(first[1:], np.uint64(0), rows[:-1])
    lengths = np.ones(len(keys), dtype=np.int64)
    for bits in (7, 14, 21):
        lengths += deltas >= (1 << bits)
    ends = np.cumsum(lengths)
    content = np.zeros(int(ends[-1]), dtype=np.uint8)
    for byte in range(_BYTES):
        has = lengths > byte
        part = (deltas[has] >> np.uint64(7 * byte)) & np.uint64(127)
        more = (lengths[has] > byte + 1).astype(np.uint64) << np.uint64(7)
        content[(ends - lengths)[has] + byte] = (part | more).astype(np.uint8)
    last = np.append(np.flatnonzero(first)[1:], len(keys)) - 1
    return hashes[first], ends[last].astype(np.uint64), content


def decoded(content: _Bytes, ends: NDArray[np.int64] | None = None) -> U32:
    """Returns the rows of one list; of several, where `ends` says where each ends in `content`.

    The rows of several lists follow each other.
    """
    if ends is None or len(ends) < 2:
        rows = np.empty(np.count_nonzero(content <= _LAST), dtype=np.uint32)
        done = 0
        for some in stretches(content):
            rows[done : done + len(some)] = some
            done += len(some)
        return rows
    stops, total = _totals(content)
    # Each list begins again at 0.
    begins = np.searchsorted(stops, ends[:-1])
    counts = np.diff(np.append(begins, len(stops)))
    total[begins[0] :] -= np.repeat(total[begins - 1], counts)
    return total


def stretches(content: _Bytes) -> Iterator[U32]:
    """Yields the rows of one list, some at a time."""
    for _, total in _stretches(content):
        yield total


def _stretches(content: _Bytes) -> Iterator[tuple[NDArray[np.int64], U32]]:
    """Yields, stretch by stretch, where each number of one list ends, and the sum up to it."""
    start, base = 0, np.uint32(0)
    while start < len(content):
        end = start + _STRETCH
        while end < len(content) and content[end - 1] > _LAST:
            end += 1
        stops, total = _totals(content[start:end])
        total += base
        yield stops + start, total
        base = total[-1] if len(total) else base
        start = end


def _totals(content: _Bytes) -> tuple[NDArray[np.int64], U32]:
    """Returns where each number ends, and the sum of all up to it. A sum of more than 32 bits goes
    round, and so does what is subtracted from it."""
    more = content > _LAST
    stops = np.flatnonzero(~more)
    # A byte is worth as much as there are others of its number before it.
    shifts = np.zeros(len(content), dtype=np.uint8)
    before = more[:-1]
    shifts[1:] += before
    for byte in range(2, _BYTES):
        before = before[1:] & more[:-byte]
        shifts[byte:] += before
    parts = (content & _LAST).astype(np.uint32) << (7 * shifts)
    return stops, np.cumsum(parts, dtype=np.uint32)[stops]


@dataclass(frozen=True, slots=True)
class Marks:
    """Where in a long list every so many rows are: the last row before each piece (0 before the
    first one), and where each piece begins, and the end."""

    rows: U32
    places: U32

    @property
    def nbytes(self) -> int:
        """How much memory they take."""
        return self.rows.nbytes + self.places.nbytes


def marks_of(content: _Bytes) -> Marks:
    """Returns the marks of a list."""
    zero = np.zeros(1, dtype=np.uint32)
    rows, places, count = [zero], [zero], 0
    for stops, total in _stretches(content):
        last = slice(PIECE - 1 - count % PIECE, None, PIECE)
        rows.append(total[last].copy())  # a view would keep all of it
        places.append((stops[last] + 1).astype(np.uint32))
        count += len(stops)
    pieces = -(-count // PIECE)
    places.append(np.array([len(content)], dtype=np.uint32))
    return Marks(np.concatenate(rows)[:pieces], np.concatenate(places)[: pieces + 1])


def shared(content: _Bytes, marks: Marks, rows: U32) -> U32:
    """Returns which of sorted `rows` are in a list, of which only the pieces are unpacked where
    they would be, and only some at a time."""
    of = np.searchsorted(marks.rows[1:], rows)
    pieces = np.unique(of)
    found = [rows[:0]]
    for first in range(0, len(pieces), _PIECES):
        some = pieces[first : first + _PIECES]
        begin, end = np.searchsorted(of, [some[0], some[-1] + 1])
        found.append(both(rows[begin:end], _rows_of(content, marks, some)))
    return np.concatenate(found)


def _rows_of(content: _Bytes, marks: Marks, pieces: NDArray[np.int64]) -> U32:
    """Returns the rows of some pieces of a list."""
    starts = marks.places[pieces].astype(np.int64)
    lengths = marks.places[pieces + 1] - starts
    ends = np.cumsum(lengths)
    packed = content[np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1])]
    found = decoded(packed, ends)
    # Each piece counts from the last row of the one before; only the last of all can be shorter.
    counts = np.full(len(pieces), PIECE)
    counts[-1] = len(found) - PIECE * (len(pieces) - 1)
    found += np.repeat(marks.rows[pieces], counts)
    return found


def both(few: U32, many: U32) -> U32:
    """Returns what two sorted lists share."""
    if len(few) > len(many):
        few, many = many, few
    if not len(few):
        return few
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    result: U32 = few[many[at] == few]
    return result
