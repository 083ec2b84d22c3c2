"""The lines of a document, by offsets only: a text of 50 MB has too many for an object each."""

from __future__ import annotations

import re
from array import array
from typing import Final

from refcheck.model.document import Document

__all__ = ["Lines"]

# A form feed ends a line too: what follows it stands on another page.
_LINE: Final = re.compile(r"[^\n\r\f]*(?:\r\n|[\n\r\f]|\Z)")
_SPACE: Final = " \t\n\r\f\v\u00a0\u2007\u202f\u3000\ufeff\u200b"


class Lines:
    """The lines of a document, counted from 0. `start` and `end` bound the text without space.

    A line of white space alone is blank. `pages` are the numbers of the lines that begin a page.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.start = array("q")
        self.end = array("q")
        self.indent = array("H")
        self.pages: list[int] = []
        text = document.text
        for match in _LINE.finditer(text):
            begin, stop = match.span()
            if begin == stop:
                break
            line = match.group()
            content = line.strip(_SPACE)
            lead = len(line) - len(line.lstrip(_SPACE)) if content else 0
            self.start.append(begin + lead)
            self.end.append(begin + lead + len(content))
            self.indent.append(min(_width(line, lead), 0xFFFF))
            if line.endswith("\f"):
                self.pages.append(len(self.start))

    def __len__(self) -> int:
        return len(self.start)

    def text(self, line: int) -> str:
        """The text of a line without the white space around it."""
        return self.document.text[self.start[line] : self.end[line]]

    def blank(self, line: int) -> bool:
        """Whether a line holds nothing but white space."""
        return self.start[line] == self.end[line]

    def length(self, line: int) -> int:
        """How many characters a line holds, without the white space around it."""
        return self.end[line] - self.start[line]

    def next_filled(self, line: int) -> int:
        """The first line from `line` on that is not blank; the number of lines if there is none."""
        while line < len(self) and self.blank(line):
            line += 1
        return line

    def previous_filled(self, line: int) -> int:
        """The last line up to `line` that is not blank; -1 if there is none."""
        while line >= 0 and self.blank(line):
            line -= 1
        return line


def _width(line: str, lead: int) -> int:
    return lead if "\t" not in line[:lead] else len(line[:lead].expandtabs(4))
