"""What several reports say of a run or a document in the same way."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    LookupStatus,
    Mention,
    Summary,
    Verdict,
)
from refcheck.reports.citation import citation_line
from refcheck.reports.text.phrases import COUNTED, counted, unchecked

__all__ = [
    "count_known",
    "count_to_review",
    "is_retracted",
    "mention_outcome",
    "mentions_line",
    "run_counts",
    "shown_findings",
    "unchecked_by_reason",
    "verdict_counts",
    "works_line",
]


def shown_findings(findings: Sequence[Finding], *, verbose: bool) -> list[Finding]:
    """Returns the findings that a report shows, the worst first: notes only if `verbose`."""
    shown = [one for one in findings if verbose or one.severity is not Severity.INFO]
    return sorted(shown, key=lambda one: (-one.severity.rank, one.known))


def is_retracted(checked: CheckedReference) -> bool:
    """Returns whether the whole work was retracted: these references come first."""
    return any(
        one.field is Field.STATUS and one.severity is Severity.ERROR for one in checked.findings
    )


def count_to_review(report: DocumentReport) -> int:
    """Returns how many references of a document have a new finding of warning or above."""
    return sum(map(_is_to_review, report.references))


def count_known(report: DocumentReport) -> int:
    """Returns how many other references have findings of warning or above that are all known."""
    return sum(
        any(one.known and one.severity is not Severity.INFO for one in checked.findings)
        and not _is_to_review(checked)
        for checked in report.references
    )


def _is_to_review(checked: CheckedReference) -> bool:
    return any(one.severity is not Severity.INFO and not one.known for one in checked.findings)


def unchecked_by_reason(report: DocumentReport) -> dict[str, list[int]]:
    """Returns the numbers of the unchecked references by the reason, which may be an article's
    text: the report makes it safe."""
    groups: dict[str, list[int]] = {}
    for checked in report.references:
        lookup = checked.lookup
        if checked.verdict is Verdict.UNCHECKED and lookup is not None:
            why = unchecked(lookup.status, lookup.source_name)
            # Which query has no cached response does not matter to people.
            if lookup.reason and lookup.status is not LookupStatus.NOT_CACHED:
                why += f" ({lookup.reason})"
            groups.setdefault(why, []).append(checked.reference.string.number)
    return groups


def run_counts(summary: Summary, *, checked: bool) -> str:
    """Returns a run in a line: "10 references in 1 article: 4 verified, 1 with differences"."""
    unreadable = f" ({summary.unreadable} unreadable)" if summary.unreadable else ""
    verdicts = verdict_counts(summary) if checked else ""
    told = f": {verdicts}" if verdicts else ""
    references = counted(summary.references, "reference")
    return f"{references} in {counted(summary.documents, 'article')}{unreadable}{told}"


def works_line(summary: Summary) -> str:
    """Returns how many works are retracted, or in the lists more than once; "" if there are none.

    "1 retracted work, 2 duplicates"
    """
    counts = ((summary.retracted, "retracted work"), (summary.duplicates, "duplicate"))
    return ", ".join(counted(number, noun) for number, noun in counts if number)


def mentions_line(mentions: Sequence[Mention]) -> str:
    """Returns what a document without a list has in its place, "" if it has nothing.

    "it names 3 sources in passing (2 looked up in PubMed)"
    """
    if not mentions:
        return ""
    asked = [one.lookup for one in mentions if one.lookup and one.lookup.retrieved is not None]
    looked_up = f" ({len(asked)} looked up in {asked[0].source_name})" if asked else ""
    return f"it names {counted(len(mentions), 'source')} in passing{looked_up}"


def mention_outcome(mention: Mention) -> str:
    """Returns what was found of a source that is named in passing, as a clause."""
    lookup = mention.lookup
    if lookup is None:
        return "not looked up: it is named without a DOI, PMID or PMCID"
    if lookup.record is not None:
        return citation_line(lookup.record)
    if lookup.retrieved is not None:
        return f"not in {lookup.source_name}: {lookup.reason}"
    return f"not looked up: {unchecked(lookup.status, lookup.source_name)}"


def verdict_counts(summary: Summary) -> str:
    """Returns the verdicts of a run in words: "4 verified, 1 with differences"."""
    return ", ".join(
        f"{count:,} {COUNTED[verdict]}" for verdict, count in summary.verdicts if count
    )
