"""PubMed as a source of records: stages of queries, every candidate a full record.

    identifier   the printed PMID, DOI and PMCID
    citation     journal, year, volume, first page and author through ecitmatch
    title        the words of the title through esearch
    wider        the first author with the year and two words of the title or the journal, or with
                 volume and page; the title without the words that PubMed did not know
    coverage     whether PubMed knows the journal, and how many articles it has of that year
    confirmation the search that decided that a work is not there, once more in other words
    status       the matched record, where it was fetched more than a week ago: it may be retracted

Each round is put for every parse of a reference. The service tolerates wrong authors and years,
and drops words it does not know: whatever it names is only a candidate, fetched whole, for others
to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.provider import Parses
from refcheck.lookup.pubmed.coverage import is_lone_number, scope
from refcheck.lookup.pubmed.identity import NAME, SOURCE, TERMS, url_of
from refcheck.lookup.pubmed.queries import (
    citation_query,
    coverage_query,
    doi_query,
    everything_query,
    journal_query,
    place_query,
    pmcid_query,
    record_query,
    remaining_query,
    sample_query,
    title_query,
    wider_queries,
    year_query,
)
from refcheck.lookup.pubmed.query_state import QueryState
from refcheck.lookup.pubmed.responses import (
    CitationResponse,
    RecordResponse,
    SearchResponse,
    renewed,
)
from refcheck.lookup.pubmed.search.confirmation import reworded
from refcheck.lookup.pubmed.service import EUtilities, PubMedSource, QueryResult, named_pmids
from refcheck.lookup.pubmed.stage_queries import (
    Maker,
    Opener,
    first_queries,
    of_each_parse,
    open_doi,
    open_pmcid,
)
from refcheck.lookup.query import Query
from refcheck.model.outcome import Outcome, Scope, Stage, StageKind, Unmatched, Via
from refcheck.model.record import BibliographicRecord

__all__ = [
    "CITATION",
    "CONFIRMATION",
    "COVERAGE",
    "IDENTIFIER",
    "STAGES",
    "STATUS",
    "TITLE",
    "WIDER",
    "PubMed",
]

IDENTIFIER = Stage(name="identifier", kind=StageKind.IDENTIFIERS)
CITATION = Stage(name="citation")
TITLE = Stage(name="title")
WIDER = Stage(name="wider")
COVERAGE = Stage(name="coverage", kind=StageKind.COVERAGE)
CONFIRMATION = Stage(name="confirmation", kind=StageKind.CONFIRMATION)
STATUS = Stage(name="status", kind=StageKind.STATUS)
STAGES = (IDENTIFIER, CITATION, TITLE, WIDER, COVERAGE, CONFIRMATION, STATUS)

# So few works are asked about in two stages at once: it saves requests, and costs few more hits.
_FEW_WORKS = 12
_WHOLE = 10_000_000  # records: PubMed has four times as many


class PubMed:
    """The `LookupProvider` of PubMed. `warn` is told, once each, what the user should know.

    `source` answers its queries where it is not the E-utilities that do.
    """

    source = SOURCE
    name = NAME
    terms = TERMS
    stages = STAGES

    def __init__(
        self,
        config: LookupConfig,
        warn: Callable[[str], None],
        source: PubMedSource | None = None,
    ) -> None:
        self._source: PubMedSource = source or Source(config, EUtilities(), warn, renewed)
        self._status_days = config.status_max_age_days
        self.circuit = config.circuit  # for the other databases that are asked at its address

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self._source.aclose()

    def url_of(self, record: BibliographicRecord) -> str | None:
        """Returns the address of a record's page in PubMed."""
        return url_of(record)

    def coverage(self, unmatched: Unmatched) -> Scope:
        """Returns whether PubMed should list a work that was not found in it."""
        return scope(unmatched)

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        """Send the queries of one stage for all works; one outcome per work, in order.

        Raises `ValueError` for a stage that is not one of PubMed's.
        """
        states = [QueryState(parses, stage, self._source) for parses in works]
        if stage == IDENTIFIER:
            await self._by_identifiers(states)
        elif stage == CITATION:
            await self._search(states, of_each_parse(citation_query), Via.CITATION)
        elif stage == TITLE:
            await self._by_title(states)
        elif stage == WIDER:
            await self._search(states, self._wider, Via.TITLE)
        elif stage == COVERAGE:
            return await self._coverage(states)
        elif stage == CONFIRMATION:
            await self._confirm(states)
        elif stage == STATUS:
            await self._renew(states)
        else:
            raise ValueError(f"PubMed has no stage {stage.name!r}")
        return [state.outcome() for state in states]

    # --- stages -----------------------------------------------------------------------------------

    async def _by_identifiers(self, states: Sequence[QueryState]) -> None:
        await self._source.ask_ahead(first_queries(states))
        await self._pmids(states)
        await self._identifiers(states, open_doi, Via.DOI)
        await self._identifiers(states, open_pmcid, Via.PMCID)

    async def _by_title(self, states: Sequence[QueryState]) -> None:
        if len(states) <= _FEW_WORKS:
            makers = (of_each_parse(title_query), self._wider)
            await self._source.ask_ahead(
                query for make in makers for state in states for query in make(state)
            )
        await self._search(states, of_each_parse(title_query), Via.TITLE)

    async def _pmids(self, states: Sequence[QueryState]) -> None:
        asking = [(state, pmid) for state in states if (pmid := state.record.pmid)]
        queries = {pmid: record_query(pmid) for _, pmid in asking}
        responses = await self._source.ask(queries.values())
        for state, pmid in asking:
            response = responses[queries[pmid]]
            state.note(queries[pmid], response)
            if state.takes(response) and isinstance(response, RecordResponse) and response.record:
                state.add(response.record, Via.PMID, pmid, response.retrieved)

    async def _identifiers(
        self, states: Sequence[QueryState], open_query: Opener, via: Via
    ) -> None:
        """Search by an identifier, where no record found so far has it."""
        asking = [(state, *asked) for state in states if (asked := open_query(state))]
        await self._follow(asking, via)

    async def _search(self, states: Sequence[QueryState], make: Maker, via: Via) -> None:
        asking = [
            (state, query, query.text) for state in states for query in dict.fromkeys(make(state))
        ]
        await self._follow(asking, via)

    def _wider(self, state: QueryState) -> Iterator[Query]:
        """Yields what to ask where lines and titles have led to nothing, as far as it is of use.

        A journal that PubMed does not know is not searched for: it would be left out of the search.
        """
        for record in state.parses:
            yield from wider_queries(record)
            line = citation_query(record)
            response = self._source.known(line) if line else None
            listed = isinstance(response, CitationResponse) and response.listed
            if listed and (query := journal_query(record)):
                yield query
            title = title_query(record)
            found = self._source.known(title) if title else None
            ignored = found.ignored if isinstance(found, SearchResponse) else ()
            if title and ignored and (query := remaining_query(title, ignored)):
                yield query

    # --- coverage ---------------------------------------------------------------------------------

    async def _coverage(self, states: Sequence[QueryState]) -> list[Outcome]:
        """Returns whether PubMed lists the journals that the parses name, and covers them in that
        year.

        A line of journal and year alone is answered with the number of its articles. Few are no
        proof: of many journals PubMed lists only what was paid for by public money. They are all
        that can be had of a source that has but a part of PubMed.
        """
        await self._count(states, coverage_query)
        if scarce := [state for state in states if state.is_scarce]:
            await self._count_all(scarce)
        await self._sample([state for state in states if state.is_covered])
        return [state.coverage() for state in states]

    async def _count_all(self, scarce: Sequence[QueryState]) -> None:
        """Ask whether the source is but a part of PubMed; else how many articles there are."""
        everything = everything_query()
        whole = (await self._source.ask([everything]))[everything]
        for state in scarce:
            state.note(everything, whole)
            if state.takes(whole) and isinstance(whole, SearchResponse):
                state.in_part = whole.count < _WHOLE
        await self._count([state for state in scarce if state.is_scarce], year_query)

    async def _sample(self, states: Sequence[QueryState]) -> None:
        """Look at the pages of some articles where a lone number is cited: an article's, or a page
        of an abstract that PubMed does not list, as the journal numbers its articles."""
        asking = [
            (state, query)
            for state in states
            if is_lone_number(state.record.pages) and (query := sample_query(state.record))
        ]
        responses = await self._source.ask(query for _, query in asking)
        some = {
            query: response.pmids
            for query, response in responses.items()
            if isinstance(response, SearchResponse) and not response.ignored
        }
        wanted = dict.fromkeys(pmid for pmids in some.values() for pmid in pmids)
        records = await self._shown([record_query(pmid) for pmid in wanted])
        for state, query in asking:
            state.note(query, responses[query])
            if not state.takes(responses[query]):
                continue
            shown = [records[record_query(pmid)] for pmid in some.get(query, ())]
            found = [each.record for each in shown if isinstance(each, RecordResponse)]
            state.pages = tuple(record.pages for record in found if record and record.pages)

    async def _count(
        self,
        states: Sequence[QueryState],
        make: Callable[[BibliographicRecord], Query | None],
    ) -> None:
        """Ask how many articles there are of the journal and year of each parse."""
        asking = [(state, query) for state in states for query in of_each_parse(make)(state)]
        responses = await self._source.ask(query for _, query in asking)
        for state, query in asking:
            response = responses[query]
            state.note(query, response)
            if not state.takes(response):
                continue
            match response:
                case CitationResponse(listed=listed, count=count):
                    state.counted(count or 0, listed=listed)
                case SearchResponse(ignored=(), count=count):
                    state.counted(count, listed=count > 0 or None)

    # --- confirmation ---------------------------------------------------------------------------

    async def _confirm(self, states: Sequence[QueryState]) -> None:
        """Put the decisive search of each work once more, in other words.

        Where the second response names what the first does not, the first is sent again: PubMed
        may have more than it did then. What still does not agree is not believed, nor cached.
        """
        deciding = {state: found for state in states if (found := self._decisive(state))}
        await self._source.ask(second for _, second in deciding.values())
        odd = [first for first, second in deciding.values() if self._differ(first, second)]
        await self._source.ask_again(odd)
        asking = []
        for state, (first, second) in deciding.items():
            if self._differ(first, second):
                self._source.drop([first, second])
                state.block("PubMed answers the same search in two ways")
            else:
                asking.append((state, second, second.text))
        await self._follow(asking, Via.TITLE)

    def _decisive(self, state: QueryState) -> tuple[Query, Query] | None:
        """Returns the search that decides about a work, and the same in other words.

        Best is one that was answered whole, by the title first. A work that was not searched for is
        searched for by its place; None where there is nothing to search for.
        """
        made = dict.fromkeys((*of_each_parse(title_query)(state), *self._wider(state)))
        if doi := state.record.doi:
            made[doi_query(doi)] = None
        if pmcid := state.record.pmcid:
            made[pmcid_query(pmcid)] = None
        answered = [
            (_is_whole(response), query)
            for query in made
            if isinstance(response := self._source.known(query), SearchResponse)
        ]
        answered.sort(key=lambda pair: pair[0], reverse=True)
        by_place = (place_query(record) for record in state.parses)
        queries = [query for _, query in answered] + [found for found in by_place if found]
        pairs = ((query, reworded(query)) for query in queries)
        return next(((first, second) for first, second in pairs if second), None)

    def _differ(self, first: Query, second: Query) -> bool:
        """Returns whether of two answers to the same search the second says more than the first."""
        before, after = self._source.known(first), self._source.known(second)
        if not isinstance(before, SearchResponse) or not isinstance(after, SearchResponse):
            return False
        return _is_whole(before) and not (
            _is_whole(after) and set(after.pmids) <= set(before.pmids)
        )

    # --- status -----------------------------------------------------------------------------------

    async def _renew(self, states: Sequence[QueryState]) -> None:
        """Fetch matched records again that were fetched too long ago, all in as few requests as can
        be. A record that is not there any more stays as it was."""
        asking = [(state, pmid) for state in states if (pmid := state.record.pmid)]
        queries = {pmid: record_query(pmid) for _, pmid in asking}
        responses = await self._source.renew(list(queries.values()), self._status_days)
        for state, pmid in asking:
            response = responses.get(queries[pmid])
            if response is None:
                continue
            state.note(queries[pmid], response)
            if state.takes(response) and isinstance(response, RecordResponse) and response.record:
                state.add(response.record, Via.PMID, pmid, response.retrieved)

    # --- following --------------------------------------------------------------------------------

    async def _follow(self, asking: Sequence[tuple[QueryState, Query, str]], via: Via) -> None:
        """Ask, fetch the records that the responses name, and add them as candidates."""
        if not asking:
            return
        responses = await self._source.ask(query for _, query, _ in asking)
        named = {query: named_pmids(response) for query, response in responses.items()}
        wanted = {pmid: record_query(pmid) for pmids in named.values() for pmid in pmids}
        records = await self._shown(list(wanted.values()))
        for state, query, value in asking:
            state.note(query, responses[query])
            if not state.takes(responses[query]):
                continue
            for pmid in named[query]:
                state.take_named(records[wanted[pmid]], pmid, via, value)

    async def _shown(self, queries: Sequence[Query]) -> dict[Query, QueryResult]:
        """Returns the records of PMIDs that PubMed itself names.

        An older response that there is no such record is then wrong, and a new one is not cached.
        """
        records = await self._source.ask(queries)
        if hollow := _hollow(records):
            asked = await self._source.ask_again(hollow)
            self._source.drop(_hollow(asked))
            records |= asked
        return records


def _is_whole(response: SearchResponse) -> bool:
    """Returns whether nothing was left out of a search, and every hit is named."""
    return not response.ignored and response.count <= len(response.pmids)


def _hollow(records: Mapping[Query, QueryResult]) -> list[Query]:
    return [
        query
        for query, response in records.items()
        if isinstance(response, RecordResponse) and response.record is None
    ]
