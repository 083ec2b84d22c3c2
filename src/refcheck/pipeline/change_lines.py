"""A correction in words, for a terminal and for a page."""

from __future__ import annotations

from typing import Final

from refcheck.fixes.changes import Change
from refcheck.model.finding import Field
from refcheck.revisions.revision import Done
from refcheck.text.people.names import written

__all__ = ["line_of_change"]

_NAMES: Final = {Field.DOI: "DOI", Field.PMID: "PMID"}


def line_of_change(done: Done) -> str:
    """Returns a change in a line: "Reference 5: year 2012 -> 2015"."""
    change = done.change
    name = _NAMES.get(change.field, change.field.value)
    return f"Reference {done.number}: {name} {_values(change)}"


def _values(change: Change) -> str:
    if change.field is Field.AUTHOR:
        parts = []
        for one in change.authors:
            cited = written(one.cited) if one.cited else None
            right = written(one.right) if one.right else None
            if cited and right:
                parts.append(f"{cited} -> {right}")
            else:
                parts.append(f"{right} added" if right else f"{cited} removed")
        return ", ".join(parts)
    if change.cited is None:
        return f"{change.value} added"
    return f"{change.cited} -> {change.value}"
