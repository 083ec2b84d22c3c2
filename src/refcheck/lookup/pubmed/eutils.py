"""Queries put to the E-utilities: many in one request, and each answered only when it is certain.

What comes is compared with what was asked (`ecitmatch`, `efetch`, `fitting`); what does not fit is
asked again, and is then no answer. Each search is joined with a record that the service is known to
have, so that a response which is empty by mistake is seen to be one.

Answers are handed to `save` request by request, so that a run that is stopped loses nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.http.client import Client
from refcheck.lookup.http.errors import RejectedError, RetryableError, ServiceError
from refcheck.lookup.pubmed.queries import Endpoint, asks_coverage, everything_query, record_query
from refcheck.lookup.pubmed.responses import (
    cached_citation,
    cached_record,
    cached_search,
    cited_pmids,
)
from refcheck.lookup.pubmed.search import ecitmatch, efetch, esearch
from refcheck.lookup.pubmed.search.combined_search import (
    MOST_HITS,
    MOST_LISTED,
    Combined,
    CombinedSearch,
    batched,
)
from refcheck.lookup.pubmed.search.efetch import Fetched
from refcheck.lookup.pubmed.search.fitting import (
    MisfitError,
    Witnesses,
    check_fit,
    with_witness,
    without_witness,
)
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord

__all__ = ["MOST_HITS", "Service"]

_TRIES = 3  # for lines that ecitmatch leaves out, and for records that are hollow
_FEW = 5  # records to begin with, where the service has shown none yet
_HOLLOW = "PubMed shows a record without a title or a journal"

Save = Callable[[Sequence[CachedResponse]], None]
FindCached = Callable[[Sequence[str]], Mapping[str, BibliographicRecord]]  # the records of PMIDs


def _nothing(_pmids: Sequence[str]) -> Mapping[str, BibliographicRecord]:
    return {}


class Service:
    """Asks what the cache does not know. `witnesses` are the records that it has been shown."""

    def __init__(
        self,
        client: Client,
        save: Save,
        cached_already: FindCached = _nothing,
        witnesses: Witnesses | None = None,
    ) -> None:
        self._client = client
        self._save = save
        self._cached_already = cached_already
        self._witnesses = witnesses or Witnesses()
        self._first = asyncio.Lock()

    async def ask(self, queries: Iterable[Query]) -> dict[Query, str]:
        """Put all queries, and keep what is answered, with the records that the responses name.

        Gives back, for each query that stays unanswered, the reason in a line for the user.
        """
        lines, searches, pmids = [], [], []
        for query in queries:
            match query.endpoint:
                case Endpoint.CITATION:
                    lines.append(query)
                case Endpoint.SEARCH:
                    searches.append(query)
                case Endpoint.RECORD:
                    pmids.append(query.text)
        combined = Combined()
        batches = list(batched(searches))
        async with asyncio.TaskGroup() as group:
            for batch in _chunks(lines, ecitmatch.MOST_LINES):
                group.create_task(self._guard(self._citations(batch, combined), batch, combined))
            hearing = group.create_task(self._hear(batches, combined))
        heard = hearing.result()
        await self._records(pmids, [*combined.cited, *_named(heard)], combined)
        while batches := [*self._read(heard, combined), *combined.smaller()]:
            heard = await self._hear(batches, combined)
            await self._records([], _named(heard), combined)
        async with asyncio.TaskGroup() as group:
            for query in combined.alone:
                group.create_task(self._guard(self._alone(query), [query], combined))
            for doubted in combined.unproven:
                group.create_task(self._guard(self._prove(doubted, combined), doubted, combined))
        return combined.errors

    async def _guard(
        self, work: Awaitable[object], queries: Iterable[Query], combined: Combined
    ) -> None:
        """Do something for queries; where it fails they are in error."""
        try:
            await work
        except ServiceError as error:
            combined.errors |= dict.fromkeys(queries, error.reason)

    # --- records ----------------------------------------------------------------------------------

    async def _records(
        self, asked: Sequence[str], named: Iterable[str], combined: Combined
    ) -> None:
        """Fetch the records that are asked for, and those that answers name, unless they are here.

        EFetch passes over unknown PMIDs without a word, and so looks the same as when it loses
        records: of those that are asked for a search tells the two apart.
        """
        unknown = [pmid for pmid in dict.fromkeys(named) if pmid not in combined.records]
        combined.records |= self._cached_already(unknown)
        wanted = [*asked, *(pmid for pmid in unknown if pmid not in combined.records)]
        await self._fetch_all(list(dict.fromkeys(wanted)), combined)
        missing = [
            pmid
            for pmid in asked
            if pmid not in combined.records and pmid not in combined.unfetched
        ]
        if missing:
            work = self._make_sure(missing, combined)
            await self._guard(work, map(record_query, missing), combined)
        combined.errors |= {
            record_query(pmid): combined.unfetched[pmid]
            for pmid in asked
            if pmid in combined.unfetched
        }

    async def _fetch_all(self, pmids: Sequence[str], combined: Combined) -> None:
        async def fetch(part: list[str]) -> None:
            try:
                fetched = await self._fetch(part)
            except ServiceError as error:
                combined.unfetched |= dict.fromkeys(part, error.reason)
                return
            for pmid, item in fetched.items():
                if item.hollow:
                    combined.unfetched[pmid] = _HOLLOW
                else:
                    combined.records[pmid] = item.record

        async with asyncio.TaskGroup() as group:
            for part in _chunks(pmids, efetch.MOST_RECORDS):
                group.create_task(fetch(part))

    async def _make_sure(self, missing: Sequence[str], combined: Combined) -> None:
        """Find out which of these PubMed has, and fetch them again; the others do not exist."""
        found = await self._existing(missing)
        existing = [pmid for pmid in missing if pmid in found]
        fetched = await self._fetch(existing) if existing else {}
        now = time.time()
        self._save(
            [cached_record(record_query(pmid), b"", now) for pmid in missing if pmid not in found]
        )
        shown = {pmid for pmid, item in fetched.items() if not item.hollow}
        reason = "PubMed leaves out a record that it holds"
        combined.errors |= {record_query(pmid): reason for pmid in existing if pmid not in shown}

    async def _existing(self, pmids: Sequence[str]) -> set[str]:
        """Returns those of the PMIDs that a search finds."""
        witness = self._witnesses.pick([]) or await self._first_witness()
        known = witness.pmid or ""
        asked = {*pmids, known}

        def read(body: bytes) -> set[str]:
            found = set(esearch.read_hits(body, len(asked)).pmids)
            if known not in found or not found <= asked:
                raise MisfitError("PubMed does not say which records it holds")
            return found

        term = " OR ".join(f"{pmid}[pmid]" for pmid in asked)
        fields = esearch.search_fields(term, len(asked))
        return await self._client.ask(esearch.ENDPOINT, fields, read)

    async def _fetch(self, pmids: Sequence[str]) -> dict[str, Fetched]:
        """Fetch records and save them. Hollow ones are fetched again, and never saved."""
        fetched: dict[str, Fetched] = {}
        waiting = list(pmids)
        for _ in range(_TRIES):
            fetched |= await self._fetch_once(waiting)
            waiting = [pmid for pmid, item in fetched.items() if item.hollow]
            if not waiting:
                break
        now = time.time()
        whole = {pmid: item for pmid, item in fetched.items() if not item.hollow}
        self._save([_cached_record(pmid, item, now) for pmid, item in whole.items()])
        self._witnesses.add(item.record for item in whole.values())
        return fetched

    async def _fetch_once(self, pmids: Sequence[str]) -> Mapping[str, Fetched]:
        return await self._client.ask(
            efetch.ENDPOINT,
            efetch.fetch_fields(pmids),
            lambda body: efetch.read_records(body, pmids),
        )

    # --- citation lines ---------------------------------------------------------------------------

    async def _citations(self, queries: list[Query], combined: Combined) -> None:
        waiting = queries
        for _ in range(_TRIES):
            waiting = await self._match(waiting, combined)
            if not waiting:
                return
        combined.errors |= dict.fromkeys(waiting, "PubMed leaves a citation line unanswered")

    async def _match(self, queries: list[Query], combined: Combined) -> list[Query]:
        """Ask once, and give back the queries whose lines have vanished from the response."""
        lines = [query.text for query in queries]
        results = await self._client.ask(
            ecitmatch.ENDPOINT,
            ecitmatch.match_fields(lines),
            lambda body: ecitmatch.read_matches(body, lines),
        )
        now = time.time()
        answered = [query for query in queries if query.text in results]
        self._save([cached_citation(query, results[query.text], now) for query in answered])
        combined.cited += [
            pmid
            for line, result in results.items()
            if not asks_coverage(line)
            for pmid in cited_pmids(result)
        ]
        return [query for query in queries if query.text not in results]

    # --- searches ---------------------------------------------------------------------------------

    async def _alone(self, query: Query) -> esearch.Hits:
        """Search for one thing, and keep what is found."""
        hits = await self._hits([query], MOST_HITS)
        self._save([cached_search(query, hits.count, hits.pmids, hits.ignored, time.time())])
        return hits

    async def _hits(self, queries: Sequence[Query], retmax: int) -> esearch.Hits:
        """Returns what one search for all `queries` finds, once it is certain to be its response.

        Before the service has shown any record a search goes by itself. It is put again with one
        where nothing was found, or where the service does not repeat what it has searched for.
        """
        if everything_query() in queries:
            return await self._everything(retmax)
        witness = self._witnesses.pick(queries)
        if witness is None:
            hits = await self._search(queries, retmax, None)
            if hits.count and hits.translation:
                return hits
            await self._first_witness()
            witness = self._witnesses.pick(queries)
        return await self._search(queries, retmax, witness)

    async def _search(
        self, queries: Sequence[Query], retmax: int, witness: BibliographicRecord | None
    ) -> esearch.Hits:
        most = retmax + (witness is not None)

        def read(body: bytes) -> esearch.Hits:
            hits = esearch.read_hits(body, most)
            check_fit(hits, queries, witness)
            return hits

        fields = esearch.search_fields(with_witness(queries, witness), most)
        try:
            hits = await self._client.ask(esearch.ENDPOINT, fields, read)
        except MisfitError:
            if witness is not None:
                self._witnesses.doubt(witness)
            raise
        return hits if witness is None else without_witness(hits, queries, witness, retmax)

    async def _everything(self, retmax: int) -> esearch.Hits:
        """Returns how many records there are, and the PMIDs of some. There are always any."""
        query = everything_query()

        def read(body: bytes) -> esearch.Hits:
            hits = esearch.read_hits(body, retmax)
            check_fit(hits, [query], None)
            if not hits.count:
                raise MisfitError("PubMed claims to hold no records")
            return hits

        fields = esearch.search_fields(query.text, retmax)
        hits = await self._client.ask(esearch.ENDPOINT, fields, read)
        self._witnesses.named = hits.pmids
        return hits

    async def _first_witness(self) -> BibliographicRecord:
        """Returns a record that the service shows, asked for where it has shown none yet."""
        async with self._first:
            if self._witnesses.pick([]) is None:
                try:
                    if not self._witnesses.named:
                        await self._alone(everything_query())
                    await self._fetch(self._witnesses.named[:_FEW])
                except MisfitError as error:  # another search would fare no better
                    raise RetryableError(error.reason) from None
        witness = self._witnesses.pick([])
        if witness is None:
            raise RetryableError("PubMed shows none of its records")
        return witness

    def _read(self, heard: Iterable[CombinedSearch], combined: Combined) -> list[list[Query]]:
        """Keep what the searches prove, and give back the batches to put next."""
        batches: list[list[Query]] = []
        for search_sent in heard:
            self._save(search_sent.read(combined))
            batches += search_sent.next_batches
        return batches

    async def _hear(self, batches: list[list[Query]], combined: Combined) -> list[CombinedSearch]:
        """Put each batch as one search; a batch that cannot be put so falls apart."""
        heard: list[CombinedSearch] = []

        async def put(batch: list[Query]) -> None:
            if len(batch) == 1:
                combined.alone += batch
                return
            try:
                hits = await self._hits(batch, MOST_LISTED)
            except (MisfitError, RejectedError):
                combined.refused(batch)
            except ServiceError as error:
                combined.errors |= dict.fromkeys(batch, error.reason)
            else:
                heard.append(CombinedSearch(batch, hits))

        async with asyncio.TaskGroup() as group:
            for batch in batches:
                group.create_task(put(batch))
        return heard

    async def _prove(self, queries: list[Query], combined: Combined) -> None:
        """Keep that these have no hit, where that is true of the first of them by itself."""
        first, *others = queries
        if (await self._alone(first)).count == 0:
            self._save([cached_search(other, 0, (), (), time.time()) for other in others])
            return
        async with asyncio.TaskGroup() as group:
            for other in others:
                group.create_task(self._guard(self._alone(other), [other], combined))


def _named(heard: Iterable[CombinedSearch]) -> Iterator[str]:
    return (pmid for search_sent in heard for pmid in search_sent.named)


_T = TypeVar("_T")


def _chunks(items: Sequence[_T], size: int) -> Iterator[list[_T]]:
    return (list(items[start : start + size]) for start in range(0, len(items), size))


def _cached_record(pmid: str, fetched: Fetched, now: float) -> CachedResponse:
    return cached_record(record_query(pmid), fetched.xml, now, fetched.record)
