"""What one stage of queries has found out for one reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from refcheck.frozen import maker
from refcheck.lookup.provider import Parses
from refcheck.lookup.pubmed.identity import SOURCE, url_of
from refcheck.lookup.pubmed.queries import with_shorter_journal
from refcheck.lookup.pubmed.responses import CitationResponse, RecordResponse, SearchResponse
from refcheck.lookup.pubmed.service import PubMedSource, QueryResult
from refcheck.lookup.query import Query
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

__all__ = ["QueryState"]

# Of a journal that PubMed covers it has more articles of each year than this.
_COVERED = 20
_NOT_ASKED = NotAsked()

_search_of = maker(Search)
_candidate_of = maker(Candidate)
_found_of = maker(Found)


class QueryState:
    """What one stage has found out for one reference."""

    def __init__(self, parses: Parses, stage: Stage, source: PubMedSource) -> None:
        self._parses = parses
        self._all_parses: Parses | None = None
        self.record = parses[0]
        self._stage = stage
        self._source = source
        self._searches: list[Search] = []
        self.candidates: dict[str, Candidate] = {}
        self._blocked: Unavailable | NotCached | None = None
        self._retrieved: date | None = None
        self._listed = False
        self._articles = 0
        self.pages: tuple[str, ...] = ()  # of some articles of the journal
        self.in_part = False  # whether the source has but a part of PubMed

    @property
    def parses(self) -> Parses:
        """Every parse, and those of a journal that was read too long with its end alone."""
        if self._all_parses is None:
            shorter = map(with_shorter_journal, self._parses)
            self._all_parses = (*self._parses, *[each for each in shorter if each is not None])
        return self._all_parses

    def note(self, query: Query, response: QueryResult) -> None:
        """Write down what was asked, and what the response is."""
        self._searches.append(
            _search_trace(self._stage, query, response, cached=self._source.was_cached(query))
        )

    def takes(self, response: QueryResult) -> bool:
        """Take in one response. False where there was none: the whole stage is then open."""
        match response:
            case Unavailable():
                self._blocked = response
                return False
            case NotCached():
                self._blocked = self._blocked or response
                return False
            case _:
                if self._retrieved is None or response.retrieved < self._retrieved:
                    self._retrieved = response.retrieved
                return True

    def block(self, reason: str) -> None:
        """Take in that what the service says cannot be believed."""
        self._blocked = Unavailable(reason=reason)

    def take_named(self, response: QueryResult, pmid: str, via: Via, value: str) -> None:
        """Take in the record that a response names."""
        if not self.takes(response) or not isinstance(response, RecordResponse):
            return
        if response.record is None:
            self.block(f"PubMed names PMID {pmid}, but does not show it")
        elif _holds(response.record, via, value):
            self.add(response.record, via, value, response.retrieved)

    def add(self, record: BibliographicRecord, via: Via, asked: str, retrieved: date) -> None:
        """Add a candidate; one that is there already keeps the surer way it was found."""
        key = record.pmid or ""
        self.candidates.setdefault(
            key,
            _candidate_of(
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

    @property
    def is_covered(self) -> bool:
        """Whether PubMed covers the journal in that year, so that what is not there is nowhere."""
        return self._listed and (self.in_part or self._articles >= _COVERED) and not self._blocked

    def coverage(self) -> Outcome:
        """Returns what was found out about journal and year, if every query was answered."""
        searches = tuple(self._searches)
        if self._blocked:
            return replace(self._blocked, searches=searches)
        if self._retrieved is None:
            return _NOT_ASKED
        return Coverage(
            journal=self._listed,
            articles=self._articles,
            year=self.is_covered,
            pages=self.pages,
            retrieved=self._retrieved,
            searches=searches,
        )

    def outcome(self) -> Outcome:
        """Returns the outcome of the stage: only certain if every query was answered."""
        searches = tuple(self._searches)
        if self._blocked:
            return replace(self._blocked, searches=searches)
        if self._retrieved is None:
            return _NOT_ASKED
        if self.candidates:
            return _found_of(
                candidates=tuple(self.candidates.values()),
                retrieved=self._retrieved,
                searches=searches,
            )
        return NotFound(retrieved=self._retrieved, searches=searches)


def _holds(record: BibliographicRecord, via: Via, value: str) -> bool:
    """Returns a search by identifier counts only where the record has what was searched for."""
    match via:
        case Via.DOI:
            return record.doi == value
        case Via.PMCID:
            return record.pmcid == value
        case _:
            return True


def _search_trace(stage: Stage, query: Query, response: QueryResult, *, cached: bool) -> Search:
    """Returns what was asked and answered, for whoever wants to know how a reference was looked
    up."""
    pmids: tuple[str, ...] = ()
    count: int | None = None
    ignored: tuple[str, ...] = ()
    match response:
        case Unavailable(reason=reason) | NotCached(reason=reason):
            return Search(
                stage=stage,
                endpoint=query.endpoint,
                query=query.text,
                error=reason,
            )
        case RecordResponse(record=record):
            pmids = (record.pmid,) if record and record.pmid else ()
        case SearchResponse():
            pmids, count, ignored = response.pmids, response.count, response.ignored
        case CitationResponse():
            pmids, count = response.pmids, response.count
    return _search_of(
        stage=stage,
        endpoint=query.endpoint,
        query=query.text,
        ids=pmids,
        id_name="PMID",
        count=count,
        ignored=ignored,
        cached=cached,
        retrieved=response.retrieved,
    )
