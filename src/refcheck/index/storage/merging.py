"""Several segments made into one, of which memory has only a part at a time.

The segments come in the order in which they were published. Of the versions of a PMID the highest
stays, of equal ones the latest; a PMID that a segment deletes is gone from all before it, and comes
back only with that one or a later one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from refcheck.frozen import dataclass
from refcheck.index.records.hashes import ROW_BITS, ROW_MASK, U32, U64
from refcheck.index.records.journals import journals_of
from refcheck.index.storage import layout
from refcheck.index.storage.postings import decoded
from refcheck.index.storage.segment import Segment
from refcheck.index.storage.writing import SegmentWriter

__all__ = ["GONE", "MOST_ROWS", "Merged", "merge", "moved", "plan_of"]

MOST_ROWS: Final = 1 << ROW_BITS
_SHIFT: Final = np.uint64(ROW_BITS)
GONE: Final = np.uint32(0xFFFFFFFF)
_KEYS_AT_ONCE: Final = 1 << 22
_ROWS_AT_ONCE: Final = 1 << 18
_HASHES: Final = 1 << 38


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Which rows of which segments stay, in the order of their PMIDs.

    `places`: for each segment, the new row of each old one (`GONE`: it does not stay); `segments`
    and `rows`: for each new row where it comes from.
    """

    places: Sequence[U32]
    segments: NDArray[np.uint16]
    rows: U32


def plan_of(segments: Sequence[Segment]) -> Merged:
    """Returns which rows stay."""
    pmids = np.concatenate([segment.pmids for segment in segments])
    versions = np.concatenate([segment.array(layout.VERSIONS, np.uint8) for segment in segments])
    numbers = np.repeat(
        np.arange(len(segments), dtype=np.uint16), [len(segment) for segment in segments]
    )
    order = np.lexsort((numbers, versions, pmids))
    deleted, by = _last_deletions(segments)
    if len(deleted):
        # Of those that were deleted none counts, not even against a later one of a lower version.
        at = np.minimum(np.searchsorted(deleted, pmids[order]), len(deleted) - 1)
        order = order[(deleted[at] != pmids[order]) | (numbers[order] >= by[at])]
    ordered = pmids[order]
    last = np.ones(len(order), dtype=bool)
    last[:-1] = ordered[1:] != ordered[:-1]
    kept = order[last]
    places = np.full(len(pmids), GONE, dtype=np.uint32)
    places[kept] = np.arange(len(kept), dtype=np.uint32)
    starts = np.cumsum([0, *(len(segment) for segment in segments)])
    return Merged(
        places=[places[first:after] for first, after in pairwise(starts)],
        segments=numbers[kept],
        rows=(kept - starts[numbers[kept]]).astype(np.uint32),
    )


def _last_deletions(segments: Sequence[Segment]) -> tuple[U32, NDArray[np.uint16]]:
    """Returns the PMIDs that were deleted, and the number of the last segment that deletes each."""
    deleted: dict[int, int] = {}
    for number, segment in enumerate(segments):
        for pmid in segment.array(layout.DELETED, np.uint32).tolist():
            deleted[pmid] = number
    pmids = np.array(sorted(deleted), dtype=np.uint32)
    return pmids, np.array([deleted[pmid] for pmid in pmids.tolist()], dtype=np.uint16)


def merge(segments: Sequence[Segment], folder: Path, notes: dict[str, Any]) -> None:
    """Write one segment of all `segments` into `folder`, which does not exist yet."""
    plan = plan_of(segments)
    total = sum(len(segment.keys) for segment in segments)
    with SegmentWriter(folder, total) as writer:
        _write_rows(writer, segments, plan)
        for keys in _in_order([segment.keys for segment in segments], plan.places):
            writer.write_keys(keys)
        for keys in _words_in_order(segments, plan.places):
            writer.write_words(keys)
        deleted = [
            pmid
            for segment in segments
            for pmid in segment.array(layout.DELETED, np.uint32).tolist()
        ]
        writer.finish(journals_of(segment.journals for segment in segments), deleted, notes)


def _write_rows(writer: SegmentWriter, segments: Sequence[Segment], plan: Merged) -> None:
    for first in range(0, len(plan.rows), _ROWS_AT_ONCE):
        numbers = plan.segments[first : first + _ROWS_AT_ONCE]
        rows = plan.rows[first : first + _ROWS_AT_ONCE]
        pmids = np.zeros(len(rows), dtype=np.uint32)
        versions = np.zeros(len(rows), dtype=np.uint8)
        side = np.zeros(len(rows), dtype=segments[0].side.dtype)
        for number in np.unique(numbers):
            of = numbers == number
            segment = segments[number]
            pmids[of] = segment.pmids[rows[of]]
            versions[of] = segment.array(layout.VERSIONS, np.uint8)[rows[of]]
            side[of] = segment.side[rows[of]]
        writer.write_rows(pmids, versions, side)
        blobs = [
            segments[number].blob(row)
            for number, row in zip(numbers.tolist(), rows.tolist(), strict=True)
        ]
        writer.write_records(blobs, first)


def _bounds(total: int) -> list[np.uint64]:
    """Returns where hashes are cut, so that each part has as many keys as memory takes."""
    parts = max(1, -(-total // _KEYS_AT_ONCE))
    return [np.uint64(_HASHES * part // parts) for part in range(1, parts)]


def _in_order(arrays: Sequence[U64], places: Sequence[U32]) -> Iterator[U64]:
    """Yields the keys of all segments with their new rows, sorted."""
    bounds = _bounds(sum(map(len, arrays)))
    cuts = [
        [0, *(int(np.searchsorted(keys, bound << _SHIFT)) for bound in bounds), len(keys)]
        for keys in arrays
    ]
    for part in range(len(bounds) + 1):
        pieces = [
            moved(keys[cut[part] : cut[part + 1]], place)
            for keys, cut, place in zip(arrays, cuts, places, strict=True)
        ]
        together = np.concatenate(pieces)
        together.sort()
        yield together


def moved(keys: U64, place: U32) -> U64:
    """Returns keys with their new rows, without those of rows that do not stay."""
    rows = place[(keys & ROW_MASK).astype(np.int64)]
    stay = rows != GONE
    result: U64 = (keys[stay] & ~ROW_MASK) | rows[stay].astype(np.uint64)
    return result


def _words_in_order(segments: Sequence[Segment], places: Sequence[U32]) -> Iterator[U64]:
    """Yields the listed words of all segments with their new rows, sorted; each word whole."""
    lists = [
        (
            segment.array(layout.WORDS, np.uint64),
            segment.array(layout.WORD_ENDS, np.uint64).astype(np.int64),
            segment.array(layout.POSTINGS, np.uint8),
        )
        for segment in segments
    ]
    bounds = _bounds(sum(len(content) for _, _, content in lists))
    cuts = [
        [0, *(int(np.searchsorted(words, bound)) for bound in bounds), len(words)]
        for words, _, _ in lists
    ]
    for part in range(len(bounds) + 1):
        pieces: list[U64] = []
        for (words, ends, content), cut, place in zip(lists, cuts, places, strict=True):
            first, after = cut[part], cut[part + 1]
            if first == after:
                continue
            start = int(ends[first - 1]) if first else 0
            own = ends[first:after] - start
            packed = content[start : start + int(own[-1])]
            rows = decoded(packed, own)
            counts = np.diff(np.append(0, np.cumsum(packed < 128)[own - 1]))
            numbers: U64 = np.repeat(words[first:after] << _SHIFT, counts)
            pieces.append(moved(numbers | rows.astype(np.uint64), place))
        whole: U64 = np.concatenate([np.zeros(0, dtype=np.uint64), *pieces])
        whole.sort()
        yield whole
