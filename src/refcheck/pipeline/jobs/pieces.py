"""A large document in several processes: its references are parsed, looked up and judged in pieces.

Where there are several documents they are shared out whole (see `division`). Of a single one the
text is read and the list found by one process, which also does what concerns the list as a whole.
What this needs is loaded when a large document comes: nearly all are small.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from refcheck.pipeline.documents import Prepared, citation_keys, parsed_all
from refcheck.pipeline.read_ahead import has_loop

if TYPE_CHECKING:
    from concurrent.futures import Future

    from refcheck.model.reference import Reference, ReferenceString
    from refcheck.model.report import CheckedReference
    from refcheck.pipeline.jobs.worker import Task, Worked
    from refcheck.process_pool import Pool
    from refcheck.settings import Settings

__all__ = ["Pieces"]

_T = TypeVar("_T")

# References for each process. One takes as long to start as some 100 references take to check: with
# fewer than so many, a second one saves next to nothing.
_WORTH: Final = 400
_TOGETHER: Final = 100  # references in a piece: asking for it costs little, and all end together
_AHEAD: Final = 2  # pieces for each process that are handed out at once
_WORKER: Final = "refcheck.pipeline.jobs.worker"


class Pieces:
    """Processes for the pieces of a document, as a context manager: started when a large one comes.

    `jobs` is the most that there may be; None: as many as there are cores. With `settings`,
    everything that is asked lies on this computer, and references are looked up and judged as well.
    `warn` gets lines for the user.
    """

    def __init__(
        self, jobs: int | None, settings: Settings | None, warn: Callable[[str], None]
    ) -> None:
        self._jobs = jobs
        self._settings = settings
        self._warn = warn
        self._said: set[str] = set()
        self._pool: Pool[Task, Worked | None] | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Pieces:
        """Nothing is started before there is something large to do."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the processes, whatever they are at."""
        self._stack.close()

    def warn(self, line: str) -> None:
        """Say a line once, whether this process comes upon it, or another one, or several."""
        if line not in self._said:
            self._said.add(line)
            self._warn(line)

    def parsed(self, strings: Sequence[ReferenceString]) -> tuple[Reference, ...]:
        """Returns the references with their fields. Raises `ModelError`."""
        pool = self._started(len(strings))
        if pool is None:
            return parsed_all(strings)
        from refcheck.pipeline.jobs.worker import Strings

        found: list[Reference] = []
        pieces = [Strings(strings=piece) for piece in _cut(strings)]
        for piece, future in zip(pieces, _asked(pool, pieces), strict=True):
            (references,) = future.result()
            # What ends a process twice is done here, where it shows what is wrong.
            found += references if isinstance(references, tuple) else parsed_all(piece.strings)
        return tuple(found)

    async def checked(
        self, prepared: Prepared, settled: Callable[[int], None]
    ) -> tuple[CheckedReference, ...] | None:
        """Returns the references of a document, looked up and judged; None where the caller has to
        do it. `settled` is told how many are done."""
        references = prepared.references
        pool = self._started(len(references)) if self._settings else None
        if pool is None:
            return None
        from refcheck.pipeline.jobs.worker import Answered

        bare = Prepared(path=prepared.path, layout=prepared.layout)
        found: list[CheckedReference] = []
        for future in _asked(pool, [replace(bare, references=each) for each in _cut(references)]):
            (answered,) = await _result(future)
            if not isinstance(answered, Answered):
                return None
            for line in answered.warnings:
                self.warn(line)
            found += answered.judged.references
            settled(len(found))
        keys = citation_keys(references)  # one depends on those before it
        return tuple(replace(one, key=key) for one, key in zip(found, keys, strict=True))

    def _started(self, references: int) -> Pool[Task, Worked | None] | None:
        """Returns the processes; None where it is not worth it, and where there can be none."""
        if references < 2 * _WORTH:
            return None
        if self._pool is None:
            self._pool = self._open(references // _WORTH)
        return None if self._pool is None or self._pool.is_empty else self._pool

    def _open(self, worth: int) -> Pool[Task, Worked | None] | None:
        from refcheck.pipeline.jobs.worker import Begin, warm_up
        from refcheck.process_pool import Pool, cores

        number = min(self._jobs or cores(), worth)
        try:
            begin = Begin(folder=os.getcwd(), settings=self._settings)  # noqa: PTH109
        except OSError:  # it has been removed
            return None
        if number < 2:
            return None
        pool: Pool[Task, Worked | None] = Pool(
            _WORKER, number, begin=begin, lost=lambda _piece: None
        )
        warm_up()
        return self._stack.enter_context(pool)


def _cut(whole: Sequence[_T]) -> Iterator[tuple[_T, ...]]:
    return (tuple(whole[at : at + _TOGETHER]) for at in range(0, len(whole), _TOGETHER))


def _asked(
    pool: Pool[Task, Worked | None], pieces: Iterable[Task]
) -> Iterator[Future[list[Worked | None]]]:
    return pool.results(([piece] for piece in pieces), ahead=_AHEAD)


async def _result(future: Future[list[Worked | None]]) -> list[Worked | None]:
    """Returns what comes of a piece. A loop goes on meanwhile, and hears Ctrl-C."""
    if not has_loop():
        return future.result()
    import asyncio

    return await asyncio.wrap_future(future)
