"""The columns of the result, and the rows of a reference and of its findings.

Names are those of the JSON report where it has them. What nests there without bound (`csl`, and the
record that was found) is JSON here; the fields that people group and filter by have columns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any, Final

import pyarrow as pa

from refcheck.formats.csl import to_csl
from refcheck.model.document import Span
from refcheck.model.finding import Finding, Severity
from refcheck.model.outcome import Scored
from refcheck.model.report import CheckedReference, DocumentStatus, Lookup
from refcheck.reports.citation import authors_line
from refcheck.reports.json import finding_members, span_members
from refcheck.reports.json_text import json_text

__all__ = [
    "CHECKED",
    "FINDINGS",
    "REFERENCES",
    "document_row",
    "failure_row",
    "finding_rows",
    "reference_row",
]

_MOST_AUTHORS: Final = 100  # in the column that people read; `csl` has them all
_PLACES: Final = 4  # of a probability: what is behind them differs between machines

_SPAN: Final = pa.struct(
    [
        *((name, pa.int32()) for name in ("start", "end", "line", "column", "page")),
        ("path", pa.string()),
    ]
)
_CANDIDATE: Final = pa.struct(
    [*((name, pa.string()) for name in ("source", "id", "pmid")), ("score", pa.float64())]
)
_SEARCH: Final = pa.struct([("source", pa.string()), ("status", pa.string())])
_LOOKUP: Final = pa.struct(
    [
        *((name, pa.string()) for name in ("status", "reason", "source", "id", "pmid", "doi")),
        ("confidence", pa.float64()),
        *((name, pa.string()) for name in ("retrieved", "url", "record")),
        ("candidates", pa.list_(_CANDIDATE)),
        ("searches", pa.list_(_SEARCH)),
    ]
)
_SUSPICION: Final = pa.struct(
    [(name, pa.float64()) for name in ("strength", "nearest", "complete")]
)
_OF_FINDING: Final = (
    *((name, pa.string()) for name in ("rule", "field", "severity", "cited")),
    ("expected", pa.list_(pa.string())),
    *((name, pa.string()) for name in ("message", "fix", "url")),
    ("span", _SPAN),
    ("references", pa.list_(pa.int64())),
)
_OWNER: Final = (("id", pa.string()), ("path", pa.string()), ("number", pa.int64()))
REFERENCES: Final = pa.schema(
    [
        *_OWNER,
        *((name, pa.string()) for name in ("status", "error", "raw", "label", "key", "source_id")),
        ("list", pa.int32()),
        ("span", _SPAN),
        ("authors", pa.string()),
        ("year", pa.int32()),
        *((name, pa.string()) for name in ("title", "journal", "volume", "issue", "pages")),
        *((name, pa.string()) for name in ("doi", "pmid", "csl", "verdict")),
        ("suspicion", _SUSPICION),
        ("lookup", _LOOKUP),
        *((name, pa.int32()) for name in ("errors", "warnings", "notes")),
    ]
)
FINDINGS: Final = pa.schema([*_OWNER, *_OF_FINDING])
# What the checking of a partition gives: each reference with its findings. A document has a row
# of its own, with `number` null, for its findings and for why it could not be read.
CHECKED: Final = REFERENCES.append(pa.field("findings", pa.list_(pa.struct(_OF_FINDING))))

Row = dict[str, Any]


def failure_row(error: str, owner: Row, raw: str | None = None) -> Row:
    """Returns the row of what could not be read, with the reason; `owner` has `id`, `path` and
    `number`."""
    return {
        **owner,
        "raw": raw,
        "status": DocumentStatus.UNREADABLE.value,
        "error": error,
        "findings": [],
        "errors": 0,
        "warnings": 0,
        "notes": 0,
    }


def document_row(owner: Row, status: str, findings: list[Row]) -> Row:
    """Returns the row of a document itself, for what is said of it and of none of its
    references."""
    return {
        **owner,
        "status": status,
        "findings": findings,
        **_counts(findings),
    }


def reference_row(checked: CheckedReference, owner: Row) -> Row:
    """Returns the row of a reference, with its findings.

    `doi` and `pmid` are the record's, else those that are cited, as in the tables of a report.
    """
    string, lookup = checked.reference.string, checked.lookup
    cited = checked.reference.record
    record = lookup.record if lookup else None
    findings = finding_rows(checked.findings, string.span, owner["number"])
    return {
        **owner,
        "status": DocumentStatus.OK.value,
        "raw": string.raw,
        "label": string.label,
        "key": checked.key,
        "source_id": string.source_id,
        "list": string.list_number,
        "span": span_members(string.span),
        "authors": authors_line(cited.authors, complete=cited.authors_complete, most=_MOST_AUTHORS)
        or None,
        "year": cited.issued.year if cited.issued else None,
        "title": cited.title,
        "journal": cited.container_title,
        "volume": cited.volume,
        "issue": cited.issue,
        "pages": cited.pages,
        "doi": (record.doi if record else None) or cited.doi,
        "pmid": (record.pmid if record else None) or cited.pmid,
        "csl": json_text(to_csl(cited, raw=string.raw)),
        "verdict": checked.verdict.value if checked.verdict else None,
        "suspicion": asdict(checked.suspicion) if checked.suspicion else None,
        "lookup": _lookup(lookup) if lookup else None,
        "findings": findings,
        **_counts(findings),
    }


def finding_rows(
    findings: tuple[Finding, ...], span: Span | None = None, number: int | None = None
) -> list[Row]:
    """Returns the findings of a reference with its place and number, or those of a document."""
    return [
        finding_members(
            finding, finding.span or span, finding.references if number is None else [number]
        )
        for finding in findings
    ]


def _counts(findings: list[Row]) -> dict[str, int]:
    counted = Counter(finding["severity"] for finding in findings)
    return {
        "errors": counted[Severity.ERROR],
        "warnings": counted[Severity.WARNING],
        "notes": counted[Severity.INFO],
    }


def _lookup(lookup: Lookup) -> Row:
    record = lookup.record
    confidence = lookup.confidence
    return {
        "status": lookup.status.value,
        "reason": lookup.reason,
        "source": lookup.source,
        "id": record.key.id if record and record.key else None,
        "pmid": record.pmid if record else None,
        "doi": record.doi if record else None,
        "confidence": None if confidence is None else round(confidence, _PLACES),
        "retrieved": lookup.retrieved.isoformat() if lookup.retrieved else None,
        "url": lookup.url,
        "record": json_text(to_csl(record)) if record else None,
        "candidates": [_candidate(scored) for scored in lookup.candidates],
        "searches": [
            {"source": each.source, "status": each.status.value} for each in lookup.sources
        ],
    }


def _candidate(scored: Scored) -> Row:
    record = scored.candidate.record
    return {
        "source": scored.candidate.source,
        "id": record.key.id if record.key else None,
        "pmid": record.pmid,
        "score": round(scored.score, _PLACES),
    }
