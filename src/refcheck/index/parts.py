"""The segments of many files, each made by one of several processes."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

import orjson

from refcheck import processes
from refcheck.errors import IndexDataError, InputError
from refcheck.index.storage import layout
from refcheck.index.storage.parts import write_part
from refcheck.index.storage.vocabulary import load_vocabulary

if TYPE_CHECKING:
    import subprocess

__all__ = ["UNFINISHED", "Task", "is_made", "made", "serve"]

UNFINISHED: Final = ".new"  # the end of a folder's name while it is written
_STOPPED: Final = "the process that read it was stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file, the folder of its segment, and the index that it is for."""

    path: Path
    folder: Path
    index: Path
    today: date


def is_made(task: Task) -> bool:
    """Returns whether a segment is there already, of this very file. What else is in its place is
    removed."""
    if not task.folder.exists():
        return False
    try:
        if layout.read_table(task.folder).get("source") == [task.path.name, _size(task.path)]:
            return True
    except IndexDataError:
        pass  # it is made again
    shutil.rmtree(task.folder)
    return False


def made(tasks: Sequence[Task], jobs: int) -> Iterator[Task]:
    """Make the segments of all tasks, and yield each when it is there.

    Raises `InputError` for a file that cannot be used.
    """
    workers = [_Worker() for _ in range(jobs if jobs > 1 else 0)]
    if not workers or any(worker.process is None for worker in workers):
        for task in tasks:
            _make(task)
            yield task
        return
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def run(task: Task) -> Task:
        worker = idle.get()
        try:
            worker.make(task)
        finally:
            idle.put(worker)
        return task

    pool = ThreadPoolExecutor(len(workers))
    try:
        yield from pool.map(run, tasks)
    finally:
        # First the processes: threads that wait for an answer get none, and end.
        for worker in workers:
            worker.stop()
        pool.shutdown(cancel_futures=True)


class _Worker:
    """A process that makes segments, seen from this one."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = processes.start(__name__, "serve")

    def make(self, task: Task) -> None:
        """Have one segment made. Raises `InputError` or `IndexDataError`."""
        assert self.process is not None  # noqa: S101 - checked by `made`
        try:
            processes.send(self.process.stdin, _message(task))
            reply = processes.receive(self.process.stdout)
        except (OSError, ValueError):
            reply = None
        if reply is None:
            raise InputError(str(task.path), _STOPPED)
        said: dict[str, Any] = orjson.loads(reply)
        if said.get("input"):
            raise InputError(said["path"], said["reason"])
        if said:
            raise IndexDataError(said["path"], said["reason"])

    def stop(self) -> None:
        """End the process, and give back its pipes."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    pipe.close()


def _message(task: Task) -> bytes:
    return orjson.dumps(
        {
            "path": str(task.path.absolute()),
            "folder": str(task.folder.absolute()),
            "index": str(task.index.absolute()),
            "today": task.today,
        }
    )


def serve(requests: Any, replies: Any) -> None:
    """Make a segment for each request, and say what came of it, until the requests end."""
    while (message := processes.receive(requests)) is not None:
        said = orjson.loads(message)
        path = Path(said["path"])
        reply: dict[str, object] = {}
        try:
            _make(
                Task(
                    path=path,
                    folder=Path(said["folder"]),
                    index=Path(said["index"]),
                    today=date.fromisoformat(said["today"]),
                )
            )
        except InputError as error:
            reply = {"input": True, "path": error.path, "reason": error.reason}
        except IndexDataError as error:
            reply = {"path": error.path, "reason": error.reason}
        except OSError as error:
            said = IndexDataError.of(str(error.filename or path), error, writing=True)
            reply = {"path": said.path, "reason": said.reason}
        processes.send(replies, orjson.dumps(reply))


def _make(task: Task) -> None:
    """Make the segment of one file.

    What is collected on the way has no cycles, and looking for them takes a fifth of the time.
    """
    vocabulary = load_vocabulary(task.index)
    fresh = task.folder.with_name(task.folder.name + UNFINISHED)
    shutil.rmtree(fresh, ignore_errors=True)
    collected = gc.isenabled()
    gc.disable()
    try:
        write_part(task.path, fresh, vocabulary.frequencies, vocabulary.dictionary, task.today)
    finally:
        if collected:
            gc.enable()
    fresh.rename(task.folder)
    layout.synced(task.folder.parent)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise InputError.of(str(path), error) from error
