"""Who may ask: every request comes by here before anything else looks at it.

A page of a stranger that is open in the same browser can send requests to this computer. It cannot
choose their `Host` (a name of its own that leads here is refused: DNS rebinding), nor leave out
`Origin` and `Sec-Fetch-Site`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from refcheck.frozen import dataclass

__all__ = ["HEADERS", "PAGE_POLICY", "Address", "Guard"]

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: with that, browsers say `Origin: null` of our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_READING: Final = frozenset({"GET", "HEAD"})
_WRONG_HOST: Final = "This address is not one of refcheck's. Use the one that it printed."
_WRONG_METHOD: Final = "That cannot be done at this address."
_CROSS_SITE: Final = (
    "The request came from another site, or does not say where it came from, and was refused."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the server is: `host` is an IP address, `names` are others that lead to it.

    A name may come without the port: that of a proxy in front of this server.
    """

    host: str
    port: int
    names: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address for a browser."""
        host = "127.0.0.1" if self._any and ":" not in self.host else self.host
        host = "::1" if self._any and ":" in self.host else host
        return f"http://{_bracketed(host)}:{self.port}/"

    @property
    def local(self) -> bool:
        """Whether other computers cannot reach it."""
        return ipaddress.ip_address(self.host).is_loopback

    def accepts(self, host: str) -> bool:
        """Returns whether a `Host` header names this server."""
        host = host.lower()
        name, port = _parted(host)
        if name in self.names and port in ("", str(self.port)):
            return True
        if port != str(self.port) and not (port == "" and self.port == 80):
            return False
        if (self.local or self._any) and name in ("127.0.0.1", "localhost", "[::1]"):
            return True
        if self._any:  # whoever rebinds a name cannot do it to a number
            return _is_number(name)
        return name == _bracketed(self.host)

    @property
    def _any(self) -> bool:
        return ipaddress.ip_address(self.host).is_unspecified


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _parted(host: str) -> tuple[str, str]:
    name, colon, port = host.rpartition(":")
    return (name, port) if colon and not port.endswith("]") else (host, "")


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


class Guard:
    """Refuses what does not come from the server's own pages, and sets the headers of all answers.

    `refusal` makes the page that says why, from a status and a text.
    """

    def __init__(
        self, app: ASGIApp, address: Address, refusal: Callable[[int, str], Response]
    ) -> None:
        self._app = app
        self._address = address
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope["method"], Headers(scope=scope))
        app = self._refusal(*refused) if refused else self._app
        await app(scope, receive, send_with_headers)

    def _refused(self, method: str, headers: Headers) -> tuple[int, str] | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._address.accepts(hosts[0]):
            return 421, _WRONG_HOST
        if method in _READING:
            return (403, _CROSS_SITE) if _is_fetched_elsewhere(headers) else None
        if method != "POST":
            return 405, _WRONG_METHOD
        return None if _is_own(headers, hosts[0]) else (403, _CROSS_SITE)


def _is_own(headers: Headers, host: str) -> bool:
    """Returns whether a page of this server sends the request. A browser always says so in one of
    two headers; what says nothing is refused."""
    origin, site = headers.getlist("origin"), headers.getlist("sec-fetch-site")
    if origin and [one.lower() for one in origin] not in (
        [f"http://{host.lower()}"],
        [f"https://{host.lower()}"],
    ):
        return False
    if site and site != ["same-origin"]:
        return False
    return bool(origin or site)


def _is_fetched_elsewhere(headers: Headers) -> bool:
    """Returns whether a page of another site fetches this as a part of itself; a link may lead
    here."""
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return False
    return headers.get("sec-fetch-mode") != "navigate" or headers.get("sec-fetch-dest") not in (
        None,
        "document",
    )
