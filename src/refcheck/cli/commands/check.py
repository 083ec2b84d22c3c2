"""`refcheck check`: look up every reference and report what does not agree."""

from __future__ import annotations

from typing import Annotated

import typer

from refcheck.cli.commands.checking import check_all
from refcheck.cli.commands.why import open_explanation, require_found, wanted_number
from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.cli.options import Common, Paths, choose, command
from refcheck.cli.output import open_output
from refcheck.cli.reporting import MACHINE_FORMATS, open_writer, warn_of_empty

__all__ = ["add_to", "check"]

_EXAMPLES = """
refcheck check article.txt
refcheck check articles/ --offline
refcheck check thesis.md --fail-on warning --format json -o report.json
refcheck check article.txt --why 3
cat article.txt | refcheck check -
"""


def check(
    paths: Paths,
    report_format: Annotated[
        str,
        typer.Option("-f", "--format", metavar="FORMAT", help="text (for people) or json."),
    ] = "text",
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="N",
            help="Instead of the report, show how reference N was looked up and judged.",
            show_default=False,
        ),
    ] = None,
    *,
    common: Common,
) -> ExitStatus:
    """Check the numbered references of articles against PubMed.

    Every reference is looked up, and each author, year, journal, title, volume and page that does
    not agree is shown with the value that would be right. --why N shows for reference N, as
    reports number it, the searches, the candidates, the evidence that decided, and the checks.

    Exit status: 0 all is well, 1 there are errors, 2 nothing could be done, 3 not everything could
    be read or looked up.
    """
    from refcheck.reports import REPORTERS

    name = choose("--format", report_format, tuple(REPORTERS))
    number = wanted_number(why, name)
    warn_of_empty(paths)
    if number is not None:
        return _explained(paths, number, common)
    with open_output(common.output, machine=name in MACHINE_FORMATS, inputs=paths) as stream:
        writer = open_writer(name, stream, common, checked=True)
        check_all(paths, common.settings, writer.take)
        summary = writer.finish()
    writer.require_readable()
    return exit_status(common.settings, incomplete=summary.incomplete, worst=summary.worst)


def _explained(paths: Paths, number: int, common: Common) -> ExitStatus:
    with open_output(common.output, machine=False, inputs=paths) as stream:
        writer, reporter = open_explanation(number, stream, common)
        check_all(paths, common.settings, writer.take)
        summary = writer.finish()
        require_found(reporter, number)
    return exit_status(common.settings, incomplete=summary.incomplete, worst=summary.worst)


def add_to(app: typer.Typer) -> None:
    """Make `check` a command of `app`."""
    command(app, "check", examples=_EXAMPLES)(check)
