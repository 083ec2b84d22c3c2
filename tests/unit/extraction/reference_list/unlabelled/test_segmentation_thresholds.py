"""The numbers by which a list without labels is cut, on either side of each."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from refcheck.extraction.reference_list.unlabelled import segmentation
from refcheck.extraction.reference_list.unlabelled.segmentation import Row


def rows(*texts: str, gap: int = 0) -> list[Row]:
    return [Row(text, 0, gap) for text in texts]


@pytest.mark.parametrize(
    ("count", "blank", "small", "is_spaced"),
    [
        (5, 5, 4, False),
        (6, 6, 4, True),
        (100, 81, 50, True),
        (100, 80, 50, False),
        (100, 100, 21, True),
        (100, 100, 20, False),
    ],
)
def test_a_blank_line_after_every_line(
    count: int, blank: int, small: int, *, is_spaced: bool
) -> None:
    lines = ["and sleep"] * small + ["Smith J. Sleep."] * (count - small)
    found = [Row(text, 0, 1 if n < blank else 0) for n, text in enumerate(lines)]
    assert segmentation._double_spaced(found) is is_spaced


def test_the_width_is_that_of_nearly_the_longest_line() -> None:
    assert segmentation._width(rows(*("a" * n for n in range(1, 102)))) == 96


@pytest.mark.parametrize(
    ("left", "width", "slack"),
    [(3, 150, "full"), (3, 140, "some"), (22, 100, "some"), (23, 100, "much")],
)
def test_what_is_left_of_a_line(left: int, width: int, slack: str) -> None:
    """Behind a word of four characters and the space before it."""
    before, row = rows("a" * (width - 5 - left), "four words")
    assert segmentation._slack(before, row, width) == slack


@pytest.mark.parametrize(("width", "slack"), [(180, "full"), (181, "much")])
def test_paragraphs_are_not_wrapped(width: int, slack: str) -> None:
    before, row = rows("a" * (width - 6), "four words")
    assert segmentation._slack(before, row, width) == slack


@pytest.mark.parametrize(
    ("text", "after", "year"),
    [
        ("a" * 205 + " (2015)", None, "soon"),
        ("a" * 225 + " (2015)", None, "none"),
        ("a" * 118, "Sleep (2015)", "soon"),
        ("a" * 122, "Sleep (2015)", "none"),
        ("a", "b" * 90 + " (2015)", "soon"),
        ("a", "b" * 97 + " (2015)", "none"),
    ],
)
def test_where_the_year_of_an_entry_is_looked_for(text: str, after: str | None, year: str) -> None:
    following = Row(after, 0, 0) if after else None
    assert segmentation._year(Row(text, 0, 0), following) == year


@pytest.mark.parametrize(
    ("first", "last", "length", "value"),
    [
        (1, 2, 50, 0.0),
        (1, 2, 39, -2.0),  # a short entry
        (1, 2, 40, 0.0),
        (2, 3, 50, -2.0),  # without a year
        (0, 9, 50, -0.35),  # more than eight rows
        (0, 8, 50, 0.0),
    ],
)
def test_how_well_rows_make_an_entry(first: int, last: int, length: int, value: float) -> None:
    texts = ["Smith J 2015", "Smith J 2015", "Smith J", *["Smith J 2015"] * 9]
    cutter = segmentation._Cutter(rows(*texts))
    assert cutter._weigh(first, last, length) == pytest.approx(value)


@pytest.mark.parametrize(
    ("count", "in_order", "order"),
    [(5, 5, 3.0), (4, 4, 0.0), (10, 8, 1.0), (10, 7, 0.0)],
)
def test_the_order_of_a_list(count: int, in_order: int, order: float) -> None:
    keys = ["b"]
    for pair in range(count):
        keys.append(keys[-1] + "a" if pair < in_order else chr(ord("a") - pair + in_order - 1))
    assert segmentation._order(keys, range(len(keys))) == pytest.approx(order)


@pytest.mark.parametrize(("entries", "is_habit"), [(6, True), (5, False)])
def test_six_entries_with_a_blank_line_before_them_are_a_habit(
    entries: int, *, is_habit: bool
) -> None:
    assert segmentation._parted(Counter(blank=entries), Counter()) is is_habit


def test_habits_are_drawn_towards_the_priors() -> None:
    marks = [{name: next(iter(values)) for name, values in segmentation._PRIORS.items()}] * 9
    marks = [{**mark, "ending": "open" if n % 2 else "stop"} for n, mark in enumerate(marks)]
    weights = segmentation._habits(marks, [0, 2, 4, 6, 8])
    odds = math.log(4.5 / 6) - math.log(0.5 / 5)
    assert weights["ending"]["stop"] == pytest.approx(0.5 * odds + 0.5 * 0.8)


def test_a_habit_has_its_bounds() -> None:
    marks = [{name: next(iter(values)) for name, values in segmentation._PRIORS.items()}] * 9999
    marks = [{**mark, "shape": "surname" if n % 2 else "small"} for n, mark in enumerate(marks)]
    weights = segmentation._habits(marks, range(1, 9999, 2))
    assert weights["shape"]["surname"] == 6.0
    assert weights["shape"]["small"] == -6.0
