"""Parses many strings, in order, with constant memory, in one process or several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from refcheck.model.reference import ParsedString
from refcheck.parsing.parser import parse

__all__ = ["parse_lines"]

_CHUNK = 200  # strings: a tenth of a second of work, so that sending them costs little
_AHEAD = 4  # chunks a process that are read before they are needed


def parse_lines(lines: Iterable[str], jobs: int = 1) -> Iterator[ParsedString]:
    """What is read in each of `lines`, in their order, as it comes.

    With one job each line is parsed as it is asked for (so that a terminal works line by line);
    with more, chunks go to that many processes, started afresh. Raises ModelError.
    """
    if jobs <= 1:
        yield from map(parse, lines)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Future[list[ParsedString]]] = deque()
    source = iter(lines)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            while chunk := list(islice(source, _CHUNK)):
                waiting.append(pool.submit(_parse_chunk, chunk))
                if len(waiting) >= jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _parse_chunk(lines: list[str]) -> list[ParsedString]:
    return [parse(line) for line in lines]
