"""Tracked changes in a Word document: what is deleted stays there as deleted, and what is inserted
has the properties of the text that it replaces.

Runs are cut where a change begins and ends; nothing else of the document is touched. What somebody
else has inserted or deleted stays theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from refcheck.frozen import dataclass
from refcheck.readers.office.docx.text_map import TextPiece
from refcheck.readers.xml_tree import attribute, child
from refcheck.revisions.docx.managers import is_printed_by_word
from refcheck.revisions.docx.package import AUTHOR, WordFile
from refcheck.revisions.docx.runs import ancestors, cut, insert_after, run_of, runs_of
from refcheck.safe_xml import Element, local_name

__all__ = ["TrackedChange", "make", "refusal", "widened"]

# What a run may have besides its text, to be deleted as a whole.
_TEXT: Final = frozenset({"t", "tab", "ptab", "noBreakHyphen", "sym", "br", "cr"})
_HARMLESS: Final = _TEXT | {"rPr", "softHyphen", "lastRenderedPageBreak", ""}
_LOCKS: Final = frozenset({"contentLocked", "sdtContentLocked"})
# Of the properties of a run, what says that they, or the run, were changed themselves.
_HISTORY: Final = frozenset({"rPrChange", "ins", "del", "moveFrom", "moveTo"})
_INSERTIONS: Final = frozenset({"ins", "moveTo"})

_AUTOMATIC = "Word prints it there, and it is not in the document"
_FIELD = "it is in a field of Word, which would put it back"
_LINKED = "the link around it would still lead to the old address"
_LOCKED = "it is in a part of the document that is locked or filled in from its properties"
_TEXT_BOX = "it is in a text box"
_PARAGRAPHS = "it goes over the end of a paragraph"
_OBJECT = "there is a note or an object within it"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedChange:
    """What is from `start` to `end` in the text is replaced by `text`; an insertion has the same
    `start` and `end`. `address`: it is an identifier, to which a link around it leads."""

    start: int
    end: int
    text: str
    address: bool = False


def widened(file: WordFile, change: TrackedChange) -> TrackedChange:
    """Returns the change of an identifier with the whole text of the link that it is in: the link
    leads to the old one, and is deleted with its text."""
    if not change.address or change.start == change.end:
        return change
    pieces = file.text.between(change.start, change.end)
    link = next((one for piece in pieces if (one := _link(piece)) is not None), None)
    if link is None:
        return change
    inside = [piece for piece in _around(file, change) if _link(piece) is link]
    start, end = inside[0].start, inside[-1].end
    start, end = min(start, change.start), max(end, change.end)
    text = file.text.document.text
    new = text[start : change.start] + change.text + text[change.end : end]
    return TrackedChange(start=start, end=end, text=new, address=True)


def refusal(file: WordFile, change: TrackedChange) -> str | None:
    """Returns why a change cannot be made, as a clause; None where it can."""
    pieces = _pieces(file, change)
    written = sum(min(one.end, change.end) - max(one.start, change.start) for one in pieces)
    inserts = change.start == change.end
    if not pieces or (not inserts and written != change.end - change.start):
        return _AUTOMATIC
    paragraphs = {_paragraph(piece) for piece in pieces}
    if len(paragraphs) > 1 or "\n" in change.text:
        return _PARAGRAPHS
    for piece in pieces:
        if (reason := _refusal_of(piece)) is not None:
            return reason
        if change.address and any(piece.codes):
            return _LINKED
    return None


def make(file: WordFile, changes: Sequence[TrackedChange], date: str) -> None:
    """Make changes that are not refused and do not overlap."""
    # From the end to the beginning: the pieces of text before a change stay as they are.
    for change in sorted(changes, key=lambda one: (-one.start, -one.end)):
        if change.start == change.end:
            _insert_at(file, change, date)
        else:
            _replace(file, change, date)


def _replace(file: WordFile, change: TrackedChange, date: str) -> None:
    pieces = file.text.between(change.start, change.end)
    cut(file, pieces[-1], change.end)
    second = cut(file, pieces[0], change.start)
    runs = runs_of(pieces)
    if second is not None:
        runs = [second, *(run for run in runs[1:] if run is not second)]
    model = child(runs[0], "rPr")
    link = _link(pieces[0]) if change.address else None
    first: Element | None = None
    for run in runs:
        deletion = _delete(file, run, first, date)
        first = deletion if first is None else first
    if change.text and first is not None:
        unlinked = link is not None
        insertion = _insertion(file, model, change.text, date, unlinked=unlinked)
        insert_after(_outside(file, first, link), insertion)
    file.touch(runs[0])


def _delete(file: WordFile, run: Element, first: Element | None, date: str) -> Element:
    """Mark a run as deleted, with the run before it where that is its neighbour."""
    for one in run:
        if local_name(one) == "t":
            one.tag = file.tag("delText")
    before = run.getprevious()
    parent = run.getparent()
    if first is not None and before is first:
        first.append(run)
        return first
    deletion = file.new("del", id=file.next_id(), author=AUTHOR, date=date)
    if parent is not None:
        parent.insert(parent.index(run), deletion)
    deletion.tail, run.tail = run.tail, None
    deletion.append(run)
    return deletion


def _insert_at(file: WordFile, change: TrackedChange, date: str) -> None:
    (piece,) = _pieces(file, change)
    run = run_of(piece)
    if run is None:
        return
    insertion = _insertion(file, child(run, "rPr"), change.text, date)
    if cut(file, piece, change.start) is not None or change.start > piece.start:
        insert_after(_outside(file, run, None), insertion)
    else:
        before = run  # of all that is in the insertion of somebody else, too
        parent = before.getparent()
        while parent is not None and local_name(parent) in _INSERTIONS and parent[0] is before:
            before, parent = parent, parent.getparent()
        if parent is not None:
            parent.insert(parent.index(before), insertion)
    file.touch(insertion)


def _insertion(
    file: WordFile, model: Element | None, text: str, date: str, *, unlinked: bool = False
) -> Element:
    """Returns an insertion with the properties of a run, or without the look of its link."""
    run = file.new("r")
    if model is not None:
        properties = deepcopy(model)
        properties.tail = None
        for one in list(properties):
            if local_name(one) in _HISTORY or (unlinked and local_name(one) == "rStyle"):
                properties.remove(one)
        run.append(properties)
    run.append(file.new_text(text.replace("\t", " ")))
    insertion = file.new("ins", id=file.next_id(), author=AUTHOR, date=date)
    insertion.append(run)
    return insertion


def _outside(file: WordFile, element: Element, link: Element | None) -> Element:
    """Returns what to insert after: an insertion is not put within another, nor within the link
    that goes; those are parted or left."""
    parent = element.getparent()
    while parent is not None and (local_name(parent) in _INSERTIONS or parent is link):
        following = list(element.itersiblings())
        if following and parent is not link:
            rest = file.new(local_name(parent))
            rest.attrib.update(parent.attrib)
            rest.set(file.tag("id"), file.next_id())
            for one in following:
                rest.append(one)
            insert_after(parent, rest)
        element, parent = parent, parent.getparent()
    return element


# --- where a change is ----------------------------------------------------------------------------


def _pieces(file: WordFile, change: TrackedChange) -> list[TextPiece]:
    """Returns the pieces that a change is in. For an insertion, the one before it; where that is in
    a link or a field, or there is none, the one after it."""
    if change.start < change.end:
        return file.text.between(change.start, change.end)
    around = _around(file, change)
    before = [one for one in around if one.start < change.start <= one.end]
    after = [one for one in around if one.start <= change.start < one.end]
    free = [one for one in (*before, *after) if not one.codes and _link(one) is None]
    return (free or before or after)[:1]


def _around(file: WordFile, change: TrackedChange) -> list[TextPiece]:
    """Returns the pieces of the paragraph that a change is in."""
    reach = 5_000
    return file.text.between(max(change.start - reach, 0), change.end + reach)


def _refusal_of(piece: TextPiece) -> str | None:
    run = run_of(piece)
    if run is None or local_name(piece.element) not in _TEXT:
        return _OBJECT if run is not None else _AUTOMATIC
    if any(local_name(one) not in _HARMLESS for one in run) or len(piece.element):
        return _OBJECT
    if is_printed_by_word(piece):
        return _FIELD
    for name, one in ancestors(piece.element):
        if name == "txbxContent":
            return _TEXT_BOX
        if name == "fldSimple":
            return _FIELD
        if name == "sdt" and _is_locked(child(one, "sdtPr")):
            return _LOCKED
    return None


def _is_locked(properties: Element | None) -> bool:
    lock = child(properties, "lock")
    locked = lock is not None and attribute(lock, "val") in _LOCKS
    return locked or child(properties, "dataBinding") is not None


def _paragraph(piece: TextPiece) -> Element | None:
    return next((one for name, one in ancestors(piece.element) if name == "p"), None)


def _link(piece: TextPiece) -> Element | None:
    """Returns the link to an address outside of the document that a piece is in."""
    for name, one in ancestors(piece.element):
        if name == "hyperlink" and attribute(one, "id"):
            return one
    return None
