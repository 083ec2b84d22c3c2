"""Asking the sources behind the main one, each about all works that are still open together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from refcheck import checks
from refcheck.frozen import dataclass
from refcheck.model.outcome import Found, NotAsked
from refcheck.model.record import BibliographicRecord
from refcheck.pipeline.cascade import behind_dois
from refcheck.pipeline.cascade.answers import Answer, decision_on, second_record
from refcheck.pipeline.cascade.books import look_for_books
from refcheck.pipeline.cascade.deciding import is_undecided
from refcheck.pipeline.cascade.web_pages import look_at_pages
from refcheck.pipeline.lookups.lookup_end import ended_at
from refcheck.pipeline.lookups.reference_lookup import LookupState, lookup_of

if TYPE_CHECKING:
    from refcheck.lookup.behind_doi import DoiLookup
    from refcheck.lookup.further import FurtherSource
    from refcheck.lookup.page_lookup import PageLookup
    from refcheck.lookup.provider import LookupProvider

__all__ = ["SourcesBehind"]

# Whether a printed number exists is asked whoever has decided what is cited.
_OF_PRINTED_NUMBERS: Final = frozenset({"clinicaltrials"})
_AGENCIES: Final = frozenset({"crossref", "datacite"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesBehind:
    """What is asked behind the main source: the work behind a printed DOI, and then the further
    sources in their order. `required` are those that the user asked for by their names. `pages` is
    what asks about cited web pages, whatever was decided."""

    dois: DoiLookup | None = None
    further: Sequence[FurtherSource] = ()
    required: Collection[str] = ()
    pages: PageLookup | None = None

    async def ask(self, states: Sequence[LookupState], provider: LookupProvider) -> None:
        """Ask about the references that `provider` has not decided, and about cited pages. It never
        raises for anything that a source does."""
        if self.dois is not None:
            await _look_behind(states, provider, self.dois)
        undecided = [
            state for state in states if self.further and is_undecided(lookup_of(state, provider))
        ]
        decided = [state for state in states if state.matched is not None]
        for source in self.further:
            still = [each for each in undecided if not each.is_found_behind]
            of_all = source.source in _OF_PRINTED_NUMBERS
            await self._search([*still, *decided] if of_all else still, source)
        await self._ask_a_second(states, provider)
        still_open = [each for each in undecided if not each.is_found_behind]
        await look_for_books(still_open, self.further)
        if self.pages is not None:
            await look_at_pages(states, provider, self.pages)
        if self.dois is not None:
            await self.dois.confirm([each for state in states for each in state.behind])

    async def aclose(self) -> None:
        """Give back connections and files."""
        for source in (self.dois, *self.further, self.pages):
            if source is not None:
                await source.aclose()

    async def _ask_a_second(self, states: Sequence[LookupState], provider: LookupProvider) -> None:
        """Ask one more source about the works of which the first one says something else than the
        reference."""
        doubtful = [
            (state, lookup.record)
            for state in states
            if state.behind or state.further
            for lookup in (lookup_of(state, provider),)
            if lookup.record is not None
            and checks.may_need_second_source(state.reference, lookup.record)
        ]
        await self._by_found_doi(doubtful)
        for source in self.further:
            await self._search(
                [
                    state
                    for state, record in doubtful
                    if record.key is not None
                    and record.key.source != source.source
                    and not any(second_record(each, record) for each in state.further)
                    and all(each.source != source.source for each in state.further)
                ],
                source,
            )

    async def _by_found_doi(
        self, doubtful: Sequence[tuple[LookupState, BibliographicRecord]]
    ) -> None:
        """Ask the agency of the DOI that a search has found: that needs no search."""
        wanted = [
            (doi, state)
            for state, record in doubtful
            if (doi := record.doi) and all(each.doi != doi for each in state.behind)
            if record.key is not None and record.key.source not in _AGENCIES
        ]
        if self.dois is None or not wanted:
            return
        found = await self.dois.resolve(dict.fromkeys(doi for doi, _ in wanted))
        for doi, state in wanted:
            if (work := found[doi].work) is None:
                continue
            outcome = Found(
                candidates=(work,), retrieved=work.retrieved, searches=tuple(found[doi].searches)
            )
            state.further.append(
                Answer(
                    source=work.source,
                    name=found[doi].name,
                    outcome=outcome,
                    decision=decision_on(state.reference, outcome),
                    required=work.source in self.required,
                )
            )

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
        if state.behind[0].denied:
            others[number] = behind_dois.other_forms(state.reference)
    found = await dois.resolve(dict.fromkeys(form for forms in others.values() for form in forms))
    for number, forms in others.items():
        undecided[number].behind += [found[form] for form in forms]
