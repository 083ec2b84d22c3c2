"""The one path that every reference goes: read, extract, parse, look up, match, check.

The command line, the library and a run over a thousand articles all come through here. Documents
are taken in windows, so that the references of many articles share requests and memory is bounded;
one window is read while the one before is looked up.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from refcheck import readers
from refcheck.checks.run_duplicates import RunDuplicates
from refcheck.checks.suppressing import Suppressing
from refcheck.errors import UsageError
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.pipeline.baseline_file import open_baseline
from refcheck.pipeline.cascade.rounds import SourcesBehind
from refcheck.pipeline.documents import (
    Prepared,
    citation_keys,
    prepare,
    prepare_strings,
    report,
)
from refcheck.pipeline.finding_places import with_places
from refcheck.pipeline.mentions import named_in, with_answers
from refcheck.pipeline.progress import Progress, ProgressTracker
from refcheck.pipeline.provider import (
    open_doi_lookup,
    open_further_sources,
    open_page_lookup,
    open_provider,
    required_sources,
)
from refcheck.pipeline.read_ahead import windows_ahead
from refcheck.pipeline.reference_lookup import judge, look_up, lookup_states
from refcheck.pipeline.run_summary import Tally
from refcheck.pipeline.single_work import check_identifier, only_identifiers
from refcheck.readers.inputs import InMemory

if TYPE_CHECKING:
    from refcheck.lookup.provider import LookupProvider
    from refcheck.settings import Settings

__all__ = [
    "Progress",
    "Tally",
    "Warn",
    "check_documents",
    "check_strings",
    "extract_documents",
    "open_provider",
]

Warn = Callable[[str], None]
Listener = Callable[[Progress], None]


def _ignore(_message: str) -> None:
    """Take a warning and say nothing."""


def _no_progress(_progress: Progress) -> None:
    """Take a progress report and show nothing."""


def extract_documents(
    paths: Sequence[str | InMemory], settings: Settings | None = None
) -> Iterator[DocumentReport]:
    """Report each document by itself, without lookups, one by one in order.

    Of `settings`, those on rules and suppressions are used. An input that cannot be read gives a
    report with status `unreadable`. Raises `ModelError`.
    """
    duplicates = RunDuplicates()
    suppressing = _suppressing(settings)
    inputs = _inputs(paths)
    for number, path in enumerate(inputs, 1):
        prepared = prepare(path)
        yield report(
            prepared,
            duplicates,
            tuple(
                CheckedReference(reference=reference, key=key)
                for reference, key in zip(
                    prepared.references, citation_keys(prepared.references), strict=True
                )
            ),
            suppressing=suppressing,
            is_last=number == len(inputs),
        )


async def check_documents(
    paths: Sequence[str | InMemory],
    settings: Settings,
    *,
    provider: LookupProvider | None = None,
    warn: Warn = _ignore,
    progress: Listener = _no_progress,
) -> AsyncIterator[DocumentReport]:
    """Report each document with every reference looked up and judged, in order, as they are done.

    `provider` is asked instead of the usual source where it is given (and is left open). `warn`
    gets lines for the user, `progress` how far the run is. Findings that the
    baseline of the settings has are marked as known. Raises `UsageError` where the paths name no
    file or the baseline cannot be used, and `ModelError`; whatever a source does becomes a lookup
    status instead.
    """
    inputs = _inputs(paths)
    known = open_baseline(settings.baseline) if settings.baseline else None
    if known is not None:
        known.begin([each if isinstance(each, str) else each.path for each in inputs])
    source, behind = _opened(provider, settings, warn)
    tracker = ProgressTracker(len(inputs), progress)
    run = _Run(len(inputs), source, behind, _suppressing(settings), tracker)
    waits = source is not None and (source is provider or not settings.offline)
    try:
        async with contextlib.aclosing(windows_ahead(inputs, waits=waits)) as windows:
            async for window in windows:
                tracker.window(len(window), sum(len(each.references) for each in window))
                async for checked in run.check(window):
                    yield known.mark(checked) if known else checked
                    tracker.document(len(checked.references))
    finally:
        await _close(source if source is not provider else None, behind)


def _opened(
    provider: LookupProvider | None, settings: Settings, warn: Warn
) -> tuple[LookupProvider | None, SourcesBehind]:
    """Returns what is asked: `provider`, or what the settings want."""
    source = provider or (open_provider(settings, warn) if settings.lookup else None)
    if source is None:
        return None, SourcesBehind()
    dois = open_doi_lookup(settings, warn)
    behind = SourcesBehind(
        dois=dois,
        further=open_further_sources(settings, warn, dois),
        required=required_sources(settings),
        pages=open_page_lookup(settings, warn),
    )
    return source, behind


async def _close(*sources: LookupProvider | SourcesBehind | None) -> None:
    # No context manager: a run that is given up closes its generators one by one, from within.
    for source in sources:
        if source is not None:
            await source.aclose()


async def check_strings(
    strings: Sequence[str],
    settings: Settings,
    *,
    provider: LookupProvider | None = None,
    warn: Warn = _ignore,
) -> DocumentReport:
    """Look up and judge reference strings that stand in no document.

    They are numbered from 1; the report has the path `-`. One that is nothing but an identifier is
    reported as the work that it leads to. `provider` and `warn` as in `check_documents`. Raises
    `ModelError`.
    """
    prepared = prepare_strings(strings)
    source, behind = _opened(provider, settings, warn)
    try:
        checked = await _check_strings(prepared, source, behind)
    finally:
        await _close(source if source is not provider else None, behind)
    return report(
        prepared,
        RunDuplicates(),
        tuple(checked),
        suppressing=_suppressing(settings),
        is_last=False,  # that the settings name other works is nothing to tell here
    )


async def _check_strings(
    prepared: Prepared, provider: LookupProvider | None, behind: SourcesBehind
) -> list[CheckedReference]:
    asked: list[Reference] = []
    cited: list[Reference] = []
    for reference in prepared.references:
        is_question = provider is not None and only_identifiers(reference.record)
        (asked if is_question else cited).append(reference)
    states = lookup_states(cited)
    if provider is not None:
        await look_up(states, provider)
        await behind.ask(states, provider)
    keys = citation_keys(cited)
    checked = [
        with_places(judge(state, key, provider), prepared.layout)
        for state, key in zip(states, keys, strict=True)
    ]
    if provider is not None:
        checked += [await check_identifier(reference, provider) for reference in asked]
    return sorted(checked, key=lambda each: each.reference.string.number)


def _inputs(paths: Sequence[str | InMemory]) -> list[str | InMemory]:
    """Returns what there is to read, in order. A path that is given twice is read once."""
    inputs = list(readers.find_inputs(paths))
    if not inputs:
        named = ", ".join(map(str, paths)) or "no input"
        raise UsageError(f"{named}: it contains no file that refcheck can read")
    return inputs


def _suppressing(settings: Settings | None) -> Suppressing:
    """Returns what decides which findings of a run are reported."""
    today = datetime.now().astimezone().date()
    if settings is None:
        return Suppressing(today=today)
    return Suppressing(
        choice=settings.rule_choice(),
        entries=settings.suppress,
        enabled=settings.suppressions,
        today=today,
    )


class _Run:
    """What the documents of a run share."""

    def __init__(
        self,
        documents: int,
        provider: LookupProvider | None,
        behind: SourcesBehind,
        suppressing: Suppressing,
        tracker: ProgressTracker,
    ) -> None:
        self._left = documents
        self._tracker = tracker
        self._provider = provider
        self._behind = behind
        self._duplicates = RunDuplicates()
        self._suppressing = suppressing

    async def check(self, window: Sequence[Prepared]) -> AsyncIterator[DocumentReport]:
        """Report the documents of a window, whose references are looked up together."""
        provider = self._provider
        states = [state for prepared in window for state in lookup_states(prepared.references)]
        named = [
            list(named_in(prepared.mentions, prepared.references)) if provider else []
            for prepared in window
        ]
        if provider is not None:
            every = [item for items in named for item in items]
            await look_up(states, provider, every, settled=self._tracker.settled)
            await self._behind.ask(states, provider)
        self._tracker.judging()
        remaining = iter(states)
        name = provider.name if provider is not None else ""
        for prepared, items in zip(window, named, strict=True):
            keys = citation_keys(prepared.references)
            checked = tuple(
                with_places(judge(next(remaining), key, provider), prepared.layout) for key in keys
            )
            self._left -= 1
            yield report(
                replace(prepared, mentions=with_answers(prepared.mentions, items, name)),
                self._duplicates,
                checked,
                [finding for item in items for finding in item.findings(name)],
                suppressing=self._suppressing,
                is_last=not self._left,
            )
