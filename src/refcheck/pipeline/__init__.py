"""The one path that every reference goes: read, extract, parse, look up, match, check.

The command line, the library and a run over a thousand articles all come through here. Documents
are taken in windows, so that the references of many articles share requests and memory is bounded;
one window is read while the one before is looked up.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from refcheck import readers
from refcheck.checks.run_duplicates import RunDuplicates
from refcheck.checks.suppressing import Suppressing
from refcheck.errors import UsageError
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.pipeline.cascade.rounds import SourcesBehind
from refcheck.pipeline.documents import Prepared, citation_keys, prepare, prepare_strings, report
from refcheck.pipeline.findings.baseline_file import open_baseline
from refcheck.pipeline.findings.finding_places import with_places
from refcheck.pipeline.lookups.reference_lookup import judge, look_up, lookup_states
from refcheck.pipeline.lookups.single_work import check_identifier, only_identifiers
from refcheck.pipeline.progress import Progress, ProgressTracker
from refcheck.pipeline.provider import is_at_hand, open_provider
from refcheck.pipeline.read_ahead import windows_ahead
from refcheck.pipeline.run import Judged, RunReports, judged, not_looked_up, opened
from refcheck.pipeline.run_summary import Tally
from refcheck.readers.files.inputs import InMemory

if TYPE_CHECKING:
    from refcheck.lookup.provider import LookupProvider
    from refcheck.pipeline.readings.store import Readings
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
_Read = Callable[[str | InMemory], Prepared]


def _ignore(_message: str) -> None:
    """Take a warning and say nothing."""


def _no_progress(_progress: Progress) -> None:
    """Take a progress report and show nothing."""


def extract_documents(
    paths: Sequence[str | InMemory],
    settings: Settings | None = None,
    *,
    jobs: int | None = 1,
    readings: Readings | None = None,
) -> Iterator[DocumentReport]:
    """Report each document by itself, without lookups, one by one in order.

    Of `settings`, those on rules and suppressions are used; `jobs` and `readings` as in
    `check_documents`. An input that cannot be read gives a report with status `unreadable`. Raises
    `ModelError`.
    """
    inputs = _inputs(paths)
    reports = RunReports(len(inputs), _suppressing(settings))
    with contextlib.ExitStack() as stack:
        elsewhere = _prepared_elsewhere(inputs, jobs, readings, stack)
        for prepared in map(_reading(elsewhere, readings), inputs):
            yield reports.of(not_looked_up(prepared))


async def check_documents(
    paths: Sequence[str | InMemory],
    settings: Settings,
    *,
    provider: LookupProvider | None = None,
    warn: Warn = _ignore,
    progress: Listener = _no_progress,
    jobs: int | None = 1,
    readings: Readings | None = None,
) -> AsyncIterator[DocumentReport]:
    """Report each document with every reference looked up and judged, in order, as they are done.

    `provider` is asked instead of the usual source where it is given (and is left open). `warn`
    gets lines for the user, `progress` how far the run is. `jobs` is the most processes that work;
    None: as many as there are cores, as far as it is worth starting them. The reports are the same.
    `readings` are those of runs before, which are not made again. Findings that the baseline of
    the settings has are marked as known. Raises `UsageError` where the paths name no file or the
    baseline cannot be used, and `ModelError`; whatever a source does becomes a lookup status
    instead.
    """
    inputs = _inputs(paths)
    known = open_baseline(settings.baseline) if settings.baseline else None
    if known is not None:
        known.begin([each if isinstance(each, str) else each.path for each in inputs])
    reports = RunReports(len(inputs), _suppressing(settings), known)
    tracker = ProgressTracker(len(inputs), progress)
    with contextlib.ExitStack() as stack:
        documents = None
        if provider is None:
            documents = _judged_elsewhere(inputs, settings, readings, warn, tracker, jobs, stack)
        if documents is None:
            elsewhere = _prepared_elsewhere(inputs, jobs, readings, stack)
            read = _reading(elsewhere, readings)
            documents = _judged_here(inputs, read, settings, provider, warn, tracker)
        async with contextlib.aclosing(documents):
            async for document in documents:
                checked = reports.of(document)
                yield checked
                tracker.document(len(checked.references))


def _prepared_elsewhere(
    inputs: Sequence[str | InMemory],
    jobs: int | None,
    readings: Readings | None,
    stack: contextlib.ExitStack,
) -> Iterator[Prepared] | None:
    """Returns the documents as other processes prepare them until `stack` is left; None where there
    are no other processes."""
    if len(inputs) < 2 or jobs == 1:
        return None
    from refcheck.pipeline.jobs.division import division
    from refcheck.pipeline.jobs.results import prepared_elsewhere

    divided = division(inputs, jobs)
    return stack.enter_context(prepared_elsewhere(divided, readings)) if divided else None


def _reading(elsewhere: Iterator[Prepared] | None, readings: Readings | None) -> _Read:
    """Returns what gives the documents in order, prepared."""
    if elsewhere is not None:
        return lambda _source: next(elsewhere)
    return readings.prepare if readings else prepare


def _judged_elsewhere(
    inputs: Sequence[str | InMemory],
    settings: Settings,
    readings: Readings | None,
    warn: Warn,
    tracker: ProgressTracker,
    jobs: int | None,
    stack: contextlib.ExitStack,
) -> AsyncGenerator[Judged, None] | None:
    """Returns the documents as other processes look them up and judge them until `stack` is left.

    None where there are no other processes, and where a service is asked: that is done by one
    process, at one pace.
    """
    if len(inputs) < 2 or jobs == 1 or not is_at_hand(settings):
        return None
    from refcheck.pipeline.jobs.division import division
    from refcheck.pipeline.jobs.results import judged_elsewhere

    divided = division(inputs, jobs)
    if divided is None:
        return None
    return stack.enter_context(judged_elsewhere(divided, settings, readings, warn, tracker))


async def _judged_here(
    inputs: Sequence[str | InMemory],
    read: _Read,
    settings: Settings,
    provider: LookupProvider | None,
    warn: Warn,
    tracker: ProgressTracker,
) -> AsyncGenerator[Judged, None]:
    """Yields the documents as this process looks them up and judges them."""
    sources = opened(settings, warn, provider)
    waits = provider is not None or not is_at_hand(settings)
    # No context manager: a run that is given up closes its generators one by one, from within.
    try:
        async with contextlib.aclosing(windows_ahead(inputs, read, waits=waits)) as windows:
            async for window in windows:
                tracker.window(len(window), sum(len(each.references) for each in window))
                found = judged(window, sources, settled=tracker.settled, judging=tracker.judging)
                async for document in found:
                    yield document
    finally:
        await sources.aclose()


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
    sources = opened(settings, warn, provider)
    try:
        checked = await _check_strings(prepared, sources.provider, sources.behind)
    finally:
        await sources.aclose()
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
        checked += [await check_identifier(reference, provider, behind.dois) for reference in asked]
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
