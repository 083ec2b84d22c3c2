"""Work that is shared out to several processes: in order, in bounded memory, and nothing lost.

One side has a `Pool`; on the other, the module that it names has a function `serve` that calls
`answer`. They exchange pickles: both are this very program, and nobody else can write to the pipes.
"""

from __future__ import annotations

import os
import pickle
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from io import BytesIO
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, TypeVar

from refcheck.frozen import restorer
from refcheck.processes import fork, receive, send, start

if TYPE_CHECKING:
    import subprocess
    from concurrent.futures import Future

    from refcheck.processes import Forked

__all__ = ["Pool", "answer", "cores", "packed"]

Task = TypeVar("Task")
Result = TypeVar("Result")


def cores() -> int:
    """Returns how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


class Pool(Generic[Task, Result]):
    """Processes that do tasks, as a context manager: they are gone when it is left.

    `module` is theirs (see `answer`), and each is told `begin` first. `lost` gives the result of a
    task that a process has died of: not only was it ended once, it was so again in a new process
    that had nothing else to do. It may raise instead.
    """

    def __init__(
        self, module: str, number: int, *, begin: object = None, lost: Callable[[Task], Result]
    ) -> None:
        from concurrent.futures import ThreadPoolExecutor
        from queue import SimpleQueue

        self._lost = lost
        self._workers = [_Worker(module, packed(begin)) for _ in range(number)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        # A thread waits for each process; all the work is done in the processes.
        self._threads = ThreadPoolExecutor(number)

    def __enter__(self) -> Pool[Task, Result]:
        """Start the processes: as many as the system gives."""
        for worker in self._workers:
            if worker.start():
                self._idle.put(worker)
        return self

    def __exit__(self, *_error: object) -> None:
        """End the processes, whatever they are at."""
        # First they: threads that wait for an answer get none, and end.
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    @property
    def is_empty(self) -> bool:
        """Whether there can be no process: the caller then does the work itself."""
        return not any(worker.is_running for worker in self._workers)

    def results(
        self, chunks: Iterable[Sequence[Task]], *, ahead: int
    ) -> Iterator[Future[list[Result]]]:
        """Yields what comes of each chunk, in their order.

        `ahead` chunks for each process are handed out before the first result is taken.
        What a task raises is raised by the result of its chunk.
        """
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in chunks:
            waiting.append(self._threads.submit(self._done, chunk))
            if len(waiting) >= ahead * len(self._workers):
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()

    def _done(self, tasks: Sequence[Task]) -> list[Result]:
        """Returns what a process that has nothing to do makes of some tasks."""
        worker = self._idle.get()
        try:
            found: list[Result] | None = worker.ask(tasks)
            return [self._alone(worker, task) for task in tasks] if found is None else found
        finally:
            self._idle.put(worker)

    def _alone(self, worker: _Worker, task: Task) -> Result:
        """Returns what comes of one of the tasks that a process was ended at."""
        found: list[Result] | None = worker.ask([task])
        return self._lost(task) if found is None else found[0]


class _Worker:
    """A process, seen from this one. It is started anew when it has died."""

    def __init__(self, module: str, begin: bytes) -> None:
        self._module = module
        self._begin = begin
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._ended = False
        self._lock = threading.Lock()  # a process is started, or all are ended

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def start(self) -> bool:
        """Start the process if there is none. Returns whether there is one."""
        with self._lock:
            if self._process is None and not self._ended:
                serve = import_module(self._module).serve
                self._process = fork(serve) or start(self._module, "serve")
                if self._process is not None:
                    with suppress(OSError):  # it has died: nobody answers then
                        send(self._process.stdin, self._begin)
        return self.is_running

    def ask(self, tasks: Sequence[Any]) -> list[Any] | None:
        """Returns what the process makes of some tasks; None where it was ended meanwhile, and
        where there can be none. Raises what they raise."""
        if not self.start():
            return None
        process = self._process
        try:
            send(process.stdin, packed(tasks))  # type: ignore[union-attr]
            reply = receive(process.stdout)  # type: ignore[union-attr]
        except (OSError, ValueError):
            reply = None
        if reply is None:
            self._bury()
            return None
        found = pickle.loads(reply)  # noqa: S301 - it comes from this very program
        if isinstance(found, Exception):
            raise found
        return list(found)

    def end(self) -> None:
        """End the process for good."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()
        self._bury()

    def _bury(self) -> None:
        """Give back what is left of a process that is no more."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what is still in its buffer goes nowhere
                    pipe.close()  # type: ignore[union-attr]


def answer(
    requests: BinaryIO, answers: BinaryIO, opened: Callable[[Any], Callable[[Any], object]]
) -> None:
    """Do the tasks of one chunk after the other until there are no more, in a process of its own.

    `opened` makes of what the pool has said to begin with the function that does a task.
    """
    begin = receive(requests)
    work: Callable[[Any], object] | None = None
    while begin is not None and (request := receive(requests)) is not None:
        reply: object
        try:
            if work is None:
                work = opened(pickle.loads(begin))  # noqa: S301 - from this very program
            reply = list(map(work, pickle.loads(request)))  # noqa: S301
        except Exception as error:  # noqa: BLE001 - raised again by the process that asked
            reply = _portable(error)
        send(answers, packed(reply))


class _Pickler(pickle.Pickler):
    """Pickles frozen dataclasses in a third of the time that their own way takes."""

    def reducer_override(self, value: Any) -> Any:
        """Returns how to make a value again; `NotImplemented` for what pickle knows best."""
        values_of = _values_of(type(value))  # type: ignore[arg-type] # a type is hashable
        if values_of is None:
            return NotImplemented
        return _made, (type(value), values_of(value))


def packed(value: object) -> bytes:
    """Returns the pickle of a value."""
    target = BytesIO()
    _Pickler(target, pickle.HIGHEST_PROTOCOL).dump(value)
    return target.getvalue()


@cache
def _values_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """Returns what gives the values of all fields of a dataclass with slots; None for other types
    and where there is only one."""
    if not (is_dataclass(kind) and "__slots__" in vars(kind)) or len(fields(kind)) < 2:
        return None
    return attrgetter(*(field.name for field in fields(kind)))


def _made(kind: type, values: tuple[Any, ...]) -> object:
    """Returns a value with the values of its fields, which were checked when it was made first."""
    return _restorer(kind)(*values)


_restorer = cache(restorer)


def _portable(error: Exception) -> Exception:
    """Returns an error that can be raised in another process, and says where it happened."""
    error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - from this very program
    except Exception:  # noqa: BLE001 - whatever a library's own error makes of it
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
