"""`refcheck extract`: find and parse the references of articles without looking them up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from refcheck.cli.exit_status import ExitStatus, run_status
from refcheck.cli.options import EXIT, JOBS, RULES, Common, Paths, command
from refcheck.cli.output import open_output
from refcheck.cli.report_format import FormatOption, UniqueOption, chosen_format, require_list
from refcheck.cli.reporting import open_report, settle, warn_of_empty
from refcheck.cli.stderr import harmless
from refcheck.errors import InputError, UsageError

__all__ = ["add_to", "extract"]

_EXAMPLES = """
refcheck extract article.txt
refcheck extract article.txt --format json -o references.json
refcheck extract article.txt --text
"""


def extract(
    paths: Paths,
    report_format: FormatOption = None,
    unique: UniqueOption = False,
    text: Annotated[
        bool,
        typer.Option(
            "--text",
            help="Print the extracted text of the articles: positions in reports refer to it.",
        ),
    ] = False,
    *,
    common: Common,
) -> ExitStatus:
    """Show the references of articles with their fields. Nothing is looked up.

    Problems of the list itself, such as gaps in the numbering, are reported.
    """
    if text:
        if report_format not in (None, "text"):
            raise UsageError(f"--text cannot be used with --format {report_format}")
        return _print_text(paths, common)
    from refcheck.cli.kept.readings import kept_readings
    from refcheck.pipeline import extract_documents

    settings = common.settings
    name = chosen_format(report_format, common.output)
    require_list(name, unique=unique)
    warn_of_empty(paths)
    with open_report(name, paths, common, checked=False, unique=unique) as writer:
        kept = kept_readings(settings)
        for report in extract_documents(paths, settings, jobs=settings.jobs, readings=kept):
            writer.take(report)
        summary = writer.finish()
    writer.require_readable()
    return run_status(settings, summary)


def _print_text(paths: Sequence[str], common: Common) -> ExitStatus:
    """Print the decoded texts one after the other, unchanged, as `cat` does.

    On a terminal, control characters are made harmless.
    """
    from refcheck import readers

    readable = False
    unreadable: list[str] = []
    with open_output(common.output, machine=True, inputs=paths) as stream:
        show = harmless if stream.isatty() else str
        for path in readers.find_inputs(paths):
            try:
                stream.write(show(readers.read(path).text))
                readable = True
            except InputError as error:
                unreadable.append(str(error))
        if not readable and not unreadable:
            unreadable = [f"{', '.join(paths)}: it contains no file that refcheck can read"]
        return settle(unreadable, common.settings, readable=readable)


def add_to(app: typer.Typer) -> None:
    """Make `extract` a command of `app`."""
    command(
        app,
        "extract",
        examples=_EXAMPLES,
        settings=JOBS + EXIT + RULES,
        output=("output", "verbose", "color"),
    )(extract)
