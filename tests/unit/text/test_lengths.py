"""What is usual among lengths."""

from __future__ import annotations

import statistics

import pytest

from refcheck.text.lengths import median


@pytest.mark.parametrize("lengths", [[3], [1, 2], [9, 1, 5], [4, 1, 3, 2], [7, 7, 1, 1, 1]])
def test_the_median_is_that_of_statistics(lengths: list[int]) -> None:
    assert median(lengths) == statistics.median(lengths)
