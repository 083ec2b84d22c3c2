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


def best(
    monkeypatch: pytest.MonkeyPatch,
    texts: list[str],
    *,
    odds: float = 0.0,
    whole: float = 0.0,
    part: float = 0.0,
    order: float = 0.0,
) -> list[int]:
    """Where entries begin, if every row has the same odds, and one entry of all rows or of a part
    of them has these values."""
    count = len(texts)
    monkeypatch.setattr(
        segmentation._Cutter,
        "_weigh",
        lambda _, first, last, __: whole if (first, last) == (0, count) else part,
    )
    cutter = segmentation._Cutter(rows(*texts))
    cutter.marks = [{"any": "row"}] * count
    return cutter.best({"any": {"row": odds}}, order)


@pytest.mark.parametrize(("odds", "starts"), [(-4.9, [0, 1]), (-5.1, [0])])
def test_rows_that_hardly_begin_an_entry_are_not_tried(
    monkeypatch: pytest.MonkeyPatch, odds: float, starts: list[int]
) -> None:
    assert best(monkeypatch, ["Sleep", "Mood"], odds=odds, whole=-20) == starts


@pytest.mark.parametrize(("count", "is_one"), [(30, True), (31, False)])
def test_thirty_rows_are_tried_as_the_beginning(
    monkeypatch: pytest.MonkeyPatch, count: int, *, is_one: bool
) -> None:
    assert (best(monkeypatch, ["Sleep"] * count, part=-10) == [0]) is is_one


@pytest.mark.parametrize(("count", "is_one"), [(19, True), (20, False)])
def test_the_longest_entry(monkeypatch: pytest.MonkeyPatch, count: int, *, is_one: bool) -> None:
    """Of 6000 characters: each row has 301."""
    assert (best(monkeypatch, ["a" * 300] * count, part=-10) == [0]) is is_one


@pytest.mark.parametrize(("part", "starts"), [(-0.2375, [0, 1]), (-0.2625, [0])])
def test_what_the_alphabet_speaks_for_a_cut(
    monkeypatch: pytest.MonkeyPatch, part: float, starts: list[int]
) -> None:
    assert best(monkeypatch, ["Adams", "Brown"], part=part, order=1) == starts


def test_habits_are_learnt_on_three_thousand_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(segmentation._Cutter, "best", lambda *_: [0])
    monkeypatch.setattr(
        segmentation, "_learn", lambda learnt: seen.append(len(learnt)) or ({}, 0.0, [])
    )
    segmentation.cut(rows(*["Sleep"] * 3_500))
    assert seen == [3_000]


def test_habits_are_learnt_in_three_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def cut_differently(*_: object) -> list[int]:
        seen.append(len(seen))
        return [0, len(seen)]

    monkeypatch.setattr(segmentation._Cutter, "best", cut_differently)
    segmentation._learn(rows(*["Sleep"] * 9))
    assert len(seen) == 3 + 1  # and the cut by what was learnt


def test_a_cut_that_is_settled_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def cut_alike(*_: object) -> list[int]:
        seen.append(len(seen))
        return [0]

    monkeypatch.setattr(segmentation._Cutter, "best", cut_alike)
    assert segmentation.cut(rows(*["Sleep"] * 9)) == [range(9)]
    assert len(seen) == 2  # the second one shows that it is settled
