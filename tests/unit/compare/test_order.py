"""The longest ascending part of a sequence."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.compare.order import longest_ascending


@pytest.mark.parametrize(
    ("values", "positions"),
    [
        ([], []),
        ([None], []),
        ([5], [0]),
        ([1, 9, 2, None, 3], [0, 2, 4]),
        ([3, 2, 1], [2]),
        ([2, 2, 2], [2]),
    ],
)
def test_longest_ascending(values: list[int | None], positions: list[int]) -> None:
    assert longest_ascending(values) == positions


@given(st.lists(st.none() | st.integers(0, 9), max_size=8))
def test_no_ascending_part_is_longer(values: list[int | None]) -> None:
    found = longest_ascending(values)
    parts = [
        part
        for size in range(1, len(values) + 1)
        for part in combinations(values, size)
        if None not in part and all(a < b for a, b in pairwise(part))  # type: ignore[operator]
    ]
    assert len(found) == max(map(len, parts), default=0)
    ascending = [values[at] for at in found]
    assert all(a < b for a, b in pairwise(ascending))  # type: ignore[operator]
    assert found == sorted(found)
