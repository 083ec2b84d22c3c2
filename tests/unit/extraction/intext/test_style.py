"""The numbered style that explains a document, from what its markers cover."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.marker import Marker, Shape
from refcheck.extraction.intext.numeric import find_markers
from refcheck.extraction.intext.numeric_linking import NumberedList, ReferenceNumbers
from refcheck.extraction.intext.style import NumericStyle, fit_of, numeric_style

LIST = NumberedList(start=1000, end=2000, numbers={n: n for n in range(1, 11)}, highest=10)


def style(body: str, count: int) -> NumericStyle | None:
    article = Article(body).numbered(count)
    body = BodyText(article.document, article.references)
    return numeric_style(find_markers(body), ReferenceNumbers.of(article.references))


@pytest.mark.parametrize(
    ("part", "numbers"),
    [
        ((3, 3), [3]),
        ((3, 5), [3, 4, 5]),
        ((8, 12), [8, 9, 10, 11, 12]),
        ((5, 3), [5, 3]),  # backwards: both its ends
        ((3, 30), list(range(3, 31))),
        ((3, 31), [3, 31]),  # twice the highest number and ten: an interval of values
    ],
)
def test_the_numbers_of_a_range(part: tuple[int, int], numbers: list[int]) -> None:
    assert LIST.resolve(part) == numbers


def marker(*numbers: int, at: int = 0) -> Marker:
    return Marker(at, at + 3, Shape.SQUARE, tuple((n, n) for n in numbers))


def test_what_speaks_for_a_style() -> None:
    markers = [marker(1), marker(2, 3, at=10), marker(99, at=20), marker(5, at=30)]
    fit = fit_of(markers, ReferenceNumbers([LIST]))
    assert fit.numbers == 4
    assert fit.inside == pytest.approx(3 / 4)
    assert fit.ascending == 1
    assert 0.3 < fit.covered < 0.4  # four of ten, and a little less
    assert fit_of([marker(2), marker(1, at=10)], ReferenceNumbers([LIST])).ascending == 0
    assert fit_of([], ReferenceNumbers([LIST])).numbers == 0


STYLES = [
    ("as [1] and [2] and [3] say", 3, Shape.SQUARE),
    ("as (1) and men (2) and (3) say", 3, Shape.ROUND),
    ("as patients¹ and men² and all³", 3, Shape.SUPERSCRIPT),
    ("as patients1 and men2 and women3 say.", 3, Shape.FLATTENED),
]


@pytest.mark.parametrize(("body", "count", "shape"), STYLES)
def test_the_style_of_a_text(body: str, count: int, shape: Shape) -> None:
    found = style(body, count)
    assert found is not None
    assert {one.shape for one in found.markers} == {shape}
    assert found.fit.numbers == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("no number at all", 3),
        ("it took (3) of the days", 30),  # one of thirty
        ("in (2015) and (2016)", 3),
        ("of men12 and women30", 40),
    ],
)
def test_a_text_that_does_not_cite_by_numbers(body: str, count: int) -> None:
    assert style(body, count) is None


def test_square_brackets_are_trusted_more_than_round_ones() -> None:
    square, around = style("as [1] and [2] say", 6), style("as (1) and (2) say", 6)
    assert square is not None
    assert around is None or around.score < square.score


@pytest.mark.parametrize(("number", "is_marker"), [(30, True), (31, False)])
def test_a_number_far_above_the_list_is_a_value(number: int, *, is_marker: bool) -> None:
    body = f"as [1] [2] [3] [4] [5] [6] [7] [8] [9] [10] say of [{number}]"
    found = style(body, 10)
    assert found is not None
    assert any((number, number) in one.ranges for one in found.markers) is is_marker


def test_numbers_that_lost_their_commas_are_cut_apart() -> None:
    found = style("as patients¹ and men² and women³ and all⁷⁸⁹ and more⁴⁵⁶ say", 9)
    assert found is not None
    numbers = [one.ranges[0][0] for one in found.markers]
    assert numbers == [1, 2, 3, 7, 8, 9, 4, 5, 6]
    assert all(one.end - one.start == 1 for one in found.markers)
