"""`refcheck lookup`: one work, by its DOI, PMID or PMCID, or by a reference as it is printed."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from refcheck.cli.exit_status import ExitStatus, run_status
from refcheck.cli.options import EXIT, INCOMPLETE, LOOKUP, RULES, Common, command
from refcheck.cli.output import open_output, wants_color
from refcheck.cli.report_format import FormatOption, chosen_format
from refcheck.cli.reporting import ReportWriter, open_writer
from refcheck.cli.stderr import warn
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.model.report import DocumentReport
    from refcheck.settings import Settings

__all__ = ["add_to", "lookup"]

_EXAMPLES = """
refcheck lookup 26211972
refcheck lookup 10.1016/j.phrs.2015.05.003 --format bibtex
refcheck lookup "Rajkumar R, Fam J. Ketamine and suicidal ideation. Pharmacol Res. 2015"
"""
_LONGEST = 20_000  # characters of a reference on a command line
_PMID = re.compile(r"\d{1,8}")
_PMCID = re.compile(r"PMC\d{1,9}", re.IGNORECASE)


def lookup(
    work: Annotated[
        str,
        typer.Argument(
            metavar="WORK",
            help="A DOI, PMID or PMCID, or a reference in quotation marks.",
            show_default=False,
        ),
    ],
    report_format: FormatOption = None,
    *,
    common: Common,
) -> ExitStatus:
    """Look up a single work.

    For an identifier, show which work it is, and whether it was retracted or corrected. For a
    reference, show what differs from the record, as 'check' does for those of an article.

    Exit status: 0 found without errors, 1 errors found, or no record with this identifier, 3 it
    could not be looked up.
    """
    from refcheck.reports import REPORTERS

    string = _reference(work)
    name = chosen_format(report_format, common.output)
    asked = _is_identifier(string)
    report = _report(string, common.settings)
    with open_output(common.output, machine=REPORTERS[name].for_programs) as stream:
        writer = _writer(name, stream, common, asked=asked)
        writer.take(report)
        summary = writer.finish()
    status = run_status(common.settings, summary)
    if (
        status is ExitStatus.DONE
        and asked
        and _found_none(report)
        and not common.settings.exit_zero
    ):
        return ExitStatus.FINDINGS
    return status


def _reference(work: str) -> str:
    """Returns the argument as a reference string. Raises `UsageError` if there is nothing in it."""
    text = " ".join(work.split())
    if not text:
        raise UsageError("there is nothing to look up: give a DOI, a PMID or a reference")
    if len(text) > _LONGEST:
        raise UsageError(f"a reference of more than {_LONGEST:,} characters cannot be looked up")
    if _PMID.fullmatch(text):
        return f"PMID: {text}"
    return f"PMCID: {text}" if _PMCID.fullmatch(text) else text


def _report(string: str, settings: Settings) -> DocumentReport:
    import asyncio

    from refcheck.pipeline import check_strings

    return asyncio.run(check_strings([string], settings, warn=warn))


def _writer(name: str, stream: TextIO, common: Common, *, asked: bool) -> ReportWriter:
    if name != "text":
        return open_writer(name, stream, common, checked=True)
    from refcheck.pipeline import Tally
    from refcheck.pipeline.report_options import report_options
    from refcheck.reports.text.single_work import SingleWorkReporter

    color = wants_color(common.color, stream, os.environ)
    options = report_options(common.settings, color=color, verbose=common.verbose)
    reporter = SingleWorkReporter(stream, options, asked=asked)
    return ReportWriter(reporter=reporter, tally=Tally(), machine=False)


def _is_identifier(string: str) -> bool:
    from refcheck import parsing
    from refcheck.pipeline.lookups.single_work import only_identifiers

    return only_identifiers(parsing.parse(string).record)


def _found_none(report: DocumentReport) -> bool:
    return any(
        checked.lookup is not None and checked.lookup.record is None
        for checked in report.references
    )


def add_to(app: typer.Typer) -> None:
    """Make `lookup` a command of `app`."""
    command(
        app,
        "lookup",
        examples=_EXAMPLES,
        settings=LOOKUP + EXIT + INCOMPLETE + RULES,
        output=("output", "verbose", "color"),
    )(lookup)
