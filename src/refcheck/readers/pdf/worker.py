"""Reading PDFs in a process apart, bounded in memory and time.

A PDF of 200 kB can make PDFium take gigabytes of memory or minutes of time, and a damaged one might
break it altogether. One process reads all PDFs of a run, and is started anew when it has died.
Where no process can be started, PDFs are read in this one. The PDF goes one way, JSON the other.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import threading
from typing import Any, BinaryIO, Final

import orjson

from refcheck.errors import InputError
from refcheck.model.document import Document, Link
from refcheck.processes import receive, send, start

__all__ = ["read_apart", "serve"]

_MEMORY: Final = 450_000_000  # bytes that PDFium may take; a book of 1,000 pages takes 60 MB
_SECONDS: Final = 9  # of computing for one page
_SECONDS_ALL: Final = 0.05  # more for each page, where all of them are put together
_CLOCK: Final = 3_600  # seconds on the clock for one file, where nothing counts what it computes
_TOO_LONG: Final = "takes too long to read"
_BROKEN: Final = "is damaged, or takes far too much memory to read"


# --- the side that asks -----------------------------------------------------------------------


class _Worker:
    """The process that reads; it lives as long as the run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, content: bytes) -> dict[str, Any] | None:
        """Returns what the process answers to a PDF; None where there can be no process."""
        with self._lock:
            process = self._running()
            if process is None:
                return None
            alarm = threading.Timer(_CLOCK, process.kill)
            alarm.daemon = True
            alarm.start()
            try:
                assert process.stdin is not None  # noqa: S101 - both are pipes
                assert process.stdout is not None  # noqa: S101
                send(process.stdin, content)
                answer = receive(process.stdout)
            except (OSError, ValueError):
                answer = None
            finally:
                alarm.cancel()
            if answer is None:
                return {"error": self._reason()}
            return dict(orjson.loads(answer))

    def _running(self) -> subprocess.Popen[bytes] | None:
        if self._owner != os.getpid():  # a fork shares the pipes of its parent: leave them to it
            self._process = None
        if self._process is None or self._process.poll() is not None:
            self._process = start("refcheck.readers.pdf.worker", "serve")
            self._owner = os.getpid()
        return self._process

    def _reason(self) -> str:
        """Why the process has died."""
        code = self.stop()
        late = {-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)}
        return _TOO_LONG if code in late else _BROKEN

    def close(self) -> None:
        """End the process at the end of the run, also while a thread waits for its answer."""
        process = self._process
        if process is not None and self._owner == os.getpid() and self._lock.locked():
            process.kill()
        self.stop()

    def stop(self) -> int | None:
        """End the process; its exit status."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return None
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            return process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


_WORKER: Final = _Worker()
atexit.register(_WORKER.close)


def read_apart(path: str, content: bytes) -> Document:
    """Read a PDF in the other process. Raises `InputError`."""
    answer = _WORKER.ask(content)
    if answer is None:
        from refcheck.readers.pdf.text import render_pdf

        return render_pdf(path, content)
    if "error" in answer:
        raise InputError(path, answer["error"])
    return Document(
        path=path,
        text=answer["text"],
        page_starts=tuple(answer["page_starts"]),
        links=tuple(
            Link(start=start, end=end, targets=tuple(targets))
            for start, end, targets in answer["links"]
        ),
        anchors=tuple((offset, name) for offset, name in answer["anchors"]),
        superscripts=tuple((start, end) for start, end in answer["superscripts"]),
        may_have_page_headers=False,
    )


# --- the side that answers --------------------------------------------------------------------


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    _bound_memory()
    while (content := receive(requests)) is not None:
        send(answers, _answer(content))


def _answer(content: bytes) -> bytes:
    from refcheck.readers.pdf.text import render_pdf

    try:
        document = render_pdf("", content, _bound_time)
    except InputError as error:
        return orjson.dumps({"error": error.reason})
    except MemoryError:
        return orjson.dumps({"error": _BROKEN})
    return orjson.dumps(
        {
            "text": document.text,
            "page_starts": document.page_starts,
            "links": [(link.start, link.end, link.targets) for link in document.links],
            "anchors": document.anchors,
            "superscripts": document.superscripts,
        }
    )


def _bound_memory() -> None:
    """Let the system end this process when it takes too much memory, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, most))


def _bound_time(pages: int) -> None:
    """Let the system end this process when the next step takes too long, where it can.

    A step is about one page, or about all of them.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime + _SECONDS_ALL * (pages - 1)) + _SECONDS + 1
    if most == resource.RLIM_INFINITY or until <= most:
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))
