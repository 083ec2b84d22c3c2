"""A document with its findings -> its files with the corrections made, each of them checked again.

Nothing is written to the disk here. Before a correction is given back, the new text is read, parsed
and judged once more against the same records: a correction whose finding stays, or that brings a
new one, is not made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from refcheck import checks, extraction
from refcheck.errors import InputError
from refcheck.fixes.changes import Change, FixPlan
from refcheck.fixes.decisions import plan
from refcheck.fixes.list_style import list_styles
from refcheck.frozen import dataclass
from refcheck.model.document import Document
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.pipeline.documents import parsed_list
from refcheck.readers.files.detection import recognise
from refcheck.readers.files.inputs import STANDARD_INPUT
from refcheck.revisions.registry import reviser_of
from refcheck.revisions.revision import Done, Left, RevisedFile, Reviser, Revision

__all__ = ["Correction", "LeftFinding", "Wishes", "correct"]

_NOT_READ_BACK: Final = "the corrected reference would not be read as it is meant"
_ROUNDS: Final = 6  # of taking back corrections; two are enough in practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user wants corrected.

    `unsafe`: also what is not certain. `select`: the findings of these rules alone, certain or not
    (None: of all rules); `ignore`: not those of these rules. `add`: identifiers to add.
    """

    unsafe: bool = False
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    add: tuple[Field, ...] = ()

    def concerns(self, finding: Finding | None) -> bool:
        """Returns whether the user wants to hear of a finding; None: of an identifier to add."""
        if finding is None:
            return True
        if self.select is not None and finding.rule not in self.select:
            return False
        return finding.rule not in self.ignore

    def takes(self, change: Change) -> bool:
        """Returns whether a change is to be made."""
        if not self.concerns(change.finding):
            return False
        named = self.select is not None and change.finding is not None
        return change.safe or self.unsafe or named


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftFinding:
    """A finding on reference `number` that a person has to look at, and why."""

    number: int
    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was made of one document.

    `files` are those that change, before and after; `done` what was changed; `unsafe` what would be
    with `Wishes.unsafe`; `left` the findings that stay. `refusal` says why nothing can be written,
    as a clause about the file.
    """

    path: str
    files: tuple[RevisedFile, ...] = ()
    done: tuple[Done, ...] = ()
    unsafe: tuple[Done, ...] = ()
    left: tuple[LeftFinding, ...] = ()
    refusal: str | None = None


def correct(
    path: str,
    content: bytes,
    report: DocumentReport,
    wishes: Wishes,
    *,
    in_memory: bool = False,
) -> Correction:
    """Returns what becomes of the document whose bytes are `content` and whose report is given.

    `in_memory`: `path` is only a name, and no file next to it is opened. Raises `InputError` where
    the bytes are of no format that can be read.
    """
    read_as = recognise(path, content)
    plans = _plans(report, wishes)
    unsafe = tuple(_not_taken(plans, wishes))
    planned = tuple(_of_plans(plans, wishes))
    wanted = _wanted(plans, wishes)
    if not any(each.changes for each in wanted.values()):
        return Correction(path=path, unsafe=unsafe, left=planned)
    reviser = reviser_of(read_as)
    if reviser is None:
        kind = read_as.title
        refusal = f"corrections cannot be written in {kind} files"
        return Correction(path=path, left=(*planned, *_as_left(wanted, refusal)), refusal=refusal)
    attempt = _Attempt(
        path=STANDARD_INPUT if in_memory else path,
        name=path,
        content=content,
        report=report,
        reviser=reviser,
        plans=wanted,
    )
    revision = attempt.run()
    return Correction(
        path=path,
        files=revision.files,
        done=revision.done,
        unsafe=() if revision.refusal else unsafe,
        left=(*planned, *_of_changes((*revision.left, *attempt.undone))),
        refusal=revision.refusal,
    )


def _wanted(plans: Mapping[int, FixPlan], wishes: Wishes) -> dict[int, FixPlan]:
    """Returns the plans with those changes alone that the user wants."""
    return {
        number: replace(each, changes=tuple(filter(wishes.takes, each.changes)))
        for number, each in plans.items()
    }


def _not_taken(plans: Mapping[int, FixPlan], wishes: Wishes) -> Iterator[Done]:
    """Yields the changes that the user would have to ask for."""
    for number, each in plans.items():
        for change in each.changes:
            if wishes.concerns(change.finding) and not wishes.takes(change):
                yield Done(number=number, change=change)


def _of_changes(left: Sequence[Left]) -> Iterator[LeftFinding]:
    """Yields the findings whose changes could not be written, or did not hold."""
    for one in left:
        if one.change.finding is not None:
            yield LeftFinding(number=one.number, finding=one.change.finding, reason=one.reason)


def _plans(report: DocumentReport, wishes: Wishes) -> dict[int, FixPlan]:
    styles = list_styles(report.references)
    return {
        one.reference.string.number: plan(
            one,
            add=wishes.add,
            shown=styles[one.reference.string.list_number].names.shown,
        )
        for one in report.references
    }


def _of_plans(plans: Mapping[int, FixPlan], wishes: Wishes) -> Iterator[LeftFinding]:
    for number, each in plans.items():
        for one in each.unfixed:
            if wishes.concerns(one.finding):
                yield LeftFinding(number=number, finding=one.finding, reason=one.reason)


def _as_left(plans: Mapping[int, FixPlan], reason: str) -> Iterator[LeftFinding]:
    for number, each in plans.items():
        for change in each.changes:
            if change.finding is not None:
                yield LeftFinding(number=number, finding=change.finding, reason=reason)


@dataclass(slots=True, kw_only=True)
class _Attempt:
    """The corrections of one document, made again without those that do not hold.

    `name` says by its suffix what it is read as; it is the path, if the document has one.
    """

    path: str
    name: str
    content: bytes
    report: DocumentReport
    reviser: Reviser
    plans: dict[int, FixPlan]
    undone: list[Left] = field(default_factory=list)

    def run(self) -> Revision:
        """Returns the revision of which every correction holds."""
        for _ in range(_ROUNDS):
            revision = self.reviser(self.path, self.content, self.report, self.plans)
            bad = self._failed(revision) if revision.files else []
            if not bad:
                return revision
            self._take_back(bad)
        self._take_back(list(revision.done))
        return self.reviser(self.path, self.content, self.report, self.plans)

    def _take_back(self, bad: Sequence[Done]) -> None:
        for one in bad:
            each = self.plans[one.number]
            kept = tuple(change for change in each.changes if change is not one.change)
            if len(kept) < len(each.changes):
                self.undone.append(
                    Left(number=one.number, change=one.change, reason=_NOT_READ_BACK)
                )
            self.plans[one.number] = replace(each, changes=kept)

    def _failed(self, revision: Revision) -> list[Done]:
        """Returns the corrections that do not hold: all, where the list is not read as before."""
        after = self._read(revision)
        before = {one.reference.string.number: one for one in self.report.references}
        if after is None or set(after) != set(before):
            return list(revision.done)
        made: dict[int, list[Done]] = {}
        for one in revision.done:
            made.setdefault(one.number, []).append(one)
        disturbed = [
            number
            for number, reference in after.items()
            if number not in made and reference.string.text != before[number].reference.string.text
        ]
        if disturbed:
            return list(revision.done)
        return [
            one
            for number, each in made.items()
            for one in _not_holding(before[number], after[number], each)
        ]

    def _read(self, revision: Revision) -> dict[int, Reference] | None:
        """Returns the references of the new text; those in files that it includes are as before."""
        own = next((one for one in revision.files if one.path == self.path), None)
        if own is None:
            return {one.reference.string.number: one.reference for one in self.report.references}
        try:
            document: Document = recognise(self.name, own.after).read(self.path, own.after)
        except InputError:
            return None
        strings = extraction.find_lists(document).strings
        return {one.string.number: one for one in parsed_list(strings)}


def _not_holding(before: CheckedReference, after: Reference, made: Sequence[Done]) -> list[Done]:
    """Returns the corrections of one reference whose finding is still there; all of them, where one
    has come that was not there."""
    if after == before.reference:
        return []  # in a file that the document includes: read by the reviser itself
    was = {_key(one) for one in before.findings if _counts(one)}
    now = {_key(one) for one in _findings(before, after) if _counts(one)}
    if now - was:
        return list(made)
    return [one for one in made if one.change.finding and _key(one.change.finding) in now]


def _findings(before: CheckedReference, after: Reference) -> list[Finding]:
    lookup = before.lookup
    if lookup is None or lookup.record is None:
        return []
    record, name = lookup.record, lookup.source_name
    return [
        *checks.check_reference(after, record, url=lookup.url, source_name=name),
        *checks.check_record(
            after, record, list(_elsewhere(before, after)), url=lookup.url, source_name=name
        ),
    ]


def _elsewhere(before: CheckedReference, after: Reference) -> Iterator[Candidate]:
    """Yields the candidates that an identifier of the reference still leads to."""
    lookup = before.lookup
    record = after.record
    there = {record.doi, record.pmid, record.pmcid} - {None}
    for scored in lookup.candidates if lookup else ():
        candidate = scored.candidate
        if candidate.record != (lookup.record if lookup else None) and candidate.asked in there:
            yield candidate


def _key(finding: Finding) -> tuple[str, str | None, tuple[str, ...]]:
    return finding.rule, finding.cited, finding.expected


def _counts(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO
