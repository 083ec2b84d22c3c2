"""The report on a single work that was looked up: what it is, or what a reference has wrong."""

from __future__ import annotations

from typing import TextIO

from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus, Summary, Verdict
from refcheck.reports.base import ReportOptions
from refcheck.reports.overview import shown_findings
from refcheck.reports.text.findings import FindingLines
from refcheck.reports.text.references import ReferenceLines
from refcheck.reports.text.summary import Closing
from refcheck.reports.text.terminal import Screen, printable

__all__ = ["SingleWorkReporter"]


class SingleWorkReporter:
    """Writes what people read about one work.

    `asked`: it was asked for by an identifier, so nothing of a reference was judged.
    """

    def __init__(self, stream: TextIO, options: ReportOptions, *, asked: bool) -> None:
        self._asked = asked
        self._screen = Screen(stream, width=options.width, color=options.color)
        self._options = options
        self._closing = Closing(
            checked=options.checked,
            lookup_options=options.lookup_options,
            settings_file=options.settings_file,
        )

    def begin(self) -> None:
        """There is nothing to say before the work."""

    def document(self, report: DocumentReport) -> None:
        """Write what was found."""
        self._closing.take(report)
        for checked in report.references:
            self._work(checked)

    def end(self, summary: Summary) -> None:
        """Write whose data it is, and how old."""
        del summary
        terms = [*self._closing.sources()]
        if terms:
            self._screen.line()
        for paragraph in terms:
            self._screen.paragraph(paragraph)

    def _work(self, checked: CheckedReference) -> None:
        self._screen.paragraph(printable(_outcome(checked, asked=self._asked)))
        findings = FindingLines(self._screen)
        for finding in shown_findings(checked.findings, verbose=self._options.verbose):
            findings.write(finding, checked)
        references = ReferenceLines(self._screen)
        if checked.lookup is not None and checked.lookup.record is not None:
            self._screen.line()
            references.record(checked.lookup.record)
        references.evidence(checked)


def _outcome(checked: CheckedReference, *, asked: bool) -> str:
    lookup, verdict = checked.lookup, checked.verdict
    source = lookup.source_name if lookup else ""
    if lookup is None or verdict is None:
        return "Not looked up."
    if asked and lookup.status is LookupStatus.MATCHED:
        return f"{source} has this work:"
    if asked and lookup.status is LookupStatus.NOT_FOUND:
        return f"Not found in {source}: {lookup.reason}."
    match verdict:
        case Verdict.VERIFIED:
            return f"Verified: {source} has this work, and everything in the reference agrees."
        case Verdict.MISMATCHED:
            return f"{source} has this work, and the reference differs from it:"
        case Verdict.AMBIGUOUS:
            return f"Ambiguous: several records in {source} fit equally well."
        case Verdict.NOT_FOUND:
            return f"Not found: {source} was searched and has no such work."
        case Verdict.SUSPECT:
            return f"Possibly made up: {source} should have this work, and nothing similar exists."
        case Verdict.UNCHECKED:
            return f"Not checked: {lookup.reason or 'it was not looked up'}."
