"""The works of a run for reference managers: RIS, BibTeX and CSL-JSON.

A reference that was matched is written with the values of its record, any other with the values of
the article: nothing is lost. Its identifiers in both are kept. Without duplicates, a work that the
list or an earlier list of the run has already is left out, and its identifiers go to the entry that
stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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


@dataclass(slots=True, kw_only=True)
class _Work:
    """A work to be written; `others` are the keys and numbers of its duplicates elsewhere."""

    checked: CheckedReference
    record: BibliographicRecord
    others: list[str] = field(default_factory=list)


class _Works:
    """The works of a run in order; duplicates only give their identifiers to the first of them."""

    def __init__(self, options: ReportOptions) -> None:
        self._options = options
        self._first: dict[tuple[str, int], _Work] = {}

    def of(self, report: DocumentReport) -> Iterator[_Work]:
        """Yields the works of a document that have not been there before.

        What comes later in the run may still add to them.
        """
        duplicates = self._duplicates(report)
        for checked in report.references:
            number = checked.reference.string.number
            if number not in duplicates:
                work = _Work(checked=checked, record=work_of(checked))
                if self._options.unique:
                    self._first[report.path, number] = work
                yield work
            elif first := self._first.get(duplicates[number]):
                self._first[report.path, number] = first
                _add_identifiers(first, checked)

    def _duplicates(self, report: DocumentReport) -> dict[int, tuple[str, int]]:
        """Returns the number of each duplicate with the reference that it repeats."""
        if not self._options.unique:
            return {}
        return {
            max(one.references): (one.duplicate_of[0] or report.path, one.duplicate_of[1])
            if one.duplicate_of
            else (report.path, min(one.references))
            for one in report.findings
            if one.rule == self._options.duplicate_rule and one.references
        }


def _add_identifiers(work: _Work, duplicate: CheckedReference) -> None:
    own, other = work.record, work_of(duplicate)
    work.record = replace(
        own,
        doi=own.doi or other.doi,
        pmid=own.pmid or other.pmid,
        pmcid=own.pmcid or other.pmcid,
        isbn=own.isbn or other.isbn,
        issn=own.issn or other.issn,
        url=own.url or other.url,
    )
    string, first = duplicate.reference.string, work.checked.reference.string
    known = (first.key, first.source_id, own.pmid, own.doi, *work.others)
    work.others += [
        each for each in dict.fromkeys((string.key, string.source_id)) if each and each not in known
    ]


class _WaitingReporter:
    """Writes works as they come; without duplicates they wait for what is to come."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._works = _Works(options)
        self._waiting: list[_Work] | None = [] if options.unique else None

    def begin(self) -> None:
        """Write nothing."""

    def document(self, report: DocumentReport) -> None:
        """Write the works of one document, or let them wait."""
        for work in self._works.of(report):
            if self._waiting is None:
                self._write(work)
            else:
                self._waiting.append(work)

    def end(self, _summary: Summary) -> None:
        """Write the works that waited."""
        for work in self._waiting or ():
            self._write(work)

    def _write(self, work: _Work) -> None:
        raise NotImplementedError


class RisReporter(_WaitingReporter):
    """Writes RIS."""

    def _write(self, work: _Work) -> None:
        from refcheck.formats.ris import to_ris

        string = work.checked.reference.string
        entry = to_ris(work.record, raw=string.text)
        more = []
        if string.source_id or string.key:
            more.append(f"ID  - {json_text(string.source_id or string.key)[1:-1]}\r\n")
        if work.others:
            others = json_text("; ".join(work.others))[1:-1]
            more.append(f"N1  - Other identifiers: {others}\r\n")
        self._stream.write(entry.replace("\r\nER  - ", f"\r\n{''.join(more)}ER  - ", 1))


class BibtexReporter:
    """Writes BibTeX, with the keys of the report."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._source = _Works(options)
        self._unique = options.unique
        self._works: list[_Work] = []

    def begin(self) -> None:
        """Write nothing."""

    def document(self, report: DocumentReport) -> None:
        """Take the works of one document: keys are unique in the whole file."""
        self._works += self._source.of(report)

    def end(self, _summary: Summary) -> None:
        """Write the entries."""
        from refcheck.formats.bibtex import entry_keys, is_key, to_bibtex

        records = [work.record for work in self._works]
        strings = [work.checked.reference.string for work in self._works]
        own = [one.key if one.key and is_key(one.key) else None for one in strings]
        keys = entry_keys(records, own)
        raw = [one.text for one in strings]
        # A key that was made does not tell the number in the database.
        others = [
            [one.source_id, *work.others] if self._unique and one.source_id else work.others
            for one, work in zip(strings, self._works, strict=True)
        ]
        self._stream.write(to_bibtex(records, keys=keys, raw=raw, others=others))


class CslJsonReporter(_WaitingReporter):
    """Writes an array of CSL-JSON items; `id` is the citation key of the report."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        super().__init__(stream, options)
        self._items = 0

    def begin(self) -> None:
        """Open the array."""
        self._stream.write("[")

    def end(self, summary: Summary) -> None:
        """Write the works that waited, and close the array."""
        super().end(summary)
        self._stream.write("\n]\n" if self._items else "]\n")

    def _write(self, work: _Work) -> None:
        self._items += 1
        self._stream.write(",\n" if self._items > 1 else "\n")
        self._stream.write(json_text(_item(work, unique=self._waiting is not None)))


def _item(work: _Work, *, unique: bool) -> dict[str, Any]:
    checked = work.checked
    item = {"id": checked.key, **to_csl(work.record, raw=checked.reference.string.text)}
    own = checked.reference.string.source_id
    others = [own, *work.others] if own and unique else work.others
    if others:
        item["custom"] = {**item.get("custom", {}), "other_ids": others}
    return item
