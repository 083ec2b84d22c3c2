"""The message about a wrong command line: one line, with what was probably meant."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from refcheck.errors import UsageError
from refcheck.text.spelling import choices, did_you_mean, nearest

__all__ = ["choose", "unknown_command", "unknown_rule", "usage_line"]

# Options that had another name in earlier versions: people and scripts still use them.
_RENAMED = {"--explain": "--why"}
# What other programs call an option.
_CALLED_ELSEWHERE = {
    "--output-format": "--format",
    "--outfile": "--output",
    "--out": "--output",
    "--json": "--format",
    "--cache": "--cache-dir",
    "--no-network": "--offline",
}
_ENTRY_POINT = "refcheck"


def choose(option: str, given: str, known: tuple[str, ...]) -> str:
    """Returns `given` if it is one of the choices. Raises `UsageError` naming the nearest one."""
    if given not in known:
        raise UsageError(f"{option} cannot be {given!r}; {did_you_mean(given, known)}")
    return given


def unknown_command(name: str, known: Iterable[str], *, is_top: bool) -> UsageError:
    """Returns the error about a command that does not exist.

    Whoever gives a path in its place probably wants to check it.
    """
    if is_top and os.path.exists(name):  # noqa: PTH110 - of any text
        return UsageError(f"there is no command {name!r}; did you mean: check {name}?")
    return UsageError(f"there is no command {name!r}; {did_you_mean(name, known)}")


def unknown_rule(name: str, known: Iterable[str]) -> UsageError:
    """Returns the error about a rule that does not exist."""
    rules = sorted(known)
    related = [rule for rule in rules if name and name in rule.split("-")]  # "doi", "author"
    if len(related) > 1:
        return UsageError(f"there is no rule {name!r}; did you mean {choices(related)}?")
    near = nearest(name, rules)
    hint = f"did you mean {near}?" if near else "'refcheck explain' lists them all"
    return UsageError(f"there is no rule {name!r}; {hint}")


def usage_line(error: typer.TyperException) -> str:
    """Returns one line about a wrong command line, with the nearest right option if there is
    one."""
    context = getattr(error, "ctx", None)
    listed = f"see '{context.command_path if context else _ENTRY_POINT} --help'"
    # Its class has no public name: only it has possibilities, and they may be None.
    if context is not None and hasattr(error, "possibilities"):
        return _unknown_option(str(getattr(error, "option_name", "")), context, listed)
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}; {listed}"


def _unknown_option(option: str, context: Any, listed: str) -> str:
    """Returns the line about an option that does not exist, or not in this place."""
    command = context.command
    if isinstance(command, TyperGroup):
        if option in _options(command):
            place = f"{context.command_path} COMMAND ... {option}"
            return f"{option} goes after the command: {place}"
        return f"there is no option {option} before the command; {listed}"
    known = _options(command)
    if _RENAMED.get(option) in known:
        return f"{option} is now called {_RENAMED[option]}"
    others = _commands_with(option, context)
    if others:
        return (
            f"{option} is an option of {choices(others)}, not of {context.command_path}; {listed}"
        )
    elsewhere = _CALLED_ELSEWHERE.get(option)
    near = elsewhere if elsewhere in known else nearest(option, sorted(known))
    return f"there is no option {option}; " + (f"did you mean {near}?" if near else listed)


def _commands_with(option: str, context: Any) -> list[str]:
    """Returns the names of the other commands that have the option."""
    parts = _parts(context.parent.command) if context.parent is not None else {}
    return [
        name
        for name, command in parts.items()
        if not isinstance(command, TyperGroup) and option in _options(command)
    ]


def _parts(group: Any) -> dict[str, Any]:
    """Returns the commands of a group by their names."""
    return {name: group.get_command(None, name) for name in group.list_commands(None)}


def _options(command: Any) -> set[str]:
    """Returns the options of a command, or of all commands of a group."""
    if isinstance(command, TyperGroup):
        return {name for part in _parts(command).values() for name in _options(part)}
    return {
        name
        for parameter in command.params
        if isinstance(parameter, TyperOption)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
