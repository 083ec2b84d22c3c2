"""The options that commands share, as one table, and the commands that are made with them.

A command is a function with a parameter `common`. `command` replaces it by the shared options that
the command uses: each is written down once, and `--help` lists no other.
"""

from __future__ import annotations

import inspect
import os
import textwrap
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.rerun import lookup_options_for
from refcheck.cli.stderr import warn
from refcheck.cli.usage_errors import unknown_command
from refcheck.errors import UsageError
from refcheck.frozen import dataclass
from refcheck.settings import SETTINGS, Settings, load_settings, unknown_variables
from refcheck.settings.values import shown

__all__ = [
    "BASELINE",
    "EXIT",
    "INCOMPLETE",
    "JOBS",
    "LINKS",
    "LOOKUP",
    "RULES",
    "CommandGroup",
    "Common",
    "Paths",
    "command",
    "setting_help",
    "whole_number",
]

_SETTINGS_PANEL: Final = "Settings (also in the environment, refcheck.toml or pyproject.toml)"

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Articles and bibliographies: PDF, Word, OpenDocument, RTF, web pages (HTML, MHTML, "
        "EPUB), JATS and TEI XML, LaTeX, Markdown, plain text, BibTeX, RIS, PubMed (.nbib, XML), "
        "EndNote (XML, .enw), Web of Science, CSL-JSON. Also folders, or - for standard input.",
        show_default=False,
    ),
]


def whole_number(option: str, least: int, most: int | None = None) -> Callable[[Any], int]:
    """Returns the reader of an option that takes a whole number in these bounds.

    The reader raises `UsageError`: the library's own words are not for people.
    """
    bounds = f"of {least} or more" if most is None else f"from {least} to {most}"

    def read(value: Any) -> int:
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise UsageError(f"{option} is {shown(value)}, not a whole number {bounds}")
        return number

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The values of the shared options.

    `color` None: use colour if the output is a terminal. `lookup_options`: what a suggested
    command needs to query PubMed as this run does (see `rerun`). `typed`: the settings that were
    given on the command line.
    """

    settings: Settings
    output: Path | None
    verbose: bool
    color: bool | None
    lookup_options: str = ""
    typed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Option:
    """One option: a switch, or, with a `metavar`, an option that takes a value."""

    names: tuple[str, ...]
    help: str
    metavar: str | None = None


_OUTPUT: Final = {
    "output": _Option(
        names=("-o", "--output"),
        metavar="FILE",
        help="Write to FILE instead of the screen. FILE is replaced only when the output is "
        "complete.",
    ),
    "verbose": _Option(
        names=("-v", "--verbose"), help="Show everything, including references without problems."
    ),
    "color": _Option(
        names=("--color/--no-color",),
        help="Always or never use colour. By default, only on a terminal.",
    ),
}
# By field of `Settings`. The environment variable is added from the table of settings.
_SETTINGS: Final = {
    "offline": _Option(
        names=("--offline/--online",), help="Use only cached responses and open no connection."
    ),
    "lookup": _Option(
        names=("--lookup/--no-lookup",),
        help="Whether to ask PubMed (default: yes).",
    ),
    "cache_dir": _Option(
        names=("--cache-dir",), metavar="DIR", help="Cache PubMed's responses in DIR."
    ),
    "index": _Option(
        names=("--index",),
        metavar="DIR",
        help="Look references up in an index of PubMed on this computer ('refcheck index build'), "
        "and send nothing to PubMed.",
    ),
    "max_age": _Option(
        names=("--max-age",),
        metavar="DAYS",
        help="Query PubMed again if a cached response is older than this. Default: 90; whether"
        " matched works were retracted or corrected is always queried again after 7.",
    ),
    "refresh": _Option(
        names=("--refresh/--no-refresh",), help="Query PubMed again, whatever is cached."
    ),
    "eutils_url": _Option(
        names=("--eutils-url",),
        metavar="URL",
        help="Use another server with PubMed's interface (E-utilities), such as a mirror.",
    ),
    "sources": _Option(
        names=("--sources",),
        metavar="LIST",
        help="The sources to ask: pubmed (default), all, or a list of pubmed, crossref, datacite,"
        " doi (those three for references that print a DOI), nlmcatalog, bookshelf, europepmc,"
        " openlibrary and clinicaltrials."
        " The others are asked about references that PubMed does not decide.",
    ),
    "source_url": _Option(
        names=("--source-url",),
        metavar="NAME=URL",
        help="Another address for a source other than PubMed, or several with commas between.",
    ),
    "links": _Option(
        names=("--links/--no-links",),
        help="Whether to ask if cited web pages are still there, and the Internet Archive for"
        " copies of those that are gone (default: no).",
    ),
    "rate": _Option(
        names=("--rate",),
        metavar="N",
        help="Requests per second. Default: 3, or 10 with an API key.",
    ),
    "jobs": _Option(
        names=("-j", "--jobs"),
        metavar="N",
        help="Use N processes. Default: as many as there are cores; 1 for little work.",
    ),
    "email": _Option(
        names=("--email",),
        metavar="ADDRESS",
        help="Your e-mail address, sent to the services that are queried (NCBI_EMAIL: to NCBI "
        "only).",
    ),
    "api_key": _Option(
        names=("--api-key",), metavar="KEY", help="Your NCBI API key, sent to NCBI only."
    ),
    "fail_on": _Option(
        names=("--fail-on",),
        metavar="SEVERITY",
        help="Exit with status 1 if there are findings of this severity or above: error "
        "(default), warning or info.",
    ),
    "exit_zero": _Option(
        names=("--exit-zero/--no-exit-zero",),
        help="Exit with status 0 even if there are findings or the report is incomplete.",
    ),
    "allow_incomplete": _Option(
        names=("--allow-incomplete/--no-allow-incomplete",),
        help="Let what could not be looked up not change the exit status: a build does not fail "
        "because PubMed cannot be reached.",
    ),
    "baseline": _Option(
        names=("--baseline",),
        metavar="FILE",
        help="Findings that are in FILE are known, and do not change the exit status ('refcheck"
        " baseline update' writes it).",
    ),
    "select": _Option(
        names=("--select",),
        metavar="RULES",
        help="Report only findings of these rules: year-mismatch,author-*.",
    ),
    "ignore": _Option(
        names=("--ignore",),
        metavar="RULES",
        help="Report no findings of these rules: title-wording,list-*.",
    ),
    "suppressions": _Option(
        names=("--suppressions/--no-suppressions",),
        help="Whether comments in the files ('refcheck: ignore[...] why') and [[suppress]] in the"
        " settings are obeyed (default: yes).",
    ),
}
# The settings that decide what a lookup asks, and of whom.
LOOKUP: Final = (
    "offline",
    "lookup",
    "cache_dir",
    "index",
    "max_age",
    "refresh",
    "eutils_url",
    "sources",
    "source_url",
    "rate",
    "email",
    "api_key",
)
LINKS: Final = ("links",)
JOBS: Final = ("jobs",)
EXIT: Final = ("fail_on", "exit_zero")
INCOMPLETE: Final = ("allow_incomplete",)
BASELINE: Final = ("baseline",)
# The settings that decide which findings are reported; `severity` and `suppress` are in files.
RULES: Final = ("select", "ignore", "suppressions")


def setting_help(field: str) -> str:
    """Returns what the option of a setting means, by its field of `Settings`."""
    return _SETTINGS[field].help


def command(
    app: typer.Typer,
    name: str,
    *,
    examples: str,
    settings: tuple[str, ...] = (),
    output: tuple[str, ...] = ("output",),
) -> Callable[[Callable[..., ExitStatus]], Callable[..., ExitStatus]]:
    """Make a function a command of `app`, its parameter `common` replaced by the shared options.

    `settings` and `output` name the shared options that the command uses: it has no others. The
    function's docstring is the help text; `examples` are shown below it, one on each line.
    """

    def register(function: Callable[..., ExitStatus]) -> Callable[..., ExitStatus]:
        made = _with_options(function, output, settings)
        app.command(name, cls=_Command, epilog=_epilog(examples))(made)
        return function

    return register


def _with_options(
    function: Callable[..., ExitStatus], output: tuple[str, ...], settings: tuple[str, ...]
) -> Callable[..., ExitStatus]:
    own = inspect.signature(function, eval_str=True)
    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in own.parameters.values()
        if parameter.name != "common"
    ]
    parameters += [_parameter(name, _OUTPUT[name], None) for name in output]
    parameters += [_parameter(name, _SETTINGS[name], _SETTINGS_PANEL) for name in settings]

    def run(**given: Any) -> ExitStatus:
        shared = {name: given.pop(name) for name in (*output, *settings)}
        return function(**given, common=_common(shared, settings))

    run.__doc__ = function.__doc__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by typer
    return run


def _parameter(name: str, option: _Option, panel: str | None) -> inspect.Parameter:
    variable = _VARIABLES.get(name)
    declared = typer.Option(
        *option.names,
        metavar=option.metavar,
        help=f"{option.help} [env: {variable}]" if variable else option.help,
        show_default=False,
        rich_help_panel=panel,
    )
    kind = bool if option.metavar is None else str
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, declared],
    )


_VARIABLES: Final = {setting.field: setting.variable for setting in SETTINGS}


def _common(shared: Mapping[str, Any], used: tuple[str, ...]) -> Common:
    output = shared.get("output")
    if output is not None and (not output or "\0" in output):
        raise UsageError("--output needs the path of a file")
    settings, lookup_options = _settings(shared, used) if used else (Settings(), "")
    return Common(
        settings=settings,
        output=None if output in (None, "-") else Path(output),
        verbose=bool(shared.get("verbose")),
        color=shared.get("color"),
        lookup_options=lookup_options,
        typed=frozenset(name for name in used if shared[name] is not None),
    )


def _settings(shared: Mapping[str, Any], used: tuple[str, ...]) -> tuple[Settings, str]:
    """Returns the settings that a command uses, and the options of a command to suggest.

    What the environment or a file says of other settings is not even read: it cannot be an error.
    """
    for line in unknown_variables(os.environ):
        warn(line)
    directory = _working_directory()
    overrides = {name: shared[name] for name in used}
    settings = load_settings(overrides, os.environ, directory, only=used)
    asks = frozenset(LOOKUP) <= frozenset(used)
    return settings, lookup_options_for(settings, os.environ, directory) if asks else ""


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise UsageError("the current folder does not exist any more or cannot be read") from None


def _epilog(examples: str) -> str:
    # \b keeps the lines of the paragraph as they are.
    return "\b\nExamples:\n" + textwrap.indent(inspect.cleandoc(examples), "  ")


class CommandGroup(TyperGroup):
    """Commands under one name; the message about an unknown one suggests the nearest."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Returns the command that the arguments name. Raises `UsageError`."""
        if self.get_command(ctx, args[0]) is None:
            raise unknown_command(args[0], self.list_commands(ctx), is_top=ctx.parent is None)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the command."""
        _take_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)


class _Command(TyperCommand):
    """A command whose help lists its own options first and the settings separately."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments and options."""
        _take_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, the command's own options and the settings, each under a heading."""
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


class _AsTyped:
    """Takes values as they are: a text as it was typed, an option that was not given as None."""

    @staticmethod
    def coerce(value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG004 - as typer calls it
        """Returns the value of an option, or all values of one that takes several."""
        several = param.multiple or param.nargs == -1
        return [*(value or ())] if several else value


def _take_as_typed(parameters: Iterable[Any]) -> None:
    """Have texts and switches taken as they are: typer loads pydantic to make sure of them, which
    takes a fifth of a short run. A typer that has no such step is left alone."""
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        if descriptor is not None and descriptor.annotation in (str, list[str], bool):
            parameter.get_runtime_param = _AsTyped
