"""Jobs: their turns, the room they take, and how long they are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.unit.web.serving import OFFLINE, RIGHT, checked, never, served, small, upload, words

from refcheck.readers.files.inputs import InMemory
from refcheck.web.jobs import BusyError, CheckFailedError, Job, Jobs, State
from refcheck.web.messages import Message, Task

DOCUMENT = (InMemory(path="a.txt", content=b"x" * 100),)
Take = Callable[[Message], None]


def done(size: int = 0) -> Callable[[Task, Take], Awaitable[None]]:
    """Checks that are over at once, with a report of so many bytes."""

    async def run(_task: Task, take: Take) -> None:
        take(Message(kind="file", values={"name": "html"}, content=b"x" * size))
        take(Message(kind="done", values={"counts": "nothing"}))

    return run


async def over(job: Job) -> None:
    while not job.over:
        await job.news(5)


def within(test: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(30):
            await test()

    asyncio.run(run())


def test_results_are_forgotten_after_their_time() -> None:
    now = [0.0]
    with served(clock=lambda: now[0]) as client:
        job = checked(client, text=RIGHT)
        now[0] = 3_599.0
        assert client.get(job).status_code == 200
        now[0] = 3_600.0
        answer = client.get(job)
        assert answer.status_code == 404
        assert "kept for an hour at most" in words(answer)
        assert client.get(f"{job}/report").status_code == 404


def test_so_many_run_at_once_and_the_others_wait_their_turn() -> None:
    async def test() -> None:
        jobs = Jobs(OFFLINE, small(running=2), never)
        made = [jobs.add(DOCUMENT) for _ in range(5)]
        await asyncio.sleep(0)
        assert [job.state for job in made] == [State.RUNNING] * 2 + [State.WAITING] * 3
        assert [jobs.ahead_of(job) for job in made] == [0, 0, 0, 1, 2]
        jobs.remove(made[0])
        await asyncio.sleep(0.01)
        assert made[2].state is State.RUNNING
        assert jobs.ahead_of(made[4]) == 1
        await jobs.close()

    within(test)


def test_more_than_can_wait_are_refused() -> None:
    with served(run=never, limits=small(running=1, waiting=2)) as client:
        first, second, third = (upload(client, text=RIGHT) for _ in range(3))
        assert (first.status_code, second.status_code) == (303, 303)
        assert third.status_code == 503
        assert third.headers["retry-after"] == "60"
        assert "Try again in a minute" in words(third)
        assert "Waiting" in words(client.get(second.headers["location"]))
        client.post(f"{first.headers['location']}/remove")
        assert upload(client, text=RIGHT).status_code == 303


def test_old_results_make_room_for_new_ones() -> None:
    async def test() -> None:
        jobs = Jobs(OFFLINE, small(kept_bytes=1_000), done(300))
        made = []
        for _ in range(5):
            made.append(jobs.add(DOCUMENT))
            await over(made[-1])
        assert [jobs.find(job.id) is not None for job in made] == [False] * 2 + [True] * 3
        jobs = Jobs(OFFLINE, small(kept_jobs=2), done())
        made = [jobs.add(DOCUMENT) for _ in range(2)]
        for job in made:
            await over(job)
        made.append(jobs.add(DOCUMENT))
        assert [jobs.find(job.id) is not None for job in made] == [False, True, True]
        await jobs.close()

    within(test)


def test_results_larger_than_all_room_are_kept_alone() -> None:
    async def test() -> None:
        jobs = Jobs(OFFLINE, small(kept_bytes=1_000), done(700))
        first, second = jobs.add(DOCUMENT), jobs.add(DOCUMENT)
        await over(first)
        await over(second)
        assert sum(jobs.find(job.id) is not None for job in (first, second)) == 1
        await jobs.close()

    within(test)


def test_uploads_under_way_take_room() -> None:
    async def test() -> None:
        jobs = Jobs(OFFLINE, small(kept_bytes=1_000), never)
        with jobs.incoming(600):
            with pytest.raises(BusyError), jobs.incoming(600):
                pass
            with jobs.incoming(300):
                pass
        jobs.add((InMemory(path="a", content=b"x" * 900),))
        with pytest.raises(BusyError):
            jobs.add((InMemory(path="a", content=b"x" * 200),))
        await jobs.close()

    within(test)


def test_the_upload_is_not_kept_after_the_check() -> None:
    async def test() -> None:
        jobs = Jobs(OFFLINE, small(), done(7))
        job = jobs.add(DOCUMENT)
        assert job.size == 100
        await over(job)
        assert job.size == 7
        assert not hasattr(job, "content")
        await jobs.close()

    within(test)


async def fails(_task: Task, _take: Take) -> None:
    raise CheckFailedError("it takes <too> long to read")


async def says_why(_task: Task, take: Take) -> None:
    take(Message(kind="warning", values={"line": "The cache cannot be used."}))
    take(Message(kind="failed", values={"reason": "the model is damaged"}))


async def says_nothing(_task: Task, _take: Take) -> None:
    return


async def has_a_bug(_task: Task, _take: Take) -> None:
    raise RuntimeError("secret")


@pytest.mark.parametrize(
    ("run", "reason"),
    [
        (fails, "It takes &lt;too&gt; long to read."),
        (says_why, "The model is damaged."),
        (says_nothing, "The check ended without a report."),
        (has_a_bug, "The check ended without a report."),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_check_that_fails_says_why(run: Any, reason: str) -> None:
    with served(run=run) as client:
        job = str(upload(client, text=RIGHT).headers["location"])
        assert "event: over" in client.get(f"{job}/events").text
        page = client.get(job)
        assert page.status_code == 200
        assert reason in words(page)
        assert "secret" not in page.text


def test_a_check_can_be_stopped() -> None:
    stopped = []

    async def run(_task: Task, _take: Take) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(True)

    with served(run=run) as client:
        job = str(upload(client, text=RIGHT).headers["location"])
        assert "Reading" in words(client.get(job))
        assert client.post(f"{job}/remove").status_code == 303
        assert client.get(job).status_code == 404
        assert stopped


def test_the_end_of_the_server_stops_everything() -> None:
    async def test() -> None:
        jobs = Jobs(OFFLINE, small(running=1), never)
        made = [jobs.add(DOCUMENT) for _ in range(3)]
        await asyncio.sleep(0)
        await jobs.close()
        assert all(job.state is State.FAILED for job in made)
        assert all(jobs.find(job.id) is None for job in made)

    within(test)


def test_a_download_that_is_too_large_is_said() -> None:
    with served(limits=small(result_bytes=3_000)) as client:
        job = checked(client, text=RIGHT)
        page = words(client.get(job))
    assert "Too large for the browser:" in page
    assert "refcheck check" in page
