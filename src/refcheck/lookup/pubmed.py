"""PubMed as a source of records: three rounds of questions, every candidate a full record.

    identifier   the printed PMID, DOI and PMCID
    citation     journal, year, volume, first page and author through ecitmatch
    title        the words of the title through esearch; where they find nothing, two of them with
                 the first author and the year

The service tolerates wrong authors and years, and drops words it does not know: whatever it names
is only a candidate, fetched whole, for others to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from refcheck.lookup.answers import CitationAnswer, RecordAnswer, SearchAnswer
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.questions import (
    Question,
    citation_question,
    doi_question,
    pmcid_question,
    record_question,
    title_question,
    wider_question,
)
from refcheck.lookup.source import Answered, Source
from refcheck.model.outcome import (
    Candidate,
    Found,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Search,
    Unavailable,
    Via,
)
from refcheck.model.record import BibliographicRecord

__all__ = ["PubMed", "named_pmids", "search_trace"]

# Candidates fetched for one question: ecitmatch lists few, and a longer list tells nothing.
_MOST_CANDIDATES = 20


class PubMed:
    """The `LookupProvider` of PubMed. `warn` is told, once each, what the user should know."""

    source = "pubmed"
    rounds: tuple[str, ...] = ("identifier", "citation", "title")

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        self._source = Source(config, warn)

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self._source.aclose()

    async def ask(self, round_name: str, records: Sequence[BibliographicRecord]) -> list[Outcome]:
        """Put the questions of one round for all records; one outcome a record, in order."""
        trails = [_Trail(record, round_name, self._source) for record in records]
        match round_name:
            case "identifier":
                await self._pmids(trails)
                await self._identifiers(trails, _open_doi, Via.DOI)
                await self._identifiers(trails, _open_pmcid, Via.PMCID)
            case "citation":
                await self._search(trails, citation_question, Via.CITATION)
            case "title":
                await self._search(trails, title_question, Via.TITLE)
                unfound = [trail for trail in trails if isinstance(trail.outcome(), NotFound)]
                await self._search(unfound, wider_question, Via.TITLE)
            case _:
                raise ValueError(f"PubMed has no round {round_name!r}")
        return [trail.outcome() for trail in trails]

    async def _pmids(self, trails: Sequence[_Trail]) -> None:
        asking = [(trail, pmid) for trail in trails if (pmid := trail.record.pmid)]
        answers = await self._source.answer(record_question(pmid) for _, pmid in asking)
        for trail, pmid in asking:
            answer = answers[record_question(pmid)]
            trail.note(record_question(pmid), answer)
            if trail.takes(answer) and isinstance(answer, RecordAnswer) and answer.record:
                trail.add(answer.record, Via.PMID, pmid, answer.retrieved)

    async def _identifiers(
        self, trails: Sequence[_Trail], open_question: _Opener, via: Via
    ) -> None:
        """Search by an identifier, where no record found so far holds it."""
        asking = [(trail, *asked) for trail in trails if (asked := open_question(trail))]
        await self._follow([(trail, question, value) for trail, question, value in asking], via)

    async def _search(
        self,
        trails: Sequence[_Trail],
        make: Callable[[BibliographicRecord], Question | None],
        via: Via,
    ) -> None:
        asking = [(trail, make(trail.record)) for trail in trails]
        await self._follow(
            [(trail, question, question.text) for trail, question in asking if question], via
        )

    async def _follow(self, asking: Sequence[tuple[_Trail, Question, str]], via: Via) -> None:
        """Ask, fetch the records that the answers name, and add them as candidates."""
        if not asking:
            return
        answers = await self._source.answer(question for _, question, _ in asking)
        named = {question: named_pmids(answer) for question, answer in answers.items()}
        wanted = dict.fromkeys(pmid for pmids in named.values() for pmid in pmids)
        records = await self._shown([record_question(pmid) for pmid in wanted])
        for trail, question, value in asking:
            trail.note(question, answers[question])
            if not trail.takes(answers[question]):
                continue
            for pmid in named[question]:
                trail.take_named(records[record_question(pmid)], pmid, via, value)

    async def _shown(self, questions: Sequence[Question]) -> dict[Question, Answered]:
        """The records of PMIDs that PubMed itself names.

        An older answer that there is no such record is then wrong, and a new one not worth keeping.
        """
        records = await self._source.answer(questions)
        if hollow := _hollow(records):
            again = await self._source.answer_again(hollow)
            self._source.drop(_hollow(again))
            records |= again
        return records


def _hollow(records: Mapping[Question, Answered]) -> list[Question]:
    return [
        question
        for question, answer in records.items()
        if isinstance(answer, RecordAnswer) and answer.record is None
    ]


class _Trail:
    """What one round has found out for one reference."""

    def __init__(self, record: BibliographicRecord, round_name: str, source: Source) -> None:
        self.record = record
        self._round = round_name
        self._source = source
        self._searches: list[Search] = []
        self.candidates: dict[str, Candidate] = {}
        self._blocked: Unavailable | NotCached | None = None
        self._retrieved: date | None = None

    def note(self, question: Question, answer: Answered) -> None:
        """Write down what was asked, and what the answer is."""
        self._searches.append(
            search_trace(self._round, question, answer, cached=self._source.was_cached(question))
        )

    def takes(self, answer: Answered) -> bool:
        """Take in one answer. False where there was none: the whole round is then open."""
        match answer:
            case Unavailable():
                self._blocked = answer
                return False
            case NotCached():
                self._blocked = self._blocked or answer
                return False
            case _:
                self._retrieved = min(self._retrieved or answer.retrieved, answer.retrieved)
                return True

    def take_named(self, answer: Answered, pmid: str, via: Via, value: str) -> None:
        """Take in the record that an answer names."""
        if not self.takes(answer) or not isinstance(answer, RecordAnswer):
            return
        if answer.record is None:
            self._blocked = Unavailable(reason=f"PubMed names PMID {pmid}, but does not show it")
        elif _holds(answer.record, via, value):
            self.add(answer.record, via, value, answer.retrieved)

    def add(self, record: BibliographicRecord, via: Via, asked: str, retrieved: date) -> None:
        """Add a candidate; one that is there already keeps the surer way it was found."""
        key = record.pmid or ""
        self.candidates.setdefault(
            key,
            Candidate(
                record=record,
                source=PubMed.source,
                via=via,
                asked=asked,
                retrieved=min(retrieved, self._retrieved or retrieved),
            ),
        )

    def outcome(self) -> Outcome:
        """The outcome of the round: only certain if every question was answered."""
        searches = tuple(self._searches)
        if self._blocked:
            return replace(self._blocked, searches=searches)
        if self._retrieved is None:
            return NotAsked()
        if self.candidates:
            return Found(
                candidates=tuple(self.candidates.values()),
                retrieved=self._retrieved,
                searches=searches,
            )
        return NotFound(retrieved=self._retrieved, searches=searches)


_Opener = Callable[[_Trail], tuple[Question, str] | None]


def _open_doi(trail: _Trail) -> tuple[Question, str] | None:
    doi = trail.record.doi
    if not doi or any(found.record.doi == doi for found in trail.candidates.values()):
        return None
    return doi_question(doi), doi


def _open_pmcid(trail: _Trail) -> tuple[Question, str] | None:
    pmcid = trail.record.pmcid
    if not pmcid or any(found.record.pmcid == pmcid for found in trail.candidates.values()):
        return None
    return pmcid_question(pmcid), pmcid


def _holds(record: BibliographicRecord, via: Via, value: str) -> bool:
    """A search by identifier counts only where the record holds what was searched for."""
    match via:
        case Via.DOI:
            return record.doi == value
        case Via.PMCID:
            return record.pmcid == value
        case _:
            return True


def search_trace(round_name: str, question: Question, answer: Answered, *, cached: bool) -> Search:
    """What was asked and answered, for whoever wants to know how a reference was looked up."""
    asked = Search(round=round_name, endpoint=question.endpoint, question=question.text)
    match answer:
        case Unavailable(reason=reason) | NotCached(reason=reason):
            return replace(asked, trouble=reason)
        case RecordAnswer(record=record):
            pmids = (record.pmid,) if record and record.pmid else ()
            asked = replace(asked, pmids=pmids)
        case SearchAnswer(count=count, dropped=dropped):
            asked = replace(asked, pmids=answer.pmids, count=count, dropped=dropped)
        case CitationAnswer(pmids=pmids):
            asked = replace(asked, pmids=pmids)
    return replace(asked, cached=cached, retrieved=answer.retrieved)


def named_pmids(answer: Answered) -> Sequence[str]:
    """The PMIDs worth fetching; of a search with more hits than were listed none."""
    match answer:
        case SearchAnswer(count=count, pmids=pmids):
            return pmids if count <= len(pmids) else ()
        case CitationAnswer(pmids=pmids):
            return pmids[:_MOST_CANDIDATES]
        case _:
            return ()
