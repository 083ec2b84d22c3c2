"""`refcheck check --why N`: one reference, and everything that led to what is said of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from refcheck.cli.options import Common
from refcheck.cli.output import wants_color
from refcheck.cli.reporting import ReportWriter
from refcheck.cli.stderr import one_line
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.reports.explanation import ExplanationReporter

__all__ = ["open_explanation", "require_found", "wanted_number"]

_NAMED = 3  # inputs named in the one line about many


def wanted_number(given: str | None, report_format: str) -> int | None:
    """The number that --why names. Raises `UsageError` where it is none."""
    if given is None:
        return None
    if report_format != "text":
        raise UsageError(f"--why writes text for people: it does not go with {report_format}")
    if not (given.isascii() and given.isdecimal() and 1 <= len(given) <= 9 and int(given)):
        raise UsageError(
            f"--why takes the number of a reference, from 1 on, not {one_line(given)!r}"
        )
    return int(given)


def open_explanation(
    number: int, stream: TextIO, common: Common
) -> tuple[ReportWriter, ExplanationReporter]:
    """A writer that explains reference `number` of each document on `stream`, and its reporter."""
    from refcheck.matching import explain
    from refcheck.pipeline import Tally
    from refcheck.reports import ReportOptions
    from refcheck.reports.explanation import ExplanationReporter

    options = ReportOptions(
        color=wants_color(common.color, stream, os.environ),
        verbose=True,
        again=common.again,
        settings_file=common.settings.settings_file,
    )
    reporter = ExplanationReporter(stream, options, number=number, explain=explain)
    return ReportWriter(reporter=reporter, tally=Tally(), machine=False), reporter


def require_found(reporter: ExplanationReporter, number: int) -> None:
    """Raise `UsageError` where no document has a reference of this number."""
    if not reporter.found:
        raise UsageError(f"there is no reference {number}: {_named(reporter.shorter)}")


def _named(shorter: Sequence[tuple[str, int]]) -> str:
    """`a.txt has 10 references, b.txt has none`."""
    parts = [f"{path} has {_counted(count)}" for path, count in shorter[:_NAMED]]
    left = len(shorter) - _NAMED
    return ", ".join(parts) + (f"; and {left} more inputs" if left > 0 else "")


def _counted(count: int) -> str:
    match count:
        case 0:
            return "none"
        case 1:
            return "1 reference"
        case _:
            return f"{count} references"
