"""What the numbers in a text point to, and which of several lists serves a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from refcheck.model.reference import Reference
from refcheck.text.labels import label_number

__all__ = ["NumberedList", "Numbering"]

_MOSTLY: Final = 0.7  # of the entries of a list bear a number: then the list is numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """One list, or several that count on: its numbers with the references that bear them."""

    start: int
    end: int
    numbers: dict[int, int]
    highest: int


class Numbering:
    """The numbered lists of a document, in order. Falsy where there is none.

    Printed numbers count; where no list prints any, an entry's number is its position. Where the
    numbers start anew (a list for each chapter), a place of the text is served by the next list
    behind it, else by the last one.
    """

    def __init__(self, lists: Sequence[NumberedList]) -> None:
        self.lists = tuple(lists)
        self._ends = [one.end for one in lists]

    @classmethod
    def of(cls, references: Sequence[Reference]) -> Numbering:
        """The numbering of a document's references."""
        groups = [
            list(group) for _, group in groupby(references, key=lambda one: one.string.list_number)
        ]
        printed = [numbers for group in groups if (numbers := _printed(group))]
        return cls(_joined(printed or [_by_position(group) for group in groups]))

    def at(self, offset: int) -> NumberedList:
        """The list that serves a place of the text."""
        if len(self.lists) == 1:
            return self.lists[0]
        return self.lists[min(bisect_left(self._ends, offset), len(self.lists) - 1)]

    def narrowed(self, kept: Collection[int]) -> Numbering:
        """The same without the lists whose places are not among `kept`."""
        return Numbering([one for place, one in enumerate(self.lists) if place in kept])

    def __bool__(self) -> bool:
        return bool(self.lists)

    @property
    def size(self) -> int:
        """How many numbers the lists hold together."""
        return sum(len(one.numbers) for one in self.lists)


def _printed(group: Sequence[Reference]) -> NumberedList | None:
    """A list by the numbers that it prints; None where it prints none, or the same everywhere."""
    numbers: dict[int, int] = {}
    labelled = 0
    for reference in group:
        number = label_number(reference.string.label)
        if number is not None:
            labelled += 1
            numbers.setdefault(number, reference.string.number)
    if labelled < _MOSTLY * len(group) or (labelled > 1 and len(numbers) == 1):
        return None
    return _numbered(group, numbers)


def _by_position(group: Sequence[Reference]) -> NumberedList:
    return _numbered(group, {n: one.string.number for n, one in enumerate(group, 1)})


def _numbered(group: Sequence[Reference], numbers: dict[int, int]) -> NumberedList:
    return NumberedList(
        start=min(one.string.span.start for one in group),
        end=max(one.string.span.end for one in group),
        numbers=numbers,
        highest=max(numbers),
    )


def _joined(lists: Sequence[NumberedList]) -> list[NumberedList]:
    """The lists, those that count on from the one before joined with it."""
    joined: list[NumberedList] = []
    for one in lists:
        before = joined[-1] if joined else None
        if before is not None and min(one.numbers) > before.highest:
            joined[-1] = NumberedList(
                start=before.start,
                end=one.end,
                numbers=before.numbers | one.numbers,
                highest=one.highest,
            )
        else:
            joined.append(one)
    return joined
