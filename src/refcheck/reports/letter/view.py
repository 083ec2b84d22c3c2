"""What a template of the letter can say: plain values, each a line of text without controls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refcheck.model.finding import Finding
from refcheck.model.report import DocumentReport, Lookup, LookupStatus, Verdict
from refcheck.reports.base import ReportOptions
from refcheck.reports.citation import citation_line
from refcheck.reports.letter.document import QUOTED
from refcheck.reports.lines import place_of
from refcheck.reports.overview import shown_findings, unchecked_by_reason
from refcheck.reports.queries import Names, names_of, query
from refcheck.reports.text.phrases import number_list
from refcheck.text.typography import on_one_line

__all__ = ["letter_view"]


def letter_view(report: DocumentReport, options: ReportOptions) -> dict[str, Any]:
    """Returns the variables of a template (docs/reports.md has the list)."""
    names = names_of(report)
    source = _source(report)
    return {
        "file": _clean(report.path.replace("\\", "/").rpartition("/")[2] or report.path),
        "source": source.source_name if source else "the database",
        "references": list(_references(report, names, options)),
        "general": [
            _query(one, source, names) | {"place": _clean(place_of(one.span))}
            for one in shown_findings(report.findings, verbose=options.verbose)
        ],
        "unchecked": [
            {"reason": _clean(why), "names": _numbered([names[one] for one in numbers])}
            for why, numbers in unchecked_by_reason(report).items()
        ],
        "counts": _counts(report),
    }


def _references(report: DocumentReport, names: Names, options: ReportOptions) -> Any:
    for checked in report.references:
        findings = shown_findings(checked.findings, verbose=options.verbose)
        if not findings:
            continue
        string, lookup = checked.reference.string, checked.lookup
        record = lookup.record if lookup else None
        yield {
            "number": string.number,
            "name": _clean(names[string.number]),
            "key": _clean(string.key or string.source_id or ""),
            "place": _clean(place_of(string.span)),
            "text": _clean(string.text),
            "record": _clean(citation_line(record)) if record else "",
            "url": _clean(lookup.url or "") if lookup else "",
            "queries": [_query(one, lookup, names) for one in findings],
        }


def _query(finding: Finding, lookup: Lookup | None, names: Names) -> dict[str, Any]:
    return {
        "text": query(finding, lookup, names),
        "message": _clean(finding.message),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "cited": _clean(finding.cited or ""),
        "expected": [_clean(one) for one in finding.expected],
        "url": _clean(finding.url or ""),
    }


def _counts(report: DocumentReport) -> dict[str, int]:
    verdicts = [one.verdict for one in report.references]
    return {
        "references": len(verdicts),
        "verified": verdicts.count(Verdict.VERIFIED),
        "unchecked": verdicts.count(Verdict.UNCHECKED),
    }


def _source(report: DocumentReport) -> Lookup | None:
    """Returns the name of the source that was asked, in the form that queries take."""
    lookup = next((one.lookup for one in report.references if one.lookup is not None), None)
    if lookup is None:
        return None
    return Lookup(status=LookupStatus.SKIPPED, source_name=lookup.source_name)


def _numbered(names: Sequence[str]) -> str:
    """`Reference 3`, `References 3, 5-9`."""
    if all(name.isascii() and name.isdecimal() and len(name) < 10 for name in names):
        shown = number_list([int(name) for name in names])
    else:
        shown = ", ".join(_clean(name) for name in names)
    return f"{'Reference' if len(names) == 1 else 'References'} {shown}"


def _clean(text: str) -> str:
    text = on_one_line(text.replace(QUOTED, ""))
    return f"{QUOTED}{text}" if text.startswith(("#", "-", "*")) else text
