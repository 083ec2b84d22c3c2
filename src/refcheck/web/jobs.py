"""The checks of a server: each runs apart, waits its turn, and is forgotten after an hour.

Everything is in memory. A job is known by an identifier that cannot be guessed, and nobody can
list them.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from refcheck.readers.files.inputs import InMemory
from refcheck.settings import Settings
from refcheck.web.limits import Limits
from refcheck.web.messages import Message, Task

__all__ = ["BusyError", "CheckFailedError", "Job", "Jobs", "Runner", "State"]

Runner = Callable[[Task, Callable[[Message], None]], Awaitable[None]]
_ID_BYTES = 24


class State(Enum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class BusyError(Exception):
    """The server has as much to do, or to keep, as it takes."""


class CheckFailedError(Exception):
    """A check came to no report; the text says why, in words for the user."""


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """One check and what came of it: `files` are the reports by format, `corrected` the documents
    by their place; `documents` what the page says of each."""

    id: str
    names: tuple[str, ...]
    size: int
    state: State = State.WAITING
    progress: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    corrected: dict[int, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)
    failure: str = ""
    finished: float | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in (State.DONE, State.FAILED)

    def take(self, message: Message) -> None:
        """Note what the check says."""
        values = dict(message.values)
        match message.kind:
            case "progress":
                self.progress = values
            case "warning":
                self.warnings.append(str(values["line"]))
            case "document":
                self.documents.append(values)
                if values["corrected"]:
                    self.corrected[len(self.documents) - 1] = message.content
                    self.size += len(message.content)
            case "file":
                self.files[str(values["name"])] = message.content
                self.size += len(message.content)
            case "left-out":
                self.left_out.append(str(values["name"]))
            case "done":
                self.summary = values
            case "failed":
                self.failure = str(values["reason"])
        self.wake()

    def wake(self) -> None:
        """Tell those who wait for news."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def news(self, seconds: float) -> None:
        """Wait until something changes, or so many seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), seconds)


class Jobs:
    """All jobs of a server."""

    def __init__(
        self,
        settings: Settings,
        limits: Limits,
        run: Runner,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._limits = limits
        self._run = run
        self._clock = clock
        self._jobs: dict[str, Job] = {}  # the oldest first
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._turns = asyncio.Semaphore(limits.running)
        self._incoming = 0

    @contextlib.contextmanager
    def incoming(self, size: int) -> Any:
        """Set aside memory for an upload while it is received. Raises `BusyError`."""
        self._make_room(size)
        self._incoming += size
        try:
            yield
        finally:
            self._incoming -= size

    def add(self, documents: tuple[InMemory, ...], *, pasted: int | None = None) -> Job:
        """Returns a new job, which begins when it is its turn. Raises `BusyError`."""
        size = sum(len(one.content) for one in documents)
        self._make_room(size)
        if sum(not job.over for job in self._jobs.values()) >= self._limits.waiting:
            raise BusyError
        job = Job(
            id=secrets.token_urlsafe(_ID_BYTES),
            names=tuple(one.path for one in documents),
            size=size,
        )
        self._jobs[job.id] = job
        task = Task(
            settings=self._settings, limits=self._limits, documents=documents, pasted=pasted
        )
        self._tasks[job.id] = asyncio.create_task(self._work(job, task, size))
        return job

    def find(self, identifier: str) -> Job | None:
        """Returns a job, if there is one and its time is not over."""
        self.expire()
        return self._jobs.get(identifier)

    def ahead_of(self, job: Job) -> int:
        """Returns how many jobs that wait have their turn before this one."""
        waiting = [one for one in self._jobs.values() if one.state is State.WAITING]
        return waiting.index(job) if job in waiting else 0

    def remove(self, job: Job) -> None:
        """Forget a job at once, and stop it if it is still going on."""
        self._jobs.pop(job.id, None)
        if task := self._tasks.pop(job.id, None):
            task.cancel()
        if not job.over:
            job.state, job.failure = State.FAILED, "it was stopped"
        job.wake()

    def expire(self) -> None:
        """Delete results that are older than the limit."""
        until = self._clock() - self._limits.kept_seconds
        for job in [*self._jobs.values()]:
            if job.finished is not None and job.finished <= until:
                self.remove(job)

    def stop(self) -> None:
        """Stop every job, and forget all of them."""
        for job in [*self._jobs.values()]:
            self.remove(job)

    async def close(self) -> None:
        """Stop every job, and wait until it has ended."""
        tasks = [*self._tasks.values()]
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _make_room(self, size: int) -> None:
        """Forget the oldest results where new ones need their memory. Raises `BusyError`."""
        self.expire()
        finished = [job for job in self._jobs.values() if job.over]
        while len(self._jobs) >= self._limits.kept_jobs or self._used + size > (
            self._limits.kept_bytes
        ):
            if not finished:
                raise BusyError
            self.remove(finished.pop(0))

    def _trim(self, newest: Job) -> None:
        """Forget the oldest results where the newest have taken more than there is room for."""
        for job in [*self._jobs.values()]:
            if self._used <= self._limits.kept_bytes:
                return
            if job.over and job is not newest:
                self.remove(job)

    @property
    def _used(self) -> int:
        return self._incoming + sum(job.size for job in self._jobs.values())

    async def _work(self, job: Job, task: Task, size: int) -> None:
        try:
            async with self._turns:
                job.state = State.RUNNING
                job.wake()
                await self._run(task, job.take)
        except CheckFailedError as error:
            job.failure = str(error)
        finally:
            if not job.summary and not job.failure:
                job.failure = "the check ended without a report"
            job.state = State.FAILED if job.failure else State.DONE
            job.finished = self._clock()
            job.size -= size  # of the upload, which nobody needs any more
            self._tasks.pop(job.id, None)
            self._trim(job)
            job.wake()
