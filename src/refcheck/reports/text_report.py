"""The report for people: one screen for an article, what is wrong first.

Each document is written as it comes; what holds for the whole run (counts, the age of the answers,
what to do next) stands at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from refcheck.model.finding import Finding, Severity
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    LookupStatus,
    Summary,
    Verdict,
)
from refcheck.reports.base import ReportOptions
from refcheck.reports.closing import Closing
from refcheck.reports.finding_lines import FindingLines
from refcheck.reports.reference_lines import ReferenceLines
from refcheck.reports.terminal import Screen, printable
from refcheck.reports.wording import COUNTED, UNCHECKED, counted, number_list

__all__ = ["TextReporter"]

_MOST_REASONS = 6  # groups of unchecked references told apart in one document


class TextReporter:
    """Writes what people read."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._screen = Screen(stream, width=options.width, color=options.color)
        self._options = options
        self._findings = FindingLines(self._screen)
        self._references = ReferenceLines(self._screen)
        self._closing = Closing(checked=options.checked)
        self._documents = 0

    def begin(self) -> None:
        """There is nothing to say before the first document."""

    def document(self, report: DocumentReport) -> None:
        """Write one document."""
        self._closing.take(report)
        if self._documents:
            self._screen.line()
        self._documents += 1
        match report.status:
            case DocumentStatus.UNREADABLE:
                reason = f"cannot be read: {printable(report.error or 'no reason given')}"
                self._heading(report, self._screen.palette.error(reason))
            case DocumentStatus.NO_REFERENCES:
                self._heading(report, "no list of references found")
                self._of_the_list(report)
            case DocumentStatus.OK if self._options.checked:
                self._heading(report, _counts(report))
                self._checked(report)
            case DocumentStatus.OK:
                self._heading(report, counted(len(report.references), "reference"))
                self._extracted(report)

    def end(self, summary: Summary) -> None:
        """Write what the run comes to, and what to do next."""
        self._screen.line()
        for line in self._closing.lines(summary):
            self._screen.paragraph(line)

    def _heading(self, report: DocumentReport, text: str) -> None:
        self._screen.line(f"{self._screen.palette.bold(printable(report.path))}: {text}")

    def _checked(self, report: DocumentReport) -> None:
        told = [checked for checked in report.references if self._is_told(checked)]
        for checked in sorted(told, key=_urgency):
            self._reference(checked)
        self._of_the_list(report)
        self._unchecked(report)
        verified = _numbers(report, Verdict.VERIFIED)
        if verified:
            self._screen.line()
            word = self._screen.palette.good("verified")
            self._screen.paragraph(number_list(verified), indent=" " * 14, first=f"  {word}    ")

    def _extracted(self, report: DocumentReport) -> None:
        for checked in report.references:
            self._references.fields(checked)
            for finding in self._shown(checked.findings):
                self._findings.write(finding, checked)
        self._of_the_list(report)

    def _is_told(self, checked: CheckedReference) -> bool:
        return self._options.verbose or bool(self._shown(checked.findings))

    def _shown(self, findings: Sequence[Finding]) -> list[Finding]:
        shown = [
            finding
            for finding in findings
            if self._options.verbose or finding.severity is not Severity.INFO
        ]
        return sorted(shown, key=lambda finding: -finding.severity.rank)

    def _reference(self, checked: CheckedReference) -> None:
        self._references.heading(checked)
        for finding in self._shown(checked.findings):
            self._findings.write(finding, checked)
        self._references.evidence(checked)

    def _of_the_list(self, report: DocumentReport) -> None:
        findings = self._shown(report.findings)
        if findings:
            self._screen.line()
            self._screen.line("  In the list")
        for finding in findings:
            self._findings.write(finding)

    def _unchecked(self, report: DocumentReport) -> None:
        groups: dict[tuple[LookupStatus, str], list[int]] = {}
        for checked in report.references:
            lookup = checked.lookup
            if checked.verdict is Verdict.UNCHECKED and lookup is not None:
                reason = printable(lookup.reason or "")
                groups.setdefault((lookup.status, reason), []).append(
                    checked.reference.string.number
                )
        if groups:
            self._screen.line()
        label = "not checked"
        for (status, reason), numbers in list(groups.items())[:_MOST_REASONS]:
            why = UNCHECKED[status] + (f" ({reason})" if reason else "")
            self._screen.paragraph(
                f"{number_list(numbers)}: {why}", indent=" " * 14, first=f"  {label:<12}"
            )
            label = ""
        left = sum(map(len, list(groups.values())[_MOST_REASONS:]))
        if left:
            self._screen.line(f"{'':14}and {left} more, for other reasons")


def _urgency(checked: CheckedReference) -> tuple[int, int]:
    """Errors first, then warnings; each in the order of the list."""
    worst = max((finding.severity.rank for finding in checked.findings), default=-1)
    return -worst, checked.reference.string.number


def _numbers(report: DocumentReport, verdict: Verdict) -> list[int]:
    return [
        checked.reference.string.number
        for checked in report.references
        if checked.verdict is verdict
    ]


def _counts(report: DocumentReport) -> str:
    """`10 references: 4 verified, 1 with differences, 5 not checked`."""
    counts = [
        f"{count} {COUNTED[verdict]}"
        for verdict in Verdict
        if (count := len(_numbers(report, verdict)))
    ]
    return f"{counted(len(report.references), 'reference')}: {', '.join(counts)}"
