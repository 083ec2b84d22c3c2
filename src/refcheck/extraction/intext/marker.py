"""What a numbered marker is: its place, its shape, the numbers that it prints."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from refcheck.text.labels import lower_digits
from refcheck.text.patterns import lazy_regex

__all__ = ["DASH", "NUMBERS", "Marker", "Shape", "apart", "read_numbers"]


class Shape(Enum):
    """How a numbered marker looks."""

    SQUARE = "square"  # [3-5]
    ROUND = "round"  # (3-5)
    SUPERSCRIPT = "superscript"  # a superscript, where the format or the characters show it
    FLATTENED = "flattened"  # a superscript that extraction has left as plain digits: "patients3-5"
    WORDED = "worded"  # "refs 3 and 4"


class Marker(NamedTuple):
    """A place that may be a marker. `ranges` are its parts as (first, last), equal for one number.

    A range that runs backwards keeps its order.
    """

    start: int
    end: int
    shape: Shape
    ranges: tuple[tuple[int, int], ...]


DASH: Final = r"[-–—−‐‑‒⁻]"
_PART: Final = rf"\d{{1,5}}(?:\s{{0,2}}{DASH}\s{{0,2}}\d{{1,5}})?"
_BETWEEN: Final = r"(?:\s{0,2}[,;]\s{0,2}(?:(?:and|&)\s{1,2})?|\s{1,2}(?:and|&|und|et|y|e)\s{1,2})"
NUMBERS: Final = rf"{_PART}(?:{_BETWEEN}{_PART}){{0,80}}"
_READ: Final = lazy_regex(rf"(\d{{1,40}})(?:\s{{0,2}}{DASH}\s{{0,2}}(\d{{1,5}}))?")


@lru_cache(maxsize=4_096)  # a text cites the same numbers again and again
def read_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Returns the numbers that a marker prints, as ranges: "3-5,7" is ((3, 5), (7, 7))."""
    found = _READ.finditer(lower_digits(text))
    return tuple((int(one[1]), int(one[2] or one[1])) for one in found)


def apart(markers: Iterable[Marker]) -> list[Marker]:
    """Returns markers in order, without those that overlap an earlier one."""
    kept: list[Marker] = []
    for marker in sorted(markers, key=lambda one: (one.start, one.shape is Shape.FLATTENED)):
        if not kept or marker.start >= kept[-1].end:
            kept.append(marker)
    return kept
