"""Comments in a Word document: the part that has them, and their places in the text.

Nothing of the text is changed: a comment is two marks of a range and a run with the reference to
it, between the runs of the paragraph. Word has no comments in notes and text boxes: one on a note
is at its mark in the text, and one on a text box at its anchor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from refcheck.frozen import dataclass
from refcheck.readers.office.docx.text_map import TextPiece
from refcheck.readers.xml_tree import attribute, children
from refcheck.revisions.docx.package import AUTHOR, WordFile
from refcheck.revisions.docx.runs import ancestors, cut, run_of
from refcheck.safe_xml import Element, local_name

__all__ = ["Comment", "add_comments", "now"]

_NOTES: Final = {"footnote": "footnoteReference", "endnote": "endnoteReference"}
_INITIALS: Final = "rc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment on what is between two places of the text, in `paragraphs` of plain text.

    `exact`: a run that begins before the place or ends after it is cut, so that the comment is on
    a few characters within a sentence. Else it is on the whole runs.
    """

    start: int
    end: int
    paragraphs: tuple[str, ...]
    exact: bool = False


def now() -> str:
    """Returns the time as Word writes it in comments and changes."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_comments(file: WordFile, comments: Sequence[Comment], date: str) -> int:
    """Write comments into a document, but none that it has already at the same place.

    Those on places that no part of the document prints are put at its first words. Returns how many
    were written. Raises `InputError` where the document's comments cannot be read.
    """
    if not comments:
        return 0
    writer = _Writer(file, date)
    # From the end to the beginning: the pieces of text before a cut stay as they are.
    for comment in sorted(comments, key=lambda one: -one.start):
        writer.add(comment)
    return writer.written


class _Writer:
    def __init__(self, file: WordFile, date: str) -> None:
        self._file = file
        self._date = date
        self._part: Element | None = None
        self._texts = dict(_own_comments(file))
        self.written = 0

    def add(self, comment: Comment) -> None:
        first, last = self._ends(comment)
        if first is None or last is None or self._is_there(first, comment):
            return
        if self._part is None:
            self._part = self._file.related_part("comments")
        number = self._file.next_id()
        self._part.append(self._comment(number, comment))
        self._file.touch(self._part)
        _mark(self._file, first, last, number)
        self.written += 1

    def _ends(self, comment: Comment) -> tuple[Element | None, Element | None]:
        """Returns the first and the last child of a paragraph that a comment is on."""
        text = self._file.text
        pieces = text.between(comment.start, comment.end) or text.pieces[:1]
        if not pieces:
            paragraph = next(self._file.main.iter(self._file.tag("p")), None)
            return (None, None) if paragraph is None else _whole(paragraph)
        first, last = pieces[0].element, pieces[-1].element
        if comment.exact:
            self._cut(pieces[-1], comment.end)
            second = self._cut(pieces[0], comment.start)
            if second is not None:
                first = second
                last = second if len(pieces) == 1 else last
        return _outside_of_field(self._anchor(first), self._anchor(last))

    def _cut(self, piece: TextPiece, position: int) -> Element | None:
        """Cut a run that is directly in its paragraph; links and controls are left whole."""
        run = run_of(piece)
        parent = run.getparent() if run is not None else None
        if parent is None or local_name(parent) != "p":
            return None
        return cut(self._file, piece, position)

    def _anchor(self, element: Element) -> Element:
        """Returns the child of a paragraph of the main text that an element is in, or that leads to
        it."""
        for name, one in ancestors(element):
            if name in _NOTES:
                number = attribute(one, "id")
                marks = self._file.main.iter(self._file.tag(_NOTES[name]))
                element = next((mark for mark in marks if attribute(mark, "id") == number), element)
        anchor = element
        around = [element, *element.iterancestors()]
        for inner, outer in pairwise(around):
            if local_name(outer) == "p":
                anchor = inner  # the outermost one: a text box is within a paragraph
        return anchor

    def _is_there(self, anchor: Element, comment: Comment) -> bool:
        paragraph = anchor.getparent()
        if paragraph is None:
            return True
        if not self._texts:
            return False
        marks = paragraph.iter(self._file.tag("commentReference"))
        return any(
            self._texts.get(attribute(one, "id") or "") == comment.paragraphs for one in marks
        )

    def _comment(self, number: str, comment: Comment) -> Element:
        new = self._file.new
        element = new("comment", id=number, author=AUTHOR, date=self._date, initials=_INITIALS)
        for text in comment.paragraphs:
            paragraph, run = new("p"), new("r")
            run.append(self._file.new_text(text))
            paragraph.append(run)
            element.append(paragraph)
        return element


def _own_comments(file: WordFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields the comments of refcheck that a document has already: ids and paragraphs."""
    for part in file.existing_parts("comments"):
        for one in children(part, "comment"):
            if attribute(one, "author") == AUTHOR:
                texts = ("".join(map(str, each.itertext())) for each in children(one, "p"))
                yield attribute(one, "id") or "", tuple(texts)


def _whole(paragraph: Element) -> tuple[Element | None, Element | None]:
    """Returns the first and the last child of a paragraph without its properties."""
    inner = [one for one in paragraph if local_name(one) not in ("pPr", "")]
    return (inner[0], inner[-1]) if inner else (None, None)


def _outside_of_field(first: Element, last: Element) -> tuple[Element, Element]:
    """Returns the ends of a range, moved to those of the fields of its paragraph that it cuts: what
    is within a field is lost when the field is updated."""
    paragraph = first.getparent()
    if paragraph is None or last.getparent() is not paragraph:
        return first, last
    if next(paragraph.iter("{*}fldChar"), None) is None:
        return first, last
    inner = list(paragraph)
    start, end = inner.index(first), inner.index(last)
    for begin, finish in _fields(inner):
        if begin <= end and start <= finish:
            start, end = min(start, begin), max(end, finish)
    return inner[start], inner[end]


def _fields(inner: Sequence[Element]) -> Iterator[tuple[int, int]]:
    """Yields where the fields that are wholly in a paragraph begin and end, by its children."""
    begins: list[int] = []
    for place, one in enumerate(inner):
        for mark in one.iter("{*}fldChar"):
            kind = attribute(mark, "fldCharType")
            if kind == "begin":
                begins.append(place)
            elif kind == "end" and begins:
                begin = begins.pop()
                if not begins:
                    yield begin, place


def _mark(file: WordFile, first: Element, last: Element, number: str) -> None:
    """Put the marks of a comment around what is from one child of a paragraph to another."""
    before, after = first.getparent(), last.getparent()
    if before is None or after is None:
        return
    run = file.new("r")
    run.append(file.new("commentReference", id=number))
    place = after.index(last) + 1
    after.insert(place, file.new("commentRangeEnd", id=number))
    after.insert(place + 1, run)
    before.insert(before.index(first), file.new("commentRangeStart", id=number))
    file.touch(before)
