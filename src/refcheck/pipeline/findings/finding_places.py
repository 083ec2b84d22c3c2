"""Where in a reference the value is that a finding is about: the field itself, if it is found."""

from __future__ import annotations

from dataclasses import replace

from refcheck.fixes.places import find_value
from refcheck.model.document import Document
from refcheck.model.finding import Finding
from refcheck.model.reference import ReferenceString
from refcheck.model.report import CheckedReference

__all__ = ["with_places"]


def with_places(checked: CheckedReference, layout: Document) -> CheckedReference:
    """Returns the reference with the exact place of each finding that has none.

    A value that is not found, or found in several places of which none is more likely, leaves the
    finding without a place: then it is about the whole reference.
    """
    if not any(finding.cited for finding in checked.findings):
        return checked
    string = checked.reference.string
    findings = (_placed(finding, string, layout) for finding in checked.findings)
    return replace(checked, findings=tuple(findings))


def _placed(finding: Finding, string: ReferenceString, layout: Document) -> Finding:
    exact = finding.span is not None and finding.span != string.span
    if exact or not finding.cited:
        return finding
    source = string.source or string.raw
    found = find_value(source, finding.cited, finding.field)
    if found is None:
        return finding
    start, end = found
    return replace(finding, span=layout.span(string.span.start + start, string.span.start + end))
