"""The Bookshelf as a source behind PubMed, which has been asked for its book articles before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from refcheck.compare.deposits import names_living_book
from refcheck.lookup.bookshelf import mapping, queries
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.caching_provider import Known, Save, Sender, Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.provider import Parses
from refcheck.lookup.query import Query
from refcheck.lookup.searched.joined import JoinedSearches
from refcheck.lookup.searched.outcomes import SearchedSource
from refcheck.lookup.searched.responses import Hits, SearchedResponse, read_cached, text_form
from refcheck.model.outcome import Outcome
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import Reference

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["TEXT_FORM", "Bookshelf"]

_REPORTS: Final = frozenset({WorkType.BOOK, WorkType.REPORT, WorkType.CHAPTER, WorkType.DOCUMENT})
TEXT_FORM: Final = text_form(queries.ENDPOINT, "searches of the Bookshelf")


class Bookshelf:
    """The `FurtherSource` of the Bookshelf."""

    source = mapping.SOURCE
    name = "Bookshelf"

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        self._searched = SearchedSource(
            Source(config, _Service(), warn),
            name=self.name,
            key=self.source,
            id_name="NBK number",
            queries_of=queries.queries_of,
            remaining=queries.remaining,
            url_of=_url_of,
        )

    def takes(self, reference: Reference) -> bool:
        """Returns whether a page of the Bookshelf is cited, or a report of those who have theirs in
        it."""
        record = reference.record
        if queries.numbers_of(record) or names_living_book(record):
            return True
        return record.type in _REPORTS and queries.is_organisations(record)

    def lists_whole(self, _record: BibliographicRecord) -> bool:
        """Returns False: pages are renamed and taken down."""
        return False

    async def search(self, works: Sequence[Parses]) -> list[Outcome]:
        """Look up works by NBK number, and by title in their book; see `FurtherSource.search`."""
        return await self._searched.search(works)

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self._searched.aclose()


def _url_of(record: BibliographicRecord) -> str | None:
    return record.url


class _Service:
    name = "Bookshelf"
    form = TEXT_FORM

    def read(self, cached: CachedResponse) -> SearchedResponse:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        return read_cached(cached, mapping.record_of)

    def describe(self, query: Query) -> str:
        """Returns a query in words."""
        return f"the search of the Bookshelf {query.text[:80]}"

    def named_by(self, _response: SearchedResponse) -> Sequence[Query]:
        """Returns nothing: a response contains all that it names."""
        return ()

    def sender(self, client: Client, save: Save, _known: Known[SearchedResponse]) -> Sender:
        """Returns what sends queries to the service."""
        return JoinedSearches(_Asks(client), save)


@dataclass(frozen=True, slots=True)
class _Asks:
    """Asks ESearch, and ESummary for its hits, several works at once."""

    client: Client

    most = 8

    async def hits(self, texts: Sequence[str]) -> Hits:
        """Returns what the searches find together. Raises `ServiceError`."""
        from refcheck.lookup.searched.entrez import found_hits

        return await found_hits(self.client, "books", texts, mapping.trimmed)

    def own(self, text: str, items: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Returns the items that a search has found."""
        return queries.own(text, items)
