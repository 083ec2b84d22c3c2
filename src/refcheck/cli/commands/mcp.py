"""`refcheck mcp`: a server that writing assistants can query."""

from __future__ import annotations

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import LOOKUP, Common, command

__all__ = ["add_to", "mcp"]

_EXAMPLES = """
refcheck mcp
refcheck mcp --offline
"""


def mcp(*, common: Common) -> ExitStatus:
    """Serve checks to programs that write, by the Model Context Protocol.

    The program starts this command, and talks to it through standard input and output. It can check
    a text or a reference, look up an identifier, and have a rule explained. Needs the extra mcp.
    """
    from refcheck.mcp_server.server import build_server

    build_server(common.settings).run("stdio")
    return ExitStatus.DONE


def add_to(app: typer.Typer) -> None:
    """Make `mcp` a command of `app`."""
    command(app, "mcp", examples=_EXAMPLES, settings=LOOKUP, output=())(mcp)
