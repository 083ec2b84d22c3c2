"""The queries of a stage for many works: those of each parse, by identifiers, and the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from refcheck.lookup.pubmed.queries import (
    citation_query,
    coverage_query,
    doi_query,
    pmcid_query,
    record_query,
)
from refcheck.lookup.pubmed.query_state import QueryState
from refcheck.lookup.pubmed.search.ecitmatch import MOST_LINES
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord

__all__ = ["Maker", "Opener", "first_queries", "of_each_parse", "open_doi", "open_pmcid"]

Opener = Callable[[QueryState], tuple[Query, str] | None]
Maker = Callable[[QueryState], Iterable[Query]]


def of_each_parse(make: Callable[[BibliographicRecord], Query | None]) -> Maker:
    """Returns a maker of the query of each parse."""

    def queries(state: QueryState) -> Iterable[Query]:
        if len(state.parses) == 1:  # as most references have
            query = make(state.parses[0])
            return (query,) if query is not None else ()
        made = dict.fromkeys(map(make, state.parses))
        return [query for query in made if query is not None]

    return queries


def first_queries(states: Sequence[QueryState]) -> Iterator[Query]:
    """Yields the cited PMIDs, DOIs without a PMID, PMCIDs without either, and citation lines.

    Where there is room in the request, also whether PubMed lists their journals and years.
    """
    for state in states:
        record = state.record
        if record.pmid:
            yield record_query(record.pmid)
        elif record.doi:
            yield doi_query(record.doi)
        elif record.pmcid:
            yield pmcid_query(record.pmcid)
    lines = [*_asked_of(states, citation_query)]
    yield from lines
    if len(states) + len(lines) <= MOST_LINES:
        coverage = [*_asked_of(states, coverage_query)]
        yield from coverage if len(lines) + len(coverage) <= MOST_LINES else ()


def _asked_of(
    states: Sequence[QueryState], make: Callable[[BibliographicRecord], Query | None]
) -> Iterator[Query]:
    return (query for state in states for query in of_each_parse(make)(state))


def open_doi(state: QueryState) -> tuple[Query, str] | None:
    """Returns the search by DOI, where no record found so far has it."""
    doi = state.record.doi
    if not doi or any(found.record.doi == doi for found in state.candidates.values()):
        return None
    return doi_query(doi), doi


def open_pmcid(state: QueryState) -> tuple[Query, str] | None:
    """Returns the search by PMCID, where no record found so far has it."""
    pmcid = state.record.pmcid
    if not pmcid or any(found.record.pmcid == pmcid for found in state.candidates.values()):
        return None
    return pmcid_query(pmcid), pmcid
