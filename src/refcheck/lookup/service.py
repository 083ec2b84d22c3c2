"""Questions put to the E-utilities: many in one request, and each answered only when it is certain.

Answers are handed to `keep` request by request, so that a run that is stopped loses nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence

from refcheck.lookup import ecitmatch, efetch, esearch
from refcheck.lookup.answers import Entry, citation_entry, record_entry, search_entry
from refcheck.lookup.attribution import attributed, joined, names_identifier, spoilt
from refcheck.lookup.efetch import Fetched
from refcheck.lookup.http import Client
from refcheck.lookup.questions import (
    Endpoint,
    Question,
    record_question,
)
from refcheck.lookup.trouble import RefusedError, RetryableError, ServiceError

__all__ = ["MOST_HITS", "Service"]

MOST_HITS = 20  # a search with more hits says nothing about which of them was meant
_IDENTIFIERS = 40  # in one search
_SEARCHES = 20  # in one search: a title is up to 12 words
_TRIES = 3  # for lines that ecitmatch leaves out

Keep = Callable[[Sequence[Entry]], None]


class Service:
    """Asks what the cache does not know."""

    def __init__(self, client: Client, keep: Keep) -> None:
        self._client = client
        self._keep = keep
        self._trouble: dict[Question, str] = {}

    async def ask(self, questions: Iterable[Question]) -> dict[Question, str]:
        """Put all questions, and keep what is answered.

        Gives back, for each question that stays unanswered, the reason in a line for the user.
        """
        trouble: dict[Question, str] = {}
        async with asyncio.TaskGroup() as group:
            for work, batch in self._batches(list(questions)):
                group.create_task(self._guard(work, batch, trouble))
        return trouble

    def _batches(self, questions: list[Question]) -> Iterable[tuple[_Work, list[Question]]]:
        by_endpoint: dict[Endpoint, list[Question]] = {endpoint: [] for endpoint in Endpoint}
        for question in questions:
            by_endpoint[question.endpoint].append(question)
        searches = by_endpoint[Endpoint.SEARCH]
        identifiers = [question for question in searches if names_identifier(question)]
        for batch in _chunks(by_endpoint[Endpoint.RECORD], efetch.MOST_RECORDS):
            yield self._records, batch
        for batch in _chunks(by_endpoint[Endpoint.CITATION], ecitmatch.MOST_LINES):
            yield self._citations, batch
        others = [question for question in searches if not names_identifier(question)]
        for batch in (*_chunks(identifiers, _IDENTIFIERS), *_chunks(others, _SEARCHES)):
            yield self._searches, batch

    async def _guard(
        self, work: _Work, batch: list[Question], trouble: dict[Question, str]
    ) -> None:
        """Do one batch; what raises or is left over is in trouble."""
        try:
            trouble |= await work(batch)
        except ServiceError as error:
            trouble |= dict.fromkeys(batch, error.reason)

    # --- records ----------------------------------------------------------------------------------

    async def _records(self, questions: list[Question]) -> dict[Question, str]:
        pmids = [question.text for question in questions]
        fetched = await self._fetch(pmids)
        missing = [pmid for pmid in pmids if pmid not in fetched]
        if not missing:
            return {}
        held = await self._held(missing)
        again = await self._fetch(held) if held else {}
        now = time.time()
        self._keep([record_entry(record_question(p), b"", now) for p in missing if p not in held])
        reason = "PubMed leaves out a record that it holds"
        return {record_question(pmid): reason for pmid in held if pmid not in again}

    async def _fetch(self, pmids: Sequence[str]) -> dict[str, Fetched]:
        fetched = await self._client.ask(
            efetch.ENDPOINT,
            efetch.fetch_fields(pmids),
            lambda body: efetch.read_records(body, pmids),
        )
        now = time.time()
        self._keep([_kept(pmid, item, now) for pmid, item in fetched.items()])
        return fetched

    async def _held(self, pmids: Sequence[str]) -> list[str]:
        """Which of these PubMed holds. EFetch passes over unknown PMIDs without a word, and so
        looks the same as when it loses records: a search tells the two apart."""
        term = " OR ".join(f"{pmid}[pmid]" for pmid in pmids)
        found = set((await self._hits(term, len(pmids))).pmids)
        return [pmid for pmid in pmids if pmid in found]

    # --- citation lines ---------------------------------------------------------------------------

    async def _citations(self, questions: list[Question]) -> dict[Question, str]:
        waiting = questions
        for _ in range(_TRIES):
            waiting = await self._match(waiting)
            if not waiting:
                return {}
        return dict.fromkeys(waiting, "PubMed leaves a citation line unanswered")

    async def _match(self, questions: list[Question]) -> list[Question]:
        """Ask once, and give back the questions whose lines have vanished from the answer."""
        lines = [question.text for question in questions]
        results = await self._client.ask(
            ecitmatch.ENDPOINT,
            ecitmatch.match_fields(lines),
            lambda body: ecitmatch.read_matches(body, lines),
        )
        now = time.time()
        answered = [question for question in questions if question.text in results]
        self._keep([citation_entry(question, results[question.text], now) for question in answered])
        return [question for question in questions if question.text not in results]

    # --- searches ---------------------------------------------------------------------------------

    async def _search(self, questions: list[Question]) -> dict[Question, str]:
        (question,) = questions
        hits = await self._hits(question.text, MOST_HITS)
        entry = search_entry(question, hits.count, hits.pmids, hits.dropped, time.time())
        self._keep([entry])
        return {}

    async def _hits(self, term: str, retmax: int) -> esearch.Hits:
        return await self._client.ask(
            esearch.ENDPOINT,
            esearch.search_fields(term, retmax),
            lambda body: esearch.read_hits(body, retmax),
        )

    async def _searches(self, questions: list[Question]) -> dict[Question, str]:
        """Search for many things at once; what stays open is searched for one by one."""
        trouble: dict[Question, str] = {}
        left = await self._together(questions)
        async with asyncio.TaskGroup() as group:
            for question in left:
                group.create_task(self._guard(self._search, [question], trouble))
        return trouble

    async def _together(self, questions: list[Question]) -> list[Question]:
        """Answer what one search for all of them can answer; give back the rest.

        A hit answers the question that its record certainly fits. Where every hit does, the rest
        has no hit; one of it is searched for by itself before that is believed.
        """
        if len(questions) < 2:
            return questions
        retmax = len(questions) + MOST_HITS
        try:
            hits = await self._hits(joined(questions), retmax)
            if wider := spoilt(questions, hits.dropped):
                rest = [question for question in questions if question not in wider]
                return [*wider, *await self._together(rest)]
            if hits.count > retmax:
                half = len(questions) // 2
                parts = (questions[:half], questions[half:])
                return [question for part in parts for question in await self._together(part)]
            if not hits.pmids:
                # An identifier may hold what spoils the search; words of letters cannot.
                certain = not any(map(names_identifier, questions))
                return await self._without_hits(questions, certain=certain)
            fetched = await self._fetch(hits.pmids)
        except (RefusedError, RetryableError):
            raise
        except ServiceError:
            return questions
        return await self._shared_out(questions, hits.pmids, fetched)

    async def _shared_out(
        self, questions: list[Question], pmids: Sequence[str], fetched: dict[str, Fetched]
    ) -> list[Question]:
        """Keep for each question the hits that are its own; give back what stays open."""
        found = attributed((item.record for item in fetched.values()), questions)
        now = time.time()
        self._keep(
            [search_entry(q, len(own), own[:MOST_HITS], (), now) for q, own in found.items()]
        )
        left = [question for question in questions if question not in found]
        certain = {pmid for own in found.values() for pmid in own} == set(pmids)
        return await self._without_hits(left, certain=certain)

    async def _without_hits(self, questions: list[Question], *, certain: bool) -> list[Question]:
        """Keep that these have no hit, where it is certain and true of one; else give them back."""
        if not questions or not certain or (await self._hits(questions[0].text, MOST_HITS)).count:
            return questions
        now = time.time()
        self._keep([search_entry(question, 0, (), (), now) for question in questions])
        return []


_Work = Callable[[list[Question]], Coroutine[None, None, dict[Question, str]]]


def _chunks(questions: list[Question], size: int) -> Iterable[list[Question]]:
    return (questions[start : start + size] for start in range(0, len(questions), size))


def _kept(pmid: str, fetched: Fetched, now: float) -> Entry:
    return record_entry(record_question(pmid), fetched.xml, now, fetched.record)
