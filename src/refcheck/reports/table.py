"""The report as a table: a row a finding, and a row for each reference that has none."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TextIO

from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.lines import Line, lines_of, place_of, suppressed_lines, suppressed_why
from refcheck.text.typography import without_controls

__all__ = ["COLUMNS", "CsvReporter", "cells_of", "harmless_cell"]

COLUMNS = (
    *("file", "place", "number", "label", "key", "source_id", "reference", "verdict", "lookup"),
    *("severity", "rule", "field", "message", "cited", "expected", "fix", "pmid", "doi", "link"),
    "known",
    "suppression",
)
# What a spreadsheet takes for the beginning of a formula
# (https://owasp.org/www-community/attacks/CSV_Injection), in full width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless_cell(text: str) -> str:
    """Returns the text of a cell so that no spreadsheet runs it: a formula gets an apostrophe."""
    clean = without_controls(" ".join(text.split()))
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def cells_of(line: Line) -> list[str]:
    """Returns the cells of one row, in the order of `COLUMNS`."""
    checked, finding = line.checked, line.finding
    reference = [""] * 5
    lookup = record_ids = ("", "")
    link = ""
    if checked is not None:
        string = checked.reference.string
        own = (str(string.number), string.label, checked.key, string.source_id, string.text)
        reference = [value or "" for value in own]
        lookup = (checked.verdict or "", checked.lookup.status if checked.lookup else "")
        record = checked.lookup.record if checked.lookup else None
        shown = record or checked.reference.record
        record_ids = (shown.pmid or "", shown.doi or "")
        link = (checked.lookup.url if checked.lookup else None) or ""
    elif finding is not None:
        reference[0] = " ".join(map(str, finding.references))
    found = [""] * 7
    if finding is not None:
        severity = "suppressed" if line.suppression else finding.severity.value
        found = [
            *(severity, finding.rule, finding.field.value, finding.message),
            *(finding.cited or "", " | ".join(finding.expected), finding.fix or ""),
        ]
        link = finding.url or link
    row = [line.path, place_of(line.span), *reference, *lookup, *found, *record_ids, link]
    row.append("known" if finding is not None and finding.known else "")
    row.append(_suppression(line))
    return [harmless_cell(cell) for cell in row]


def _suppression(line: Line) -> str:
    """Returns how severe a suppressed finding is, and why it is suppressed."""
    if line.suppression is None or line.finding is None:
        return ""
    return f"{line.finding.severity.value}: {suppressed_why(line.suppression)}"


class CsvReporter:
    """Writes CSV (RFC 4180, UTF-8) with a line of headings."""

    def __init__(self, stream: TextIO, _options: ReportOptions) -> None:
        self._writer = csv.writer(stream)

    def begin(self) -> None:
        """Write the headings."""
        self._writer.writerow(COLUMNS)

    def document(self, report: DocumentReport) -> None:
        """Write the rows of one document; one that could not be read has a row that says why."""
        if report.error is not None:
            row = dict.fromkeys(COLUMNS, "") | {
                "file": harmless_cell(report.path),
                "lookup": report.status.value,
                "message": harmless_cell(f"cannot be read: {report.error}"),
            }
            self._writer.writerow(row.values())
        for line in chain(lines_of(report, silent=True), suppressed_lines(report)):
            self._writer.writerow(cells_of(line))

    def end(self, _summary: Summary) -> None:
        """Write nothing: a table has no summary."""
