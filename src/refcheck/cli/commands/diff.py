"""`refcheck diff`: what changed between two JSON reports, and why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import Common, command
from refcheck.cli.output import open_output, wants_color
from refcheck.cli.usage_errors import choose
from refcheck.errors import InputError, UsageError, named, os_error_words

if TYPE_CHECKING:
    from refcheck.runs.saved_report import SavedReport

__all__ = ["add_to", "diff"]

_EXAMPLES = """
refcheck diff before.json after.json
refcheck diff before.json after.json --format json -o changes.json
"""
_FORMATS: Final = ("text", "json")
_MOST_BYTES: Final = 200_000_000

_Old = Annotated[
    str, typer.Argument(metavar="OLD", help="The report of the first run.", show_default=False)
]
_New = Annotated[
    str, typer.Argument(metavar="NEW", help="The report of the second.", show_default=False)
]
_Format = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        help="text or json. Default: json for an output file with that suffix, else text.",
        show_default=False,
    ),
]


def diff(old: _Old, new: _New, report_format: _Format = None, *, common: Common) -> ExitStatus:
    """Show what changed between two reports, and why.

    OLD and NEW are reports of 'refcheck check' or 'extract' in JSON or JSON lines (--format json or
    jsonl). References are recognised by text, key, identifiers and record, not by number. For each
    change it is said whether the article, the record, or the rules of refcheck changed.

    Exit status: 0 no difference, 1 differences, 2 a file is not a report that can be compared.
    """
    from refcheck.reports.run_diff import write_json, write_text
    from refcheck.runs.differences import differences

    name = _chosen(report_format, common.output)
    reports = [_read(path) for path in (old, new)]
    found = list(differences(*reports))
    versions = [one.version for one in reports]
    with open_output(common.output, machine=name == "json", inputs=[old, new]) as stream:
        if name == "json":
            write_json(stream, found, (old, new), versions)
        else:
            color = wants_color(common.color, stream, os.environ)
            write_text(stream, found, versions, color=color)
    return ExitStatus.FINDINGS if found else ExitStatus.DONE


def _chosen(given: str | None, output: Path | None) -> str:
    if given is not None:
        return choose("--format", given, _FORMATS)
    return "json" if output is not None and output.suffix.lower() == ".json" else "text"


def _read(path: str) -> SavedReport:
    """Returns the report in a file. Raises `UsageError` where it is not one."""
    from refcheck.readers.content import content_of
    from refcheck.runs.saved_report import NotAReport, read_report

    shown = named(path)
    try:
        content = content_of(path)
        if len(content) > _MOST_BYTES:
            raise NotAReport(f"it is larger than {_MOST_BYTES // 1_000_000} MB")
        return read_report(content)
    except (OSError, ValueError) as error:
        words = os_error_words(error) if isinstance(error, OSError) else "it cannot be opened"
        raise UsageError(f"{shown}: {words}") from None
    except InputError as error:
        raise UsageError(f"{shown}: {error.reason}") from None
    except NotAReport as error:
        raise UsageError(f"{shown}: {error}") from None


def add_to(app: typer.Typer) -> None:
    """Make `diff` a command of `app`."""
    command(app, "diff", examples=_EXAMPLES, output=("output", "color"))(diff)
