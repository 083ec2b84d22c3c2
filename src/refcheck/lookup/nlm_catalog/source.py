"""The NLM Catalog as a source behind PubMed: books, reports, theses; chapters by their book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from refcheck.compare.deposits import names_living_book
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.caching_provider import Known, Save, Sender, Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.nlm_catalog import mapping, queries
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

__all__ = ["TEXT_FORM", "NlmCatalog"]

_NAME: Final = "the NLM Catalog"
_KINDS: Final = frozenset(
    {WorkType.BOOK, WorkType.REPORT, WorkType.THESIS, WorkType.CHAPTER, WorkType.DOCUMENT}
)
TEXT_FORM: Final = text_form(queries.ENDPOINT, "searches of the NLM Catalog")
_PAGE: Final = "https://www.ncbi.nlm.nih.gov/nlmcatalog/"


class NlmCatalog:
    """The `FurtherSource` of the NLM Catalog.

    For a chapter the books are given that have its book's title: such a record says that there is
    the book, not that the chapter is in it. Other editions of a book are given, too.
    """

    source = mapping.SOURCE
    name = "NLM Catalog"

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        self._searched = SearchedSource(
            Source(config, _Service(), warn),
            name=self.name,
            key=self.source,
            id_name="NLM ID",
            queries_of=queries.queries_of,
            remaining=queries.remaining,
            url_of=_url_of,
        )

    def takes(self, reference: Reference) -> bool:
        """Returns whether a book, a report or the like is cited.

        Books that are updated page by page are in the Bookshelf."""
        record = reference.record
        if names_living_book(record):
            return False
        return record.type in _KINDS and (bool(record.isbn) or bool(record.title))

    def lists_whole(self, _record: BibliographicRecord) -> bool:
        """Returns False: the library has no book of most small presses and other fields."""
        return False

    async def search(self, works: Sequence[Parses]) -> list[Outcome]:
        """Look up works by title with author, and by ISBN; see `FurtherSource.search`."""
        return await self._searched.search(works)

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self._searched.aclose()


def _url_of(record: BibliographicRecord) -> str | None:
    return f"{_PAGE}{record.nlm_id}" if record.nlm_id else None


class _Service:
    name = _NAME
    form = TEXT_FORM

    def read(self, cached: CachedResponse) -> SearchedResponse:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        return read_cached(cached, mapping.record_of)

    def describe(self, query: Query) -> str:
        """Returns a query in words."""
        return f"the search of the NLM Catalog {query.text[:80]}"

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

        return await found_hits(self.client, "nlmcatalog", texts, mapping.trimmed)

    def own(self, text: str, items: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Returns the items that a search has found; journals are none."""
        return queries.own(text, [item for item in items if not mapping.is_journal(item)])
