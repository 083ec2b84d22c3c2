"""Questions put to the E-utilities: many in one request, and each answered only when it is certain.

Answers are handed to `keep` request by request, so that a run that is stopped loses nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence

from refcheck.lookup import ecitmatch, efetch, esearch
from refcheck.lookup.answers import Entry, citation_entry, record_entry, search_entry
from refcheck.lookup.efetch import Fetched
from refcheck.lookup.http import Client
from refcheck.lookup.questions import (
    Endpoint,
    Question,
    doi_question,
    pmcid_question,
    record_question,
)
from refcheck.lookup.trouble import RefusedError, RetryableError, ServiceError
from refcheck.model.record import BibliographicRecord

__all__ = ["MOST_HITS", "Service"]

MOST_HITS = 20  # a search with more hits says nothing about which of them was meant
_IDENTIFIERS = 40  # in one search
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
        identifiers = [question for question in searches if _names_identifier(question)]
        for batch in _chunks(by_endpoint[Endpoint.RECORD], efetch.MOST_RECORDS):
            yield self._records, batch
        for batch in _chunks(by_endpoint[Endpoint.CITATION], ecitmatch.MOST_LINES):
            yield self._citations, batch
        for batch in _chunks(identifiers, _IDENTIFIERS):
            yield self._identifiers, batch
        for question in searches:
            if not _names_identifier(question):
                yield self._search, [question]

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

    async def _identifiers(self, questions: list[Question]) -> dict[Question, str]:
        """Search for many identifiers at once; what stays open is searched for one by one."""
        trouble: dict[Question, str] = {}
        left = await self._together(questions) if len(questions) > 1 else questions
        async with asyncio.TaskGroup() as group:
            for question in left:
                group.create_task(self._guard(self._search, [question], trouble))
        return trouble

    async def _together(self, questions: list[Question]) -> list[Question]:
        """Answer what one search for all of them can answer; give back the rest.

        A hit answers the question whose identifier its record holds. Where every hit does, the rest
        has no hit; one of it is searched for by itself before that is believed.
        """
        retmax = len(questions) + MOST_HITS
        try:
            hits = await self._hits(" OR ".join(question.text for question in questions), retmax)
            if not hits.pmids or hits.count > retmax:
                return questions
            fetched = await self._fetch(hits.pmids)
        except (RefusedError, RetryableError):
            raise
        except ServiceError:
            return questions
        found = _attributed(fetched.values(), set(questions))
        now = time.time()
        self._keep([search_entry(q, len(pmids), pmids, (), now) for q, pmids in found.items()])
        left = [question for question in questions if question not in found]
        certain = {pmid for pmids in found.values() for pmid in pmids} == set(hits.pmids)
        if left and certain and not (await self._hits(left[0].text, MOST_HITS)).count:
            self._keep([search_entry(question, 0, (), (), now) for question in left])
            return []
        return left


_Work = Callable[[list[Question]], Coroutine[None, None, dict[Question, str]]]


def _chunks(questions: list[Question], size: int) -> Iterable[list[Question]]:
    return (questions[start : start + size] for start in range(0, len(questions), size))


def _names_identifier(question: Question) -> bool:
    return question.text.endswith(("[doi]", "[aid]"))


def _kept(pmid: str, fetched: Fetched, now: float) -> Entry:
    return record_entry(record_question(pmid), fetched.xml, now, fetched.record)


def _attributed(fetched: Iterable[Fetched], questions: set[Question]) -> dict[Question, list[str]]:
    """For each question the PMIDs of the records that hold its identifier."""
    found: dict[Question, list[str]] = {}
    for item in fetched:
        for question in _identified_by(item.record):
            if question in questions and item.record.pmid:
                found.setdefault(question, []).append(item.record.pmid)
    return found


def _identified_by(record: BibliographicRecord) -> Iterable[Question]:
    if record.doi:
        yield doi_question(record.doi)
    if record.pmcid:
        yield pmcid_question(record.pmcid)
