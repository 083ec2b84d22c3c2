"""Corrections in lists that are printed in a text: plain text, Markdown, LaTeX.

A reference is corrected as people read it, on one line; then each edit is put in its place in the
source, which may have line breaks and commands. Everything else stays as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from refcheck.errors import InputError
from refcheck.fixes.changes import Change, Edit, FixPlan
from refcheck.fixes.list_style import list_styles
from refcheck.fixes.printed import NOT_FOUND, corrected, edits, unplaced
from refcheck.formats.bibtex.latex import encode as to_latex
from refcheck.model.reference import ReferenceString
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.readers.files.included_files import content_next_to
from refcheck.readers.io import decode
from refcheck.readers.latex.reader import with_parts
from refcheck.readers.latex.source import masked, untexed
from refcheck.revisions.alignment import Alignment
from refcheck.revisions.edit_groups import changes_of, groups_of
from refcheck.revisions.encodings import Encoding, encoding_of
from refcheck.revisions.revision import Done, Left, Plans, RevisedFile, Revision, all_left
from refcheck.text.folding import squeeze

__all__ = ["revise_latex", "revise_text"]

_BBL: Final = "a .bbl file is made from a .bib file: correct that one"
_DAMAGED: Final = "some of its bytes are not text, so that it cannot be saved unchanged"
_NO_ITEMS: Final = "its list has no \\bibitem commands, so that no place in it is certain"
_CHANGED: Final = "the file has changed since it was read"
_FIELDS: Final = "the entry consists of fields, which cannot be written in this kind of file"
_BROKEN: Final = "its place in the source could not be told"
_UNWRITABLE: Final = "the encoding of the file does not have all of its letters"


@dataclass(slots=True, kw_only=True)
class _File:
    """A file of the document: where it begins in the document's text, the edits in it, and how many
    changes they make."""

    path: str
    content: bytes
    text: str
    start: int
    encoding: Encoding
    edits: list[Edit] = field(default_factory=list)
    count: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def revised(self) -> RevisedFile | None:
        """Returns the file with its edits made; None where there are none."""
        after = self.encoding.bytes_of(corrected(self.text, self.edits))
        if after == self.content:
            return None
        return RevisedFile(path=self.path, before=self.content, after=after, count=self.count)


def revise_text(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
    """Returns a plain text or Markdown file with the changes made. See `revision.Reviser`."""
    file = _file(path, content, 0)
    if file is None:
        return Revision(refusal=_DAMAGED, left=all_left(plans, _DAMAGED))
    return _Writer(files=[file], is_latex=False).revise(report, plans)


def revise_latex(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
    """Returns a LaTeX document, and the parts that it includes, with the changes made. See
    `revision.Reviser`."""
    if path.lower().endswith(".bbl"):
        return Revision(refusal=_BBL, left=all_left(plans, _BBL))
    file = _file(path, content, 0)
    if file is None:
        return Revision(refusal=_DAMAGED, left=all_left(plans, _DAMAGED))
    files = [file, *_parts(path, file.text)]
    marked = any(one.reference.string.id is not None for one in report.references)
    if report.references and not marked:
        return Revision(refusal=_NO_ITEMS, left=all_left(plans, _NO_ITEMS))
    return _Writer(files=files, is_latex=True).revise(report, plans)


def _file(path: str, content: bytes, start: int) -> _File | None:
    try:
        text = decode(path, content)
    except InputError:
        return None
    encoding = encoding_of(content, text)
    if encoding is None:
        return None
    return _File(path=path, content=content, text=text, start=start, encoding=encoding)


def _parts(path: str, text: str) -> Iterator[_File]:
    _, places = with_parts(path, text)
    for start, name in places:
        content = content_next_to(path, name)
        file = _file(_next_to(path, name), content, start) if content is not None else None
        if file is not None:
            yield file


def _next_to(path: str, name: str) -> str:
    import os

    return os.path.join(os.path.dirname(path), name)  # noqa: PTH118, PTH120 - as it was given


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Collects the edits of all references of a document."""

    files: Sequence[_File]
    is_latex: bool
    done: list[Done] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def revise(self, report: DocumentReport, plans: Mapping[int, FixPlan]) -> Revision:
        styles = list_styles(report.references)
        for checked in report.references:
            number = checked.reference.string.number
            plan = plans.get(number)
            if plan is None or not plan.changes:
                continue
            made = edits(
                checked.reference.string.raw, plan, styles[checked.reference.string.list_number]
            )
            self._take(checked, plan, made)
        files = [one for file in self.files if (one := file.revised()) is not None]
        return Revision(files=tuple(files), done=tuple(self.done), left=tuple(self.left))

    def _take(self, checked: CheckedReference, plan: FixPlan, made: Sequence[Edit]) -> None:
        string = checked.reference.string
        reason = self._refusal(string)
        if reason is not None:
            self._leave(string.number, plan.changes, reason)
            return
        self._leave(string.number, unplaced(plan, made), NOT_FOUND)
        file = self._file_of(string)
        source = string.source if string.source is not None else string.raw
        if file is None or not file.text.startswith(source, string.span.start - file.start):
            self._leave(string.number, changes_of(made), _CHANGED)
            return
        for group in groups_of(made):
            self._write(file, string, source, group)

    def _refusal(self, string: ReferenceString) -> str | None:
        """Returns why the entry cannot be written at all."""
        path = string.span.path
        if self._file_of(string) is None and path is not None:
            name = path.rpartition(":")[0] or path
            return f"the entry is in {name}: run refcheck fix on that file"
        return _FIELDS if string.record is not None else None

    def _file_of(self, string: ReferenceString) -> _File | None:
        start, end = string.span.start, string.span.end
        return next((one for one in self.files if one.start <= start and end <= one.end), None)

    def _leave(self, number: int, changes: Sequence[Change], reason: str) -> None:
        self.left += [Left(number=number, change=each, reason=reason) for each in changes]

    def _write(
        self, file: _File, string: ReferenceString, source: str, group: Sequence[Edit]
    ) -> None:
        """Put the edits that belong together in their place, or none of them."""
        placed = self._placed(file, string, source, group)
        if isinstance(placed, str):
            self._leave(string.number, changes_of(group), placed)
            return
        offset = string.span.start - file.start
        file.edits += [
            Edit(start=offset + one.start, end=offset + one.end, text=one.text) for one in placed
        ]
        made = [Done(number=string.number, change=change) for change in changes_of(group)]
        file.count += len(made)
        self.done += made

    def _placed(
        self, file: _File, string: ReferenceString, source: str, group: Sequence[Edit]
    ) -> list[Edit] | str:
        """Returns the edits in the source, or why there are none."""
        alignment = Alignment(string.raw, source)
        placed: list[Edit] = []
        for edit in group:
            place = alignment.place(edit.start, edit.end)
            if place is None:
                return _BROKEN
            text = self._as_source(file, edit.text)
            if not file.encoding.can(text):
                return _UNWRITABLE
            placed.append(Edit(start=place[0], end=place[1], text=text))
        if not self._is_read_back(string, source, placed, group):
            return _BROKEN
        return placed

    def _as_source(self, file: _File, text: str) -> str:
        if not self.is_latex:
            return text
        return to_latex(text, unicode=not file.text.isascii()).replace("{\\textendash}", "--")

    def _is_read_back(
        self, string: ReferenceString, source: str, placed: Sequence[Edit], group: Sequence[Edit]
    ) -> bool:
        """Returns whether the edited source is the edited reference for whoever reads it."""
        wanted = squeeze(corrected(string.raw, group))
        written = corrected(source, placed)
        if self.is_latex:
            return squeeze(untexed(masked(written))[0]) == wanted
        before = {squeeze(source), squeeze(string.raw)}
        if len(before) == 1:
            return squeeze(written) == wanted
        return True  # words were broken over lines: the whole file is read once more
