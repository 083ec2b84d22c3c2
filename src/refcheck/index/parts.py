"""The segments of many files, each made by one of several processes."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, NoReturn

from refcheck.errors import IndexDataError, InputError
from refcheck.frozen import dataclass
from refcheck.index.storage import layout
from refcheck.index.storage.parts import write_part
from refcheck.index.storage.vocabulary import load_vocabulary
from refcheck.process_pool import Pool, answer

__all__ = ["UNFINISHED", "Task", "is_made", "made", "serve"]

UNFINISHED: Final = ".new"  # the end of a folder's name while it is written
_STOPPED: Final = "the process that read it was stopped"
_AHEAD: Final = 2  # files for each process that are handed out at once


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
    if jobs > 1:
        pool: Pool[Task, None] = Pool(__name__, jobs, lost=_lost)
        with pool:
            if not pool.is_empty:
                results = pool.results(([_absolute(task)] for task in tasks), ahead=_AHEAD)
                for task, result in zip(tasks, results, strict=True):
                    result.result()
                    yield task
                return
    for task in tasks:
        _make(task)
        yield task


def _lost(task: Task) -> NoReturn:
    raise InputError(str(task.path), _STOPPED)


def _absolute(task: Task) -> Task:
    """Returns a task for a process that works in another folder."""
    return replace(
        task,
        path=task.path.absolute(),
        folder=task.folder.absolute(),
        index=task.index.absolute(),
    )


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Make a segment for each task, in a process of its own."""
    answer(requests, answers, lambda _: _make_or_say)


def _make_or_say(task: Task) -> None:
    """Make the segment of one file. Raises `InputError` and `IndexDataError`, also for what the
    system says of a file."""
    try:
        _make(task)
    except OSError as error:
        path = str(error.filename or task.path)
        raise IndexDataError.of(path, error, writing=True) from error


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
