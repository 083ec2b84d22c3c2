"""Parses many strings, in order, with constant memory, in one process or several."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, BinaryIO

from refcheck.errors import ModelError
from refcheck.model.reference import ParsedString
from refcheck.parsing.confidence import load as calibration
from refcheck.parsing.crf import load
from refcheck.parsing.parser import parse_with
from refcheck.parsing.thresholds import CHUNK_STRINGS, CHUNKS_AHEAD
from refcheck.processes import receive, send, start

if TYPE_CHECKING:
    import subprocess
    from concurrent.futures import Future

__all__ = ["parse_lines", "serve"]


def parse_lines(lines: Iterable[str], jobs: int = 1) -> Iterator[ParsedString]:
    """Yields what is read in each of `lines`, in their order, as it comes.

    With one job each line is parsed as it is asked for (so that a terminal works line by line);
    with more, chunks go to that many processes, started afresh. Raises ModelError.
    """
    if jobs <= 1:
        yield from map(_parse, lines)
        return
    from concurrent.futures import ThreadPoolExecutor

    waiting: deque[Future[list[ParsedString]]] = deque()
    source = iter(lines)
    parsers = _Parsers(jobs)
    # A thread waits for each process; all the work is done in the processes.
    with parsers, ThreadPoolExecutor(jobs) as pool:
        try:
            while chunk := list(islice(source, CHUNK_STRINGS)):
                waiting.append(pool.submit(parsers.parse, chunk))
                if len(waiting) >= jobs * CHUNKS_AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


class _Parsers:
    """Processes that parse, each started when there is work for it."""

    def __init__(self, number: int) -> None:
        self._idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        self._started: list[subprocess.Popen[bytes]] = []
        for _ in range(number):
            self._idle.put(None)

    def parse(self, chunk: list[str]) -> list[ParsedString]:
        """Have one process parse `chunk`; this one where there can be no other."""
        process = self._idle.get()
        try:
            if process is None:
                process = start("refcheck.parsing.parallel", "serve")
                if process is None:
                    return _parse_chunk(chunk)
                self._started.append(process)
            return _answered(process, chunk)
        finally:
            self._idle.put(process)

    def __enter__(self) -> None:
        """There is nothing to do before the first chunk."""

    def __exit__(self, *_error: object) -> None:
        """End the processes: they stop when there is nothing more to read."""
        for process in self._started:
            process.communicate()


def _answered(process: subprocess.Popen[bytes], chunk: list[str]) -> list[ParsedString]:
    try:
        send(process.stdin, pickle.dumps(chunk))
        answer = receive(process.stdout)
    except OSError:
        answer = None
    if answer is None:
        raise ModelError("a process that parses was ended from outside: out of memory?")
    parsed = pickle.loads(answer)  # noqa: S301 - it comes from this very program
    if isinstance(parsed, Exception):
        raise parsed
    return list(parsed)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Parse one chunk after the other until there are no more, in a process of its own."""
    while (request := receive(requests)) is not None:
        answer: list[ParsedString] | Exception
        try:
            answer = _parse_chunk(pickle.loads(request))  # noqa: S301 - from this very program
        except Exception as error:  # noqa: BLE001 - raised again by the process that asked
            answer = error
        send(answers, pickle.dumps(answer))


def _parse_chunk(lines: list[str]) -> list[ParsedString]:
    return list(map(_parse, lines))


def _parse(line: str) -> ParsedString:
    """Returns the markers without keeping what was read: few lines of one file are alike."""
    return parse_with(load(), calibration(), line) if line.strip() else _nothing()


@lru_cache(maxsize=1)  # of a million empty lines each is read the same
def _nothing() -> ParsedString:
    return parse_with(load(), calibration(), "")
