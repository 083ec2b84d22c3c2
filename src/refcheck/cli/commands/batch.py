"""`refcheck batch`: a table of references, or a folder of articles, too large for one report."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Annotated

import typer

from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.cli.options import EXIT, INCOMPLETE, JOBS, RULES, Common, command, whole_number
from refcheck.cli.output import open_output
from refcheck.cli.progress import ProgressBar
from refcheck.cli.reporting import warn_of_weakened
from refcheck.cli.stderr import complain, one_line, tell
from refcheck.cli.usage_errors import choose
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.batch.run import Batch, Outcome

__all__ = ["add_to", "batch"]

_EXAMPLES = """
refcheck batch references.parquet checked/ --index pubmed-index/
refcheck batch references.jsonl checked/ --index pubmed-index/ --column citation --id-column id
refcheck batch articles/ checked/ --index pubmed-index/ --jobs 8
refcheck batch s3://bucket/references/ s3://bucket/checked/ --index /data/pubmed --engine spark
"""
_SHOWN = 3  # partitions that could not be done, each with its reason

_Input = Annotated[
    str,
    typer.Argument(
        metavar="INPUT",
        help="A Parquet or JSON Lines file with a reference string a row, a folder of such files, "
        "or articles: a file, a folder, or an address of an object store (s3://...) for any of "
        "these; @FILE has one of them a line.",
        show_default=False,
    ),
]
_Output = Annotated[
    str,
    typer.Argument(
        metavar="OUTPUT",
        help="The folder to write Parquet files to. If a run was stopped, the same command goes "
        "on where it was.",
        show_default=False,
    ),
]
_Column = Annotated[
    str, typer.Option("--column", metavar="NAME", help="The column with the reference strings.")
]
_IdColumn = Annotated[
    str | None,
    typer.Option(
        "--id-column",
        metavar="NAME",
        help="A column to repeat in the result as 'id'.",
        show_default=False,
    ),
]
_EngineName = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        help="local: processes of this machine; spark: the workers of a Spark cluster.",
    ),
]
_Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="Spark's master (spark://host:7077), where Spark itself is not told. Default: this "
        "machine.",
        show_default=False,
    ),
]
_Size = Annotated[
    int,
    typer.Option(
        "--partition-rows",
        metavar="N",
        parser=whole_number("--partition-rows", 1),
        help="Rows that are checked and written as one piece.",
    ),
]


def batch(
    given: _Input,
    output: _Output,
    column: _Column = "reference",
    id_column: _IdColumn = None,
    engine: _EngineName = "local",
    master: _Master = None,
    size: _Size = 20_000,
    *,
    common: Common,
) -> ExitStatus:
    """Check a table of references, or many articles, and write tables.

    For a hundred thousand references and more: nothing is sent, an index of PubMed on this
    computer answers. OUTPUT gets references/, one row per reference, and findings/, one row per
    finding, in Parquet files. What cannot be read has a row with the reason.

    Exit status: 0 no errors found, 1 errors found, 2 nothing could be done, 3 something could not
    be read or looked up.
    """
    from refcheck.batch.needs import require_batch

    require_batch()
    from refcheck.batch.run import Batch, Engine
    from refcheck.batch.sources import Columns
    from refcheck.process_pool import cores

    chosen = Engine(choose("--engine", engine, tuple(Engine)))
    if master is not None and chosen is not Engine.SPARK:
        raise UsageError("--master is for --engine spark")
    wanted = Batch(
        input=given,
        output=output,
        columns=Columns(reference=column, id=id_column),
        settings=common.settings,
        size=size,
        jobs=common.settings.jobs or cores(),
        engine=chosen,
        master=master or "",
    )
    warn_of_weakened(common.settings)
    return _concluded(_run(wanted), wanted)


def _run(wanted: Batch) -> Outcome:
    import asyncio

    stop = threading.Event()
    try:
        return asyncio.run(_in_a_thread(wanted, stop))
    except KeyboardInterrupt:
        tell("stopped; the same command goes on from here")
        raise


async def _in_a_thread(wanted: Batch, stop: threading.Event) -> Outcome:
    """Run the batch beside the event loop, which the progress line needs."""
    import asyncio

    from refcheck.batch.run import run_batch
    from refcheck.pipeline.progress import Phase, Progress

    with ProgressBar() as bar:

        def progress(done: int, every: int) -> None:
            bar.update(Progress(phase=Phase.ASKING, references=done, found=every, complete=True))

        try:
            return await asyncio.to_thread(run_batch, wanted, progress, stop)
        finally:
            stop.set()


def _concluded(outcome: Outcome, wanted: Batch) -> ExitStatus:
    counts = outcome.counts
    for partition, reason in outcome.left[:_SHOWN]:
        complain(f"{one_line(partition.paths[0])}, partition {partition.number}: {reason}")
    if len(outcome.left) > _SHOWN:
        complain(f"{len(outcome.left) - _SHOWN} more partitions could not be done")
    if outcome.left:
        complain("the same command does what is left")
    if counts.unreadable and not counts.references and not outcome.left:
        complain(f"nothing could be read: {counts.reason}")
        return ExitStatus.UNUSABLE
    with open_output(None, machine=False) as stream:
        stream.write(_described(outcome, wanted.output))
    return exit_status(
        wanted.settings,
        incomplete=counts.unanswered > 0,
        worst=counts.worst,
        unreadable=counts.unreadable > 0 or bool(outcome.left),
    )


def _described(outcome: Outcome, output: str) -> str:
    counts = outcome.counts
    lines = [f"{'references':12}{counts.references:,}"]
    lines += [
        f"{name:12}{counts.verdicts[name]:,}" for name in _verdicts() if counts.verdicts.get(name)
    ]
    if counts.unreadable:
        what = "documents" if outcome.documents else "rows"
        lines.append(f"{'unreadable':12}{counts.unreadable:,} {what}")
    if outcome.before:
        before = f"{outcome.before:,} of {outcome.partitions:,} partitions"
        lines.append(f"{'done before':12}{before}")
    lines.append(f"{'written to':12}{one_line(output)}")
    return "".join(f"{line}\n" for line in lines)


def _verdicts() -> list[str]:
    from refcheck.model.report import Verdict

    return [verdict.value for verdict in Verdict]


def add_to(app: typer.Typer) -> None:
    """Make `batch` a command of `app`."""
    settings = ("index", "offline", "cache_dir", *JOBS, *RULES, *EXIT, *INCOMPLETE)
    command(app, "batch", examples=_EXAMPLES, settings=settings, output=())(batch)
