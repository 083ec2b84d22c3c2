"""The rows of the tables: of a finding, of a reference, of both in one table."""

from __future__ import annotations

from refcheck.model.report import CheckedReference
from refcheck.reports.citation import authors_line
from refcheck.reports.lines import Line, place_of, suppressed_where, suppressed_why

__all__ = [
    "FINDING_COLUMNS",
    "LINE_COLUMNS",
    "REFERENCE_COLUMNS",
    "SUPPRESSED_COLUMNS",
    "finding_row",
    "line_row",
    "reference_row",
    "suppressed_row",
]

REFERENCE_COLUMNS = (
    *("file", "number", "label", "key", "source_id", "place", "verdict", "lookup", "errors"),
    *("warnings", "reference", "authors", "year", "title", "journal", "volume", "issue", "pages"),
    *("doi", "pmid", "link", "suspicion", "source", "retrieved"),
)
FINDING_COLUMNS = (
    *("file", "number", "key", "place", "severity", "rule", "field", "message", "cited"),
    *("expected", "fix", "link", "known"),
)
SUPPRESSED_COLUMNS = (
    *("file", "number", "key", "place", "severity", "rule", "message", "reason", "until"),
    "where",
)
LINE_COLUMNS = (
    *("file", "place", "number", "label", "key", "source_id", "reference", "verdict", "lookup"),
    *("severity", "rule", "field", "message", "cited", "expected", "fix", "pmid", "doi", "link"),
    "known",
    *("suppression", "source", "retrieved"),
)


def finding_row(line: Line) -> list[str | int]:
    """Returns the values of a finding, in the order of `FINDING_COLUMNS`."""
    finding, checked = line.finding, line.checked
    if finding is None:  # only findings are asked for
        return []
    string = checked.reference.string if checked else None
    about = " ".join(map(str, finding.references))
    lookup = checked.lookup if checked else None
    return [
        *(line.path, string.number if string else about, checked.key if checked else ""),
        *(place_of(line.span), finding.severity.value, finding.rule, finding.field.value),
        *(finding.message, finding.cited or "", " | ".join(finding.expected), finding.fix or ""),
        finding.url or (lookup.url if lookup else None) or "",
        "known" if finding.known else "",
    ]


def suppressed_row(line: Line) -> list[str | int]:
    """Returns the values of a suppressed finding, in the order of `SUPPRESSED_COLUMNS`."""
    suppression = line.suppression
    if suppression is None:  # only suppressed findings are asked for
        return []
    row = finding_row(line)
    until = str(suppression.until) if suppression.until else ""
    message = row[FINDING_COLUMNS.index("message")]
    return [*row[:6], message, suppression.reason, until, suppressed_where(suppression)]


def reference_row(path: str, checked: CheckedReference) -> list[str | float]:
    """Returns the values of a reference, in the order of `REFERENCE_COLUMNS`.

    `suspicion` is how strong the suspicion is that the work was made up: the sheet can be sorted
    by it."""
    string, lookup = checked.reference.string, checked.lookup
    cited = checked.reference.record
    record = lookup.record if lookup else None
    severities = [finding.severity.value for finding in checked.findings]
    return [
        *(path, string.number, string.label or "", checked.key, string.source_id or ""),
        *(place_of(string.span), checked.verdict or "", lookup.status.value if lookup else ""),
        *(severities.count("error"), severities.count("warning"), string.text),
        authors_line(cited.authors, complete=cited.authors_complete, most=100),
        cited.issued.year if cited.issued else "",
        *(cited.title or "", cited.container_title or "", cited.volume or ""),
        *(cited.issue or "", cited.pages or ""),
        (record.doi if record else None) or cited.doi or "",
        (record.pmid if record else None) or cited.pmid or "",
        (lookup.url if lookup else None) or "",
        checked.suspicion.strength if checked.suspicion else "",
        *_answered(checked),
    ]


def line_row(line: Line) -> list[str]:
    """Returns the values of a finding and its reference, or of a reference that has none, in the
    order of `LINE_COLUMNS`."""
    checked, finding = line.checked, line.finding
    reference = [""] * 5
    lookup = record_ids = ("", "")
    link = ""
    if checked is not None:
        string = checked.reference.string
        own = (str(string.number), string.label, checked.key, string.source_id, string.text)
        reference = [value or "" for value in own]
        lookup = (checked.verdict or "", checked.lookup.status if checked.lookup else "")
        record = checked.lookup.record if checked.lookup else None
        shown = record or checked.reference.record
        record_ids = (shown.pmid or "", shown.doi or "")
        link = (checked.lookup.url if checked.lookup else None) or ""
    elif finding is not None:
        reference[0] = " ".join(map(str, finding.references))
    found = [""] * 7
    if finding is not None:
        severity = "suppressed" if line.suppression else finding.severity.value
        found = [
            *(severity, finding.rule, finding.field.value, finding.message),
            *(finding.cited or "", " | ".join(finding.expected), finding.fix or ""),
        ]
        link = finding.url or link
    row: list[str] = [
        line.path,
        place_of(line.span),
        *reference,
        *lookup,
        *found,
        *record_ids,
        link,
    ]
    row.append("known" if finding is not None and finding.known else "")
    return [*row, _suppression(line), *(_answered(checked) if checked else ("", ""))]


def _answered(checked: CheckedReference) -> tuple[str, str]:
    """Returns who answered about a reference, and on which day (of an index: its own)."""
    lookup = checked.lookup
    if lookup is None or not lookup.retrieved:
        return "", ""
    return lookup.source_name, lookup.retrieved.isoformat()


def _suppression(line: Line) -> str:
    """Returns how severe a suppressed finding is, and why it is suppressed."""
    if line.suppression is None or line.finding is None:
        return ""
    return f"{line.finding.severity.value}: {suppressed_why(line.suppression)}"
