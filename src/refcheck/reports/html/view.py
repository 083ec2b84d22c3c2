"""What the templates show of a document: its references, their findings, what to do about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from refcheck.errors import named
from refcheck.fixes.list_style import ListStyle, list_styles
from refcheck.model.finding import Finding, Severity
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    Verdict,
)
from refcheck.reports.base import ReportOptions
from refcheck.reports.citation import citation_line
from refcheck.reports.html.filters import kind_of
from refcheck.reports.html.side_by_side import corrected_view, side_by_side
from refcheck.reports.lines import (
    Line,
    place_of,
    shown_candidates,
    suppressed_lines,
    suppressed_why,
    web_address,
)
from refcheck.reports.overview import (
    count_to_review,
    is_retracted,
    mention_outcome,
    mentions_line,
    shown_findings,
    unchecked_by_reason,
)
from refcheck.reports.queries import Names, names_of, query
from refcheck.reports.text.diff import Marked, compare, whole
from refcheck.reports.text.phrases import COUNTED, counted, number_list
from refcheck.text.typography import on_one_line

__all__ = ["document_view", "findings_on_page"]

_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Note"}
_MOST_MENTIONS = 50  # sources named in passing that are shown of one document


def document_view(report: DocumentReport, index: int, options: ReportOptions) -> dict[str, Any]:
    """Returns what `document.html` shows of one document; `index` is its place in the run."""
    names, styles = names_of(report), list_styles(report.references)
    shown = [
        _reference_view(one, names, styles) for one in report.references if _is_told(one, options)
    ]
    retracted = [one for one in shown if one["retracted"]]
    others = [one for one in shown if not one["retracted"]]
    groups = [
        {"title": title if retracted else "", "references": group, "classes": _classes(group)}
        for title, group in (("Retracted", retracted), ("To review", others))
        if group
    ]
    return {
        "index": index,
        "path": on_one_line(named(report.path)),
        "error": on_one_line(report.error) if report.error is not None else None,
        "outlook": _outlook(report, options),
        "mentions": list(_mentions(report)),
        "more_mentions": max(0, len(report.mentions) - _MOST_MENTIONS),
        "groups": groups,
        "of_document": [
            _finding_view(one, None)
            for one in shown_findings(report.findings, verbose=options.verbose)
        ],
        "queries": _queries(report.findings, None, names),
        "suppressed": [_suppressed_view(line) for line in suppressed_lines(report)],
        "unchecked": [
            (on_one_line(why), number_list(numbers))
            for why, numbers in unchecked_by_reason(report).items()
        ],
        "verified": list(_silent(report, options)),
    }


def _suppressed_view(line: Line) -> dict[str, Any]:
    number = line.checked.reference.string.number if line.checked else None
    return {
        "number": number,
        "message": on_one_line(line.finding.message) if line.finding else "",
        "rule": line.finding.rule if line.finding else "",
        "why": on_one_line(suppressed_why(line.suppression)) if line.suppression else "",
    }


def _classes(references: Sequence[Mapping[str, Any]]) -> list[str]:
    """Returns the classes of findings in a group; [] where it has a reference without any."""
    if not all(one["classes"] for one in references):
        return []
    return sorted({name for one in references for name in one["classes"]})


def findings_on_page(report: DocumentReport, options: ReportOptions) -> Iterator[Finding]:
    """Yields the findings that `document.html` has, shown or not."""
    for checked in report.references:
        if _is_told(checked, options):
            yield from checked.findings
    yield from shown_findings(report.findings, verbose=options.verbose)


def _reference_view(
    checked: CheckedReference, names: Names, styles: Mapping[int, ListStyle]
) -> dict[str, Any]:
    string, lookup = checked.reference.string, checked.lookup
    findings = sorted(checked.findings, key=lambda one: (-one.severity.rank, one.known))
    worst = max(findings, key=lambda one: one.severity.rank, default=None)
    cited, recorded, marked = side_by_side(checked)
    queries = _queries(checked.findings, lookup, names)
    return {
        "number": string.number,
        "key": on_one_line(string.key or string.source_id or ""),
        "place": on_one_line(place_of(string.span)),
        "verdict": _verdict(checked),
        "cited": cited,
        "recorded": recorded,
        "source": lookup.source_name if lookup else "",
        "url": web_address(lookup.url) if lookup else None,
        "candidates": list(_candidates(checked)),
        "worst": worst.severity.value if worst else "none",
        "classes": sorted(
            {name for one in findings for name in (kind_of(one), f"s-{one.severity.value}")}
        ),
        "retracted": is_retracted(checked),
        "findings": [_finding_view(one, checked, marked) for one in findings],
        "corrected": corrected_view(checked, styles[string.list_number]),
        "query": f"Reference {on_one_line(names[string.number])}: {queries}" if queries else "",
    }


def _verdict(checked: CheckedReference) -> str:
    if is_retracted(checked):
        return "retracted"
    return COUNTED[checked.verdict] if checked.verdict else ""


def _queries(findings: Sequence[Finding], lookup: Lookup | None, names: Names) -> str:
    """Returns what to ask the authors about the findings that are to review, in one text."""
    asked = [
        query(one, lookup, names)
        for one in findings
        if one.severity is not Severity.INFO and not one.known
    ]
    return on_one_line(" ".join(dict.fromkeys(asked)))


def _finding_view(
    finding: Finding, checked: CheckedReference | None, marked: Sequence[Finding] = ()
) -> dict[str, Any]:
    # What is marked in the whole reference and in its record is not shown again.
    cited, expected = _values(finding) if finding not in marked else ([], [])
    lookup = checked.lookup if checked else None
    record_url = lookup.url if lookup else None
    return {
        "severity": finding.severity.value,
        "known": finding.known,
        "word": _WORDS[finding.severity],
        "place": on_one_line(place_of(finding.span)) if checked is None else "",
        "message": on_one_line(finding.message),
        "rule": finding.rule,
        "kind": kind_of(finding),
        "url": web_address(finding.url) if finding.url != record_url else None,
        "cited": cited,
        "expected": expected,
        "source": lookup.source_name if lookup and lookup.record else "correct",
    }


def _values(finding: Finding) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Returns the cited and the right value, in pieces that differ and do not."""
    cited = on_one_line(finding.cited or "")
    expected = [on_one_line(one) for one in finding.expected if one]
    if not expected:
        return list(whole(cited).pieces()), []
    left, right = compare(cited, expected[0]) if cited else (whole(""), whole(expected[0]))
    if left.text == right.text:
        return [], []
    if len(expected) > 1:
        right += whole(f" (or {', '.join(expected[1:3])})")
    return _pieces(left), _pieces(right)


def _pieces(value: Marked) -> list[tuple[str, bool]]:
    return list(value.pieces())


def _candidates(checked: CheckedReference) -> Iterator[dict[str, str | None]]:
    """Yields the records that a reference without a match may mean."""
    lookup = checked.lookup
    if lookup is None:
        return
    label = "Possible" if lookup.status is LookupStatus.AMBIGUOUS else "Closest"
    for scored in shown_candidates(checked):
        text = on_one_line(citation_line(scored.candidate.record))
        yield {"label": label, "text": text, "url": web_address(scored.candidate.url)}


def _silent(report: DocumentReport, options: ReportOptions) -> Iterator[dict[str, Any]]:
    """Yields the references that were matched and have nothing to review."""
    for checked in report.references:
        if checked.verdict is Verdict.VERIFIED and not _is_told(checked, options):
            string, lookup = checked.reference.string, checked.lookup
            yield {
                "number": string.number,
                "text": on_one_line(string.text),
                "url": web_address(lookup.url) if lookup else None,
                "source": lookup.source_name if lookup else "",
            }


def _is_told(checked: CheckedReference, options: ReportOptions) -> bool:
    return bool(shown_findings(checked.findings, verbose=options.verbose)) or not options.checked


def _mentions(report: DocumentReport) -> Iterator[dict[str, Any]]:
    """Yields the sources that a document without a list names."""
    for mention in report.mentions[:_MOST_MENTIONS] if not report.references else ():
        yield {
            "text": on_one_line(mention.text),
            "place": on_one_line(place_of(mention.span)),
            "outcome": on_one_line(mention_outcome(mention)),
            "url": web_address(mention.lookup.url) if mention.lookup else None,
        }


def _outlook(report: DocumentReport, options: ReportOptions) -> str:
    if report.status is DocumentStatus.NO_REFERENCES:
        named = mentions_line(report.mentions)
        return "No reference list was found in this article" + (f"; {named}." if named else ".")
    alarms = count_to_review(report)
    references = counted(len(report.references), "reference")
    if not options.checked:
        return f"{references}, not looked up."
    return f"{references}, {alarms:,} to review." if alarms else f"{references}, none to review."
