"""Lists of rows, packed and unpacked."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.index.records.hashes import ROW_BITS, ROW_MASK
from refcheck.index.storage.postings import PIECE, both, decoded, encoded, marks_of, shared

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


def _packed(rows: list[int]) -> tuple[np.ndarray[tuple[int], np.dtype[np.uint8]], list[int]]:
    _, _, content = encoded(np.array([7 << ROW_BITS | row for row in rows], dtype=np.uint64))
    return content, rows


def _rows(rows: set[int]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(sorted(rows), dtype=np.uint32)


@pytest.mark.parametrize("count", [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 5 * PIECE + 3])
@given(data=st.data())
def test_what_rows_share_with_a_list_of_some_pieces(count: int, data: st.DataObject) -> None:
    step = data.draw(st.sampled_from([1, 3, 200, 70_000]))
    first = data.draw(st.integers(0, 300))
    content, listed = _packed([first + step * number for number in range(count)])
    near = [min(row + one, 2**26 - 1) for row in listed for one in (0, 1)]
    asked = data.draw(st.sets(st.sampled_from(near) | st.integers(0, 2**26 - 1), min_size=1))
    expected = sorted(asked & set(listed))
    assert shared(content, marks_of(content), _rows(asked)).tolist() == expected
    assert both(_rows(asked), _rows(set(listed))).tolist() == expected
    assert both(_rows(set(listed)), _rows(asked)).tolist() == expected


def test_nothing_is_shared_with_nothing() -> None:
    some = _rows({1, 2})
    assert both(some, some[:0]).tolist() == both(some[:0], some).tolist() == []


@pytest.mark.parametrize("stretch", [1, 2, 7, 64, 1000])
@pytest.mark.parametrize("count", [1, PIECE, 2 * PIECE, 5 * PIECE + 3])
def test_a_list_is_unpacked_in_stretches(
    stretch: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, listed = _packed([number * number * 5 for number in range(count)])
    whole = marks_of(content)
    monkeypatch.setattr("refcheck.index.storage.postings._STRETCH", stretch)
    assert decoded(content).tolist() == listed
    assert marks_of(content).rows.tolist() == whole.rows.tolist()
    assert marks_of(content).places.tolist() == whole.places.tolist()


def test_the_longest_lists_need_little_memory() -> None:
    _, _, content = encoded(np.arange(7 << ROW_BITS, (7 << ROW_BITS) + 3_000_000, dtype=np.uint64))
    rows = np.arange(0, 3_000_000, 20, dtype=np.uint32)
    tracemalloc.start()
    try:
        marks = marks_of(content)
        _, of_marks = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        assert len(shared(content, marks, rows)) == len(rows)
        _, of_shared = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert of_marks < 8e6  # for the list as a whole it is 69 MB
    assert of_shared < 8e6  # with all pieces at once it is 60 MB
    assert marks.nbytes < 1e5


@pytest.mark.parametrize("pieces", [1, 2, 7])
def test_pieces_are_unpacked_some_at_a_time(pieces: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content, listed = _packed([3 * number for number in range(5 * PIECE + 3)])
    marks = marks_of(content)
    monkeypatch.setattr("refcheck.index.storage.postings._PIECES", pieces)
    for step in (1, 100, PIECE, 5 * PIECE):
        asked = {row + one for row in listed[::step] for one in (0, 1)}
        assert shared(content, marks, _rows(asked)).tolist() == sorted(asked & set(listed))
