"""Runs a check in a process of its own, which can be ended whatever it is at."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
from collections.abc import Callable
from typing import Final

from refcheck.processes import receive, send, start
from refcheck.web.jobs import CheckFailedError
from refcheck.web.messages import Message, Task, packed_task, unpack

__all__ = ["run_apart"]

_HEAD: Final = 10_000_000  # bytes of a message besides its file
_TOO_LONG: Final = "it takes too long to read"
_ENDED: Final = "the check ended before it was done; perhaps it takes far too much memory"


async def run_apart(task: Task, take: Callable[[Message], None]) -> None:
    """Do what a task says; `take` gets each message. Raises `CheckFailedError`."""
    process = await asyncio.to_thread(start, "refcheck.web.worker", "work")
    if process is None:
        raise CheckFailedError("the system starts no further process; try again later")
    loop = asyncio.get_running_loop()
    bounds = (task.limits.result_bytes + _HEAD, task.limits.kept_bytes)

    def deliver(message: Message) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the server has ended
            loop.call_soon_threadsafe(take, message)

    talk = asyncio.ensure_future(
        asyncio.to_thread(_talk, process, packed_task(task), bounds, deliver)
    )
    try:
        async with asyncio.timeout(task.limits.check_seconds):
            complete = await asyncio.shield(talk)
    except TimeoutError:
        minutes = max(1, round(task.limits.check_seconds / 60))
        raise CheckFailedError(f"it took longer than {minutes} minutes, and was stopped") from None
    finally:
        process.kill()
        await asyncio.shield(asyncio.gather(talk, return_exceptions=True))
    if not complete:
        late = process.wait() == -getattr(signal, "SIGXCPU", 24)
        raise CheckFailedError(_TOO_LONG if late else _ENDED)


def _talk(
    process: subprocess.Popen[bytes],
    task: bytes,
    bounds: tuple[int, int],
    deliver: Callable[[Message], None],
) -> bool:
    """Hand a task over, and pass on what comes back; whether it came to its end.

    `bounds` are those of a message and of all messages, in bytes.
    """
    most, left = bounds
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        with process.stdout, process.stdin:
            send(process.stdin, task)
            while (packed := receive(process.stdout, min(most, left))) is not None:
                left -= len(packed)
                message = unpack(packed)
                deliver(message)
                if message.kind in ("done", "failed"):
                    return True
    except (OSError, ValueError):  # it has ended, or does not speak as it should
        pass
    finally:
        process.kill()
        process.wait()
    return False
