"""Crossref as a further source: what it ranks first for a title, an author, a year and a container.

Its answers are never complete, and its scores mean nothing: the hits are candidates like any other.
It shares the pace, the circuit and the cache of the questions about DOIs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from refcheck.compare.papers import is_meeting_paper
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.doi.crossref_queries import search_query
from refcheck.lookup.doi.responses import HitsResponse, Response
from refcheck.lookup.doi.services_known import CROSSREF
from refcheck.lookup.explained import search_entry
from refcheck.lookup.provider import Parses
from refcheck.lookup.query import Query
from refcheck.model.outcome import (
    Candidate,
    Found,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Stage,
    Unavailable,
    Via,
)
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import Reference

__all__ = ["CrossrefSearch"]

_STAGE: Final = Stage(name="search by title")


class CrossrefSearch:
    """The `FurtherSource` of Crossref. `source` is what the questions about DOIs go through, and is
    closed with these."""

    source = CROSSREF.source
    name = CROSSREF.name

    def __init__(self, source: Source[Response]) -> None:
        self._source = source

    def takes(self, reference: Reference) -> bool:
        """Returns whether there is enough to search with, of a kind that Crossref lists."""
        return search_query(reference.record) is not None

    def lists_whole(self, record: BibliographicRecord) -> bool:
        """Returns whether the kind is one that is registered as a rule: articles and papers.

        A search is never complete, so that its silence counts together with another source's only.
        """
        return record.type is WorkType.ARTICLE_JOURNAL or is_meeting_paper(record)

    async def search(self, works: Sequence[Parses]) -> Sequence[Outcome]:
        """Search for each work with the likeliest of its parses."""
        queries = [search_query(parses[0]) if parses else None for parses in works]
        answers = await self._source.ask(query for query in queries if query is not None)
        return [
            NotAsked() if query is None else self._outcome(query, parses[0], answers[query])
            for query, parses in zip(queries, works, strict=True)
        ]

    def _outcome(
        self,
        query: Query,
        cited: BibliographicRecord,
        answer: Response | Unavailable | NotCached,
    ) -> Outcome:
        asked = query.text.partition(" ")[2]
        records = answer.records if isinstance(answer, HitsResponse) else ()
        search = search_entry(
            _STAGE,
            f"{self.name}, {query.endpoint}",
            asked,
            answer,
            ids=tuple(record.key.id for record in records if record.key),
            id_name="DOI",
            cached=self._source.was_cached(query),
        )
        if isinstance(answer, Unavailable | NotCached):
            return replace(answer, searches=(search,))
        if not records:
            return NotFound(retrieved=answer.retrieved, searches=(search,))
        candidates = tuple(
            Candidate(
                record=record,
                source=self.source,
                via=Via.TITLE,
                asked=cited.title or asked,
                retrieved=answer.retrieved,
                url=f"https://doi.org/{record.doi}" if record.doi else None,
            )
            for record in records
        )
        return Found(candidates=candidates, retrieved=answer.retrieved, searches=(search,))

    async def aclose(self) -> None:
        """Nothing of its own has to be given back."""
