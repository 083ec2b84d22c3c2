"""Searches joined in one: which may be joined, and what the answer proves of each of them.

An answer counts for a single question only where every hit is listed and fetched, every phrase that
the service has left out is known as a term of a question, and no hit is left that may be its own
without being so for certain. Else the searches are parted, in halves and at last one by one.

A question of which a phrase was left out has no hit that holds all it asks for. Its answer names
the phrase, so that nobody takes it for a search that was complete.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from refcheck.lookup.cache.responses import Entry, search_entry
from refcheck.lookup.pubmed.attribution import (
    Term,
    left_out,
    names_identifier,
    share_out,
    terms_of,
    understood,
)
from refcheck.lookup.pubmed.esearch import Hits
from refcheck.lookup.pubmed.queries import Question
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold

__all__ = ["MOST_HITS", "MOST_LISTED", "Joint", "Searched", "batched"]

MOST_HITS = 20  # a search with more hits says nothing about which of them was meant
MOST_LISTED = 200  # hits of a joined search: as many as one efetch gives
# Sent by POST, where no limit is documented; web servers cut addresses at 8 kB, bodies far later.
_LONGEST = 12_000  # characters
_MOST_JOINED = 100
_LAST_JOINED = 10  # so few that are refused are refused for what one of them says
_FEW = 3  # so many are sooner searched for one by one than parted again

_WORDS_ENOUGH = 5  # of a title


@dataclass(slots=True)
class Joint:
    """What is known while searches are put together.

    `cited` are the PMIDs that citation lines lead to; `records` by PMID; `unfetched` why a record
    could not be fetched; `alone` are searches that have to be put by themselves; `unproven` are
    groups without a hit, which is to be proved on their first; `trouble` says what cannot be
    answered.
    """

    cited: list[str] = field(default_factory=list)
    records: dict[str, BibliographicRecord] = field(default_factory=dict)
    unfetched: dict[str, str] = field(default_factory=dict)
    alone: list[Question] = field(default_factory=list)
    unproven: list[list[Question]] = field(default_factory=list)
    trouble: dict[Question, str] = field(default_factory=dict)
    _smaller: list[list[Question]] = field(default_factory=list)

    def refused(self, batch: list[Question]) -> None:
        """Take in that the service does not accept a batch as one search: it may be too long."""
        if len(batch) <= _LAST_JOINED:
            self.alone += batch
        else:
            half = len(batch) // 2
            self._smaller += [batch[:half], batch[half:]]

    def smaller(self) -> list[list[Question]]:
        """The parts of refused batches, each given once."""
        parts, self._smaller = self._smaller, []
        return parts


def batched(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """Questions that are put as one search; one that cannot be told apart from others by itself.

    Identifiers, which have one hit at most, stay among themselves.
    """
    piles: dict[bool, list[Question]] = {True: [], False: []}
    for question in questions:
        terms = terms_of(question)
        if terms:
            piles[names_identifier(terms)].append(question)
        else:
            yield [question]
    for pile in piles.values():
        batch: list[Question] = []
        length = 0
        for question in pile:
            if batch and (length + len(question.text) > _LONGEST or len(batch) == _MOST_JOINED):
                yield batch
                batch, length = [], 0
            batch.append(question)
            length += len(question.text)
        if batch:
            yield batch


def _is_narrow(terms: Sequence[Term]) -> bool:
    """Whether a search is not expected to have many hits."""
    tags = [term.tag for term in terms]
    return tags.count("ti") >= _WORDS_ENOUGH or {"1au", "ti"} <= {*tags} or {"vi", "pg"} <= {*tags}


class Searched:
    """A batch of searches that was put as one, and its answer.

    `named` are the hits to fetch; after `read`, `again` are the batches to put next.
    """

    def __init__(self, questions: Sequence[Question], hits: Hits) -> None:
        self._questions = list(questions)
        self._hits = hits
        self._missing, self._accounted = left_out(questions, hits.dropped)
        self._wanted = {
            question: tuple(
                term
                for term in terms_of(question)
                if term not in self._missing.get(question, frozenset())
            )
            for question in questions
        }
        self._listed = self._accounted and hits.count <= len(hits.pmids)
        self.named = hits.pmids if self._listed else ()
        self.again: list[list[Question]] = []

    def read(self, joint: Joint) -> list[Entry]:
        """The answers that are certain; what is not goes into `again`, or into `joint`."""
        if not self._listed:
            return self._part()
        if reason := next(filter(None, map(joint.unfetched.get, self.named)), None):
            joint.trouble |= dict.fromkeys(self._questions, reason)
            return []
        records = [joint.records[pmid] for pmid in self.named if pmid in joint.records]
        shares = share_out(records, self._wanted)
        lost = len(records) < len(self.named)  # a record is: it may be a hit of any of them
        if lost:
            shares.doubtful.update(self._questions)
        void = [q for q in self._missing if q in shares.doubtful and not lost]
        shares.doubtful.difference_update(void)
        for question in void:
            shares.found.pop(question, None)
        without = [
            question
            for question in self._questions
            if question not in shares.found and question not in shares.doubtful
        ]
        proven, unproven = self._proven(without)
        if unproven:
            joint.unproven.append(unproven)
        self._separate([q for q in self._questions if q in shares.doubtful], joint)
        now = time.time()
        certain = [q for q in shares.found if q not in shares.doubtful] + proven
        return [self._entry(question, shares.found.get(question, []), now) for question in certain]

    def _entry(self, question: Question, pmids: Sequence[str], now: float) -> Entry:
        missing = self._missing.get(question, frozenset())
        dropped = [f"{term.value}[{term.tag}]" for term in terms_of(question) if term in missing]
        return search_entry(question, len(pmids), pmids[:MOST_HITS], dropped, now)

    def _proven(self, without: Sequence[Question]) -> tuple[list[Question], list[Question]]:
        """Those of the questions without a hit that certainly have none, and the others.

        The service names what it has left out and what it has searched for; an identifier could
        spoil the whole search unsaid, but then nothing is found at all.
        """
        translation = fold(self._hits.translation)
        proven: list[Question] = []
        unproven: list[Question] = []
        for question in without:
            terms = self._wanted[question]
            found_any = self._hits.count or self._hits.witnessed
            spoilt = names_identifier(terms) and not found_any
            sure = (
                not terms
                or question in self._missing
                or (not spoilt and understood(terms, translation))
            )
            (proven if sure else unproven).append(question)
        return proven, unproven

    def _part(self) -> list[Entry]:
        """Too many hits, or something left out that is nobody's: in parts it may do.

        Where phrases were left out, no record holds all that those questions ask for, and what is
        found instead is nobody's: that is their answer. Else the broad ones are put apart.
        """
        if self._accounted and self._missing:
            self.again = [[q for q in self._questions if q not in self._missing]]
            now = time.time()
            return [self._entry(question, (), now) for question in self._missing]
        narrow = [q for q in self._questions if _is_narrow(self._wanted[q])]
        broad = [q for q in self._questions if q not in narrow]
        if narrow and broad:
            self.again = [narrow, broad]
        else:
            half = (len(self._questions) + 1) // 2
            self.again = [self._questions[:half], self._questions[half:]]
        return []

    def _separate(self, doubtful: list[Question], joint: Joint) -> None:
        """Put the doubtful ones again; neighbours, which are most alike, apart from each other."""
        if len(doubtful) <= _FEW:
            joint.alone += doubtful
        elif len(doubtful) < len(self._questions):
            self.again = [doubtful]
        else:
            self.again = [doubtful[::2], doubtful[1::2]]
