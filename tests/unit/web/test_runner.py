"""A check in a process of its own: what it sends, and how it can end."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from io import BytesIO

import pytest
from tests.unit.web.serving import OFFLINE, WRONG, small

from refcheck.processes import receive, send
from refcheck.readers.files.inputs import InMemory
from refcheck.web import runner, worker
from refcheck.web.jobs import CheckFailedError
from refcheck.web.limits import Limits
from refcheck.web.messages import Message, Task, pack, packed_task, task_of, unpack
from refcheck.web.runner import Checkers


def task(limits: Limits | None = None) -> Task:
    document = InMemory(path="a.txt", content=f"References\n\n{WRONG}\n".encode())
    return Task(settings=OFFLINE, limits=limits or Limits(), documents=(document,))


def ran(given: Task) -> list[Message]:
    said: list[Message] = []
    checkers = Checkers()
    try:
        asyncio.run(checkers.run(given, said.append))
    finally:
        checkers.close()
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


@pytest.mark.skipif(sys.platform != "linux", reason="bounds of the system")
@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (small(memory_bytes=1), "too much memory"),
        (small(processor_seconds=0), "too long to read"),
    ],
)
def test_the_bounds_of_a_process_hold(limits: Limits, reason: str) -> None:
    lines = (f"{number}. {WRONG} {number}" for number in range(1, 20_000))
    content = ("References\n\n" + "\n".join(lines)).encode()
    given = Task(
        settings=OFFLINE, limits=limits, documents=(InMemory(path="a.txt", content=content),)
    )
    try:
        said = ran(given)
    except CheckFailedError as error:
        assert reason in str(error)  # noqa: PT017 - it may also be said by the process
    else:
        assert said[-1].kind == "failed"
        assert reason in said[-1].values["reason"]


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> list[subprocess.Popen[bytes]]:
    """Has another program run in the place of the check. Returns what was started, as it grows."""

    def start(*_names: str) -> subprocess.Popen[bytes]:
        started.append(
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        )
        return started[-1]

    started: list[subprocess.Popen[bytes]] = []
    monkeypatch.setattr(runner, "start", start)
    return started


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


SPEAKS = """
import struct, sys
def say(kind):
    text = b'{"kind": "%s", "reason": "x"}' % kind
    sys.stdout.buffer.write(struct.pack(">Q", len(text)) + text)
    sys.stdout.buffer.flush()
def read():
    head = sys.stdin.buffer.read(8)
    if not head: sys.exit()
    sys.stdin.buffer.read(*struct.unpack(">Q", head))
"""


@pytest.mark.parametrize(
    ("program", "processes"),
    [
        ("while True: read(); say(b'done'); say(b'ready')", 1),
        ("while True: read(); say(b'failed'); say(b'ready')", 1),
        ("read(); say(b'done')", 3),  # it ends when it has done enough
    ],
)
def test_a_process_is_used_again_while_it_is_ready(
    monkeypatch: pytest.MonkeyPatch, program: str, processes: int
) -> None:
    started = instead(monkeypatch, SPEAKS + program)
    checkers = Checkers()

    async def three() -> None:
        for _ in range(3):
            await checkers.run(task(), lambda _message: None)

    asyncio.run(three())
    assert len(started) == processes
    checkers.close()
    assert all(process.poll() is not None for process in started)


def test_a_process_that_is_ready_before_it_is_done_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = instead(monkeypatch, SPEAKS + "read(); say(b'ready'); read()")
    with pytest.raises(CheckFailedError, match="ended before it was done"):
        ran(task())
    assert started[0].poll() is not None


def test_a_process_that_died_while_it_waited_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    started = instead(monkeypatch, SPEAKS + "while True: read(); say(b'done'); say(b'ready')")
    checkers = Checkers()

    async def twice() -> None:
        await checkers.warm_up()
        started[0].kill()
        started[0].wait()
        await checkers.run(task(), lambda _message: None)

    asyncio.run(twice())
    assert len(started) == 2
    checkers.close()
    asyncio.run(checkers.warm_up())
    assert started[2].poll() is not None  # nobody needs it any more


def test_the_worker_checks_until_there_is_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bounds are for a process of its own."""
    monkeypatch.setattr(worker, "_bound", lambda _limits: None)
    requests = BytesIO()
    for _ in range(2):
        send(requests, packed_task(task()))
    for memory, ready in ((1, 2), (worker._MOST_MEMORY + 1, 0)):
        monkeypatch.setattr(worker, "_memory", lambda memory=memory: memory)
        requests.seek(0)
        answers = BytesIO()
        worker.work(requests, answers)
        answers.seek(0)
        kinds = []
        while (packed := receive(answers)) is not None:
            kinds.append(unpack(packed).kind)
        assert kinds.count("ready") == ready
        assert kinds.count("done") == max(1, ready)


def test_the_memory_of_a_process() -> None:
    assert worker._memory() > 10_000_000


def test_no_process_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "start", lambda *_names: None)
    with pytest.raises(CheckFailedError, match="starts no further process"):
        ran(task())


def test_who_goes_away_takes_the_process_along(monkeypatch: pytest.MonkeyPatch) -> None:
    started = instead(monkeypatch, "import time; time.sleep(600)")

    async def run() -> None:
        check = asyncio.create_task(Checkers().run(task(), lambda _message: None))
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
