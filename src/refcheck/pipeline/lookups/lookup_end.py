"""How the lookup of a reference has ended at the main source, as it is reported."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, assert_never

from refcheck.frozen import maker
from refcheck.model.outcome import Ambiguous, Match, NoMatch, NotCached, Scored, Unavailable
from refcheck.model.report import Lookup, LookupStatus, SourceOutcome, SourceStatus

if TYPE_CHECKING:
    from refcheck.lookup.provider import LookupProvider
    from refcheck.pipeline.lookups.reference_lookup import LookupState

__all__ = ["answered", "ended_at"]

_source_outcome = maker(SourceOutcome)
_lookup = maker(Lookup)


def ended_at(state: LookupState, provider: LookupProvider) -> Lookup:
    """Returns how the lookup has ended at `provider` alone."""
    match state.blocked:
        case Unavailable(reason=reason):
            return _ended(LookupStatus.UNAVAILABLE, state, provider, None, reason=reason)
        case NotCached(reason=reason):
            return _ended(LookupStatus.NOT_CACHED, state, provider, None, reason=reason)
        case None:
            return answered(state, provider)
        case _:
            assert_never(state.blocked)


def answered(state: LookupState, provider: LookupProvider) -> Lookup:
    """Returns how the lookup has ended of a reference whose queries were all answered."""
    decision = state.decision
    match decision:
        case Match(best=best, others=others):
            return _ended(
                LookupStatus.MATCHED,
                state,
                provider,
                state.retrieved,
                source=best.candidate.source,
                confidence=best.score,
                record=best.candidate.record,
                candidates=(best, *others),
                url=best.candidate.url,
            )
        case Ambiguous(candidates=candidates):
            return _unmatched(LookupStatus.AMBIGUOUS, state, provider, candidates)
        case NoMatch():
            return _without_match(state, provider)
        case _:
            assert_never(decision)


def _without_match(state: LookupState, provider: LookupProvider) -> Lookup:
    unmatched = state.unmatched()
    scope, candidates = provider.coverage(unmatched), unmatched.candidates
    if scope.outside is not None:
        status, reason = LookupStatus.OUT_OF_SCOPE, scope.outside
        return _unmatched(status, state, provider, candidates, reason=reason)
    if state.retrieved is None:
        return _ended(
            LookupStatus.SKIPPED,
            state,
            provider,
            None,
            reason="nothing to search with: no identifier, title or journal could be read",
        )
    status, exhaustive = LookupStatus.NOT_FOUND, scope.exhaustive
    return _unmatched(status, state, provider, candidates, exhaustive=exhaustive)


def _unmatched(
    status: LookupStatus,
    state: LookupState,
    provider: LookupProvider,
    candidates: tuple[Scored, ...],
    *,
    reason: str | None = None,
    exhaustive: bool = False,
) -> Lookup:
    refused = next((scored.refused for scored in candidates if scored.refused), None)
    return _ended(
        status,
        state,
        provider,
        state.retrieved,
        reason=reason or refused,
        source=candidates[0].candidate.source if candidates else None,
        candidates=candidates,
        exhaustive=exhaustive,
    )


def _ended(
    status: LookupStatus,
    state: LookupState,
    provider: LookupProvider,
    retrieved: date | None,
    **said: Any,
) -> Lookup:
    """Returns a lookup that ended so, with what was asked and what came of it."""
    came = _source_outcome(
        source=provider.source,
        status=_of_source(status, asked=retrieved is not None),
        required=True,
        name=provider.name,
    )
    return _lookup(
        status=status,
        retrieved=retrieved,
        searches=tuple(state.searches),
        sources=(came,),
        source_name=came.name,
        terms=provider.terms,
        **said,
    )


def _of_source(status: LookupStatus, *, asked: bool) -> SourceStatus:
    """Returns what the source answered; out of its scope is also what nothing could be asked
    about."""
    match status:
        case LookupStatus.MATCHED | LookupStatus.AMBIGUOUS:
            return SourceStatus.FOUND
        case LookupStatus.NOT_FOUND:
            return SourceStatus.NOT_FOUND
        case LookupStatus.UNAVAILABLE:
            return SourceStatus.UNAVAILABLE
        case LookupStatus.NOT_CACHED:
            return SourceStatus.NOT_CACHED
        case LookupStatus.OUT_OF_SCOPE if asked:
            return SourceStatus.NOT_FOUND
        case LookupStatus.OUT_OF_SCOPE | LookupStatus.SKIPPED:
            return SourceStatus.NOT_ASKED
        case _:
            assert_never(status)
