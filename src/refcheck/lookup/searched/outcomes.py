"""From searches to the outcome of each work, the same for every source that is searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from refcheck.lookup.caching_provider import Source
from refcheck.lookup.explained import search_entry
from refcheck.lookup.provider import Parses
from refcheck.lookup.query import Query
from refcheck.lookup.searched.responses import SearchedResponse
from refcheck.model.outcome import (
    Candidate,
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

__all__ = ["SearchedSource"]

Answer = SearchedResponse | Unavailable | NotCached
_STAGE = Stage(name="further source")
# Parses of one reference that are searched for: later ones are seldom right, and cost as much.
_MOST_QUERIES = 2


class SearchedSource:
    """What the `FurtherSource`s that are searched have in common: each adds which works it takes.

    `queries_of` makes searches of a parse of a work. `remaining` makes a search without the terms
    that the source has left out of it (None: nothing is left to search with). `id_name` is what
    users call the identifier of a record.
    """

    source: ClassVar[str]
    name: ClassVar[str]

    def __init__(
        self,
        asked: Source[SearchedResponse],
        *,
        id_name: str,
        queries_of: Callable[[BibliographicRecord], Sequence[Query]],
        remaining: Callable[[Query, Sequence[str]], Query | None],
        url_of: Callable[[BibliographicRecord], str | None],
    ) -> None:
        self._asked = asked
        self._id_name = id_name
        self._queries_of = queries_of
        self._remaining = remaining
        self._url_of = url_of

    @property
    def asked(self) -> Source[SearchedResponse]:
        """What the source is asked through."""
        return self._asked

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self._asked.aclose()

    async def search(self, works: Sequence[Parses]) -> list[Outcome]:
        """Returns one outcome per work; see `FurtherSource.search`."""
        asked = [self._queries(parses) for parses in works]
        answers = await self._asked.ask(query for queries in asked for query in queries)
        further = {
            query: other
            for query, answer in answers.items()
            if isinstance(answer, SearchedResponse)
            and answer.ignored
            and not answer.records
            and (other := self._remaining(query, answer.ignored))
        }
        if further:
            answers |= await self._asked.ask(further.values())
        return [self._outcome(queries, answers, further) for queries in asked]

    def _queries(self, parses: Parses) -> tuple[Query, ...]:
        made = (query for parse in parses for query in self._queries_of(parse))
        return tuple(dict.fromkeys(made))[:_MOST_QUERIES]

    def _outcome(
        self, queries: Sequence[Query], answers: dict[Query, Answer], further: dict[Query, Query]
    ) -> Outcome:
        if not queries:
            return NotAsked()
        asked = [each for query in queries for each in (query, further.get(query)) if each]
        searches = tuple(self._search(query, answers[query]) for query in asked)
        for query in asked:
            answer = answers[query]
            if isinstance(answer, Unavailable):
                return Unavailable(reason=answer.reason, searches=searches)
        for query in asked:
            answer = answers[query]
            if isinstance(answer, NotCached):
                return NotCached(reason=answer.reason, searches=searches)
        given = {
            query: each for query in asked if isinstance(each := answers[query], SearchedResponse)
        }
        retrieved = min(each.retrieved for each in given.values())
        candidates = self._candidates(given)
        if candidates:
            return Found(candidates=candidates, retrieved=retrieved, searches=searches)
        # What is in the search without the terms that were left out would be in the search, too.
        deciding = [given[further.get(query, query)] for query in queries]
        if all(each.complete for each in deciding):
            return NotFound(retrieved=retrieved, searches=searches)
        return Unavailable(reason=self._incomplete(deciding), searches=searches)

    def _incomplete(self, deciding: Sequence[SearchedResponse]) -> str:
        if any(not each.whole for each in deciding):
            return f"{self.name} has more of the kind than can be looked at"
        left_out = ", ".join(phrase for each in deciding for phrase in each.ignored)[:80]
        return f"{self.name} leaves words of the title out of its search ({left_out})"

    def _candidates(self, given: dict[Query, SearchedResponse]) -> tuple[Candidate, ...]:
        found: dict[object, Candidate] = {}
        for query, answer in given.items():
            for record in answer.records:
                candidate = Candidate(
                    record=record,
                    source=self.source,
                    via=Via.TITLE,
                    asked=query.text,
                    retrieved=answer.retrieved,
                    url=self._url_of(record),
                )
                found.setdefault(candidate.identity, candidate)
        return tuple(found.values())

    def _search(self, query: Query, answer: Answer) -> Search:
        """Returns the query and its response as an explanation shows them."""
        given = answer if isinstance(answer, SearchedResponse) else None
        ids = tuple(record.key.id for record in given.records if record.key) if given else ()
        return search_entry(
            _STAGE,
            self.name,
            query.text,
            answer,
            ids=ids,
            id_name=self._id_name,
            count=None if given is None or given.whole else len(ids) + 1,
            ignored=given.ignored if given else (),
            cached=self._asked.was_cached(query),
        )
