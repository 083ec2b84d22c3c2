"""Which references the numbers in a text point to, and which of them point nowhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import field
from itertools import groupby
from typing import Final

from refcheck.extraction.intext.linking import InTextCitation
from refcheck.extraction.intext.marker import Marker, Shape, apart
from refcheck.extraction.thresholds import (
    CONTIGUOUS_SHARE,
    FARTHEST_FACTOR,
    FARTHEST_MORE,
    NUMBERED_SHARE,
)
from refcheck.frozen import dataclass
from refcheck.model.reference import Reference
from refcheck.model.report import CitationKind
from refcheck.text.labels import label_number, label_part

__all__ = ["NumberedList", "ReferenceNumbers", "numbered_citations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """One list, or several that count on: its numbers with the references that have them.

    `further` are those of an entry that names several works, after the first one.
    """

    start: int
    end: int
    numbers: dict[int, int]
    highest: int
    further: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def farthest(self) -> int:
        """The highest number that may be meant for the list; above it are years and values."""
        return FARTHEST_FACTOR * self.highest + FARTHEST_MORE

    def works(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Returns the references that have these numbers, as far as the list has them."""
        return tuple(
            work
            for number in numbers
            if number in self.numbers
            for work in (self.numbers[number], *self.further.get(number, ()))
        )

    def resolve(self, part: tuple[int, int]) -> list[int]:
        """Returns the numbers between the ends of a range; both ends where it runs backwards."""
        first, last = part
        if first == last:
            return [first]
        if last < first or last > self.farthest:
            return [first, last]
        return list(range(first, last + 1))


class ReferenceNumbers:
    """The numbered lists of a document, in order. Falsy where there is none.

    Printed numbers count; where no list prints any, an entry's number is its position. Where the
    numbers start anew (a list for each chapter), a place of the text is served by the next list
    after it, else by the last one.
    """

    def __init__(self, lists: Sequence[NumberedList]) -> None:
        self.lists = tuple(lists)
        self._ends = [one.end for one in lists]

    @classmethod
    def of(cls, references: Sequence[Reference]) -> ReferenceNumbers:
        """Returns the numbering of a document's references."""
        groups = [
            list(group) for _, group in groupby(references, key=lambda one: one.string.list_number)
        ]
        printed = [numbers for group in groups if (numbers := _printed(group))]
        return cls(_joined(printed or [_by_position(group) for group in groups]))

    def at(self, offset: int) -> NumberedList:
        """Returns the list that serves a place of the text."""
        return self.lists[min(bisect_left(self._ends, offset), len(self.lists) - 1)]

    def narrowed(self, kept: Collection[int]) -> ReferenceNumbers:
        """Returns the same without the lists whose places are not among `kept`."""
        return ReferenceNumbers([one for place, one in enumerate(self.lists) if place in kept])

    def __bool__(self) -> bool:
        return bool(self.lists)

    @property
    def size(self) -> int:
        """How many numbers the lists contain together."""
        return sum(len(one.numbers) for one in self.lists)


def _printed(group: Sequence[Reference]) -> NumberedList | None:
    """Returns a list by the numbers that it prints; None where it prints none, or the same
    everywhere."""
    numbers: dict[int, int] = {}
    further: dict[int, tuple[int, ...]] = {}
    labelled = 0
    for reference in group:
        number = label_number(reference.string.label)
        if number is not None:
            labelled += 1
            first = numbers.setdefault(number, reference.string.number)
            if first != reference.string.number and label_part(reference.string.label):
                further[number] = (*further.get(number, ()), reference.string.number)
    if labelled < NUMBERED_SHARE * len(group) or (labelled > 1 and len(numbers) == 1):
        return None
    return _numbered(group, numbers, further)


def _by_position(group: Sequence[Reference]) -> NumberedList:
    return _numbered(group, {n: one.string.number for n, one in enumerate(group, 1)})


def _numbered(
    group: Sequence[Reference],
    numbers: dict[int, int],
    further: dict[int, tuple[int, ...]] | None = None,
) -> NumberedList:
    return NumberedList(
        start=min(one.string.span.start for one in group),
        end=max(one.string.span.end for one in group),
        numbers=numbers,
        highest=max(numbers),
        further=further or {},
    )


def _joined(lists: Sequence[NumberedList]) -> list[NumberedList]:
    """Returns the lists, those that count on from the one before joined with it."""
    joined: list[NumberedList] = []
    for one in lists:
        before = joined[-1] if joined else None
        if before is not None and min(one.numbers) > before.highest:
            joined[-1] = NumberedList(
                start=before.start,
                end=one.end,
                numbers=before.numbers | one.numbers,
                highest=one.highest,
                further=before.further | one.further,
            )
        else:
            joined.append(one)
    return joined


# --- citations ------------------------------------------------------------------------------------

_KINDS: Final = {
    Shape.SQUARE: CitationKind.NUMERIC,
    Shape.ROUND: CitationKind.NUMERIC,
    Shape.WORDED: CitationKind.NUMERIC,
    Shape.SUPERSCRIPT: CitationKind.SUPERSCRIPT,
    Shape.FLATTENED: CitationKind.SUPERSCRIPT,
}


def numbered_citations(
    found: Sequence[Marker], worded: Sequence[Marker], numbering: ReferenceNumbers, text: str
) -> Iterator[InTextCitation]:
    """Yields the citations of a document in order: the markers that were found in its style, and
    those in words ("refs 3 and 4")."""
    markers = apart([*found, *_worded(found, worded)])
    beyond = _beyond(numbering, markers)
    for marker in markers:
        one = numbering.at(marker.start)
        numbers = list(dict.fromkeys(n for part in marker.ranges for n in one.resolve(part)))
        missing = [number for number in numbers if number not in one.numbers]
        firm = marker.shape is Shape.SQUARE and not text[marker.start - 1 : marker.start].isalnum()
        if all(_may_miss(number, one, beyond[one.start], firm=firm) for number in missing):
            yield InTextCitation(
                marker.start,
                marker.end,
                one.works(numbers),
                _KINDS[marker.shape],
                tuple(map(str, missing)),
            )


def _worded(markers: Sequence[Marker], worded: Sequence[Marker]) -> Iterator[Marker]:
    """Yields the markers in words that do not overlap the others."""
    place = 0
    for one in worded:
        while place < len(markers) and markers[place].end <= one.start:
            place += 1
        if place == len(markers) or markers[place].start >= one.end:
            yield one


def _beyond(numbering: ReferenceNumbers, markers: Sequence[Marker]) -> dict[int, set[int]]:
    """Returns, for each list, the numbers above its highest one that the text cites."""
    beyond: defaultdict[int, set[int]] = defaultdict(set)
    for marker in markers:
        one = numbering.at(marker.start)
        for part in marker.ranges:
            beyond[one.start].update(n for n in one.resolve(part) if n > one.highest)
    return beyond


def _may_miss(number: int, one: NumberedList, beyond: set[int], *, firm: bool) -> bool:
    """Returns whether a number that the list does not contain may be a citation all the same.

    A `firm` marker hardly means anything else: "as shown [31]", but not the index of "x[31]".
    """
    if number == 0 or number > one.farthest:
        return False
    if number < one.highest or firm:
        return True
    steps = number - one.highest
    return sum(n <= number for n in beyond) >= CONTIGUOUS_SHARE * steps
