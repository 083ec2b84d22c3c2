"""The end of the text report: the counts, the age of the responses, and what to do next."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from refcheck.model.finding import Severity
from refcheck.model.report import (
    DocumentReport,
    LinkState,
    LookupStatus,
    SettingsFile,
    Summary,
)
from refcheck.reports.data_sources import DataSources
from refcheck.reports.overview import run_counts, works_line
from refcheck.reports.text.phrases import counted
from refcheck.reports.text.terminal import printable

__all__ = ["Closing", "weakened"]

_MOST_PATHS = 3
_UNANSWERED = frozenset({LookupStatus.NOT_CACHED, LookupStatus.UNAVAILABLE})


@dataclass(slots=True, kw_only=True)
class Closing:
    """Remembers, document by document, the little that the end of the report needs."""

    checked: bool
    lookup_options: str = ""  # of a suggested command
    settings_file: SettingsFile | None = None
    baseline: str | None = None
    further_sources: str = ""
    _paths: list[str] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _statuses: Counter[LookupStatus] = field(default_factory=Counter)
    _links: Counter[LinkState] = field(default_factory=Counter)
    _rule: str | None = None
    _rank: int = 0
    _sources: DataSources = field(default_factory=DataSources)

    def take(self, report: DocumentReport) -> None:
        """Take in one document."""
        self._sources.add(report)
        findings = [*report.findings]
        waiting = False
        for checked in report.references:
            findings += checked.findings
            lookup = checked.lookup
            if lookup is not None:
                self._statuses[lookup.status] += 1
                if lookup.link is not None:
                    self._links[lookup.link.state] += 1
                waiting |= lookup.status in _UNANSWERED
        if report.references:
            _remember(self._paths, report.path)
        if waiting:
            _remember(self._waiting, report.path)
        for finding in findings:
            if finding.severity.rank > self._rank and not finding.known:
                self._rule, self._rank = printable(finding.rule), finding.severity.rank

    def paragraphs(self, summary: Summary) -> Iterator[str]:
        """Yields the result of the run, and how old its data are."""
        yield f"{run_counts(summary, checked=self.checked)}."
        if findings := _findings(summary):
            yield findings
        if self.baseline is not None:
            yield _new_and_known(summary, printable(self.baseline))
        if line := weakened(self.settings_file):
            yield line
        if line := self._outside():
            yield line
        if line := self._pages():
            yield line
        yield from self.sources()

    def _outside(self) -> str | None:
        """Returns how many references the source does not list, and who could be asked."""
        outside = self._statuses[LookupStatus.OUT_OF_SCOPE]
        if not outside or not self.further_sources:
            return None
        are = "is" if outside == 1 else "are"
        return (
            f"{counted(outside, 'reference')} {are} outside PubMed; `--sources all` also asks"
            f" {self.further_sources}."
        )

    def _pages(self) -> str | None:
        """Returns how many cited web pages were asked, and what came of it."""
        if not self._links:
            return None
        there, gone = self._links[LinkState.THERE], self._links[LinkState.GONE]
        unknown = self._links[LinkState.UNKNOWN]
        left = f"; {unknown:,} could not be checked (`--why` says why)" if unknown else ""
        asked = counted(self._links.total(), "cited web page")
        return f"Of {asked} {there:,} {'is' if there == 1 else 'are'} there, {gone:,} gone{left}."

    def sources(self) -> Iterator[str]:
        """Yields whose data the report shows, and how old they are."""
        yield from map(printable, self._sources.lines())

    def next_steps(self, summary: Summary) -> Iterator[tuple[str, str]]:
        """Yields what to do next, as (what for, command)."""
        not_cached = self._statuses[LookupStatus.NOT_CACHED]
        unavailable = self._statuses[LookupStatus.UNAVAILABLE]
        if not_cached:
            what = f"To look up the {counted(not_cached, 'reference')} without a cached response"
            yield what, _command("check", self._waiting, self.lookup_options)
        elif unavailable:
            what = (
                f"To retry the {counted(unavailable, 'reference')} that could not be searched for"
            )
            yield what, _command("check", self._waiting, self.lookup_options)
        if self._rule is not None:
            yield "What a finding means and how to fix it", f"refcheck explain {self._rule}"
        elif summary.references and not self.checked:
            yield "To look them up", _command("check", self._paths, self.lookup_options)
        elif summary.references and not (not_cached or unavailable):
            bibtex = _command("bibtex", self._paths)
            yield "To cite them", f"{bibtex} -o references.bib"


def _findings(summary: Summary) -> str:
    counts = [
        counted(number, noun)
        for number, noun in (
            (summary.errors, "error"),
            (summary.warnings, "warning"),
            (summary.notes, "note"),
        )
        if number
    ]
    more = " (--verbose shows the notes)" if summary.notes else ""
    told = f"{', '.join(counts)}{more}." if counts else ""
    if summary.suppressed:
        told += f" {counted(summary.suppressed, 'finding')} suppressed."
    if works := works_line(summary):
        told += f" {works}."
    return told.strip()


def _new_and_known(summary: Summary, baseline: str) -> str:
    """Returns how many findings are new, and how many are in the baseline."""
    known = dict(summary.known)
    rows = [
        (number, known.get(severity, 0), noun)
        for severity, number, noun in (
            (Severity.ERROR, summary.errors, "error"),
            (Severity.WARNING, summary.warnings, "warning"),
        )
    ]
    new = [counted(number - old, noun) for number, old, noun in rows if number > old]
    old = [counted(old, noun) for _, old, noun in rows if old]
    return (
        f"New: {', '.join(new) or 'nothing'}. Known from {baseline}: {', '.join(old) or 'nothing'}."
    )


def weakened(file: SettingsFile | None) -> str | None:
    """Returns what to say of a settings file that can hide what is wrong with an article."""
    if file is None or not file.weakens:
        return None
    return f"{printable(file.path)} weakens this check: {', '.join(file.weakens)}."


def _remember(paths: list[str], path: str) -> None:
    """Keep one path more than are shown: it is enough to know that there are more."""
    if len(paths) <= _MOST_PATHS:
        paths.append(path)


def _command(name: str, paths: list[str], options: str = "") -> str:
    shown = [shlex.quote(printable(path)) for path in paths]
    named = " ".join(shown) if len(shown) <= _MOST_PATHS else "PATH..."
    return f"refcheck {name} {named} {printable(options)}".rstrip()
