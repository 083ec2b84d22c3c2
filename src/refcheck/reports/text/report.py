"""The report for people: one screen for an article, what is wrong first.

Each document is written as it comes; what is true of the whole run (counts, the age of the cached
responses, what to do next) comes at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from refcheck.errors import named
from refcheck.model.finding import Field, Finding
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Summary,
    Verdict,
)
from refcheck.reports.base import ReportOptions
from refcheck.reports.lines import place_of, suppressed_lines, suppressed_why
from refcheck.reports.overview import (
    count_known,
    count_to_review,
    is_retracted,
    mention_outcome,
    mentions_line,
    shown_findings,
    unchecked_by_reason,
)
from refcheck.reports.suspects import Suspects
from refcheck.reports.text.findings import FindingLines
from refcheck.reports.text.phrases import counted, number_list
from refcheck.reports.text.references import ReferenceLines
from refcheck.reports.text.summary import Closing
from refcheck.reports.text.terminal import Screen, printable, wrap

__all__ = ["TextReporter"]

# Where findings of the document are; those on sources named in passing are in its text.
_PLACES = {Field.LIST: "In the reference list", Field.CITATION: "Citations"}
_MOST_MENTIONS = 12  # sources named in passing that are shown of one document
_LONGEST_MENTION = 160
_LONGEST_OUTCOME = 400
_MOST_REASONS = 6  # groups of unchecked references told apart in one document


class TextReporter:
    """Writes what people read."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._screen = Screen(stream, width=options.width, color=options.color)
        self._options = options
        self._findings = FindingLines(self._screen)
        self._references = ReferenceLines(self._screen)
        self._closing = Closing(
            checked=options.checked,
            lookup_options=options.lookup_options,
            settings_file=options.settings_file,
            baseline=options.baseline,
            further_sources=options.further_sources,
        )
        self._suspects = Suspects()
        self._documents = 0

    def begin(self) -> None:
        """There is nothing to say before the first document."""

    def document(self, report: DocumentReport) -> None:
        """Write one document."""
        self._closing.take(report)
        self._suspects.add(report)
        if self._documents:
            self._screen.line()
        self._documents += 1
        match report.status:
            case DocumentStatus.UNREADABLE:
                reason = printable(report.error or "no reason given")
                self._heading(report, f"cannot be read: {reason}")
            case DocumentStatus.NO_REFERENCES:
                named = mentions_line(report.mentions)
                self._heading(report, "no reference list found" + (f"; {named}" if named else ""))
                self._mentions(report)
                self._of_the_list(report)
                self._suppressed(report)
            case DocumentStatus.OK if self._options.checked:
                self._checked(report)
            case DocumentStatus.OK:
                self._extracted(report)

    def end(self, summary: Summary) -> None:
        """Write the result of the run, and what to do next."""
        self._screen.line()
        for paragraph in self._closing.paragraphs(summary):
            self._screen.paragraph(paragraph)
        self._strongest_suspicions()
        for why, command in self._closing.next_steps(summary):
            self._screen.line()
            self._screen.paragraph(f"{why}:")
            self._screen.line(f"  {self._screen.palette.bold(command)}")

    def _strongest_suspicions(self) -> None:
        """Name the works that are possibly made up in the order in which to look at them."""
        strongest = self._suspects.strongest()
        if not strongest:
            return
        self._screen.line()
        self._screen.paragraph("Possibly made up, the strongest suspicion (of 0 to 1) first:")
        for one in strongest:
            path = f"{printable(named(one.path))}, " if self._documents > 1 else ""
            text = f"  {one.strength:.2f}  {path}{one.number}. {printable(one.text)}"
            self._screen.line(self._screen.cut(text, self._screen.width))
        if self._suspects.left:
            self._screen.line(f"  and {self._suspects.left:,} more, which --format csv lists")

    def _heading(self, report: DocumentReport, text: str) -> None:
        path = printable(named(report.path))
        lines = wrap(f"{path}: {text}", self._screen.width)
        bold = self._screen.palette.bold(path)
        self._screen.line(bold + lines[0].removeprefix(path))
        for line in lines[1:]:
            self._screen.line(f"  {line}")

    def _checked(self, report: DocumentReport) -> None:
        told = [checked for checked in report.references if self._is_told(checked)]
        verified = _numbers(report, Verdict.VERIFIED)
        self._heading(report, _outlook(report, verified=len(verified)))
        retracted = [checked for checked in told if is_retracted(checked)]
        self._under("Retracted", retracted)
        others = [checked for checked in told if not is_retracted(checked)]
        self._under("To review" if retracted else None, others)
        self._of_the_list(report)
        self._suppressed(report)
        self._unchecked(report)
        told_of = {checked.reference.string.number for checked in told}
        silent = [number for number in verified if number not in told_of]
        if 0 < len(silent) < len(report.references):
            self._screen.line()
            self._listed(self._screen.palette.good("verified") + " " * 4, number_list(silent))

    def _under(self, title: str | None, told: Sequence[CheckedReference]) -> None:
        """Write references in the order of the list, under a heading if there is one."""
        if title and told:
            self._screen.line()
            self._screen.line(f"  {self._screen.palette.bold(title)}")
        for checked in told:
            self._reference(checked)

    def _extracted(self, report: DocumentReport) -> None:
        self._heading(report, counted(len(report.references), "reference"))
        for checked in report.references:
            self._references.fields(checked)
            for finding in self._shown(checked.findings):
                self._findings.write(finding, checked)
        self._of_the_list(report)
        self._suppressed(report)

    def _is_told(self, checked: CheckedReference) -> bool:
        if self._shown(checked.findings):
            return True
        return self._options.verbose and checked.verdict is Verdict.VERIFIED

    def _shown(self, findings: Sequence[Finding]) -> list[Finding]:
        return shown_findings(findings, verbose=self._options.verbose)

    def _reference(self, checked: CheckedReference) -> None:
        self._references.heading(checked)
        for finding in self._shown(checked.findings):
            self._findings.write(finding, checked)
        self._references.evidence(checked)

    def _of_the_list(self, report: DocumentReport) -> None:
        groups: dict[str, list[Finding]] = {}
        for finding in self._shown(report.findings):
            groups.setdefault(_PLACES.get(finding.field, "In the text"), []).append(finding)
        for title in sorted(groups):
            self._screen.line()
            self._screen.line(f"  {title}")
            for finding in groups[title]:
                self._findings.write(finding)

    def _suppressed(self, report: DocumentReport) -> None:
        """Name every suppressed finding with the reason: an article may ask for it itself."""
        lines = [*suppressed_lines(report)]
        if not lines:
            return
        self._screen.line()
        self._screen.line("  Suppressed")
        for line in lines:
            if line.finding is None or line.suppression is None:
                continue
            number = f"{line.checked.reference.string.number}. " if line.checked else ""
            self._screen.paragraph(
                printable(f"{line.finding.message} [{line.finding.rule}]"),
                indent=" " * 14,
                first=f"  {number:>12}",
            )
            why = printable(suppressed_why(line.suppression))
            self._screen.paragraph(why, indent=" " * 14, first=" " * 14)

    def _mentions(self, report: DocumentReport) -> None:
        """The sources that a document without a list names, and what was found of each."""
        for mention in report.mentions[:_MOST_MENTIONS]:
            self._screen.line()
            text = self._screen.cut(printable(mention.text), _LONGEST_MENTION)
            place = printable(place_of(mention.span))
            self._screen.paragraph(f"{text}  ({place})", indent=" " * 14, first="  names" + " " * 7)
            outcome = self._screen.cut(printable(mention_outcome(mention)), _LONGEST_OUTCOME)
            self._screen.paragraph(outcome, indent=" " * 14, first=" " * 14)
            if mention.lookup is not None and mention.lookup.url:
                address = self._screen.palette.dim(printable(mention.lookup.url))
                self._screen.line(" " * 14 + address)
        left = len(report.mentions) - _MOST_MENTIONS
        if left > 0:
            self._screen.line()
            self._screen.line(f"  and {left:,} more, which --format json lists")

    def _unchecked(self, report: DocumentReport) -> None:
        groups = unchecked_by_reason(report)
        if groups:
            self._screen.line()
        label = "not checked"
        for reason, numbers in list(groups.items())[:_MOST_REASONS]:
            self._listed(f"{label:<12}", f"{number_list(numbers)}: {printable(reason)}")
            label = ""
        left = sum(map(len, list(groups.values())[_MOST_REASONS:]))
        if left:
            self._listed(" " * 12, f"and {left} more, for other reasons")

    def _listed(self, label: str, text: str) -> None:
        self._screen.paragraph(text, indent=" " * 14, first=f"  {label}")


def _outlook(report: DocumentReport, *, verified: int) -> str:
    """`10 references, 5 to review`: what the heading says of a document."""
    references = counted(len(report.references), "reference")
    alarms = count_to_review(report)
    known = count_known(report)
    if alarms or known:
        told = f", {known:,} with known findings" if known else ""
        return references + (f", {alarms:,} to review" if alarms else "") + told
    if verified == len(report.references):
        return f"{references}, all verified"
    return references


def _numbers(report: DocumentReport, verdict: Verdict) -> list[int]:
    return [
        checked.reference.string.number
        for checked in report.references
        if checked.verdict is verdict
    ]
