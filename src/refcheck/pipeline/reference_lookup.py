"""One reference on its way through the rounds of lookup and matching, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, assert_never

from refcheck import checks, matching
from refcheck.lookup.pubmed.coverage import (
    Hunt,
    coverage_outside,
    kind_outside,
    prints_ranges,
    year_outside,
)
from refcheck.model.outcome import (
    Ambiguous,
    Candidate,
    Coverage,
    Decision,
    Found,
    Match,
    NoMatch,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Scored,
    Search,
    Unavailable,
    Via,
)
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import (
    CheckedReference,
    Lookup,
    LookupStatus,
    SourceOutcome,
    SourceStatus,
)
from refcheck.pipeline.mentions import Named

if TYPE_CHECKING:
    from refcheck.lookup.provider import LookupProvider

__all__ = ["Pursuit", "judge", "pursue", "pursuits_of"]

# lookup.provider has these two; that module is imported only where it is needed.
_COVERAGE = "coverage"
_CONFIRMATION = "confirmation"
_IDENTIFIER = "identifier"
_IDENTIFIERS = frozenset({Via.PMID, Via.DOI, Via.PMCID})


@dataclass(slots=True, kw_only=True)
class Pursuit:
    """One reference on its way: what has been found so far, and what was made of it."""

    reference: Reference
    prints_ranges: bool = True  # whether its list gives first and last pages as a rule
    candidates: list[Candidate] = field(default_factory=list)
    decision: Decision = field(default_factory=NoMatch)
    blocked: Unavailable | NotCached | None = None
    coverage: Coverage | None = None
    retrieved: date | None = None
    searches: list[Search] = field(default_factory=list)

    @property
    def readings(self) -> tuple[BibliographicRecord, ...]:
        """What the reference can be read as, the likeliest first."""
        return (self.reference.record, *self.reference.parsed.alternatives)

    @property
    def settled(self) -> bool:
        """Whether no further question can change anything."""
        return self.blocked is not None or isinstance(self.decision, Match)

    def take(self, outcome: Outcome) -> None:
        """Take in what one round answered.

        One unanswered question settles a reference as unchecked, whatever else is known: only so
        can a fault never turn one verdict into another.
        """
        if not isinstance(outcome, NotAsked):
            self.searches += outcome.searches
        match outcome:
            case Found():
                self._date(outcome.retrieved)
                self._weigh(outcome.candidates)
            case NotFound():
                self._date(outcome.retrieved)
            case Unavailable() | NotCached():
                self.blocked = outcome
            case Coverage():
                self._date(outcome.retrieved)
                self.coverage = outcome
            case NotAsked():
                pass
            case _:
                assert_never(outcome)

    def _date(self, retrieved: date) -> None:
        self.retrieved = min(self.retrieved or retrieved, retrieved)

    def _weigh(self, found: Sequence[Candidate]) -> None:
        known = {(candidate.source, candidate.record.pmid) for candidate in self.candidates}
        for candidate in found:
            self._date(candidate.retrieved)
            if (candidate.source, candidate.record.pmid) not in known:
                self.candidates.append(candidate)
        self.decision = matching.decide(self.reference, self.candidates)

    def elsewhere(self) -> list[Candidate]:
        """The candidates that a printed identifier led to and that are not the match."""
        match self.decision:
            case Match(best=best):
                matched = best.candidate.record.pmid
            case _:
                matched = None
        return [
            candidate
            for candidate in self.candidates
            if candidate.via in _IDENTIFIERS and candidate.record.pmid != matched
        ]


def pursuits_of(references: Sequence[Reference]) -> list[Pursuit]:
    """A pursuit for each reference of one document."""
    ranges = prints_ranges(references)
    return [Pursuit(reference=reference, prints_ranges=ranges) for reference in references]


async def pursue(
    pursuits: Sequence[Pursuit], provider: LookupProvider, named: Sequence[Named] = ()
) -> None:
    """Put the provider's rounds of questions, each for the references that are still open.

    What the text names by identifiers is asked about together with the references.
    """
    for round_name in provider.rounds:
        waiting = [pursuit for pursuit in pursuits if not pursuit.settled]
        if round_name == _COVERAGE:
            waiting = [pursuit for pursuit in waiting if _may_be_listed(pursuit)]
        if round_name == _CONFIRMATION:
            waiting = [pursuit for pursuit in waiting if _seems_absent(pursuit)]
        beside = named if round_name == _IDENTIFIER else ()
        if not waiting and not beside:
            continue
        works = [*(pursuit.readings for pursuit in waiting), *((item.record,) for item in beside)]
        outcomes = await provider.ask(round_name, works)
        for pursuit, outcome in zip(waiting, outcomes, strict=False):
            pursuit.take(outcome)
        for item, outcome in zip(beside, outcomes[len(waiting) :], strict=True):
            item.outcome = outcome


def _may_be_listed(pursuit: Pursuit) -> bool:
    """Whether it is open what a work that was not found is: an article that PubMed should list."""
    unfound = isinstance(pursuit.decision, NoMatch) and pursuit.retrieved is not None
    return unfound and kind_outside(pursuit.reference) is None


def _seems_absent(pursuit: Pursuit) -> bool:
    """Whether it is about to be said that a work was not found."""
    return _answered(pursuit).status is LookupStatus.NOT_FOUND


def judge(pursuit: Pursuit, key: str, *, source: str | None) -> CheckedReference:
    """What is reported of a reference whose pursuit of `source` has ended (None: never began)."""
    reference = pursuit.reference
    lookup = _lookup(pursuit, source) if source else Lookup(status=LookupStatus.SKIPPED)
    findings = [
        *checks.check_reference(reference, lookup.record),
        *checks.check_lookup(reference, lookup),
    ]
    if lookup.record is not None:
        findings += checks.check_record(reference, lookup.record, pursuit.elsewhere())
    return CheckedReference(
        reference=reference,
        key=key,
        lookup=lookup,
        findings=tuple(findings),
        verdict=checks.verdict(lookup, findings),
    )


def _lookup(pursuit: Pursuit, source: str) -> Lookup:
    ended = _ended(pursuit)
    came = SourceOutcome(source=source, status=_of_source(ended))
    return replace(ended, searches=tuple(pursuit.searches), sources=(came,))


def _of_source(lookup: Lookup) -> SourceStatus:
    """What the source answered; out of its scope is also what nothing could be asked about."""
    match lookup.status:
        case LookupStatus.MATCHED | LookupStatus.AMBIGUOUS:
            return SourceStatus.FOUND
        case LookupStatus.NOT_FOUND:
            return SourceStatus.NOT_FOUND
        case LookupStatus.UNAVAILABLE:
            return SourceStatus.UNAVAILABLE
        case LookupStatus.NOT_CACHED:
            return SourceStatus.NOT_CACHED
        case LookupStatus.OUT_OF_SCOPE if lookup.retrieved is not None:
            return SourceStatus.NOT_FOUND
        case LookupStatus.OUT_OF_SCOPE | LookupStatus.SKIPPED:
            return SourceStatus.NOT_ASKED
        case _:
            assert_never(lookup.status)


def _ended(pursuit: Pursuit) -> Lookup:
    match pursuit.blocked:
        case Unavailable(reason=reason):
            return Lookup(status=LookupStatus.UNAVAILABLE, reason=reason)
        case NotCached(reason=reason):
            return Lookup(status=LookupStatus.NOT_CACHED, reason=reason)
        case None:
            return _answered(pursuit)
        case _:
            assert_never(pursuit.blocked)


def _answered(pursuit: Pursuit) -> Lookup:
    decision = pursuit.decision
    match decision:
        case Match(best=best, others=others):
            return Lookup(
                status=LookupStatus.MATCHED,
                source=best.candidate.source,
                confidence=best.score,
                retrieved=pursuit.retrieved,
                record=best.candidate.record,
                candidates=(best, *others),
            )
        case Ambiguous(candidates=candidates):
            return _unmatched(LookupStatus.AMBIGUOUS, pursuit, candidates)
        case NoMatch(candidates=candidates):
            return _without_match(pursuit, candidates)
        case _:
            assert_never(decision)


def _without_match(pursuit: Pursuit, candidates: tuple[Scored, ...]) -> Lookup:
    reference, retrieved = pursuit.reference, pursuit.retrieved
    reason = kind_outside(reference)
    if reason is None and retrieved is not None:
        reason = year_outside(reference, retrieved) or coverage_outside(reference, pursuit.coverage)
    if reason is not None:
        return replace(_unmatched(LookupStatus.OUT_OF_SCOPE, pursuit, candidates), reason=reason)
    if retrieved is None:
        return Lookup(
            status=LookupStatus.SKIPPED,
            reason="nothing to search with: no identifier, title or journal could be read",
        )
    hunt = Hunt(
        reference=reference,
        coverage=pursuit.coverage,
        searches=pursuit.searches,
        candidates=candidates,
        retrieved=retrieved,
        prints_ranges=pursuit.prints_ranges,
    )
    return replace(
        _unmatched(LookupStatus.NOT_FOUND, pursuit, candidates), exhaustive=hunt.is_exhaustive
    )


def _unmatched(status: LookupStatus, pursuit: Pursuit, candidates: tuple[Scored, ...]) -> Lookup:
    refused = next((scored.refused for scored in candidates if scored.refused), None)
    return Lookup(
        status=status,
        reason=refused,
        source=candidates[0].candidate.source if candidates else None,
        retrieved=pursuit.retrieved,
        candidates=candidates,
    )
