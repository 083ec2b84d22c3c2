"""`refcheck baseline`: the findings that are known, so that only new ones fail a run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from refcheck.cli.commands.check import check_all
from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.cli.options import (
    INCOMPLETE,
    JOBS,
    LINKS,
    LOOKUP,
    RULES,
    CommandGroup,
    Common,
    Paths,
    command,
)
from refcheck.cli.output import open_output
from refcheck.cli.reporting import nothing_readable, reason, warn_of_empty, warn_of_weakened
from refcheck.cli.stderr import complain, one_line, warn
from refcheck.model.finding import Severity
from refcheck.model.report import DocumentReport, Summary
from refcheck.settings import Settings, load_settings

if TYPE_CHECKING:
    from refcheck.runs.baseline import BaselineWriter

__all__ = ["add_to"]

_DEFAULT: Final = "refcheck-baseline.json"
_EXAMPLES = """
refcheck baseline update articles/
refcheck baseline update thesis.md -o known.json
refcheck check articles/ --baseline refcheck-baseline.json
"""


def update(paths: Paths, *, common: Common) -> ExitStatus:
    """Write the findings of articles to a file: from now on they are known.

    'refcheck check --baseline FILE' shows them as known, and its exit status tells of new findings
    only. The file is the one of -o, else the baseline in the settings, else refcheck-baseline.json.
    It has errors and warnings, and with --fail-on info also notes. What was known of references
    that could not be looked up this time stays known.

    Exit status: 0 written, 2 nothing could be done, 3 written, but something could not be read or
    looked up.
    """
    from refcheck.pipeline.findings.baseline_file import shown_path

    warn_of_empty(paths)
    warn_of_weakened(common.settings)
    target = common.output or _usual_file()
    unreadable: list[DocumentReport] = []
    summary, writer = _write(target, paths, common.settings, unreadable)
    for report in unreadable:
        complain(reason(report))
    typer.echo(f"{one_line(shown_path(target))}: {_counted(writer.total)}")
    if summary.incomplete:
        kept = _counted(writer.kept)
        warn(f"not everything could be read or looked up: {kept} stayed from before")
    return exit_status(
        common.settings, incomplete=summary.incomplete, unreadable=summary.unreadable > 0
    )


def _write(
    target: Path, paths: list[str], settings: Settings, unreadable: list[DocumentReport]
) -> tuple[Summary, BaselineWriter]:
    """Write the findings of articles to `target`; those that cannot be read go to `unreadable`."""
    from dataclasses import replace

    from refcheck.pipeline import Tally
    from refcheck.pipeline.findings.baseline_file import open_baseline_if_any
    from refcheck.runs.baseline import BaselineWriter

    least = min(settings.fail_on, Severity.WARNING, key=lambda severity: severity.rank)
    tally = Tally()
    with open_output(target, machine=True, inputs=paths) as stream:
        # Out of a pipe would come what is written into it.
        before = open_baseline_if_any(target) if target.is_file() else None
        writer = BaselineWriter(least, before)

        def take(report: DocumentReport) -> None:
            tally.add(report)
            writer.take(report)
            if report.error is not None:
                unreadable.append(report)

        check_all(paths, replace(settings, baseline=None), take, jobs=settings.jobs)
        summary = tally.summary()
        if summary.unreadable == summary.documents:
            raise nothing_readable([reason(report) for report in unreadable])
        stream.write(writer.text())
    return summary, writer


def _usual_file() -> Path:
    """Returns the baseline of the settings, or the usual one in the current folder."""
    settings = load_settings({}, os.environ, Path.cwd(), only=("baseline",))
    return settings.baseline or Path(_DEFAULT)


def _counted(number: int) -> str:
    return "1 known finding" if number == 1 else f"{number:,} known findings"


def add_to(app: typer.Typer) -> None:
    """Make `baseline` a group of commands of `app`."""
    group = typer.Typer(
        cls=CommandGroup,
        no_args_is_help=True,
        help="Keep a list of known findings, so that only new ones fail.",
    )
    settings = (*LOOKUP, *LINKS, *JOBS, *INCOMPLETE, *RULES, "fail_on")
    command(group, "update", examples=_EXAMPLES, settings=settings)(update)
    app.add_typer(group, name="baseline")
