"""What changed between two runs, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final, TextIO

from refcheck.reports.json_text import json_text
from refcheck.reports.text.phrases import counted
from refcheck.reports.text.terminal import Screen, printable
from refcheck.runs.differences import ChangeKind, Difference, Reason

__all__ = ["DIFF_FORMAT", "write_json", "write_text"]

DIFF_FORMAT: Final = "refcheck-diff/1"
_LONGEST: Final = 400  # cells of a text or a value
_NAME_WIDTH: Final = 66  # cells of the reference in the line above its changes
_INDENT: Final = " " * 6
_WHY: Final = {
    Reason.ARTICLE: "the article changed",
    Reason.RECORD: "the record changed",
    Reason.LOOKUP: "it could be looked up in one of the runs only",
    Reason.RULES: "the rules changed: another version of refcheck",
    Reason.SETTINGS: "nothing else changed: other settings, or other rules in the same version",
    Reason.BASELINE: "the baseline changed",
    Reason.SUPPRESSION: "a suppression changed",
}
_WHAT: Final = {
    ChangeKind.DOCUMENT_ADDED: "new article",
    ChangeKind.DOCUMENT_REMOVED: "no longer checked",
    ChangeKind.DOCUMENT_MOVED: "moved",
    ChangeKind.STATUS: "read in another way",
    ChangeKind.REFERENCE_ADDED: "added to the list",
    ChangeKind.REFERENCE_REMOVED: "removed from the list",
    ChangeKind.REFERENCE_MOVED: "moved in the list",
    ChangeKind.TEXT: "its text changed",
    ChangeKind.LOOKUP: "its lookup ended in another way",
    ChangeKind.RECORD: "another record, or a record that changed",
    ChangeKind.VERDICT: "another verdict",
    ChangeKind.FINDING_ADDED: "new",
    ChangeKind.FINDING_REMOVED: "gone",
    ChangeKind.FINDING_CHANGED: "changed",
    ChangeKind.SETTINGS: "other settings weaken the check",
}
_FINDINGS: Final = (
    ChangeKind.FINDING_ADDED,
    ChangeKind.FINDING_REMOVED,
    ChangeKind.FINDING_CHANGED,
)
# Whose reason is always the same.
_PLAIN: Final = (
    *(ChangeKind.REFERENCE_ADDED, ChangeKind.REFERENCE_REMOVED, ChangeKind.REFERENCE_MOVED),
    *(ChangeKind.DOCUMENT_ADDED, ChangeKind.DOCUMENT_REMOVED, ChangeKind.DOCUMENT_MOVED),
    *(ChangeKind.TEXT, ChangeKind.SETTINGS),
)


def write_json(
    stream: TextIO, found: Sequence[Difference], names: Sequence[str], versions: Sequence[str]
) -> None:
    """Write one object: the two reports, the differences in order, how many of each kind."""
    counts = Counter(one.kind.value for one in found)
    old, new = (
        {"path": path, "version": version} for path, version in zip(names, versions, strict=True)
    )
    whole = {
        "format": DIFF_FORMAT,
        "old": old,
        "new": new,
        "differences": [_members(one) for one in found],
        "summary": {kind.value: counts[kind.value] for kind in ChangeKind},
    }
    stream.write(json_text(whole, indented=True) + "\n")


def _members(one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "reason": one.reason.value,
        "path": one.path,
        "old_number": one.old_number,
        "new_number": one.new_number,
        "reference": one.text,
        "rule": one.rule,
        "severity": one.severity,
        "message": one.message,
        "old": one.old,
        "new": one.new,
    }


def write_text(
    stream: TextIO,
    found: Sequence[Difference],
    versions: Sequence[str],
    *,
    color: bool,
) -> None:
    """Write the differences under their articles and references, and how many there are."""
    screen = Screen(stream, width=None, color=color)
    for path, of_path in groupby(found, key=lambda one: one.path):
        screen.line(screen.palette.bold(printable(path)) if path else "")
        for numbers, of_one in groupby(of_path, key=lambda one: (one.old_number, one.new_number)):
            _reference(screen, numbers, list(of_one))
        screen.line()
    screen.paragraph(_summary(found))
    if versions[0] != versions[1]:
        old, new = map(printable, versions)
        screen.paragraph(f"The first report is of refcheck {old}, the second of {new}.")


def _reference(
    screen: Screen, numbers: tuple[int | None, int | None], of_one: Iterable[Difference]
) -> None:
    old, new = numbers
    changes = list(of_one)
    if old is not None or new is not None:
        number = str(new or old) if old == new or not (old and new) else f"{new} (was {old})"
        text = screen.cut(printable(changes[0].text or ""), _NAME_WIDTH)
        screen.line(f"  {number}. {text}")
    elif changes[0].kind in _FINDINGS:
        screen.line("  In the list and the text")
    for one in changes:
        _change(screen, one)


def _change(screen: Screen, one: Difference) -> None:
    why = "" if one.kind in _PLAIN else f" ({_WHY[one.reason]})"
    what = _WHAT[one.kind]
    if one.kind in _FINDINGS:
        message = screen.cut(printable(one.message or ""), _LONGEST)
        severity, rule = printable(one.severity or ""), printable(one.rule or "")
        screen.paragraph(
            f"{what}: {severity}: {message} [{rule}]{why}",
            indent=_INDENT + "  ",
            first=_INDENT,
        )
        if one.kind is not ChangeKind.FINDING_CHANGED:
            return
    else:
        screen.paragraph(f"{what}{why}", indent=_INDENT + "  ", first=_INDENT)
    for label, value in (("before", one.old), ("now", one.new)):
        if value is not None:
            shown = screen.cut(printable(value), _LONGEST)
            screen.paragraph(shown, indent=_INDENT + " " * 9, first=f"{_INDENT}  {label:<7}")


def _summary(found: Sequence[Difference]) -> str:
    if not found:
        return "No differences."
    counts = Counter(_WHY[one.reason] for one in found)
    reasons = "; ".join(f"{why}: {count:,}" for why, count in counts.most_common())
    return f"{counted(len(found), 'difference')}. {reasons[:1].upper()}{reasons[1:]}."
