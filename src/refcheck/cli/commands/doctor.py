"""`refcheck doctor`: what works here, and what to do about what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import LOOKUP, Common, command
from refcheck.cli.output import open_output
from refcheck.cli.stderr import one_line

if TYPE_CHECKING:
    from refcheck.pipeline.diagnosis import Result

__all__ = ["add_to", "doctor"]

_EXAMPLES = """
refcheck doctor
refcheck doctor --offline
"""


def doctor(*, common: Common) -> ExitStatus:
    """Say what works and what does not: the parser, the cache, PubMed, your settings.

    A sample reference is looked up in PubMed. The cache is not changed.

    Exit status: 0 everything works, 3 something does not.
    """
    import asyncio

    from refcheck.pipeline.diagnosis import State, diagnose

    results = asyncio.run(diagnose(common.settings))
    with open_output(common.output, machine=False) as stream:
        for result in results:
            stream.writelines(f"{line}\n" for line in _lines(result))
    failed = any(result.state is State.PROBLEM for result in results)
    return ExitStatus.INCOMPLETE if failed else ExitStatus.DONE


def _lines(result: Result) -> list[str]:
    lines = [f"{result.state.value:<9}{one_line(result.text)}"]
    if result.advice is not None:
        lines.append(f"{'':<9}{one_line(result.advice)}")
    return lines


def add_to(app: typer.Typer) -> None:
    """Make `doctor` a command of `app`."""
    command(app, "doctor", examples=_EXAMPLES, settings=LOOKUP)(doctor)
