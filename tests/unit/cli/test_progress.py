"""The progress bar: only on a terminal, only for long work, and out of the way of the report."""

from __future__ import annotations

import asyncio
import io
import sys

import pytest

from refcheck.cli import progress
from refcheck.cli.progress import ProgressBar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def show(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, patience: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")

    async def work() -> None:
        with ProgressBar() as bar:
            bar.update(0, 3)
            for _ in range(3):  # the event loop comes to its timers
                await asyncio.sleep(0)
            bar.update(2, 3)
            with bar.hidden():
                stream.write("[report]")

    asyncio.run(work())
    return stream.getvalue()


def test_long_work_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(Terminal(), monkeypatch, patience=0.0)
    assert "Checking references" in shown
    assert "2/3" in shown
    assert "[report]" in shown


def test_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show(Terminal(), monkeypatch, patience=60.0) == "[report]"


def test_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show(io.StringIO(), monkeypatch, patience=0.0) == "[report]"


def test_no_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)

    async def work() -> None:
        with ProgressBar() as bar:
            bar.update(1, 1)

    asyncio.run(work())
