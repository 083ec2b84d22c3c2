"""A progress bar on standard error for runs that take more than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import TimerHandle

    from rich.progress import Progress, TaskID

__all__ = ["ProgressBar"]

_PATIENCE = 1.0  # seconds before the bar appears


class ProgressBar:
    """Shows how many documents are done, while an event loop runs and only on a terminal."""

    def __init__(self) -> None:
        self._done = 0
        self._total: int | None = None
        self._bar: Progress | None = None
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

    def update(self, done: int, total: int) -> None:
        """Show that `done` of `total` documents are done."""
        self._done, self._total = done, total
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Remove the bar from the screen while something else is written to it."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        yield
        self._bar.start()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("Checking references"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("articles"),
            TimeElapsedColumn(),
            console=Console(file=sys.stderr),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=True,
        )
        self._task = self._bar.add_task("check", completed=self._done, total=self._total)
        self._bar.start()
