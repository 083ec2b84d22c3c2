"""What a source answered for one reference, and what matching made of it.

"Not there" (`NotFound`) and "could not ask" (`Unavailable`, `NotCached`) are different types, so
that no caller can mix them up.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import Enum, StrEnum
from typing import Final

from refcheck.frozen import dataclass
from refcheck.model.record import BibliographicRecord, RecordKey
from refcheck.model.reference import Reference

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
    "Scope",
    "Scored",
    "Search",
    "Stage",
    "StageKind",
    "Unavailable",
    "Unmatched",
    "Via",
    "Weight",
]


class Via(StrEnum):
    """The kind of query that led to a candidate."""

    PMID = "pmid"
    DOI = "doi"
    PMCID = "pmcid"
    CITATION = "citation"  # journal, year, volume, first page, author
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A full record that a source has, and the query that led to it (`asked`: its value).

    `url` is where users can read the record.
    """

    record: BibliographicRecord
    source: str
    via: Via
    asked: str
    retrieved: date
    url: str | None = None

    @property
    def identity(self) -> RecordKey | tuple[str, BibliographicRecord]:
        """What tells the record from all others: its key, or all that it says if it has none."""
        return self.record.key or (self.source, self.record)


class StageKind(Enum):
    """What a stage of a lookup is for, and so which references take part in it."""

    IDENTIFIERS = "identifiers"  # by identifiers alone: for what the text mentions, too
    SEARCH = "search"
    COVERAGE = "coverage"  # answered with `Coverage`; only for works that were not found
    CONFIRMATION = "confirmation"  # once more, before "not found" is said
    STATUS = "status"  # once more, for what was matched: what became of the work since


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a lookup: its name, which users see in an explanation, and what it is for."""

    name: str
    kind: StageKind = StageKind.SEARCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One query that was sent for a reference, and the response to it.

    `stage` is the stage that it belongs to, `endpoint` the service that was asked, `query` its
    wording; `ids` are the records that it names, each by the source's own identifier (`id_name`
    says what users call that: "PMID"), `count` the hits of a search in all, `ignored` the terms
    that the service ignored. `error` says why there is no response (then the rest is empty);
    `cached` whether it was there before this run.
    """

    stage: Stage
    endpoint: str
    query: str
    ids: tuple[str, ...] = ()
    id_name: str = "record"
    count: int | None = None
    ignored: tuple[str, ...] = ()
    error: str | None = None
    cached: bool = False
    retrieved: date | None = None

    @property
    def complete(self) -> bool:
        """Whether the response says all there is: no term ignored, no more hits than are named."""
        named = self.count is None or self.count <= len(self.ids)
        return self.error is None and not self.ignored and named


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Every query was answered; here are the records. `retrieved`: date of the oldest response."""

    candidates: tuple[Candidate, ...]
    retrieved: date
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """Every query was answered, and the source has nothing of the kind."""

    retrieved: date
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """The source could not be asked. `reason` is one line for the user, without secrets."""

    reason: str
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCached:
    """Offline, and at least one query has no cached response."""

    reason: str
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """The reference has nothing that a query of this stage could be made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a source has of the journal and year that a reference names.

    `journal`: whether it knows the journal; `articles`: how many it has of that year; `year`:
    whether it covers the journal in that year, so that what is not there is nowhere; `pages`: those
    of some of its articles of about that year, where they were looked at.
    """

    journal: bool
    year: bool
    retrieved: date
    articles: int = 0
    pages: tuple[str, ...] = ()
    searches: tuple[Search, ...] = field(default=(), compare=False)


Outcome = Found | NotFound | Unavailable | NotCached | NotAsked | Coverage


TOO_LITTLE: Final = "too little of it can be compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with the probability (0 to 1) that it is the cited work.

    `refused` says in words why it was not taken (None: it was not refused); `TOO_LITTLE`: nothing
    speaks against it.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A reference without a match, and all that was done to find the work.

    `retrieved` is the date of the oldest response (None: nothing was asked yet); `prints_ranges`
    says whether the list that it is in gives first and last pages as a rule.
    """

    reference: Reference
    retrieved: date | None = None
    coverage: Coverage | None = None
    searches: tuple[Search, ...] = ()
    candidates: tuple[Scored, ...] = ()
    prints_ranges: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whether a source should list a work that was not found in it.

    `outside` says why it is not expected to, in a line for the user (None: it may well list it).
    `exhaustive`: it lists the journal and the year, and every search was answered completely.
    """

    outside: str | None = None
    exhaustive: bool = False
