"""A report as flat lines, one a finding: what tables and tools for programmers are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from refcheck.compare.same_work import resembles
from refcheck.frozen import dataclass
from refcheck.model.document import Span
from refcheck.model.finding import Finding
from refcheck.model.outcome import Scored
from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus
from refcheck.model.suppression import Suppressed, Suppression, SuppressionOrigin
from refcheck.text.typography import without_controls

__all__ = [
    "Line",
    "lines_of",
    "place_in_file",
    "place_of",
    "shown_candidates",
    "suppressed_lines",
    "suppressed_where",
    "suppressed_why",
    "web_address",
]

_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A finding with the reference it is about, or a reference without findings.

    `checked` is None for a finding of the document itself; `finding` is None for a reference that
    has none. `span` is the place of the finding, else of the reference.
    `suppression` is what asks not to report the finding, where something does.
    """

    path: str
    span: Span | None
    checked: CheckedReference | None = None
    finding: Finding | None = None
    suppression: Suppression | None = None


def lines_of(report: DocumentReport, *, with_clean: bool) -> Iterator[Line]:
    """Yields the lines of one document: of its references in order, then of the document itself.

    With `with_clean`, a reference without findings has a line too.
    """
    for checked in report.references:
        own = checked.reference.string.span
        for finding in checked.findings:
            span = finding.span or own
            yield Line(path=report.path, span=span, checked=checked, finding=finding)
        if with_clean and not checked.findings:
            yield Line(path=report.path, span=own, checked=checked)
    for finding in report.findings:
        yield Line(path=report.path, span=finding.span, finding=finding)


def suppressed_lines(report: DocumentReport) -> Iterator[Line]:
    """Yields a line for each suppressed finding of a document, in the same order."""
    for checked in report.references:
        own = checked.reference.string.span
        for one in checked.suppressed:
            yield _suppressed(report.path, one, one.finding.span or own, checked)
    for one in report.suppressed:
        yield _suppressed(report.path, one, one.finding.span, None)


def _suppressed(
    path: str, one: Suppressed, span: Span | None, checked: CheckedReference | None
) -> Line:
    return Line(
        path=path, span=span, checked=checked, finding=one.finding, suppression=one.suppression
    )


def suppressed_where(suppression: Suppression) -> str:
    """Returns where it is asked not to report a finding, in words."""
    match suppression.origin:
        case SuppressionOrigin.ARTICLE:
            place = place_of(suppression.span)
            return f"in the article, {place}" if place else "in the article"
        case SuppressionOrigin.SETTINGS:
            return f"in {suppression.path or 'the settings'}"
        case SuppressionOrigin.OWN:
            return "in your own settings"
        case _:
            assert_never(suppression.origin)


def suppressed_why(suppression: Suppression) -> str:
    """Returns the reason, the last day, and where that is said: `online first (until 2027-01-31; in
    the article, line 12)`."""
    until = f"until {suppression.until}; " if suppression.until else ""
    reason = " ".join(suppression.reason.split())
    return f"{reason} ({until}{suppressed_where(suppression)})"


def shown_candidates(checked: CheckedReference) -> Sequence[Scored]:
    """Returns the records that are worth showing with a reference that was not matched.

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


def place_in_file(path: str, span: Span) -> tuple[str, int, int]:
    """Returns the file that a place is in, its line and its column.

    `path` is that of the document; a part that it includes has a file of its own.
    """
    if span.file is None or span.file_line is None:
        return path, span.line, span.column
    folder, slash, _ = path.replace("\\", "/").rpartition("/")
    return f"{folder}{slash}{span.file}", span.file_line, span.column


def web_address(url: str | None) -> str | None:
    """Returns a link that leads to a web page, on one line; None for what a browser would run."""
    if not url or not url.startswith(("https://", "http://")):
        return None
    return without_controls("".join(url.split()))
