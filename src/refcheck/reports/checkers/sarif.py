"""SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): for code scanning and editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TextIO

from refcheck.model.finding import Severity
from refcheck.model.report import DocumentReport, Summary
from refcheck.model.suppression import Suppression, SuppressionOrigin
from refcheck.reports.base import ReportOptions
from refcheck.reports.checkers.messages import message_of, uri_of
from refcheck.reports.data_sources import DataSources
from refcheck.reports.json_text import json_text
from refcheck.reports.lines import Line, place_in_file, suppressed_lines, suppressed_why
from refcheck.runs.fingerprints import Marked, fingerprints
from refcheck.text.typography import without_controls
from refcheck.version import __version__

__all__ = ["SarifReporter"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class SarifReporter:
    """Writes one run: the results as they come, the rules that they name at the end."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._titles = options.rule_titles
        self._baseline = options.baseline is not None
        self._rules: dict[str, int] = {}
        self._unreadable: list[dict[str, Any]] = []
        self._results = 0
        self._sources = DataSources()

    def begin(self) -> None:
        """Write the head of the object."""
        self._stream.write(
            f'{{\n  "$schema": {json_text(_SCHEMA)},\n  "version": "2.1.0",\n'
            '  "runs": [{\n    "columnKind": "unicodeCodePoints",\n    "results": ['
        )

    def document(self, report: DocumentReport) -> None:
        """Write the results of one document."""
        self._sources.add(report)
        if report.error is not None:
            self._unreadable.append(
                {
                    "level": "error",
                    "message": {"text": f"cannot be read: {report.error}"},
                    "locations": [_location(report.path, None)],
                }
            )
        for one in fingerprints(report):
            self._write(self._result(report.path, one))
        aside = fingerprints(_of_suppressed(report))
        for one, line in zip(aside, suppressed_lines(report), strict=True):
            self._write(self._result(report.path, one, line.suppression))

    def _write(self, result: dict[str, Any]) -> None:
        self._stream.write(",\n      " if self._results else "\n      ")
        self._stream.write(json_text(result))
        self._results += 1

    def end(self, summary: Summary) -> None:
        """Write the rules and how the run ended, and close the object."""
        driver = {
            "name": "refcheck",
            "version": __version__,
            "rules": [_rule(name, self._titles) for name in self._rules],
        }
        invocation: dict[str, Any] = {"executionSuccessful": not summary.incomplete}
        if self._unreadable:
            invocation["toolExecutionNotifications"] = self._unreadable
        properties = {"dataSources": [without_controls(line) for line in self._sources.lines()]}
        self._stream.write("\n    ]" if self._results else "]")
        self._stream.write(
            f',\n    "tool": {json_text({"driver": driver})},\n'
            f'    "invocations": [{json_text(invocation)}],\n'
            f'    "properties": {json_text(properties)}\n  }}]\n}}\n'
        )

    def _result(
        self, path: str, one: Marked, suppression: Suppression | None = None
    ) -> dict[str, Any]:
        finding, checked = one.finding, one.checked
        span = finding.span or (checked.reference.string.span if checked else None)
        line = Line(path=path, span=span, checked=checked, finding=finding)
        index = self._rules.setdefault(finding.rule, len(self._rules))
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": index,
            "level": _LEVELS[finding.severity],
            "message": {"text": message_of(line)},
            "locations": [_location(path, line)],
            "partialFingerprints": {"refcheck/v1": f"{one.fingerprint}:{one.occurrence}"},
            "properties": {
                "field": finding.field.value,
                "cited": finding.cited,
                "expected": list(finding.expected),
                "url": finding.url,
                "key": checked.key if checked else None,
            },
        }
        if self._baseline:
            result["baselineState"] = "unchanged" if finding.known else "new"
        if suppression is not None:
            result["suppressions"] = [_suppression(path, suppression)]
        return result


def _of_suppressed(report: DocumentReport) -> DocumentReport:
    """Returns the report with the suppressed findings in place of the others."""
    references = (
        replace(checked, findings=tuple(one.finding for one in checked.suppressed))
        for checked in report.references
    )
    findings = tuple(one.finding for one in report.suppressed)
    return replace(report, references=tuple(references), findings=findings)


def _suppression(path: str, suppression: Suppression) -> dict[str, Any]:
    """Returns a suppression object (SARIF 3.35): by a comment in the file, or by the settings."""
    in_source = suppression.origin is SuppressionOrigin.ARTICLE
    found: dict[str, Any] = {
        "kind": "inSource" if in_source else "external",
        "status": "accepted",
        "justification": without_controls(suppressed_why(suppression)),
    }
    if in_source and suppression.span is not None:
        found["location"] = _location(path, Line(path=path, span=suppression.span))
    return found


def _rule(name: str, titles: Mapping[str, str]) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name}
    if title := titles.get(name):
        rule["shortDescription"] = {"text": title}
    return rule


def _location(path: str, line: Line | None) -> dict[str, Any]:
    if line is None or line.span is None:
        return {"physicalLocation": {"artifactLocation": {"uri": uri_of(path)}}}
    span = line.span
    file, row, column = place_in_file(path, span)
    region = {"startLine": row, "startColumn": column}
    if span.file is None:  # offsets are those of the document, not of a part of it
        region |= {"charOffset": span.start, "charLength": max(0, span.end - span.start)}
    return {"physicalLocation": {"artifactLocation": {"uri": uri_of(file)}, "region": region}}
