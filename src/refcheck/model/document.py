"""A document as decoded text, and places in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

__all__ = ["Document", "Span"]

# A line ends at \n, \r\n or \r, as editors count. Form feeds and Unicode separators end no line.
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in the decoded text of a document.

    `start` is inclusive and `end` exclusive, both in code points; `line`, `column` and `page` count
    from 1. `page` is set in formats that have pages, `path` in those that have paths (XML, HTML,
    JSON).
    """

    start: int
    end: int
    line: int
    column: int
    page: int | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The decoded text of one input. `path` is the input as it was given (`-`: standard input).

    `page_starts` holds the offset at which each page begins (empty where the format has no pages).
    """

    path: str
    text: str
    page_starts: tuple[int, ...] = ()
    _line_starts: array[int] = field(
        default_factory=lambda: array("I"), init=False, repr=False, compare=False
    )

    def span(self, start: int, end: int) -> Span:
        """The place from offset `start` (inclusive) to `end` (exclusive)."""
        starts = self._lines()
        line = bisect_right(starts, start)
        page = bisect_right(self.page_starts, start) or None
        return Span(start=start, end=end, line=line, column=start - starts[line - 1] + 1, page=page)

    def _lines(self) -> array[int]:
        if not self._line_starts:
            self._line_starts.append(0)
            self._line_starts.extend(end.end() for end in _LINE_END.finditer(self.text))
        return self._line_starts
