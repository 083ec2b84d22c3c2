"""From a place in a reference on one line to its place in the source of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["Alignment"]

_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"\w+")
_SOURCE_WORD: Final = re.compile(r"(?<![\\\w])\w+")  # and no command
# Where the two differ, they are taken to go on alike where so many characters agree, the most
# first; looked for within so many characters of either: "\textquotedblleft{}", a page header.
_AGREEING: Final = (8, 5, 3, 1)
_PLAIN_REACH: Final = 6
_SOURCE_REACH: Final = 120


class Alignment:
    """Which piece of `source` each character of `plain` comes from.

    The source of a reference may have its words on several lines, some broken by a hyphen, or have
    the commands of LaTeX between them. What cannot be told has no place.
    """

    def __init__(self, plain: str, source: str) -> None:
        self._starts: list[int | None] = [None] * len(plain)
        self._ends: list[int | None] = [None] * len(plain)
        text, places = _on_one_line(source)
        for (start, end), (first, last) in _blocks(plain, text):
            piece = plain[start:end]
            if end > start and text.count(piece, first, last) == 1:
                first = text.index(piece, first, last)  # "99" of "\\textbf{99}"
                last = first + len(piece)
            if end - start == last - first:
                for step in range(end - start):
                    self._starts[start + step] = places[first + step]
                    self._ends[start + step] = places[first + step + 1]
            elif end > start and last > first:  # "é" of "\'e", as one
                self._starts[start] = places[first]
                self._ends[end - 1] = places[last]
                for word, at in _words_of_both(piece, text[first:last]):
                    for step in range(word.end() - word.start()):
                        self._starts[start + word.start() + step] = places[first + at + step]
                        self._ends[start + word.start() + step] = places[first + at + step + 1]

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


def _words_of_both(plain: str, source: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yields the words that both pieces have once, and where each is in `source`: the number of
    ", 16" and "}, \\textbf{16}"."""
    for word in _WORD.finditer(plain):
        alike = [one.start() for one in _SOURCE_WORD.finditer(source) if one[0] == word[0]]
        if len(alike) == 1:
            yield word, alike[0]


def _on_one_line(source: str) -> tuple[str, list[int]]:
    """Returns the source with white space as single blanks, and where each of its characters begins
    in the source, with the end of the last."""
    pieces: list[str] = []
    places: list[int] = []
    place = 0
    for space in _SPACE.finditer(source):
        pieces += [source[place : space.start()], " "]
        places += range(place, space.start() + 1)
        place = space.end()
    pieces.append(source[place:])
    places += range(place, len(source) + 1)
    return "".join(pieces), places


_Block = tuple[tuple[int, int], tuple[int, int]]


def _blocks(plain: str, source: str) -> Iterator[_Block]:
    """Yields the pieces that belong together, in order; of different lengths where they differ."""
    at = to = 0
    while at < len(plain) and to < len(source):
        if plain[at] == source[to]:
            yield (at, at + 1), (to, to + 1)
            at, to = at + 1, to + 1
            continue
        found = _next(plain, source, at, to)
        if found is None:
            return
        yield (at, found[0]), (to, found[1])
        at, to = found


def _next(plain: str, source: str, at: int, to: int) -> tuple[int, int] | None:
    """Returns the nearest places from which on the two agree again."""
    for size in _AGREEING:
        for ahead in range(_PLAIN_REACH + 1):
            piece = plain[at + ahead : at + ahead + size]
            found = source.find(piece, to, to + _SOURCE_REACH + size) if piece else -1
            if found >= 0 and (found > to or ahead):
                return at + ahead, found
    return None
