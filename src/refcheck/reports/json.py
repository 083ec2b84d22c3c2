"""The JSON report: `schema/report-2.json` is what other programs rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TextIO

from refcheck.formats.csl import to_csl
from refcheck.model.document import Span
from refcheck.model.finding import Finding
from refcheck.model.outcome import Scored
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import (
    CheckedReference,
    Citation,
    DocumentReport,
    Lookup,
    Mention,
    Summary,
    Verdict,
)
from refcheck.model.suppression import Suppressed
from refcheck.reports.base import ReportOptions
from refcheck.reports.json_text import json_text
from refcheck.version import __version__

__all__ = [
    "SCHEMA",
    "JsonLinesReporter",
    "JsonReporter",
    "finding_members",
    "span_members",
]

SCHEMA = "refcheck-report/2"

# Where the references go; a quotation mark in any value is escaped, so nothing else reads like it.
_NO_REFERENCES = '"references": []'


class JsonReporter:
    """Writes the report of each document as it comes, and the summary last."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._baseline = options.baseline is not None
        self._documents = 0

    def begin(self) -> None:
        """Write the head of the object."""
        self._stream.write(
            f'{{\n  "schema": {json_text(SCHEMA)},\n'
            f'  "version": {json_text(__version__)},\n  "documents": ['
        )

    def document(self, report: DocumentReport) -> None:
        """Write one element of `documents`, reference by reference: there may be 100,000."""
        shell = _indented(_document(report, self._baseline), 4)
        before, after = shell.split(_NO_REFERENCES, maxsplit=1)
        self._stream.write(",\n    " if self._documents else "\n    ")
        self._stream.write(before + '"references": [')
        between = "\n        "
        for checked in report.references:
            self._stream.write(between + _indented(_reference(checked, self._baseline), 8))
            between = ",\n        "
        self._stream.write("\n      ]" if report.references else "]")
        self._stream.write(after)
        self._documents += 1

    def end(self, summary: Summary) -> None:
        """Write the summary (none where the documents alone were read) and close the object."""
        self._stream.write("\n  ]" if self._documents else "]")
        if self._options.checked:
            self._stream.write(f',\n  "summary": {_indented(_summary(summary, self._baseline), 2)}')
        file = self._options.settings_file
        settings_from = None if file is None else asdict(file)
        self._stream.write(f',\n  "settings_from": {_indented(settings_from, 2)}\n}}\n')


class JsonLinesReporter:
    """Writes one JSON object a line: each reference, then its document, and the summary last.

    `kind` says which: a `reference` has its members of the JSON report and the `path` of its
    document; a `document` has those of the JSON report without its references.
    """

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._baseline = options.baseline is not None

    def begin(self) -> None:
        """Write nothing: every line is complete by itself."""

    def document(self, report: DocumentReport) -> None:
        """Write the lines of one document."""
        for checked in report.references:
            self._line("reference", {"path": report.path, **_reference(checked, self._baseline)})
        document = _document(report, self._baseline)
        del document["references"]
        self._line("document", document)

    def end(self, summary: Summary) -> None:
        """Write the summary; none where the documents alone were read."""
        if self._options.checked:
            self._line("summary", {"version": __version__, **_summary(summary, self._baseline)})

    def _line(self, kind: str, members: dict[str, Any]) -> None:
        self._stream.write(json_text({"schema": SCHEMA, "kind": kind, **members}) + "\n")


def _indented(value: Any, depth: int) -> str:
    return json_text(value, indented=True, depth=depth)


def _document(report: DocumentReport, baseline: bool) -> dict[str, Any]:
    """Returns a document without its references, which are written into the empty list one by
    one."""
    item: dict[str, Any] = {"path": report.path, "status": report.status.value}
    if report.error is not None:
        item["error"] = report.error
    item["references"] = []
    item["citations"] = [_citation(citation) for citation in report.citations]
    item["mentions"] = [_mention(mention) for mention in report.mentions]
    item["findings"] = [
        _finding(finding, finding.span, finding.references, baseline) for finding in report.findings
    ]
    if report.suppressed:
        item["suppressed"] = [
            _suppressed(one, one.finding.span, one.finding.references) for one in report.suppressed
        ]
    return item


def _reference(checked: CheckedReference, baseline: bool) -> dict[str, Any]:
    string = checked.reference.string
    item: dict[str, Any] = {
        "number": string.number,
        "list": string.list_number,
        "label": string.label,
        "raw": string.raw,
        "span": span_members(string.span),
        "key": checked.key,
        "source_id": string.source_id,
        "csl": to_csl(checked.reference.record, raw=string.raw),
    }
    if checked.lookup is not None:
        item["lookup"] = _lookup(checked.lookup)
    item["findings"] = [
        _finding(finding, finding.span or string.span, (string.number,), baseline)
        for finding in checked.findings
    ]
    if checked.verdict is not None:
        item["verdict"] = checked.verdict.value
    if checked.suppressed:
        item["suppressed"] = [
            _suppressed(one, one.finding.span or string.span, (string.number,))
            for one in checked.suppressed
        ]
    return item


def _suppressed(one: Suppressed, span: Span | None, references: Sequence[int]) -> dict[str, Any]:
    """Returns a suppressed finding, with what suppresses it."""
    suppression = one.suppression
    return {
        **_finding(one.finding, span, references, baseline=False),
        "suppression": {
            "reason": suppression.reason,
            "until": suppression.until.isoformat() if suppression.until else None,
            "from": suppression.origin.value,
            "path": suppression.path,
            "span": span_members(suppression.span) if suppression.span else None,
        },
    }


def span_members(span: Span) -> dict[str, Any]:
    """Returns a place as every JSON report has it."""
    return {  # without `file` and `file_line`: `path` has both
        "start": span.start,
        "end": span.end,
        "line": span.line,
        "column": span.column,
        "page": span.page,
        "path": span.path,
    }


def _lookup(lookup: Lookup) -> dict[str, Any]:
    record = lookup.record
    return {
        "status": lookup.status.value,
        "reason": lookup.reason,
        "source": lookup.source,
        "id": _identifier(record) if record else None,
        "pmid": record.pmid if record else None,
        "confidence": _probability(lookup.confidence),
        "retrieved": lookup.retrieved.isoformat() if lookup.retrieved else None,
        "record": to_csl(record) if record else None,
        "candidates": [_candidate(scored) for scored in lookup.candidates],
        "searches": [
            {"source": each.source, "status": each.status.value} for each in lookup.sources
        ],
    }


def _candidate(scored: Scored) -> dict[str, Any]:
    record = scored.candidate.record
    item: dict[str, Any] = {
        "source": scored.candidate.source,
        "id": _identifier(record),
        "pmid": record.pmid,
        "score": _probability(scored.score),
    }
    if scored.refused is not None:
        item["refused"] = scored.refused
    return item


def _identifier(record: BibliographicRecord) -> str | None:
    """Returns what the source itself calls the record."""
    return record.key.id if record.key else None


def _probability(value: float | None) -> float | None:
    """Rounds to four places: further digits differ between machines."""
    return None if value is None else round(value, 4)


def _finding(
    finding: Finding, span: Span | None, references: Sequence[int], baseline: bool
) -> dict[str, Any]:
    members = finding_members(finding, span, references)
    return {**members, "known": finding.known} if baseline else members


def finding_members(
    finding: Finding, span: Span | None, references: Sequence[int]
) -> dict[str, Any]:
    """Returns a finding as every JSON report has it, at a place and of the references with these
    numbers."""
    return {
        "rule": finding.rule,
        "field": finding.field.value,
        "severity": finding.severity.value,
        "cited": finding.cited,
        "expected": list(finding.expected),
        "message": finding.message,
        "fix": finding.fix,
        "url": finding.url,
        "span": span_members(span) if span else None,
        "references": list(references),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "text": citation.text,
        "span": span_members(citation.span),
        "references": list(citation.references),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "span": span_members(mention.span),
        "ids": [{"kind": kind, "value": value} for kind, value in mention.ids],
    }


def _summary(summary: Summary, baseline: bool) -> dict[str, int]:
    counts = dict(summary.verdicts)
    known = {"known": sum(count for _, count in summary.known)} if baseline else {}
    return {
        "documents": summary.documents,
        "without_list": summary.without_list,
        "unreadable": summary.unreadable,
        "references": summary.references,
        **{verdict.value: counts.get(verdict, 0) for verdict in Verdict},
        "errors": summary.errors,
        "warnings": summary.warnings,
        "notes": summary.notes,
        "retracted": summary.retracted,
        "duplicates": summary.duplicates,
        **known,
        **({"suppressed": summary.suppressed} if summary.suppressed else {}),
    }
