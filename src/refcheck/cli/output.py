"""Where a command's result goes: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

from refcheck.cli.drafts import Draft, new_draft
from refcheck.errors import OutputError

__all__ = ["open_output", "silence_stdout", "wants_color"]

_PATIENCE = 10.0  # seconds for another program to open a named pipe
_MOST_LINKS = 40  # as many as Linux follows


@contextmanager
def open_output(
    target: Path | None, *, machine: bool, inputs: Sequence[str] = ()
) -> Iterator[TextIO]:
    """A stream to `target`, or to standard output where it is None.

    What programs read (`machine`) is UTF-8 everywhere, its line ends as they are written; what
    people read has the encoding of the terminal, with `?` for what that cannot show. Raises
    `OutputError` before anything is done where `target` cannot be written or is one of `inputs`,
    and later where the disk is full.
    """
    opened = _standard_output(machine=machine) if target is None else _file(target, inputs)
    with opened as stream:
        yield stream


def wants_color(choice: bool | None, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to colour what goes to `stream`; `choice` is --color or --no-color, where given.

    NO_COLOR (https://no-color.org) counts when it is not empty.
    """
    if choice is not None:
        return choice
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def silence_stdout() -> None:
    """Send what is still to come nowhere, so that nothing fails again when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


class _Checked(io.TextIOBase):
    """A stream whose own errors are errors of the output.

    What goes wrong elsewhere while it is open (a connection, an input) is not: that passes through.
    """

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream = stream
        self._name = name

    def write(self, text: str) -> int:
        with _mapped(self._name):
            return self._stream.write(text)

    def flush(self) -> None:
        with _mapped(self._name):
            self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override] # of the stream behind, whatever it is
        return getattr(self._stream, "encoding", None) or "utf-8"

    def close(self) -> None:
        """Leave the stream to whoever opened it."""


@contextmanager
def _standard_output(*, machine: bool) -> Iterator[TextIO]:
    stream = sys.stdout
    if stream is None:
        raise OutputError("standard output is closed")
    if isinstance(stream, TextIOWrapper):
        if machine:
            stream.reconfigure(encoding="utf-8", errors="replace", newline="")
        else:
            stream.reconfigure(errors="replace")
    checked = _Checked(stream, "standard output")
    yield cast("TextIO", checked)
    checked.flush()


@contextmanager
def _file(target: Path, inputs: Sequence[str]) -> Iterator[TextIO]:
    name = str(target)
    with _mapped(name):
        descriptor = _own_descriptor(target)
        found = None if descriptor is not None else _found(target)
        if found is not None and stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        whole = descriptor is None and (found is None or stat.S_ISREG(found.st_mode))
    if found is not None and whole:
        _refuse_input(target, inputs)
    if whole:
        # Through a symbolic link, so that the link stays one.
        opened = _replacing(Path(os.path.realpath(target)), name)
    else:
        opened = _in_place(target, name, descriptor)
    with opened as stream:
        yield stream


def _found(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _own_descriptor(target: Path) -> int | None:
    """The number of the open file of this process that a path names; None for all other paths.

    `/dev/stdout`, `/dev/fd/63` (which shells write for `>(command)`) and `/proc/self/fd/1` are
    written through what is open already: it may be a pipe, or the end of a file that has a
    beginning.
    """
    path = os.fspath(target)
    for _ in range(_MOST_LINKS):
        folder, number = os.path.split(path)
        folder = os.path.realpath(folder)
        if folder in ("/dev/fd", f"/proc/{os.getpid()}/fd"):
            return int(number) if number.isascii() and number.isdecimal() else None
        try:
            path = os.path.join(folder, os.readlink(path))  # noqa: PTH115, PTH118 - as it is
        except OSError:
            return None
    return None


def _refuse_input(target: Path, inputs: Sequence[str]) -> None:
    """Spare the articles, also those that are only found in a folder."""
    from refcheck.readers import find_inputs

    for path in find_inputs(inputs):
        with suppress(OSError, ValueError):
            if target.samefile(path):
                raise OutputError(f"{target}: it is one of the inputs and would be overwritten")


@contextmanager
def _in_place(target: Path, name: str, descriptor: int | None) -> Iterator[TextIO]:
    """Write to what cannot be replaced: a device, a named pipe, an open file of this process."""
    with _mapped(name):
        handle = os.dup(descriptor) if descriptor is not None else _opened(target)
    with _closed_in_the_end(handle, name) as stream:
        yield stream
        stream.flush()


def _opened(target: Path) -> int:
    """Open a device or a named pipe; a pipe that nobody reads from is not waited for for ever."""
    if not stat.S_ISFIFO(target.stat().st_mode):
        return os.open(target, os.O_WRONLY | os.O_TRUNC)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            handle = os.open(target, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > deadline:
                raise OSError(errno.ENXIO, "no program reads from this pipe") from None
            time.sleep(0.05)
        else:
            os.set_blocking(handle, True)
            return handle


@contextmanager
def _replacing(target: Path, name: str) -> Iterator[TextIO]:
    with _mapped(name):
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        draft = _draft_of(target)
    try:
        with _closed_in_the_end(draft.handle, name) as stream:
            yield stream
            stream.flush()
            with _mapped(name):
                os.fsync(draft.handle)
        _copy_mode(draft.path, target)
        with _mapped(name):
            draft.path.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.path.unlink()
        raise
    finally:
        draft.release()


def _draft_of(target: Path) -> Draft:
    """An empty file beside `target`, and so on the same disk."""
    try:
        return new_draft(target)
    except PermissionError as error:
        raise PermissionError(error.errno, "no permission to make a file in its folder") from None


@contextmanager
def _closed_in_the_end(handle: int, name: str) -> Iterator[TextIO]:
    """A stream on an open file. Closing it is writing, too, unless something else went wrong."""
    stream = os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="")
    try:
        yield cast("TextIO", _Checked(stream, name))
    except BaseException:
        with suppress(OSError):
            stream.close()
        raise
    with _mapped(name):
        stream.close()


def _copy_mode(draft: Path, target: Path) -> None:
    """Give the file the rights of the one it replaces, or those of any new file."""
    try:
        mode = target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with suppress(OSError):  # some file systems know no rights; the report is whole all the same
        draft.chmod(mode)


@contextmanager
def _mapped(name: str) -> Iterator[None]:
    """Say in words why `name` cannot be written. A closed pipe is not an error of it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{name}: cannot be written: {_reason(error)}") from error


def _reason(error: OSError) -> str:
    match error.errno:
        case errno.ENOENT:
            return "there is no such folder"
        case errno.ENOTDIR:
            return "what stands before its last / is not a folder"
        case _:
            return (error.strerror or str(error)).lower()
