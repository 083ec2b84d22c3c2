"""The runs of a Word document: which are between two places, and how one is cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from refcheck.readers.office.docx.text_map import TextPiece
from refcheck.readers.xml_tree import child
from refcheck.revisions.docx.package import WordFile
from refcheck.safe_xml import Element, local_name

__all__ = ["ancestors", "cut", "insert_after", "run_of", "runs_of"]


def ancestors(element: Element) -> Iterator[tuple[str, Element]]:
    """Yields the elements around an element with their names, the nearest first."""
    for one in element.iterancestors():
        yield local_name(one), one


def run_of(piece: TextPiece) -> Element | None:
    """Returns the run that a piece of text is directly in."""
    parent = piece.element.getparent()
    return parent if parent is not None and local_name(parent) == "r" else None


def runs_of(pieces: Sequence[TextPiece]) -> list[Element]:
    """Returns the runs that pieces of text are in, each once, in their order."""
    runs: list[Element] = []
    for piece in pieces:
        run = run_of(piece)
        if run is not None and (not runs or runs[-1] is not run):
            runs.append(run)
    return runs


def cut(file: WordFile, piece: TextPiece, position: int) -> Element | None:
    """Cut the run of a piece in two at a position of the text within the piece or at its ends.

    Both have the properties of the run, and what they print together is what it printed. Returns
    the second one; None where nothing would be in one of the two. The element of the piece stays
    in the first one, unless the position is its start.
    """
    run = run_of(piece)
    if run is None:
        return None
    element = piece.element
    following = list(element.itersiblings())
    if position <= piece.start:
        following.insert(0, element)
        if all(local_name(one) in ("rPr", "") for one in element.itersiblings(preceding=True)):
            return None
    elif local_name(element) == "t" and piece.offset(position) < len(element.text or ""):
        following.insert(0, _cut_text(file, piece, position))
    if not any(local_name(one) for one in following):
        return None
    second = file.new("r")
    second.attrib.update(run.attrib)
    properties = child(run, "rPr")
    if properties is not None:
        second.append(_copy(properties))
    for one in following:
        second.append(one)
    insert_after(run, second)
    return second


def insert_after(element: Element, added: Element) -> None:
    """Put an element after another one, and after the white space that follows that."""
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element) + 1, added)


def _cut_text(file: WordFile, piece: TextPiece, position: int) -> Element:
    """Take what is after a position out of a `w:t`; returns it in one of its own."""
    element, offset = piece.element, piece.offset(position)
    text = element.text or ""
    second = file.new_text("", local_name(element))
    second.text = text[offset:]
    first = file.new_text("")
    element.attrib.update(first.attrib)  # its last space counts now
    element.text = text[:offset]
    return second


def _copy(properties: Element) -> Element:
    copy = deepcopy(properties)
    copy.tail = None
    return copy
