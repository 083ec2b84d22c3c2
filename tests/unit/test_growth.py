"""The measure of growth tells work in proportion from work that runs away."""

from __future__ import annotations

import re

from tests.growth import grows_in_proportion


def test_work_in_proportion() -> None:
    assert grows_in_proportion(lambda size: [str(number) for number in range(size)], 200_000)
    assert grows_in_proportion(lambda size: re.findall("a+", "a b" * size), 200_000)
    assert grows_in_proportion(sorted_numbers, 100_000)


def sorted_numbers(size: int) -> list[int]:
    return sorted(range(size), key=lambda number: -number)


def test_a_loop_within_a_loop() -> None:
    assert not grows_in_proportion(
        lambda size: [sum(1 for _ in range(number)) for number in range(size)], 1_000
    )


def test_a_text_that_is_copied_for_each_of_its_characters() -> None:
    def cut(size: int) -> None:
        text = "a" * size
        while text:
            text = text[1:]

    assert not grows_in_proportion(cut, 40_000)


def test_a_pattern_that_begins_again_at_each_place() -> None:
    assert not grows_in_proportion(lambda size: re.search("a+b", "a" * size), 3_000)
