"""Runs checks in processes of their own, which can be ended whatever they are at.

A process is reused when its check has ended: to start one and load the parser's model
takes ten times as long as to check an article whose records are cached.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
from collections.abc import Callable
from enum import Enum
from typing import Final

from refcheck.processes import receive, send, start
from refcheck.web.jobs import CheckFailedError
from refcheck.web.messages import Message, Task, packed_task, unpack

__all__ = ["Checkers"]

_HEAD: Final = 10_000_000  # bytes of a message besides its file
_NO_PROCESS: Final = "the system starts no further process; try again later"
_TOO_LONG: Final = "it takes too long to read"
_ENDED: Final = "the check ended before it was done; perhaps it takes far too much memory"

_Process = subprocess.Popen[bytes]


class _End(Enum):
    """How a check ended."""

    BROKEN = "broken"  # before it was done
    LAST = "last"  # done, and the process has ended
    READY = "ready"  # done, and the process can do another one


class Checkers:
    """The processes of a server. As many are used at once as there are calls of `run`."""

    def __init__(self) -> None:
        self._idle: list[_Process] = []
        self._closed = False

    async def warm_up(self) -> None:
        """Start a process ahead, so that the first check need not wait for it."""
        process = await asyncio.to_thread(_started)
        if process is not None:
            self._put_back(process)

    async def run(self, task: Task, take: Callable[[Message], None]) -> None:
        """Do what a task says; `take` gets each message. Raises `CheckFailedError`."""
        process = self._from_idle() or await asyncio.to_thread(_started)
        if process is None:
            raise CheckFailedError(_NO_PROCESS)
        loop = asyncio.get_running_loop()

        def deliver(message: Message) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the server has ended
                loop.call_soon_threadsafe(take, message)

        talk = asyncio.ensure_future(asyncio.to_thread(_talk, process, task, deliver))
        end = _End.BROKEN
        try:
            async with asyncio.timeout(task.limits.check_seconds):
                end = await asyncio.shield(talk)
        except TimeoutError:
            minutes = max(1, round(task.limits.check_seconds / 60))
            raise CheckFailedError(
                f"it took longer than {minutes} minutes, and was stopped"
            ) from None
        finally:
            if end is not _End.READY:
                process.kill()
                await asyncio.shield(asyncio.gather(talk, return_exceptions=True))
                _end(process)
        if end is _End.READY:
            self._put_back(process)
        elif end is _End.BROKEN:
            late = process.returncode == -getattr(signal, "SIGXCPU", 24)
            raise CheckFailedError(_TOO_LONG if late else _ENDED)

    def close(self) -> None:
        """End the processes that wait; one that checks is ended with its `run`."""
        self._closed = True
        for process in self._idle:
            _end(process)
        self._idle.clear()

    def _from_idle(self) -> _Process | None:
        while self._idle:
            process = self._idle.pop()
            if process.poll() is None:
                return process
            _end(process)
        return None

    def _put_back(self, process: _Process) -> None:
        if self._closed:
            _end(process)
        else:
            self._idle.append(process)


def _started() -> _Process | None:
    return start("refcheck.web.worker", "work")


def _end(process: _Process) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what is still in its buffer goes nowhere
                pipe.close()
    process.wait()


def _talk(process: _Process, task: Task, deliver: Callable[[Message], None]) -> _End:
    """Hand a task over, and pass on what comes back. Returns how it ended."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    end, left = _End.BROKEN, task.limits.kept_bytes
    most = task.limits.result_bytes + _HEAD
    try:
        send(process.stdin, packed_task(task))
        while (packed := receive(process.stdout, min(most, left))) is not None:
            left -= len(packed)
            message = unpack(packed)
            if message.kind == "ready":
                return _End.READY if end is _End.LAST else _End.BROKEN
            deliver(message)
            if message.kind in ("done", "failed"):
                end = _End.LAST
    except (OSError, ValueError):  # it has ended, or does not speak as it should
        return _End.BROKEN
    return end
