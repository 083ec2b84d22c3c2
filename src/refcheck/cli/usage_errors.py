"""What is said of a wrong command line: one line, with what was probably meant."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from refcheck.text.spelling import nearest

__all__ = ["usage_line"]

# Options that had another name before: what is typed from habit, or stands in a script.
_RENAMED = {"--explain": "--why"}


def usage_line(error: typer.TyperException) -> str:
    """One line about a wrong command line, with the nearest right option where there is one."""
    context = getattr(error, "ctx", None)
    listed = f"'{context.command_path if context else 'refcheck'} --help' lists what there is"
    # Its class has no public name: only it has possibilities, and they may be None.
    if context is not None and hasattr(error, "possibilities"):
        return _unknown_option(str(getattr(error, "option_name", "")), context, listed)
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}; {listed}"


def _unknown_option(option: str, context: Any, listed: str) -> str:
    """About an option that is not there, or not at this place."""
    command = context.command
    if isinstance(command, TyperGroup):
        if option in _options(command):
            place = f"{context.command_path} COMMAND ... {option}"
            return f"{option} stands after the command: {place}"
        return f"there is no option {option} before the command; {listed}"
    known = _options(command)
    if _RENAMED.get(option) in known:
        return f"there is no option {option} any more; use {_RENAMED[option]}"
    near = nearest(option, sorted(known))
    return f"there is no option {option}; " + (f"did you mean {near}?" if near else listed)


def _options(command: Any) -> set[str]:
    """The options of a command, or of all commands of a group."""
    if isinstance(command, TyperGroup):
        return {name for part in command.commands.values() for name in _options(part)}
    return {
        name
        for parameter in command.params
        if isinstance(parameter, TyperOption)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
