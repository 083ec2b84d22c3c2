"""The body text of a document: everything outside of its lists of references."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refcheck.extraction.thresholds import (
    LABEL_CHARACTERS,
    LIST_GAP_CHARACTERS,
)
from refcheck.model.document import Document
from refcheck.model.reference import Reference

__all__ = ["BodyText", "ListEntry"]

# Between two entries of one list are page headers, links ("[PubMed]"), a figure at most; more
# than that is body text (an annotated bibliography, footnotes page by page).


class ListEntry(NamedTuple):
    """The place of one entry with its label; `place` counts the references from 0."""

    start: int
    end: int
    place: int


class BodyText:
    """A document's text without its lists, and which entry contains an offset."""

    def __init__(self, document: Document, references: Sequence[Reference]) -> None:
        self.document = document
        self.text = document.text
        self._entries = _entries(document.text, references)
        self._starts = [entry.start for entry in self._entries]
        self.stretches = list(_stretches(self.text, self._entries, references))
        self._stretch_starts = [start for start, _ in self.stretches]

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yields every match of a pattern in the body text, in order."""
        for start, end in self.stretches:
            yield from pattern.finditer(self.text, start, end)

    def contains(self, offset: int) -> bool:
        """Returns whether an offset lies in the body text."""
        place = bisect_right(self._stretch_starts, offset) - 1
        return place >= 0 and offset < self.stretches[place][1]

    def entry_at(self, offset: int) -> int | None:
        """Returns the place of the reference (from 0) whose entry, or its label, contains an
        offset."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and offset < self._entries[place].end:
            return self._entries[place].place
        return None


def _entries(text: str, references: Sequence[Reference]) -> list[ListEntry]:
    found: list[ListEntry] = []
    before = 0
    spans = sorted(
        (one.string.span.start, one.string.span.end, n) for n, one in enumerate(references)
    )
    for start, end, number in spans:
        begin = max(before, text.rfind("\n", max(0, start - LABEL_CHARACTERS), start) + 1)
        begin = (
            begin if start - begin <= LABEL_CHARACTERS else max(before, start - LABEL_CHARACTERS)
        )
        label = references[number].string.label
        if label:
            place = text.rfind(label, max(before, start - LABEL_CHARACTERS - len(label)), start)
            begin = min(begin, place) if place >= 0 else begin
        found.append(ListEntry(begin, max(end, begin), number))
        before = max(before, end)
    return found


def _stretches(
    text: str, entries: Sequence[ListEntry], references: Sequence[Reference]
) -> Iterator[tuple[int, int]]:
    """Yields the pieces of text between lists; small gaps within a list are part of it."""
    begin = 0
    list_before = -1
    for entry in entries:
        of_list = references[entry.place].string.list_number
        inner = of_list == list_before and entry.start - begin <= LIST_GAP_CHARACTERS
        if entry.start > begin and not inner:
            yield begin, entry.start
        begin = max(begin, entry.end)
        list_before = of_list
    if begin < len(text):
        yield begin, len(text)
