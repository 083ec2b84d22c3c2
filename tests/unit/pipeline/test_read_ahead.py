"""Windows of documents: the next is read while this one is looked up, and no more than that."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from refcheck.errors import ModelError
from refcheck.pipeline.documents import Prepared
from refcheck.pipeline.read_ahead import windows_ahead


class Reading:
    """Stands in for `prepare`: keeps what was read, and can be made to wait or to fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.threads: set[int] = set()
        self.go = threading.Event()
        self.go.set()
        self.fails: str | None = None
        monkeypatch.setattr("refcheck.pipeline.read_ahead.prepare", self)
        monkeypatch.setattr("refcheck.pipeline.read_ahead._WINDOW_DOCUMENTS", 2)

    def __call__(self, path: str) -> Prepared:
        assert self.go.wait(5)
        self.threads.add(threading.get_ident())
        self.read.append(path)
        if path == self.fails:
            raise ModelError("the model is damaged")
        return Prepared(path=path)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    return Reading(monkeypatch)


PATHS = [f"{number}.txt" for number in range(7)]


async def until(reading: Reading, count: int) -> None:
    async with asyncio.timeout(5):
        while len(reading.read) < count:
            await asyncio.sleep(0.001)


def test_one_window_is_read_ahead_and_no_more(reading: Reading) -> None:
    async def run() -> list[list[str]]:
        seen = []
        async with aclosing(windows_ahead(PATHS, waits=True)) as windows:
            async for window in windows:
                seen.append([prepared.path for prepared in window])
                await until(reading, min(2 * len(seen) + 2, len(PATHS)))
                await asyncio.sleep(0.01)
                assert len(reading.read) == min(2 * len(seen) + 2, len(PATHS))
        return seen

    assert asyncio.run(run()) == [PATHS[0:2], PATHS[2:4], PATHS[4:6], PATHS[6:]]
    assert threading.get_ident() not in reading.threads


def test_nothing_is_read_ahead_where_nothing_is_waited_for(reading: Reading) -> None:
    async def run() -> list[list[str]]:
        seen = []
        async with aclosing(windows_ahead(PATHS, waits=False)) as windows:
            async for window in windows:
                seen.append([prepared.path for prepared in window])
                await asyncio.sleep(0.01)
                assert len(reading.read) == min(2 * len(seen), len(PATHS))
        return seen

    assert asyncio.run(run()) == [PATHS[0:2], PATHS[2:4], PATHS[4:6], PATHS[6:]]
    assert threading.get_ident() not in reading.threads


def test_no_documents_make_no_window(reading: Reading) -> None:
    async def run(paths: Sequence[str]) -> int:
        return len([window async for window in windows_ahead(paths, waits=True)])

    assert asyncio.run(run([])) == 0
    assert reading.read == []


def test_a_fault_of_the_model_comes_in_its_turn(reading: Reading) -> None:
    reading.fails = PATHS[3]

    seen = 0

    async def run() -> None:
        nonlocal seen
        async for _window in windows_ahead(PATHS, waits=True):
            seen += 1

    with pytest.raises(ModelError, match="damaged"):
        asyncio.run(run())
    assert seen == 1


def test_who_goes_away_early_leaves_nothing_behind(
    reading: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a thread that reads on nor a word about what it would have found."""

    async def run(paths: Sequence[str]) -> None:
        async with aclosing(windows_ahead(paths, waits=True)) as windows:
            async for _window in windows:
                reading.go.clear()
                break

    asyncio.run(run(PATHS))
    reading.go.set()
    for thread in threading.enumerate():
        if thread.name == "refcheck-reader":
            thread.join(5)
    assert len(reading.read) <= 4
    reading.fails = PATHS[2]
    asyncio.run(run(PATHS))
    assert capsys.readouterr().err == ""


def test_a_run_that_is_cancelled_does_not_wait_for_the_reader(reading: Reading) -> None:
    reading.go.clear()

    async def run() -> None:
        async with asyncio.timeout(0.05):
            async for _window in windows_ahead(PATHS, waits=True):
                pass

    with pytest.raises(TimeoutError):
        asyncio.run(run())
    assert reading.read == []
    reading.go.set()


def test_a_window_of_many_references_is_closed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "References\n\n" + "\n".join(
        f"{n}. Naughton M, Clarke G. A review of ketamine in affective disorders. J Affect Disord."
        f" 2014;156:{n}-35."
        for n in range(1, 4)
    )
    paths = []
    for number in range(3):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    monkeypatch.setattr("refcheck.pipeline.read_ahead._WINDOW_REFERENCES", 4)

    async def run() -> list[int]:
        return [len(window) async for window in windows_ahead(paths, waits=True)]

    assert asyncio.run(run()) == [2, 1]


def test_without_a_loop_this_thread_reads(reading: Reading) -> None:
    """It is asked for one window after the other, and Ctrl-C comes through."""
    seen = []

    async def run() -> None:
        async with aclosing(windows_ahead(PATHS, waits=False)) as windows:
            async for window in windows:
                seen.append(len(reading.read))
                assert len(window) == min(2, len(PATHS) - 2 * len(seen) + 2)

    with pytest.raises(StopIteration):
        run().send(None)
    assert seen == [2, 4, 6, 7]
    assert reading.threads == {threading.get_ident()}
