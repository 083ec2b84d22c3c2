"""Searches joined in one: which may be joined, and what the response proves of each of them.

A response counts for a single query only where every hit is listed and fetched, every phrase that
the service has left out is known as a term of a query, and no hit is left that may be its own
without being so for certain. Else the searches are parted, in halves and at last one by one.

A query of which a phrase was left out has no hit that has all it asks for. Its response names
the phrase, so that nobody takes it for a search that was complete.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.pubmed.responses import cached_search
from refcheck.lookup.pubmed.search.attribution import (
    Term,
    ignored_terms,
    names_identifier,
    share_out,
    terms_of,
    understood,
)
from refcheck.lookup.pubmed.search.esearch import Hits
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold

__all__ = ["MOST_HITS", "MOST_LISTED", "Combined", "CombinedSearch", "batched"]

MOST_HITS = 20  # a search with more hits says nothing about which of them was meant
MOST_LISTED = 200  # hits of a combined search: as many as one efetch gives
# Sent by POST, where no limit is documented; web servers cut addresses at 8 kB, bodies far later.
_LONGEST = 12_000  # characters
_MOST_JOINED = 100
_LAST_JOINED = 10  # so few that are refused are refused for what one of them says
_FEW = 3  # so many are sooner searched for one by one than parted again

_WORDS_ENOUGH = 5  # of a title


@dataclass(slots=True)
class Combined:
    """What is known while searches are put together.

    `cited` are the PMIDs that citation lines lead to; `records` by PMID; `unfetched` why a record
    could not be fetched; `alone` are searches that have to be put by themselves; `unproven` are
    groups without a hit, which is to be proved on their first; `errors` says what cannot be
    answered.
    """

    cited: list[str] = field(default_factory=list)
    records: dict[str, BibliographicRecord] = field(default_factory=dict)
    unfetched: dict[str, str] = field(default_factory=dict)
    alone: list[Query] = field(default_factory=list)
    unproven: list[list[Query]] = field(default_factory=list)
    errors: dict[Query, str] = field(default_factory=dict)
    _smaller: list[list[Query]] = field(default_factory=list)

    def refused(self, batch: list[Query]) -> None:
        """Take in that the service does not accept a batch as one search: it may be too long."""
        if len(batch) <= _LAST_JOINED:
            self.alone += batch
        else:
            half = len(batch) // 2
            self._smaller += [batch[:half], batch[half:]]

    def smaller(self) -> list[list[Query]]:
        """Returns the parts of refused batches, each given once."""
        parts, self._smaller = self._smaller, []
        return parts


def batched(queries: Iterable[Query]) -> Iterator[list[Query]]:
    """Queries that are put as one search; one that cannot be told apart from others by itself.

    Identifiers, which have one hit at most, stay among themselves.
    """
    piles: dict[bool, list[Query]] = {True: [], False: []}
    for query in queries:
        terms = terms_of(query)
        if terms:
            piles[names_identifier(terms)].append(query)
        else:
            yield [query]
    for pile in piles.values():
        batch: list[Query] = []
        length = 0
        for query in pile:
            if batch and (length + len(query.text) > _LONGEST or len(batch) == _MOST_JOINED):
                yield batch
                batch, length = [], 0
            batch.append(query)
            length += len(query.text)
        if batch:
            yield batch


def _is_narrow(terms: Sequence[Term]) -> bool:
    """Returns whether a search is not expected to have many hits."""
    tags = [term.tag for term in terms]
    return tags.count("ti") >= _WORDS_ENOUGH or {"1au", "ti"} <= {*tags} or {"vi", "pg"} <= {*tags}


class CombinedSearch:
    """A batch of searches that was put as one, and its response.

    `named` are the hits to fetch; after `read`, `next_batches` are the batches to put next.
    """

    def __init__(self, queries: Sequence[Query], hits: Hits) -> None:
        self._queries = list(queries)
        self._hits = hits
        self._missing, self._accounted = ignored_terms(queries, hits.ignored)
        self._wanted = {
            query: tuple(
                term
                for term in terms_of(query)
                if term not in self._missing.get(query, frozenset())
            )
            for query in queries
        }
        self._listed = self._accounted and hits.count <= len(hits.pmids)
        self.named = hits.pmids if self._listed else ()
        self.next_batches: list[list[Query]] = []

    def read(self, combined: Combined) -> list[CachedResponse]:
        """Returns the responses that are certain; what is not goes into `next_batches`, or
        into `combined`."""
        if not self._listed:
            return self._part()
        if reason := next(filter(None, map(combined.unfetched.get, self.named)), None):
            combined.errors |= dict.fromkeys(self._queries, reason)
            return []
        records = [combined.records[pmid] for pmid in self.named if pmid in combined.records]
        shares = share_out(records, self._wanted)
        lost = len(records) < len(self.named)  # a record is: it may be a hit of any of them
        if lost:
            shares.undecided.update(self._queries)
        void = [q for q in self._missing if q in shares.undecided and not lost]
        shares.undecided.difference_update(void)
        for query in void:
            shares.found.pop(query, None)
        without = [
            query
            for query in self._queries
            if query not in shares.found and query not in shares.undecided
        ]
        proven, unproven = self._proven(without)
        if unproven:
            combined.unproven.append(unproven)
        self._separate([q for q in self._queries if q in shares.undecided], combined)
        now = time.time()
        certain = [q for q in shares.found if q not in shares.undecided] + proven
        return [self._cached_response(query, shares.found.get(query, []), now) for query in certain]

    def _cached_response(self, query: Query, pmids: Sequence[str], now: float) -> CachedResponse:
        missing = self._missing.get(query, frozenset())
        ignored = [f"{term.value}[{term.tag}]" for term in terms_of(query) if term in missing]
        return cached_search(query, len(pmids), pmids[:MOST_HITS], ignored, now)

    def _proven(self, without: Sequence[Query]) -> tuple[list[Query], list[Query]]:
        """Returns those of the queries without a hit that certainly have none, and the others.

        The service names what it has left out and what it has searched for; an identifier could
        spoil the whole search unsaid, but then nothing is found at all.
        """
        translation = fold(self._hits.translation)
        proven: list[Query] = []
        unproven: list[Query] = []
        for query in without:
            terms = self._wanted[query]
            found_any = self._hits.count or self._hits.witnessed
            spoilt = names_identifier(terms) and not found_any
            sure = (
                not terms
                or query in self._missing
                or (not spoilt and understood(terms, translation))
            )
            (proven if sure else unproven).append(query)
        return proven, unproven

    def _part(self) -> list[CachedResponse]:
        """Too many hits, or something left out that is nobody's: in parts it may do.

        Where phrases were left out, no record has all that those queries ask for, and what is
        found instead is nobody's: that is their answer. Else the broad ones are put apart.
        """
        if self._accounted and self._missing:
            self.next_batches = [[q for q in self._queries if q not in self._missing]]
            now = time.time()
            return [self._cached_response(query, (), now) for query in self._missing]
        narrow = [q for q in self._queries if _is_narrow(self._wanted[q])]
        broad = [q for q in self._queries if q not in narrow]
        if narrow and broad:
            self.next_batches = [narrow, broad]
        else:
            half = (len(self._queries) + 1) // 2
            self.next_batches = [self._queries[:half], self._queries[half:]]
        return []

    def _separate(self, undecided: list[Query], combined: Combined) -> None:
        """Put the doubtful ones again; neighbours, which are most alike, apart from each other."""
        if len(undecided) <= _FEW:
            combined.alone += undecided
        elif len(undecided) < len(self._queries):
            self.next_batches = [undecided]
        else:
            self.next_batches = [undecided[::2], undecided[1::2]]
