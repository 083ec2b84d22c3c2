"""Opens the port and serves until Ctrl-C."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Callable
from typing import Any, Final

from refcheck.errors import UsageError, os_error_words
from refcheck.settings import Settings
from refcheck.web.guard import Address

__all__ = ["listen", "serve"]

_CONNECTIONS: Final = 200
_IDLE: Final = 5  # seconds that a connection without a request stays open
_GRACE: Final = 1  # seconds that requests have to end after Ctrl-C


def listen(host: str, port: int) -> tuple[socket.socket, Address]:
    """Returns a socket at an address of this computer. Raises `UsageError`."""
    number = "127.0.0.1" if host == "localhost" else host
    try:
        family = {4: socket.AF_INET, 6: socket.AF_INET6}[ipaddress.ip_address(number).version]
    except ValueError:
        raise UsageError(
            "--host needs an address of this computer, such as 192.168.1.20, or 0.0.0.0 for all"
        ) from None
    opened = socket.socket(family)
    try:
        if sys.platform != "win32":  # there, two programs could then have the same port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((number, port))
        opened.listen()
    except OSError as error:
        opened.close()
        raise UsageError(
            f"port {port} of {number} cannot be used: {os_error_words(error)}; "
            "--port 0 takes one that is free"
        ) from error
    return opened, Address(host=number, port=int(opened.getsockname()[1]))


# Nothing about the requests is logged, and nothing in them says who asks.
_UVICORN: Final[dict[str, Any]] = {
    "http": "h11",
    "ws": "none",
    "lifespan": "on",
    "log_config": None,
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "limit_concurrency": _CONNECTIONS,
    "timeout_keep_alive": _IDLE,
    "timeout_graceful_shutdown": _GRACE,
}


def serve(
    settings: Settings,
    opened: socket.socket,
    address: Address,
    *,
    token: str | None,
    ready: Callable[[], None],
    tell_bug: Callable[[Exception], None],
) -> None:
    """Serve until Ctrl-C, which raises `KeyboardInterrupt` after everything has ended.

    `ready` is called when the first request can come, `tell_bug` with what should not happen.
    """
    import uvicorn

    from refcheck.web.app import build_app

    app = build_app(settings, address, token=token, tell_bug=tell_bug)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.stop()
            await super().shutdown(sockets)

    level = "error" if os.environ.get("REFCHECK_DEBUG") else "critical"
    config = uvicorn.Config(app, log_level=level, **_UVICORN)
    with opened:
        Server(config).run(sockets=[opened])
