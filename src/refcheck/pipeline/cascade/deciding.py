"""Which references a source behind the main one may decide, and the lookup of one that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from refcheck.model.outcome import Scored
from refcheck.model.report import Lookup, LookupStatus

__all__ = ["is_undecided", "matched"]

_UNDECIDED: Final = frozenset({LookupStatus.OUT_OF_SCOPE, LookupStatus.NOT_FOUND})


def is_undecided(lookup: Lookup) -> bool:
    """Returns whether a reference is still to be decided."""
    return lookup.status in _UNDECIDED


def matched(
    lookup: Lookup,
    best: Scored,
    others: Sequence[Scored] = (),
    *,
    name: str,
    retrieved: date | None,
) -> Lookup:
    """Returns the lookup of a reference whose work a source behind has: `name` is what users call
    the source, `retrieved` the date of its oldest response."""
    candidate = best.candidate
    return replace(
        lookup,
        status=LookupStatus.MATCHED,
        reason=None,
        source=candidate.source,
        confidence=best.score,
        retrieved=min(filter(None, (lookup.retrieved, retrieved)), default=None),
        record=candidate.record,
        candidates=(best, *others, *lookup.candidates),
        exhaustive=False,
        source_name=name,
        terms=None,
        url=candidate.url,
    )
