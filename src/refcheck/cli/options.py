"""The options that every command takes in the same way, and the help that lists them apart.

A command is a function with a parameter `common`; `command` puts the shared options in its place,
so that each of them is written down once.
"""

from __future__ import annotations

import inspect
import os
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.rerun import options_again
from refcheck.cli.stderr import warn
from refcheck.errors import UsageError
from refcheck.settings import Settings, load_settings, unknown_variables
from refcheck.text.spelling import did_you_mean

__all__ = ["CommandGroup", "Common", "Paths", "choose", "command"]

_SETTINGS_PANEL = "Settings (also in the environment, refcheck.toml or pyproject.toml)"

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Articles: text or Markdown files, folders of them, or - for standard input.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What the shared options say.

    `color` None: colour where the output is a terminal; `again`: the options of an offered command.
    """

    settings: Settings
    output: Path | None
    verbose: bool
    color: bool | None
    again: str = ""


def _setting(*names: str, metavar: str | None = None, text: str) -> Any:
    return typer.Option(
        *names,
        metavar=metavar,
        help=text,
        show_default=False,
        rich_help_panel=_SETTINGS_PANEL,
    )


def _shared_options(  # Long: it is the table of the options that commands share.
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write to FILE, not to the screen. FILE appears when all is done.",
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Show everything, also what is right.")
    ] = False,
    color: Annotated[
        bool | None,
        typer.Option(
            "--color/--no-color",
            help="Colour always, or never; without it, when the output is a terminal.",
            show_default=False,
        ),
    ] = None,
    offline: Annotated[
        bool | None,
        _setting(
            "--offline/--online",
            text="Open no connection: use stored answers only. (REFCHECK_OFFLINE)",
        ),
    ] = None,
    lookup: Annotated[
        bool | None,
        _setting("--lookup/--no-lookup", text="Look references up in PubMed, or do not."),
    ] = None,
    cache_dir: Annotated[
        str | None,
        _setting("--cache-dir", metavar="DIR", text="Keep answers in DIR. (REFCHECK_CACHE_DIR)"),
    ] = None,
    max_age: Annotated[
        str | None,
        _setting(
            "--max-age", metavar="DAYS", text="Ask again what was answered earlier. Default: 90."
        ),
    ] = None,
    refresh: Annotated[
        bool | None, _setting("--refresh/--no-refresh", text="Ask everything again.")
    ] = None,
    eutils_url: Annotated[
        str | None,
        _setting(
            "--eutils-url",
            metavar="URL",
            text="Ask a mirror of PubMed's service. (REFCHECK_EUTILS_URL)",
        ),
    ] = None,
    rate: Annotated[
        str | None,
        _setting(
            "--rate",
            metavar="N",
            text="Requests a second. Default: 3, with an API key 10. (REFCHECK_RATE)",
        ),
    ] = None,
    email: Annotated[
        str | None,
        _setting(
            "--email",
            metavar="ADDRESS",
            text="Your address, for the services asked. (REFCHECK_EMAIL; NCBI_EMAIL: NCBI alone)",
        ),
    ] = None,
    api_key: Annotated[
        str | None,
        _setting("--api-key", metavar="KEY", text="Your API key, for NCBI alone. (NCBI_API_KEY)"),
    ] = None,
    fail_on: Annotated[
        str | None,
        _setting(
            "--fail-on",
            metavar="SEVERITY",
            text="Exit with 1 from here on: error (default), warning or info.",
        ),
    ] = None,
    exit_zero: Annotated[
        bool | None,
        _setting("--exit-zero/--no-exit-zero", text="Exit with 0 when the report is done."),
    ] = None,
) -> None:
    """Hold the options; only the signature counts."""


_SHARED = tuple(inspect.signature(_shared_options, eval_str=True).parameters.values())
_OTHERS = frozenset({"output", "verbose", "color"})


def command(
    app: typer.Typer, name: str, *, examples: str
) -> Callable[[Callable[..., ExitStatus]], Callable[..., ExitStatus]]:
    """Make a function a command of `app`, its parameter `common` spread out into options.

    The function's docstring is its help; `examples` are shown below it, a line each.
    """

    def register(function: Callable[..., ExitStatus]) -> Callable[..., ExitStatus]:
        app.command(name, cls=_Command, epilog=_epilog(examples))(_spread(function))
        return function

    return register


def choose(option: str, given: str, choices: tuple[str, ...]) -> str:
    """The choice that `given` names. Raises `UsageError` with the nearest right one."""
    if given not in choices:
        raise UsageError(f"{option} cannot be {given!r}; {did_you_mean(given, choices)}")
    return given


def _spread(function: Callable[..., ExitStatus]) -> Callable[..., ExitStatus]:
    own = inspect.signature(function, eval_str=True)
    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in own.parameters.values()
        if parameter.name != "common"
    ]
    parameters += _SHARED

    def run(**given: Any) -> ExitStatus:
        shared = {parameter.name: given.pop(parameter.name) for parameter in _SHARED}
        return function(**given, common=_common(shared))

    run.__doc__ = function.__doc__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by typer
    return run


def _common(shared: dict[str, Any]) -> Common:
    overrides = {name: value for name, value in shared.items() if name not in _OTHERS}
    output = shared["output"]
    if output is not None and (not output or "\0" in output):
        raise UsageError("--output takes the path of a file")
    for line in unknown_variables(os.environ):
        warn(line)
    directory = _working_directory()
    settings = load_settings(overrides, os.environ, directory)
    return Common(
        settings=settings,
        output=None if output in (None, "-") else Path(output),
        verbose=shared["verbose"],
        color=shared["color"],
        again=options_again(settings, os.environ, directory),
    )


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError(f"the working directory cannot be read: {error.strerror}") from None


def _epilog(examples: str) -> str:
    # \b keeps the lines of the paragraph as they are.
    return "\b\nExamples:\n" + textwrap.indent(inspect.cleandoc(examples), "  ")


class CommandGroup(TyperGroup):
    """Commands under one name; a wrong one is answered with the nearest right one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name. Raises `UsageError`."""
        name = args[0]
        if self.get_command(ctx, name) is None:
            if ctx.parent is None and Path(name).exists():
                raise UsageError(f"there is no command {name!r}; did you mean: check {name}?")
            raise UsageError(f"there is no command {name!r}; {did_you_mean(name, self.commands)}")
        return super().resolve_command(ctx, args)


class _Command(TyperCommand):
    """A command whose help lists its own options first and the settings apart."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, the command's own options and the settings, each apart."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            match parameter:
                case TyperArgument(metavar=metavar, help=text):
                    groups.setdefault("Arguments", []).append((metavar or "", text or ""))
                case TyperOption(rich_help_panel=panel):
                    record = parameter.get_help_record(ctx)
                    if record is not None:
                        groups.setdefault(panel or "Options", []).append(record)
        for title, records in groups.items():
            with formatter.section(title):
                formatter.write_dl(records)
