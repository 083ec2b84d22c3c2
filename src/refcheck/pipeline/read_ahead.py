"""Documents in windows, and the next window read while this one is looked up.

The references of one window share requests. Reading is work for the processor and looking up is
mostly waiting, so a thread reads one window ahead: no more, so that memory stays bounded however
many documents there are. Where nothing is waited for, as with cached answers, the thread reads the
next window when this one is done: two threads that both work only take the interpreter from each
other, which costs a tenth of the whole check. The main thread waits either way, and hears Ctrl-C;
without an event loop, which would not let it through, it reads by itself.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from refcheck.pipeline.documents import Prepared, prepare
from refcheck.readers.files.inputs import InMemory

if TYPE_CHECKING:
    import asyncio

__all__ = ["is_full", "windows_ahead"]

# 400 references fill several ecitmatch batches and two efetch requests; the number of documents
# bounds memory where articles have no references.
_WINDOW_REFERENCES = 400
_WINDOW_DOCUMENTS = 200

_T = TypeVar("_T")


async def windows_ahead(
    inputs: Sequence[str | InMemory],
    read: Callable[[str | InMemory], Prepared] | None = None,
    *,
    waits: bool,
) -> AsyncGenerator[list[Prepared], None]:
    """Yields the documents in windows, in order. Raises `ModelError`.

    `read` is called instead of `prepare`, for one after the other. `waits`: looking up a window is
    mostly waiting, so that the next one is read meanwhile. Where the caller goes away early, the
    thread stops after the document that it is at.
    """
    stopped = threading.Event()
    windows = _windows(inputs, stopped, read or prepare)
    if not waits and not _has_loop():
        for read_here in windows:
            yield read_here
        return
    ahead = _in_thread(lambda: next(windows, None))
    try:
        while (window := await ahead) is not None:
            if waits:
                ahead = _in_thread(lambda: next(windows, None))
            yield window
            if not waits:
                ahead = _in_thread(lambda: next(windows, None))
    finally:
        stopped.set()
        if not ahead.cancel() and not ahead.cancelled():
            ahead.exception()  # it is taken note of, and goes no further


def _has_loop() -> bool:
    """Returns whether an event loop runs in this thread."""
    if "asyncio" not in sys.modules:
        return False
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def is_full(documents: int, references: int) -> bool:
    """Returns whether a window takes no more."""
    return references >= _WINDOW_REFERENCES or documents >= _WINDOW_DOCUMENTS


def _windows(
    inputs: Sequence[str | InMemory],
    stopped: threading.Event,
    read: Callable[[str | InMemory], Prepared],
) -> Iterator[list[Prepared]]:
    window: list[Prepared] = []
    references = 0
    for source in inputs:
        if stopped.is_set():
            return
        prepared = read(source)
        window.append(prepared)
        references += len(prepared.references)
        if is_full(len(window), references):
            yield window
            window, references = [], 0
    if window:
        yield window


def _in_thread(work: Callable[[], _T]) -> asyncio.Future[_T]:
    """Do something in a thread of its own, which nobody waits for once the run is over."""
    import asyncio

    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def deliver(give: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the run is over
            loop.call_soon_threadsafe(lambda: None if future.done() else give())

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is awaited
            caught = error
            deliver(lambda: future.set_exception(caught))
        else:
            deliver(lambda: future.set_result(result))

    threading.Thread(target=run, name="refcheck-reader", daemon=True).start()
    return future
