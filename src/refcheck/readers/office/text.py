"""Paragraphs of a word processor's document, and the text that they make together.

A paragraph is a line, with a blank line before and after it; the items of one list follow one
another without, and the cells of a table's row stand on one line, a tab between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from refcheck.model.document import Document, Link, MarkedReference, Places

__all__ = ["Paragraph", "Text", "write"]

# Soft hyphens, zero-width spaces and joiners, byte order marks; line ends of the file.
_CLEAN = {
    0x00AD: None,
    0x200B: None,
    0x200C: None,
    0x2060: None,
    0xFEFF: None,
    0x0A: " ",
    0x0D: " ",
    0x0B: " ",
    0x0C: " ",
    0x2028: "\n",
    0x2029: "\n",
}


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph as it is written: its words, and what is noted at offsets in them.

    `label` is the number or bullet that the program prints before it, with what parts them.
    `item`: it belongs to a list; `cell`: it is the next cell of a table's row; `joined`: the
    paragraph before goes on in it. `hidden` ones leave no trace. `start` is where it came to stand
    in the text.
    """

    place: str
    label: str = ""
    item: bool = False
    cell: bool = False
    joined: bool = False
    raised: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    length: int = 0
    start: int = -1
    _parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(self._parts)

    def add(self, text: str, *, raised: bool = False) -> None:
        """Append words; line ends of the file are spaces."""
        text = text.translate(_CLEAN)
        if not text:
            return
        if raised and text.strip():
            if self.raised and self.raised[-1][1] == self.length:
                self.raised[-1] = (self.raised[-1][0], self.length + len(text))
            else:
                self.raised.append((self.length, self.length + len(text)))
        self._parts.append(text)
        self.length += len(text)

    def line_break(self) -> None:
        """End a line within the paragraph."""
        self._parts.append("\n")
        self.length += 1

    def link(self, start: int, targets: Iterable[str]) -> None:
        """Tie the words from `start` on to what they point to."""
        targets = tuple(dict.fromkeys(targets))
        if start < self.length and targets:
            self.links.append((start, self.length, targets))


@dataclass(frozen=True, slots=True)
class Text:
    """The text of paragraphs, and what is noted in it, by offsets in the text."""

    text: str
    places: Places
    page_starts: tuple[int, ...]
    links: tuple[Link, ...]
    anchors: tuple[tuple[int, str], ...]
    superscripts: tuple[tuple[int, int], ...]

    def document(self, path: str, references: Sequence[MarkedReference] | None) -> Document:
        """The document that has this text."""
        return Document(
            path=path,
            text=self.text,
            page_starts=self.page_starts,
            places=self.places,
            references=None if references is None else tuple(references),
            links=self.links,
            anchors=self.anchors,
            superscripts=self.superscripts,
            may_have_page_headers=False,
        )


def write(paragraphs: Sequence[Paragraph]) -> Text:
    """Write paragraphs to one text; each is told where it came to stand."""
    parts: list[str] = []
    length = blanks = 0
    before: Paragraph | None = None
    for paragraph in paragraphs:
        words = paragraph.text
        empty = not words.strip() and not paragraph.label.strip()
        if empty and not paragraph.cell and not paragraph.joined:
            blanks += 1
            paragraph.start = length
            continue
        lead = _gap(before, paragraph, blanks=blanks > 0) + paragraph.label
        parts += (lead, words)
        paragraph.start = length + len(lead)
        length = paragraph.start + len(words)
        before, blanks = paragraph, 0
    if length:
        parts.append("\n")
    return _noted("".join(parts), paragraphs)


def _gap(before: Paragraph | None, paragraph: Paragraph, *, blanks: bool) -> str:
    """What parts a paragraph from the one before it."""
    if before is None or paragraph.joined:
        return ""
    if paragraph.cell:
        return "\t"
    return "\n" if before.item and paragraph.item and not blanks else "\n\n"


def _noted(text: str, paragraphs: Sequence[Paragraph]) -> Text:
    places: list[tuple[int, str]] = []
    pages: list[int] = []
    links: list[Link] = []
    anchors: list[tuple[int, str]] = []
    raised: list[tuple[int, int]] = []
    end = max(len(text) - 1, 0)
    for one in paragraphs:
        at = one.start
        if one.length or one.label:
            places.append((at - len(one.label), one.place))
        pages += (min(at + offset, end) for offset in one.pages)
        anchors += ((min(at + offset, end), name) for offset, name in one.anchors)
        raised += ((at + a, at + b) for a, b in one.raised)
        links += (Link(start=at + a, end=at + b, targets=targets) for a, b, targets in one.links)
    return Text(
        text=text,
        places=Places(sorted(places)),
        page_starts=tuple(sorted({0, *pages})) if pages else (),
        links=tuple(sorted(links, key=lambda link: (link.start, link.end))),
        anchors=tuple(sorted(anchors)),
        superscripts=tuple(sorted(raised)),
    )
