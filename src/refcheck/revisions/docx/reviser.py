"""Corrections in a Word document: tracked changes, and comments where a manager prints the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from refcheck.errors import InputError
from refcheck.fixes.changes import Change, Edit, FixPlan
from refcheck.fixes.list_style import list_styles
from refcheck.fixes.printed import NOT_FOUND, edits, unplaced
from refcheck.model.finding import Field
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.reports.queries import Names, names_of, query
from refcheck.revisions.alignment import Alignment
from refcheck.revisions.docx.comments import Comment, add_comments, now
from refcheck.revisions.docx.managers import manager_of
from refcheck.revisions.docx.manuscript import require_same_text
from refcheck.revisions.docx.package import WordFile
from refcheck.revisions.docx.tracked import TrackedChange, make, refusal, widened
from refcheck.revisions.edit_groups import changes_of, groups_of
from refcheck.revisions.revision import Done, Left, Plans, Revision, all_left, changed

__all__ = ["revise_docx"]

_ADDRESSES: Final = frozenset({Field.DOI, Field.PMID})
_NOT_PRINTED: Final = "the document does not print the reference"
_BROKEN: Final = "its place in the document could not be told"


def revise_docx(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
    """Returns a Word document with the changes as tracked changes of refcheck. See
    `revision.Reviser`.

    Where a reference manager prints the list, a comment says what to correct in it.
    """
    try:
        file = WordFile(path, content)
        require_same_text(file, report)
        writer = _Writer(file=file, names=names_of(report))
        writer.take(report, plans)
        after = writer.content()
    except InputError as error:
        return Revision(refusal=error.reason, left=all_left(plans, error.reason))
    files = changed(path, content, after or content, len(writer.done))
    return Revision(files=tuple(files), done=tuple(writer.done), left=tuple(writer.left))


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Collects the changes and comments of a document, then makes them."""

    file: WordFile
    names: Names
    done: list[Done] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def take(self, report: DocumentReport, plans: Plans) -> None:
        """Sort the changes of the plans into those that are made and those that are left."""
        styles = list_styles(report.references)
        for checked in report.references:
            string = checked.reference.string
            plan = plans.get(string.number)
            if plan is None or not plan.changes:
                continue
            pieces = self.file.text.between(string.span.start, string.span.end)
            if not pieces:
                self._leave(string.number, plan.changes, _NOT_PRINTED)
            elif manager := manager_of(pieces):
                self._comment(checked, plan, manager)
            else:
                made = edits(string.raw, plan, styles[string.list_number])
                self._leave(string.number, unplaced(plan, made), NOT_FOUND)
                for group in groups_of(made):
                    self._place(checked, group)

    def content(self) -> bytes | None:
        """Returns the document with all that was taken; None where it stays as it is."""
        date = now()
        written = add_comments(self.file, self.comments, date)
        make(self.file, self.changes, date)
        return self.file.content() if written or self.changes else None

    def _place(self, checked: CheckedReference, group: Sequence[Edit]) -> None:
        """Take the edits that belong together, or none of them."""
        string = checked.reference.string
        source = string.source if string.source is not None else string.raw
        alignment = Alignment(string.raw, source)
        placed: list[TrackedChange] = []
        reason: str | None = None
        for edit in group:
            place = alignment.place(edit.start, edit.end)
            if place is None:
                reason = _BROKEN
                break
            change = TrackedChange(
                start=string.span.start + place[0],
                end=string.span.start + place[1],
                text=edit.text,
                address=any(one.field in _ADDRESSES for one in edit.changes),
            )
            change = widened(self.file, change)
            reason = reason or refusal(self.file, change) or self._overlap(change, placed)
            placed.append(change)
        if reason is not None:
            self._leave(string.number, changes_of(group), reason)
            return
        self.changes += placed
        self.done += [Done(number=string.number, change=one) for one in changes_of(group)]

    def _overlap(self, change: TrackedChange, placed: Sequence[TrackedChange]) -> str | None:
        """Returns why a change cannot be made next to those that are there already."""
        for one in (*self.changes, *placed):
            if change.start < one.end and one.start < change.end:
                return "it is too close to a different correction"
        return None

    def _comment(self, checked: CheckedReference, plan: FixPlan, manager: str) -> None:
        """Say in a comment what to correct where the list comes from."""
        string = checked.reference.string
        asked = [
            query(one.finding, checked.lookup, self.names)
            for one in plan.changes
            if one.finding is not None
        ]
        if asked:
            note = f"This list is printed by {manager}: correct it in {manager}, or it comes back."
            paragraphs = (*dict.fromkeys(asked), note)
            span = string.span
            self.comments.append(Comment(start=span.start, end=span.end, paragraphs=paragraphs))
        reason = f"the list is printed by {manager}: correct it there, or it comes back"
        self._leave(string.number, plan.changes, reason)

    def _leave(self, number: int, changes: Sequence[Change], reason: str) -> None:
        self.left += [Left(number=number, change=one, reason=reason) for one in changes]
