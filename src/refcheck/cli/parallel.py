"""Parsing of many strings in several processes, in order and in constant memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from refcheck.errors import ModelError
from refcheck.model.reference import ParsedString

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["parse_lines"]

_CHUNK = 200  # strings a message between processes: a tenth of a second of work
_AHEAD = 3  # chunks in hand for each process, so that none of them waits


def parse_lines(lines: Iterable[str], jobs: int) -> Iterator[tuple[str, ParsedString]]:
    """Each line with what is read in it, in order. `jobs` is the number of processes.

    With one process each answer comes before the next line is asked for. Raises `ModelError`.
    """
    if jobs > 1:
        return _in_processes(lines, jobs)
    from refcheck.parsing import parse

    return ((line, parse(line)) for line in lines)


def _in_processes(lines: Iterable[str], jobs: int) -> Iterator[tuple[str, ParsedString]]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    source = iter(lines)
    chunks = iter(lambda: list(islice(source, _CHUNK)), [])
    running: deque[tuple[list[str], Future[list[ParsedString]]]] = deque()
    pool = ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent)
    try:
        for chunk in chunks:
            running.append((chunk, pool.submit(_parse_chunk, chunk)))
            if len(running) >= jobs * _AHEAD:
                yield from _first(running)
        while running:
            yield from _first(running)
    except BrokenProcessPool:
        raise ModelError("a parsing process ended before its work: out of memory?") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _first(
    running: deque[tuple[list[str], Future[list[ParsedString]]]],
) -> Iterator[tuple[str, ParsedString]]:
    chunk, future = running.popleft()
    return zip(chunk, future.result(), strict=True)


def _parse_chunk(lines: list[str]) -> list[ParsedString]:
    from refcheck.parsing import parse

    return [parse(line) for line in lines]


def _leave_interrupts_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
