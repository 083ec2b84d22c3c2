"""JUnit XML, as test runners write it and as build servers show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from refcheck.model.finding import Finding, Severity
from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus, Summary
from refcheck.model.suppression import Suppressed
from refcheck.reports.base import ReportOptions
from refcheck.reports.lines import suppressed_why
from refcheck.text.typography import without_controls

__all__ = ["JunitReporter"]

# Characters that XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNANSWERED = frozenset({LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED})


class JunitReporter:
    """Writes a test suite for each document and a test case for each reference.

    A reference with an error has failed; one whose source could not be asked was skipped. Warnings
    are in the output of a case, and so are errors that a baseline has and suppressed findings.
    """

    def __init__(self, stream: TextIO, _options: ReportOptions) -> None:
        self._stream = stream

    def begin(self) -> None:
        """Write the head."""
        self._stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="refcheck">\n')

    def document(self, report: DocumentReport) -> None:
        """Write the suite of one document."""
        cases = [_case(report.path, checked) for checked in report.references]
        cases.append(_case_of_document(report))
        counts = {
            "tests": len(cases),
            "failures": sum("<failure" in case for case in cases),
            "errors": sum("<error" in case for case in cases),
            "skipped": sum("<skipped" in case for case in cases),
        }
        numbers = " ".join(f'{name}="{count}"' for name, count in counts.items())
        self._stream.write(f"  <testsuite name={_attribute(report.path)} {numbers}>\n")
        self._stream.writelines(cases)
        self._stream.write("  </testsuite>\n")

    def end(self, _summary: Summary) -> None:
        """Close the document."""
        self._stream.write("</testsuites>\n")


def _case(path: str, checked: CheckedReference) -> str:
    string = checked.reference.string
    name = f"{string.number}. {string.text[:120]}"
    body = _outcome(checked.findings)
    lookup = checked.lookup
    if not body and lookup is not None and lookup.status in _UNANSWERED:
        body = f"<skipped message={_attribute(lookup.reason or lookup.status.value)}/>"
    return _written(path, name, body + _output(checked.findings, checked.suppressed))


def _case_of_document(report: DocumentReport) -> str:
    """Returns the case for what is said of the list and of the text, or of a file that is
    unreadable."""
    if report.error is not None:
        body = f"<error message={_attribute('cannot be read: ' + report.error)}/>"
        return _written(report.path, "reference list", body)
    body = _outcome(report.findings) + _output(report.findings, report.suppressed)
    return _written(report.path, "reference list", body)


def _written(path: str, name: str, body: str) -> str:
    head = f"    <testcase classname={_attribute(path)} name={_attribute(name)}"
    return f"{head}>{body}</testcase>\n" if body else f"{head}/>\n"


def _outcome(findings: Sequence[Finding]) -> str:
    errors = [one for one in findings if one.severity is Severity.ERROR and not one.known]
    if not errors:
        return ""
    first = errors[0]
    text = "\n".join(f"{finding.rule}: {finding.message}" for finding in errors)
    message, rule = _attribute(first.message), _attribute(first.rule)
    return f"<failure message={message} type={rule}>{_text(text)}</failure>"


def _output(findings: Sequence[Finding], suppressed: Sequence[Suppressed]) -> str:
    told = [one for one in findings if one.severity is Severity.WARNING or _is_known_error(one)]
    lines = [f"{one.rule}: {one.message}{' (known)' * one.known}" for one in told]
    lines += [
        f"suppressed {one.finding.rule}: {one.finding.message} {suppressed_why(one.suppression)}"
        for one in suppressed
    ]
    if not lines:
        return ""
    text = "\n".join(lines)
    return f"<system-out>{_text(text)}</system-out>"


def _is_known_error(finding: Finding) -> bool:
    return finding.known and finding.severity is Severity.ERROR


def _text(text: str) -> str:
    return escape("\n".join(map(_plain, text.split("\n"))))


def _attribute(text: str) -> str:
    return quoteattr(_plain(" ".join(text.split())))


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", without_controls(text))
