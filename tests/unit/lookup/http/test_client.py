"""How requests are sent again, held back, and given up."""

from __future__ import annotations

import asyncio
import gzip
import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import httpx
import pytest
import respx

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.http.client import Client
from refcheck.lookup.http.errors import RefusedError, RetryableError, ServiceError

URL = "http://standin.test/eutils/"
KEY = "s3cret-key"


def config(directory: Path, **changes: object) -> LookupConfig:
    settings = LookupConfig(
        base_url=URL,
        rate=10_000,
        api_key=KEY,
        pace_dir=directory,
        timing=Timing(attempts=4, failing=100, patience=1000),
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


class Sleeper:
    """Notes the pauses, and takes none."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


def ask(
    settings: LookupConfig,
    sleep: Sleeper | None = None,
    warn: Callable[[str], None] = pytest.fail,
    read: Callable[[bytes], bytes] = bytes,
) -> bytes:
    """One question, with nothing to wait for."""

    async def run() -> bytes:
        client = Client(settings, warn, sleep or Sleeper())
        client._pace._clock = _far_ahead()
        try:
            return await client.ask("esearch.fcgi", {"term": "x"}, read)
        finally:
            await client.aclose()

    return asyncio.run(run())


def _far_ahead() -> Callable[[], float]:
    """A clock on which every turn has come, so that the pace itself never waits."""
    now = [time.time()]

    def clock() -> float:
        now[0] += 100
        return now[0]

    return clock


@respx.mock
def test_pauses_grow_and_have_jitter(tmp_path: Path) -> None:
    route = respx.post(f"{URL}esearch.fcgi").mock(return_value=httpx.Response(503))
    sleep = Sleeper()
    with pytest.raises(RetryableError, match="HTTP 503"):
        ask(config(tmp_path), sleep)
    assert route.call_count == 4
    assert len(sleep.pauses) == 3
    for pause, least in zip(sleep.pauses, (0.5, 1.0, 2.0), strict=True):
        assert least <= pause <= least + 0.5


@respx.mock
def test_where_nothing_listens_little_time_is_lost(tmp_path: Path) -> None:
    """A machine says at once that nothing listens, or that a name is not known."""
    route = respx.post(f"{URL}esearch.fcgi").mock(side_effect=httpx.ConnectError("refused"))
    sleep = Sleeper()
    with pytest.raises(RetryableError, match="no connection"):
        ask(config(tmp_path), sleep)
    assert route.call_count == 4
    assert sum(sleep.pauses) <= 3
    assert all(0.5 <= pause <= 1 for pause in sleep.pauses)


@respx.mock
@pytest.mark.parametrize(
    ("header", "least"), [("3", 3.0), (None, 0.5), ("soon", 0.5), ("-1", 0.5), ("nan", 0.5)]
)
def test_retry_after_is_obeyed(tmp_path: Path, header: str | None, least: float) -> None:
    headers = {"Retry-After": header} if header else {}
    respx.post(f"{URL}esearch.fcgi").mock(
        side_effect=[httpx.Response(429, headers=headers), httpx.Response(200, text="fine")]
    )
    sleep = Sleeper()
    assert ask(config(tmp_path), sleep) == b"fine"
    assert least <= sleep.pauses[0] <= least + 0.5


@respx.mock
def test_retry_after_as_a_date(tmp_path: Path) -> None:
    headers = {"Retry-After": formatdate(time.time() + 9, usegmt=True)}
    respx.post(f"{URL}esearch.fcgi").mock(
        side_effect=[httpx.Response(503, headers=headers), httpx.Response(200, text="fine")]
    )
    sleep = Sleeper()
    assert ask(config(tmp_path), sleep) == b"fine"
    assert 7 <= sleep.pauses[0] <= 9.5


@respx.mock
def test_a_long_retry_after_is_not_sat_out(tmp_path: Path) -> None:
    respx.post(f"{URL}esearch.fcgi").respond(429, headers={"Retry-After": "3600"})
    said: list[str] = []
    sleep = Sleeper()
    with pytest.raises(ServiceError, match="asked too often"):
        ask(config(tmp_path), sleep, said.append)
    assert sleep.pauses == []
    assert len(said) == 1


@respx.mock
def test_limits_that_the_service_names_slow_the_pace(tmp_path: Path) -> None:
    headers = {"X-RateLimit-Limit": "2", "X-RateLimit-Remaining": "0"}
    respx.post(f"{URL}esearch.fcgi").respond(200, headers=headers, text="fine")

    async def run() -> tuple[float, float]:
        client = Client(config(tmp_path, rate=None), pytest.fail)
        before = time.time()
        await client.ask("esearch.fcgi", {}, bytes)
        await client.aclose()
        return client._pace._interval, client._pace._turns.next - before

    interval, wait = asyncio.run(run())
    assert interval == 0.5
    assert wait >= 1.0


@respx.mock
def test_what_the_caller_cannot_read_is_asked_again(tmp_path: Path) -> None:
    respx.post(f"{URL}esearch.fcgi").respond(200, text="half")
    bodies = []

    def read(body: bytes) -> bytes:
        bodies.append(body)
        if len(bodies) < 3:
            raise RetryableError("half")
        return body

    assert ask(config(tmp_path), read=read) == b"half"
    assert len(bodies) == 3


@respx.mock
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(400, text='{"error":"API key invalid","api-key":"s3cret-key"}'), "API key"),
        (httpx.Response(200, text='{"error":"API key invalid","api-key":"s3cret-key"}'), "API key"),
        (httpx.Response(301, headers={"Location": "https://evil.invalid/"}), "elsewhere"),
        (httpx.Response(307, headers={"Location": "/other"}), "elsewhere"),
    ],
)
def test_a_refusal_ends_the_run_s_questions(
    tmp_path: Path, answer: httpx.Response, reason: str
) -> None:
    route = respx.post(f"{URL}esearch.fcgi").mock(return_value=answer)
    said: list[str] = []

    async def run() -> None:
        client = Client(config(tmp_path), said.append, Sleeper())
        for error in (RefusedError, ServiceError, ServiceError):
            with pytest.raises(error, match=reason):
                await client.ask("esearch.fcgi", {}, bytes)
        await client.aclose()

    asyncio.run(run())
    assert route.call_count == 1
    assert len(said) == 1
    assert KEY not in said[0]


@respx.mock
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpx.ConnectError(f"{URL}?api_key={KEY}"), "no connection"),
        (httpx.ReadError(""), "breaks off"),
        (httpx.RemoteProtocolError(""), "the answer breaks off"),
        (httpx.ProxyError(""), "the proxy refuses"),
        (httpx.DecodingError(""), "garbled"),
        (httpx.TooManyRedirects(""), "network trouble"),
        (httpx.ReadTimeout(""), "in time"),
        (httpx.PoolTimeout(""), "in time"),
        (TimeoutError(), "in time"),
    ],
)
def test_every_error_of_httpx_is_mapped(tmp_path: Path, error: Exception, words: str) -> None:
    respx.post(f"{URL}esearch.fcgi").mock(side_effect=error)
    with pytest.raises(RetryableError, match=words) as caught:
        ask(config(tmp_path))
    text = "".join(traceback.format_exception(caught.value))
    assert KEY not in text


@pytest.mark.parametrize(
    "url", ["http://[::bad/", "ftp://example.org/", "nonsense", "http://\udcff/"]
)
def test_an_address_that_is_none(tmp_path: Path, url: str) -> None:
    said: list[str] = []
    with pytest.raises(RefusedError, match="address"):
        ask(config(tmp_path, base_url=url), warn=said.append)


@respx.mock
def test_other_refusals_are_not_asked_again(tmp_path: Path) -> None:
    route = respx.post(f"{URL}esearch.fcgi").respond(414)
    with pytest.raises(ServiceError, match="HTTP 414"):
        ask(config(tmp_path))
    assert route.call_count == 1


@respx.mock
@pytest.mark.parametrize("encoded", [False, True], ids=["plain", "gzip bomb"])
def test_an_oversized_answer_is_refused(
    tmp_path: Path, encoded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.lookup.http.client._LARGEST_ANSWER", 1000)
    body = b" " * 100_000
    headers = {"Content-Encoding": "gzip"} if encoded else {}
    respx.post(f"{URL}esearch.fcgi").respond(
        200, headers=headers, content=gzip.compress(body) if encoded else body
    )
    with pytest.raises(ServiceError, match="too large"):
        ask(config(tmp_path))


@respx.mock
def test_the_key_is_in_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    route = respx.post(f"{URL}esearch.fcgi").respond(200, text="fine")
    ask(config(tmp_path, email="me@example.org"))
    assert b"api_key=s3cret-key" in route.calls.last.request.content
    assert "HTTP Request: POST" in caplog.text
    assert KEY not in caplog.text
    assert KEY not in repr(config(tmp_path))
    assert "example.org" not in caplog.text


def test_a_service_that_never_ends_its_answer(tmp_path: Path) -> None:
    class Drip(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]
            while True:
                await asyncio.sleep(0.01)
                yield b" "

    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=Drip()))
    timing = Timing(whole=0.05, attempts=2)
    with pytest.raises(RetryableError, match="in time"):
        ask(config(tmp_path, transport=transport, timing=timing))


def test_only_so_many_requests_are_open_at_once(tmp_path: Path) -> None:
    open_now, most = 0, 0

    async def answer(_request: httpx.Request) -> httpx.Response:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.002)
        open_now -= 1
        return httpx.Response(200, text="fine")

    async def run() -> None:
        client = Client(config(tmp_path, transport=httpx.MockTransport(answer)), pytest.fail)
        await asyncio.gather(*(client.ask("esearch.fcgi", {}, bytes) for _ in range(40)))
        await client.aclose()

    asyncio.run(run())
    assert 1 < most <= 10
