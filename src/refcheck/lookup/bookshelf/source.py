"""The Bookshelf as a source behind PubMed, which has been asked for its book articles before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from refcheck.compare.deposits import names_living_book
from refcheck.lookup.bookshelf import mapping, queries
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.searched.outcomes import SearchedSource
from refcheck.lookup.searched.responses import text_form
from refcheck.lookup.searched.service import EntrezSearches, SearchService
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import Reference

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["TEXT_FORM", "Bookshelf"]

_REPORTS: Final = frozenset({WorkType.BOOK, WorkType.REPORT, WorkType.CHAPTER, WorkType.DOCUMENT})
TEXT_FORM: Final = text_form(queries.ENDPOINT, "searches of the Bookshelf")


class Bookshelf(SearchedSource):
    """The `FurtherSource` of the Bookshelf."""

    source = mapping.SOURCE
    name = "Bookshelf"

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        super().__init__(
            Source(config, _SERVICE, warn),
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


def _url_of(record: BibliographicRecord) -> str | None:
    return record.url


def _asks(client: Client) -> EntrezSearches:
    return EntrezSearches(
        client=client, database="books", trimmed=mapping.trimmed, belonging=queries.own
    )


_SERVICE: Final = SearchService(
    name="Bookshelf",
    called="the Bookshelf",
    form=TEXT_FORM,
    record_of=mapping.record_of,
    asks=_asks,
)
