"""The NLM Catalog as a source behind PubMed: books, reports, theses; chapters by their book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from refcheck.compare.deposits import names_living_book
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.nlm_catalog import mapping, queries
from refcheck.lookup.searched.outcomes import SearchedSource
from refcheck.lookup.searched.responses import Item, text_form
from refcheck.lookup.searched.service import EntrezSearches, SearchService
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


class NlmCatalog(SearchedSource):
    """The `FurtherSource` of the NLM Catalog.

    For a chapter the books are given that have its book's title: such a record says that there is
    the book, not that the chapter is in it. Other editions of a book are given, too.
    """

    source = mapping.SOURCE
    name = "NLM Catalog"

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        super().__init__(
            Source(config, _SERVICE, warn),
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


def _url_of(record: BibliographicRecord) -> str | None:
    return f"{_PAGE}{record.nlm_id}" if record.nlm_id else None


def _own(text: str, items: Sequence[Item]) -> Sequence[Item]:
    """Returns the items that a search has found; journals are none."""
    return queries.own(text, [item for item in items if not mapping.is_journal(item)])


def _asks(client: Client) -> EntrezSearches:
    return EntrezSearches(
        client=client, database="nlmcatalog", trimmed=mapping.trimmed, belonging=_own
    )


_SERVICE: Final = SearchService(
    name=_NAME,
    called=_NAME,
    form=TEXT_FORM,
    record_of=mapping.record_of,
    asks=_asks,
)
