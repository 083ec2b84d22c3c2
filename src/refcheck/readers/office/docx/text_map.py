"""Where the text of a Word document is in its parts: for those who write into it.

The text is that of the reader; each piece of it leads to the element that writes it. Numbers of
lists, and what parts paragraphs, come from no element.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from refcheck.frozen import dataclass
from refcheck.model.document import Document
from refcheck.readers.office.docx.fields import WordField
from refcheck.readers.office.paragraphs import Paragraph, is_written, raw_offset
from refcheck.safe_xml import Element

__all__ = ["Source", "TextPiece", "WordText", "pieces_of"]


class Source(NamedTuple):
    """What an element of a part writes: at `offset` of a paragraph, `length` characters.

    `element` is a `w:t`, or what else stands for characters (a tab, a symbol, the mark of a note);
    `fields` are the fields whose result it is in, and `controls` the tags of its content controls.
    """

    paragraph: Paragraph
    offset: int
    length: int
    element: Element
    fields: tuple[WordField, ...]
    controls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """A piece of a document's text, from `start` to `end`, and the element that writes it.

    `codes` are the codes of the fields that print it, and `controls` the tags of the content
    controls that it is in, the outermost first.
    """

    start: int
    end: int
    element: Element
    codes: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()

    def offset(self, position: int) -> int:
        """Returns where a position of the text is in the text of the element (a `w:t`)."""
        return raw_offset(self.element.text or "", position - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordText:
    """A Word document: its text, the trees of the parts that it is in, and where it is in them.

    The trees are whole (comments and processing instructions included), and may be changed: the
    pieces stay right for everything before the place of a change.
    """

    document: Document
    parts: Mapping[str, Element]
    pieces: Sequence[TextPiece]
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [piece.start for piece in self.pieces])

    def between(self, start: int, end: int) -> list[TextPiece]:
        """Returns the pieces that write what is from `start` to `end`, in their order."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for piece in self.pieces[at:]:
            if piece.start >= end:
                break
            if piece.end > start:
                found.append(piece)
        return found


def pieces_of(sources: Iterable[Source]) -> list[TextPiece]:
    """Returns the pieces of a text that has been written, in their order."""
    codes: dict[int, str] = {}  # by the field: a manager's code may have 100 kB, and many pieces
    pieces = []
    for one in sources:
        if not is_written(one.paragraph):
            continue
        for each in one.fields:
            codes.setdefault(id(each), "".join(each.code))
        start = one.paragraph.start + one.offset
        piece = TextPiece(
            start=start,
            end=start + one.length,
            element=one.element,
            codes=tuple(codes[id(each)] for each in one.fields),
            controls=one.controls,
        )
        pieces.append(piece)
    return sorted(pieces, key=lambda piece: piece.start)
