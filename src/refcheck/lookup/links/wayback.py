"""Copies of web pages that are gone: asked of the availability service of the Wayback Machine.

It names the copy nearest to a date. Where it names none, it has none or did not look just now: that
is no answer, and is not stored.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.text_form import LinePerResponse, TextForm
from refcheck.lookup.caching_provider import Known, Save, Sender
from refcheck.lookup.known_service import KnownService
from refcheck.lookup.query import Query
from refcheck.model.record import PartialDate

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client, Reply

__all__ = ["LINE", "WAYBACK", "CopyResponse", "WaybackService", "copy_query", "read_copy"]

# No limit is published for it; that of the archive's other service is about 30 requests a minute.
WAYBACK: Final = KnownService(
    source="wayback",
    name="the Internet Archive",
    url="https://archive.org/wayback/",
    rate=0.3,
    rate_with_email=0.3,
    in_flight=1,
)
_ENDPOINT: Final = "archived-copy"
_COPY: Final = re.compile(
    r"https?://web\.archive\.org/web/(?P<stamp>\d{14})/(?P<page>[\x21-\x7e]{4,2000})"
)
_NO_DATE: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyResponse:
    """Where a copy of a page can be read, and of which day it is."""

    url: str
    day: date
    retrieved: date


def copy_query(url: str, when: PartialDate | None) -> Query:
    """Returns the query for the copy of a page that is nearest to a date."""
    day = f"{when.year:04}{when.month or 7:02}{when.day or 1:02}" if when else _NO_DATE
    return Query(_ENDPOINT, f"{day} {url}")


def read_copy(url: str) -> Callable[[Reply], str | None]:
    """Returns what reads a reply about a page: the address of its copy; None where it names none.

    Raises `ServiceError` where the reply is none.
    """
    from refcheck.lookup.http.errors import RetryableError

    def read(reply: Reply) -> str | None:
        try:
            answer: Any = json.loads(reply.body)
        except (ValueError, RecursionError):
            raise RetryableError(
                f"{WAYBACK.name} answers with what is not JSON, or breaks off"
            ) from None
        match answer:
            case {"archived_snapshots": {"closest": {"available": True, "url": str(copy), **more}}}:
                found = _COPY.fullmatch(copy)
                is_of_it = (
                    found is not None
                    and str(more.get("status")) == "200"
                    and _is_same(found["page"], url)
                    and _day(found["stamp"]) is not None
                )
                return f"https://{copy.partition('://')[2]}" if is_of_it else None
            case {"archived_snapshots": dict()}:
                return None
            case _:
                raise RetryableError(f"{WAYBACK.name} answers with what is no answer")

    return read


def _is_same(one: str, other: str) -> bool:
    """Returns whether two addresses are of one page to the archive: it looks neither at the scheme
    nor at "www." nor at capitals."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = (parts.hostname or "").removeprefix("www.").removesuffix(".")
    except ValueError:
        return "", url
    query = f"?{parts.query}" if parts.query else ""
    return host, f"{parts.path.rstrip('/')}{query}".lower()


def _day(stamp: str) -> date | None:
    try:
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None


class WaybackService:
    """The service, for `lookup.caching_provider.Source`."""

    name = WAYBACK.name

    @property
    def form(self) -> TextForm:
        """The text form of the responses."""
        return TextForm(lines=(LINE,))

    def read(self, cached: CachedResponse) -> CopyResponse:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        try:
            copy = json.loads(cached.payload)
        except (ValueError, RecursionError):
            raise DamagedResponseError("it is not JSON") from None
        found = _COPY.fullmatch(copy) if isinstance(copy, str) else None
        day = _day(found["stamp"]) if found else None
        if day is None:
            raise DamagedResponseError("it is not the address of a copy")
        return CopyResponse(url=copy, day=day, retrieved=cached.day)

    def describe(self, query: Query) -> str:
        """Returns a query in words."""
        return f"the copy of {query.text.partition(' ')[2][:200]}"

    def named_by(self, _response: CopyResponse) -> Sequence[Query]:
        """Returns nothing: a response contains all that it names."""
        return ()

    def sender(self, client: Client, save: Save, _known: Known[CopyResponse]) -> Sender:
        """Returns what sends queries to the service."""
        return _Sender(client, save)


class _Sender:
    """Asks for one page in a request: the service takes no lists."""

    def __init__(self, client: Client, save: Save) -> None:
        self._client = client
        self._save = save

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each page of which no copy is known."""
        wanted = list(queries)
        reasons = await asyncio.gather(*map(self._one, wanted))
        return {query: reason for query, reason in zip(wanted, reasons, strict=True) if reason}

    async def _one(self, query: Query) -> str | None:
        from refcheck.lookup.http.errors import ServiceError

        day, _, url = query.text.partition(" ")
        fields = {"url": url} if day == _NO_DATE else {"url": url, "timestamp": day}
        try:
            copy = await self._client.get("available", fields, read_copy(url))
        except ServiceError as error:
            return error.reason
        if copy is None:
            return f"{WAYBACK.name} names no copy: it has none, or did not look just now"
        self._save([_entry(query, copy, time.time())])
        return None


def _entry(query: Query, copy: str, retrieved: float) -> CachedResponse:
    return CachedResponse(
        query=query, payload=json.dumps(copy).encode(), retrieved=retrieved, short_lived=False
    )


def _read_line(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    if not isinstance(line["copy"], str):
        raise TypeError("not the address of a copy")
    return _entry(query, line["copy"], retrieved)


LINE: Final = LinePerResponse(
    endpoint=_ENDPOINT,
    noun="copies of web pages",
    file_name=f"{_ENDPOINT}.jsonl",
    members=lambda cached: {"copy": json.loads(cached.payload)},
    read=_read_line,
    optional=True,
)
