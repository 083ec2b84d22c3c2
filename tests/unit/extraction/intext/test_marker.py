"""The numbers that a marker prints, and markers that overlap."""

from __future__ import annotations

import pytest

from refcheck.extraction.intext.marker import Marker, Shape, apart, read_numbers


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("3", ((3, 3),)),
        ("[3]", ((3, 3),)),
        ("3-5", ((3, 5),)),
        ("3–5, 7", ((3, 5), (7, 7))),
        ("3 and 4", ((3, 3), (4, 4))),
        ("1,2,10", ((1, 1), (2, 2), (10, 10))),
        ("³⁻⁵", ((3, 5),)),
        ("¹,²", ((1, 1), (2, 2))),
        ("12-9", ((12, 9),)),  # a range that runs backwards keeps its order
        ("refs 3 − 5", ((3, 5),)),
        ("no number", ()),
    ],
)
def test_the_numbers_of_a_marker(text: str, ranges: tuple[tuple[int, int], ...]) -> None:
    assert read_numbers(text) == ranges


def marker(start: int, end: int, shape: Shape = Shape.SQUARE) -> Marker:
    return Marker(start, end, shape, ((1, 1),))


def test_of_markers_that_overlap_the_earlier_one_is_taken() -> None:
    found = apart([marker(10, 14), marker(0, 3), marker(2, 5), marker(3, 4)])
    assert [(one.start, one.end) for one in found] == [(0, 3), (3, 4), (10, 14)]


def test_of_two_at_one_place_the_flattened_one_gives_way() -> None:
    (one,) = apart([marker(0, 2, Shape.FLATTENED), marker(0, 1, Shape.SUPERSCRIPT)])
    assert one.shape is Shape.SUPERSCRIPT
