"""ClinicalTrials.gov as a further source: which printed NCT numbers it knows, many in a request."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.caching_provider import Known, Save, Sender, Source
from refcheck.lookup.clinicaltrials.studies import (
    ENDPOINT,
    FIELDS,
    SOURCE,
    TEXT_FORM,
    StudyResponse,
    cached_study,
    nct_numbers,
    read_cached,
    studies_in,
    study_of,
)
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.explained import search_entry
from refcheck.lookup.known_service import KnownService
from refcheck.lookup.provider import Parses
from refcheck.lookup.query import Query, batched
from refcheck.model.outcome import (
    Candidate,
    Found,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Search,
    Stage,
    Unavailable,
    Via,
)
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["CLINICAL_TRIALS", "ClinicalTrials"]

# No limit is published; robots.txt asks for a second between two requests.
CLINICAL_TRIALS: Final = KnownService(
    source=SOURCE,
    name="ClinicalTrials.gov",
    url="https://clinicaltrials.gov/api/v2/",
    rate=1.0,
    rate_with_email=1.0,
    in_flight=1,
)
_MOST_NUMBERS = 50  # in a request; the service reads a page of up to 1,000 studies
_STATUSES: Final = (301, 302, 303, 307, 308, 404)  # beside 200, of one number
_STAGE: Final = Stage(name="trial by its number")


class _Service:
    """The service, for `lookup.caching_provider.Source`."""

    name = CLINICAL_TRIALS.name
    form = TEXT_FORM

    def read(self, cached: CachedResponse) -> StudyResponse:
        return read_cached(cached)

    def describe(self, query: Query) -> str:
        return f"the trial {query.text}"

    def named_by(self, _response: StudyResponse) -> Sequence[Query]:
        return ()

    def sender(self, client: Client, save: Save, _known: Known[StudyResponse]) -> Sender:
        return _Sender(client, save)


class _Sender:
    """Sends the numbers in lists; a list that is refused is sent one by one."""

    def __init__(self, client: Client, save: Save) -> None:
        self._client = client
        self._save = save

    async def ask(self, queries: Iterable[Query]) -> Mapping[Query, str]:
        """Returns the reason in words for each query that has no response."""
        parts = await asyncio.gather(*map(self._send, batched(queries, _MOST_NUMBERS)))
        return {query: reason for part in parts for query, reason in part.items()}

    async def _send(self, queries: Sequence[Query]) -> dict[Query, str]:
        from refcheck.lookup.http.errors import RejectedError, ServiceError

        numbers = [query.text for query in queries]
        fields = {
            "filter.ids": ",".join(numbers),
            "fields": "|".join(FIELDS),
            "pageSize": str(2 * _MOST_NUMBERS),
        }
        read = studies_in(numbers)
        try:
            found = await self._client.get("studies", fields, lambda reply: read(reply.body))
        except RejectedError as error:
            if len(queries) == 1:
                return dict.fromkeys(queries, error.reason)
            parts = await asyncio.gather(*(self._send([query]) for query in queries))
            return {query: reason for part in parts for query, reason in part.items()}
        except ServiceError as error:
            return dict.fromkeys(queries, error.reason)
        now = time.time()
        listed = [query for query in queries if found[query.text] is not None]
        self._save([cached_study(query, found[query.text], now) for query in listed])
        absent = [query for query in queries if found[query.text] is None]
        reasons = await asyncio.gather(*map(self._look_again, absent))
        return {query: reason for query, reason in zip(absent, reasons, strict=True) if reason}

    async def _look_again(self, query: Query) -> str | None:
        """Ask for one number that was not in the list: only so does the registry say that it does
        not know it. Returns the reason where there is no response."""
        from refcheck.lookup.http.errors import ServiceError

        read = study_of(query.text)
        path, fields = f"studies/{query.text}", {"fields": "|".join(FIELDS)}
        try:
            study = await self._client.get(
                path, fields, lambda reply: read(reply.status, reply.body), answers=_STATUSES
            )
        except ServiceError as error:
            return error.reason
        self._save([cached_study(query, study, time.time())])
        return None


class ClinicalTrials:
    """The `FurtherSource` of ClinicalTrials.gov."""

    source = CLINICAL_TRIALS.source
    name = CLINICAL_TRIALS.name

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        self._source: Source[StudyResponse] = Source(config, _Service(), warn)

    def takes(self, reference: Reference) -> bool:
        """Returns whether the reference prints an NCT number."""
        return bool(nct_numbers(reference.record))

    def lists_whole(self, _record: BibliographicRecord) -> bool:
        """Returns that a missing number makes no work missing: it may be mistyped."""
        return False

    async def search(self, works: Sequence[Parses]) -> Sequence[Outcome]:
        """Look up the numbers that each work prints, all of them in as few requests as possible."""
        numbers = [nct_numbers(parses[0]) if parses else () for parses in works]
        queries = {number: Query(ENDPOINT, number) for some in numbers for number in some}
        answers = await self._source.ask(queries.values())
        return [
            self._outcome([(queries[number], answers[queries[number]]) for number in some])
            for some in numbers
        ]

    def _outcome(
        self, answered: Sequence[tuple[Query, StudyResponse | Unavailable | NotCached]]
    ) -> Outcome:
        if not answered:
            return NotAsked()
        searches = tuple(self._search(query, answer) for query, answer in answered)
        for _, answer in answered:
            if isinstance(answer, Unavailable | NotCached):
                return type(answer)(reason=answer.reason, searches=searches)
        known = [(query, answer) for query, answer in answered if isinstance(answer, StudyResponse)]
        oldest = min(answer.retrieved for _, answer in known)
        candidates = tuple(
            Candidate(
                record=answer.record,
                source=self.source,
                via=Via.TITLE,
                asked=query.text,
                retrieved=answer.retrieved,
                url=answer.record.url,
            )
            for query, answer in known
            if answer.record is not None
        )
        if not candidates:
            return NotFound(retrieved=oldest, searches=searches)
        return Found(candidates=candidates, retrieved=oldest, searches=searches)

    def _search(self, query: Query, answer: StudyResponse | Unavailable | NotCached) -> Search:
        record = answer.record if isinstance(answer, StudyResponse) else None
        return search_entry(
            _STAGE,
            f"{self.name}, {query.endpoint}",
            query.text,
            answer,
            ids=(record.key.id,) if record and record.key else (),
            id_name="NCT number",
            cached=self._source.was_cached(query),
        )

    @property
    def asked(self) -> Source[StudyResponse]:
        """What the registry is asked through."""
        return self._source

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self._source.aclose()
