"""Asking strangers' servers whether they have a page: politely, and for its status alone.

Each name is resolved once, every address that it has is checked, and the connection goes to the
address that was checked: a name that resolves to another one a moment later leads nowhere else. So
does each redirect. No cookie, no login, nothing of the user is sent, and no page is read.
"""

from __future__ import annotations

import asyncio
import math
import socket
import time
import zlib
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

import httpx

from refcheck.frozen import dataclass
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.http.circuit_breaker import Circuit
from refcheck.lookup.http.connection import certificates, proxy_for, why_unreachable
from refcheck.lookup.http.errors import RetryableError, ServiceError
from refcheck.lookup.http.rate_limiter import Pace
from refcheck.lookup.http.web_addresses import (
    ClosedError,
    Resolve,
    WebAddress,
    is_public,
    resolve,
    web_address,
)
from refcheck.version import __version__

__all__ = ["NameUnknownError", "PageReply", "WebPages"]

_MOST_REDIRECTS: Final = 5
_MOST_ADDRESSES: Final = 2  # of one name that are tried: of IPv4, and where there is none, of IPv6
_AT_ONCE: Final = 8  # requests, to servers that differ
_RATE: Final = 1.0  # requests a second to one server
# So many clocks keep the pace of all servers: one for each would leave a file for each behind.
_LANES: Final = 64
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# A server that is slow or turns requests away twice in a row is left alone for the run.
_FAILURES: Final = 2
_KNOWN_NAME: Final = "archive.org"  # a resolver that does not know this one knows nothing
_BUSY: Final = frozenset({429, 503})
_NETWORK_ERRORS: Final = (httpx.HTTPError, httpx.StreamError, OSError, ValueError, RuntimeError)


class NameUnknownError(ServiceError):
    """No server has the name, says a resolver that knows others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReply:
    """What a server answered, and the address that did: the last one of its redirects."""

    status: int
    url: str


class WebPages:
    """Asks web pages. All but an answer is a `ServiceError`, which says nothing of the page."""

    def __init__(
        self,
        config: LookupConfig,
        *,
        find: Resolve = resolve,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        rate = min(_RATE, config.rate or _RATE)
        self._config = replace(config, rate=None, usual_rate=rate, api_key=None, email=None)
        self._find = find
        self._sleep = sleep
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._lanes: dict[int, Pace] = {}
        self._circuits: dict[str, Circuit] = {}
        self._transport: httpx.AsyncBaseTransport | None = None

    async def aclose(self) -> None:
        """Close the connections."""
        if self._transport is not None:
            await self._transport.aclose()

    async def ask(self, method: str, url: str) -> PageReply:
        """Send "HEAD" or "GET" for a page, and follow where it leads.

        Raises `ClosedError` where an address may not be asked, `NameUnknownError`, and
        `ServiceError` where there is no answer.
        """
        address = web_address(url)
        for _ in range(_MOST_REDIRECTS + 1):
            status, location = await self._at(method, address)
            if status not in _REDIRECTS or not location:
                return PageReply(status=status, url=address.url)
            try:
                address = web_address(urljoin(address.url, location))
            except ValueError:
                raise ClosedError("it leads to an address that is not valid") from None
            except ClosedError as error:
                raise ClosedError(f"it leads elsewhere, and {error.reason}") from None
        raise ServiceError(f"it leads on more than {_MOST_REDIRECTS} times")

    async def _at(self, method: str, address: WebAddress) -> tuple[int, str]:
        """Returns the status of one address, and where it leads."""
        circuit = self._circuits.setdefault(address.host, Circuit(_patience(self._config.timing)))
        if (reason := circuit.open_reason()) is not None:
            raise ServiceError(reason)
        await self._pace(address.host).turn()
        began = time.monotonic()
        try:
            async with self._slots, asyncio.timeout(self._config.timing.whole):
                numbers = await self._numbers(address)
                status, location = await self._sent(method, address, numbers)
        except TimeoutError:
            reason = f"{address.host} does not answer in time"
            circuit.failed(reason, began)
            raise RetryableError(reason) from None
        except RetryableError as error:
            circuit.failed(error.reason, began)
            raise
        if status in _BUSY:
            circuit.failed(f"{address.host} turns requests away (HTTP {status})", began)
        else:
            circuit.succeeded()
        return status, location

    def _pace(self, host: str) -> Pace:
        lane = zlib.crc32(host.encode()) % _LANES
        if lane not in self._lanes:
            config = replace(self._config, base_url=f"web pages {lane}")
            self._lanes[lane] = Pace(config, sleep=self._sleep)
        return self._lanes[lane]

    async def _numbers(self, address: WebAddress) -> list[str]:
        """Returns the addresses of a host. One that is not public closes it, whatever others it
        has."""
        try:
            numbers = list(await self._find(address.host, address.port))
        except (OSError, UnicodeError) as error:
            if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
                await self._require_resolver()
                raise NameUnknownError(f"no server has the name {address.host}") from None
            raise RetryableError(f"the name {address.host} cannot be resolved now") from None
        if not numbers or not all(map(is_public, numbers)):
            raise ClosedError(f"{address.host} is not a server of the open web")
        return numbers[:_MOST_ADDRESSES]

    async def _require_resolver(self) -> None:
        """Raises `ServiceError` where the resolver knows nobody: without a network, no name is
        known."""
        try:
            known = await self._find(_KNOWN_NAME, 443)
        except (OSError, UnicodeError):
            known = ()
        if not known:
            raise ServiceError("no name of a server can be resolved now")

    async def _sent(self, method: str, address: WebAddress, numbers: list[str]) -> tuple[int, str]:
        for place, number in enumerate(numbers, 1):
            try:
                return await self._exchange(method, address, number)
            except httpx.ConnectError as error:
                if place < len(numbers):
                    continue
                why = why_unreachable(error)
                reason = f"{address.host} cannot be reached" + (f" ({why})" if why else "")
                raise RetryableError(reason) from None
            except httpx.TimeoutException:
                raise TimeoutError from None
            except _NETWORK_ERRORS:
                raise RetryableError(f"{address.host} breaks the connection off") from None
        raise AssertionError(numbers)

    async def _exchange(self, method: str, address: WebAddress, number: str) -> tuple[int, str]:
        """Returns the status and the place that one reply names. Its body is not read."""
        timing = self._config.timing
        request = httpx.Request(
            method,
            address.at(number),
            headers={
                "Host": address.authority,
                "User-Agent": f"{self._config.tool}/{__version__}",
                "Accept": "*/*",
                "Connection": "close",
            },
            extensions={
                "timeout": httpx.Timeout(timing.read, connect=timing.connect).as_dict(),
                "sni_hostname": address.host,  # and so the name that the certificate has to have
            },
        )
        reply = await self._connected(address).handle_async_request(request)
        async with aclosing(reply):
            return reply.status_code, reply.headers.get("Location", "")

    def _connected(self, address: WebAddress) -> httpx.AsyncBaseTransport:
        if self._config.transport is not None:
            return self._config.transport
        if proxy_for(f"{address.scheme}://{address.host}/") is not None:
            raise ServiceError("web pages are not asked through a proxy")
        if self._transport is None:
            # A connection is for one request: the next server may have the same address, and
            # another name.
            limits = httpx.Limits(max_connections=_AT_ONCE, max_keepalive_connections=0)
            self._transport = httpx.AsyncHTTPTransport(verify=certificates(), limits=limits)
        return self._transport


def _patience(timing: Timing) -> Timing:
    return replace(timing, failures=_FAILURES, failing=0.0, unreachable=0.0, cool_down=math.inf)
