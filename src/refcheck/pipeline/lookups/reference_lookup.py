"""One reference on its way through the stages of lookup and matching, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, assert_never

from refcheck import checks, matching
from refcheck.compare.locators import has_page_range
from refcheck.frozen import maker
from refcheck.lookup.retraction_watch.table import imported_retractions
from refcheck.model.outcome import (
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
    Search,
    Stage,
    StageKind,
    Unavailable,
    Unmatched,
    Via,
)
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import (
    ChapterBook,
    CheckedReference,
    Link,
    Lookup,
    LookupStatus,
    Verdict,
)
from refcheck.pipeline.cascade import answers, behind_dois, books, web_pages
from refcheck.pipeline.cascade.verdicts import concluded
from refcheck.pipeline.lookups import retractions
from refcheck.pipeline.lookups.lookup_end import answered, ended_at
from refcheck.pipeline.lookups.mentions import Named

if TYPE_CHECKING:
    from refcheck.lookup.behind_doi import BehindDoi
    from refcheck.lookup.provider import LookupProvider
    from refcheck.pipeline.cascade.answers import Answer

__all__ = ["LookupState", "judge", "look_up", "lookup_of", "lookup_states"]

_checked = maker(CheckedReference)
_IDENTIFIERS = frozenset({Via.PMID, Via.DOI, Via.PMCID})


@dataclass(slots=True, kw_only=True)
class LookupState:
    """One reference on its way: what has been found so far, and what was made of it."""

    reference: Reference
    prints_ranges: bool = True  # whether its list gives first and last pages as a rule
    candidates: list[Candidate] = field(default_factory=list)
    decision: Decision = field(default_factory=NoMatch)
    blocked: Unavailable | NotCached | None = None
    coverage: Coverage | None = None
    retrieved: date | None = None
    searches: list[Search] = field(default_factory=list)
    behind: list[BehindDoi] = field(default_factory=list)  # the printed DOI, and its other forms
    further: list[Answer] = field(default_factory=list)  # of the sources behind, as they were asked
    book: ChapterBook | None = None  # of a chapter that nobody has
    book_searches: list[Search] = field(default_factory=list)
    link: Link | None = None  # the cited web page, if it was asked about

    @property
    def parses(self) -> tuple[BibliographicRecord, ...]:
        """What the reference can be read as, the likeliest first."""
        return (self.reference.record, *self.reference.parsed.alternatives)

    @property
    def is_found_behind(self) -> bool:
        """Whether one of the further sources has the cited work."""
        return any(isinstance(answer.decision, Match) for answer in self.further)

    @property
    def settled(self) -> bool:
        """Whether no further query can change anything.

        Where the text speaks against the record that an identifier has led to, the text is searched
        for as well: the identifier may be that of a different work, or of the same work elsewhere.
        """
        if self.blocked is not None:
            return True
        if not isinstance(self.decision, Match):
            return False
        best = self.decision.best.candidate
        return best.via not in _IDENTIFIERS or matching.fits_text(self.reference, best)

    def take(self, outcome: Outcome) -> None:
        """Take in the outcome of one stage.

        One unanswered query settles a reference as unchecked, whatever else is known: only so
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
        if self.retrieved is None or retrieved < self.retrieved:
            self.retrieved = retrieved

    def _weigh(self, found: Sequence[Candidate]) -> None:
        new = list(found)
        if self.candidates:
            known = {candidate.identity for candidate in self.candidates}
            new = [candidate for candidate in found if candidate.identity not in known]
        for candidate in found:
            self._date(candidate.retrieved)
        if new:
            self.candidates += new
            self.decision = matching.decide(self.reference, self.candidates)

    @property
    def matched(self) -> BibliographicRecord | None:
        """The record that is the cited work, as far as every query was answered."""
        if self.blocked is not None or not isinstance(self.decision, Match):
            return None
        return self.decision.best.candidate.record

    def renew(self, outcome: Outcome) -> None:
        """Take in the matched record as the source has it now; `NotAsked`: it is new enough."""
        if not isinstance(outcome, Found):
            self.take(outcome)
            return
        self.searches += outcome.searches
        newer = {candidate.identity: candidate.record for candidate in outcome.candidates}
        self.candidates = [
            replace(each, record=newer.get(each.identity, each.record)) for each in self.candidates
        ]
        self.decision = matching.decide(self.reference, self.candidates)

    def unmatched(self) -> Unmatched:
        """Returns what was done for the reference, in case that no record is the cited work."""
        decision = self.decision
        return Unmatched(
            reference=self.reference,
            retrieved=self.retrieved,
            coverage=self.coverage,
            searches=tuple(self.searches),
            candidates=decision.candidates if isinstance(decision, NoMatch) else (),
            prints_ranges=self.prints_ranges,
        )

    def elsewhere(self) -> list[Candidate]:
        """Returns the candidates that a printed identifier led to and that are not the match."""
        decision = self.decision
        matched = decision.best.candidate if isinstance(decision, Match) else None
        return [
            candidate
            for candidate in self.candidates
            if candidate.via in _IDENTIFIERS
            and (matched is None or candidate.identity != matched.identity)
        ]


def lookup_states(references: Sequence[Reference]) -> list[LookupState]:
    """Returns the state of each reference of one document, before anything was asked."""
    ranges = _prints_ranges(references)
    return [LookupState(reference=reference, prints_ranges=ranges) for reference in references]


def _prints_ranges(references: Sequence[Reference]) -> bool:
    """Returns whether a list gives first and last pages as a rule."""
    pages = [pages for reference in references if (pages := reference.record.pages)]
    return 2 * sum(map(has_page_range, pages)) >= len(pages)


async def look_up(
    states: Sequence[LookupState],
    provider: LookupProvider,
    named: Sequence[Named] = (),
    *,
    settled: Callable[[int], None] = lambda _number: None,
) -> None:
    """Go through the provider's stages, each for the references that are still open.

    What the text names by identifiers is asked about together with the references. `settled` is
    told after each stage how many references are settled.
    """
    still_open = list(states)
    for stage in provider.stages:
        still_open = [state for state in still_open if not state.settled]
        settled(len(states) - len(still_open))
        if stage.kind is StageKind.STATUS:
            await _renew(states, named, stage, provider)
            continue
        waiting = [state for state in still_open if _takes_part(state, stage, provider)]
        mentioned = named if stage.kind is StageKind.IDENTIFIERS else ()
        if not waiting and not mentioned:
            continue
        works = [state.parses for state in waiting] + [(item.record,) for item in mentioned]
        outcomes = [_with_urls(each, provider) for each in await provider.ask(stage, works)]
        for state, outcome in zip(waiting, outcomes, strict=False):
            state.take(outcome)
        for item, outcome in zip(mentioned, outcomes[len(waiting) :], strict=True):
            item.outcome = outcome


async def _renew(
    states: Sequence[LookupState], named: Sequence[Named], stage: Stage, provider: LookupProvider
) -> None:
    """Ask once more for the records that matched, and for those that the text names."""
    matched = [(state, record) for state in states if (record := state.matched) is not None]
    mentioned = [(item, record) for item in named if (record := item.found) is not None]
    works = [(record,) for _, record in (*matched, *mentioned)]
    if not works:
        return
    outcomes = [_with_urls(each, provider) for each in await provider.ask(stage, works)]
    for (state, _), outcome in zip(matched, outcomes, strict=False):
        state.renew(outcome)
    for (item, _), outcome in zip(mentioned, outcomes[len(matched) :], strict=True):
        if not isinstance(outcome, NotAsked | NotFound):
            item.outcome = outcome


def _with_urls(outcome: Outcome, provider: LookupProvider) -> Outcome:
    """Returns an outcome whose candidates say where users can read them."""
    if not isinstance(outcome, Found) or all(each.url for each in outcome.candidates):
        return outcome
    candidates = (
        replace(each, url=each.url or provider.url_of(each.record)) for each in outcome.candidates
    )
    return replace(outcome, candidates=tuple(candidates))


def _takes_part(state: LookupState, stage: Stage, provider: LookupProvider) -> bool:
    """Returns whether a stage is for an open reference, as far as the stages before have led."""
    match stage.kind:
        case StageKind.IDENTIFIERS | StageKind.SEARCH:
            return True
        case StageKind.COVERAGE:
            return _may_be_listed(state, provider)
        case StageKind.CONFIRMATION:
            return answered(state, provider).status is LookupStatus.NOT_FOUND
        case StageKind.STATUS:
            return state.matched is not None
        case _:
            assert_never(stage.kind)


def _may_be_listed(state: LookupState, provider: LookupProvider) -> bool:
    """Returns whether a work was not found that is of a kind which the source should list."""
    if not isinstance(state.decision, NoMatch) or state.retrieved is None:
        return False
    return provider.coverage(Unmatched(reference=state.reference)).outside is None


def judge(state: LookupState, key: str, provider: LookupProvider | None) -> CheckedReference:
    """Returns what is reported of a reference that `provider` was asked about (None: nobody
    was)."""
    reference = state.reference
    if provider is None:
        lookup = Lookup(status=LookupStatus.SKIPPED)
    else:
        lookup = concluded(lookup_of(state, provider), reference, state.further)
        lookup = books.applied(lookup, state.book, state.book_searches)
        lookup = web_pages.applied(lookup, state.link)
        lookup = retractions.applied(lookup, reference, imported_retractions())
    findings = [
        *checks.check_reference(
            reference, lookup.record, url=lookup.url, source_name=lookup.source_name
        ),
        *checks.check_lookup(reference, lookup),
    ]
    if lookup.record is not None:
        findings += checks.check_record(
            reference,
            lookup.record,
            [*state.elsewhere(), *behind_dois.elsewhere(lookup, state.behind)],
            url=lookup.url,
            source_name=lookup.source_name,
            second_records=lookup.second_records,
        )
    verdict = checks.verdict(lookup, findings)
    is_suspect = verdict is Verdict.SUSPECT
    return _checked(
        reference=reference,
        key=key,
        lookup=lookup,
        findings=tuple(findings),
        verdict=verdict,
        suspicion=checks.suspicion(reference, lookup) if is_suspect else None,
    )


def lookup_of(state: LookupState, provider: LookupProvider) -> Lookup:
    """Returns how the lookup of a reference has ended, as far as sources were asked."""
    lookup = behind_dois.applied(ended_at(state, provider), state.reference, state.behind)
    return answers.applied(lookup, state.further)
