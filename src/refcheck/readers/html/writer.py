"""The text of a page as it is written, piece by piece, with the places that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from refcheck.model.document import Document, Link, MarkedReference, Places

__all__ = ["Mark", "Writer"]

# Characters that are not seen: soft hyphens, zero-width spaces and joiners, byte order marks.
_INVISIBLE: Final = {0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
_LABEL_LENGTH: Final = 8  # "[1234]. "


@dataclass(slots=True)
class Mark:
    """A place that begins with the next word that is written; -1 until then."""

    start: int = -1


@dataclass(slots=True)
class Writer:
    """Writes a text: white space folded, breaks between blocks, and what is noted on the way.

    A break is owed until the next word comes, so that a text has no blank lines at its ends and
    never more than one between two blocks.
    """

    length: int = 0
    breaks: int = 0  # line ends owed: 2 leave a blank line
    indent: str = ""  # before each further line of a list item
    marker: str = ""  # the number or bullet of a list item that has no word yet
    line: int = 0  # where the line begins
    line_start: int = 0  # where its first word stands
    links: list[Link] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    _parts: list[str] = field(default_factory=list)
    _gap: str = ""  # what parts the next word from the last one: "", " " or a tab
    _joined: bool = False  # the next block goes on with the line, as after a label
    _marks: list[Mark] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)

    def text(self, data: str) -> None:
        """Write words, white space folded."""
        if not data.isascii():
            data = data.translate(_INVISIBLE)
        words = data.split()
        if not words:
            if data and not self._gap:
                self._gap = " "
            return
        if data[0].isspace() and not self._gap:
            self._gap = " "
        self._write(" ".join(words))
        if data[-1].isspace():
            self._gap = " "

    def preformatted(self, data: str) -> None:
        """Write lines as they are."""
        for number, line in enumerate(data.expandtabs(8).split("\n")):
            if number:
                self.line_break()
            if line.strip():
                self._write(line.rstrip("\r"))

    def block(self, breaks: int) -> None:
        """Begin or end a block: a new line (1), or one after a blank line (2)."""
        if self._joined or self.marker:
            return
        self._gap = ""
        self.breaks = max(self.breaks, breaks)

    def line_break(self) -> None:
        """End a line; the second in a row leaves a blank line."""
        if not self._joined and not self.marker:
            self._gap = ""
            self.breaks = min(self.breaks + 1, 2)

    def item(self, marker: str) -> None:
        """Begin an item of a list; an item at the very beginning of another shares its line."""
        if self.marker:
            self.marker += marker
            return
        self._joined = False
        self.block(1)
        self.marker = self.indent + marker

    def cell(self) -> None:
        """Begin a further cell of a row on the same line."""
        self.breaks = 0
        self._gap = "\t"
        self._joined = True

    def join(self) -> None:
        """Let the next block go on with the line after a space."""
        self.breaks = 0
        self._gap = " "
        self._joined = True

    def space(self) -> None:
        """Part the next word from the last one."""
        self._gap = self._gap or " "

    def mark(self) -> Mark:
        """A place that begins with the next word."""
        mark = Mark()
        self._marks.append(mark)
        return mark

    def anchor(self, name: str) -> None:
        """Note that links to `name` lead to the next word."""
        self._names.append(name)

    def settle(self, since: int) -> None:
        """Tie the anchors after the last word of a block to it, if it has words after `since`."""
        if self._names and self.length > since:
            self.anchors.extend((self.length - 1, name) for name in self._names)
            self._names.clear()

    def tail(self, start: int) -> str | None:
        """What was written from `start` on, if it is no longer than a label."""
        if not 0 < self.length - start <= _LABEL_LENGTH:
            return None
        return "".join(self._parts[-_LABEL_LENGTH:])[start - self.length :]

    def written(self) -> str:
        """The text as far as it goes."""
        return "".join(self._parts)

    def document(
        self, path: str, references: tuple[MarkedReference, ...] | None = None
    ) -> Document:
        """The whole text with what was noted; anchors behind the last word lead to it."""
        if self.length:
            self.settle(-1)
            self._parts.append("\n")
        return Document(
            path=path,
            text="".join(self._parts),
            may_have_page_headers=False,
            places=self.places,
            references=references,
            links=tuple(sorted(self.links, key=lambda link: (link.start, link.end))),
            anchors=tuple(sorted(self.anchors)),
            superscripts=tuple(sorted(self.superscripts)),
        )

    def _write(self, piece: str) -> None:
        if self.breaks or not self.length or self.marker:
            self._begin_line()
        elif self._gap:
            self._parts.append(self._gap)
            self.length += 1
        self._gap = ""
        self._joined = False
        if self._marks:
            for mark in self._marks:
                mark.start = self.length
            self._marks.clear()
        if self._names:
            self.anchors.extend((self.length, name) for name in self._names)
            self._names.clear()
        self._parts.append(piece)
        self.length += len(piece)

    def _begin_line(self) -> None:
        lead = self.marker or self.indent
        if self.length:
            lead = "\n" * self.breaks + lead
            self.line = self.length + self.breaks
        self.breaks = 0
        self.marker = ""
        if lead:
            self._parts.append(lead)
            self.length += len(lead)
        self.line_start = self.length
