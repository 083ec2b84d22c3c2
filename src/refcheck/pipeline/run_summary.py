"""Counting a run as its reports go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from refcheck.model.finding import Finding, Severity
from refcheck.model.report import DocumentReport, DocumentStatus, LookupStatus, Summary, Verdict

__all__ = ["Tally"]

_INCOMPLETE = frozenset({LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED})


@dataclass(slots=True)
class Tally:
    """Counts a run as its reports go by."""

    _summary: Summary = field(default_factory=Summary)
    _verdicts: Counter[Verdict] = field(default_factory=Counter)

    def add(self, report: DocumentReport) -> None:
        """Count one document."""
        findings = [*report.findings]
        for checked in report.references:
            findings += checked.findings
            if checked.verdict is not None:
                self._verdicts[checked.verdict] += 1
        unreadable = report.status is DocumentStatus.UNREADABLE
        before = self._summary
        self._summary = replace(
            before,
            documents=before.documents + 1,
            unreadable=before.unreadable + unreadable,
            references=before.references + len(report.references),
            worst=_worst(before.worst, findings),
            incomplete=before.incomplete or unreadable or _any_unanswered(report),
        )

    def summary(self) -> Summary:
        """The counts so far, with every verdict (0 where there is none)."""
        verdicts = tuple((verdict, self._verdicts[verdict]) for verdict in Verdict)
        return replace(self._summary, verdicts=verdicts)


def _worst(known: Severity | None, findings: Sequence[Finding]) -> Severity | None:
    severities = [finding.severity for finding in findings]
    if known is not None:
        severities.append(known)
    return max(severities, key=lambda severity: severity.rank, default=None)


def _any_unanswered(report: DocumentReport) -> bool:
    return any(
        checked.lookup is not None and checked.lookup.status in _INCOMPLETE
        for checked in report.references
    )
