"""One reference explained: what was asked, what was found, what decided, what was then compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from refcheck.model.outcome import Candidate, Scored, Search, Weight
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference, DocumentReport, Lookup, LookupStatus, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.citation import citation_line
from refcheck.reports.lines import suppressed_why
from refcheck.reports.text.findings import FindingLines
from refcheck.reports.text.phrases import COUNTED, counted, unchecked
from refcheck.reports.text.references import ReferenceLines
from refcheck.reports.text.summary import weakened
from refcheck.reports.text.terminal import Screen, cell_len, printable

__all__ = ["Explain", "ExplanationReporter"]

Explain = Callable[[Reference, Candidate], Sequence[Weight]]

_INDENT = " " * 5
_INNER = " " * 8
_MOST_IDS = 5
_MOST_CANDIDATES = 10
_LONGEST = 800  # cells of one value


class ExplanationReporter:
    """A reporter that writes reference `number` of every document, and all that is known of it.

    `explain` gives the evidence for a candidate, in log-odds. `found` tells, at the end, whether
    any document had such a reference; where none had, nothing was written.
    """

    def __init__(
        self, stream: TextIO, options: ReportOptions, *, number: int, explain: Explain
    ) -> None:
        self._screen = Screen(stream, width=options.width, color=options.color)
        self._references = ReferenceLines(self._screen)
        self._findings = FindingLines(self._screen)
        self._number = number
        self._options = options
        self._explain = explain
        self._shorter: list[tuple[str, int]] = []
        self.found = False

    @property
    def shorter(self) -> Sequence[tuple[str, int]]:
        """(path, number of references) of every readable document without such a reference."""
        return self._shorter

    def begin(self) -> None:
        """There is nothing to say before the first document."""

    def document(self, report: DocumentReport) -> None:
        """Write the reference, where the document has it."""
        wanted = [
            checked
            for checked in report.references
            if checked.reference.string.number == self._number
        ]
        if report.error is None and not wanted:
            self._shorter.append((report.path, len(report.references)))
        for checked in wanted:
            if self.found:
                self._screen.line()
            self.found = True
            self._reference(report.path, checked)

    def end(self, _summary: Summary) -> None:
        """Name the documents that have no such reference, where others have it."""
        if not self.found:
            return
        for path, count in self._shorter:
            self._screen.line()
            self._screen.paragraph(f"{printable(path)}: {counted(count, 'reference')}")
        if line := weakened(self._options.settings_file):
            self._screen.line()
            self._screen.paragraph(line)

    # --- one reference ----------------------------------------------------------------------------

    def _reference(self, path: str, checked: CheckedReference) -> None:
        self._screen.line(self._screen.palette.bold(printable(path)))
        self._references.fields(checked)
        lookup = checked.lookup
        if lookup is not None:
            self._searches(lookup)
            self._candidates(checked.reference, lookup)
            self._heading("Decision")
            self._screen.paragraph(_decision(checked, lookup), indent=_INNER)
        self._checks(checked)

    def _heading(self, text: str) -> None:
        self._screen.line()
        self._screen.line(_INDENT + self._screen.palette.bold(text))

    def _searches(self, lookup: Lookup) -> None:
        self._heading("Searches")
        if not lookup.searches:
            self._screen.paragraph("none: nothing was asked", indent=_INNER)
        for at, search in enumerate(lookup.searches, 1):
            head = f"{at:>7}. "
            asked = self._screen.cut(printable(search.query), _LONGEST)
            title = printable(f"{search.stage.name} ({search.endpoint}):")
            self._screen.paragraph(f"{title} {asked}", indent=" " * len(head), first=head)
            said = _response(search, lookup.source_name)
            self._screen.paragraph(f"-> {said}", indent=" " * (len(head) + 3))

    # --- candidates -------------------------------------------------------------------------------

    def _candidates(self, reference: Reference, lookup: Lookup) -> None:
        self._heading("Candidates")
        if not lookup.candidates:
            self._screen.paragraph("none", indent=_INNER)
        for scored in lookup.candidates[:_MOST_CANDIDATES]:
            self._candidate(reference, scored)
        left = len(lookup.candidates) - _MOST_CANDIDATES
        if left > 0:
            self._screen.paragraph(f"and {left:,} less likely", indent=_INNER)

    def _candidate(self, reference: Reference, scored: Scored) -> None:
        record = scored.candidate.record
        work = self._screen.cut(printable(citation_line(record)), _LONGEST)
        self._screen.paragraph(printable(f"{_named(record)}: {work}"), indent=_INNER)
        weights = self._explain(reference, scored.candidate)
        rows = [(weight.field, weight.level, weight.value) for weight in weights]
        odds = math.fsum(weight.value for weight in weights)
        rows.append(("sum", f"alone: probability {_probability(_share(odds))}", odds))
        width = max(cell_len(field) for field, _, _ in rows)
        for field, level, value in rows:
            gap = " " * (width - cell_len(field))
            painted = self._painted(value, f"{value:+6.1f}")
            self._screen.line(f"{_INNER}   {painted}  {field}{gap}  {level}")
        for line in _outcome(scored):
            self._screen.paragraph(line, indent=f"{_INNER}   ")

    def _painted(self, value: float, text: str) -> str:
        palette = self._screen.palette
        return palette.good(text) if value >= 0 else palette.error(text)

    def _checks(self, checked: CheckedReference) -> None:
        self._heading("Checks")
        if not checked.findings:
            self._screen.paragraph("nothing to report", indent=_INNER)
        for finding in sorted(checked.findings, key=lambda finding: -finding.severity.rank):
            self._findings.write(finding, checked)
        for one in checked.suppressed:
            self._findings.write(one.finding, checked)
            why = printable(suppressed_why(one.suppression))
            self._screen.paragraph(f"suppressed: {why}", indent=" " * 14)


def _named(record: BibliographicRecord) -> str:
    """Returns a record by its number: the PMID, or what its source calls it."""
    if record.pmid:
        return f"PMID {record.pmid}"
    return f"record {record.key.id}" if record.key else "a record"


def _response(search: Search, source_name: str) -> str:
    """Returns the response to a query, in words."""
    if search.error is not None:
        return printable(f"no answer: {search.error}")
    ids = ", ".join(search.ids[:_MOST_IDS])
    left = len(search.ids) - _MOST_IDS
    parts = [f"{search.id_name} {ids}" if ids else "nothing"]
    if left > 0:
        parts[0] += f" and {left:,} more"
    if search.count is not None and search.count > len(search.ids):
        parts.append(f"at least {search.count:,} hits, too many to name one")
    if search.ignored:
        parts.append(f"without {', '.join(search.ignored)}, which {source_name} ignored")
    if search.retrieved is not None:
        parts.append(f"{'stored' if search.cached else 'asked'} {search.retrieved.isoformat()}")
    return printable("; ".join(parts))


def _outcome(scored: Scored) -> Iterator[str]:
    candidate = scored.candidate
    yield printable(f"found by {candidate.via}: {candidate.asked}")
    line = f"among all candidates: probability {_probability(scored.score)}"
    yield line + (printable(f"; rejected: {scored.refused}") if scored.refused else "")


def _share(odds: float) -> float:
    """Returns the probability of these log-odds."""
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, odds))))


def _probability(share: float) -> str:
    """Returns a probability with three decimal places, and never as 0 or 1."""
    if share > 0.999:
        return "over 0.999"
    return "under 0.001" if share < 0.001 else f"{share:.3f}"


def _decision(checked: CheckedReference, lookup: Lookup) -> str:
    """Returns what was made of the candidates, and the verdict."""
    verdict = COUNTED[checked.verdict] if checked.verdict is not None else ""
    reason = f" ({printable(lookup.reason)})" if lookup.reason else ""
    match lookup.status:
        case LookupStatus.MATCHED:
            key = lookup.record.key if lookup.record else None
            said = printable(
                f"{lookup.source_name} record {key.id if key else ''} is the cited work"
            )
        case LookupStatus.AMBIGUOUS:
            said = "several records fit equally well"
        case LookupStatus.NOT_FOUND:
            said = f"no record is the cited work{reason}"
        case _:
            said = f"{unchecked(lookup.status, lookup.source_name)}{reason}"
    return f"{said}: {verdict}" if verdict and verdict not in said else said
