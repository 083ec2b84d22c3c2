"""Sends searches joined to few requests, and gives each search the hits that are its own.

A request that the service refuses, that finds more than it sends, or that it leaves something out
of, is taken apart: the search that was the cause is put alone, and the others are not its victims.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from refcheck.lookup.caching_provider import Save
from refcheck.lookup.query import Query, batched
from refcheck.lookup.searched.responses import Hits, cached_response

__all__ = ["Asks", "JoinedSearches"]


class Asks(Protocol):
    """How one source is searched."""

    @property
    def most(self) -> int:
        """How many searches may be joined to one request."""
        ...

    async def hits(self, texts: Sequence[str]) -> Hits:
        """Returns what the searches find together. Raises `ServiceError`."""
        ...

    def own(self, text: str, items: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Returns the items that a search has found, the likeliest first."""
        ...


class JoinedSearches:
    """The `Sender` of a source that is searched."""

    def __init__(self, asks: Asks, save: Save) -> None:
        self._asks = asks
        self._save = save

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each query that has no response."""
        parts = await asyncio.gather(*map(self._send, batched(queries, self._asks.most)))
        return {query: reason for part in parts for query, reason in part.items()}

    async def _send(self, batch: Sequence[Query]) -> dict[Query, str]:
        from refcheck.lookup.http.errors import RejectedError, ServiceError

        try:
            hits = await self._asks.hits([query.text for query in batch])
        except RejectedError as error:
            if len(batch) == 1:
                return {batch[0]: error.reason}
            return await self._apart(_halves(batch))
        except ServiceError as error:
            return dict.fromkeys(batch, error.reason)
        unanswered = [] if len(batch) == 1 else _spoilt(batch, hits)
        done = [query for query in batch if query not in unanswered]
        now = time.time()
        # What was left out of a joined request was left out of the searches that are put again.
        said = hits if len(batch) == 1 else Hits(count=hits.count, items=hits.items)
        self._save(
            [
                cached_response(query, self._asks.own(query.text, hits.items), said, now)
                for query in done
            ]
        )
        if not unanswered:
            return {}
        if len(unanswered) == len(batch):
            return await self._apart(_halves(batch))
        return await self._apart([[query] for query in unanswered])

    async def _apart(self, parts: Sequence[Sequence[Query]]) -> dict[Query, str]:
        errors = await asyncio.gather(*map(self._send, parts))
        return {query: reason for part in errors for query, reason in part.items()}


def _spoilt(batch: Sequence[Query], hits: Hits) -> Sequence[Query]:
    """Returns the searches that have to be put again: all, where hits are missing; else those
    that something was left out of."""
    if not hits.is_whole:
        return batch
    left_out = [phrase.partition("[")[0].strip('" ').lower() for phrase in hits.ignored]
    spoilt = [query for query in batch if any(word in query.text.lower() for word in left_out)]
    return spoilt or (batch if left_out else ())


def _halves(queries: Sequence[Query]) -> list[Sequence[Query]]:
    middle = (len(queries) + 1) // 2
    return [queries[:middle], queries[middle:]]
