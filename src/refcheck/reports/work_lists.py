"""The works of a run for reference managers: RIS, BibTeX and CSL-JSON.

A reference that was matched is written with the values of its record, any other with the values of
the article: nothing is lost. Its identifiers in both are kept. Without duplicates, a work that the
list or an earlier list of the run has already is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TextIO

from refcheck.formats.csl import to_csl
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import CheckedReference, DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.json_text import json_text

__all__ = ["BibtexReporter", "CslJsonReporter", "RisReporter", "work_of"]


def work_of(checked: CheckedReference) -> BibliographicRecord:
    """Returns the matched record with all identifiers that the article has, else the article's."""
    cited = checked.reference.record
    record = checked.lookup.record if checked.lookup else None
    if record is None:
        return cited
    return replace(
        record,
        doi=record.doi or cited.doi,
        pmid=record.pmid or cited.pmid,
        pmcid=record.pmcid or cited.pmcid,
        isbn=record.isbn or cited.isbn,
        url=record.url or cited.url,
    )


def _works(report: DocumentReport, options: ReportOptions) -> Iterator[CheckedReference]:
    again = set()
    if options.unique:
        again = {
            max(one.references)
            for one in report.findings
            if one.rule == options.duplicate_rule and one.references
        }
    for checked in report.references:
        if checked.reference.string.number not in again:
            yield checked


class RisReporter:
    """Writes RIS."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options

    def begin(self) -> None:
        """Write nothing."""

    def document(self, report: DocumentReport) -> None:
        """Write the works of one document."""
        from refcheck.formats.ris import to_ris

        for checked in _works(report, self._options):
            string = checked.reference.string
            entry = to_ris(work_of(checked), raw=string.text)
            if string.source_id or string.key:
                own = json_text(string.source_id or string.key)[1:-1]
                entry = entry.replace("\r\nER  - ", f"\r\nID  - {own}\r\nER  - ", 1)
            self._stream.write(entry)

    def end(self, _summary: Summary) -> None:
        """Write nothing."""


class BibtexReporter:
    """Writes BibTeX, with the keys of the report."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._works: list[tuple[BibliographicRecord, str | None, str]] = []

    def begin(self) -> None:
        """Write nothing."""

    def document(self, report: DocumentReport) -> None:
        """Take the works of one document: keys are unique in the whole file."""
        from refcheck.formats.bibtex import is_key

        for checked in _works(report, self._options):
            string = checked.reference.string
            own = string.key if string.key and is_key(string.key) else None
            self._works.append((work_of(checked), own, string.text))

    def end(self, _summary: Summary) -> None:
        """Write the entries."""
        from refcheck.formats.bibtex import entry_keys, to_bibtex

        records = [work for work, _, _ in self._works]
        keys = entry_keys(records, [key for _, key, _ in self._works])
        raw = [text for _, _, text in self._works]
        self._stream.write(to_bibtex(records, keys=keys, raw=raw))


class CslJsonReporter:
    """Writes an array of CSL-JSON items; `id` is the citation key of the report."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._items = 0

    def begin(self) -> None:
        """Open the array."""
        self._stream.write("[")

    def document(self, report: DocumentReport) -> None:
        """Write the works of one document."""
        for checked in _works(report, self._options):
            self._items += 1
            self._stream.write(",\n" if self._items > 1 else "\n")
            self._stream.write(json_text(_item(checked)))

    def end(self, _summary: Summary) -> None:
        """Close the array."""
        self._stream.write("\n]\n" if self._items else "]\n")


def _item(checked: CheckedReference) -> dict[str, Any]:
    return {"id": checked.key, **to_csl(work_of(checked), raw=checked.reference.string.text)}
