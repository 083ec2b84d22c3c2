"""The drafts of output files: what a run writes beside its target until all of it is there.

A run that is killed cannot take its draft away, so the next one that writes into the folder does.
While a draft is being written it is locked: the system gives the lock back when the process ends,
however it ends, and on whatever machine or in whatever container it ran. A number of a process in
the name would tell less, as numbers are given out again.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Draft", "new_draft"]

_SUFFIX = ".refcheck-draft"
_NAME = re.compile(r"\..{1,60}\.[a-z0-9_]{8}" + re.escape(_SUFFIX), re.DOTALL)
_LONGEST = 50  # characters of the target's name in that of its draft
_LOCKS = find_spec("fcntl") is not None  # Windows has none
_OLD = 24 * 3600.0  # seconds; where there are no locks, no run takes as long


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An empty file beside its target, open for writing; `release` it when it has its name."""

    handle: int
    path: Path
    _lock: int | None

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            with suppress(OSError):
                os.close(self._lock)


def new_draft(target: Path) -> Draft:
    """Make a draft beside `target`, on the same disk, and take away what killed runs left there.

    Raises `OSError`.
    """
    with suppress(OSError):
        _clean_up(target.parent)
    while True:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:_LONGEST]}.", suffix=_SUFFIX, dir=target.parent
        )
        lock = _locked_copy(handle)
        if _is_still(name, handle):
            return Draft(handle=handle, path=Path(name), _lock=lock)
        # Another run took it for a stale one before it was locked.
        os.close(handle)
        if lock is not None:
            os.close(lock)


def _locked_copy(handle: int) -> int | None:
    """A second handle that holds the lock when the first is closed; None where there are none."""
    if not _LOCKS:
        return None
    import fcntl

    copy = os.dup(handle)
    with suppress(OSError):  # a file system without locks
        fcntl.flock(copy, fcntl.LOCK_EX)
    return copy


def _is_still(name: str, handle: int) -> bool:
    try:
        return os.path.samestat(os.lstat(name), os.fstat(handle))
    except FileNotFoundError:
        return False


def _clean_up(folder: Path) -> None:
    """Remove the drafts in a folder that no process writes any more."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if _NAME.fullmatch(entry.name)]
    for name in names:
        path = folder / name
        with suppress(OSError), _unused(path) as unused:
            if unused:
                path.unlink()


@contextmanager
def _unused(path: Path) -> Iterator[bool]:
    """Whether no process writes the draft, for as long as nobody else can begin to ask."""
    if not _LOCKS:
        yield time.time() - path.lstat().st_mtime > _OLD
        return
    import fcntl

    # Not through a link, and never waiting: a stranger's folder may have anything by this name.
    handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            yield False
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
