"""`refcheck check`: look up every reference and report the differences.

With `--why N`, explain instead how one reference was looked up and judged.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from refcheck.cli.exit_status import ExitStatus, run_status
from refcheck.cli.options import (
    BASELINE,
    EXIT,
    INCOMPLETE,
    JOBS,
    LINKS,
    LOOKUP,
    RULES,
    Common,
    Paths,
    command,
)
from refcheck.cli.output import open_output, wants_color
from refcheck.cli.progress import ProgressBar, say_stopped
from refcheck.cli.report_format import FormatOption, UniqueOption, chosen_format, require_list
from refcheck.cli.reporting import (
    ReportWriter,
    first_few,
    open_report,
    warn_of_empty,
)
from refcheck.cli.stderr import one_line, warn
from refcheck.cli.word_files import LetterTemplateOption, letter_template
from refcheck.errors import UsageError
from refcheck.settings import Settings

if TYPE_CHECKING:
    from refcheck.model.report import DocumentReport
    from refcheck.readers.files.inputs import InMemory
    from refcheck.reports.explanation import ExplanationReporter

__all__ = ["add_to", "check", "check_all"]

_EXAMPLES = """
refcheck check article.txt
refcheck check articles/ --offline
refcheck check thesis.md --fail-on warning --format json -o report.json
refcheck check article.txt --baseline refcheck-baseline.json
refcheck check article.txt --why 3
cat article.txt | refcheck check -
"""


def check(
    paths: Paths,
    report_format: FormatOption = None,
    unique: UniqueOption = False,
    letter: LetterTemplateOption = None,
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
    """Check the references of articles against PubMed.

    Every reference is looked up. Where an author, year, journal, title, volume, page or identifier
    differs from PubMed, the report shows both values. --why N shows how reference N of the report
    was looked up and judged: the searches, the candidates, the evidence for and against each, and
    the checks. With --baseline FILE, only findings that are not in FILE change the exit status.

    Exit status: 0 no errors found, 1 errors found, 2 nothing could be done, 3 something could not
    be read or looked up.
    """
    name = chosen_format(report_format, common.output)
    require_list(name, unique=unique)
    template = letter_template(letter, name)
    number = _wanted_number(why, name)
    warn_of_empty(paths)
    if number is not None:
        return _explained(paths, number, common)
    opened = open_report(name, paths, common, checked=True, unique=unique, template=template)
    with opened as writer:
        check_all(paths, common.settings, writer.take, jobs=common.settings.jobs)
        summary = writer.finish()
    writer.require_readable()
    return run_status(common.settings, summary)


def check_all(
    paths: Sequence[str | InMemory],
    settings: Settings,
    take: Callable[[DocumentReport], None],
    *,
    jobs: int | None = 1,
) -> None:
    """Look up and judge the references of all documents; `take` gets each report when it is done.

    `jobs` is the most processes that work, None: as many as are worth it. Each warning is written
    to standard error once. Raises what `check_documents` raises.
    """
    from refcheck.journals.imported import imported_problem
    from refcheck.lookup.retraction_watch.table import retractions_problem

    try:
        if _is_quick(paths, settings):
            _step_through(_check_all(paths, settings, take, jobs))
        else:
            import asyncio

            asyncio.run(_check_all(paths, settings, take, jobs))
    except KeyboardInterrupt:
        say_stopped(offline=settings.offline or not settings.lookup)
        raise
    for problem in (imported_problem(), retractions_problem()):
        if problem:
            warn(problem)


def _is_quick(paths: Sequence[str | InMemory], settings: Settings) -> bool:
    """Returns whether nothing is waited for, not even by the eye: one document, whose references
    are looked up in the cache alone."""
    from refcheck.pipeline.provider import never_waits

    if len(paths) != 1 or not never_waits(settings):
        return False
    if isinstance(paths[0], str) and os.path.isdir(paths[0]):  # noqa: PTH112 - of any text
        return False
    return sys.stderr is None or not sys.stderr.isatty()


def _step_through(run: Coroutine[object, None, None]) -> None:
    """Run what waits for nothing without an event loop: to load one takes a tenth of a short
    run."""
    with suppress(StopIteration):
        while run.send(None) is None:  # it lets others go first, and there are none
            pass
        run.close()
        raise RuntimeError("a run that waits for nothing has waited")


async def _check_all(
    paths: Sequence[str | InMemory],
    settings: Settings,
    take: Callable[[DocumentReport], None],
    jobs: int | None,
) -> None:
    from refcheck.cli.kept.readings import kept_readings
    from refcheck.pipeline import check_documents

    said: set[str] = set()
    with ProgressBar() as bar:

        def warn_once(message: str) -> None:
            if message not in said:
                said.add(message)
                with bar.hidden():
                    warn(message)

        reports = check_documents(
            paths,
            settings,
            warn=warn_once,
            progress=bar.update,
            jobs=jobs,
            readings=kept_readings(settings),
        )
        async for report in reports:
            with bar.hidden():
                take(report)


def _wanted_number(given: str | None, report_format: str) -> int | None:
    """Returns the number that --why names. Raises `UsageError` if it is not a number."""
    if given is None:
        return None
    if report_format != "text":
        raise UsageError(f"--why writes text and cannot be used with --format {report_format}")
    if not (given.isascii() and given.isdecimal() and 1 <= len(given) <= 9 and int(given)):
        raise UsageError(
            f"--why needs the number of a reference (1, 2, 3 ...), not {one_line(given)!r}"
        )
    return int(given)


def _explained(paths: Sequence[str], number: int, common: Common) -> ExitStatus:
    with open_output(common.output, machine=False, inputs=paths) as stream:
        writer, reporter = _open_explanation(number, stream, common)
        check_all(paths, common.settings, writer.take, jobs=common.settings.jobs)
        summary = writer.finish()
        if not reporter.found:
            raise UsageError(f"there is no reference {number}: {_counts(reporter.shorter)}")
    return run_status(common.settings, summary)


def _open_explanation(
    number: int, stream: TextIO, common: Common
) -> tuple[ReportWriter, ExplanationReporter]:
    """Returns a writer that explains reference `number` of each document, and its reporter."""
    from refcheck.matching import explain
    from refcheck.pipeline import Tally
    from refcheck.reports import ReportOptions
    from refcheck.reports.explanation import ExplanationReporter

    options = ReportOptions(
        color=wants_color(common.color, stream, os.environ),
        verbose=True,
        lookup_options=common.lookup_options,
        settings_file=common.settings.settings_file,
    )
    reporter = ExplanationReporter(stream, options, number=number, explain=explain)
    return ReportWriter(reporter=reporter, tally=Tally(), machine=False), reporter


def _counts(shorter: Sequence[tuple[str, int]]) -> str:
    """Returns `a.txt has 10 references, b.txt has none`."""
    return first_few([f"{path} has {_references(count)}" for path, count in shorter], ", ")


def _references(count: int) -> str:
    match count:
        case 0:
            return "none"
        case 1:
            return "1 reference"
        case _:
            return f"{count} references"


def add_to(app: typer.Typer) -> None:
    """Make `check` a command of `app`."""
    command(
        app,
        "check",
        examples=_EXAMPLES,
        settings=LOOKUP + LINKS + JOBS + EXIT + INCOMPLETE + BASELINE + RULES,
        output=("output", "verbose", "color"),
    )(check)
