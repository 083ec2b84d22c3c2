"""Findings as other checkers give them: for continuous integration and for editors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TextIO
from urllib.parse import quote

from refcheck.model.finding import Severity
from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.lines import Line, lines_of, place_in_file, suppressed_lines, suppressed_why
from refcheck.text.typography import without_controls

__all__ = ["ConciseReporter", "GithubReporter", "message_of", "uri_of"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def message_of(line: Line) -> str:
    """Returns the message of a finding with the reference it is about, on one line."""
    if line.finding is None:
        return ""
    where = ""
    if line.checked is not None:
        where = f"Reference {line.checked.reference.string.number}: "
    known = " (known)" if line.finding.known else ""
    said = where + " ".join(line.finding.message.split()) + known
    if line.suppression is not None:
        said += f" Suppressed: {suppressed_why(line.suppression)}"
    return without_controls(said)


def uri_of(path: str) -> str:
    """Returns a path as a relative or absolute URI, with `/` between its parts."""
    return quote(path.replace("\\", "/"), safe="/-._~:@!$&'()*+,;=", errors="replace")


def _shown(report: DocumentReport, options: ReportOptions) -> Iterator[Line]:
    """Yields the findings that are shown, notes only if everything is, and suppressed ones."""
    for line in chain(lines_of(report, silent=False), suppressed_lines(report)):
        if line.finding is not None and (
            options.verbose
            or line.finding.severity is not Severity.INFO
            or line.suppression is not None
        ):
            yield line


class ConciseReporter:
    """Writes `file:line:column: severity rule message`, a line a finding."""

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
        for line in _shown(report, self._options):
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
        for line in _shown(report, self._options):
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
