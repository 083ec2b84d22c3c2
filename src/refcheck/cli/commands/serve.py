"""`refcheck serve`: checks articles in a browser."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import LOOKUP, RULES, Common, command, whole_number
from refcheck.cli.reporting import warn_of_weakened
from refcheck.cli.stderr import complain, tell, warn
from refcheck.errors import UsageError
from refcheck.version import __version__

if TYPE_CHECKING:
    from refcheck.settings import Settings
    from refcheck.web.guard import Address

__all__ = ["add_to", "serve"]

_EXAMPLES = """
refcheck serve
refcheck serve --open
refcheck serve --host 192.168.1.20 --port 8080
"""
_LOCAL = "127.0.0.1"
_PORT = 8765
_VARIABLE = "REFCHECK_TOKEN"


_Host = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help="The address to listen on. Others can then log in with a token, "
        f"which is printed, or set as {_VARIABLE}. Default: {_LOCAL}, this computer alone.",
        show_default=False,
    ),
]
_Port = Annotated[
    int,
    typer.Option(
        "--port",
        metavar="N",
        parser=whole_number("--port", 0, 65_535),
        help=f"The port; 0 takes one that is free. Default: {_PORT}.",
        show_default=False,
    ),
]
_Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help="A name of this computer that people use in the address, with --host. "
        "May be given several times.",
        show_default=False,
    ),
]
_Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]


def serve(
    host: _Host = _LOCAL,
    port: _Port = _PORT,
    name: _Names = None,
    open_browser: _Open = False,
    *,
    common: Common,
) -> ExitStatus:
    """Check articles on a page in the browser.

    Prints the address of a page where you can drop files or paste lists, read and save the report,
    and download corrected files. Nothing is kept for longer than an hour. Only this computer is
    served, unless --host says otherwise. Ctrl-C ends it. Needs the extra web.
    """
    _require_extra()
    from refcheck.web.server import listen
    from refcheck.web.server import serve as run_server

    warn_of_weakened(common.settings)
    opened, address = listen(host, port)
    try:
        address = replace(address, names=_names(name or [], address))
        token, made = _token(address)
    except UsageError:
        opened.close()
        raise

    def ready() -> None:
        _say_ready(address, token if made else None, open_browser=open_browser)

    settings = _settled(common.settings)
    run_server(settings, opened, address, token=token, ready=ready, tell_bug=_tell_bug)
    return ExitStatus.DONE


def _require_extra() -> None:
    try:
        import python_multipart  # noqa: F401 - starlette needs it for the form
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise UsageError(
            "the page in the browser needs an extra: pip install 'refcheck-biblio[web]'"
        ) from None


def _token(address: Address) -> tuple[str | None, bool]:
    """Returns the token, if one is needed, and whether it was made here. Raises `UsageError`.

    The variable is taken out of the environment: no process that this one starts needs it.
    """
    from refcheck.web.door import SHORTEST_TOKEN, new_token

    given = os.environ.pop(_VARIABLE, "").strip()
    if given and (len(given) < SHORTEST_TOKEN or not given.isprintable()):
        raise UsageError(f"{_VARIABLE} needs at least {SHORTEST_TOKEN} characters")
    if given:
        return given, False
    return (None, False) if address.local else (new_token(), True)


def _names(given: list[str], address: Address) -> tuple[str, ...]:
    """Returns the names of the server. Raises `UsageError`.

    A server of this computer alone takes none: a page of a stranger's could have such a name lead
    here (DNS rebinding), and ask in the user's stead.
    """
    if given and address.local:
        raise UsageError("--name needs --host: this computer's own names are known")
    for one in given:
        if not all(part.isascii() and part.replace("-", "").isalnum() for part in one.split(".")):
            raise UsageError(f"--name needs the name of a computer, not {one!r}")
    return tuple(one.lower() for one in given)


def _settled(settings: Settings) -> Settings:
    """Returns the settings for a process with another working directory."""
    if settings.cache_dir is None:
        return settings
    return replace(settings, cache_dir=Path.cwd() / settings.cache_dir)


def _say_ready(address: Address, token: str | None, *, open_browser: bool) -> None:
    if sys.stdout is not None:
        sys.stdout.write(f"{address.url}\n")
        sys.stdout.flush()
    if not address.local:
        warn("other computers can reach this page, and what they send is not encrypted")
    if token is not None:
        tell(f"Token: {token}")
    tell("Open the address in a browser. Ctrl-C ends refcheck.")
    if open_browser:
        import webbrowser

        if not webbrowser.open(address.url):
            warn("no browser could be opened")


def _tell_bug(error: Exception) -> None:
    complain(
        f"this is a bug in refcheck {__version__}: {type(error).__name__}; please report it "
        "(REFCHECK_DEBUG=1 shows where it happened)"
    )


def add_to(app: typer.Typer) -> None:
    """Make `serve` a command of `app`."""
    command(app, "serve", examples=_EXAMPLES, settings=LOOKUP + RULES, output=())(serve)
