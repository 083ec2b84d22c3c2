"""PubMed as a service whose responses are cached: their forms, and what sends the queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.caching_provider import Known, Save, Sender
from refcheck.lookup.pubmed.identity import NAME
from refcheck.lookup.pubmed.queries import Endpoint, record_query
from refcheck.lookup.pubmed.responses import (
    CitationResponse,
    RecordResponse,
    Response,
    SearchResponse,
    read_cached,
)
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.query import Query
from refcheck.model.outcome import NotCached, Unavailable
from refcheck.model.record import BibliographicRecord

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client
    from refcheck.lookup.pubmed.search.fitting import Witnesses

__all__ = ["EUtilities", "PubMedSource", "QueryResult", "named_pmids"]

QueryResult = Response | Unavailable | NotCached

# Candidates fetched for one query: ecitmatch lists few, and a longer list tells nothing.
_MOST_CANDIDATES = 20


class PubMedSource(Protocol):
    """What answers PubMed's queries: the E-utilities by way of the cache (see `Source`, where each
    method is described), or an index."""

    async def ask(self, queries: Iterable[Query]) -> dict[Query, QueryResult]:
        """Returns a response to every query, or why there is none."""
        ...

    async def ask_ahead(self, queries: Iterable[Query]) -> None:
        """Ask now, in one go, what would be asked one after the other."""
        ...

    async def ask_again(self, queries: Sequence[Query]) -> dict[Query, QueryResult]:
        """Ask although there is a response."""
        ...

    async def renew(self, queries: Sequence[Query], days: float) -> dict[Query, QueryResult]:
        """Returns new responses to the queries whose responses are older than so many days."""
        ...

    def known(self, query: Query) -> Response | None:
        """Returns the response to a query if it is there already."""
        ...

    def was_cached(self, query: Query) -> bool:
        """Returns whether a query was not sent to the service in this run."""
        ...

    def drop(self, queries: Iterable[Query]) -> None:
        """Forget the responses to these queries."""
        ...

    async def aclose(self) -> None:
        """Close connections and files."""
        ...


class EUtilities:
    """The E-utilities of PubMed, as one run uses them. Offline no network library is imported."""

    name = NAME
    form = TEXT_FORM

    def __init__(self) -> None:
        self._witnesses: Witnesses | None = None

    def read(self, cached: CachedResponse) -> Response:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        return read_cached(cached)

    def describe(self, query: Query) -> str:
        """Returns a query in words."""
        match query.endpoint:
            case Endpoint.RECORD:
                return f"the record of PMID {query.text}"
            case Endpoint.CITATION:
                return "the answer to its citation line"
            case _:
                return f"the search {query.text[:80]}"

    def named_by(self, response: Response) -> Sequence[Query]:
        """Returns the queries for the records that a response names."""
        return [record_query(pmid) for pmid in named_pmids(response)]

    def sender(self, client: Client, save: Save, known: Known[Response]) -> Sender:
        """Returns what sends queries to the E-utilities."""
        from refcheck.lookup.pubmed.eutils import Service
        from refcheck.lookup.pubmed.search.fitting import Witnesses

        if self._witnesses is None:
            self._witnesses = Witnesses()

        def known_records(pmids: Sequence[str]) -> Mapping[str, BibliographicRecord]:
            responses = known([record_query(pmid) for pmid in pmids])
            return {
                query.text: response.record
                for query, response in responses.items()
                if isinstance(response, RecordResponse) and response.record is not None
            }

        return Service(client, save, known_records, self._witnesses)


def named_pmids(response: QueryResult) -> Sequence[str]:
    """Returns the PMIDs worth fetching; none if a search has more hits than were listed."""
    match response:
        case SearchResponse(count=count, pmids=pmids):
            return pmids if count <= len(pmids) else ()
        case CitationResponse(pmids=pmids):
            return pmids[:_MOST_CANDIDATES]
        case _:
            return ()
