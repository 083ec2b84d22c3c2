"""A progress line on standard error for runs that take more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from refcheck.cli.stderr import complain

if TYPE_CHECKING:
    from asyncio import TimerHandle

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from refcheck.pipeline.progress import Progress

__all__ = ["ProgressBar", "say_stopped"]

_PATIENCE = 1.0  # seconds before the line appears
_WORDS = {"reading": "Reading", "asking": "Asking PubMed", "judging": "Comparing"}


class ProgressBar:
    """Shows what is being done and how many references are done, only on a terminal.

    It needs a running event loop.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._now: Progress | None = None
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._start: TimerHandle | None = None

    def __enter__(self) -> ProgressBar:
        if sys.stderr is not None and sys.stderr.isatty():
            import asyncio

            self._start = asyncio.get_running_loop().call_later(_PATIENCE, self._show)
        return self

    def __exit__(self, *_: object) -> None:
        if self._start is not None:
            self._start.cancel()
        if self._bar is not None:
            self._bar.stop()

    def update(self, progress: Progress) -> None:
        """Show how far the run is."""
        self._now = progress
        self._refresh()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Remove the line from the screen while something else is written to it."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        yield
        self._bar.start()

    def _refresh(self) -> None:
        now = self._now
        if self._bar is None or self._task is None or now is None:
            return
        self._bar.update(
            self._task,
            description=_WORDS[now.phase.value],
            completed=now.references,
            total=now.found if now.complete else None,
            counts=_counts(now, time.monotonic() - self._began),
        )

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=True,
        )
        self._task = self._bar.add_task(_WORDS["reading"], total=None, counts="")
        self._refresh()
        self._bar.start()


def _counts(now: Progress, seconds: float) -> str:
    """`120 of 400 references, 4.2/s`, `120 references in 3 of 12 articles, 4.2/s`."""
    rate = f", {now.references / seconds:.1f}/s" if now.references and seconds else ""
    if now.all_documents == 1 or now.complete:
        return f"{now.references:,} of {now.found:,} references{rate}"
    done = f"{now.documents:,} of {now.all_documents:,} articles"
    return f"{now.references:,} references in {done}{rate}"


def say_stopped(*, offline: bool) -> None:
    """Say what is kept of a run that was stopped with Ctrl-C, and how to go on."""
    if sys.stderr is not None and sys.stderr.isatty() and not offline:
        complain(
            "stopped; PubMed's responses so far are cached: the same command goes on from here"
        )
