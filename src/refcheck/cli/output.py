"""Where a command's result goes: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from refcheck.cli.drafts import new_draft
from refcheck.errors import OutputError

__all__ = ["open_output", "silence_stdout", "wants_color"]


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
    with _mapped("standard output"):
        yield stream
        stream.flush()


@contextmanager
def _file(target: Path, inputs: Sequence[str]) -> Iterator[TextIO]:
    with _mapped(str(target)):
        _refuse_input(target, inputs)
        # Through a symbolic link, so that the link stays one.
        real = Path(os.path.realpath(target))
        # /dev/null or a named pipe cannot be replaced.
        whole = real.is_file() or not real.exists()
        with _replacing(real) if whole else _device(real) as stream:
            yield stream


def _refuse_input(target: Path, inputs: Sequence[str]) -> None:
    """Spare the articles, also those that are only found in a folder."""
    if not target.is_file():  # nothing to lose, or no file that could be
        return
    from refcheck.readers import find_inputs

    for path in find_inputs(inputs):
        with suppress(OSError, ValueError):
            if target.samefile(path):
                raise OutputError(f"{target}: it is one of the inputs and would be overwritten")


@contextmanager
def _device(target: Path) -> Iterator[TextIO]:
    with target.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        yield stream


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = new_draft(target)
    try:
        with os.fdopen(draft.handle, "w", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _copy_mode(draft.path, target)
        draft.path.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.path.unlink()
        raise
    finally:
        draft.release()


def _copy_mode(draft: Path, target: Path) -> None:
    """Give the file the rights of the one it replaces, or those of any new file."""
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    draft.chmod(mode)


@contextmanager
def _mapped(name: str) -> Iterator[None]:
    """Say in words why `name` cannot be written. A closed pipe is no error of the output."""
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
            return "what stands before its last / is no folder"
        case _:
            return (error.strerror or str(error)).lower()
