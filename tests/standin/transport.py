"""The stand-in in the place of the network, for tests in one process."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

import httpx
from benchmarks.accuracy.service.behaviour import Behaviour, Reply
from tests.standin.faults import Broken, Fault, StandIn
from tests.standin.library import Library


class StandInTransport(httpx.AsyncBaseTransport):
    """Give it to `LookupConfig.transport`. `behaviour.requests` tells what was asked."""

    def __init__(self, library: Library, *faults: str, limit: int | None = None) -> None:
        self.behaviour = Behaviour(library, limit=limit)
        self.standin = StandIn(self.behaviour, [Fault.parse(fault) for fault in faults])
        self.urls: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request."""
        self.urls.append(str(request.url))
        body = (await request.aread()).decode()
        endpoint = request.url.path.rsplit("/", 1)[-1].split(".")[0]
        fields = dict(parse_qsl(body, keep_blank_values=True))
        answer = self.standin.handle(endpoint, fields)
        if isinstance(answer, Reply):
            body = httpx.ByteStream(answer.body)  # unread, as it comes from the network
            return httpx.Response(answer.status, headers=answer.headers, stream=body)
        return await _broken(answer, request)


async def _broken(answer: Broken, request: httpx.Request) -> httpx.Response:
    match answer.kind:
        case "refuse":
            raise httpx.ConnectError("All connection attempts failed", request=request)
        case "hang":
            await asyncio.sleep(3600)
        case "garbled":
            headers = {"Content-Encoding": "gzip"}
            return httpx.Response(200, headers=headers, stream=_Stream(iter([b"no gzip"] * 3)))
        case "cut":
            half = answer.reply.body[: len(answer.reply.body) // 2]
            error = httpx.RemoteProtocolError("peer closed connection", request=request)
            return httpx.Response(200, stream=_Stream(iter([half, error])))
        case "oversized":
            bomb = gzip.compress(b"<PubmedArticleSet>" + b" " * (1 << 20))
            return httpx.Response(
                200, stream=_Stream(iter([b" " * (1 << 20)] * 64)), headers={"X": str(len(bomb))}
            )
    return httpx.Response(200, stream=_Stream(iter([b" "] * 3600), pause=1.0))


class _Stream(httpx.AsyncByteStream):
    def __init__(self, parts: object, pause: float = 0.0) -> None:
        self._parts = parts
        self._pause = pause

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:  # type: ignore[attr-defined]
            if isinstance(part, Exception):
                raise part
            await asyncio.sleep(self._pause)
            yield part
