"""Responses from wherever they are: known in this run, cached, or sent by the service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from refcheck.lookup.cache.cache import Cache
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.text_form import TextForm
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.query import Query
from refcheck.model.outcome import NotCached, Unavailable

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["CachedService", "Known", "Save", "Sender", "Source"]

R = TypeVar("R")  # what the responses of a service are read as

Save = Callable[[Sequence[CachedResponse]], None]
Known = Callable[[Sequence[Query]], Mapping[Query, R]]

# Responses that are read and stored in memory: a record takes about 8 kB.
_MOST_KNOWN = 4096
# Of those, so many are forgotten at once: to look for the oldest one passes all that are gone.
_FORGOTTEN = 1024


class Sender(Protocol):
    """Sends queries to a service; each response is handed to `save` as soon as it is there."""

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each query that has no response."""
        ...


class CachedService(Protocol[R]):
    """What a service says of its queries and responses so that they can be cached."""

    @property
    def name(self) -> str:
        """The name of the service for users."""
        ...

    @property
    def form(self) -> TextForm:
        """The text form of its responses."""
        ...

    def read(self, cached: CachedResponse) -> R:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        ...

    def describe(self, query: Query) -> str:
        """Returns a query in words ("the record of PMID 1")."""
        ...

    def named_by(self, response: R) -> Sequence[Query]:
        """Returns the queries for what a response names and does not contain."""
        ...

    def sender(self, client: Client, save: Save, known: Known[R]) -> Sender:
        """Returns what sends queries; `known` returns the responses that need not be sent for."""
        ...


class Source(Generic[R]):
    """Answers queries. Offline it imports no network library and opens no connection.

    `renewed` returns an entry of the cache in its form of today; None where it has that already.
    """

    def __init__(
        self,
        config: LookupConfig,
        service: CachedService[R],
        warn: Callable[[str], None],
        renewed: Callable[[CachedResponse, R], CachedResponse | None] = lambda _cached, _read: None,
    ) -> None:
        self._renewed = renewed
        self._config = config
        self._service = service
        self._warn = warn
        self._cache = Cache(config, service.form, warn)
        self._known: dict[Query, R] = {}
        self._asked: set[Query] = set()
        self._open: dict[Query, Unavailable | NotCached] = {}  # asked ahead, in vain
        self._client: Client | None = None

    @property
    def config(self) -> LookupConfig:
        """How the service is asked."""
        return self._config

    @property
    def service(self) -> CachedService[R]:
        """What the cache has to know of the service."""
        return self._service

    async def aclose(self) -> None:
        """Close connections and files."""
        if self._client is not None:
            await self._client.aclose()
        self._cache.close()

    async def ask(self, queries: Iterable[Query]) -> dict[Query, R | Unavailable | NotCached]:
        """Returns a response to every query, or why there is none."""
        responses: dict[Query, R | Unavailable | NotCached] = {}
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

    async def ask_again(self, queries: Sequence[Query]) -> dict[Query, R | Unavailable | NotCached]:
        """Ask the service although there is a response; offline that response stands."""
        if not queries or self._config.offline:
            return await self.ask(queries)
        self.drop(queries)
        return await self._ask(queries)

    async def renew(
        self, queries: Sequence[Query], days: float
    ) -> dict[Query, R | Unavailable | NotCached]:
        """Ask the service again whose responses are older than so many days; offline nobody.

        Returns the new responses alone. Where the service cannot be asked, the old one is kept.
        """
        if self._config.offline:
            return {}
        old = self._cache.older_than(days, [query for query in queries if self.was_cached(query)])
        return await self._ask(old) if old else {}

    def known(self, query: Query) -> R | None:
        """Returns the response to a query if it is there already."""
        return self._known.get(query) or self._cached([query]).get(query)

    def was_cached(self, query: Query) -> bool:
        """Returns whether a query was not sent to the service in this run."""
        return query not in self._asked

    def drop(self, queries: Iterable[Query]) -> None:
        """Forget the responses to these queries."""
        for query in queries:
            self._known.pop(query, None)
            self._cache.drop(query)

    def _already(self, queries: Sequence[Query]) -> dict[Query, R]:
        """Returns those of the responses that are known or cached."""
        known = {query: self._known[query] for query in queries if query in self._known}
        return known | self._cached([query for query in queries if query not in known])

    def _cached(self, queries: Sequence[Query]) -> dict[Query, R]:
        responses: dict[Query, R] = {}
        renewed = []
        for query, cached in (self._cache.get_many(queries) if queries else {}).items():
            try:
                responses[query] = response = self._remember(cached)
            except DamagedResponseError as error:
                self._cache.forget(query, str(error))
            else:
                if not self._config.offline:  # else nothing is written
                    renewed.append(self._renewed(cached, response))
        self._cache.rewrite([each for each in renewed if each is not None])
        return responses

    def _remember(self, cached: CachedResponse) -> R:
        response = self._service.read(cached)
        self._known[cached.query] = response
        if len(self._known) > _MOST_KNOWN:
            for query in list(islice(self._known, _FORGOTTEN)):
                del self._known[query]
        return response

    def _not_cached(self, queries: Iterable[Query]) -> dict[Query, NotCached]:
        return {
            query: NotCached(
                reason=f"offline, and {self._service.describe(query)} is not in the cache"
            )
            for query in queries
        }

    async def _ask(self, queries: Sequence[Query]) -> dict[Query, R | Unavailable | NotCached]:
        from refcheck.lookup.http.client import Client

        if self._client is None:
            self._client = Client(self._config, self._warn)
        responses: dict[Query, R | Unavailable | NotCached] = {}
        wanted = set(queries)
        self._asked |= wanted

        def save(cached_responses: Sequence[CachedResponse]) -> None:
            self._cache.save(cached_responses)
            for cached in cached_responses:
                response = self._remember(cached)
                self._asked.add(cached.query)
                if cached.query in wanted:
                    responses[cached.query] = response

        errors = await self._service.sender(self._client, save, self._already).ask(queries)
        for query in queries:
            if query not in responses:
                reason = errors.get(query, f"{self._service.name} leaves a query unanswered")
                responses[query] = Unavailable(reason=reason)
        return responses
