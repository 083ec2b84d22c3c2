"""doi.org, Crossref and DataCite as services whose responses are cached."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.cache.text_form import TextForm
from refcheck.lookup.caching_provider import Known, Save, Sender
from refcheck.lookup.doi import crossref, datacite
from refcheck.lookup.doi.crossref_queries import search_fields
from refcheck.lookup.doi.responses import (
    Endpoint,
    Response,
    cached_response,
    read_cached,
    text_form,
)
from refcheck.lookup.doi.services_known import CROSSREF, DATACITE, DOI_ORG
from refcheck.lookup.known_service import KnownService
from refcheck.lookup.query import Query, batched

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["DoiService"]

# A longer list of agencies was answered with 504; 20 works are safe at Crossref.
_MOST_AGENCIES, _MOST_WORKS = 6, 20
_SECOND_LOOK = 5.0  # seconds between the two questions whether a DOI exists
_pause = asyncio.sleep
# Neither ends nor divides a list, nor means anything in a filter.
_LISTABLE: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789./-_()")
_NAMES = {
    Endpoint.HANDLE: "whether the DOI {doi} exists",
    Endpoint.HANDLE_AGAIN: "whether the DOI {doi} exists",
    Endpoint.AGENCY: "the agency of the DOI {doi}",
    Endpoint.CROSSREF: "the work of the DOI {doi} at Crossref",
    Endpoint.DATACITE: "the work of the DOI {doi} at DataCite",
    Endpoint.CROSSREF_SEARCH: "the search for {doi} at Crossref",
}

_ENDPOINTS = {
    DOI_ORG.source: (Endpoint.HANDLE, Endpoint.HANDLE_AGAIN, Endpoint.AGENCY),
    CROSSREF.source: (Endpoint.CROSSREF, Endpoint.CROSSREF_SEARCH),
    DATACITE.source: (Endpoint.DATACITE,),
}

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DoiService:
    """One of the three services, for `lookup.caching_provider.Source`."""

    known: KnownService

    @property
    def form(self) -> TextForm:
        """The text form of the responses of this service."""
        return text_form(*_ENDPOINTS[self.known.source])

    @property
    def name(self) -> str:
        """The name of the service for users."""
        return self.known.name

    def read(self, cached: CachedResponse) -> Response:
        """Returns what a stored response says. Raises `DamagedResponseError`."""
        return read_cached(cached)

    def describe(self, query: Query) -> str:
        """Returns a query in words."""
        return _NAMES[Endpoint(query.endpoint)].format(doi=query.text)

    def named_by(self, _response: Response) -> Sequence[Query]:
        """Returns nothing: a response contains all that it names."""
        return ()

    def sender(self, client: Client, save: Save, _known: Known[Response]) -> Sender:
        """Returns what sends queries to the service."""
        match self.known:
            case known if known == DOI_ORG:
                return _DoiOrg(client, save)
            case known if known == CROSSREF:
                return _Crossref(client, save, _CROSSREF)
            case known if known == DATACITE:
                return _Works(client, save, _DATACITE)
            case _:
                raise ValueError(self.known.source)


class _Batches:
    """Sends queries in batches; a batch that is refused is sent one by one."""

    def __init__(self, client: Client, save: Save) -> None:
        self._client = client
        self._save = save

    async def _send(self, queries: Sequence[Query], *, alone: bool = False) -> dict[Query, str]:
        """Returns the reason for each query without a response; `alone`: a list was refused."""
        from refcheck.lookup.http.errors import RejectedError, ServiceError

        try:
            answers = await self._answers(queries, alone=alone)
        except RejectedError as error:
            if alone:
                return dict.fromkeys(queries, error.reason)
            parts = await asyncio.gather(*(self._send([query], alone=True) for query in queries))
            return {query: reason for part in parts for query, reason in part.items()}
        except ServiceError as error:
            return dict.fromkeys(queries, error.reason)
        now = time.time()
        there = [query for query in queries if query.text in answers]
        self._save([cached_response(query, answers[query.text], now) for query in there])
        return {}

    async def _answers(self, queries: Sequence[Query], *, alone: bool) -> Answers:
        raise NotImplementedError

    async def _send_all(self, batches: Iterable[Sequence[Query]]) -> dict[Query, str]:
        parts = await asyncio.gather(*map(self._send, batches))
        return {query: reason for part in parts for query, reason in part.items()}


class _DoiOrg(_Batches):
    """Asks doi.org whose a DOI is, and whether it exists."""

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each query that has no response."""
        wanted = list(queries)
        agency = [query for query in wanted if query.endpoint == Endpoint.AGENCY]
        handles = [[query] for query in wanted if query.endpoint == Endpoint.HANDLE]
        again = [[query] for query in wanted if query.endpoint == Endpoint.HANDLE_AGAIN]
        reasons = await self._send_all([*batched(agency, _MOST_AGENCIES), *handles])
        if handles and again:  # where all that is cached is asked again
            await _pause(_SECOND_LOOK)
        return {**reasons, **await self._send_all(again)}

    async def _answers(self, queries: Sequence[Query], *, alone: bool) -> Answers:
        from refcheck.lookup.doi.replies import HANDLE_STATUSES, agencies, handle_exists

        del alone  # there is no other form
        dois = [query.text for query in queries]
        if queries[0].endpoint == Endpoint.AGENCY:
            path = f"doiRA/{','.join(map(_in_path, dois))}"
            return await self._client.get(path, {}, agencies(dois))
        # The second form asks for all values: nothing between here and there has it in store.
        fields = {"type": "URL"} if queries[0].endpoint == Endpoint.HANDLE else {}
        path = f"api/handles/{_in_path(dois[0])}"
        exists = await self._client.get(
            path, fields, handle_exists(dois[0]), answers=HANDLE_STATUSES
        )
        return {dois[0]: exists}


@dataclass(frozen=True, slots=True)
class _Agency:
    """How an agency is asked for works."""

    path: str
    fields: Callable[[Sequence[str]], dict[str, str]]
    read_list: str  # the names of functions of `replies`, which is imported when first used
    read_work: str
    trimmed: Callable[[Mapping[str, Any]], dict[str, Any]]


def _crossref_fields(dois: Sequence[str]) -> dict[str, str]:
    wanted = ",".join(f"doi:{doi}" for doi in dois)
    return {"filter": wanted, "rows": str(len(dois)), "select": ",".join(crossref.SELECTED)}


def _datacite_fields(dois: Sequence[str]) -> dict[str, str]:
    return {
        "ids": ",".join(dois),
        "fields[dois]": ",".join(datacite.FIELDS),
        "page[size]": "100",
        "disable-facets": "true",
    }


_CROSSREF = _Agency(
    path="works",
    fields=_crossref_fields,
    read_list="crossref_list",
    read_work="crossref_work",
    trimmed=crossref.trimmed,
)
_DATACITE = _Agency(
    path="dois",
    fields=_datacite_fields,
    read_list="datacite_list",
    read_work="datacite_work",
    trimmed=datacite.trimmed,
)


class _Works(_Batches):
    """Asks an agency for the works behind DOIs, many in one request."""

    def __init__(self, client: Client, save: Save, agency: _Agency) -> None:
        super().__init__(client, save)
        self._agency = agency

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each query that has no response."""
        wanted = list(queries)
        listable = [query for query in wanted if set(query.text) <= _LISTABLE]
        others = [[query] for query in wanted if not set(query.text) <= _LISTABLE]
        return await self._send_all([*batched(listable, _MOST_WORKS), *others])

    async def _answers(self, queries: Sequence[Query], *, alone: bool) -> Answers:
        from refcheck.lookup.doi import replies

        agency, dois = self._agency, [query.text for query in queries]
        # A list of one, too: a whole record of DataCite names every work that cites it, and may
        # take minutes; Crossref redirects a DOI that has become another's.
        if not alone and all(set(doi) <= _LISTABLE for doi in dois):
            read = getattr(replies, agency.read_list)(dois)
            works = await self._client.get(agency.path, agency.fields(dois), read)
        else:
            read = getattr(replies, agency.read_work)(dois[0])
            works = await self._client.get(
                f"{agency.path}/{_in_path(dois[0])}", {}, read, answers=replies.WORK_STATUSES
            )
        return {doi: item and agency.trimmed(item) for doi, item in works.items()}


class _Crossref(_Works):
    """Asks Crossref for works behind DOIs, and searches it: one work in a request."""

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each query that has no response."""
        wanted = list(queries)
        searches = [[each] for each in wanted if each.endpoint == Endpoint.CROSSREF_SEARCH]
        works = [each for each in wanted if each.endpoint != Endpoint.CROSSREF_SEARCH]
        return {**await super().ask(works), **await self._send_all(searches)}

    async def _answers(self, queries: Sequence[Query], *, alone: bool) -> Answers:
        from refcheck.lookup.doi.replies import crossref_hits

        if queries[0].endpoint != Endpoint.CROSSREF_SEARCH:
            return await super()._answers(queries, alone=alone)
        text = queries[0].text
        hits = await self._client.get("works", search_fields(text), crossref_hits)
        return {text: [crossref.trimmed(item) for item in hits]}


def _in_path(doi: str) -> str:
    """Returns a DOI percent-encoded, but for its slash."""
    return quote(doi, safe="/.-_~")
