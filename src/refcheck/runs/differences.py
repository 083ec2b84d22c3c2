"""What changed between two reports, and why: the article, the record, or the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from refcheck.frozen import dataclass
from refcheck.runs.pairing import moved, pair_documents, pair_references
from refcheck.runs.saved_report import SavedDocument, SavedFinding, SavedReference, SavedReport

__all__ = ["ChangeKind", "Difference", "Reason", "differences"]


class ChangeKind(StrEnum):
    """What changed."""

    DOCUMENT_ADDED = "document-added"
    DOCUMENT_REMOVED = "document-removed"
    DOCUMENT_MOVED = "document-moved"
    STATUS = "status-changed"
    REFERENCE_ADDED = "reference-added"
    REFERENCE_REMOVED = "reference-removed"
    REFERENCE_MOVED = "reference-moved"
    TEXT = "text-changed"
    LOOKUP = "lookup-changed"
    RECORD = "record-changed"
    VERDICT = "verdict-changed"
    FINDING_ADDED = "finding-added"
    FINDING_REMOVED = "finding-removed"
    FINDING_CHANGED = "finding-changed"
    SETTINGS = "settings-changed"


class Reason(StrEnum):
    """Why it changed."""

    ARTICLE = "article"  # its text, or what is in its list
    RECORD = "record"  # the source has another record, or another state of it
    LOOKUP = "lookup"  # the source could be asked in one of the runs only
    RULES = "rules"  # another version of refcheck, the same reference and record
    SETTINGS = "settings"  # none of these: rules, severities or lists of journals that were chosen
    BASELINE = "baseline"
    SUPPRESSION = "suppression"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: in which document, of which reference (by its old and its new number), and
    the old and the new value in words. A finding has its rule and message."""

    kind: ChangeKind
    reason: Reason
    path: str
    old_number: int | None = None
    new_number: int | None = None
    text: str | None = None
    old: str | None = None
    new: str | None = None
    rule: str | None = None
    severity: str | None = None
    message: str | None = None


_ANSWERED: Final = frozenset({"matched", "ambiguous", "not_found", "out_of_scope"})
_STATES: Final = {"known": Reason.BASELINE, "suppressed": Reason.SUPPRESSION}
_OF_RECORD: Final = "status"  # the field of findings that come from the record alone


def differences(old: SavedReport, new: SavedReport) -> Iterator[Difference]:
    """Yields the differences in the order of the old report; what was added comes last."""
    last = Reason.RULES if old.version != new.version else Reason.SETTINGS
    if set(old.weakened_by) != set(new.weakened_by):
        yield Difference(
            kind=ChangeKind.SETTINGS,
            reason=Reason.SETTINGS,
            path="",
            old=", ".join(old.weakened_by) or None,
            new=", ".join(new.weakened_by) or None,
        )
    pairs = pair_documents(old.documents, new.documents)
    for place, other in pairs.both:
        yield from _Documents(old.documents[place], new.documents[other], last).differences()
    for place in pairs.removed:
        yield _whole_document(ChangeKind.DOCUMENT_REMOVED, old.documents[place])
    for place in pairs.added:
        yield _whole_document(ChangeKind.DOCUMENT_ADDED, new.documents[place])


def _whole_document(kind: ChangeKind, document: SavedDocument) -> Difference:
    count = f"{len(document.references)} references"
    is_new = kind is ChangeKind.DOCUMENT_ADDED
    return Difference(
        kind=kind,
        reason=Reason.ARTICLE,
        path=document.path,
        old=None if is_new else count,
        new=count if is_new else None,
    )


class _Documents:
    """Two states of one document. `last` is the reason where everything else is the same."""

    def __init__(self, old: SavedDocument, new: SavedDocument, last: Reason) -> None:
        self._old, self._new, self._last = old, new, last
        self._pairs = pair_references(old.references, new.references)

    def differences(self) -> Iterator[Difference]:
        """Yields what changed in the document, in its references, and in what is said of it."""
        old, new, path = self._old, self._new, self._new.path
        if old.path != new.path:
            yield Difference(
                kind=ChangeKind.DOCUMENT_MOVED,
                reason=Reason.ARTICLE,
                path=path,
                old=old.path,
                new=new.path,
            )
        if old.status != new.status:
            yield Difference(
                kind=ChangeKind.STATUS,
                reason=Reason.ARTICLE,
                path=path,
                old=old.status,
                new=new.status,
            )
        elsewhere = moved(self._pairs.both)
        for place, other in self._pairs.both:
            one, another = old.references[place], new.references[other]
            yield from _References(one, another, path, self._last).differences(
                is_moved=place in elsewhere
            )
        for place in self._pairs.removed:
            yield _alone(ChangeKind.REFERENCE_REMOVED, path, old.references[place])
        for place in self._pairs.added:
            yield _alone(ChangeKind.REFERENCE_ADDED, path, new.references[place])
        yield from self._of_the_document()

    def _of_the_document(self) -> Iterator[Difference]:
        """Yields the findings on the list and the text that came, went or changed."""
        reason = Reason.ARTICLE if self._is_rewritten() else self._last
        same = {
            self._new.references[other].number: self._old.references[place].number
            for place, other in self._pairs.both
        }
        old = [(_identity(one, None), one) for one in self._old.findings]
        new = [(_identity(one, same), one) for one in self._new.findings]
        for before, after in _pair_findings(old, new):
            yield from _of_finding(before, after, reason, self._new.path)

    def _is_rewritten(self) -> bool:
        return (
            bool(self._pairs.removed or self._pairs.added or moved(self._pairs.both))
            or self._old.cites != self._new.cites
            or any(
                self._old.references[place].raw != self._new.references[other].raw
                for place, other in self._pairs.both
            )
        )


class _References:
    """Two states of one reference."""

    def __init__(self, old: SavedReference, new: SavedReference, path: str, last: Reason) -> None:
        self._old, self._new, self._path, self._last = old, new, path, last

    def differences(self, *, is_moved: bool) -> Iterator[Difference]:
        """Yields what changed: the place, the text, the lookup, the record, the findings."""
        old, new = self._old, self._new
        if is_moved:
            yield self._changed(
                ChangeKind.REFERENCE_MOVED, Reason.ARTICLE, str(old.number), str(new.number)
            )
        if old.raw != new.raw:
            yield self._changed(ChangeKind.TEXT, Reason.ARTICLE, old.raw, new.raw)
        yield from self._of_the_lookup()
        if old.verdict != new.verdict:
            yield self._changed(ChangeKind.VERDICT, self._reason(), old.verdict, new.verdict)
        pairs = _pair_findings(
            [((one.rule, one.field, one.cited), one) for one in old.findings],
            [((one.rule, one.field, one.cited), one) for one in new.findings],
        )
        for before, after in pairs:
            reason = self._reason(after or before)
            yield from _of_finding(before, after, reason, self._path, self._old, self._new)

    def _of_the_lookup(self) -> Iterator[Difference]:
        old, new = self._old, self._new
        if old.lookup != new.lookup:
            yield self._changed(ChangeKind.LOOKUP, self._reason(), old.lookup, new.lookup)
        if not (old.matched and new.matched):
            return
        if old.matched != new.matched:
            yield self._changed(
                ChangeKind.RECORD, self._reason(), " ".join(old.matched), " ".join(new.matched)
            )
        elif names := _changed_members(old.record, new.record):
            yield self._changed(
                ChangeKind.RECORD,
                Reason.RECORD,
                *(f"{names}: {_dated(one)}" for one in (old, new)),
            )

    def _reason(self, finding: SavedFinding | None = None) -> Reason:
        """Returns why something that follows from the reference and its record is different."""
        old, new = self._old, self._new
        if old.raw != new.raw:
            return Reason.ARTICLE
        if (old.lookup in _ANSWERED) != (new.lookup in _ANSWERED):
            return Reason.LOOKUP
        if (old.matched, old.record) != (new.matched, new.record):
            return Reason.RECORD
        later = old.retrieved != new.retrieved
        if later and (self._last is Reason.SETTINGS or (finding and finding.field == _OF_RECORD)):
            return Reason.RECORD
        return self._last

    def _changed(
        self, kind: ChangeKind, reason: Reason, old: str | None, new: str | None
    ) -> Difference:
        return Difference(
            kind=kind,
            reason=reason,
            path=self._path,
            old_number=self._old.number,
            new_number=self._new.number,
            text=self._new.raw,
            old=old,
            new=new,
        )


def _alone(kind: ChangeKind, path: str, reference: SavedReference) -> Difference:
    is_new = kind is ChangeKind.REFERENCE_ADDED
    return Difference(
        kind=kind,
        reason=Reason.ARTICLE,
        path=path,
        old_number=None if is_new else reference.number,
        new_number=reference.number if is_new else None,
        text=reference.raw,
        old=None if is_new else reference.verdict,
        new=reference.verdict if is_new else None,
    )


def _identity(finding: SavedFinding, same: Mapping[int, int] | None) -> Hashable:
    """Returns what a finding of a document is recognised by: its references by their old numbers.

    A value without letters is the number of one of them, if it has any.
    """
    about = frozenset(
        number if same is None else same.get(number, -number) for number in finding.references
    )
    cited = finding.cited or ""
    if about and not any(map(str.isalpha, cited)):
        cited = ""
    return finding.rule, finding.field, about, cited


def _pair_findings(
    old: Sequence[tuple[Hashable, SavedFinding]], new: Sequence[tuple[Hashable, SavedFinding]]
) -> Iterator[tuple[SavedFinding | None, SavedFinding | None]]:
    """Yields each finding with its counterpart, if it has one."""
    waiting: defaultdict[Hashable, list[SavedFinding]] = defaultdict(list)
    for identity, finding in reversed(new):
        waiting[identity].append(finding)
    for identity, finding in old:
        places = waiting[identity]
        yield finding, places.pop() if places else None
    for identity, _ in new:
        if waiting[identity]:
            yield None, waiting[identity].pop()


def _of_finding(
    old: SavedFinding | None,
    new: SavedFinding | None,
    reason: Reason,
    path: str,
    one: SavedReference | None = None,
    other: SavedReference | None = None,
) -> Iterator[Difference]:
    told = new or old
    if told is None or (old and new and _value(old) == _value(new)):
        return
    if old and new:
        kind = ChangeKind.FINDING_CHANGED
        if old.state != new.state:
            state = new.state if new.state in _STATES else old.state
            reason = _STATES[state]
    else:
        kind = ChangeKind.FINDING_ADDED if new else ChangeKind.FINDING_REMOVED
    yield Difference(
        kind=kind,
        reason=reason,
        path=path,
        old_number=one.number if one else None,
        new_number=other.number if other else None,
        text=other.raw if other else None,
        old=_value(old) if old else None,
        new=_value(new) if new else None,
        rule=told.rule,
        severity=told.severity,
        message=told.message,
    )


def _value(finding: SavedFinding) -> str:
    """Returns what of a finding may change while it stays the same one."""
    state = "" if finding.state == "open" else f", {finding.state}"
    expected = f": {' or '.join(finding.expected)}" if finding.expected else ""
    return f"{finding.severity}{state}{expected}"


def _changed_members(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Returns the names of the members of a record that are different."""
    return ", ".join(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))


def _dated(reference: SavedReference) -> str:
    return f"retrieved {reference.retrieved}" if reference.retrieved else "no date"
