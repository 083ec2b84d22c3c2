"""What is usual among lengths."""

from __future__ import annotations

import statistics

import pytest

from refcheck.text.lengths import cut_short, has_at_least, median


@pytest.mark.parametrize("lengths", [[3], [1, 2], [9, 1, 5], [4, 1, 3, 2], [7, 7, 1, 1, 1]])
def test_the_median_is_that_of_statistics(lengths: list[int]) -> None:
    assert median(lengths) == statistics.median(lengths)


@pytest.mark.parametrize(("count", "has"), [(0, True), (3, True), (4, False)])
def test_whether_a_text_has_enough_of_something(count: int, *, has: bool) -> None:
    assert has_at_least(count, str.isalpha, "1 a, 2 b, 3 c") is has


@pytest.mark.parametrize(("most", "cut"), [(5, "Sleep"), (4, "Sle…"), (1, "…")])
def test_a_text_that_is_cut_short_has_no_more_characters(most: int, cut: str) -> None:
    assert cut_short("Sleep", most) == cut
