"""What stands behind DOIs: asked of Crossref and DataCite, and, where they are silent, of doi.org.

an agency lists it         the work
no agency lists it         doi.org: whose is it? Another agency is asked, if it is one of these
nobody has it              doi.org: does it exist? Only "no", said twice in two forms, counts:
                           the second time when all else has been asked (`confirm`)
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Final

from refcheck.lookup.behind_doi import BehindDoi
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.doi.responses import (
    AgencyResponse,
    Endpoint,
    HandleResponse,
    HitsResponse,
    Response,
    WorkResponse,
)
from refcheck.lookup.doi.services import DoiService
from refcheck.lookup.doi.services_known import CROSSREF, DATACITE, DOI_ORG, SERVICES
from refcheck.lookup.explained import search_entry
from refcheck.lookup.known_service import KnownService
from refcheck.lookup.query import Query
from refcheck.model.outcome import Candidate, NotCached, Search, Stage, Unavailable, Via
from refcheck.model.report import SourceStatus

__all__ = ["DoiResolver"]

# Seconds at least between the two questions whether a DOI exists: a server that was just being
# changed has then had time to come back. As a rule it is longer: all other sources come between.
_SECOND_LOOK = 5.0
_STAGE: Final = Stage(name="work behind the DOI")
# Prefixes of repositories that register with DataCite: asked there first. A wrong guess costs one
# request and decides nothing.
_DATACITE_PREFIXES: Final = frozenset(
    {"10.5281", "10.5061", "10.6084", "10.17632", "10.48550", "10.17605", "10.7910", "10.24433"}
)
_WORKS = {CROSSREF.source: Endpoint.CROSSREF, DATACITE.source: Endpoint.DATACITE}

Answer = Response | Unavailable | NotCached


class DoiResolver:
    """Asks the chosen services about DOIs.

    `urls` are other addresses for them, by source, each with whether the user himself named it;
    `required` are the sources that he asked for by their names.
    """

    def __init__(
        self,
        config: LookupConfig,
        chosen: Iterable[str],
        warn: Callable[[str], None],
        *,
        urls: Mapping[str, tuple[str, bool]] | None = None,
        required: Iterable[str] = (),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._offline = config.offline
        self._sleep = sleep
        self._clock = clock
        self._denied_at = -math.inf  # when doi.org last said, in this run, that it has no such DOI
        self._required = frozenset(required)
        self._sources: dict[str, Source[Response]] = {}
        wanted = frozenset(chosen)
        for known in SERVICES:
            if known.source in wanted:
                url, named = (urls or {}).get(known.source, (None, False))
                service = DoiService(known)
                own = known.config(config, url, named=named)
                self._sources[known.source] = Source(own, service, warn)

    @property
    def crossref(self) -> Source[Response] | None:
        """What Crossref is asked through: one pace, one circuit and one cache for all questions."""
        return self._sources.get(CROSSREF.source)

    @property
    def asked(self) -> tuple[Source[Response], ...]:
        """What each of the chosen services is asked through."""
        return tuple(self._sources.values())

    async def aclose(self) -> None:
        """Close connections and files."""
        for source in self._sources.values():
            await source.aclose()

    async def resolve(self, dois: Iterable[str]) -> dict[str, BehindDoi]:
        """Returns what stands behind each DOI; never raises for anything a service does. One that
        does not exist is `denied` until `confirm` has asked once more."""
        found = {doi: BehindDoi(doi, required=self._required) for doi in dois}
        guessed: dict[str, list[BehindDoi]] = {}
        for each in found.values():
            guessed.setdefault(self._first_guess(each.doi), []).append(each)
        await asyncio.gather(*(self._works(name, some) for name, some in guessed.items()))
        await self._by_agency([each for each in found.values() if each.work is None])
        await self._existence([each for each in found.values() if each.exists is None])
        return found

    def _first_guess(self, doi: str) -> str:
        at_datacite = doi.partition("/")[0] in _DATACITE_PREFIXES
        return DATACITE.source if at_datacite else CROSSREF.source

    async def _works(self, name: str, wanted: Sequence[BehindDoi]) -> None:
        """Ask an agency for works; nothing happens where it was not chosen."""
        known = CROSSREF if name == CROSSREF.source else DATACITE
        for each, answer in await self._ask(known, _WORKS[name], wanted):
            if isinstance(answer, WorkResponse) and answer.listed:
                each.exists = True
                each.name = known.name
                if answer.record is not None:
                    each.work = Candidate(
                        record=answer.record,
                        source=name,
                        via=Via.DOI,
                        asked=each.doi,
                        retrieved=answer.retrieved,
                        url=f"https://doi.org/{each.doi}",
                    )

    async def _by_agency(self, wanted: Sequence[BehindDoi]) -> None:
        """Ask doi.org whose the DOIs are that nobody had, and then the other agency."""
        silent = [each for each in wanted if each.exists is None]
        for each, answer in await self._ask(DOI_ORG, Endpoint.AGENCY, silent):
            if isinstance(answer, AgencyResponse):
                each.agency = answer.agency
        for known in (CROSSREF, DATACITE):
            theirs = [
                each
                for each in silent
                if (each.agency or "").lower() == known.source and known.source not in each.statuses
            ]
            await self._works(known.source, theirs)

    async def _existence(self, wanted: Sequence[BehindDoi]) -> None:
        """Ask whether DOIs exist; "no" is only believed when it is said once more."""
        for each, answer in await self._ask(DOI_ORG, Endpoint.HANDLE, wanted):
            if isinstance(answer, HandleResponse):
                each.exists = True if answer.exists else None
                each.denied = not answer.exists
                if each.denied and not self._was_cached(each):
                    self._denied_at = self._clock()

    async def confirm(self, behind: Iterable[BehindDoi]) -> None:
        """Ask once more about the DOIs that doi.org has denied, not at once; never raises for
        anything a service does."""
        denied = [each for each in behind if each.denied and each.exists is None]
        if not denied:
            return
        left = self._denied_at + _SECOND_LOOK - self._clock()
        if left > 0 and not self._offline and not self._is_known(denied):
            await self._sleep(left)
        for each, answer in await self._ask(DOI_ORG, Endpoint.HANDLE_AGAIN, denied):
            if isinstance(answer, HandleResponse):
                each.exists = answer.exists

    def _was_cached(self, each: BehindDoi) -> bool:
        return self._sources[DOI_ORG.source].was_cached(Query(Endpoint.HANDLE, each.doi))

    def _is_known(self, wanted: Sequence[BehindDoi]) -> bool:
        source = self._sources[DOI_ORG.source]
        queries = (Query(Endpoint.HANDLE_AGAIN, each.doi) for each in wanted)
        return all(source.known(query) is not None for query in queries)

    async def _ask(
        self, known: KnownService, endpoint: Endpoint, wanted: Sequence[BehindDoi]
    ) -> list[tuple[BehindDoi, Answer]]:
        """Returns each DOI with the answer about it, and notes what was asked."""
        source = self._sources.get(known.source)
        if source is None or not wanted:
            return []
        queries = {each.doi: Query(endpoint, each.doi) for each in wanted}
        answers = await source.ask(queries.values())
        told = []
        for each in wanted:
            query = queries[each.doi]
            answer = answers[query]
            each.searches.append(_search(known, query, answer, source.was_cached(query)))
            each.statuses[known.source] = _status(answer)
            each.names[known.source] = known.name
            told.append((each, answer))
        return told


def _status(answer: Answer) -> SourceStatus:
    match answer:
        case Unavailable():
            return SourceStatus.UNAVAILABLE
        case NotCached():
            return SourceStatus.NOT_CACHED
        case WorkResponse(listed=found) | HandleResponse(exists=found):
            return SourceStatus.FOUND if found else SourceStatus.NOT_FOUND
        case AgencyResponse(agency=agency):
            return SourceStatus.FOUND if agency else SourceStatus.NOT_FOUND
        case HitsResponse(records=records):
            return SourceStatus.FOUND if records else SourceStatus.NOT_FOUND


def _search(known: KnownService, query: Query, answer: Answer, cached: bool) -> Search:
    """Returns the query and its response as an explanation shows them."""
    ids: tuple[str, ...] = ()
    match answer:
        case WorkResponse(listed=True) | HandleResponse(exists=True):
            ids = (query.text,)
        case AgencyResponse(agency=str(agency)):
            ids = (agency,)
        case _:
            pass
    return search_entry(
        _STAGE,
        f"{known.name}, {query.endpoint}",
        query.text,
        answer,
        ids=ids,
        id_name="agency" if isinstance(answer, AgencyResponse) else "DOI",
        cached=cached,
    )
