"""The bytes of an input, bounded in size and time whatever the path leads to.

A file is read as far as it was long when it was opened: one that another program keeps writing to
has no end. A pipe is read while it is written to. Devices and sockets have no article.
"""

from __future__ import annotations

import io
import os
import select
import stat
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from refcheck.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["MAX_BYTES", "beginning", "content_of", "opened", "standard_input"]

# A text of this size takes a minute and most of a gigabyte; a larger file is not an article.
MAX_BYTES: Final = 200_000_000
_PIECE: Final = 1 << 20  # bytes
_ATTEMPTS: Final = 3  # at a file that changes under the reading: an editor may just be saving it
_PAUSE: Final = 0.1  # seconds between them
# Seconds that a pipe may take: until a program opens it for writing, until the next piece of what
# that writes (it may have to convert a book first), and in all.
_UNOPENED: Final = 5.0
_SILENCE: Final = 30.0
_LONGEST: Final = 300.0
_GLANCE: Final = 0.02  # seconds between two looks at a pipe that no program has opened yet

_READING: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# Opening a pipe would wait for its other side.
_AT_ONCE: Final = _READING | getattr(os, "O_NONBLOCK", 0)


def content_of(path: str) -> bytes:
    """Returns the whole content of the file or pipe at `path`.

    Raises `OSError` where the system cannot open or read it, and `InputError` where it is neither a
    file nor a pipe, too large, changes while it is read, or is a pipe that does not come to an end.
    """
    with opened(path) as stream:
        if isinstance(stream, _Pipe):
            return _whole_pipe(path, stream)
        return _settled(path, stream.fileno())


def opened(path: str) -> io.RawIOBase:
    """Returns the file or pipe at `path`, to be read piece by piece.

    Raises `OSError` where the system cannot open it, and `InputError` where it is neither of them;
    reading from a pipe raises `InputError` where nothing comes through it.
    """
    _refuse_others(path, os.stat(path).st_mode)  # noqa: PTH116 - opening a device may move it
    descriptor = os.open(path, _AT_ONCE)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISFIFO(mode):
        return _Pipe(path, descriptor)
    stream = io.FileIO(descriptor)
    try:
        _refuse_others(path, mode)
    except InputError:  # it has just been put where a file was
        stream.close()
        raise
    return stream


def beginning(path: str, size: int) -> bytes:
    """Returns the first bytes of a file. Raises `OSError`."""
    with io.FileIO(os.open(path, _AT_ONCE)) as file:
        return file.read(size)


def standard_input(path: str) -> bytes:
    """Returns all of standard input, called `path`, read without Python's buffer in between.

    Documents are read ahead in a thread. Where Ctrl-C ends the program while that waits for input,
    Python aborts over the lock of the buffer. It is waited for as long as it takes: the user may be
    typing. Raises `OSError`, and `InputError` where it is closed or too large.
    """
    if sys.stdin is None:  # started without one, as `<&-` does
        raise InputError(path, "standard input is closed")
    try:
        descriptor = sys.stdin.fileno()
    except (AttributeError, OSError):  # no real one, as in a test
        return _within(path, sys.stdin.buffer.read(MAX_BYTES + 1))
    return _within(path, _pieces(partial(os.read, descriptor, _PIECE), MAX_BYTES))


def _refuse_others(path: str, mode: int) -> None:
    """Raise `InputError` for all but files and pipes, `OSError` for a folder that may not be
    listed."""
    if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        return
    if stat.S_ISDIR(mode):
        with os.scandir(path):  # a folder is an input: where it is read as a file, that has failed
            raise InputError(path, "is a folder")
    raise InputError(path, f"is a {'socket' if stat.S_ISSOCK(mode) else 'device'}, not a file")


def _within(path: str, content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise InputError(path, f"is larger than {MAX_BYTES // 1_000_000} MB")
    return content


def _pieces(read: Callable[[], bytes], most: int) -> bytes:
    """Returns what comes up to the end, or a little more than `most` bytes of it."""
    pieces: list[bytes] = []
    size = 0
    while size <= most and (piece := read()):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _settled(path: str, descriptor: int) -> bytes:
    """Returns a file as it is when nothing has changed it during the reading."""
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE)
            os.lseek(descriptor, 0, os.SEEK_SET)
        before = os.fstat(descriptor)
        if before.st_size > MAX_BYTES:
            raise InputError(path, f"is larger than {MAX_BYTES // 1_000_000} MB")
        most, piece = before.st_size, before.st_size + 1
        if not most:  # as all files in /proc say of themselves
            most, piece = MAX_BYTES, _PIECE
        content = _pieces(partial(os.read, descriptor, piece), most)
        after = os.fstat(descriptor)
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return _within(path, content)
    raise InputError(path, "is being written to: it changes while it is read")


def _whole_pipe(path: str, pipe: _Pipe) -> bytes:
    """Returns all that comes through a pipe until the program on its other side closes it."""
    until = time.monotonic() + _LONGEST

    def read() -> bytes:
        if time.monotonic() > until:
            raise InputError(path, f"is a pipe that does not end within {_LONGEST:.0f} s")
        return pipe.read(_PIECE) or b""

    return _within(path, _pieces(read, MAX_BYTES))


class _Pipe(io.RawIOBase):
    """A pipe that is waited for, but not for ever. Reading raises `InputError`."""

    def __init__(self, path: str, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor
        self._until = time.monotonic() + _UNOPENED
        # That of `<(command)` was made with its program; it has no name ("/proc/1/fd/pipe:[1]").
        self._opened = not os.path.exists(os.path.realpath(path))  # noqa: PTH110

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        with memoryview(buffer) as target:
            piece = self._next(len(target))
            target[: len(piece)] = piece
        return len(piece)

    def _next(self, size: int) -> bytes:
        """Returns the next piece; empty at the end."""
        while True:
            try:
                piece = os.read(self._descriptor, size)
            except BlockingIOError:  # a program has opened it, and has not written any more yet
                self._opened = True
                self._await_piece()
                continue
            if piece or self._opened or self._is_closed():
                self._opened = True
                return piece
            if time.monotonic() > self._until:
                raise InputError(self._path, "is a pipe to which no program writes")
            time.sleep(_GLANCE)

    def _await_piece(self) -> None:
        if not select.select([self._descriptor], [], [], _SILENCE)[0]:
            reason = f"is a pipe to which nothing is written for {_SILENCE:.0f} s"
            raise InputError(self._path, reason)

    def _is_closed(self) -> bool:
        """Returns whether a program has had the pipe open for writing, and has closed it."""
        poll = select.poll()
        poll.register(self._descriptor)
        return any(event & select.POLLHUP for _, event in poll.poll(0))

    def close(self) -> None:
        if not self.closed:
            os.close(self._descriptor)
        super().close()
