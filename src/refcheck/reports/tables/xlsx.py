"""The report as an Excel workbook: a sheet of findings, one of references, one of counts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.lines import lines_of, suppressed_lines
from refcheck.reports.tables.rows import (
    FINDING_COLUMNS,
    REFERENCE_COLUMNS,
    SUPPRESSED_COLUMNS,
    finding_row,
    reference_row,
    suppressed_row,
)
from refcheck.text.typography import without_controls

__all__ = ["XlsxReporter"]

_LONGEST = 32_000  # characters of a cell; Excel allows 32,767
_WIDE = frozenset({"reference", "message", "reason", "title", "cited", "expected", "authors"})


class XlsxReporter:
    """Writes a workbook when the run is over; until then its rows are in temporary files."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        from openpyxl import Workbook

        self._stream = stream
        self._options = options
        self._book = Workbook(write_only=True)
        self._findings = self._sheet("Findings", FINDING_COLUMNS)
        self._references = self._sheet("References", REFERENCE_COLUMNS)
        self._suppressed: Any = None

    def begin(self) -> None:
        """Write nothing yet: a workbook is written as a whole."""

    def document(self, report: DocumentReport) -> None:
        """Add the rows of one document."""
        if report.error is not None:
            self._add(self._findings, [report.path, *[""] * 6, f"cannot be read: {report.error}"])
        for line in lines_of(report, with_clean=False):
            self._add(self._findings, finding_row(line))
        for line in suppressed_lines(report):
            if self._suppressed is None:  # most runs have none
                self._suppressed = self._sheet("Suppressed", SUPPRESSED_COLUMNS)
            self._add(self._suppressed, suppressed_row(line))
        for checked in report.references:
            self._add(self._references, reference_row(report.path, checked))

    def end(self, summary: Summary) -> None:
        """Add the counts, and write the workbook."""
        sheet = self._sheet("Summary", ("count", "number"))
        for name, number in _counts(summary):
            self._add(sheet, (name, number))
        with tempfile.TemporaryFile() as file:
            self._book.save(file)
            file.seek(0)
            self._stream.flush()
            shutil.copyfileobj(file, self._stream.buffer)

    def _sheet(self, title: str, columns: Sequence[str]) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for place, name in enumerate(columns, 1):
            width = 60 if name in _WIDE else 16
            sheet.column_dimensions[get_column_letter(place)].width = width
        cells = [WriteOnlyCell(sheet, value=name) for name in columns]
        for cell in cells:
            cell.font = Font(bold=True)
        sheet.append(cells)
        return sheet

    def _add(self, sheet: Any, values: Iterable[str | float]) -> None:
        """Add a row. A text is a text, also if it begins as a formula does."""
        from openpyxl.cell import WriteOnlyCell

        cells = []
        for value in values:
            shown = value if isinstance(value, int | float) else without_controls(value)[:_LONGEST]
            cell = WriteOnlyCell(sheet, value=shown)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)


def _counts(summary: Summary) -> list[tuple[str, int]]:
    known = sum(count for _, count in summary.known)
    return [
        ("articles", summary.documents),
        ("articles without a list", summary.without_list),
        ("files that cannot be read", summary.unreadable),
        ("references", summary.references),
        *((verdict.value, count) for verdict, count in summary.verdicts),
        ("errors", summary.errors),
        ("warnings", summary.warnings),
        ("notes", summary.notes),
        ("retracted", summary.retracted),
        ("duplicates", summary.duplicates),
        *([("known from the baseline", known)] if known else []),
        *([("suppressed", summary.suppressed)] if summary.suppressed else []),
    ]
