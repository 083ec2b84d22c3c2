"""How a document cites: decided once for the whole of it, from how well each style explains it.

Every shape of marker is weighed by the same measures: how many of the list's numbers its markers
cover, how many of them point into the list at all, and whether the numbers first appear in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

from refcheck.extraction.intext.marker import Marker, Shape, apart
from refcheck.extraction.intext.numeric_linking import NumberedList, ReferenceNumbers
from refcheck.extraction.thresholds import (
    LEAST_STYLE_SCORE,
    LONE_NUMBERS_CITED,
    ORDER_WEIGHT,
    RANGE_WIDTH,
    SERVED_SHARE,
    STEADY_NUMBERS,
    STEADY_TRUST,
    UNCOMMA_LEAP,
    UNCOMMA_MARKERS,
    UNCOMMA_SPREAD,
    UNKNOWN_ORDER,
)
from refcheck.frozen import dataclass

__all__ = ["NumericStyle", "StyleFit", "fit_of", "numeric_style"]

# What a marker of a shape is worth by itself: "[3]" hardly ever means anything else, "(3)" and the
# digits after a word often do, and only a whole list that is covered speaks for them.
_TRUST: Final[Mapping[Shape, float]] = {
    Shape.SQUARE: 0.55,
    Shape.SUPERSCRIPT: 0.35,
    Shape.ROUND: 0.05,
    Shape.FLATTENED: 0.05,
    Shape.WORDED: 0.3,
}
_FEW: Final[Mapping[int, float]] = {1: 0.6, 2: 0.8}  # what is left of it where markers are few
# Many numbers that ascend are citations, however small a part of the list they are: an excerpt.


@dataclass(frozen=True, slots=True)
class StyleFit:
    """What speaks for a style: shares between 0 and 1, and how many numbers are cited."""

    covered: float
    inside: float
    ascending: float
    numbers: int


@dataclass(frozen=True, slots=True)
class NumericStyle:
    """A numbered style: its markers in order, the lists that they point to, how sure it is."""

    markers: tuple[Marker, ...]
    numbering: ReferenceNumbers
    score: float
    fit: StyleFit


def numeric_style(
    candidates: Mapping[Shape, Sequence[Marker]], numbering: ReferenceNumbers
) -> NumericStyle | None:
    """Returns the numbered style that explains a document best; None where none explains it."""
    if not numbering:
        return None
    styles: list[tuple[Shape, ...]] = [
        (Shape.SQUARE,),
        (Shape.ROUND,),
        (Shape.SUPERSCRIPT,),
        (Shape.FLATTENED,),
    ]
    if candidates[Shape.SUPERSCRIPT] and candidates[Shape.FLATTENED]:
        styles.append((Shape.SUPERSCRIPT, Shape.FLATTENED))
    weighed = [_style(shapes, candidates, numbering) for shapes in styles]
    best = max(weighed, key=lambda one: one.score)
    return best if best.score >= LEAST_STYLE_SCORE else None


def _style(
    shapes: Sequence[Shape],
    candidates: Mapping[Shape, Sequence[Marker]],
    numbering: ReferenceNumbers,
) -> NumericStyle:
    markers = apart(marker for shape in shapes for marker in candidates[shape])
    markers = _with_commas(markers, numbering)
    markers = [marker for marker in markers if not _is_value(marker, numbering)]
    serving = _serving(markers, numbering)
    fit = fit_of(markers, serving)
    trust = min((_TRUST[shape] for shape in shapes if candidates[shape]), default=0.0)
    trust *= _FEW.get(len(markers), 1.0)
    steady = max(0.0, 2 * fit.ascending - 1) * min(1.0, fit.numbers / STEADY_NUMBERS)
    trust = max(trust, trust + (STEADY_TRUST - trust) * steady)
    order = 1 - ORDER_WEIGHT + ORDER_WEIGHT * fit.ascending
    value = fit.inside * (trust + (1 - trust) * fit.covered) * order
    single = tuple(one for marker in markers for one in _singly(marker))
    return NumericStyle(single, serving, value if markers else 0.0, fit)


def _with_commas(markers: Sequence[Marker], numbering: ReferenceNumbers) -> list[Marker]:
    """Returns the markers, those whose commas were lost cut into their numbers."""
    parted = [_parted(marker, numbering.at(marker.start).highest) for marker in markers]
    if sum(a is not b for a, b in zip(markers, parted, strict=True)) < UNCOMMA_MARKERS:
        return parted
    reached = 0
    for place, marker in enumerate(parted):
        first, last = marker.ranges[0]
        if len(marker.ranges) == 1 and first == last and first > reached + UNCOMMA_LEAP:
            numbers = _cut(str(first), first - 1)
            if numbers and numbers[0] <= reached + 1:
                parted[place] = marker._replace(ranges=tuple((n, n) for n in numbers))
        reached = max(reached, *(max(part) for part in parted[place].ranges))
    return parted


def _parted(marker: Marker, highest: int) -> Marker:
    """Returns a marker whose numbers are together without commas cut into them: "789" is 7, 8,
    9."""
    if marker.shape not in {Shape.FLATTENED, Shape.SUPERSCRIPT} or len(marker.ranges) > 1:
        return marker
    first, last = marker.ranges[0]
    if first != last or first <= highest:
        return marker
    numbers = _cut(str(first), highest)
    return marker._replace(ranges=tuple((n, n) for n in numbers)) if numbers else marker


def _singly(marker: Marker) -> list[Marker]:
    """Returns the numbers of a marker that lost its commas as markers of their own."""
    lengths = [len(str(first)) for first, _ in marker.ranges]
    if len(lengths) < 2 or sum(lengths) != marker.end - marker.start:
        return [marker]
    ends = [marker.start + end for end in accumulate(lengths)]
    return [
        marker._replace(start=end - length, end=end, ranges=(part,))
        for end, length, part in zip(ends, lengths, marker.ranges, strict=True)
    ]


def _cut(digits: str, highest: int) -> list[int]:
    """Returns digits cut into ascending numbers that lie near each other; empty where that cannot
    be."""
    best: list[int] = []
    for length in range(1, min(len(digits), len(str(highest)) + 1)):
        numbers = _ascending(digits, length)
        near = (
            bool(numbers) and numbers[-1] <= highest and numbers[-1] - numbers[0] <= UNCOMMA_SPREAD
        )
        if near and (not best or numbers[-1] - numbers[0] < best[-1] - best[0]):
            best = numbers
    return best


def _ascending(digits: str, length: int) -> list[int]:
    """Returns the numbers that digits contain where the first has a length and each is above the
    last."""
    numbers: list[int] = []
    place = 0
    while place < len(digits):
        end = place + (len(str(numbers[-1])) if numbers else length)
        if numbers and int(digits[place:end]) <= numbers[-1]:
            end += 1
        if end > len(digits) or digits[place] == "0":
            return []
        numbers.append(int(digits[place:end]))
        place = end
    return numbers if len(numbers) > 1 else []


def _is_value(marker: Marker, numbering: ReferenceNumbers) -> bool:
    """Returns whether a number is too high to be one of a list's: a year, a value, an amount."""
    one = numbering.at(marker.start)
    return any(
        max(part) > one.farthest or part[1] - part[0] > RANGE_WIDTH for part in marker.ranges
    )


def _serving(markers: Iterable[Marker], numbering: ReferenceNumbers) -> ReferenceNumbers:
    """Returns the lists that are cited at all: a list of further reading serves no stretch of the
    text."""
    if len(numbering.lists) < 2:
        return numbering
    cited: dict[int, set[int]] = {n: set() for n in range(len(numbering.lists))}
    places = {id(one): n for n, one in enumerate(numbering.lists)}
    for marker in markers:
        one = numbering.at(marker.start)
        cited[places[id(one)]].update(
            number for number in _flat(marker, one) if number in one.numbers
        )
    shares = [len(cited[n]) / len(one.numbers) for n, one in enumerate(numbering.lists)]
    kept = {n for n, share in enumerate(shares) if share >= SERVED_SHARE}
    return numbering.narrowed(kept or {max(range(len(shares)), key=shares.__getitem__)})


def fit_of(markers: Sequence[Marker], numbering: ReferenceNumbers) -> StyleFit:
    """Returns how well markers fit the lists of a document."""
    first: dict[tuple[int, int], None] = {}
    inside = 0
    for marker in markers:
        one = numbering.at(marker.start)
        numbers = _flat(marker, one)
        known = [number for number in numbers if number in one.numbers]
        inside += bool(numbers) and len(known) == len(numbers)
        first.update(dict.fromkeys((one.start, number) for number in known))
    ascending = [a < b for a, b in pairwise(first)]
    return StyleFit(
        covered=len(first) / (numbering.size + LONE_NUMBERS_CITED),
        inside=inside / max(1, len(markers)),
        ascending=sum(ascending) / len(ascending) if ascending else UNKNOWN_ORDER,
        numbers=len(first),
    )


def _flat(marker: Marker, one: NumberedList) -> list[int]:
    """Returns the numbers of a marker, ranges filled in as far as the list goes."""
    return [number for part in marker.ranges for number in one.resolve(part)]
