"""Writes a command's result to standard output, or to a file that is replaced when complete."""

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
from typing import BinaryIO, TextIO, cast

from refcheck.cli.exit_status import ExitStatus
from refcheck.drafts import Draft, clean_up, new_draft
from refcheck.errors import OutputError, os_error_words

__all__ = ["CLOSED", "open_output", "say", "silence_stdout", "wants_color"]

CLOSED = "standard output is closed"
_PATIENCE = 10.0  # seconds for another program to open a named pipe
_MOST_LINKS = 40  # as many as Linux follows


@contextmanager
def open_output(
    target: Path | None, *, machine: bool, inputs: Sequence[str] = ()
) -> Iterator[TextIO]:
    """Open a stream to `target`, or to standard output if it is None.

    Output for programs (`machine`) is UTF-8 on every system, with unchanged line ends; output for
    people is in the encoding of the terminal, with `?` for what that cannot show. Raises
    `OutputError` before anything is done if `target` cannot be written or is one of `inputs`,
    and later if the disk is full.
    """
    opened = _standard_output(machine=machine) if target is None else _file(target, inputs)
    with opened as stream:
        yield stream


def say(text: str, target: Path | None) -> ExitStatus:
    """Write the whole result of a command, for people. Raises `OutputError` as `open_output`."""
    with open_output(target, machine=False) as stream:
        stream.write(text)
    return ExitStatus.DONE


def wants_color(choice: bool | None, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Returns whether to colour what goes to `stream`; `choice` is --color or --no-color, if given.

    NO_COLOR (https://no-color.org) counts when it is not empty.
    """
    if choice is not None:
        return choice
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def silence_stdout() -> None:
    """Discard all further output, so that nothing fails again when Python exits."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


class _Checked(io.TextIOBase):
    """A stream whose own errors become `OutputError`.

    Other errors while it is open (of a connection, of an input) pass through.
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
    def buffer(self) -> BinaryIO:
        """The bytes under the text; errors in writing them are mapped too."""
        return cast("BinaryIO", _CheckedBytes(self._stream.buffer, self._name))

    @property
    def encoding(self) -> str:  # type: ignore[override] # of the wrapped stream
        return getattr(self._stream, "encoding", None) or "utf-8"

    def close(self) -> None:
        """Leave the stream open: its owner closes it."""


class _CheckedBytes:
    """The bytes of a stream, to be written; its own errors become `OutputError`."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name

    def write(self, content: bytes) -> int:
        with _mapped(self._name):
            return self._stream.write(content)


@contextmanager
def _standard_output(*, machine: bool) -> Iterator[TextIO]:
    stream = sys.stdout
    if stream is None:
        raise OutputError(CLOSED)
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
    """Returns the file descriptor of this process that a path names; None for all other paths.

    `/dev/stdout`, `/dev/fd/63` (which shells write for `>(command)`) and `/proc/self/fd/1` are
    written through the open descriptor: it may be a pipe, or a file that already has content.
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
    """Protect the articles, including those found in a folder. Raises `OutputError`."""
    from refcheck.readers import find_inputs

    for path in find_inputs(inputs):
        with suppress(OSError, ValueError):
            if target.samefile(path):
                raise OutputError(
                    f"{target}: this is one of the inputs, and it would be overwritten"
                )


@contextmanager
def _in_place(target: Path, name: str, descriptor: int | None) -> Iterator[TextIO]:
    """Write to what cannot be replaced: a device, a named pipe, an open file of this process."""
    with _mapped(name):
        handle = os.dup(descriptor) if descriptor is not None else _opened(target)
    with _stream_on(handle, name) as stream:
        yield stream
        stream.flush()


def _opened(target: Path) -> int:
    """Open a device or a named pipe; give up on a pipe that no program reads from."""
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
    with draft:
        with _stream_on(draft.handle, name) as stream:
            yield stream
            stream.flush()
            with _mapped(name):
                os.fsync(draft.handle)
        with _mapped(name):
            draft.commit()


def _draft_of(target: Path) -> Draft:
    """Returns an empty file next to `target`, and delete what killed runs left there."""
    clean_up(target.parent)
    try:
        return new_draft(target)
    except PermissionError as error:
        raise PermissionError(error.errno, "no permission to create a file in its folder") from None


@contextmanager
def _stream_on(handle: int, name: str) -> Iterator[TextIO]:
    """Open a stream on a file descriptor. Closing it may fail as writing does."""
    stream = os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="")
    try:
        yield cast("TextIO", _Checked(stream, name))
    except BaseException:
        with suppress(OSError):
            stream.close()
        raise
    with _mapped(name):
        stream.close()


@contextmanager
def _mapped(name: str) -> Iterator[None]:
    """Turn an OS error into an `OutputError` that says why. A closed pipe is not an error."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"{name}: cannot be written: {os_error_words(error, writing=True)}"
        ) from error
