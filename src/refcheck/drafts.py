"""Replaces a file when its new content is complete: until then it is a draft next to the target.

A run that is killed cannot delete its draft, so the next one that writes to the folder does. While
a draft is being written it is locked: the system releases the lock when the process ends, however
it ends, and on whatever machine or in whatever container it ran. A process id in the name would
tell less, as ids are used again.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from refcheck.frozen import dataclass
from refcheck.regular_files import read_regular

__all__ = ["Draft", "clean_up", "deleted_on_error", "new_draft", "replace_file"]

_SUFFIX = ".refcheck-draft"
_NAME = re.compile(r"\..{1,60}\.[a-z0-9_]{8}" + re.escape(_SUFFIX), re.DOTALL)
_LONGEST = 50  # characters of the target's name in that of its draft
_LOCKS = find_spec("fcntl") is not None  # Windows has none
_OLD = 24 * 3600.0  # seconds: longer than any run takes; used where there are no locks


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An empty file next to its target, open for writing.

    Write to `handle` and close it; then `commit`. In a `with` statement the draft is deleted where
    an error is raised, and its lock released in any case.
    """

    handle: int
    path: Path
    _target: Path
    _lock: int | None

    def __enter__(self) -> Draft:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is not None:
            self.discard()
        self.release()

    def commit(self) -> None:
        """Put the draft in the place of its target, with its permissions. Raises `OSError`."""
        _copy_mode(self.path, self._target)
        self.path.replace(self._target)

    def discard(self) -> None:
        """Delete the draft; the target stays as it was."""
        with suppress(OSError):
            self.path.unlink()

    def release(self) -> None:
        """Release the lock."""
        if self._lock is not None:
            with suppress(OSError):
                os.close(self._lock)


def new_draft(target: Path) -> Draft:
    """Make a draft next to `target`, on the same disk. Raises `OSError`."""
    while True:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:_LONGEST]}.", suffix=_SUFFIX, dir=target.parent
        )
        lock = _locked_copy(handle)
        if _is_still(name, handle):
            return Draft(handle=handle, path=Path(name), _target=target, _lock=lock)
        # Another run deleted it as stale before it was locked.
        os.close(handle)
        if lock is not None:
            os.close(lock)


def replace_file(target: Path, content: bytes) -> None:
    """Write a whole file so that no reader ever sees half of it, and only if it changes.

    Raises `OSError`.
    """
    with suppress(FileNotFoundError):
        if read_regular(target) == content:
            return
    with new_draft(target) as draft:
        with os.fdopen(draft.handle, "wb") as stream:
            stream.write(content)
        draft.commit()


@contextmanager
def deleted_on_error(path: Path) -> Iterator[None]:
    """Delete a new file where what is done in the `with` statement fails: half of it is none."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _locked_copy(handle: int) -> int | None:
    """Returns a second handle that keeps the lock when the first is closed; None without locks."""
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


def clean_up(folder: Path) -> None:
    """Delete the drafts that killed runs left in a folder: those that no process is writing."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if _NAME.fullmatch(entry.name)]
    except OSError:
        return
    for name in names:
        path = folder / name
        with suppress(OSError), _unused(path) as unused:
            if unused:
                path.unlink()


@contextmanager
def _unused(path: Path) -> Iterator[bool]:
    """Yields whether no process is writing the draft; meanwhile no other process can start to."""
    if not _LOCKS:
        yield time.time() - path.lstat().st_mtime > _OLD
        return
    import fcntl

    # Without following links or waiting: anything may have this name in an untrusted folder.
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


def _copy_mode(draft: Path, target: Path) -> None:
    """Give a draft the permissions of the file it replaces, or those of a new file."""
    try:
        mode = target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with suppress(
        OSError
    ):  # a file system without permissions; the content is complete all the same
        draft.chmod(mode)
