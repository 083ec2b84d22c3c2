"""Asking the sources behind the main one, each about all works that are still open together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.model.outcome import NotAsked
from refcheck.pipeline.cascade import behind_dois
from refcheck.pipeline.cascade.answers import Answer, decision_on
from refcheck.pipeline.cascade.deciding import is_undecided
from refcheck.pipeline.reference_lookup import LookupState, ended_at, lookup_of

if TYPE_CHECKING:
    from refcheck.lookup.behind_doi import DoiLookup
    from refcheck.lookup.further import FurtherSource
    from refcheck.lookup.provider import LookupProvider

__all__ = ["SourcesBehind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesBehind:
    """What is asked behind the main source: the work behind a printed DOI, and then the further
    sources in their order. `required` are those that the user asked for by their names."""

    dois: DoiLookup | None = None
    further: Sequence[FurtherSource] = ()
    required: Collection[str] = ()

    async def ask(self, states: Sequence[LookupState], provider: LookupProvider) -> None:
        """Ask about the references that `provider` has not decided. It never raises for anything
        that a source does."""
        if self.dois is not None:
            await _look_behind(states, provider, self.dois)
        undecided = [
            state for state in states if self.further and is_undecided(lookup_of(state, provider))
        ]
        for source in self.further:
            await self._search([each for each in undecided if not each.is_found_behind], source)

    async def aclose(self) -> None:
        """Give back connections and files."""
        for source in (self.dois, *self.further):
            if source is not None:
                await source.aclose()

    async def _search(self, undecided: Sequence[LookupState], source: FurtherSource) -> None:
        """Search one source for the references that it may list."""
        asked = [state for state in undecided if source.takes(state.reference)]
        if not asked:
            return
        outcomes = await source.search([state.parses for state in asked])
        for state, outcome in zip(asked, outcomes, strict=True):
            if isinstance(outcome, NotAsked):
                continue
            answer = Answer(
                source=source.source,
                name=source.name,
                outcome=outcome,
                decision=decision_on(state.reference, outcome),
                required=source.source in self.required,
                lists_whole=source.lists_whole(state.reference.record),
            )
            state.further.append(answer)


async def _look_behind(
    states: Sequence[LookupState], provider: LookupProvider, dois: DoiLookup
) -> None:
    """Ask what stands behind the DOIs of the references that `provider` has not decided."""
    undecided = [
        state for state in states if behind_dois.is_open(ended_at(state, provider), state.reference)
    ]
    printed = await dois.resolve(
        dict.fromkeys(doi for state in undecided if (doi := state.reference.record.doi))
    )
    others: dict[int, tuple[str, ...]] = {}
    for number, state in enumerate(undecided):
        state.behind = [printed[doi] for doi in (state.reference.record.doi,) if doi]
        if state.behind[0].exists is False:
            others[number] = behind_dois.other_forms(state.reference)
    found = await dois.resolve(dict.fromkeys(form for forms in others.values() for form in forms))
    for number, forms in others.items():
        undecided[number].behind += [found[form] for form in forms]
