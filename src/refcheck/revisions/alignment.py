"""From a place in a reference on one line to its place in the source of the document."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

__all__ = ["Alignment"]

_LONGEST: Final = 20_000  # characters; aligning takes the square of them


class Alignment:
    """Which piece of `source` each character of `plain` comes from.

    The source of a reference may have its words on several lines, some broken by a hyphen, or have
    the commands of LaTeX between them.
    """

    def __init__(self, plain: str, source: str) -> None:
        self._starts: list[int | None] = [None] * len(plain)
        self._ends: list[int | None] = [None] * len(plain)
        if plain == source:
            self._starts = list(range(len(plain)))
            self._ends = list(range(1, len(plain) + 1))
        elif max(len(plain), len(source)) <= _LONGEST:
            self._align(plain, source)

    def _align(self, plain: str, source: str) -> None:
        matcher = SequenceMatcher(None, source, plain, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                for step in range(b - a):
                    self._starts[c + step] = a + step
                    self._ends[c + step] = a + step + 1
            elif kind == "replace":  # "é" of "\'e", a blank of a line end: as one
                self._starts[c] = a
                self._ends[d - 1] = b

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Returns the place in the source of `start` to `end`; None where it cannot be told.

        An insertion (`start` equal to `end`) goes after the character before it, or before the one
        after it.
        """
        if start == end:
            before = self._ends[start - 1] if start else None
            after = self._starts[start] if start < len(self._starts) else None
            place = before if before is not None else after
            return (place, place) if place is not None else None
        first, last = self._starts[start], self._ends[end - 1]
        if first is None or last is None or last < first:
            return None
        return first, last
