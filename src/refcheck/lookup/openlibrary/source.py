"""Open Library as a source behind PubMed: books by their ISBN, many in a request.

It lists what people have typed, so that it may confirm a book and never contradict one: which
differences may be its own is in `checks.second_sources`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from refcheck.compare.papers import is_meeting_paper
from refcheck.frozen import dataclass
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.known_service import KnownService
from refcheck.lookup.openlibrary import mapping
from refcheck.lookup.query import Query
from refcheck.lookup.searched.outcomes import SearchedSource
from refcheck.lookup.searched.responses import Hits, text_form
from refcheck.lookup.searched.service import SearchService
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import Reference
from refcheck.text.works.identifiers import normalise_isbn, other_isbn

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["OPEN_LIBRARY", "TEXT_FORM", "OpenLibrary"]

# Seen by its users in 2026: a request a second, three where a mail address is in the header.
OPEN_LIBRARY: Final = KnownService(
    source=mapping.SOURCE,
    name="Open Library",
    url="https://openlibrary.org/",
    rate=1.0,
    rate_with_email=2.5,
    in_flight=1,
)
_ENDPOINT: Final = "openlibrary-isbn"
_KINDS: Final = frozenset({WorkType.BOOK, WorkType.REPORT, WorkType.THESIS, WorkType.DOCUMENT})
TEXT_FORM: Final = text_form(_ENDPOINT, "books at Open Library")


class OpenLibrary(SearchedSource):
    """The `FurtherSource` of Open Library."""

    source = OPEN_LIBRARY.source
    name = OPEN_LIBRARY.name

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        super().__init__(
            Source(config, _SERVICE, warn),
            id_name="record",
            queries_of=_queries_of,
            remaining=_nothing_remains,
            url_of=_url_of,
        )

    def takes(self, reference: Reference) -> bool:
        """Returns whether a book or the like is cited, with its ISBN."""
        record = reference.record
        return bool(record.isbn) and record.type in _KINDS and not is_meeting_paper(record)

    def lists_whole(self, _record: BibliographicRecord) -> bool:
        """Returns False: what it does not list says nothing."""
        return False


def _queries_of(record: BibliographicRecord) -> tuple[Query, ...]:
    """Returns a query for each ISBN, in 13 digits."""
    isbns = (each if len(each) == 13 else other_isbn(each) for each in record.isbn)
    return tuple(dict.fromkeys(Query(_ENDPOINT, isbn) for isbn in isbns if isbn))


def _nothing_remains(_query: Query, _ignored: Sequence[str]) -> Query | None:
    """Returns None: an ISBN has no parts that could be left out."""
    return None


def _url_of(record: BibliographicRecord) -> str | None:
    return record.url


@dataclass(frozen=True, slots=True)
class _Asks:
    """Asks for books by their ISBNs, each in both of its forms: 50 keys may be in a request."""

    client: Client

    most = 25

    async def hits(self, texts: Sequence[str]) -> Hits:
        """Returns the books that have one of these ISBNs. Raises `ServiceError`."""
        from refcheck.lookup.openlibrary.replies import read_books

        printed = [isbn for text in texts if (isbn := normalise_isbn(text))]
        forms = [form for isbn in printed for form in (isbn, other_isbn(isbn)) if form]
        keys = [f"ISBN:{form}" for form in forms]
        fields = {"bibkeys": ",".join(keys), "format": "json", "jscmd": "data"}
        books = await self.client.get("api/books.json", fields, read_books(keys))
        items = list({str(each.get("key")): mapping.trimmed(each) for each in books}.values())
        return Hits(count=len(items), items=items)

    def own(self, text: str, items: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Returns the books that have the ISBN themselves."""
        return [item for item in items if text in mapping.isbns_of(item)]


_SERVICE: Final = SearchService(
    name=OPEN_LIBRARY.name,
    called=OPEN_LIBRARY.name,
    form=TEXT_FORM,
    record_of=mapping.record_of,
    asks=_Asks,
)
