"""A report as flat lines, one a finding: what tables and tools for programmers are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refcheck.compare.same_work import resembles
from refcheck.model.document import Span
from refcheck.model.finding import Finding
from refcheck.model.outcome import Scored
from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus
from refcheck.text.typography import without_controls

__all__ = ["Line", "lines_of", "place_of", "shown_candidates", "web_address"]

_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A finding with the reference it is about, or a reference without findings.

    `checked` is None for a finding of the document itself; `finding` is None for a reference that
    has none. `span` is the place of the finding, else of the reference.
    """

    path: str
    span: Span | None
    checked: CheckedReference | None = None
    finding: Finding | None = None


def lines_of(report: DocumentReport, *, silent: bool) -> Iterator[Line]:
    """Yields the lines of one document: of its references in order, then of the document itself.

    With `silent`, a reference without findings has a line too.
    """
    for checked in report.references:
        own = checked.reference.string.span
        for finding in checked.findings:
            span = finding.span or own
            yield Line(path=report.path, span=span, checked=checked, finding=finding)
        if silent and not checked.findings:
            yield Line(path=report.path, span=own, checked=checked)
    for finding in report.findings:
        yield Line(path=report.path, span=finding.span, finding=finding)


def shown_candidates(checked: CheckedReference) -> Sequence[Scored]:
    """Returns the records that are worth showing beside a reference that was not matched.

    Of a work that was not found, one that agrees with the reference in nothing is not.
    """
    lookup = checked.lookup
    if lookup is None or lookup.status is LookupStatus.MATCHED:
        return ()
    candidates = lookup.candidates[:_MOST_CANDIDATES]
    if lookup.status is LookupStatus.AMBIGUOUS:
        return candidates
    cited = checked.reference.record
    return [one for one in candidates if resembles(cited, one.candidate.record)]


def place_of(span: Span | None) -> str:
    """Returns a place as people look for it: "line 61", "page 4, line 12", a path in the file."""
    if span is None:
        return ""
    if span.path is not None:
        return "/".join(span.path.split("/")[-2:])
    line = f"line {span.line}"
    return line if span.page is None else f"page {span.page}, {line}"


def web_address(url: str | None) -> str | None:
    """Returns a link that leads to a web page, on one line; None for what a browser would run."""
    if not url or not url.startswith(("https://", "http://")):
        return None
    return without_controls("".join(url.split()))
