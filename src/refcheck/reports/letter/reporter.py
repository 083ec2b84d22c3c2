"""The Word file for the authors of one article: their manuscript with comments, or a letter."""

from __future__ import annotations

from typing import TextIO

from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.letter.document import letter_document
from refcheck.reports.letter.template import letter_text
from refcheck.reports.letter.view import letter_view

__all__ = ["DocxReporter"]


class DocxReporter:
    """Writes the file of one document; a run of several needs a file for each.

    `options.manuscript` gives the copy of a Word manuscript with comments. Where there is none, and
    where a template asks for a letter, it is a letter.
    """

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._written = False

    def begin(self) -> None:
        """Write nothing: a Word file has no beginning of its own."""

    def document(self, report: DocumentReport) -> None:
        """Write the file. Raises `ValueError` for a second document."""
        if report.error is not None:
            return
        if self._written:
            raise ValueError("a Word file is about one document")
        self._written = True
        options = self._options
        content = None
        if options.manuscript is not None and options.letter_template is None:
            content = options.manuscript(report)
        if content is None:
            view = letter_view(report, options)
            text = letter_text(options.letter_template, view)
            content = letter_document(text, f"Queries on the references of {view['file']}")
        self._stream.flush()
        self._stream.buffer.write(content)

    def end(self, _summary: Summary) -> None:
        """Write nothing more."""
