"""Writes reports as they are done, and keeps the totals of the run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TextIO

from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.cli.options import Common
from refcheck.cli.output import open_output, wants_color
from refcheck.cli.stderr import complain, warn
from refcheck.cli.word_files import WordFolder, commented_copy, word_folder
from refcheck.errors import UsageError, named
from refcheck.settings import Settings

if TYPE_CHECKING:
    from refcheck.model.report import DocumentReport, Summary
    from refcheck.pipeline import Tally
    from refcheck.reports import LetterTemplate, Reporter, ReportOptions

__all__ = [
    "ReportWriter",
    "first_few",
    "nothing_readable",
    "open_report",
    "open_writer",
    "reason",
    "settle",
    "warn_of_empty",
    "warn_of_weakened",
]

_NAMED = 3  # inputs that a message names before it says how many more there are


@dataclass(slots=True, kw_only=True)
class ReportWriter:
    """Writes each report as it arrives and counts it.

    Reports on unreadable inputs wait for the first readable one: if there is none, the user gets
    one line instead.
    """

    reporter: Reporter
    tally: Tally
    machine: bool
    _held: list[DocumentReport] = field(default_factory=list)
    _readable: bool = False

    def take(self, report: DocumentReport) -> None:
        """Write one report, or hold it back until an input was readable."""
        self.tally.add(report)
        if not self._readable:
            self._held.append(report)
            if report.error is not None:
                return
            self._readable = True
            self._release()
        else:
            self._write(report)

    def finish(self) -> Summary:
        """Write the summary. Raises `UsageError` if nothing was readable or written."""
        if not self._readable:
            if not self.machine:
                raise nothing_readable([reason(report) for report in self._held])
            self._release()
        summary = self.tally.summary()
        self.reporter.end(summary)
        return summary

    def require_readable(self) -> None:
        """Raise `UsageError` if no input could be read, after the output was written."""
        if not self._readable:
            raise nothing_readable([reason(report) for report in self._held])

    def _release(self) -> None:
        self.reporter.begin()
        for report in self._held:
            self._write(report)
        if self._readable:
            self._held.clear()

    def _write(self, report: DocumentReport) -> None:
        if report.error is not None and self._readable:
            complain(reason(report))
        self.reporter.document(report)


@contextmanager
def open_report(
    name: str,
    paths: Sequence[str],
    common: Common,
    *,
    checked: bool,
    unique: bool = False,
    template: LetterTemplate | None = None,
) -> Iterator[ReportWriter]:
    """Open a writer of reports on the inputs `paths` in the format `name`, to the output.

    Word files for several inputs go into a folder; the rest is as with `open_writer`. Raises what
    `open_output` raises, and `UsageError` for one Word file on several inputs.
    """
    from refcheck.pipeline import Tally
    from refcheck.reports import REPORTERS

    if name == "docx" and (folder := word_folder(paths, common.output)):
        options = _report_options(common, None, checked=checked, unique=unique, template=template)
        reporter = WordFolder(folder, paths, options)
        yield ReportWriter(reporter=reporter, tally=Tally(), machine=False)
        return
    with open_output(common.output, machine=REPORTERS[name].for_programs, inputs=paths) as stream:
        yield open_writer(name, stream, common, checked=checked, unique=unique, template=template)


def open_writer(
    name: str,
    stream: TextIO,
    common: Common,
    *,
    checked: bool,
    unique: bool = False,
    template: LetterTemplate | None = None,
) -> ReportWriter:
    """Returns a writer of reports in the format `name` to `stream`.

    `checked`: with lookups; `unique`: works that are there already are left out of lists of works;
    `template`: of the letter to the authors.
    """
    from refcheck.pipeline import Tally
    from refcheck.reports import REPORTERS

    options = _report_options(common, stream, checked=checked, unique=unique, template=template)
    chosen = REPORTERS[name]
    # Programs get a report even if no input could be read: it contains the reasons.
    return ReportWriter(
        reporter=chosen.open(stream, options), tally=Tally(), machine=chosen.for_programs
    )


def _report_options(
    common: Common,
    stream: TextIO | None,
    *,
    checked: bool,
    unique: bool,
    template: LetterTemplate | None,
) -> ReportOptions:
    from refcheck.pipeline.report_options import report_options

    options = report_options(
        common.settings,
        color=stream is not None and wants_color(common.color, stream, os.environ),
        verbose=common.verbose,
        checked=checked,
        lookup_options=common.lookup_options,
        unique=unique,
    )
    return replace(
        options,
        letter_template=template,
        manuscript=commented_copy(verbose=common.verbose),
    )


def warn_of_empty(paths: Sequence[str]) -> None:
    """Warn of each of several folders that has nothing to read: the report does not name it."""
    from refcheck.readers import find_inputs

    for path in paths if len(paths) > 1 else ():
        if os.path.isdir(path) and next(find_inputs([path]), None) is None:  # noqa: PTH112
            warn(f"{path}: it contains no file that refcheck can read")


def warn_of_weakened(settings: Settings) -> None:
    """Warn of what a settings file weakens, for commands without a report."""
    from refcheck.reports.text.summary import weakened

    if line := weakened(settings.settings_file):
        warn(line)


def settle(
    unreadable: Sequence[str], settings: Settings, *, readable: bool, unanswered: bool = False
) -> ExitStatus:
    """Returns the exit status of a command without a report. `unreadable`: lines for the user.

    `unanswered`: a source could not be queried. Raises `UsageError` if nothing was `readable`.
    """
    if not readable:
        raise nothing_readable(unreadable)
    for line in unreadable:
        complain(line)
    return exit_status(settings, incomplete=unanswered, unreadable=bool(unreadable))


def nothing_readable(reasons: Sequence[str]) -> UsageError:
    """Returns the error that says, in one line, why none of the inputs could be read."""
    return UsageError(first_few(reasons, "; "))


def first_few(parts: Sequence[str], separator: str) -> str:
    """Returns the first few of a message's parts, each about an input, and how many more there are.

    >>> first_few(["a.txt has 1", "b.txt has none"], ", ")
    'a.txt has 1, b.txt has none'
    """
    line = separator.join(parts[:_NAMED])
    left = len(parts) - _NAMED
    return f"{line}; and {left} more inputs" if left > 0 else line


def reason(report: DocumentReport) -> str:
    """Returns why an input could not be read, in a line that names it."""
    return f"{named(report.path)}: {report.error}"
