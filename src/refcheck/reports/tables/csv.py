"""The report as CSV: one row per finding, and a row for each reference that has none."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TextIO

from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.lines import lines_of, suppressed_lines
from refcheck.reports.tables.rows import LINE_COLUMNS, line_row
from refcheck.text.typography import on_one_line

__all__ = ["CsvReporter", "harmless_cell"]

# What a spreadsheet takes for the beginning of a formula
# (https://owasp.org/www-community/attacks/CSV_Injection), in full width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless_cell(text: str) -> str:
    """Returns the text of a cell so that no spreadsheet runs it: a formula gets an apostrophe."""
    clean = on_one_line(text)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


class CsvReporter:
    """Writes CSV (RFC 4180, UTF-8) with a line of headings."""

    def __init__(self, stream: TextIO, _options: ReportOptions) -> None:
        self._writer = csv.writer(stream)

    def begin(self) -> None:
        """Write the headings."""
        self._writer.writerow(LINE_COLUMNS)

    def document(self, report: DocumentReport) -> None:
        """Write the rows of one document; one that could not be read has a row that says why."""
        if report.error is not None:
            row = dict.fromkeys(LINE_COLUMNS, "") | {
                "file": harmless_cell(report.path),
                "lookup": report.status.value,
                "message": harmless_cell(f"cannot be read: {report.error}"),
            }
            self._writer.writerow(row.values())
        for line in chain(lines_of(report, with_clean=True), suppressed_lines(report)):
            self._writer.writerow(map(harmless_cell, line_row(line)))

    def end(self, _summary: Summary) -> None:
        """Write nothing: a table has no summary."""
