"""The one builder of a document's text: words piece by piece, and the places that belong to them.

HTML, EPUB, JATS and TEI write into it as they walk their trees. Word, OpenDocument and RTF write
whole paragraphs (`office.paragraphs`). Formats whose text is the file's own do not need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from refcheck.model.document import Document, Link, MarkedReference, Places, SuppressionComment

__all__ = ["INVISIBLE", "Mark", "TextBuilder"]

# Characters that are not seen: soft hyphens, zero-width spaces and joiners, byte order marks.
INVISIBLE: Final[Mapping[int, None]] = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
_LABEL_LENGTH: Final = 8  # "[1234]. "


@dataclass(slots=True)
class Mark:
    """A place that begins with the next word that is written; -1 until then."""

    start: int = -1


@dataclass(slots=True)
class TextBuilder:
    """Writes a text: white space folded, breaks between blocks, and what is noted on the way.

    What comes between two words (a space, a tab, line ends) is owed until the next word comes, so
    that a text has no blank lines at its ends and never more than one between two blocks. `ignored`
    are characters that words are written without.
    """

    ignored: Mapping[int, None] = field(default_factory=dict)
    length: int = 0
    indent: str = ""  # before each further line of a list item
    item_label: str = ""  # the number or bullet of a list item that has no word yet
    line_start: int = 0  # where the line begins
    words_start: int = 0  # where the first word of the line begins
    links: list[Link] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    references: list[MarkedReference] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    _suppressions: list[tuple[Mark, str]] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _gap: str = ""  # owed before the next word: "", " ", a tab, or one or two line ends
    _joint: str = ""  # what the next block is parted by where it goes on with the line
    _marks: list[Mark] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)

    # --- writing --------------------------------------------------------------------------------

    def words(self, text: str | None) -> None:
        """Write words, white space folded."""
        if not text:
            return
        if self.ignored and not text.isascii():
            text = text.translate(self.ignored)
        words = text.split()
        if text and not self._gap and (not words or text[0].isspace()):
            self._gap = " "
        if words:
            self._write(" ".join(words))
            if text[-1].isspace():
                self._gap = " "

    def preformatted(self, text: str) -> None:
        """Write lines as they are."""
        for number, line in enumerate(text.expandtabs(8).split("\n")):
            if number:
                self.line_break()
            if line.strip():
                self._write(line.rstrip("\r"))

    def raw(self, text: str) -> None:
        """Write exactly this, with nothing before it."""
        self._pieces.append(text)
        self.length += len(text)

    def line(self) -> None:
        """Begin a new line."""
        self.block(1)

    def paragraph(self) -> None:
        """Begin a new line after an empty one."""
        self.block(2)

    def block(self, breaks: int) -> None:
        """Begin or end a block: a new line (1), or one after a blank line (2)."""
        if self._joint:
            self._gap = self._joint
        elif not self.item_label:
            self._gap = "\n" * max(self._gap.count("\n"), breaks)

    def line_break(self) -> None:
        """End a line; the second in a row leaves a blank line."""
        if not self._joint and not self.item_label:
            self._gap = "\n" * min(self._gap.count("\n") + 1, 2)

    def item(self, label: str) -> None:
        """Begin an item of a list; an item at the very beginning of another shares its line."""
        if self.item_label:
            self.item_label += label
            return
        self._joint = ""
        self.block(1)
        self.item_label = self.indent + label

    def label(self, text: str) -> None:
        """Write a label; the next block goes on with its line."""
        self.words(text)
        if text.strip():
            self.join()

    def join(self, gap: str = " ") -> None:
        """Let the next block go on with the line after `gap`."""
        self._gap = self._joint = gap

    def tab(self) -> None:
        """Leave room between two cells of a row; what is in a cell may begin a line."""
        if "\n" not in self._gap:
            self._gap = "\t"

    def space(self) -> None:
        """Part the next word from the last one."""
        self._gap = self._gap or " "

    # --- places ---------------------------------------------------------------------------------

    @property
    def next_start(self) -> int:
        """Where the next word begins if it follows at once."""
        return self.length + (len(self._gap) if self.length else 0)

    @property
    def last(self) -> str:
        """The last character; empty at the beginning and after white space."""
        return self._pieces[-1][-1] if self._pieces and not self._gap else ""

    @property
    def text(self) -> str:
        """The text as far as it goes."""
        return "".join(self._pieces)

    def mark(self) -> Mark:
        """Returns a place that begins with the next word."""
        mark = Mark()
        self._marks.append(mark)
        return mark

    def end_of_line_from(self, start: int) -> str | None:
        """Returns what was written from `start` on, if it is no longer than a label."""
        if not 0 < self.length - start <= _LABEL_LENGTH:
            return None
        return "".join(self._pieces[-_LABEL_LENGTH:])[start - self.length :]

    def place(self, path: str) -> None:
        """Note that the next word is at `path` in the document."""
        self.places.add(self.next_start, path)

    def link(self, start: int, targets: tuple[str, ...]) -> None:
        """Note that what was written from `start` on points to `targets`."""
        if targets and 0 <= start < self.length:
            self.links.append(Link(start=start, end=self.length, targets=targets))

    def superscript(self, start: int) -> bool:
        """Note that what was written from `start` on is superscript; false where it is nothing."""
        written = 0 <= start < self.length
        if written:
            self.superscripts.append((start, self.length))
        return written

    def anchor(self, name: str) -> None:
        """Note that links to `name` lead to the next word."""
        self._names.append(name)

    def suppression(self, comment: str) -> None:
        """Note a comment on suppressed findings: on the line's last word, else on the next word."""
        on_line = self.length and "\n" not in self._gap and not self.item_label
        self._suppressions.append((Mark(self.length - 1) if on_line else self.mark(), comment))

    def settle(self, since: int) -> None:
        """Tie the anchors after the last word of a block to it, if it has words after `since`."""
        if self._names and self.length > since:
            self.anchors.extend((self.length - 1, name) for name in self._names)
            self._names.clear()

    # --- the whole ------------------------------------------------------------------------------

    def document(self, path: str) -> Document:
        """Returns the whole text with what was noted; anchors after the last word lead to it."""
        if self.length:
            self.settle(-1)
            self.raw("\n")
        return Document(
            path=path,
            text=self.text,
            may_have_page_headers=False,
            page_starts=tuple(self.page_starts),
            places=self.places,
            references=tuple(self.references) or None,
            links=tuple(sorted(self.links, key=lambda link: (link.start, link.end))),
            anchors=tuple(sorted(self.anchors)),
            superscripts=tuple(sorted(self.superscripts)),
            suppressions=tuple(self._comments()),
        )

    def _comments(self) -> Iterator[SuppressionComment]:
        for mark, text in self._suppressions:
            place = mark.start if mark.start >= 0 else max(0, self.length - 1)
            yield SuppressionComment(start=place, end=place, text=text)

    def _write(self, piece: str) -> None:
        if "\n" in self._gap or not self.length or self.item_label:
            self._begin_line()
        elif self._gap:
            self.raw(self._gap)
        self._gap = self._joint = ""
        if self._marks:
            start = self.length + len(piece) - len(piece.lstrip())  # "<pre> 1." is indented
            for mark in self._marks:
                mark.start = start
            self._marks.clear()
        if self._names:
            self.anchors.extend((self.length, name) for name in self._names)
            self._names.clear()
        self._pieces.append(piece)
        self.length += len(piece)

    def _begin_line(self) -> None:
        lead = self.item_label or self.indent
        if self.length:
            breaks = self._gap.count("\n")
            lead = "\n" * breaks + lead
            self.line_start = self.length + breaks
        self.item_label = ""
        if lead:
            self.raw(lead)
        self.words_start = self.length
