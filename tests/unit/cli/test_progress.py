"""The progress bar: only on a terminal, only for long work, and out of the way of the report."""

from __future__ import annotations

import asyncio
import io
import sys

import pytest

from refcheck.cli import progress
from refcheck.cli.progress import ProgressBar, say_stopped
from refcheck.pipeline.progress import Phase, Progress


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
            bar.update(Progress(all_documents=3, found=30))
            for _ in range(3):  # the event loop comes to its timers
                await asyncio.sleep(0)
            bar.update(
                Progress(phase=Phase.ASKING, all_documents=3, documents=2, references=20, found=30)
            )
            with bar.hidden():
                stream.write("[report]")

    asyncio.run(work())
    return stream.getvalue()


def test_long_work_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(Terminal(), monkeypatch, patience=0.0)
    assert "Asking PubMed" in shown
    assert "20 references in 2 of 3 articles" in shown
    assert "[report]" in shown


def test_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show(Terminal(), monkeypatch, patience=60.0) == "[report]"


def test_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show(io.StringIO(), monkeypatch, patience=0.0) == "[report]"


def test_no_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)

    async def work() -> None:
        with ProgressBar() as bar:
            bar.update(Progress(all_documents=1, documents=1))

    asyncio.run(work())


@pytest.mark.parametrize(
    ("now", "seconds", "words"),
    [
        (Progress(all_documents=1, found=400, references=120), 60, "120 of 400 references, 2.0/s"),
        (Progress(all_documents=1, found=400), 60, "0 of 400 references"),
        (
            Progress(all_documents=12, documents=3, found=400, references=1200),
            100,
            "1,200 references in 3 of 12 articles, 12.0/s",
        ),
        (
            Progress(all_documents=12, documents=3, found=400, references=100, complete=True),
            50,
            "100 of 400 references, 2.0/s",
        ),
    ],
)
def test_what_is_counted(now: Progress, seconds: float, words: str) -> None:
    assert progress._counts(now, seconds) == words


def test_a_run_that_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, offline, said in (
        (Terminal(), False, True),
        (Terminal(), True, False),  # nothing was asked
        (io.StringIO(), False, False),
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        say_stopped(offline=offline)
        assert ("the same command goes on from here" in stream.getvalue()) is said
