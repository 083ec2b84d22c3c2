"""Corrections in a file of entries with fields (BibTeX, RIS, CSL-JSON), and the proof of them.

Each format has an editor, which knows where the fields of an entry are and how the file writes
them. What it wrote is read back before anything is given back: a change after which the record is
not the right one, or any other than before, is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Protocol

from refcheck.errors import InputError
from refcheck.fixes.changes import Change, Edit
from refcheck.frozen import dataclass
from refcheck.model.document import Document, MarkedReference
from refcheck.model.finding import Field
from refcheck.model.report import DocumentReport
from refcheck.readers.io import decode
from refcheck.revisions.encodings import Encoding, encoding_of
from refcheck.revisions.proof import broken_changes
from refcheck.revisions.revision import Done, Left, Plans, Revision, all_left, changed

__all__ = ["CannotWriteError", "Editor", "EntryFile", "revise_entries"]

NOT_AGAIN = "it could not be written without changing something else"
_ROUNDS = 4  # of taking back; each takes back at least one change, and in practice there is none


class CannotWriteError(Exception):
    """A change that an editor does not make. Its argument is the reason, as in `Unfixed`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFile:
    """A file of entries: its text, its entries, and the encoding that new text has to fit."""

    text: str
    references: tuple[MarkedReference, ...]
    encoding: Encoding


class Editor(Protocol):
    """Knows the places of the fields in one file."""

    def edits(
        self, entry: MarkedReference, changes: Sequence[Change]
    ) -> Iterable[tuple[int, int, str]]:
        """Returns the pieces of the text to replace, for changes of one field of an entry.

        Raises `CannotWriteError`.
        """
        ...


@dataclass(slots=True)
class _Entry:
    """What is written into one entry."""

    number: int
    entry: MarkedReference
    edits: dict[Field, tuple[Edit, ...]] = field(default_factory=dict)
    changes: dict[Field, list[Change]] = field(default_factory=dict)

    def take_back(self, fields: Iterable[Field]) -> list[Change]:
        taken: list[Change] = []
        for one in fields:
            self.edits.pop(one, None)
            taken += self.changes.pop(one, [])
        return taken


def revise_entries(
    path: str,
    content: bytes,
    report: DocumentReport,
    plans: Plans,
    *,
    read: Callable[[str, bytes], Document],
    editor: Callable[[EntryFile], Editor],
) -> Revision:
    """Returns the file with the changes of the plans made, as a `Reviser` does."""
    document = read(path, content)
    text = decode(path, content)
    encoding = encoding_of(content, text)
    if encoding is None:
        reason = "some of its bytes are not text in any encoding"
        return Revision(left=all_left(plans, reason), refusal=reason)
    references = document.references or ()
    file = EntryFile(text=text, references=references, encoding=encoding)
    left: list[Left] = []
    entries = list(_edited(editor(file), file, report, plans, left))
    after = _proven(path, file, entries, read, left)
    done = tuple(
        Done(number=one.number, change=change)
        for one in entries
        for changes in one.changes.values()
        for change in changes
    )
    return Revision(
        files=tuple(changed(path, content, after, len(done))), done=done, left=tuple(left)
    )


def corrected(text: str, edits: Iterable[Edit]) -> str:
    """Returns the text with the edits made; insertions at one place in their order."""
    pieces: list[str] = []
    place = 0
    for edit in _in_order(edits):
        if edit.start < place:
            raise ValueError(f"two edits overlap at {edit.start}")
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, text[place:]])


def _edited(
    editor: Editor, file: EntryFile, report: DocumentReport, plans: Plans, left: list[Left]
) -> Iterable[_Entry]:
    """Yields the entries with their edits; what cannot be written goes to `left`."""
    at = {one.start: one for one in file.references}
    for checked in report.references:
        string = checked.reference.string
        plan = plans.get(string.number)
        if plan is None or not plan.changes:
            continue
        entry = at.get(string.span.start)
        if entry is None or entry.end != string.span.end or entry.record is None:
            left += _left(string.number, plan.changes, "the entry could not be read as fields")
            continue
        one = _Entry(string.number, entry)
        for name, changes in _by_field(plan.changes).items():
            try:
                pieces = tuple(editor.edits(entry, changes))
                edits = _fitting(pieces, file, changes)
                _refuse_overlaps(
                    (*edits, *(each for found in one.edits.values() for each in found))
                )
            except CannotWriteError as error:
                left += _left(string.number, changes, error.reason)
            else:
                one.edits[name], one.changes[name] = edits, changes
        if one.edits:
            yield one


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def _refuse_overlaps(edits: Iterable[Edit]) -> None:
    """Raise `CannotWriteError` where two edits are about one place."""
    end = 0
    for edit in _in_order(edits):
        if edit.start < end:
            raise CannotWriteError(NOT_AGAIN)
        end = edit.end


def _by_field(changes: Iterable[Change]) -> Mapping[Field, list[Change]]:
    found: dict[Field, list[Change]] = {}
    for change in changes:
        found.setdefault(change.field, []).append(change)
    return found


def _left(number: int, changes: Iterable[Change], reason: str) -> list[Left]:
    return [Left(number=number, change=change, reason=reason) for change in changes]


def _fitting(
    pieces: Sequence[tuple[int, int, str]], file: EntryFile, changes: Sequence[Change]
) -> tuple[Edit, ...]:
    edits = tuple(
        Edit(start=start, end=end, text=new, changes=tuple(changes))
        for start, end, new in pieces
        if file.text[start:end] != new
    )
    if not edits:
        raise CannotWriteError("the file has the right value already")
    if not all(file.encoding.can(edit.text) for edit in edits):
        raise CannotWriteError(f"the file's encoding ({file.encoding.name}) lacks its characters")
    return edits


def _proven(
    path: str,
    file: EntryFile,
    entries: list[_Entry],
    read: Callable[[str, bytes], Document],
    left: list[Left],
) -> bytes:
    """Returns the bytes of the file with the edits that hold when it is read back."""
    before = file.encoding.bytes_of(file.text)
    for _ in range(_ROUNDS):
        edits = [edit for one in entries for each in one.edits.values() for edit in each]
        after = file.encoding.bytes_of(corrected(file.text, edits)) if edits else before
        spoilt = _spoilt(path, file, entries, after, read) if edits else {}
        if not spoilt:
            return after
        for one in entries:
            taken = one.take_back(spoilt.get(one.number, ()))
            left += _left(one.number, taken, NOT_AGAIN)
    for one in entries:
        left += _left(one.number, one.take_back(tuple(one.edits)), NOT_AGAIN)
    return before


def _spoilt(
    path: str,
    file: EntryFile,
    entries: Sequence[_Entry],
    after: bytes,
    read: Callable[[str, bytes], Document],
) -> dict[int, tuple[Field, ...]]:
    """Returns the fields to take back, by the numbers of the references."""
    everything = {one.number: tuple(one.edits) for one in entries}
    try:
        found = read(path, after).references or ()
    except InputError:
        return everything
    if len(found) != len(file.references):
        return everything
    edited = {one.entry.start: one for one in entries if one.edits}
    spoilt: dict[int, tuple[Field, ...]] = {}
    for old, new in zip(file.references, found, strict=True):
        one = edited.get(old.start)
        if one is None:
            if _without_place(old) != _without_place(new):
                return everything
        elif old.key != new.key or old.record is None or new.record is None:
            spoilt[one.number] = tuple(one.edits)
        elif broken := broken_changes(old.record, new.record, one.changes):
            spoilt[one.number] = broken
    return spoilt


def _without_place(reference: MarkedReference) -> MarkedReference:
    return replace(reference, start=0, end=0)
