"""What a partition counts, and a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, field
from typing import Any

from refcheck.errors import named
from refcheck.frozen import dataclass
from refcheck.model.finding import Severity
from refcheck.model.report import LookupStatus

__all__ = ["Counts", "total"]

_UNANSWERED = frozenset({LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of rows. `unreadable` are rows and documents with a reason in `error`, `unanswered`
    references that could not be looked up; `reason` is that of the first unreadable one."""

    references: int = 0
    unreadable: int = 0
    unanswered: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)
    reason: str | None = None

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> Counts:
        """Returns the counts of checked rows."""
        failed = [row for row in rows if row["error"] is not None]
        found = [row for row in rows if row["verdict"] is not None]
        statuses = Counter(row["lookup"]["status"] for row in found if row["lookup"])
        return cls(
            references=len(found),
            unreadable=len(failed),
            unanswered=sum(statuses[status] for status in _UNANSWERED),
            errors=sum(row["errors"] or 0 for row in rows),
            warnings=sum(row["warnings"] or 0 for row in rows),
            notes=sum(row["notes"] or 0 for row in rows),
            verdicts=dict(Counter(row["verdict"] for row in found)),
            reason=_named(failed[0]) if failed else None,
        )

    def __add__(self, other: Counts) -> Counts:
        return total((self, other))

    @property
    def worst(self) -> Severity | None:
        """The highest severity of the findings."""
        found = {
            Severity.ERROR: self.errors,
            Severity.WARNING: self.warnings,
            Severity.INFO: self.notes,
        }
        return next((severity for severity, count in found.items() if count), None)

    def described(self) -> dict[str, Any]:
        """Returns them as JSON has them."""
        return asdict(self)


def total(counts: Iterable[Counts]) -> Counts:
    """Returns the sum of counts."""
    every = list(counts)
    verdicts: Counter[str] = Counter()
    for one in every:
        verdicts.update(one.verdicts)
    return Counts(
        references=sum(one.references for one in every),
        unreadable=sum(one.unreadable for one in every),
        unanswered=sum(one.unanswered for one in every),
        errors=sum(one.errors for one in every),
        warnings=sum(one.warnings for one in every),
        notes=sum(one.notes for one in every),
        verdicts=dict(verdicts),
        reason=next((one.reason for one in every if one.reason is not None), None),
    )


def _named(row: Mapping[str, Any]) -> str:
    """Returns why a row is unreadable, with the file that it is of: a DataFrame has none."""
    path = row.get("path")
    return f"{named(path)}: {row['error']}" if path else str(row["error"])
