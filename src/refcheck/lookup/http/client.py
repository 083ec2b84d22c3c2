"""One client for the E-utilities: requests, pace, retries, and what each kind of trouble means.

This is the only module that knows httpx, and it is imported only where something is asked. The key
goes in the body of a POST and nowhere else; reasons never quote an answer, which may echo the key.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential, wait_random

from refcheck.lookup.config import LookupConfig
from refcheck.lookup.http.circuit_breaker import Circuit
from refcheck.lookup.http.errors import RefusedError, RetryableError, ServiceError
from refcheck.lookup.http.rate_limiter import Pace

__all__ = ["Client"]

T = TypeVar("T")

# 200 records are 1 to 4 MB. Parsed, an answer may take thirty times its size in memory.
_LARGEST_ANSWER = 16 * 1024 * 1024
_LARGEST_ERROR = 64 * 1024
_IN_FLIGHT = 10
_WINDOW = 1.0  # seconds over which NCBI counts requests
_KEY_REFUSED = "NCBI refuses the API key"


class Client:
    """Asks the E-utilities. `ask` raises `ServiceError` and nothing else."""

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
        self._circuit = Circuit(config.timing)
        self._pace = Pace(config, sleep=sleep)
        self._slots = asyncio.Semaphore(_IN_FLIGHT)
        timing = config.timing
        self._http = httpx.AsyncClient(
            transport=config.transport,
            timeout=httpx.Timeout(timing.read, connect=timing.connect),
            follow_redirects=False,
            headers={"User-Agent": config.tool},
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ask(self, endpoint: str, fields: dict[str, str], read: Callable[[bytes], T]) -> T:
        """Post `fields` to `endpoint` and give the answer to `read`.

        `read` raises `RetryableError` where the answer is not whole. Raises `ServiceError` when
        everything allowed has been tried.
        """
        timing = self._config.timing
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(RetryableError),
            stop=stop_after_attempt(timing.attempts),
            wait=self._pause,
            sleep=self._sleep,
            reraise=True,
        )
        async with self._slots:
            return await retrying(self._attempt, endpoint, fields, read)

    def _pause(self, state: RetryCallState) -> float:
        """Exponential with jitter, and never shorter than the service asks for.

        Where there was no connection the pauses do not grow: there is nobody to be spared.
        """
        timing = self._config.timing
        error = state.outcome.exception() if state.outcome else None
        trouble = error if isinstance(error, RetryableError) else None
        first = timing.first_pause
        longest = first if trouble and trouble.unreachable else timing.longest_wait
        wait = wait_exponential(multiplier=first, max=longest) + wait_random(0, first)
        return max(wait(state), trouble.wait if trouble else 0.0)

    async def _attempt(
        self, endpoint: str, fields: dict[str, str], read: Callable[[bytes], T]
    ) -> T:
        self._check_circuit()
        await self._pace.turn()
        self._check_circuit()
        began = time.monotonic()
        try:
            answer = read(await self._exchange(endpoint, fields))
        except RefusedError as trouble:
            self._say_once(self._circuit.open(trouble.reason, math.inf), trouble.reason)
            raise
        except ServiceError as trouble:
            if (
                isinstance(trouble, RetryableError)
                and trouble.wait > self._config.timing.longest_wait
            ):
                self._say_once(self._circuit.open(trouble.reason, trouble.wait), trouble.reason)
                raise ServiceError(trouble.reason) from None
            unreachable = isinstance(trouble, RetryableError) and trouble.unreachable
            opened = self._circuit.failed(trouble.reason, began, unreachable=unreachable)
            self._say_once(opened, trouble.reason)
            raise
        self._circuit.succeeded()
        return answer

    def _check_circuit(self) -> None:
        reason = self._circuit.open_reason()
        if reason is not None:
            raise ServiceError(reason)

    def _say_once(self, opened: bool, reason: str) -> None:
        if opened:
            self._warn(f"{reason}; what it has not answered is reported as unavailable")

    async def _exchange(self, endpoint: str, fields: dict[str, str]) -> bytes:
        """One request and its whole body. The one place where errors of httpx are mapped."""
        sent = time.time()
        try:
            async with (
                asyncio.timeout(self._config.timing.whole),
                self._http.stream(
                    "POST", self._address(endpoint), data=self._signed(fields)
                ) as answer,
            ):
                self._obey(answer.headers, sent)
                if answer.status_code != httpx.codes.OK:
                    raise self._status_trouble(answer, await _whole(answer, _LARGEST_ERROR))
                body = await _whole(answer, _LARGEST_ANSWER)
        except (TimeoutError, httpx.TimeoutException):
            raise RetryableError(f"{self._host} does not answer in time") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise RefusedError("the address of the E-utilities is not valid") from None
        except httpx.HTTPError as error:
            reason = f"{self._host} cannot be reached ({_kind(error)})"
            unreachable = isinstance(error, httpx.ConnectError)
            raise RetryableError(reason, unreachable=unreachable) from None
        self._check_content(body)
        return body

    def _address(self, endpoint: str) -> str:
        return f"{self._config.base_url.rstrip('/')}/{endpoint}"

    def _signed(self, fields: dict[str, str]) -> dict[str, str]:
        """The fields with what NCBI wants to know of the caller. An empty key would be refused."""
        config = self._config
        signature = {"tool": config.tool, "email": config.email, "api_key": config.api_key}
        return {"db": "pubmed", **fields, **{k: v for k, v in signature.items() if v}}

    def _obey(self, headers: httpx.Headers, sent: float) -> None:
        limit = _number(headers.get("X-RateLimit-Limit"))
        if limit is not None:
            self._pace.slow_down(limit)
        if _number(headers.get("X-RateLimit-Remaining")) == 0:
            self._pace.exhausted(limit, sent)

    def _status_trouble(self, answer: httpx.Response, body: bytes) -> ServiceError:
        status = answer.status_code
        if answer.is_redirect:
            return RefusedError(f"{self._host} sends its callers elsewhere, which is refused")
        if status == httpx.codes.TOO_MANY_REQUESTS:
            return self._too_fast(_seconds(answer.headers.get("Retry-After")))
        if b"API key invalid" in body:
            return RefusedError(_KEY_REFUSED)
        reason = f"{self._host} answers with an error (HTTP {status})"
        if status >= 500 or status == httpx.codes.REQUEST_TIMEOUT:
            return RetryableError(reason, wait=_seconds(answer.headers.get("Retry-After")))
        return ServiceError(reason)

    def _too_fast(self, wait: float) -> RetryableError:
        self._pace.hold(time.time() + min(max(wait, _WINDOW), self._config.timing.longest_wait))
        return RetryableError(f"{self._host} is asked too often (HTTP 429)", wait=wait)

    def _check_content(self, body: bytes) -> None:
        """Find web pages and gateway errors that come as HTTP 200."""
        head = body[:1000].lstrip().lower()
        if head.startswith((b"<!doctype html", b"<html")):
            raise RetryableError(f"{self._host} answers with a web page")
        if head.startswith(b"{") and b'"error"' in head:
            if b"api key invalid" in head:
                raise RefusedError(_KEY_REFUSED)
            raise self._too_fast(0.0)


async def _whole(answer: httpx.Response, largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > largest:
            raise ServiceError("the answer is too large, and is refused")
        parts.append(part)
    return b"".join(parts)


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text else None
    except ValueError:
        return None
    return number if number is None or math.isfinite(number) else None


def _seconds(retry_after: str | None) -> float:
    """Retry-After in seconds: a number, or a date (RFC 9110, section 10.2.3). 0 without one."""
    if not retry_after:
        return 0.0
    if (number := _number(retry_after)) is not None:
        return max(number, 0.0)
    try:
        return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError):
        return 0.0


_KINDS = (
    (httpx.ConnectError, "no connection"),
    (httpx.ProxyError, "the proxy refuses"),
    (httpx.DecodingError, "the answer is garbled"),
    (httpx.RemoteProtocolError, "the answer breaks off"),
    (httpx.NetworkError, "the connection breaks off"),
)


def _kind(error: httpx.HTTPError) -> str:
    """Words for an error of httpx, whose own text may hold an address."""
    return next((words for kind, words in _KINDS if isinstance(error, kind)), "network trouble")
