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
from functools import cache
from pathlib import Path

import httpx
import pytest
import respx

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.http import connection
from refcheck.lookup.http.client import Client
from refcheck.lookup.http.errors import RefusedError, RetryableError, ServiceError

URL = "http://standin.test/eutils/"
KEY = "s3cret-key"


def config(directory: Path, **changes: object) -> LookupConfig:
    settings = LookupConfig(
        base_url=URL,
        address_named=True,
        rate=10_000,
        api_key=KEY,
        pace_dir=directory,
        timing=Timing(attempts=4, failing=100, patience=1000),
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _one_set_of_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the same for every client here; test_connection.py is about how they are found."""
    monkeypatch.setattr(connection, "certificates", _certificates)


_certificates = cache(connection.certificates)


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
        (httpx.RemoteProtocolError("illegal header line"), "not proper HTTP"),
        (httpx.RemoteProtocolError("peer closed connection"), "the answer breaks off"),
        (httpx.LocalProtocolError(""), "network error"),
        (httpx.StreamClosed(), "network error"),
        (OSError(24, "Too many open files"), "network error: too many open files"),
        (ValueError(KEY), "network error"),
        (RuntimeError(KEY), "network error"),
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
    monkeypatch.setattr("refcheck.lookup.http.client._LARGEST_OF", {"esearch.fcgi": 1000})
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
    assert KEY not in caplog.text
    assert KEY not in repr(config(tmp_path))
    assert "example.org" not in caplog.text


@respx.mock
@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/", True),
        ("HTTPS://EUtils.NCBI.nlm.nih.gov/entrez/eutils/", True),
        ("https://ncbi.nlm.nih.gov", True),
        ("https://eutils.ncbi.nlm.nih.gov:8443/", True),
        ("http://eutils.ncbi.nlm.nih.gov/entrez/eutils/", False),
        ("https://evil-ncbi.nlm.nih.gov/", False),
        ("https://ncbi.nlm.nih.gov.attacker.example/", False),
        ("https://evil-ncbi.nlm.nih.gov.attacker.example/", False),
        ("https://ncbi.nlm.nih.gov@attacker.example/", False),
        ("https://eutils.ncbi.nlm.nih.gov:443@attacker.example/", False),
        ("https://attacker.example/eutils.ncbi.nlm.nih.gov/", False),
        ("https://attacker.example/https://eutils.ncbi.nlm.nih.gov/", False),
        ("https://xncbi.nlm.nih.gov/", False),
        ("https://ncbi.nlm.nih.gov.:443/", False),
        ("https://nlm.nih.gov/", False),
        ("https://attacker.example:443/ncbi.nlm.nih.gov/", False),
        ("https://mirror.example/", False),
        ("http://127.0.0.1:8411/", False),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_who_gets_the_key_and_the_address(
    tmp_path: Path, url: str, sent: bool, named: bool
) -> None:
    route = respx.post(path__regex=".*").respond(200, text="fine")
    ask(config(tmp_path, base_url=url, address_named=named, email="me@example.org", rate=None))
    body = route.calls.last.request.content
    assert (KEY.encode() in body) == (b"example.org" in body) == (sent or named)
    assert b"tool=refcheck" in body


@pytest.mark.parametrize(("named", "interval"), [(True, 0.11), (False, 1.1 / 3)])
def test_the_pace_of_a_key_that_is_not_sent(tmp_path: Path, named: bool, interval: float) -> None:
    assert config(tmp_path, address_named=named, rate=None).interval == pytest.approx(interval)


@respx.mock
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_key_follows_no_redirect(tmp_path: Path, status: int) -> None:
    url = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
    headers = {"Location": "https://attacker.example/"}
    respx.post(f"{url}esearch.fcgi").respond(status, headers=headers)
    other = respx.route(host="attacker.example").respond(200, text="fine")
    said: list[str] = []
    with pytest.raises(RefusedError):
        ask(config(tmp_path, base_url=url), warn=said.append)
    assert not other.called


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
        return httpx.Response(200, stream=httpx.ByteStream(b"fine"))

    async def run() -> None:
        client = Client(config(tmp_path, transport=httpx.MockTransport(answer)), pytest.fail)
        await asyncio.gather(*(client.ask("esearch.fcgi", {}, bytes) for _ in range(40)))
        await client.aclose()

    asyncio.run(run())
    assert 1 < most <= 10


@respx.mock
@pytest.mark.parametrize(
    "headers",
    [
        [(b"X-Odd", b"\xff\xfe \x80")],
        [(b"X-%d" % number, b"x" * 20) for number in range(3_000)],
        [(b"Content-Type", b"text/xml; charset=no-such-codec")],
        [(b"Content-Type", b"image/png; charset=utf-7; charset=\xff")],
        [(b"Set-Cookie", b"a=b; expires=Fri, 31 Dec 99999999999 00:00:00 GMT; Max-Age=1e400")],
        [(b"X-RateLimit-Limit", b"nan"), (b"X-RateLimit-Remaining", b"1e999")],
        [(b"Retry-After", b"Fri, 31 Dec 99999999999 00:00:00 GMT")],
        [(b"Location", b"http://["), (b"Content-Location", b"//")],
    ],
    ids=lambda headers: headers[0][0].decode(),
)
def test_no_header_of_an_answer_is_in_the_way(
    tmp_path: Path, headers: list[tuple[bytes, bytes]]
) -> None:
    respx.post(f"{URL}esearch.fcgi").mock(
        return_value=httpx.Response(200, headers=headers, content=b"\xfffine")
    )
    assert ask(config(tmp_path)) == b"\xfffine"


@respx.mock
@pytest.mark.parametrize(
    "location", [b"http://[", b"http://a:99999/", b"\xff", b"//", b"http://\xff"]
)
def test_no_redirect_is_looked_at(tmp_path: Path, location: bytes) -> None:
    answer = httpx.Response(302, headers=[(b"Location", location)])
    respx.post(f"{URL}esearch.fcgi").mock(return_value=answer)
    said: list[str] = []
    with pytest.raises(RefusedError, match="elsewhere"):
        ask(config(tmp_path), warn=said.append)
    assert len(said) == 1


@respx.mock
@pytest.mark.parametrize("limit", ["0.001", "0", "-3", "nan", "1e-300", "inf", "x", "\xa0"])
def test_a_limit_below_one_request_a_second_is_ignored(tmp_path: Path, limit: str) -> None:
    headers = [(b"X-RateLimit-Limit", limit.encode("latin-1")), (b"X-RateLimit-Remaining", b"0")]
    respx.post(f"{URL}esearch.fcgi").mock(return_value=httpx.Response(200, headers=headers))

    async def run() -> tuple[float, float]:
        client = Client(config(tmp_path, rate=None), pytest.fail)
        before = client._pace._interval
        await client.ask("esearch.fcgi", {}, bytes)
        await client.aclose()
        return before, client._pace._interval

    before, after = asyncio.run(run())
    assert after == before


@respx.mock
def test_compressed_answers_are_asked_for_in_one_way_only(tmp_path: Path) -> None:
    route = respx.post(f"{URL}esearch.fcgi").respond(
        200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b"fine")
    )
    assert ask(config(tmp_path)) == b"fine"
    assert route.calls.last.request.headers["Accept-Encoding"] == "gzip"


@respx.mock
def test_a_long_page_of_an_error_is_not_read_to_its_end(tmp_path: Path) -> None:
    respx.post(f"{URL}esearch.fcgi").respond(500, content=b"x" * 10_000_000)
    with pytest.raises(RetryableError, match="HTTP 500"):
        ask(config(tmp_path))


@respx.mock
def test_what_the_service_says_is_passed_on_without_the_key(tmp_path: Path) -> None:
    said = f'{{"error":"Search Backend failed: {KEY} me@example.org"}}'
    respx.post(f"{URL}esearch.fcgi").respond(200, text=said)
    with pytest.raises(RetryableError) as caught:
        ask(config(tmp_path, email="me@example.org"))
    assert str(caught.value).endswith("error; it says “Search Backend failed: … …”")
    assert KEY not in "".join(traceback.format_exception(caught.value))


@respx.mock
def test_a_name_and_password_in_the_address_are_sent(tmp_path: Path) -> None:
    route = respx.post("http://standin.test/eutils/esearch.fcgi").respond(200, text="fine")
    assert ask(config(tmp_path, base_url="http://me:pw@standin.test/eutils/")) == b"fine"
    assert route.calls.last.request.headers["Authorization"] == "Basic bWU6cHc="


def test_an_environment_that_cannot_be_used_ends_the_questions_and_not_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://[")
    monkeypatch.delenv("http_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", "")
    said: list[str] = []

    async def run() -> None:
        client = Client(config(tmp_path), said.append, Sleeper())
        for error in (RefusedError, ServiceError):
            with pytest.raises(error, match="HTTP_PROXY"):
                await client.ask("esearch.fcgi", {}, bytes)
        await client.aclose()

    asyncio.run(run())
    assert len(said) == 1


def test_a_connection_that_cannot_be_closed_is_no_matter(tmp_path: Path) -> None:
    class Stuck(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, stream=httpx.ByteStream(b"fine"))

        async def aclose(self) -> None:
            raise OSError("stuck")

    assert ask(config(tmp_path, transport=Stuck())) == b"fine"
