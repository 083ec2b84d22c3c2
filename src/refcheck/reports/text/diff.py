"""Two values side by side, with what differs marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from refcheck.frozen import dataclass
from refcheck.reports.text.terminal import cell_len, cells
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex

__all__ = ["Marked", "compare", "whole"]

_TOKEN = lazy_regex(r"\w+\W*|\W+")
_MOST_TOKENS = 600  # comparing two lists of tokens takes time by their product
_CONTEXT = 24  # characters shown before the first difference of a value that is cut


@dataclass(frozen=True, slots=True)
class Marked:
    """A value and, for each of its characters, whether it differs."""

    text: str
    marks: tuple[bool, ...]

    @property
    def width(self) -> int:
        """How many cells the value takes."""
        return cell_len(self.text)

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Its runs of characters that do, or do not, differ."""
        start = 0
        for index in range(1, len(self.text) + 1):
            if index == len(self.text) or self.marks[index] != self.marks[start]:
                yield self.text[start:index], self.marks[start]
                start = index

    def carets(self) -> str:
        """Returns a line to put under it, with `^` under what differs."""
        line = "".join(
            ("^" if mark else " ") * cells(char)
            for char, mark in zip(self.text, self.marks, strict=True)
        )
        return line.rstrip()

    def lines(self, width: int) -> list[Marked]:
        """The value in lines of at most `width` cells, broken after spaces where there are any."""
        lines = []
        rest = self
        while rest.width > width:
            end = _break(rest.text, width)
            lines.append(rest[:end].stripped())
            rest = rest[end:]
        return [*lines, rest]

    def near(self, width: int, ellipsis: str) -> Marked:
        """The value cut to about `width` cells around its first difference."""
        if self.width <= width:
            return self
        first = self.marks.index(True) if True in self.marks else 0
        start = max(0, first - _CONTEXT)
        if start:
            start += _word_starts_in(self.text[start:first])
        size = max(width - 2 * len(ellipsis), 1)
        end = start
        taken = 0
        while end < len(self.text) and taken + cells(self.text[end]) <= size:
            taken += cells(self.text[end])
            end += 1
        head = whole(ellipsis) if start else whole("")
        tail = whole(ellipsis) if end < len(self.text) else whole("")
        return head + self[start:end] + tail

    def stripped(self) -> Marked:
        """The value without white space at its end."""
        return self[: len(self.text.rstrip())]

    def __getitem__(self, part: slice) -> Marked:
        return Marked(self.text[part], self.marks[part])

    def __add__(self, other: Marked) -> Marked:
        return Marked(self.text + other.text, self.marks + other.marks)


def whole(text: str) -> Marked:
    """Returns a value in which nothing is marked."""
    return Marked(text, (False,) * len(text))


def compare(cited: str, expected: str) -> tuple[Marked, Marked]:
    """Returns both values with the words that differ marked; in two words alike, the letters that
    do.

    Case, diacritics and punctuation are marked only where nothing else differs.
    """
    left, right = _TOKEN.findall(cited), _TOKEN.findall(expected)
    if len(left) > _MOST_TOKENS or len(right) > _MOST_TOKENS:
        return _ends(cited, expected)
    folded = _compared(left, right, fold)
    return folded if any(folded[0].marks + folded[1].marks) else _compared(left, right, str)


def _compared(
    left: list[str], right: list[str], form: Callable[[str], str]
) -> tuple[Marked, Marked]:
    """Returns the words compared in the form given; what has none, as a comma has no letters, is
    equal."""
    one, other = whole(""), whole("")
    forms = [form(word) for word in left], [form(word) for word in right]
    for tag, i, j, k, m in SequenceMatcher(None, *forms, autojunk=False).get_opcodes():
        before, after = "".join(left[i:j]), "".join(right[k:m])
        if tag == "equal" or not (form(before) or form(after)):
            one += whole(before)
            other += whole(after)
        else:
            changed, correct = _ends(before, after)
            one += changed
            other += correct
    return one, other


def _ends(cited: str, expected: str) -> tuple[Marked, Marked]:
    """Returns both values with all but their common beginning and end marked."""
    shorter = min(len(cited), len(expected))
    head = next((i for i in range(shorter) if cited[i] != expected[i]), shorter)
    tail = 0
    while tail < shorter - head and cited[-1 - tail] == expected[-1 - tail]:
        tail += 1
    return _mark(cited, head, tail), _mark(expected, head, tail)


def _mark(text: str, head: int, tail: int) -> Marked:
    """Where nothing but something missing is to be marked, its neighbour shows the place."""
    if text and head + tail == len(text):
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    marked = len(text) - head - tail
    return Marked(text, (False,) * head + (True,) * marked + (False,) * tail)


def _break(text: str, width: int) -> int:
    """Returns how many characters go into a line of `width` cells: at least one, whole words if it
    can."""
    taken = 0
    last_space = 0
    for index, char in enumerate(text):
        taken += cells(char)
        if taken > width:
            return last_space or max(index, 1)
        if char == " ":
            last_space = index + 1
    return len(text)


def _word_starts_in(text: str) -> int:
    space = text.find(" ")
    return space + 1 if space >= 0 else 0
