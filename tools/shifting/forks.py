"""Calls in forked processes: each finds everything loaded, and leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

__all__ = ["forked"]

_CONTEXT = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fork:
    """A call under way."""

    number: int
    process: BaseProcess
    answer: Connection
    folder: str
    ends: float

    def result(self) -> Any:
        """What the call returned; None where it took too long, or its process ended otherwise."""
        try:
            return self.answer.recv() if self.answer.poll() else None
        except EOFError:
            return None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid or 0, signal.SIGKILL)
            self.process.join()
            self.answer.close()
            shutil.rmtree(self.folder, ignore_errors=True)


def forked(
    calls: Iterable[Callable[[], Any]], *, jobs: int, limit: float
) -> Iterator[tuple[int, Any]]:
    """Call each in a process of its own, so many at a time, and yield the numbers of the calls with
    what they returned, as they end; None for one that took longer than the limit, in seconds.

    Standard output and standard error are closed to the calls, and their temporary folders are
    removed.
    """
    waiting = enumerate(calls)
    running: list[_Fork] = []
    while True:
        while len(running) < max(1, jobs) and (call := next(waiting, None)):
            running.append(_start(*call, limit))
        if not running:
            return
        soonest = min(each.ends for each in running)
        wait([each.answer for each in running], max(0.0, soonest - time.monotonic()))
        for each in list(running):
            if each.answer.poll() or each.ends <= time.monotonic():
                running.remove(each)
                yield each.number, each.result()


def _start(number: int, call: Callable[[], Any], limit: float) -> _Fork:
    answer, sent = _CONTEXT.Pipe(duplex=False)
    folder = tempfile.mkdtemp(prefix="shift-numbers-")
    process = _CONTEXT.Process(target=_run, args=(call, sent, folder))
    process.start()
    sent.close()
    ends = time.monotonic() + limit
    return _Fork(number=number, process=process, answer=answer, folder=folder, ends=ends)


def _run(call: Callable[[], Any], sent: Connection, folder: str) -> None:
    os.setpgid(0, 0)  # its own processes end with it
    os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sent.send(call())
    os.kill(0, signal.SIGKILL)
