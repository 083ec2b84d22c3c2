"""The web in the place of the network: servers by their names, and what their names resolve to.

Give a `WebTransport` to `LookupConfig.transport` and its `find` to what resolves names. A page is a
status, or an address that it leads to; with a tuple, those of HEAD and GET, or of one request after
the other. What is wrong with a server is one of `FAULTS`.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx

# What says nothing of a page: it was not answered, or turned away.
FAULTS = ("refuse", "hang", "cut", "garbled", "tls", "timeout", "dns", "dns-empty")
OPEN = "151.101.1.1"  # an address of the open internet

Page = int | str | tuple[int | str, ...]


@dataclass
class WebTransport(httpx.AsyncBaseTransport):
    """The pages that there are, by their addresses; any other is 404. `numbers` are the addresses
    of names: a list is one answer after the other."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    numbers: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()  # names that nobody has
    faults: Mapping[str, str] = field(default_factory=dict)  # by host
    copies: Mapping[str, str] = field(default_factory=dict)  # the answer of the archive, by page
    requests: list[httpx.Request] = field(default_factory=list)
    found: list[str] = field(default_factory=list)  # the names that were resolved

    @property
    def asked(self) -> list[str]:
        """What the servers were asked: "HEAD http://example.org/page"."""
        return [f"{each.method} {_address(each)}" for each in self.requests]

    async def find(self, host: str, port: int) -> Sequence[str]:
        del port
        self.found.append(host)
        fault = self.faults.get(host)
        if fault == "dns":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if host in self.unknown or self.faults.get("*") == "no network":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        known = self.numbers.get(host, OPEN)
        if fault == "dns-empty":
            return []
        if isinstance(known, str):
            return known.split()
        return known[min(self.found.count(host), len(known)) - 1].split()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path == "/wayback/available":
            return self._archive(request)
        match self.faults.get(request.headers["Host"]):
            case "refuse":
                raise httpx.ConnectError("All connection attempts failed", request=request)
            case "hang":
                await asyncio.sleep(3600)
            case "timeout":
                raise httpx.ReadTimeout("timed out", request=request)
            case "cut":
                raise httpx.RemoteProtocolError("Server disconnected", request=request)
            case "garbled":
                raise httpx.RemoteProtocolError("illegal status line", request=request)
            case "tls":
                raise httpx.ConnectError("certificate verify failed", request=request)
        page = self.pages.get(_address(request), 404)
        if isinstance(page, tuple):
            earlier = sum(_address(each) == _address(request) for each in self.requests)
            page = page[min(earlier, len(page)) - 1]
        if isinstance(page, str):
            return httpx.Response(302, headers={b"Location": page.encode()}, stream=_Endless())
        return httpx.Response(page, stream=_Endless())

    def _archive(self, request: httpx.Request) -> httpx.Response:
        page = request.url.params["url"]
        fault = self.copies.get("*")
        if fault is not None and fault.isdecimal():
            return httpx.Response(int(fault), stream=httpx.ByteStream(b"<html></html>"))
        if fault is not None:
            return httpx.Response(200, stream=httpx.ByteStream(fault.encode()))
        copy = self.copies.get(page)
        closest = {"status": "200", "available": True, "url": copy, "timestamp": "20130919044612"}
        answer = {"url": page, "archived_snapshots": {"closest": closest} if copy else {}}
        return httpx.Response(200, stream=httpx.ByteStream(json.dumps(answer).encode()))


class _Endless(httpx.AsyncByteStream):
    """A body that never ends: whoever reads it hangs."""

    async def __aiter__(self):  # type: ignore[no-untyped-def]
        while True:
            yield b"x" * 65536
            await asyncio.sleep(0)


def _address(request: httpx.Request) -> str:
    """Returns the address that was asked for, with the name in the place of its number."""
    host = request.headers["Host"]
    return f"{request.url.scheme}://{host}{request.url.raw_path.decode()}"
