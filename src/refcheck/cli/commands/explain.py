"""`refcheck explain`: what a rule means, and how to fix what it finds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import Common, command
from refcheck.cli.output import open_output, wants_color
from refcheck.errors import UsageError
from refcheck.text.spelling import nearest

if TYPE_CHECKING:
    from refcheck.checks.rule import Rule

__all__ = ["add_to", "explain"]

_EXAMPLES = """
refcheck explain
refcheck explain year-mismatch
"""


def explain(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE]", help="The name of a rule, as reports show it.", show_default=False
        ),
    ] = None,
    *,
    common: Common,
) -> ExitStatus:
    """Explain a rule and how to fix what it found.

    Without a name, list all rules.
    """
    if rule is not None and rule not in _rules():
        near = nearest(rule, _rules())
        hint = f"did you mean {near}?" if near else "'refcheck explain' lists them"
        raise UsageError(f"there is no rule {rule!r}; {hint}")
    with open_output(common.output, machine=False) as stream:
        if rule is None:
            stream.write(_listing())
        else:
            _show_page(rule, stream, color=wants_color(common.color, stream, os.environ))
    return ExitStatus.DONE


def _rules() -> dict[str, type[Rule]]:
    from refcheck.checks import RULES

    return RULES


def _listing() -> str:
    rules = _rules()
    width = max(map(len, rules))
    lines = [f"{name:<{width}}  {rules[name].title}\n" for name in sorted(rules)]
    return "".join([*lines, "\n'refcheck explain RULE' says more about each of them.\n"])


def _show_page(name: str, stream: TextIO, *, color: bool) -> None:
    from refcheck.checks.rule_page import page

    text = page(_rules()[name])
    if not color:
        stream.write(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(file=stream, force_terminal=True).print(Markdown(text))


def add_to(app: typer.Typer) -> None:
    """Make `explain` a command of `app`."""
    command(app, "explain", examples=_EXAMPLES)(explain)
