"""Parses many strings, in order, with constant memory, in one process or several."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from refcheck.errors import ModelError
from refcheck.model.reference import ParsedString
from refcheck.parsing.confidence import load as calibration
from refcheck.parsing.crf import load
from refcheck.parsing.parser import parse_with
from refcheck.parsing.thresholds import (
    CHUNK_STRINGS,
    CHUNKS_AHEAD,
)

__all__ = ["parse_lines"]


def parse_lines(lines: Iterable[str], jobs: int = 1) -> Iterator[ParsedString]:
    """What is read in each of `lines`, in their order, as it comes.

    With one job each line is parsed as it is asked for (so that a terminal works line by line);
    with more, chunks go to that many processes, started afresh. Raises ModelError.
    """
    if jobs <= 1:
        yield from map(_parse, lines)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[Future[list[ParsedString]]] = deque()
    source = iter(lines)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            while chunk := list(islice(source, CHUNK_STRINGS)):
                with _interrupts_held():
                    waiting.append(pool.submit(_parse_chunk, chunk))
                if len(waiting) >= jobs * CHUNKS_AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            message = "a process that parses was ended from outside: out of memory?"
            raise ModelError(message) from None
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: they inherit that, and leave it to their parent."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _parse_chunk(lines: list[str]) -> list[ParsedString]:
    return list(map(_parse, lines))


def _parse(line: str) -> ParsedString:
    """Without keeping what was read: few lines of one file are alike."""
    return parse_with(load(), calibration(), line)
