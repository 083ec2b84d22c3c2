"""The command line as a whole: its commands, and what each way of ending means to the caller."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from refcheck.cli.commands import bibtex, cache, check, explain, extract, parse, schema
from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import CommandGroup
from refcheck.cli.output import silence_stdout
from refcheck.cli.stderr import complain
from refcheck.cli.usage_errors import usage_line
from refcheck.errors import OutputError, RefcheckError
from refcheck.version import __version__

__all__ = ["app", "run"]

# Set by the shell when it asks what a word could be completed to.
_COMPLETION = "_REFCHECK_COMPLETE"

app = typer.Typer(
    name="refcheck",
    cls=CommandGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  refcheck check article.txt
  refcheck check articles/ --offline
  refcheck bibtex article.txt -o article.bib
  refcheck explain year-mismatch

'refcheck COMMAND --help' says more about each command.""",
)
for _part in (check, extract, parse, bibtex, explain, cache, schema):
    _part.add_to(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"refcheck {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Check the numbered references of articles against PubMed."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return its exit status.

    Everything that goes wrong is said in one line on standard error.
    """
    try:
        status = _carry_out(list(arguments))
        _flush()
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as error:
        complain(usage_line(error))
        return ExitStatus.UNUSABLE
    except RefcheckError as error:
        if isinstance(error, OutputError):
            silence_stdout()  # what it still holds cannot be written either
        complain(str(error))
        return ExitStatus.UNUSABLE
    except BrokenPipeError:
        silence_stdout()
        return ExitStatus.PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        return ExitStatus.INTERRUPTED
    except Exception as error:  # the one place where a bug becomes a line
        if os.environ.get("REFCHECK_DEBUG"):
            raise
        complain(_unexpected(error))
        return ExitStatus.UNUSABLE
    return status


def _carry_out(arguments: list[str]) -> int:
    command = typer.main.get_command(app)
    if _COMPLETION in os.environ:
        command.main(arguments, prog_name="refcheck")
    # Not through the command's own `main`, which would end the process on its own terms.
    with command.make_context("refcheck", arguments) as context:
        status: Any = command.invoke(context)
    return int(status or ExitStatus.DONE)


def _flush() -> None:
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: {error.strerror or error}") from error


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError | MemoryError):  # no more open files, no memory, no thread
        words = getattr(error, "strerror", None) or str(error) or "there is not enough memory"
        return f"the system does not let refcheck go on: {words.lower()}"
    return (
        f"this is a bug in refcheck {__version__}: {type(error).__name__}; please report it with "
        "what you ran (REFCHECK_DEBUG=1 shows where it happened)"
    )
