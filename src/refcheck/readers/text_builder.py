"""Running text as it is put together from the elements of an XML document."""

from __future__ import annotations

import re
from typing import Final

from refcheck.model.document import Document, Link, MarkedReference, Places

__all__ = ["Flow"]

_SPACE: Final = re.compile(r"\s+")


class Flow:
    """Text with single spaces and line ends, and the places in it that a `Document` names.

    White space of the source folds to one space; `line` begins a new line, `paragraph` leaves an
    empty one. What is marked (`link`, `raised`) is given by the offset that `place` told before it.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._gap = ""  # what stands before the next word: nothing, a space, line ends
        self._joined = False  # the next line goes on behind a label
        self._places = Places()
        self._links: list[tuple[int, int, tuple[str, ...]]] = []
        self._raised: list[tuple[int, int]] = []
        self._anchors: list[tuple[int, str]] = []
        self._references: list[MarkedReference] = []

    @property
    def place(self) -> int:
        """Where the next word will begin."""
        return self._length + (len(self._gap) if self._length else 0)

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self._length

    @property
    def last(self) -> str:
        """The last character; empty at the beginning and behind white space."""
        return self._pieces[-1][-1] if self._pieces and not self._gap else ""

    def words(self, text: str | None) -> None:
        """Go on in the line."""
        if not text:
            return
        folded = _SPACE.sub(" ", text)
        if folded[0] == " " and not self._gap:
            self._gap = " "
        folded_end = folded[-1] == " "
        folded = folded.strip(" ")
        if not folded:
            return
        self._joined = False
        if self._gap and self._length:
            self._put(self._gap)
        self._gap = " " if folded_end else ""
        self._put(folded)

    def line(self) -> None:
        """Begin a new line, where one has begun."""
        if self._joined:
            self._gap = " "
        elif "\n" not in self._gap:
            self._gap = "\n"

    def paragraph(self) -> None:
        """Begin a new line below an empty one."""
        if self._joined:
            self._gap = " "
        else:
            self._gap = "\n\n"

    def cell(self) -> None:
        """Leave room between two cells of a table."""
        if "\n" not in self._gap:
            self._gap = "\t"

    def label(self, text: str) -> None:
        """Write a label; the next line goes on behind it."""
        self.words(text)
        self._joined = bool(text.strip())
        if self._joined:
            self._gap = " "

    def at(self, path: str) -> None:
        """From here on the document's place is `path`."""
        self._places.add(self.place, path)

    def anchor(self, name: str) -> None:
        """Other places of the document point here by `name`."""
        self._anchors.append((self.place, name))

    def link(self, start: int, targets: tuple[str, ...]) -> None:
        """What was written from `start` on points to `targets`."""
        if targets and start < self._length:
            self._links.append((start, self._length, targets))

    def raised(self, start: int) -> None:
        """What was written from `start` on is raised."""
        if start < self._length:
            self._raised.append((start, self._length))

    def reference(self, reference: MarkedReference) -> None:
        """An entry of a list, by its place in this text."""
        self._references.append(reference)

    def document(self, path: str) -> Document:
        """The whole, with all that was marked in order."""
        text = "".join([*self._pieces, "\n" if self._pieces else ""])
        links = sorted(self._links, key=lambda one: one[:2])
        return Document(
            path=path,
            text=text,
            places=self._places,
            references=tuple(self._references) or None,
            links=tuple(Link(start=start, end=end, targets=to) for start, end, to in links),
            anchors=tuple(self._anchors),
            superscripts=tuple(sorted(self._raised)),
            may_have_page_headers=False,
        )

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
