"""Responses from wherever they are: known in this run, cached, or asked of the service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from refcheck.lookup.cache.cache import Cache
from refcheck.lookup.cache.responses import (
    CachedResponse,
    DamagedResponseError,
    RecordResponse,
    Response,
    read_cached,
)
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.queries import Endpoint, Query, record_query
from refcheck.model.outcome import NotCached, Unavailable
from refcheck.model.record import BibliographicRecord

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client
    from refcheck.lookup.pubmed.fitting import Witnesses

__all__ = ["QueryResult", "Source"]

QueryResult = Response | Unavailable | NotCached

# Parsed answers stored in memory: a record takes about 8 kB.
_MOST_KNOWN = 4096


class Source:
    """Answers queries. Offline it imports no network library and opens no connection."""

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        self._config = config
        self._warn = warn
        self._cache = Cache(config, warn)
        self._known: dict[Query, Response] = {}
        self._asked: set[Query] = set()
        self._open: dict[Query, Unavailable | NotCached] = {}  # asked ahead, in vain
        self._client: Client | None = None
        self._witnesses: Witnesses | None = None

    async def aclose(self) -> None:
        """Close connections and files."""
        if self._client is not None:
            await self._client.aclose()
        self._cache.close()

    async def ask(self, queries: Iterable[Query]) -> dict[Query, QueryResult]:
        """A response to every query, or why there is none."""
        responses: dict[Query, QueryResult] = {}
        unknown = []
        for query in dict.fromkeys(queries):
            if query in self._known:
                responses[query] = self._known[query]
            else:
                unknown.append(query)
        responses |= self._cached(unknown)
        responses |= {
            query: self._open.pop(query)
            for query in unknown
            if query in self._open and query not in responses
        }
        missing = [query for query in unknown if query not in responses]
        if missing:
            responses |= (
                self._not_cached(missing) if self._config.offline else await self._ask(missing)
            )
        return responses

    async def ask_ahead(self, queries: Iterable[Query]) -> None:
        """Ask now, in one go, what would be asked one after the other; the responses stay known.

        Offline nothing is done. A query that stays unanswered is not asked again in its place.
        """
        if not self._config.offline:
            responses = await self.ask(queries)
            self._open = {
                query: response
                for query, response in responses.items()
                if isinstance(response, Unavailable | NotCached)
            }

    async def ask_again(self, queries: Sequence[Query]) -> dict[Query, QueryResult]:
        """Ask the service although there is a response; offline that response stands."""
        if not queries or self._config.offline:
            return await self.ask(queries)
        self.drop(queries)
        return await self._ask(queries)

    def known(self, query: Query) -> Response | None:
        """The response to a query where it is there already."""
        return self._known.get(query) or self._cached([query]).get(query)

    def was_cached(self, query: Query) -> bool:
        """Whether the service was not asked this query in this run."""
        return query not in self._asked

    def drop(self, queries: Iterable[Query]) -> None:
        """Keep no answer to these queries."""
        for query in queries:
            self._known.pop(query, None)
            self._cache.drop(query)

    def _held(self, pmids: Sequence[str]) -> dict[str, BibliographicRecord]:
        """Those of the records that are known or cached."""
        queries = [record_query(pmid) for pmid in pmids]
        known = {query: self._known[query] for query in queries if query in self._known}
        rest = [query for query in queries if query not in known]
        return {
            query.text: response.record
            for query, response in (known | self._cached(rest)).items()
            if isinstance(response, RecordResponse) and response.record is not None
        }

    def _cached(self, queries: Sequence[Query]) -> dict[Query, Response]:
        responses = {}
        for query, cached in (self._cache.get_many(queries) if queries else {}).items():
            try:
                responses[query] = self._remember(cached)
            except DamagedResponseError as error:
                self._cache.forget(query, str(error))
        return responses

    def _remember(self, cached: CachedResponse) -> Response:
        response = read_cached(cached)
        self._known[cached.query] = response
        while len(self._known) > _MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return response

    def _not_cached(self, queries: Iterable[Query]) -> dict[Query, NotCached]:
        return {
            query: NotCached(reason=f"offline, and {_named(query)} is not in the cache")
            for query in queries
        }

    async def _ask(self, queries: Sequence[Query]) -> dict[Query, QueryResult]:
        from refcheck.lookup.http.client import Client
        from refcheck.lookup.pubmed.eutils import Service
        from refcheck.lookup.pubmed.fitting import Witnesses

        if self._client is None:
            self._client = Client(self._config, self._warn)
        if self._witnesses is None:
            self._witnesses = Witnesses()
        responses: dict[Query, QueryResult] = {}
        wanted = set(queries)
        self._asked |= wanted

        def save(cached_responses: Sequence[CachedResponse]) -> None:
            self._cache.save(cached_responses)
            for cached in cached_responses:
                response = self._remember(cached)
                self._asked.add(cached.query)
                if cached.query in wanted:
                    responses[cached.query] = response

        service = Service(self._client, save, self._held, self._witnesses)
        errors = await service.ask(queries)
        for query in queries:
            if query not in responses:
                reason = errors.get(query, "PubMed leaves a query unanswered")
                responses[query] = Unavailable(reason=reason)
        return responses


def _named(query: Query) -> str:
    match query.endpoint:
        case Endpoint.RECORD:
            return f"the record of PMID {query.text}"
        case Endpoint.CITATION:
            return "the answer to its citation line"
        case Endpoint.SEARCH:
            return f"the search {query.text[:80]}"
