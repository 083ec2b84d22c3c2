"""Asking web pages: to whom a connection goes, what is sent, where redirects may lead."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.standin.web import FAULTS, OPEN, WebTransport

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.http import web_pages
from refcheck.lookup.http.errors import ServiceError
from refcheck.lookup.http.web_addresses import ClosedError
from refcheck.lookup.http.web_pages import NameUnknownError, PageReply, WebPages

PAGE = "http://www.who.int/page?x=1"
TIMING = Timing(connect=0.2, read=0.2, whole=0.3)


async def _no_sleep(_seconds: float) -> None:
    await asyncio.sleep(0)


def run(
    folder: Path, web: WebTransport | None, *urls: str, method: str = "HEAD", **more: Any
) -> list[PageReply | ServiceError]:
    """What comes of each address, asked one after the other."""
    config = LookupConfig(
        cache_dir=folder, pace_dir=folder, transport=web, timing=TIMING, email="a@b.example", **more
    )

    async def ask() -> list[PageReply | ServiceError]:
        pages = WebPages(config, find=web.find, sleep=_no_sleep) if web else WebPages(config)
        came: list[PageReply | ServiceError] = []
        for url in urls:
            try:
                came.append(await pages.ask(method, url))
            except ServiceError as error:
                came.append(error)
        await pages.aclose()
        return came

    return asyncio.run(ask())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))


def test_the_connection_goes_to_the_address_that_was_checked(tmp_path: Path) -> None:
    web = WebTransport({"https://www.who.int/page": 200}, {"www.who.int": "8.8.8.8 2606:4700::1"})
    (reply,) = run(tmp_path, web, "https://www.who.int/page")
    assert reply == PageReply(status=200, url="https://www.who.int/page")
    (request,) = web.requests
    assert str(request.url) == "https://8.8.8.8/page"
    assert request.headers["Host"] == "www.who.int"
    assert request.extensions["sni_hostname"] == "www.who.int"
    assert web.found == ["www.who.int"]  # and so nothing resolves the name again


def test_nothing_of_the_user_is_sent(tmp_path: Path) -> None:
    web = WebTransport({PAGE: 200})
    run(tmp_path, web, PAGE, api_key="secret")
    (request,) = web.requests
    assert set(request.headers) == {"host", "user-agent", "accept", "connection"}
    said = f"{request.url} {request.headers}"
    assert "a@b.example" not in said
    assert "secret" not in said


def test_no_page_is_read(tmp_path: Path) -> None:
    """The body of the stand-in never ends."""
    (reply,) = run(tmp_path, WebTransport({PAGE: 200}), PAGE, method="GET")
    assert isinstance(reply, PageReply)


CLOSED = [
    *("127.0.0.1", "10.0.0.1", "192.168.0.1", "169.254.169.254", "100.100.100.200", "::1"),
    *("168.63.129.16", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fe80::1"),
    *("8.8.8.8 127.0.0.1", "8.8.8.8 ::1", "2606:4700::1 10.0.0.1"),  # one is enough
]


@pytest.mark.parametrize("numbers", CLOSED)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_resolves_into_a_network_is_not_asked(
    tmp_path: Path, numbers: str, scheme: str
) -> None:
    web = WebTransport(numbers={"rebind.example.org": numbers})
    (error,) = run(tmp_path, web, f"{scheme}://rebind.example.org/")
    assert isinstance(error, ClosedError)
    assert web.requests == []


def test_a_name_that_is_rebound_leads_nowhere(tmp_path: Path) -> None:
    """It is open when it is checked, and loopback when it is asked for again."""
    web = WebTransport({PAGE: 200}, {"www.who.int": [OPEN, "127.0.0.1", OPEN]})
    first, second, third = run(tmp_path, web, PAGE, PAGE, PAGE)
    assert isinstance(first, PageReply)
    assert isinstance(second, ClosedError)
    assert isinstance(third, PageReply)
    assert {each.url.host for each in web.requests} == {OPEN}


@pytest.mark.parametrize(
    "place",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/"),
        *("http://[::1]/", "http://[::ffff:7f00:1]/", "http://169.254.169.254/latest/meta-data/"),
        *("//169.254.169.254/", "http://metadata.google.internal/", "http://inner.example.org/"),
        *("http://example.org:8080/", "http://example.org:22/", "ftp://example.org/"),
        *("file:///etc/passwd", "gopher://example.org/", "http://user:pw@example.org/"),
        *("http://example.org\\@127.0.0.1/", "http://[x/", "javascript:alert(1)"),
        *("http://８.8.8.8/", "http://8.8.8.8/", "http://exa mple.org/"),
    ],
)
@pytest.mark.parametrize("after", [0, 2])
def test_a_redirect_leads_only_into_the_open_web(tmp_path: Path, place: str, after: int) -> None:
    hops: dict[str, Any] = {f"http://www.who.int/{n}": f"/{n + 1}" for n in range(after)}
    web = WebTransport(
        {**hops, f"http://www.who.int/{after}": place}, {"inner.example.org": "10.0.0.7"}
    )
    (error,) = run(tmp_path, web, "http://www.who.int/0")
    assert isinstance(error, ClosedError)
    assert len(web.requests) == after + 1
    assert {each.url.host for each in web.requests} == {OPEN}


def test_redirects_are_followed_and_each_is_checked(tmp_path: Path) -> None:
    web = WebTransport(
        {
            "http://www.who.int/a": "https://www.who.int/a",
            "https://www.who.int/a": "//who.example.org/b?c",
            "https://who.example.org/b?c": "d",
            "https://who.example.org/d": 200,
        },
        {"who.example.org": "9.9.9.9"},
    )
    (reply,) = run(tmp_path, web, "http://www.who.int/a")
    assert reply == PageReply(status=200, url="https://who.example.org/d")
    assert [each.url.host for each in web.requests] == [OPEN, OPEN, "9.9.9.9", "9.9.9.9"]


@pytest.mark.parametrize(("hops", "ends"), [(5, True), (6, False), (7, False)])
def test_redirects_end(tmp_path: Path, hops: int, ends: bool) -> None:
    pages: dict[str, Any] = {f"http://www.who.int/{n}": f"/{n + 1}" for n in range(hops)}
    web = WebTransport({**pages, f"http://www.who.int/{hops}": 200})
    (came,) = run(tmp_path, web, "http://www.who.int/0")
    assert isinstance(came, PageReply) is ends
    assert len(web.requests) <= 6


@pytest.mark.parametrize("place", [PAGE, "//", "http://", "?x=1", "#top"])
def test_a_loop_ends(tmp_path: Path, place: str) -> None:
    web = WebTransport({PAGE: place})
    (error,) = run(tmp_path, web, PAGE)
    assert isinstance(error, ServiceError)
    assert len(web.requests) == 6


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_no_answer(tmp_path: Path, fault: str) -> None:
    web = WebTransport({PAGE: 200}, faults={"www.who.int": fault})
    (error,) = run(tmp_path, web, PAGE)
    assert isinstance(error, ServiceError)
    assert not isinstance(error, NameUnknownError)


def test_a_name_that_nobody_has(tmp_path: Path) -> None:
    web = WebTransport({PAGE: 200}, unknown=frozenset({"www.who.int"}))
    (error,) = run(tmp_path, web, PAGE)
    assert isinstance(error, NameUnknownError)
    assert web.found == ["www.who.int", "archive.org"]  # the resolver knows others


def test_without_a_network_no_name_is_unknown(tmp_path: Path) -> None:
    web = WebTransport({PAGE: 200}, faults={"*": "no network"})
    (error,) = run(tmp_path, web, PAGE)
    assert isinstance(error, ServiceError)
    assert not isinstance(error, NameUnknownError)


def test_the_second_number_of_a_name_is_tried(tmp_path: Path) -> None:
    class Half(WebTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.host == "8.8.8.8":
                raise httpx.ConnectError("refused", request=request)
            return await super().handle_async_request(request)

    web = Half({PAGE: 200}, {"www.who.int": "8.8.8.8 2606:4700::1"})
    (reply,) = run(tmp_path, web, PAGE)
    assert isinstance(reply, PageReply)
    assert str(web.requests[0].url) == "http://[2606:4700::1]/page?x=1"


@pytest.mark.parametrize("fault", ["hang", "refuse"])
def test_a_server_that_fails_is_left_alone(tmp_path: Path, fault: str) -> None:
    web = WebTransport({PAGE: 200}, faults={"www.who.int": fault})
    other = "http://example.org/"
    *failed, reply = run(tmp_path, web, PAGE, PAGE, PAGE, PAGE, other)
    assert all(isinstance(each, ServiceError) for each in failed)
    assert len(web.requests) == 3  # two, and that to the other server
    assert isinstance(reply, PageReply)


def test_a_server_that_turns_requests_away_is_left_alone(tmp_path: Path) -> None:
    web = WebTransport({PAGE: 429})
    first, second, third = run(tmp_path, web, PAGE, PAGE, PAGE)
    assert first == second == PageReply(status=429, url=PAGE)
    assert isinstance(third, ServiceError)
    assert "429" in third.reason


def test_a_server_is_asked_once_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    waits: list[float] = []
    clock = [1000.0]

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(web_pages.Pace.__init__, "__defaults__", (lambda: clock[0], sleep))
    web = WebTransport({PAGE: 200, "http://example.org/": 200})
    config = LookupConfig(cache_dir=tmp_path, pace_dir=tmp_path, transport=web, timing=TIMING)

    async def ask() -> None:
        pages = WebPages(config, find=web.find, sleep=sleep)
        for url in (PAGE, PAGE, "http://example.org/", PAGE):
            await pages.ask("HEAD", url)

    asyncio.run(ask())
    assert [round(each, 3) for each in waits] == [1.0, 1.0]


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_nothing_is_asked_through_a_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """The proxy would connect to whatever the name leads to there."""
    monkeypatch.setenv(variable, "http://proxy.example:3128")

    async def find(_host: str, _port: int) -> list[str]:
        return [OPEN]

    async def ask() -> None:
        config = LookupConfig(cache_dir=tmp_path, pace_dir=tmp_path)
        await WebPages(config, find=find).ask("HEAD", PAGE)

    with pytest.raises(ServiceError, match="not asked through a proxy"):
        asyncio.run(ask())


@pytest.mark.enable_socket
def test_over_a_real_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name goes into the header; the number is that of the connection."""
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(
            b"HTTP/1.1 404 Not Found\r\nSet-Cookie: a=b\r\nContent-Length: 9\r\n\r\nnot found"
        )
        await writer.drain()
        writer.close()

    async def find(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    async def ask() -> list[PageReply]:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setattr(
            web_pages.WebAddress, "at", lambda self, n: f"http://{n}:{port}{self.target}"
        )
        pages = WebPages(LookupConfig(cache_dir=tmp_path, pace_dir=tmp_path), find=find)
        try:
            return [await pages.ask(method, PAGE) for method in ("HEAD", "GET")]
        finally:
            await pages.aclose()
            server.close()

    monkeypatch.setattr(web_pages, "is_public", lambda number: number == "127.0.0.1")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert [each.status for each in asyncio.run(ask())] == [404, 404]
    assert len(seen) == 2
    for method, request in zip((b"HEAD", b"GET"), seen, strict=True):
        assert request.startswith(method + b" /page?x=1 HTTP/1.1\r\n")
        assert b"\r\nHost: www.who.int\r\n" in request
        assert b"Cookie" not in request


PEM = Path(__file__).parent / "www-example-org.pem"  # of www.example.org, signed by itself


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("host", "trusted"), [("www.example.org", True), ("example.org", False), ("www.who.int", False)]
)
def test_the_certificate_has_to_be_that_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, trusted: bool
) -> None:
    """Though the connection goes to a number."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async def find(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    async def ask() -> PageReply:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(PEM)
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setattr(
            web_pages.WebAddress, "at", lambda self, n: f"https://{n}:{port}{self.target}"
        )
        pages = WebPages(LookupConfig(cache_dir=tmp_path, pace_dir=tmp_path), find=find)
        try:
            return await pages.ask("HEAD", f"https://{host}/")
        finally:
            await pages.aclose()
            server.close()

    monkeypatch.setattr(web_pages, "is_public", lambda _number: True)
    if trusted:
        assert asyncio.run(ask()).status == 200
    else:
        with pytest.raises(ServiceError, match="its certificate is not trusted"):
            asyncio.run(ask())
