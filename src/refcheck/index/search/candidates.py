"""The few records that may be the cited work, for many references at once.

All keys of a reference are looked up, the records found are compared with it by the numbers beside
the keys, and the best are given. Keys that only few records have are tried first: a reference that
agrees with one of those in nearly everything is not looked for under the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from refcheck.frozen import dataclass
from refcheck.index.records.hashes import ROW_BITS, ROW_MASK, U32
from refcheck.index.search.cited import Cited, Wanted, cited
from refcheck.index.search.index import Index, Place
from refcheck.index.storage.segment import Segment
from refcheck.model.record import BibliographicRecord

__all__ = ["MOST_CANDIDATES", "Ranked", "candidates"]

MOST_CANDIDATES: Final = 10
_LARGEST_BLOCK: Final = 300  # records with one key; of more none is told from the others by it
_AT_ONCE: Final = 512  # references
# Records with their keys that are compared at once, with what needs 150 bytes for each: they go
# into the processor's own memory. All of 512 references can be nine million.
_RECORDS_AT_ONCE: Final = 1 << 16

# Points for what agrees. Chosen on references with planted errors against recombined records: the
# right one is among the first ten, also with three values wrong.
_JOURNAL, _VOLUME, _PAGE, _SWAPPED = 2.0, 2.0, 2.5, 1.0
_YEAR, _NEXT_YEAR = 1.5, 1.0
_FIRST_AUTHOR, _SECOND_AUTHOR, _MOVED_AUTHOR = 2.5, 1.5, 1.5
_TITLE: Final = 7.0
_SHARED_TITLE: Final = 0.35  # share of its words that any two titles may have
_LEAST: Final = 4.0
_BEHIND: Final = 6.0  # points behind the best
_ENOUGH: Final = 13.0  # points of one that makes further keys needless: 17 are the most
_ROWS: Final = np.uint64(ROW_BITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One record that may be the cited work, and its points."""

    place: Place
    points: float


def candidates(
    index: Index, records: Sequence[BibliographicRecord], most: int = MOST_CANDIDATES
) -> list[list[Ranked]]:
    """Returns for each reference the records that may be the cited work, the likeliest first."""
    found: list[list[Ranked]] = []
    for first in range(0, len(records), _AT_ONCE):
        found += _found(index, records[first : first + _AT_ONCE], most)
    return found


def _found(index: Index, records: Sequence[BibliographicRecord], most: int) -> list[list[Ranked]]:
    references = cited(records, index.frequencies, index.journals)
    hits = _looked_up(index, references, references.selective())
    best = np.zeros(len(records))
    np.maximum.at(best, hits.numbers, hits.points)
    open_ = best < _ENOUGH
    if open_.any():
        further = _looked_up(index, references, references.all_of(np.flatnonzero(open_).tolist()))
        hits = _joined([hits.only(~open_[hits.numbers]), further])
    return _best(hits, len(records), most)


@dataclass(frozen=True, slots=True)
class _Hits:
    """Records that were found: for which reference, where, and with how many points."""

    numbers: NDArray[np.int64]
    segments: NDArray[np.int64]
    rows: U32
    points: NDArray[np.float64]

    def only(self, which: NDArray[Any]) -> _Hits:
        """Returns some of them."""
        return _Hits(
            self.numbers[which], self.segments[which], self.rows[which], self.points[which]
        )


_NO_HITS: Final = _Hits(
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.uint32),
    np.zeros(0),
)


def _looked_up(index: Index, references: Cited, keys: Wanted) -> _Hits:
    """Returns the records with any of the keys, each once for a reference."""
    parts = [_NO_HITS]
    for number, segment in enumerate(index.segments):
        low, high = segment.blocks(keys.hashes)
        lengths = high - low
        lengths[lengths > _LARGEST_BLOCK] = 0
        for some in _pieces(keys.numbers, lengths):
            of = np.repeat(keys.numbers[some], lengths[some])
            rows = _rows_in(segment, low[some], lengths[some])
            parts.append(_compared(references, number, segment, of, rows))
    return _joined(parts)


def _pieces(of: NDArray[np.int64], lengths: NDArray[np.int64]) -> Iterator[slice]:
    """Yields the keys with so many records together as are compared at once: all those of a
    reference, and of as many further ones as there is room for. `of` says whose each key is, in
    order."""
    begins = np.flatnonzero(np.diff(of, prepend=-1))
    before = (np.cumsum(lengths) - lengths)[begins]
    starts = begins[np.diff(before // _RECORDS_AT_ONCE, prepend=-1) > 0].tolist()
    yield from (slice(*both) for both in pairwise([*starts, len(of)]))


def _rows_in(
    segment: Segment, low: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Returns the rows in blocks of keys, one block after the other."""
    places = np.repeat(low - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    rows: NDArray[np.uint64] = segment.keys[places] & ROW_MASK
    return rows


def _compared(
    references: Cited,
    number: int,
    segment: Segment,
    of: NDArray[np.int64],
    rows: NDArray[np.uint64],
) -> _Hits:
    """Returns those of the rows of a segment that may be the reference which each is found for."""
    # One for each reference and record, however many keys have led to it.
    pairs = np.unique((of.astype(np.uint64) << _ROWS) | rows)
    rows32 = (pairs & ROW_MASK).astype(np.uint32)
    numbers = (pairs >> _ROWS).astype(np.int64)
    living = segment.alive(rows32)
    rows32, numbers = rows32[living], numbers[living]
    points = _points(references, numbers, segment.side[rows32])
    likely = points >= _LEAST
    return _Hits(
        numbers[likely],
        np.full(int(likely.sum()), number, dtype=np.int64),
        rows32[likely],
        points[likely],
    )


def _joined(parts: Sequence[_Hits]) -> _Hits:
    return _Hits(
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.segments for part in parts]),
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.points for part in parts]),
    )


def _points(
    of: Cited, numbers: NDArray[np.int64], side: np.ndarray[tuple[int], np.dtype[np.void]]
) -> NDArray[np.float64]:
    """Returns how far records agree with references."""
    points = np.zeros(len(numbers))
    journal = side["journal"]
    journals = of.journals[numbers]
    points += _JOURNAL * ((journals == journal[:, None]) & (journals != 0)).any(axis=1)
    year = of.years[numbers]
    first, last = side["year"].astype(np.int64), side["last_year"].astype(np.int64)
    off = np.minimum(np.abs(year - first), np.abs(year - last))
    known = (year > 0) & (first > 0)
    points += known * np.select([off == 0, off == 1], [_YEAR, _NEXT_YEAR], 0.0)
    volumes = of.volumes[numbers]
    volume = side["volume"]
    same = (volumes[:, 0] == volume) & (volume != 0)
    points += np.where(same, _VOLUME, _SWAPPED * ((volumes[:, 1] == volume) & (volume != 0)))
    points += _PAGE * ((of.pages[numbers] == side["page"]) & (side["page"] != 0))
    authors = of.authors[numbers]
    one, two = side["first"], side["second"]
    same = (authors[:, 0] == one) & (one != 0)
    moved = ((authors[:, 1] == one) & (one != 0)) | ((authors[:, 0] == two) & (two != 0))
    points += np.where(same, _FIRST_AUTHOR, _MOVED_AUTHOR * moved)
    points += _SECOND_AUTHOR * ((authors[:, 1] == two) & (two != 0))
    bits = of.titles[numbers]
    shared = np.bitwise_count(bits & side["title"]) / np.maximum(np.bitwise_count(bits), 1)
    points += _TITLE * np.maximum(0.0, shared - _SHARED_TITLE) / (1 - _SHARED_TITLE)
    return points


def _best(hits: _Hits, count: int, most: int) -> list[list[Ranked]]:
    """Returns the best of each reference; of equal ones the first in the index."""
    order = np.lexsort((hits.rows, hits.segments, -hits.points, hits.numbers))
    hits = hits.only(order)
    starts = np.searchsorted(hits.numbers, np.arange(count + 1))
    places = list(zip(hits.segments.tolist(), hits.rows.tolist(), strict=True))
    points = hits.points.tolist()
    found: list[list[Ranked]] = []
    for first, after in zip(starts.tolist(), starts[1:].tolist(), strict=False):
        after = min(after, first + most)
        found.append(
            [
                Ranked(place=places[at], points=points[at])
                for at in range(first, after)
                if points[at] >= points[first] - _BEHIND
            ]
        )
    return found
