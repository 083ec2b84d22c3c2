"""Counting a run as its reports go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from refcheck.checks.rules.article.duplicates import ListDuplicate
from refcheck.checks.rules.record.retraction import Retracted
from refcheck.model.finding import Finding, Severity
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    SourceStatus,
    Summary,
    Verdict,
)

__all__ = ["Tally"]

_INCOMPLETE = frozenset({LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED})
_UNANSWERED = frozenset({SourceStatus.UNAVAILABLE, SourceStatus.NOT_CACHED})


@dataclass(slots=True)
class Tally:
    """Counts a run as its reports go by."""

    _summary: Summary = field(default_factory=Summary)
    _verdicts: Counter[Verdict] = field(default_factory=Counter)
    _severities: Counter[Severity] = field(default_factory=Counter)
    _known: Counter[Severity] = field(default_factory=Counter)

    def add(self, report: DocumentReport) -> None:
        """Count one document."""
        findings = [*report.findings]
        suppressed = len(report.suppressed)
        for checked in report.references:
            findings += checked.findings
            suppressed += len(checked.suppressed)
            if checked.verdict is not None:
                self._verdicts[checked.verdict] += 1
        self._severities.update(finding.severity for finding in findings)
        self._known.update(finding.severity for finding in findings if finding.known)
        unreadable = report.status is DocumentStatus.UNREADABLE
        before = self._summary
        self._summary = replace(
            before,
            documents=before.documents + 1,
            without_list=before.without_list + (report.status is DocumentStatus.NO_REFERENCES),
            unreadable=before.unreadable + unreadable,
            references=before.references + len(report.references),
            retracted=before.retracted + sum(map(_is_retracted, report.references)),
            duplicates=before.duplicates + sum(map(_is_duplicate, report.findings)),
            suppressed=before.suppressed + suppressed,
            worst=_worst(before.worst, findings),
            incomplete=before.incomplete or unreadable or _any_unanswered(report),
        )

    def summary(self) -> Summary:
        """Returns the counts so far, with every verdict (0 where there is none)."""
        verdicts = tuple((verdict, self._verdicts[verdict]) for verdict in Verdict)
        return replace(
            self._summary,
            verdicts=verdicts,
            errors=self._severities[Severity.ERROR],
            warnings=self._severities[Severity.WARNING],
            notes=self._severities[Severity.INFO],
            known=tuple((severity, self._known[severity]) for severity in reversed(Severity)),
        )


def _worst(known: Severity | None, findings: Sequence[Finding]) -> Severity | None:
    severities = [finding.severity for finding in findings if not finding.known]
    if known is not None:
        severities.append(known)
    return max(severities, key=lambda severity: severity.rank, default=None)


def _is_retracted(checked: CheckedReference) -> bool:
    """Returns whether the whole work was retracted: of a part, the finding is a warning."""
    return any(
        finding.rule == Retracted.id and finding.severity is Severity.ERROR
        for finding in checked.findings
    )


def _is_duplicate(finding: Finding) -> bool:
    """Returns whether it is about a reference to a work that the list had before: one a
    reference."""
    return finding.rule == ListDuplicate.id


def _any_unanswered(report: DocumentReport) -> bool:
    return any(
        checked.lookup is not None and _is_unanswered(checked.lookup)
        for checked in report.references
    )


def _is_unanswered(lookup: Lookup) -> bool:
    """Returns whether a source could not be asked: one that decides, or that the user named."""
    if not lookup.sources:
        return lookup.status in _INCOMPLETE
    return any(each.required and each.status in _UNANSWERED for each in lookup.sources)
