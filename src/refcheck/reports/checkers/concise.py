"""Findings a line each, as compilers and linters write them: for editors."""

from __future__ import annotations

from typing import TextIO

from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.checkers.messages import message_of, shown_lines
from refcheck.reports.lines import place_in_file
from refcheck.text.typography import without_controls

__all__ = ["ConciseReporter"]


class ConciseReporter:
    """Writes `file:line:column: severity rule message`, one line per finding."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options

    def begin(self) -> None:
        """Write nothing."""

    def document(self, report: DocumentReport) -> None:
        """Write the findings of one document."""
        path = without_controls(report.path)
        if report.error is not None:
            self._stream.write(f"{path}: error unreadable {without_controls(report.error)}\n")
        for line in shown_lines(report, self._options):
            if line.finding is None:
                continue
            file, row, column = place_in_file(path, line.span) if line.span else (path, 1, 1)
            severity, rule = line.finding.severity.value, line.finding.rule
            if line.suppression is not None:
                severity = "suppressed"
            place = f"{without_controls(file)}:{row}:{column}"
            self._stream.write(f"{place}: {severity} {rule} {message_of(line)}\n")

    def end(self, _summary: Summary) -> None:
        """Write nothing: the lines are all there is."""
