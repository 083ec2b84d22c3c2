"""Runs a coroutine to its end, whether or not an event loop is running in this thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

__all__ = ["run_here_or_in_a_thread"]

_T = TypeVar("_T")


def run_here_or_in_a_thread(function: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Returns what the coroutine returns. Raises what it raises.

    A notebook has a loop running, in which no other can run: there, a thread has one of its own.
    Ctrl-C stops it.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _run(function)
    return _in_a_thread(function)


def _run(function: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Returns what the coroutine returns, not as the result of `asyncio.run`: to restore Ctrl-C,
    that has Python write out the whole of it."""
    results: list[_T] = []

    async def keep() -> None:
        results.append(await function())

    asyncio.run(keep())
    return results[0]


def _in_a_thread(function: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    results: list[_T] = []
    errors: list[BaseException] = []
    stop: list[Callable[[], object]] = []

    async def main() -> _T:
        task = asyncio.ensure_future(function())
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(task.cancel))
        return await task

    def work() -> None:
        try:
            results.append(asyncio.run(main()))
        except BaseException as error:  # noqa: BLE001 - it is raised in the thread that waits
            errors.append(error)

    thread = threading.Thread(target=work, name="refcheck", daemon=True)
    thread.start()
    try:
        thread.join()
    except BaseException:  # Ctrl-C
        for cancel in stop:
            cancel()
        raise
    if errors:
        raise errors[0]
    return results[0]
