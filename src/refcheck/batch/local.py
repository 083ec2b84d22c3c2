"""Partitions in processes of this machine. Each opens the index once; its memory is shared."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from refcheck import processes
from refcheck.batch.work import do_partition
from refcheck.errors import RefcheckError, UsageError

if TYPE_CHECKING:
    import subprocess

    from refcheck.batch.counts import Counts
    from refcheck.batch.sources import Partition
    from refcheck.batch.work import Job

__all__ = ["Done", "StoppedError", "check_local", "serve"]

_ATTEMPTS: Final = 2  # at a partition whose process is ended from outside

Heard = Callable[[int], None]
Done = tuple["Partition", "Counts | RefcheckError"]


class StoppedError(Exception):
    """The run is given up."""


def check_local(
    job: Job, partitions: Sequence[Partition], jobs: int, heard: Heard, stop: threading.Event
) -> Iterator[Done]:
    """Yields each partition when it is done, with its counts, or with why it cannot be.

    With one job this process does it. `heard` is told how many rows were done, from any thread;
    after `stop` is set, processes are ended and `StoppedError` is raised.
    """
    jobs = min(jobs, len(partitions))
    if jobs <= 1:
        yield from _alone(job, partitions, heard, stop)
        return
    workers = [_Worker(job) for _ in range(jobs)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def run(partition: Partition) -> Counts | RefcheckError:
        worker = idle.get()
        try:
            return _result(worker, partition, heard, stop)
        finally:
            idle.put(worker)

    watch = threading.Thread(target=_end_when_stopped, args=(workers, stop), daemon=True)
    watch.start()
    pool = ThreadPoolExecutor(jobs)
    try:
        waiting: dict[Future[Any], Partition] = {
            pool.submit(run, partition): partition for partition in partitions
        }
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        stop.set()
        watch.join()
        pool.shutdown(cancel_futures=True)
        for worker in workers:
            worker.give_up()


def _alone(
    job: Job, partitions: Sequence[Partition], heard: Heard, stop: threading.Event
) -> Iterator[Done]:
    def told(rows: int) -> None:
        if stop.is_set():
            raise StoppedError
        heard(rows)

    for partition in partitions:
        try:
            result: Counts | RefcheckError = do_partition(job, partition, told)
        except UsageError:
            raise
        except RefcheckError as error:
            result = error
        yield partition, result


def _result(
    worker: _Worker, partition: Partition, heard: Heard, stop: threading.Event
) -> Counts | RefcheckError:
    for _attempt in range(_ATTEMPTS):
        if stop.is_set():
            raise StoppedError
        answer = worker.ask(partition, heard)
        if isinstance(answer, UsageError):  # an index that cannot be used, which is so for all
            raise answer
        if answer is not None:
            return answer
    if stop.is_set():
        raise StoppedError
    return RefcheckError("the process checking this part was killed, perhaps for lack of memory")


def _end_when_stopped(workers: Sequence[_Worker], stop: threading.Event) -> None:
    """End the processes: threads that wait for their answers get none, and end too."""
    stop.wait()
    for worker in workers:
        worker.end()


class _Worker:
    """A process that checks partitions, started when there is work for it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = False

    def ask(self, partition: Partition, heard: Heard) -> Counts | RefcheckError | None:
        """Have a partition checked. None where the process came to an end over it."""
        process = self._started()
        if process is None:
            return None
        told = 0
        try:
            processes.send(process.stdin, pickle.dumps((self._job, partition)))
            while (message := processes.receive(process.stdout)) is not None:
                said = pickle.loads(message)  # noqa: S301 - it comes from this very program
                if not isinstance(said, int):
                    return said  # type: ignore[no-any-return]
                told += said
                heard(said)
        except (OSError, ValueError):
            pass
        heard(-told)  # it is done again
        self.give_up()
        return None

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._process is None and not self._ended:
                self._process = processes.start(__name__, "serve")
                if self._process is None:
                    raise UsageError("cannot start another process: use --jobs 1")
            return self._process

    def give_up(self) -> None:
        """End the process, and give back its pipes; there is another if there is more work."""
        with self._lock:
            _end(self._process)
            self._process = None

    def end(self) -> None:
        """End the process, for good."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def serve(requests: Any, answers: Any) -> None:
    """Check one partition after the other until there are no more, in a process of its own."""
    while (request := processes.receive(requests)) is not None:
        job, partition = pickle.loads(request)  # noqa: S301 - from this very program

        def heard(rows: int) -> None:
            processes.send(answers, pickle.dumps(rows))

        answer: Counts | RefcheckError
        try:
            answer = do_partition(job, partition, heard)
        except RefcheckError as error:
            answer = error
        processes.send(answers, pickle.dumps(answer))
