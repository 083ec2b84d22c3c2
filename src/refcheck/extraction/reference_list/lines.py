"""The lines of a document, by offsets only: a text of 50 MB has too many for an object each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from refcheck.extraction.reference_list.labelled.line_numbers import NumberedLine, line_numbers
from refcheck.extraction.thresholds import (
    KEPT_BLANK_LINES,
    LINES_CHUNK_CHARACTERS,
    UNDATED_CHARACTERS,
)
from refcheck.model.document import Document
from refcheck.text.patterns import lazy_regex

__all__ = ["DATED", "Lines"]

# Whatever an editor or a page breaks a line at: Word's soft return is a vertical tab, text copied
# from a layout contains U+2028. A form feed ends a line too: what follows is on another page.
_LINE_END: Final = lazy_regex(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE: Final = " \t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029\u00a0\u2007\u202f\u3000\ufeff\u200b"
_QUOTE: Final = ">"  # before each line of quoted text
_QUOTED: Final = lazy_regex(r"(?:>[ \t\u00a0]{0,8}){1,12}")
# What every reference has in its first words, or else they say "in press" or give a link.
# Each alternative begins with a letter or sign of its own: so `re` skips what none begins with.
DATED: Final = lazy_regex(
    r"1\d{3}|2\d{3}|:(?://| ?\d)|www|press|forthcoming|Forthcoming|; ?\d|, ?\d|n\.\s?d\."
)


class Lines:
    """The lines of a document, counted from 0. `start` and `end` bound the text without space.

    A line of white space alone is blank; of many in a row two are kept. A line on which there was
    only a comment is none. `pages` are the numbers of the lines that begin a page.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.start = array("I")
        self.end = array("I")
        self.indent = array("H")
        self.pages: list[int] = []
        self._promising: list[range] | None = None
        begin, blanks = 0, 0
        comments = _Comments(document)
        quoted: list[int] = []
        for line in _split(document.text):
            content = line.strip(_SPACE)
            if content:
                blanks = 0
                if content[0] == _QUOTE:
                    quoted.append(len(self.start))
                lead = 0 if line[0] == content[0] else len(line) - len(line.lstrip(_SPACE))
                self.start.append(begin + lead)
                self.end.append(begin + lead + len(content))
                self.indent.append(min(_width(line, lead), 0xFFFF) if lead else 0)
            elif not comments.reach(begin, begin + len(line)):
                blanks += 1
                if blanks <= KEPT_BLANK_LINES:
                    self.start.append(begin)
                    self.end.append(begin)
                    self.indent.append(0)
            begin += len(line)
            if line[-1] == "\f" and (not self.pages or self.pages[-1] < len(self.start)):
                self.pages.append(len(self.start))
        self._leave_out([_unquoted(line, self.text(line)) for line in self._together(quoted)])
        self._leave_out(list(line_numbers(self)))

    def _together(self, quoted: Sequence[int]) -> list[int]:
        """Returns the lines of these that no other line but blank ones parts from the next: a sign
        of comparison may begin a line as well."""
        pairs = [
            (one, other) for one, other in pairwise(quoted) if self.next_filled(one + 1) == other
        ]
        return sorted({line for pair in pairs for line in pair})

    def _leave_out(self, numbered: Sequence[NumberedLine]) -> None:
        """Leave out line numbers and marks of quoted text; the words of a line are as far to the
        right as they were."""
        for line, begin, end in numbered:
            start = self.start[line]
            self.start[line], self.end[line] = start + begin, start + end
            width = self.indent[line] + len(self.document.text[start : start + begin].expandtabs(4))
            self.indent[line] = min(width, 0xFFFF) if begin else self.indent[line]

    def __len__(self) -> int:
        return len(self.start)

    def promising(self) -> Iterator[int]:
        """Returns the lines that are not far from anything like a date: a list may be on any of
        them."""
        if self._promising is None:  # each way to find a list asks
            self._promising = list(self._near_dates())
        return chain.from_iterable(self._promising)

    def _near_dates(self) -> Iterator[range]:
        text = self.document.text
        done = 0
        sign = DATED.search(text)
        while sign is not None:
            first = bisect_left(self.start, sign.start() - 2 * UNDATED_CHARACTERS, done)
            done = max(done, bisect_left(self.start, sign.end() + 2 * UNDATED_CHARACTERS, first))
            if first < done:
                yield range(first, done)
            sign = DATED.search(text, sign.end() + UNDATED_CHARACTERS)

    def text(self, line: int) -> str:
        """Returns the text of a line without the white space around it."""
        return self.document.text[self.start[line] : self.end[line]]

    def blank(self, line: int) -> bool:
        """Returns whether a line contains nothing but white space."""
        return self.start[line] == self.end[line]

    def filled(self) -> list[int]:
        """Returns the lines that contain more than white space."""
        bounds = zip(self.start, self.end, strict=True)
        return [line for line, (start, end) in enumerate(bounds) if start != end]

    def begins_page(self, line: int) -> bool:
        """Returns whether a line is the first one of a page."""
        place = bisect_left(self.pages, line)
        return place < len(self.pages) and self.pages[place] == line

    def length(self, line: int) -> int:
        """Returns how many characters a line contains, without the white space around it."""
        return self.end[line] - self.start[line]

    def next_filled(self, line: int) -> int:
        """Returns the first line from `line` on that is not blank; the number of lines if there is
        none."""
        while line < len(self) and self.blank(line):
            line += 1
        return line

    def previous_filled(self, line: int) -> int:
        """Returns the last line up to `line` that is not blank; -1 if there is none."""
        while line >= 0 and self.blank(line):
            line -= 1
        return line


def _unquoted(line: int, text: str) -> NumberedLine:
    """Returns a line without the marks of quoted text before its words: "> > - Smith"."""
    mark = _QUOTED.match(text)
    return NumberedLine(line, mark.end() if mark else 0, len(text))


class _Comments:
    """The places of the comments on suppressed findings, which are asked about in order."""

    def __init__(self, document: Document) -> None:
        self._comments = document.suppressions
        self._next = 0

    def reach(self, begin: int, end: int) -> bool:
        """Returns whether a comment reaches into a line; one may begin on a line before."""
        while self._next < len(self._comments) and self._comments[self._next].end < begin:
            self._next += 1
        return self._next < len(self._comments) and self._comments[self._next].start < end


def _split(text: str) -> Iterator[str]:
    """Yields the lines of a text with their ends, a chunk of them at a time."""
    begin = 0
    while begin < len(text):
        end = _LINE_END.search(text, begin + LINES_CHUNK_CHARACTERS)
        stop = end.end() if end else len(text)
        yield from text[begin:stop].splitlines(keepends=True)
        begin = stop


def _width(line: str, lead: int) -> int:
    return lead if "\t" not in line[:lead] else len(line[:lead].expandtabs(4))
