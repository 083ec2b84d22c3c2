"""The citations of a document with numbered markers: which numbers point where, which nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from refcheck.extraction.intext.linking import Found
from refcheck.extraction.intext.marker import Marker, Shape, apart
from refcheck.extraction.intext.numbering import NumberedList
from refcheck.extraction.intext.style import FARTHEST, NumericStyle, resolve
from refcheck.model.report import CitationKind

__all__ = ["numbered_citations"]

_KINDS: Final = {
    Shape.SQUARE: CitationKind.NUMERIC,
    Shape.ROUND: CitationKind.NUMERIC,
    Shape.WORDED: CitationKind.NUMERIC,
    Shape.RAISED: CitationKind.SUPERSCRIPT,
    Shape.GLUED: CitationKind.SUPERSCRIPT,
}
# Of the numbers from the end of the list up to a number that it does not hold are cited too: a list
# that lost its end, not a value in brackets.
_CONTIGUOUS: Final = 0.6


def numbered_citations(
    style: NumericStyle, candidates: Mapping[Shape, Sequence[Marker]], text: str
) -> Iterator[Found]:
    """The citations of a document in its style, in order, with those in words ("refs 3 and 4")."""
    markers = apart([*style.markers, *_worded(style.markers, candidates[Shape.WORDED])])
    beyond = _beyond(style, markers)
    for marker in markers:
        one = style.numbering.at(marker.start)
        numbers = list(dict.fromkeys(n for part in marker.ranges for n in resolve(part, one)))
        missing = [number for number in numbers if number not in one.numbers]
        firm = marker.shape is Shape.SQUARE and not text[marker.start - 1 : marker.start].isalnum()
        if all(_may_miss(number, one, beyond[one.start], firm=firm) for number in missing):
            yield Found(
                marker.start,
                marker.end,
                tuple(one.numbers[number] for number in numbers if number in one.numbers),
                _KINDS[marker.shape],
                tuple(map(str, missing)),
            )


def _worded(markers: Sequence[Marker], worded: Sequence[Marker]) -> Iterator[Marker]:
    """The markers in words that are none of the others."""
    place = 0
    for one in worded:
        while place < len(markers) and markers[place].end <= one.start:
            place += 1
        if place == len(markers) or markers[place].start >= one.end:
            yield one


def _beyond(style: NumericStyle, markers: Sequence[Marker]) -> dict[int, set[int]]:
    """For each list, the numbers above its highest one that the text cites."""
    beyond: defaultdict[int, set[int]] = defaultdict(set)
    for marker in markers:
        one = style.numbering.at(marker.start)
        for part in marker.ranges:
            beyond[one.start].update(n for n in resolve(part, one) if n > one.highest)
    return beyond


def _may_miss(number: int, one: NumberedList, beyond: set[int], *, firm: bool) -> bool:
    """Whether a number that the list does not hold may be a citation all the same.

    A `firm` marker hardly means anything else: "as shown [31]", but not the index of "x[31]".
    """
    if number == 0 or number > FARTHEST * one.highest + 10:
        return False
    if number < one.highest or firm:
        return True
    steps = number - one.highest
    return sum(n <= number for n in beyond) >= _CONTIGUOUS * steps
