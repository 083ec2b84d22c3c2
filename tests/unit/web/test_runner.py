"""A check in a process of its own: what it sends, and how it can end."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from io import BytesIO
from typing import Any

import pytest
from tests.unit.web.serving import OFFLINE, WRONG, small

from refcheck.processes import receive
from refcheck.readers.inputs import InMemory
from refcheck.web import runner, worker
from refcheck.web.jobs import CheckFailedError
from refcheck.web.limits import Limits
from refcheck.web.messages import Message, Task, pack, packed_task, task_of, unpack
from refcheck.web.runner import run_apart


def task(limits: Limits | None = None) -> Task:
    document = InMemory(path="a.txt", content=f"References\n\n{WRONG}\n".encode())
    return Task(settings=OFFLINE, limits=limits or Limits(), documents=(document,))


def ran(given: Task) -> list[Message]:
    said: list[Message] = []
    asyncio.run(run_apart(given, said.append))
    return said


def test_a_process_checks_and_sends_everything() -> None:
    said = ran(task())
    kinds = [one.kind for one in said]
    assert kinds[-1] == "done"
    assert kinds.count("file") == len(worker.DOWNLOADS) + 2
    assert "progress" in kinds
    (document,) = [one for one in said if one.kind == "document"]
    assert b"explaining the" in document.content
    assert said[-1].values["counts"].startswith("1 reference in 1 article")


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Has another program run in the place of the check."""

    def start(*_names: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    monkeypatch.setattr(runner, "start", start)


READS = "import sys; sys.stdin.buffer.read(8); "


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (READS + "sys.exit(1)", "ended before it was done"),
        (READS + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended before"),
        (READS + "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too long to read"),
        (READS + "sys.stdout.write('nonsense'); sys.stdout.flush()", "ended before it was done"),
        (READS + "sys.stdout.buffer.write(b'\\xff' * 8 + b'x' * 100)", "ended before it was done"),
        (READS + "sys.stdout.buffer.write(b'\\0' * 7 + b'\\2[]')", "ended before it was done"),
        ("pass", "ended before it was done"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_process_that_dies_or_talks_nonsense(
    monkeypatch: pytest.MonkeyPatch, program: str, reason: str
) -> None:
    instead(monkeypatch, program)
    with pytest.raises(CheckFailedError, match=reason):
        ran(task())


def test_a_check_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import time; time.sleep(600)")
    began = time.monotonic()
    with pytest.raises(CheckFailedError, match="longer than 1 minutes, and was stopped"):
        ran(task(small(check_seconds=0.2)))
    assert time.monotonic() - began < 300


def test_more_than_a_server_keeps_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    flood = "import struct\nwhile True: sys.stdout.buffer.write(struct.pack('>Q', 90) + b'{}' * 45)"
    instead(monkeypatch, "import sys; sys.stdin.buffer.read(8)\n" + flood)
    with pytest.raises(CheckFailedError):
        ran(task(small(kept_bytes=10_000)))


def test_no_process_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "start", lambda *_names: None)
    with pytest.raises(CheckFailedError, match="starts no further process"):
        ran(task())


def test_who_goes_away_takes_the_process_along(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    instead(monkeypatch, "import time; time.sleep(600)")
    begin = runner.start

    def noted(*names: str) -> Any:
        started.append(begin(*names))
        return started[-1]

    monkeypatch.setattr(runner, "start", noted)

    async def run() -> None:
        check = asyncio.create_task(run_apart(task(), lambda _message: None))
        while not started:
            await asyncio.sleep(0.01)
        check.cancel()
        with pytest.raises(asyncio.CancelledError):
            await check

    asyncio.run(run())
    assert started[0].poll() is not None


def test_messages_survive_the_way() -> None:
    one = Message(kind="file", values={"name": "ü\n"}, content=b"a\n\0b")
    assert unpack(pack(one)) == one
    assert task_of(packed_task(task())) == task()
    for wrong in (b"", b"[]", b"{}", b'{"kind": 3}', b"\xff"):
        with pytest.raises(ValueError, match=r".*"):
            unpack(wrong)


def answered(given: Task) -> list[Message]:
    stream = BytesIO()
    worker.answer(given, stream)
    stream.seek(0)
    said = []
    while (packed := receive(stream)) is not None:
        said.append(unpack(packed))
    return said


@pytest.mark.parametrize(
    ("error", "reason"),
    [(MemoryError(), "far too much memory"), (worker.RefcheckError("no model"), "no model")],
)
def test_errors_are_said(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, reason: str
) -> None:
    async def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(worker, "_check", fail)
    (said,) = answered(task())
    assert said.kind == "failed"
    assert reason in said.values["reason"]


def test_long_lists_of_corrections_are_cut() -> None:
    lines = worker._first([str(number) for number in range(1_250)])
    assert len(lines) == 201
    assert lines[-1] == "and 1,050 more"
    assert worker._first(["a"]) == ["a"]


def test_a_worker_without_a_task_ends() -> None:
    answers = BytesIO()
    worker.work(BytesIO(), answers)
    assert not answers.getvalue()
