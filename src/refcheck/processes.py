"""The one place where refcheck starts processes: they import nothing from a stranger's folder.

A process gets an isolated interpreter (`-I`: no working directory, no PYTHON* variables, no
`usercustomize`), refcheck from where it lies, and the folders of the libraries that refcheck
depends on. Its working directory is the interpreter's own, so that nothing relative leads to an
input.

Where that is quicker, a process is forked instead: it has all that this one has loaded, and what it
imports later does not come from the working directory.

Both sides write messages as their length in eight bytes, then the bytes.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NoReturn

from refcheck.import_path import leave_working_directory, trusted

if TYPE_CHECKING:
    import subprocess

__all__ = ["DEPENDENCIES", "Forked", "can_fork", "fork", "receive", "send", "start"]

# What refcheck imports of others, as modules; a test holds this against pyproject.toml.
DEPENDENCIES: Final = (
    "bibtexparser",
    "charset_normalizer",
    "docx",
    "filelock",
    "fsspec",  # with the extra "batch", as pyarrow
    "httpx",
    "isal",  # with the extra "index", as numpy and zstandard
    "jinja2",
    "lxml",
    "numpy",
    "openpyxl",
    "orjson",
    "platformdirs",
    "pyarrow",
    "pycrfsuite",
    "pylatexenc",
    "pypdfium2",
    "pypdfium2_raw",  # comes with pypdfium2
    "rapidfuzz",
    "rich",
    "tenacity",
    "typer",
    "yaml",
    "zstandard",
)

# Only built-in and frozen modules are imported before the path is complete. Refcheck is loaded from
# its own folder without putting that folder on the path: it may be the working directory.
_START: Final = """
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
root, module, function, *folders = sys.argv[1:]
sys.path += [folder for folder in folders if folder not in sys.path]
spec = PathFinder.find_spec("refcheck", [root])
sys.modules["refcheck"] = package = module_from_spec(spec)
spec.loader.exec_module(package)
getattr(__import__(module, fromlist=[function]), function)(sys.stdin.buffer, sys.stdout.buffer)
"""
_LENGTH: Final = struct.Struct(">Q")


def start(module: str, function: str) -> subprocess.Popen[bytes] | None:
    """Start a process that calls `function` of `module` with its standard input and output.

    None where there can be no process: the caller then does the work itself. Ctrl-C is left to
    this process; the other one ends when its input does.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        return None
    import subprocess

    try:
        with _interrupts_held():
            return subprocess.Popen(  # noqa: S603 - this very program, with nothing of an input
                [sys.executable, "-I", "-c", _START, _own_folder(), module, function, *_folders()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what it says on its way out is of no use to anyone
                cwd=sys.prefix,
            )
    except OSError:
        return None


class Forked:
    """A forked process, with what is used of a `subprocess.Popen`."""

    def __init__(self, pid: int, stdin: BinaryIO, stdout: BinaryIO) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout
        self.returncode: int | None = None

    def kill(self) -> None:
        """End the process; nothing where it has been waited for."""
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Returns the exit status of the process once it has ended."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode


def can_fork() -> bool:
    """Returns whether `fork` is possible and safe now."""
    return sys.platform == "linux" and threading.active_count() == 1


def fork(function: Callable[[BinaryIO, BinaryIO], None]) -> Forked | None:
    """Start a process that calls `function` as one of `start` does, without loading anything again.

    None where that is not safe or not possible: a fork has one thread only, and whatever another
    one was at is left half done in it.
    """
    if not can_fork():
        return None
    requests, to_process = os.pipe()
    from_process, answers = os.pipe()
    try:
        with _interrupts_held():
            pid = os.fork()
            if pid == 0:
                os.close(to_process)
                os.close(from_process)
                _serve(function, requests, answers)
    except OSError:
        os.close(to_process)
        os.close(from_process)
        return None
    finally:
        os.close(requests)
        os.close(answers)
    return Forked(pid, os.fdopen(to_process, "wb"), os.fdopen(from_process, "rb"))


def _serve(function: Callable[[BinaryIO, BinaryIO], None], requests: int, answers: int) -> NoReturn:
    """Be the forked process: say nothing, and leave without tidying up what is the other's."""
    try:
        leave_working_directory()  # a program that uses refcheck may have it on its path
        gc.freeze()  # what there is already is never given back here
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        with os.fdopen(requests, "rb") as asked, os.fdopen(answers, "wb") as said:
            function(asked, said)
    finally:
        os._exit(0)


def send(stream: Any, message: bytes) -> None:
    """Write one message. Raises what the stream raises."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: Any, most: int | None = None) -> bytes | None:
    """Returns the next message; None at the end of the stream, and for one of more than `most`
    bytes."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if most is not None and length > most:
        return None
    message: bytes = stream.read(length)
    return message if len(message) == length else None


def _own_folder() -> str:
    """Returns the folder (or the archive) that this package lies in."""
    return str(Path(__file__).absolute().parent.parent)


@cache
def _folders() -> tuple[str, ...]:
    """Where the libraries lie that refcheck depends on, in the order of the import path."""
    path = trusted(sys.path)
    found = (PathFinder.find_spec(name, path) for name in DEPENDENCIES)
    homes = {_home(spec.origin) for spec in found if spec and spec.origin}
    return tuple(folder for folder in path if _same(folder) in homes)


def _home(origin: str) -> str:
    """Returns the folder on the import path: a library is a package in it, or a module."""
    file = Path(origin)
    return _same(file.parent.parent if file.stem == "__init__" else file.parent)


def _same(folder: str | Path) -> str:
    return str(Path(folder).absolute())


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts: it inherits that, and leaves it to its parent."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
