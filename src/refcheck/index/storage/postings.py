"""Lists of rows for each word, as small as they go: differences of 7 bits a byte (LEB128)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from refcheck.index.records.hashes import ROW_BITS, ROW_MASK, U32, U64

__all__ = ["decoded", "encoded"]

_SHIFT: Final = np.uint64(ROW_BITS)
_BYTES: Final = 4  # of a difference: 28 bits
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
    if not len(content):
        return np.zeros(0, dtype=np.uint32)
    stops = np.flatnonzero(content < 128)
    starts = np.append(0, stops[:-1] + 1)
    values = np.zeros(len(stops), dtype=np.int64)
    lengths = stops - starts + 1
    for byte in range(_BYTES):
        has = lengths > byte
        if not has.any():
            break
        part = (content[starts[has] + byte] & 127).astype(np.int64)
        values[has] += part << (7 * byte)
    total = np.cumsum(values)
    if ends is not None and len(ends) > 1:
        # Each list begins again at 0.
        begins = np.searchsorted(stops, ends[:-1])
        before = total[begins - 1]
        counts = np.diff(np.append(begins, len(stops)))
        total[begins[0] :] -= np.repeat(before, counts)
    return total.astype(np.uint32)
