"""What the further sources say of a reference that the main source has not decided.

A record that is the cited work decides. A source that has none, or could not be asked, leaves the
lookup as it is: what it means for the verdict is decided when all have been asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from refcheck.frozen import dataclass
from refcheck.model.outcome import (
    Coverage,
    Decision,
    Found,
    Match,
    NoMatch,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Search,
    Unavailable,
)
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, SourceOutcome, SourceStatus
from refcheck.pipeline.cascade.deciding import is_undecided, matched
from refcheck.pipeline.cascade.weighing import decided

__all__ = ["Answer", "applied", "decision_on", "second_record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one further source answered for a reference, and what was made of it.

    `required` says that the user asked for the source by its name, `lists_whole` that the source
    lists works of this kind so completely that its silence means something.
    """

    source: str
    name: str
    outcome: Outcome
    decision: Decision
    required: bool = False
    lists_whole: bool = False

    @property
    def searches(self) -> tuple[Search, ...]:
        """The queries that were sent."""
        return () if isinstance(self.outcome, NotAsked) else self.outcome.searches

    @property
    def retrieved(self) -> date | None:
        """The date of the oldest response, where there is one."""
        match self.outcome:
            case Found(retrieved=retrieved) | NotFound(retrieved=retrieved):
                return retrieved
            case _:
                return None

    @property
    def status(self) -> SourceStatus:
        """What came of the source; records that are not the cited work are none."""
        match self.outcome:
            case Found():
                found = isinstance(self.decision, Match)
                return SourceStatus.FOUND if found else SourceStatus.NOT_FOUND
            case NotFound():
                return SourceStatus.NOT_FOUND
            case Unavailable():
                return SourceStatus.UNAVAILABLE
            case NotCached():
                return SourceStatus.NOT_CACHED
            case NotAsked() | Coverage():
                return SourceStatus.NOT_ASKED
            case _:
                assert_never(self.outcome)


def applied(lookup: Lookup, answers: Sequence[Answer]) -> Lookup:
    """Returns the lookup with what the further sources have answered, in the order of asking."""
    for answer in answers:
        lookup = _with_answer(lookup, answer)
    return lookup


def decision_on(reference: Reference, outcome: Outcome) -> Decision:
    """Returns what the candidates of an outcome come to."""
    return decided(reference, outcome.candidates) if isinstance(outcome, Found) else NoMatch()


def _with_answer(lookup: Lookup, answer: Answer) -> Lookup:
    came = SourceOutcome(
        source=answer.source, status=answer.status, required=answer.required, name=answer.name
    )
    lookup = replace(
        lookup,
        searches=(*lookup.searches, *answer.searches),
        sources=(*lookup.sources, came),
    )
    match answer.decision:
        case Match(best=best, others=others) if is_undecided(lookup):
            return matched(lookup, best, others, name=answer.name, retrieved=answer.retrieved)
        case NoMatch(candidates=refused) if is_undecided(lookup):
            return replace(lookup, candidates=(*lookup.candidates, *refused))
        case _ if lookup.record is not None and (second := second_record(answer, lookup.record)):
            return replace(lookup, second_records=(*lookup.second_records, second))
        case _:
            return lookup


def second_record(answer: Answer, record: BibliographicRecord) -> BibliographicRecord | None:
    """Returns what a further source has of a work of which another one has `record`: what is the
    cited work, or has the same DOI, however much of it differs from the reference."""
    if record.key is not None and record.key.source == answer.source:
        return None
    if isinstance(answer.decision, Match):
        return answer.decision.best.candidate.record
    found = answer.outcome.candidates if isinstance(answer.outcome, Found) else ()
    return next(
        (each.record for each in found if record.doi and each.record.doi == record.doi), None
    )
