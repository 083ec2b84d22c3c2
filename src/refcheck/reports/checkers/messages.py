"""What the formats of other checkers have in common: which findings, their messages, paths."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from urllib.parse import quote

from refcheck.model.finding import Severity
from refcheck.model.report import DocumentReport
from refcheck.reports.base import ReportOptions
from refcheck.reports.lines import Line, lines_of, suppressed_lines, suppressed_why
from refcheck.text.typography import without_controls

__all__ = ["message_of", "shown_lines", "uri_of"]


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


def shown_lines(report: DocumentReport, options: ReportOptions) -> Iterator[Line]:
    """Yields the findings that are shown, notes only if everything is, and suppressed ones."""
    for line in chain(lines_of(report, with_clean=False), suppressed_lines(report)):
        if line.finding is not None and (
            options.verbose
            or line.finding.severity is not Severity.INFO
            or line.suppression is not None
        ):
            yield line
