"""The text of a PDF: its columns one below the other, and where everything is in it."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document, Link
from refcheck.readers.pdf.columns import Column, pages_of_columns
from refcheck.readers.pdf.headers_footers import without_headers_and_footers
from refcheck.readers.pdf.lines import Row, indent, pitches, same_size, typical_pitch
from refcheck.readers.pdf.pages import Goal, Page, PdfFile, open_pdf

__all__ = ["render_pdf"]

_MOST_PAGES: Final = 5_000
_MOST_CHARACTERS: Final = 20_000_000
_PATIENCE: Final = 8.0  # seconds of computing that a file may take,
_PATIENCE_A_PAGE: Final = 0.3  # and more for each page read
_GARBAGE: Final = 0.3  # of the characters: beyond this the text says nothing
_GAP: Final = 1.15  # lines so much farther apart than usual have a gap between them


def _nothing(_pages: int) -> None:
    """What is done before a page, unless a caller wants more."""


def render_pdf(
    path: str, content: bytes, before_page: Callable[[int], None] = _nothing
) -> Document:
    """Returns the document in the bytes of a PDF.

    `before_page` is called before each page is read (with 1), and before each step that is about
    all pages (with their number). Raises `InputError` where the PDF is damaged,
    protected by a password, too large, or has no text that can be decoded.
    """
    before_page(1)
    with open_pdf(path, content) as file:
        pages = _pages(path, file, before_page)
        goals = sorted(file.goals, key=lambda goal: (goal.page, goal.id))
    before_page(len(pages))
    kept = without_headers_and_footers([page.pieces for page in pages])
    before_page(len(pages))
    return _Writer(path, pages_of_columns(kept), goals).document()


def _pages(path: str, file: PdfFile, before_page: Callable[[int], None]) -> list[Page]:
    if len(file) > _MOST_PAGES:
        raise InputError(path, f"has more than {_MOST_PAGES:,} pages")
    began = time.process_time()
    pages: list[Page] = []
    characters = 0
    for number in range(len(file)):
        before_page(1)
        pages.append(file.page(number))
        characters += pages[-1].characters
        patience = _PATIENCE + _PATIENCE_A_PAGE * len(pages)
        if characters > _MOST_CHARACTERS or time.process_time() - began > patience:
            raise InputError(path, f"is too large: page {number + 1} could not be reached")
    unreadable = sum(page.unreadable for page in pages)
    if not any(page.pieces for page in pages):
        if any(page.images for page in pages):
            raise InputError(
                path,
                "has no text: it is a scan; run OCR on it first, for example with ocrmypdf",
            )
        raise InputError(path, "is a PDF without text")
    if unreadable > _GARBAGE * characters:
        raise InputError(
            path, "its text cannot be decoded: its fonts do not say which letters they hold"
        )
    return pages


class _Writer:
    """Writes the columns of all pages to one text, and notes where everything is in it."""

    def __init__(self, path: str, pages: Sequence[Sequence[Column]], goals: Sequence[Goal]) -> None:
        self._path = path
        self._pages = pages
        self._goals = goals
        self._usual = self._usual_pitches()
        self._edges = self._left_edges()
        self._parts: list[str] = []
        self._length = 0
        self._superscripts: list[tuple[int, int]] = []
        self._links: list[Link] = []
        self._places: list[list[tuple[Row, int]]] = []

    def document(self) -> Document:
        """Returns the text of all pages and what is known of it."""
        starts: list[int] = []
        for number, page in enumerate(self._pages):
            if number:
                self._put("\f")
            starts.append(self._length)
            self._places.append([])
            self._write_page(page)
        return Document(
            path=self._path,
            text="".join(self._parts),
            page_starts=tuple(starts),
            links=tuple(sorted(self._links, key=lambda link: (link.start, link.end))),
            anchors=tuple(sorted(self._anchors())),
            superscripts=tuple(sorted(self._superscripts)),
            may_have_page_headers=False,
        )

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _write_page(self, page: Sequence[Column]) -> None:
        before: Row | None = None
        for column in page:
            usual = {
                size: typical_pitch(found)
                for size, found in pitches(column.rows).items()
                if len(found) > 4
            }
            margin = self._margin(column)
            for number, row in enumerate(column.rows):
                if before is not None and self._parted(
                    before, row, usual, first=number == 0, flows=column.flows
                ):
                    self._put("\n")
                self._write_row(row, margin)
                before = row

    def _parted(
        self, before: Row, row: Row, usual: dict[int, float], *, first: bool, flows: bool
    ) -> bool:
        """Returns whether the page leaves a gap between two lines."""
        if not same_size(before, row):
            return True
        if first:
            return not flows
        size = round(2 * row.size)
        pitch = usual.get(size) or self._usual.get(size) or 1.2 * row.size
        return before.base - row.base > _GAP * pitch

    def _write_row(self, row: Row, margin: float) -> None:
        text = row.text
        self._put(" " * indent(row, margin))
        start = self._length
        self._places[-1].append((row, start))
        self._superscripts += [(start + a, start + b) for a, b in row.superscripts]
        self._links += [
            Link(start=start + a, end=start + b, targets=(target,)) for a, b, target in row.links
        ]
        self._put(text)
        self._put("\n")

    # --- what is usual in the document ---

    def _usual_pitches(self) -> dict[int, float]:
        found: dict[int, list[float]] = defaultdict(list)
        for page in self._pages:
            for column in page:
                for size, distances in pitches(column.rows).items():
                    found[size] += distances
        return {size: typical_pitch(distances) for size, distances in found.items()}

    def _left_edges(self) -> list[int]:
        """Returns the places that many lines begin at, over all pages, in points."""
        edges: dict[int, int] = defaultdict(int)
        for page in self._pages:
            for column in page:
                for row in column.rows:
                    edges[round(row.left)] += 1
        total = sum(edges.values())
        return sorted(edge for edge, count in edges.items() if count > 0.04 * total)

    def _margin(self, column: Column) -> float:
        """Returns the left edge of a column, which the lines seen here may all be indented from."""
        left = min(row.left for row in column.rows)
        size = max(row.size for row in column.rows)
        first = bisect_left(self._edges, left - 2.5 * size)
        return min(left, self._edges[first]) if first < len(self._edges) else left

    # --- where links lead ---

    def _anchors(self) -> list[tuple[int, str]]:
        anchors = []
        for goal in self._goals:
            offset = self._offset(goal)
            if offset is not None:
                anchors.append((offset, goal.id))
        return anchors

    def _offset(self, goal: Goal) -> int | None:
        """Returns the beginning of the line that a link leads to: the highest one below the
        goal."""
        if goal.page >= len(self._places) or not self._places[goal.page]:
            return None
        places = self._places[goal.page]
        if goal.top is None:
            return places[0][1]
        left = goal.left if goal.left is not None else -1e6
        below = [
            (row, offset)
            for row, offset in places
            if row.base + 0.7 * row.size <= goal.top + 2 and row.right > left
        ]
        if not below:
            return None
        highest = max(row.base for row, _ in below)
        level = [(row, offset) for row, offset in below if highest - row.base < 0.3 * row.size]
        return min(level, key=lambda place: abs(place[0].left - left))[1]
