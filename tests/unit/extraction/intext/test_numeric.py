"""Candidates for numbered markers, by their shape."""

from __future__ import annotations

import pytest

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.marker import Shape
from refcheck.extraction.intext.numeric import find_markers
from refcheck.model.document import Document


def found(text: str, shape: Shape) -> list[str]:
    markers = find_markers(BodyText(Document(path="a", text=text), []))[shape]
    return [text[one.start : one.end] for one in markers]


MARKERS = [
    (Shape.SQUARE, "as shown [3].", ["[3]"]),
    (Shape.SQUARE, "as shown [3-5, 7].", ["[3-5, 7]"]),
    (Shape.SQUARE, "as shown [see 3 and 4].", ["[see 3 and 4]"]),
    (Shape.SQUARE, "as shown [3, p. 12].", ["[3, p. 12]"]),
    (Shape.SQUARE, "as shown [3]–[5].", ["[3]–[5]"]),
    (Shape.SQUARE, "as shown [3], [5].", ["[3]", "[5]"]),
    (Shape.SQUARE, "a word [sic] and [10 mg]", []),
    (Shape.SQUARE, "the CI [0.5, 1.2] is wide", []),
    (Shape.ROUND, "as shown (3).", ["(3)"]),
    (Shape.ROUND, "as shown (3, 4).", ["(3, 4)"]),
    (Shape.ROUND, "equation (3) and Fig. (4)", []),
    (Shape.ROUND, "f(3) and (3)x", []),
    (Shape.ROUND, "Men 12 (40) 15 (50)", []),
    (Shape.ROUND, "They are (1) pain, (2) sleep, and (3) mood", []),
    (Shape.WORDED, "see refs 3 and 4 on this", ["refs 3 and 4"]),
    (Shape.WORDED, "in ref. 12", ["ref. 12"]),
    (Shape.WORDED, "Reference 5 says", ["Reference 5"]),
    (Shape.WORDED, "a reference of 5.2 mg", []),
    (Shape.WORDED, "brief 3", []),
]


@pytest.mark.parametrize(("shape", "text", "expected"), MARKERS)
def test_candidates_for_markers(shape: Shape, text: str, expected: list[str]) -> None:
    assert found(text, shape) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the effect is\n\n      E = E0 + C / (K + C)              (4)\n\nand", []),
        ("the rate is\n      dC/dt = -k C     (5)\n", []),
        ("it follows\n                                    (6)\n", []),
        ("E = mc2\t(7)\n", []),
        ("a = b (8)\n", []),
        ("as found before (9)\nand later", ["(9)"]),
        ("at a dose of C = 2 it was found by others as well (3)\nand", ["(3)"]),
    ],
)
def test_the_number_of_a_formula_is_not_a_marker(text: str, expected: list[str]) -> None:
    assert found(text, Shape.ROUND) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("words.\n[3] Item", []), ("as others\n[3] found", ["[3]"]), ("Smith et al.\n[3]", ["[3]"])],
)
def test_the_label_of_an_item_is_not_a_marker(text: str, expected: list[str]) -> None:
    assert found(text, Shape.SQUARE) == expected
