"""The command in processes of its own whose start-up is done: a program to put on the PATH.

Nearly all of the time of a short run goes to loading Python, the libraries and the parser's model.
Tests of what the command does call `command()` instead of `python -m refcheck`. It is a small
program that hands its arguments, working directory, environment and standard streams to a server,
which has loaded all of this once and forks a process for each run. Exit status, signals, pipes and
what happens on leaving the interpreter are those of a real process.

What is tested here is not how a process starts: tests of that (the import path, closed streams,
Ctrl-C, the encoding of a terminal) start `python -m refcheck`. Where the environment changes what
an interpreter reads when it starts, the program does so by itself.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from typing import Any

from refcheck.__main__ import main as refcheck
from refcheck.cli.app import run

__all__ = ["command"]

ROOT = Path(__file__).resolve().parents[1]
_COLD = (sys.executable, "-m", "refcheck")
# Read by an interpreter when it starts, and by no one later.
_READ_AT_START = ("LANG", "LC_", "PYTHON")
_SAME_FOR_ALL = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPYCACHEPREFIX"}

_PROGRAM = """#!{python} -IS
import json, os, signal, socket, sys

with socket.socket(socket.AF_UNIX) as line:
    line.connect({address!r})
    run = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(line, [len(run).to_bytes(8, "big")], [0, 1, 2])
    line.sendall(run)
    answers = line.makefile("r")
    process = int(answers.readline())
    if process:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda got, _: os.kill(process, got))
        status = int(answers.readline())
if not process:
    os.execv({cold[0]!r}, [*{cold!r}, *sys.argv[1:]])
if status < 0:
    signal.signal(-status, signal.SIG_DFL)
    os.kill(os.getpid(), -status)
os._exit(status)
"""


@cache
def command() -> tuple[str, ...]:
    """Returns the words to begin a command line with; the first of them is named `refcheck`, and
    lies in a folder of its own, where a process can be forked.
    """
    if not hasattr(os, "fork"):
        return _COLD
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)  # the end of its standard input ends it
    assert server.stdout
    return (server.stdout.readline().strip(),)


def _serve(folder: Path) -> None:
    """Answer every program that calls, until standard input ends."""
    address = str(folder / "socket")
    program = folder / "refcheck"
    program.write_text(_PROGRAM.format(python=sys.executable, address=address, cold=_COLD))
    program.chmod(0o700)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        print(program, flush=True)
        while True:
            ready, _, _ = select.select([listener, 0], [], [])
            if listener not in ready:
                return
            line, _ = listener.accept()
            with line:
                if os.fork() == 0:
                    listener.close()
                    _attend(line)
            while _reaped():
                pass


def _reaped() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] > 0
    except ChildProcessError:
        return False


def _attend(line: socket.socket) -> None:
    """Run what one program asks for in a process, and tell it how that ended."""
    size, streams, _, _ = socket.recv_fds(line, 8, 3)
    request = json.loads(_read(line, int.from_bytes(size, "big")))
    if _differs(request[2]):
        line.sendall(b"0\n")
        os._exit(0)
    ended, held = os.pipe()
    process = os.fork()
    if process == 0:
        line.close()
        os.close(ended)
        _run(*request, streams)  # `held` is open for as long as this process is there
    os.close(held)
    for stream in (*streams, 0, 1, 2):
        os.close(stream)
    line.sendall(f"{process}\n".encode())
    ready, _, _ = select.select([line, ended], [], [])
    if ended not in ready:  # the program was killed
        os.kill(process, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    with suppress(BrokenPipeError):
        line.sendall(f"{status}\n".encode())
    os._exit(0)


def _read(line: socket.socket, size: int) -> bytes:
    text = b""
    while len(text) < size:
        text += line.recv(size - len(text))
    return text


def _differs(environ: dict[str, str]) -> bool:
    """Whether an interpreter would start in another way than this one has."""
    names = {
        name
        for name in environ.keys() | os.environ.keys()
        if name.startswith(_READ_AT_START) and name not in _SAME_FOR_ALL
    }
    return any(environ.get(name) != os.environ.get(name) for name in names)


def _run(arguments: list[str], folder: str, environ: dict[str, str], streams: list[int]) -> None:
    """Become the command, and end as it does."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, name, _opened(getattr(sys, name)))
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    sys.argv[1:] = arguments
    status = refcheck()
    # What an interpreter does on leaving, but for clearing its memory, which takes the longest.
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    os._exit(status)


def _opened(stream: Any) -> Any:
    """The same standard stream once more, with nothing in its buffer."""
    return open(
        stream.fileno(),
        stream.mode,
        buffering=1 if stream.isatty() or stream.fileno() == 2 else -1,
        encoding=stream.encoding,
        errors=stream.errors,
        closefd=False,
    )


def _warm(folder: Path) -> None:
    """Have every part loaded that most runs need, by runs that leave nothing behind."""
    article = ROOT / "seeds" / "with-errors.md"
    cached = ["--offline", "--cache-dir", str(folder / "cache")]
    lines = [["check", str(article), *cached], ["parse", str(article)]]
    lines += [[name, str(article)] for name in ("extract", "bibtex")]
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for line in lines:
            run(line)
            run([*line[:2], "--format", "json", *line[2:]])


def main() -> None:
    """Be the server: print the path of the program, and serve until standard input ends.

    A forked process leaves through here as well, and must not tidy up.
    """
    folder = Path(tempfile.mkdtemp(prefix="refcheck-warm-"))
    _warm(folder)
    assert threading.active_count() == 1, "a forked process would lack the other threads"
    gc.freeze()
    _serve(folder)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
