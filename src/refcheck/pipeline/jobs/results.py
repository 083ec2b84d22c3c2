"""The documents of a run from the processes that work on them, in their order."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from refcheck.journals.imported import imported_table
from refcheck.lookup.retraction_watch.table import imported_retractions
from refcheck.pipeline.documents import Prepared
from refcheck.pipeline.jobs.worker import Answered, Begin, warm_up
from refcheck.pipeline.read_ahead import is_full
from refcheck.pipeline.run import Judged
from refcheck.process_pool import Pool
from refcheck.readers.files.inputs import InMemory

if TYPE_CHECKING:
    from refcheck.pipeline.jobs.division import Division
    from refcheck.pipeline.progress import ProgressTracker
    from refcheck.pipeline.readings.store import Readings
    from refcheck.settings import Settings

__all__ = ["judged_elsewhere", "prepared_elsewhere"]

_WORKER: Final = "refcheck.pipeline.jobs.worker"
_AHEAD: Final = 2  # chunks for each process that are handed out at once
_ENDED: Final = "the process that read it was ended; perhaps it takes far too much memory"

_Source = str | InMemory


@contextmanager
def prepared_elsewhere(
    division: Division, readings: Readings | None
) -> Iterator[Iterator[Prepared] | None]:
    """Yields the documents as other processes prepare them; None where there can be none.

    The iterator raises `ModelError`.
    """
    begin = Begin(folder=division.folder, readings=readings)
    pool: Pool[_Source, Prepared] = Pool(_WORKER, division.processes, begin=begin, lost=_unreadable)
    _warm_up(division, readings)
    with pool:
        yield None if pool.is_empty else _in_order(pool, division)


def _in_order(pool: Pool[_Source, Prepared], division: Division) -> Iterator[Prepared]:
    for future in pool.results(division.chunks(), ahead=_AHEAD):
        yield from future.result()


@contextmanager
def judged_elsewhere(
    division: Division,
    settings: Settings,
    readings: Readings | None,
    warn: Callable[[str], None],
    tracker: ProgressTracker,
) -> Iterator[AsyncGenerator[Judged, None] | None]:
    """Yields the documents as other processes look them up and judge them; None where there can be
    none.

    `warn` gets lines for the user when it would where one process did everything. The iterator
    raises `ModelError`, and what the opening of the sources raises.
    """
    begin = Begin(folder=division.folder, settings=settings, readings=readings)
    pool: Pool[_Source, Answered] = Pool(_WORKER, division.processes, begin=begin, lost=_unchecked)
    _warm_up(division, readings)
    with pool:
        yield None if pool.is_empty else _in_windows(pool, division, warn, tracker)


def _warm_up(division: Division, readings: Readings | None) -> None:
    """Load what reading needs, unless it looks as if all had been read before."""
    if readings is None or not readings.has(division.inputs[0]):
        warm_up()


async def _in_windows(
    pool: Pool[_Source, Answered],
    division: Division,
    warn: Callable[[str], None],
    tracker: ProgressTracker,
) -> AsyncGenerator[Judged, None]:
    import asyncio

    window: list[Answered] = []
    references = 0
    for future in pool.results(division.chunks(), ahead=_AHEAD):
        for one in await asyncio.wrap_future(future):
            window.append(one)
            references += len(one.judged.references)
            if is_full(len(window), references):
                for document in _settled(window, references, warn, tracker):
                    yield document
                window, references = [], 0
    if window:
        for document in _settled(window, references, warn, tracker):
            yield document


def _settled(
    window: list[Answered],
    references: int,
    warn: Callable[[str], None],
    tracker: ProgressTracker,
) -> Iterator[Judged]:
    """Yields the documents of a window, after what there is to say of all of them."""
    tracker.window(len(window), references)
    for one in window:
        for line in one.warnings:
            warn(line)
        # This process finds out the same, and says so at the end of the run.
        if one.no_journals:
            imported_table()
        if one.no_retractions:
            imported_retractions()
    tracker.judging()
    for one in window:
        yield one.judged


def _unreadable(source: _Source) -> Prepared:
    return Prepared(path=source if isinstance(source, str) else source.path, error=_ENDED)


def _unchecked(source: _Source) -> Answered:
    return Answered(judged=Judged(prepared=_unreadable(source), references=()))
