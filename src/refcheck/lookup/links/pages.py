"""Whether a web page is there: asked once if it is, and more than once before it is called gone.

A page is gone only if its server says so twice (404 or 410, some seconds apart, the second time in
answer to GET), or if nobody has the name of the server. Anything else says nothing of the page:
publishers turn programs away, servers are slow, networks are blocked.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.text_form import LinePerResponse, TextForm
from refcheck.lookup.caching_provider import Known, Save, Sender
from refcheck.lookup.query import Query

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client
    from refcheck.lookup.http.web_pages import WebPages

__all__ = ["ENDPOINT", "LINE", "PageResponse", "PageService"]

ENDPOINT: Final = "web-page"
_GONE: Final = frozenset({404, 410})
_TIMES: Final = 2
_PAUSE: Final = 5.0  # seconds before a page is called gone: as doi.org is asked twice


class _Came(Enum):
    THERE = "there"
    GONE = "gone"
    REFUSED = "refused"  # whatever else: it says nothing of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    came: _Came
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResponse:
    """Whether a page is there, and what was said of it, in words."""

    there: bool
    said: tuple[str, ...]
    retrieved: date


class PageService:
    """Web pages, for `lookup.caching_provider.Source`. `pages` opens what asks them."""

    name = "the web"

    def __init__(
        self,
        pages: Callable[[], WebPages],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pages = pages
        self._sleep = sleep

    @property
    def form(self) -> TextForm:
        """The text form of the responses."""
        return TextForm(lines=(LINE,))

    def read(self, cached: CachedResponse) -> PageResponse:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        try:
            answer = json.loads(cached.payload)
        except (ValueError, RecursionError):
            raise DamagedResponseError("it is not JSON") from None
        match answer:
            case {"there": bool(there), "said": list(said)}:
                return PageResponse(there=there, said=tuple(map(str, said)), retrieved=cached.day)
            case _:
                raise DamagedResponseError("it is not the answer of a web page")

    def describe(self, query: Query) -> str:
        """Returns a query in words."""
        return f"the page {query.text[:200]}"

    def named_by(self, _response: PageResponse) -> Sequence[Query]:
        """Returns nothing: a response contains all that it names."""
        return ()

    def sender(self, _client: Client, save: Save, _known: Known[PageResponse]) -> Sender:
        """Returns what asks the pages: each its own server, and not a service."""
        return _Sender(self._pages(), save, self._sleep)


class _Sender:
    """Asks pages side by side; how many at once is for `WebPages` to say."""

    def __init__(
        self, pages: WebPages, save: Save, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._pages = pages
        self._save = save
        self._sleep = sleep

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each page of which nothing is known."""
        wanted = list(queries)
        reasons = await asyncio.gather(*map(self._one, wanted))
        return {query: reason for query, reason in zip(wanted, reasons, strict=True) if reason}

    async def _one(self, query: Query) -> str | None:
        from refcheck.lookup.http.errors import ServiceError

        try:
            there, said = await self._state(query.text)
        except ServiceError as error:
            return error.reason
        self._save([_entry(query, there, said, time.time())])
        return None

    async def _state(self, url: str) -> tuple[bool, list[str]]:
        """Returns whether a page is there, and what was said. Raises `ServiceError` where nothing
        is known."""
        from refcheck.lookup.http.errors import ServiceError

        said = [await self._head(url)]
        while said[-1].came is not _Came.THERE:
            if said[-1].came is _Came.GONE:
                if sum(each.came is _Came.GONE for each in said) >= _TIMES:
                    break
                await self._sleep(_PAUSE)
            elif len(said) > 1:
                raise ServiceError(said[-1].text)
            said.append(await self._said("GET", url))
        return said[-1].came is _Came.THERE, [each.text for each in said]

    async def _head(self, url: str) -> _Said:
        """Returns what is said to HEAD. A server that does not answer it may answer GET."""
        from refcheck.lookup.http.errors import ServiceError
        from refcheck.lookup.http.web_addresses import ClosedError

        try:
            return await self._said("HEAD", url)
        except ClosedError:
            raise
        except ServiceError as error:
            return _Said(came=_Came.REFUSED, text=error.reason)

    async def _said(self, method: str, url: str) -> _Said:
        from refcheck.lookup.http.web_pages import NameUnknownError

        try:
            reply = await self._pages.ask(method, url)
        except NameUnknownError as error:
            return _Said(came=_Came.GONE, text=error.reason)
        status = reply.status
        came = _Came.THERE if 200 <= status < 300 else _Came.REFUSED
        text = f"{urlsplit(reply.url).hostname} answers {method} with HTTP {status}"
        return _Said(came=_Came.GONE if status in _GONE else came, text=text)


def _entry(query: Query, there: bool, said: Sequence[str], retrieved: float) -> CachedResponse:
    answer = {"there": there, "said": list(said)}
    return CachedResponse(
        query=query,
        payload=json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(),
        retrieved=retrieved,
        short_lived=not there,  # a server may find it again next week
    )


def _members(cached: CachedResponse) -> dict[str, Any]:
    answer = json.loads(cached.payload)
    return {"there": answer["there"], "said": answer["said"]}


def _read_line(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    there, said = line["there"], line["said"]
    if not isinstance(there, bool) or not isinstance(said, list):
        raise TypeError("not the answer of a web page")
    return _entry(query, there, said, retrieved)


LINE: Final = LinePerResponse(
    endpoint=ENDPOINT,
    noun="web pages",
    file_name=f"{ENDPOINT}.jsonl",
    members=_members,
    read=_read_line,
    optional=True,
)
