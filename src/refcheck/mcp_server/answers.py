"""Reports as short answers for a program that writes: verdicts, differences, right values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refcheck.formats.csl import to_csl
from refcheck.model.finding import Finding
from refcheck.model.report import CheckedReference, DocumentReport, Verdict
from refcheck.pipeline import Tally
from refcheck.reports.citation import citation_line
from refcheck.reports.lines import shown_candidates
from refcheck.reports.overview import mention_outcome, run_counts, shown_findings
from refcheck.text.lengths import cut_short

__all__ = ["document_answer", "reference_answer", "work_answer"]

_MOST_REFERENCES = 100  # with something to say of them
_MOST_CANDIDATES = 3
_LONGEST = 300  # characters of a reference or a reason


def document_answer(report: DocumentReport) -> dict[str, Any]:
    """Returns the counts of a document, and each reference that is not simply verified."""
    tally = Tally()
    tally.add(report)
    told = [
        checked
        for checked in report.references
        if checked.verdict is not Verdict.VERIFIED
        or shown_findings(checked.findings, verbose=False)
    ]
    answer: dict[str, Any] = {
        "summary": run_counts(tally.summary(), checked=True),
        "references": [
            {
                "number": checked.reference.string.number,
                "reference": cut_short(checked.reference.string.text, _LONGEST),
                **reference_answer(checked),
            }
            for checked in told[:_MOST_REFERENCES]
        ],
        "findings": [_finding(one) for one in shown_findings(report.findings, verbose=False)],
    }
    if len(told) > _MOST_REFERENCES:
        answer["left_out"] = len(told) - _MOST_REFERENCES
    if not report.references and report.mentions:
        answer["mentions"] = [
            {
                "text": cut_short(one.text, _LONGEST),
                "found": cut_short(mention_outcome(one), _LONGEST),
            }
            for one in report.mentions[:_MOST_REFERENCES]
        ]
    return answer


def reference_answer(checked: CheckedReference) -> dict[str, Any]:
    """Returns the verdict on a reference, what differs, and the record that it was compared with.

    Of a work that was not matched: why, and the nearest records.
    """
    lookup = checked.lookup
    answer: dict[str, Any] = {
        "verdict": (checked.verdict or Verdict.UNCHECKED).value,
        "findings": [_finding(one) for one in shown_findings(checked.findings, verbose=False)],
    }
    if lookup is None:
        return answer
    if lookup.record is not None:
        answer |= {"record": citation_line(lookup.record), "url": lookup.url}
        answer |= _identifiers(checked)
        return answer
    if lookup.reason:
        answer["reason"] = cut_short(lookup.reason, _LONGEST)
    nearest = [citation_line(one.candidate.record) for one in shown_candidates(checked)]
    if nearest:
        answer["nearest"] = nearest[:_MOST_CANDIDATES]
    return answer


def work_answer(checked: CheckedReference) -> dict[str, Any]:
    """Returns the work that an identifier leads to, as a CSL-JSON item, and what became of it."""
    answer = reference_answer(checked)
    del answer["verdict"]
    record = checked.lookup.record if checked.lookup else None
    return {"found": record is not None, **answer} | ({"csl": to_csl(record)} if record else {})


def _identifiers(checked: CheckedReference) -> dict[str, str]:
    record = checked.lookup.record if checked.lookup else None
    if record is None:
        return {}
    return {name: value for name, value in (("pmid", record.pmid), ("doi", record.doi)) if value}


def _finding(finding: Finding) -> dict[str, Any]:
    values: Sequence[tuple[str, Any]] = (
        ("rule", finding.rule),
        ("severity", finding.severity.value),
        ("message", finding.message),
        ("cited", finding.cited),
        ("right", list(finding.expected)),
        ("references", list(finding.references)),
    )
    return {name: value for name, value in values if value}
