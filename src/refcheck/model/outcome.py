"""What a source answered for one reference, and what matching made of it.

"Not there" (`NotFound`) and "could not ask" (`Unavailable`, `NotCached`) are different types, so
that no caller can mix them up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from refcheck.model.record import BibliographicRecord

__all__ = [
    "Ambiguous",
    "Candidate",
    "Coverage",
    "Decision",
    "Found",
    "Match",
    "NoMatch",
    "NotAsked",
    "NotCached",
    "NotFound",
    "Outcome",
    "Scored",
    "Search",
    "Unavailable",
    "Via",
    "Weight",
]


class Via(StrEnum):
    """The question that led to a candidate."""

    PMID = "pmid"
    DOI = "doi"
    PMCID = "pmcid"
    CITATION = "citation"  # journal, year, volume, first page, author
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A full record that a source holds, and the question that led to it (`asked`: its value)."""

    record: BibliographicRecord
    source: str
    via: Via
    asked: str
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One question that was put for a reference, and what it was answered.

    `round` is the round of questions it belongs to, `endpoint` the service that was asked,
    `question` its wording; `pmids` are the records that it names, `count` the hits of a search in
    all, `dropped` the phrases that the service left out of it. `trouble` says why there is no
    answer (then the rest is empty); `cached` whether the answer was there before this run.
    """

    round: str
    endpoint: str
    question: str
    pmids: tuple[str, ...] = ()
    count: int | None = None
    dropped: tuple[str, ...] = ()
    trouble: str | None = None
    cached: bool = False
    retrieved: date | None = None

    @property
    def complete(self) -> bool:
        """Whether the answer says all there is: nothing left out, no more hits than are named."""
        named = self.count is None or self.count <= len(self.pmids)
        return self.trouble is None and not self.dropped and named


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Every question was answered; here are the records. `retrieved`: date of the oldest answer."""

    candidates: tuple[Candidate, ...]
    retrieved: date
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """Every question was answered, and the source holds nothing of the kind."""

    retrieved: date
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """The source could not be asked. `reason` is one line for the user, without secrets."""

    reason: str
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCached:
    """Offline, and at least one question has no cached answer."""

    reason: str
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """The reference holds nothing that this kind of question could be made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a source holds of the journal and year that a reference names.

    `journal`: whether it knows the journal; `articles`: how many it has of that year; `year`:
    whether it covers the journal in that year, so that what is not there is nowhere.
    """

    journal: bool
    year: bool
    retrieved: date
    articles: int = 0
    searches: tuple[Search, ...] = field(default=(), compare=False)


Outcome = Found | NotFound | Unavailable | NotCached | NotAsked | Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with the probability (0 to 1) that it is the cited work.

    `refused` says in words why it was not taken (None: it was not refused).
    """

    candidate: Candidate
    score: float
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A piece of evidence for (positive) or against a candidate, in log-odds.

    `field` is what was compared ("first author"), `level` how far it agrees ("same, long").
    """

    field: str
    level: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One candidate is the cited work. `others` are the rest, best first."""

    best: Scored
    others: tuple[Scored, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """Several candidates fit equally well, best first."""

    candidates: tuple[Scored, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMatch:
    """No candidate is the cited work. The refused ones, nearest first."""

    candidates: tuple[Scored, ...] = ()


Decision = Match | Ambiguous | NoMatch
