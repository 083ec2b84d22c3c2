"""A manuscript with a comment at each entry and marker that a report has a finding on."""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.errors import InputError
from refcheck.model.document import Span
from refcheck.model.finding import Finding
from refcheck.model.report import CheckedReference, DocumentReport, Lookup, LookupStatus
from refcheck.reports.overview import shown_findings
from refcheck.reports.queries import Names, names_of, query
from refcheck.revisions.docx.comments import Comment, add_comments, now
from refcheck.revisions.docx.package import WordFile

__all__ = ["commented", "require_same_text"]

_MOST_SHOWN = 120  # characters of an entry that the manuscript does not print


def commented(path: str, content: bytes, report: DocumentReport, *, verbose: bool = False) -> bytes:
    """Returns a copy of a Word document with what its authors are asked, as comments of refcheck.

    `report` is what was found in this very content; notes are written only if `verbose`. Comments,
    changes and fields of the document stay as they are. Raises `InputError` where the document
    cannot be read or written, or is not the one of the report.
    """
    file = WordFile(path, content)
    require_same_text(file, report)
    add_comments(file, list(_comments(file, report, verbose=verbose)), now())
    return file.content()


def require_same_text(file: WordFile, report: DocumentReport) -> None:
    """Raises `InputError` where a document does not have the references of a report."""
    text = file.text.document.text
    for checked in report.references:
        string = checked.reference.string
        shown = text[string.span.start : string.span.end]
        if shown != (string.source if string.source is not None else string.raw):
            raise InputError(file.path, "has changed since it was checked")


def _comments(file: WordFile, report: DocumentReport, *, verbose: bool) -> Iterator[Comment]:
    names = names_of(report)
    at_entries: dict[tuple[int, int], list[str]] = {}
    for checked in report.references:
        findings = shown_findings(checked.findings, verbose=verbose)
        if findings:
            texts = list(_texts(findings, checked.lookup, names))
            span = checked.reference.string.span
            if not file.text.between(span.start, span.end):
                span = _marker_of(checked, report) or span
                texts.insert(0, f"On the reference “{_short(checked)}”:")
            at_entries.setdefault((span.start, span.end), []).extend(texts)
    entries = {
        (one.reference.string.span.start, one.reference.string.span.end)
        for one in report.references
    }
    source = _source(report)
    for finding in shown_findings(report.findings, verbose=verbose):
        span = finding.span or Span(start=0, end=0, line=1, column=1)
        at_entries.setdefault((span.start, span.end), []).extend(_texts([finding], source, names))
    for (start, end), texts in at_entries.items():
        paragraphs = tuple(dict.fromkeys(texts))
        exact = (start, end) not in entries
        yield Comment(start=start, end=end, paragraphs=paragraphs, exact=exact)


def _texts(findings: list[Finding], lookup: Lookup | None, names: Names) -> Iterator[str]:
    """Yields the queries, then the addresses of the records that they rest on."""
    for finding in findings:
        yield query(finding, lookup, names)
    yield from dict.fromkeys(one.url for one in findings if one.url)


def _marker_of(checked: CheckedReference, report: DocumentReport) -> Span | None:
    """Returns the first place where the text cites a reference that it does not print."""
    number = checked.reference.string.number
    return next((one.span for one in report.citations if number in one.references), None)


def _short(checked: CheckedReference) -> str:
    text = checked.reference.string.text
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN].rstrip()}…"


def _source(report: DocumentReport) -> Lookup | None:
    """Returns the name of the source that a run asked, in the form that queries take."""
    lookups = (one.lookup for one in report.references if one.lookup is not None)
    first = next(lookups, None)
    if first is None:
        return None
    return Lookup(status=LookupStatus.SKIPPED, source_name=first.source_name)
