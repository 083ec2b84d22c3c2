"""A source that is searched, as the cache and the network see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.cache.text_form import TextForm
from refcheck.lookup.caching_provider import Known, Save, Sender
from refcheck.lookup.query import Query
from refcheck.lookup.searched.joined import Asks, JoinedSearches
from refcheck.lookup.searched.responses import Hits, Item, SearchedResponse, read_cached
from refcheck.model.record import BibliographicRecord

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["EntrezSearches", "SearchService"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchService:
    """One source, for `lookup.caching_provider.Source`.

    `called` is its name within a sentence ("the NLM Catalog"); `record_of` maps what it describes
    (None: it is no record), `asks` says how it is searched.
    """

    name: str
    called: str
    form: TextForm
    record_of: Callable[[Item], BibliographicRecord | None]
    asks: Callable[[Client], Asks]

    def read(self, cached: CachedResponse) -> SearchedResponse:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        return read_cached(cached, self.record_of)

    def describe(self, query: Query) -> str:
        """Returns a query in words."""
        return f"the search of {self.called} {query.text[:80]}"

    def named_by(self, _response: SearchedResponse) -> Sequence[Query]:
        """Returns nothing: a response contains all that it names."""
        return ()

    def sender(self, client: Client, save: Save, _known: Known[SearchedResponse]) -> Sender:
        """Returns what sends queries to the service."""
        return JoinedSearches(self.asks(client), save)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrezSearches:
    """Asks ESearch, and ESummary for its hits, several works at once.

    `trimmed` leaves of a summary what is mapped, `belonging` are the items that a search has found.
    """

    client: Client
    database: str
    trimmed: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    belonging: Callable[[str, Sequence[Item]], Sequence[Item]]

    most = 8

    async def hits(self, texts: Sequence[str]) -> Hits:
        """Returns what the searches find together. Raises `ServiceError`."""
        from refcheck.lookup.searched.entrez import found_hits

        return await found_hits(self.client, self.database, texts, self.trimmed)

    def own(self, text: str, items: Sequence[Item]) -> Sequence[Item]:
        """Returns the items that a search has found, the likeliest first."""
        return self.belonging(text, items)
