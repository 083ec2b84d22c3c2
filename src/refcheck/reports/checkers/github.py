"""Annotations of files in GitHub Actions."""

from __future__ import annotations

from typing import TextIO

from refcheck.model.finding import Severity
from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.checkers.messages import message_of, shown_lines
from refcheck.reports.lines import place_in_file
from refcheck.text.typography import without_controls

__all__ = ["GithubReporter"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubReporter:
    """Writes the workflow commands that GitHub Actions shows as annotations of files.

    What a baseline has, or is suppressed, is a notice, whatever its severity.
    """

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options

    def begin(self) -> None:
        """Write nothing."""

    def document(self, report: DocumentReport) -> None:
        """Write the findings of one document."""
        file = _property(report.path)
        if report.error is not None:
            self._stream.write(f"::error file={file}::{_data('cannot be read: ' + report.error)}\n")
        for line in shown_lines(report, self._options):
            if line.finding is None:
                continue
            file, place = _property(report.path), ""
            if line.span:
                name, row, column = place_in_file(report.path, line.span)
                file, place = _property(name), f",line={row},col={column}"
            aside = line.finding.known or line.suppression is not None
            severity = Severity.INFO if aside else line.finding.severity
            command = _COMMANDS[severity]
            suppressed = " (suppressed)" if line.suppression is not None else ""
            title = _property(f"refcheck: {line.finding.rule}{suppressed}")
            text = _data(message_of(line))
            self._stream.write(f"::{command} file={file}{place},title={title}::{text}\n")

    def end(self, _summary: Summary) -> None:
        """Write nothing: annotations have no summary."""


def _data(text: str) -> str:
    """Returns the message of a command, on one line; per cent signs are escaped."""
    return without_controls(text).replace("%", "%25")


def _property(text: str) -> str:
    """Returns a value among the properties of a command, in which commas and colons separate."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
