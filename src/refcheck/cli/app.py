"""The command line as a whole: its commands, and the exit status for each way it can end."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import CommandGroup
from refcheck.cli.output import CLOSED, silence_stdout
from refcheck.cli.stderr import complain
from refcheck.cli.usage_errors import usage_line
from refcheck.errors import OutputError, RefcheckError, named, os_error_words
from refcheck.version import __version__

__all__ = ["app", "run"]

# Set by the shell when it asks how a word can be completed.
_COMPLETION = "_REFCHECK_COMPLETE"
# What the system says of writing alone.
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))

# In the order of the help. Each is a module of `refcheck.cli.commands`, which makes the command.
_COMMANDS = (
    "check",
    "fix",
    "extract",
    "lookup",
    "parse",
    "bibtex",
    "batch",
    "diff",
    "explain",
    "schema",
    "init",
    "doctor",
    "mcp",
    "serve",
    "index",
    "baseline",
    "cache",
    "data",
)


class _Commands(CommandGroup):
    """The commands, each loaded when it is called: most of a short run is loading what it needs."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as typer calls it
        """Returns the names of the commands, in the order of the help."""
        return [*_COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Returns the command of a name; None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        part = typer.Typer(callback=lambda: None, rich_markup_mode=None)
        import_module(f"refcheck.cli.commands.{cmd_name}").add_to(part)
        return typer.main.get_command(part).commands[cmd_name]  # type: ignore[attr-defined]


app = typer.Typer(
    name="refcheck",
    cls=_Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  refcheck check article.txt
  refcheck check articles/ --offline
  refcheck bibtex article.txt -o article.bib
  refcheck explain year-mismatch

Run 'refcheck COMMAND --help' for the options of a command.""",
)


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
            "--version", is_eager=True, callback=_print_version, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Check the references of articles against PubMed."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status.

    Every error is one line on standard error.
    """
    try:
        status = _shown(list(arguments) or ["--help"])
    except typer.TyperException as error:
        complain(usage_line(error))
        return ExitStatus.UNUSABLE
    except RefcheckError as error:
        if isinstance(error, OutputError):
            silence_stdout()  # what is still in its buffer cannot be written either
        complain(str(error))
        return ExitStatus.UNUSABLE
    except BrokenPipeError:
        silence_stdout()
        return ExitStatus.PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        return ExitStatus.INTERRUPTED
    except Exception as error:  # the one place where a bug becomes a message
        if os.environ.get("REFCHECK_DEBUG"):
            raise
        complain(_unexpected(error))
        return ExitStatus.UNUSABLE
    return status


def _shown(arguments: list[str]) -> int:
    """Returns the exit status when all that there is to show is written. Raises `OutputError`."""
    try:
        status = _invoke(arguments)
    except typer.Exit as stop:  # of --help and --version
        if sys.stdout is None:
            raise OutputError(CLOSED) from None
        status = stop.exit_code
    except OSError as error:
        if error.errno in _NO_ROOM and not error.filename:
            raise _refused(error) from error  # other files are written where errors are caught
        raise
    _flush()
    return status


def _invoke(arguments: list[str]) -> int:
    command = typer.main.get_command(app)
    if _COMPLETION in os.environ:
        command.main(arguments, prog_name="refcheck")
    # Not through the command's own `main`, which would exit the process itself.
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
        raise _refused(error) from error


def _refused(error: OSError) -> OutputError:
    reason = os_error_words(error, writing=True)
    return OutputError(f"standard output: cannot be written: {reason}")


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError):  # such as no more open files, or no thread
        place = f"{named(os.fsdecode(error.filename))}: " if error.filename else ""
        return f"the system stopped refcheck: {place}{os_error_words(error)}"
    if isinstance(error, MemoryError):
        return "the system stopped refcheck: not enough memory"
    return (
        f"this is a bug in refcheck {__version__}: {type(error).__name__}; please report it with "
        "the command you ran (REFCHECK_DEBUG=1 shows where it happened)"
    )
