"""What the documents of a run go through, and what they share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.checks.run_duplicates import RunDuplicates
from refcheck.frozen import dataclass
from refcheck.lookup.retraction_watch.table import imported_retractions
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.pipeline.cascade.rounds import SourcesBehind
from refcheck.pipeline.documents import Prepared, citation_keys, report
from refcheck.pipeline.findings.finding_places import with_places
from refcheck.pipeline.lookups.mentions import named_in, with_answers
from refcheck.pipeline.lookups.reference_lookup import judge, look_up, lookup_states
from refcheck.pipeline.provider import (
    open_doi_lookup,
    open_further_sources,
    open_page_lookup,
    open_provider,
    required_sources,
)

if TYPE_CHECKING:
    from refcheck.checks.suppressing import Suppressing
    from refcheck.lookup.provider import LookupProvider
    from refcheck.model.finding import Finding
    from refcheck.runs.baseline import Baseline
    from refcheck.settings import Settings

__all__ = ["Judged", "RunReports", "Sources", "judged", "not_looked_up", "opened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is asked in a run: `provider` (None: nobody is), and the sources behind it.

    `is_lent`: somebody else closes `provider`.
    """

    provider: LookupProvider | None
    behind: SourcesBehind
    is_lent: bool = False

    async def aclose(self) -> None:
        """Give back connections and files."""
        if self.provider is not None and not self.is_lent:
            await self.provider.aclose()
        await self.behind.aclose()


def opened(
    settings: Settings, warn: Callable[[str], None], provider: LookupProvider | None = None
) -> Sources:
    """Returns what is asked: `provider`, or what the settings want. The caller closes it."""
    source = provider or (open_provider(settings, warn) if settings.lookup else None)
    if source is None:
        return Sources(provider=None, behind=SourcesBehind())
    dois = open_doi_lookup(settings, warn)
    behind = SourcesBehind(
        dois=dois,
        further=open_further_sources(settings, warn, dois, source),
        required=required_sources(settings),
        pages=open_page_lookup(settings, warn),
    )
    return Sources(provider=source, behind=behind, is_lent=provider is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A document whose references are done, before what concerns the run as a whole.

    `of_mentions` are the findings on what the sources lead to that its text names.
    """

    prepared: Prepared
    references: tuple[CheckedReference, ...]
    of_mentions: tuple[Finding, ...] = ()


def not_looked_up(prepared: Prepared) -> Judged:
    """Returns a document that is reported by itself, without lookups."""
    keys = citation_keys(prepared.references)
    return Judged(
        prepared=prepared,
        references=tuple(
            CheckedReference(reference=reference, key=key)
            for reference, key in zip(prepared.references, keys, strict=True)
        ),
    )


async def judged(
    window: Sequence[Prepared],
    sources: Sources,
    *,
    settled: Callable[[int], None] = lambda _number: None,
    judging: Callable[[], None] = lambda: None,
) -> AsyncIterator[Judged]:
    """Yields the documents of a window, whose references are looked up together.

    `settled` is told how many references are, `judging` when every query was sent.
    """
    provider = sources.provider
    states = [state for prepared in window for state in lookup_states(prepared.references)]
    named = [
        list(named_in(prepared.mentions, prepared.references)) if provider else []
        for prepared in window
    ]
    if provider is not None:
        every = [item for items in named for item in items]
        await look_up(states, provider, every, settled=settled)
        await sources.behind.ask(states, provider)
        for item in every:
            item.note_retraction(imported_retractions())
    judging()
    remaining = iter(states)
    name = provider.name if provider is not None else ""
    for prepared, items in zip(window, named, strict=True):
        keys = citation_keys(prepared.references)
        checked = tuple(
            with_places(judge(next(remaining), key, provider), prepared.layout) for key in keys
        )
        yield Judged(
            prepared=replace(prepared, mentions=with_answers(prepared.mentions, items, name)),
            references=checked,
            of_mentions=tuple(finding for item in items for finding in item.findings(name)),
        )


class RunReports:
    """Reports the documents of a run, in order: it knows what they share."""

    def __init__(
        self, documents: int, suppressing: Suppressing, known: Baseline | None = None
    ) -> None:
        self._left = documents
        self._duplicates = RunDuplicates()
        self._suppressing = suppressing
        self._known = known

    def of(self, document: Judged) -> DocumentReport:
        """Returns the report of the next document."""
        self._left -= 1
        whole = report(
            document.prepared,
            self._duplicates,
            document.references,
            document.of_mentions,
            suppressing=self._suppressing,
            is_last=not self._left,
        )
        return self._known.mark(whole) if self._known else whole
