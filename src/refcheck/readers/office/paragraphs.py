"""Paragraphs of a word processor's document, and the text that they make together.

A paragraph is a line, with a blank line before and after it; the items of one list follow one
another without, and the cells of a table's row are on one line, a tab between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from refcheck.model.document import Link, Places
from refcheck.readers.text_builder import TextBuilder

__all__ = ["Paragraph", "is_written", "raw_offset", "write"]

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
    paragraph before goes on in it. `hidden` ones leave no trace. `start` is where it begins
    in the text.
    """

    place: str
    label: str = ""
    item: bool = False
    cell: bool = False
    joined: bool = False
    superscripts: list[tuple[int, int]] = field(default_factory=list)
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

    def add(self, text: str, *, superscript: bool = False) -> None:
        """Append words; line ends of the file are spaces."""
        text = text.translate(_CLEAN)
        if not text:
            return
        if superscript and text.strip():
            if self.superscripts and self.superscripts[-1][1] == self.length:
                self.superscripts[-1] = (self.superscripts[-1][0], self.length + len(text))
            else:  # from its first word on: a space before it is not part of a marker
                begin = self.length + len(text) - len(text.lstrip())
                self.superscripts.append((begin, self.length + len(text)))
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


def write(paragraphs: Sequence[Paragraph]) -> TextBuilder:
    """Write paragraphs to one text, with what is noted in them; each is told where it begins."""
    builder = TextBuilder()
    blanks = 0
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if not is_written(paragraph):
            blanks += 1
            paragraph.start = builder.length
            continue
        builder.raw(_gap(before, paragraph, blanks=blanks > 0) + paragraph.label)
        paragraph.start = builder.length
        builder.raw(paragraph.text)
        before, blanks = paragraph, 0
    _note(paragraphs, builder)
    return builder


def is_written(paragraph: Paragraph) -> bool:
    """Returns whether the words of a paragraph are in the text: blank ones only part others."""
    if paragraph.cell or paragraph.joined:
        return True
    return bool(paragraph.text.strip() or paragraph.label.strip())


def raw_offset(text: str, count: int) -> int:
    """Returns where the first `count` characters that `Paragraph.add` takes over end in `text`.

    >>> raw_offset("ab\u00adcd", 3)
    4
    """
    if text.isascii():
        return min(count, len(text))
    for offset, char in enumerate(text):
        if count <= 0:
            return offset
        count -= _CLEAN.get(ord(char), char) is not None
    return len(text)


def _gap(before: Paragraph | None, paragraph: Paragraph, *, blanks: bool) -> str:
    """Returns what parts a paragraph from the one before it."""
    if before is None or paragraph.joined:
        return ""
    if paragraph.cell:
        return "\t"
    return "\n" if before.item and paragraph.item and not blanks else "\n\n"


def _note(paragraphs: Sequence[Paragraph], builder: TextBuilder) -> None:
    """Take what is noted in paragraphs over into the text; what is after its end, to its end."""
    end = builder.length
    pages: list[int] = []
    places: list[tuple[int, str]] = []
    for one in paragraphs:
        at = one.start
        if one.length or one.label:
            places.append((at - len(one.label), one.place))
        pages += (min(at + offset, end) for offset in one.pages)
        builder.anchors += ((min(at + offset, end), name) for offset, name in one.anchors)
        builder.superscripts += ((at + a, at + b) for a, b in one.superscripts)
        builder.links += (
            Link(start=at + a, end=at + b, targets=targets) for a, b, targets in one.links
        )
    builder.places = Places(sorted([*builder.places, *places]))
    builder.page_starts = sorted({0, *pages}) if pages else []
