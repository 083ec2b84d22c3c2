"""`refcheck explain`: what a rule means, and how to fix what it finds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import Common, command
from refcheck.cli.output import open_output, wants_color
from refcheck.cli.usage_errors import unknown_rule

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
            metavar="[RULE]", help="The name of a rule, as shown in reports.", show_default=False
        ),
    ] = None,
    *,
    common: Common,
) -> ExitStatus:
    """Explain what a rule means and how to fix what it finds.

    Without a name, list all rules.
    """
    if rule is not None:
        rule = rule.strip().lower()
        if rule not in _rules():
            raise unknown_rule(rule, _rules())
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
    return "".join([*lines, "\nRun 'refcheck explain RULE' for more about a rule.\n"])


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
    command(app, "explain", examples=_EXAMPLES, output=("output", "color"))(explain)
