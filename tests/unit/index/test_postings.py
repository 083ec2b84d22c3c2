"""Lists of rows, packed and unpacked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.index.records.hashes import ROW_BITS, ROW_MASK
from refcheck.index.storage.postings import decoded, encoded

LISTS = st.dictionaries(
    st.integers(0, 2**38 - 1),
    st.sets(st.integers(0, 2**26 - 1), min_size=1, max_size=40),
    max_size=12,
)


@given(LISTS)
def test_every_list_comes_back(lists: dict[int, set[int]]) -> None:
    keys = np.array(
        sorted(word << ROW_BITS | row for word, rows in lists.items() for row in rows),
        dtype=np.uint64,
    )
    words, ends, content = encoded(keys)
    assert words.tolist() == sorted(lists)
    start = 0
    for word, end in zip(words.tolist(), ends.tolist(), strict=True):
        assert decoded(content[start:end]).tolist() == sorted(lists[word])
        start = end
    together = decoded(content, ends.astype(np.int64)) if len(content) else keys
    assert together.tolist() == (keys & ROW_MASK).tolist()


@pytest.mark.parametrize("delta", [0, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 2**26 - 1])
def test_differences_on_either_side_of_a_byte(delta: int) -> None:
    _, _, content = encoded(np.array([1 << ROW_BITS | delta], dtype=np.uint64))
    assert decoded(content).tolist() == [delta]
