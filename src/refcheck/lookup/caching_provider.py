"""Answers from wherever they are: known in this run, kept in the cache, or asked of the service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from refcheck.lookup.cache.cache import Cache
from refcheck.lookup.cache.responses import (
    Answer,
    DamagedEntryError,
    Entry,
    RecordAnswer,
    read_entry,
)
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.queries import Endpoint, Question, record_question
from refcheck.model.outcome import NotCached, Unavailable
from refcheck.model.record import BibliographicRecord

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client
    from refcheck.lookup.pubmed.fitting import Witnesses

__all__ = ["Answered", "Source"]

Answered = Answer | Unavailable | NotCached

# Parsed answers kept in memory: a record takes about 8 kB.
_MOST_KNOWN = 4096


class Source:
    """Answers questions. Offline it imports no network library and opens no connection."""

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        self._config = config
        self._warn = warn
        self._cache = Cache(config, warn)
        self._known: dict[Question, Answer] = {}
        self._asked: set[Question] = set()
        self._open: dict[Question, Unavailable | NotCached] = {}  # asked ahead, in vain
        self._client: Client | None = None
        self._witnesses: Witnesses | None = None

    async def aclose(self) -> None:
        """Close connections and files."""
        if self._client is not None:
            await self._client.aclose()
        self._cache.close()

    async def answer(self, questions: Iterable[Question]) -> dict[Question, Answered]:
        """An answer to every question, or why there is none."""
        answers: dict[Question, Answered] = {}
        unknown = []
        for question in dict.fromkeys(questions):
            if question in self._known:
                answers[question] = self._known[question]
            else:
                unknown.append(question)
        answers |= self._cached(unknown)
        answers |= {
            question: self._open.pop(question)
            for question in unknown
            if question in self._open and question not in answers
        }
        missing = [question for question in unknown if question not in answers]
        if missing:
            answers |= (
                self._not_cached(missing) if self._config.offline else await self._ask(missing)
            )
        return answers

    async def ask_ahead(self, questions: Iterable[Question]) -> None:
        """Ask now, in one go, what would be asked one after the other; the answers stay known.

        Offline nothing is done. A question that stays unanswered is not asked again in its place.
        """
        if not self._config.offline:
            answers = await self.answer(questions)
            self._open = {
                question: answer
                for question, answer in answers.items()
                if isinstance(answer, Unavailable | NotCached)
            }

    async def answer_again(self, questions: Sequence[Question]) -> dict[Question, Answered]:
        """Ask the service although there is an answer; offline that answer stands."""
        if not questions or self._config.offline:
            return await self.answer(questions)
        self.drop(questions)
        return await self._ask(questions)

    def known(self, question: Question) -> Answer | None:
        """The answer to a question where it is there already."""
        return self._known.get(question) or self._cached([question]).get(question)

    def was_cached(self, question: Question) -> bool:
        """Whether the service was not asked this question in this run."""
        return question not in self._asked

    def drop(self, questions: Iterable[Question]) -> None:
        """Keep no answer to these questions."""
        for question in questions:
            self._known.pop(question, None)
            self._cache.drop(question)

    def _held(self, pmids: Sequence[str]) -> dict[str, BibliographicRecord]:
        """Those of the records that are known or kept."""
        questions = [record_question(pmid) for pmid in pmids]
        known = {
            question: self._known[question] for question in questions if question in self._known
        }
        rest = [question for question in questions if question not in known]
        return {
            question.text: answer.record
            for question, answer in (known | self._cached(rest)).items()
            if isinstance(answer, RecordAnswer) and answer.record is not None
        }

    def _cached(self, questions: Sequence[Question]) -> dict[Question, Answer]:
        answers = {}
        for question, entry in (self._cache.get_many(questions) if questions else {}).items():
            try:
                answers[question] = self._remember(entry)
            except DamagedEntryError as error:
                self._cache.forget(question, str(error))
        return answers

    def _remember(self, entry: Entry) -> Answer:
        answer = read_entry(entry)
        self._known[entry.question] = answer
        while len(self._known) > _MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return answer

    def _not_cached(self, questions: Iterable[Question]) -> dict[Question, NotCached]:
        return {
            question: NotCached(reason=f"offline, and {_named(question)} is not in the cache")
            for question in questions
        }

    async def _ask(self, questions: Sequence[Question]) -> dict[Question, Answered]:
        from refcheck.lookup.http.client import Client
        from refcheck.lookup.pubmed.eutils import Service
        from refcheck.lookup.pubmed.fitting import Witnesses

        if self._client is None:
            self._client = Client(self._config, self._warn)
        if self._witnesses is None:
            self._witnesses = Witnesses()
        answers: dict[Question, Answered] = {}
        wanted = set(questions)
        self._asked |= wanted

        def keep(entries: Sequence[Entry]) -> None:
            self._cache.keep(entries)
            for entry in entries:
                answer = self._remember(entry)
                self._asked.add(entry.question)
                if entry.question in wanted:
                    answers[entry.question] = answer

        service = Service(self._client, keep, self._held, self._witnesses)
        trouble = await service.ask(questions)
        for question in questions:
            if question not in answers:
                reason = trouble.get(question, "PubMed leaves a question unanswered")
                answers[question] = Unavailable(reason=reason)
        return answers


def _named(question: Question) -> str:
    match question.endpoint:
        case Endpoint.RECORD:
            return f"the record of PMID {question.text}"
        case Endpoint.CITATION:
            return "the answer to its citation line"
        case Endpoint.SEARCH:
            return f"the search {question.text[:80]}"
