"""One client for a service: requests, pace, retries, and what each kind of error means.

It and its neighbours (`connection`, `body`, `replies`) are the only modules that know httpx, and
they are imported only where something is asked. The key goes in the body of a POST and nowhere
else; where a reason quotes an answer, which may echo the key, that is taken out.
"""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import aclosing, suppress
from typing import TypeVar
from urllib.parse import urlencode

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential, wait_random

from refcheck.frozen import dataclass
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.http.body import ACCEPTED, beginning, whole
from refcheck.lookup.http.circuit_breaker import Circuit
from refcheck.lookup.http.connection import Connection, open_connection, why_unreachable
from refcheck.lookup.http.errors import RefusedError, RetryableError, ServiceError, TooFastError
from refcheck.lookup.http.rate_limiter import WINDOW, Pace
from refcheck.lookup.http.replies import content_error, number, status_error
from refcheck.version import __version__

__all__ = ["Client", "Reply"]

T = TypeVar("T")
A = TypeVar("A")  # what an exchange gives to the function that reads it

# 200 records are 1 to 4 MB. Parsed, an answer may take thirty times its size in memory.
_LARGEST_ANSWER = 16 * 1024 * 1024
# 200 PMIDs and the search as it was understood; 200 lines.
_LARGEST_OF = {"esearch.fcgi": 2 * 1024 * 1024, "ecitmatch.cgi": 1024 * 1024}
_LARGEST_ERROR = 64 * 1024
# What httpcore says of a connection that ends too early; all else is an answer that is no answer.
_BREAKS_OFF = re.compile(r"\A\Z|closed|disconnected", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: its status, and its body."""

    status: int
    body: bytes


class Client:
    """Asks one service: the E-utilities with `ask`, any other with `get` and `post`.

    All raise `ServiceError` and nothing else.
    """

    def __init__(
        self,
        config: LookupConfig,
        warn: Callable[[str], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._config = config
        self._host = config.host
        self._warn = warn
        self._sleep = sleep
        self._circuit = config.circuit or Circuit(config.timing)
        self._pace = Pace(config, sleep=sleep)
        self._slots = asyncio.Semaphore(config.in_flight)
        self._connection: Connection | None = None

    async def aclose(self) -> None:
        """Close the connections."""
        if self._connection is not None:
            with suppress(*_NETWORK_ERRORS):  # nothing is lost with them
                await self._connection.transport.aclose()

    async def ask(self, endpoint: str, fields: dict[str, str], read: Callable[[bytes], T]) -> T:
        """Post `fields` to `endpoint` and give the answer to `read`.

        `read` raises `RetryableError` where the answer is not whole. Raises `ServiceError` when
        everything allowed has been tried.
        """

        async def send() -> bytes:
            connection = self._connected()
            request = self._request(endpoint, fields)
            largest = _LARGEST_OF.get(endpoint, _LARGEST_ANSWER)
            body = (await self._exchange(connection, request, largest)).body
            if (wrong := content_error(self._host, body)) is not None:
                raise wrong
            return body

        return await self._asked(send, read)

    async def get(
        self,
        path: str,
        fields: Mapping[str, str],
        read: Callable[[Reply], T],
        *,
        answers: Collection[int] = (),
    ) -> T:
        """Get `path`, which is percent-encoded already, and give the reply to `read`.

        `answers` are the statuses beside 200 that may be an answer. `read` raises `ServiceError`
        where the reply is none. Raises `ServiceError` when everything allowed has been tried.
        """

        async def send() -> Reply:
            connection = self._connected()
            request = self._built("GET", f"{path}?{urlencode(fields)}" if fields else path)
            return await self._exchange(connection, request, _LARGEST_ANSWER, answers)

        return await self._asked(send, read)

    async def post(
        self,
        path: str,
        fields: Mapping[str, str],
        read: Callable[[Reply], T],
        *,
        answers: Collection[int] = (),
    ) -> T:
        """Post `fields` to `path` of a service other than the E-utilities, which is told who asks
        in the header, and give the reply to `read`.

        `answers` are the statuses beside 200 that `read` wants to see. It raises `ServiceError`
        where the reply is none. Raises `ServiceError` when everything allowed has been tried.
        """

        async def send() -> Reply:
            connection = self._connected()
            request = self._built("POST", path, data=dict(fields), tool=self._introduced())
            return await self._exchange(connection, request, _LARGEST_ANSWER, answers)

        return await self._asked(send, read)

    async def _asked(self, send: Callable[[], Awaitable[A]], read: Callable[[A], T]) -> T:
        timing = self._config.timing
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(RetryableError),
            stop=stop_after_attempt(timing.attempts),
            wait=self._pause,
            sleep=self._sleep,
            reraise=True,
        )
        async with self._slots:
            return await retrying(self._attempt, send, read)

    def _pause(self, state: RetryCallState) -> float:
        """Exponential with jitter, and never shorter than the service asks for.

        Where there was no connection the pauses do not grow: there is nobody to be spared.
        """
        timing = self._config.timing
        error = state.outcome.exception() if state.outcome else None
        retryable = error if isinstance(error, RetryableError) else None
        first = timing.first_pause
        longest = first if retryable and retryable.unreachable else timing.longest_wait
        wait = wait_exponential(multiplier=first, max=longest) + wait_random(0, first)
        return max(wait(state), retryable.wait if retryable else 0.0)

    async def _attempt(self, send: Callable[[], Awaitable[A]], read: Callable[[A], T]) -> T:
        self._check_circuit()
        await self._pace.turn()
        self._check_circuit()
        began = time.monotonic()
        try:
            answer = read(await send())
        except ServiceError as error:
            error.quote_words(filter(None, (self._config.api_key, self._config.email)))
            self._count(error, began)
            raise
        self._circuit.succeeded()
        return answer

    def _count(self, error: ServiceError, began: float) -> None:
        """Let the circuit know of an error. Raises `ServiceError` where it is not to be retried."""
        if isinstance(error, RefusedError):
            self._say_once(self._circuit.open(error.reason, math.inf), error.reason)
            return
        if isinstance(error, TooFastError):
            longest = self._config.timing.longest_wait
            self._pace.hold(time.time() + min(max(error.wait, WINDOW), longest))
        if isinstance(error, RetryableError) and error.wait > self._config.timing.longest_wait:
            self._say_once(self._circuit.open(error.reason, error.wait), error.reason)
            raise ServiceError(error.reason) from None
        unreachable = isinstance(error, RetryableError) and error.unreachable
        opened = self._circuit.failed(error.reason, began, unreachable=unreachable)
        self._say_once(opened, error.reason)

    def _check_circuit(self) -> None:
        reason = self._circuit.open_reason()
        if reason is not None:
            raise ServiceError(reason)

    def _say_once(self, opened: bool, reason: str) -> None:
        if opened:
            self._warn(f"{reason}; what has not been answered is reported as unavailable")

    async def _exchange(
        self,
        connection: Connection,
        request: httpx.Request,
        largest: int,
        answers: Collection[int] = (),
    ) -> Reply:
        """Send one request; returns the whole reply. The one place where errors of httpx are
        mapped."""
        way = connection.way
        try:
            async with asyncio.timeout(self._config.timing.whole):
                sent = time.time()
                answer = await connection.transport.handle_async_request(request)
                async with aclosing(answer):
                    body = await self._received(answer, largest, sent, way, answers)
        except (TimeoutError, httpx.TimeoutException):
            raise RetryableError(f"{self._host} does not answer in time{way}") from None
        except (httpx.UnsupportedProtocol, UnicodeError):
            raise RefusedError(self._bad_address) from None
        except _NETWORK_ERRORS as error:
            reason = f"{self._host} cannot be reached{way} ({_kind(error)})"
            unreachable = isinstance(error, httpx.ConnectError)
            raise RetryableError(reason, unreachable=unreachable) from None
        return Reply(answer.status_code, body)

    @property
    def _bad_address(self) -> str:
        return f"the address of {self._config.service} is not valid"

    def _connected(self) -> Connection:
        """Returns the connection, which is made when the first query is sent."""
        if self._connection is None:
            self._connection = open_connection(self._config)
        return self._connection

    def _request(self, endpoint: str, fields: dict[str, str]) -> httpx.Request:
        """Returns a request to the E-utilities: what it asks, and who asks, is in its body."""
        return self._built("POST", endpoint, data=self._signed(fields), tool=self._config.tool)

    def _built(
        self, method: str, path: str, data: dict[str, str] | None = None, tool: str | None = None
    ) -> httpx.Request:
        """Returns a request for the transport itself: no client of httpx stands in between, which
        would look at redirects, keep cookies and read the environment."""
        timing = self._config.timing
        try:
            address = httpx.URL(f"{self._config.base_url.rstrip('/')}/{path}")
        except (httpx.InvalidURL, UnicodeError):
            raise RefusedError(self._bad_address) from None
        request = httpx.Request(
            method,
            address,
            headers={
                "User-Agent": tool or self._introduced(),
                "Accept": "*/*",
                "Accept-Encoding": ACCEPTED,
                "Connection": "keep-alive",
            },
            data=data,
            extensions={"timeout": httpx.Timeout(timing.read, connect=timing.connect).as_dict()},
        )
        if not address.host:
            raise RefusedError(self._bad_address)
        if address.userinfo:
            login = httpx.BasicAuth(address.username, address.password)
            return next(login.auth_flow(request))
        return request

    async def _received(
        self,
        answer: httpx.Response,
        largest: int,
        sent: float,
        way: str,
        answers: Collection[int],
    ) -> bytes:
        self._obey(answer.headers, sent)
        if answer.status_code != httpx.codes.OK and answer.status_code not in answers:
            said = await beginning(answer, _LARGEST_ERROR)
            raise status_error(self._host, answer, said, way)
        return await whole(answer, largest)

    def _introduced(self) -> str:
        """Returns who asks, in the form that Crossref and others want: with an address, if it may
        be sent."""
        email = self._config.sent_email
        known = f" (mailto:{email})" if email and email.isascii() and email.isprintable() else ""
        return f"{self._config.tool}/{__version__}{known}"

    def _signed(self, fields: dict[str, str]) -> dict[str, str]:
        """Returns the fields with what NCBI wants to know of the caller. An empty key would be
        refused."""
        config = self._config
        signature = {"tool": config.tool, "email": config.sent_email, "api_key": config.sent_key}
        return {"db": "pubmed", **fields, **{k: v for k, v in signature.items() if v}}

    def _obey(self, headers: httpx.Headers, sent: float) -> None:
        """Keep to the limit that the service names; one below a request a second is no limit."""
        limit = number(headers.get("X-RateLimit-Limit"))
        if limit is not None and limit < 1:
            limit = None
        if limit is not None:
            self._pace.slow_down(limit)
        if (allowed := number(headers.get("X-Rate-Limit-Limit"))) is not None and allowed > 0:
            per = number(headers.get("X-Rate-Limit-Interval", "1s").rstrip("s"))  # Crossref's
            self._pace.slow_down(allowed / per if per and per > 0 else allowed)
        if number(headers.get("X-RateLimit-Remaining")) == 0:
            self._pace.exhausted(limit, sent)


_KINDS = (
    (httpx.ConnectError, "no connection"),
    (httpx.ProxyError, "the proxy refuses"),
    (httpx.RemoteProtocolError, "the answer breaks off"),
    (httpx.NetworkError, "the connection breaks off"),
)
# Beside its own errors httpx lets through what asyncio, ssl and the system raise.
_NETWORK_ERRORS = (httpx.HTTPError, httpx.StreamError, OSError, ValueError, RuntimeError)


def _kind(error: Exception) -> str:
    """Words for an error of httpx, whose own text may hold an address."""
    if isinstance(error, httpx.RemoteProtocolError) and not _BREAKS_OFF.search(str(error)):
        return "its answer is not proper HTTP"
    kind = next((words for kind, words in _KINDS if isinstance(error, kind)), "network error")
    why = why_unreachable(error)
    return f"{kind}: {why}" if why else kind
