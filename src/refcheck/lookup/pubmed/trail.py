"""What one round of questions has found out for one reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from refcheck.lookup.cache.responses import CitationAnswer, RecordAnswer, SearchAnswer
from refcheck.lookup.caching_provider import Answered, Source
from refcheck.lookup.provider import Readings
from refcheck.lookup.pubmed.identity import SOURCE, url_of
from refcheck.lookup.pubmed.queries import Question, with_shorter_journal
from refcheck.model.outcome import (
    Candidate,
    Coverage,
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

__all__ = ["Trail"]

# Of a journal that PubMed covers it has more articles of each year than this.
_COVERED = 20


class Trail:
    """What one round has found out for one reference."""

    def __init__(self, readings: Readings, stage: Stage, source: Source) -> None:
        shorter = (with_shorter_journal(record) for record in readings)
        self.readings = (*readings, *(record for record in shorter if record is not None))
        self.record = readings[0]
        self._stage = stage
        self._source = source
        self._searches: list[Search] = []
        self.candidates: dict[str, Candidate] = {}
        self._blocked: Unavailable | NotCached | None = None
        self._retrieved: date | None = None
        self._listed = False
        self._articles = 0
        self.in_part = False  # whether the source holds but a part of PubMed

    def note(self, question: Question, answer: Answered) -> None:
        """Write down what was asked, and what the answer is."""
        self._searches.append(
            _search_trace(self._stage, question, answer, cached=self._source.was_cached(question))
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

    def block(self, reason: str) -> None:
        """Take in that what the service says cannot be believed."""
        self._blocked = Unavailable(reason=reason)

    def take_named(self, answer: Answered, pmid: str, via: Via, value: str) -> None:
        """Take in the record that an answer names."""
        if not self.takes(answer) or not isinstance(answer, RecordAnswer):
            return
        if answer.record is None:
            self.block(f"PubMed names PMID {pmid}, but does not show it")
        elif _holds(answer.record, via, value):
            self.add(answer.record, via, value, answer.retrieved)

    def add(self, record: BibliographicRecord, via: Via, asked: str, retrieved: date) -> None:
        """Add a candidate; one that is there already keeps the surer way it was found."""
        key = record.pmid or ""
        self.candidates.setdefault(
            key,
            Candidate(
                record=record,
                source=SOURCE,
                via=via,
                asked=asked,
                retrieved=min(retrieved, self._retrieved or retrieved),
                url=url_of(record),
            ),
        )

    def counted(self, articles: int, *, listed: bool | None) -> None:
        """Take in whether PubMed knows a journal, and how many articles of that year it has."""
        self._listed = self._listed or listed is not False
        self._articles = max(self._articles, articles)

    @property
    def is_scarce(self) -> bool:
        """Whether PubMed knows a journal, but has too few articles of that year to cover it."""
        scarce = self._listed and self._articles < _COVERED and not self.in_part
        return scarce and not self._blocked

    def coverage(self) -> Outcome:
        """What was found out about journal and year, if every question was answered."""
        searches = tuple(self._searches)
        if self._blocked:
            return replace(self._blocked, searches=searches)
        if self._retrieved is None:
            return NotAsked()
        return Coverage(
            journal=self._listed,
            articles=self._articles,
            year=self._listed and (self.in_part or self._articles >= _COVERED),
            retrieved=self._retrieved,
            searches=searches,
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


def _holds(record: BibliographicRecord, via: Via, value: str) -> bool:
    """A search by identifier counts only where the record holds what was searched for."""
    match via:
        case Via.DOI:
            return record.doi == value
        case Via.PMCID:
            return record.pmcid == value
        case _:
            return True


def _search_trace(stage: Stage, question: Question, answer: Answered, *, cached: bool) -> Search:
    """What was asked and answered, for whoever wants to know how a reference was looked up."""
    pmids: tuple[str, ...] = ()
    count: int | None = None
    ignored: tuple[str, ...] = ()
    match answer:
        case Unavailable(reason=reason) | NotCached(reason=reason):
            return Search(
                stage=stage,
                endpoint=question.endpoint,
                query=question.text,
                error=reason,
            )
        case RecordAnswer(record=record):
            pmids = (record.pmid,) if record and record.pmid else ()
        case SearchAnswer():
            pmids, count, ignored = answer.pmids, answer.count, answer.dropped
        case CitationAnswer():
            pmids, count = answer.pmids, answer.count
    return Search(
        stage=stage,
        endpoint=question.endpoint,
        query=question.text,
        ids=pmids,
        id_name="PMID",
        count=count,
        ignored=ignored,
        cached=cached,
        retrieved=answer.retrieved,
    )
