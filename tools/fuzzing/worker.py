"""The process that reads mutants: bounded in time and memory, and told on when it reaches out."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from fuzzing.mutants import CANARY

__all__ = ["SECONDS", "serve"]

SECONDS = 10  # of processor time for one file
_MEMORY = 500_000_000  # bytes beyond those of the program itself
_LIBRARIES = [path for path in sys.path if path.endswith("-packages")]  # of another environment too
_FOLDERS = ("src", "tools")
_ROOTS = tuple(
    map(
        os.path.realpath,
        (sys.prefix, sys.base_prefix, *_LIBRARIES, *map(os.path.abspath, _FOLDERS)),
    )
)


class _TooLongError(BaseException):
    """No reader may catch it."""


class _Watch:
    """Sees what the process opens while it reads a file."""

    def __init__(self) -> None:
        self.folder: str | None = None
        self.reached: list[str] = []
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.folder is None:
            return
        if event == "subprocess.Popen" and arguments[0] == sys.executable:
            return  # PDFs are read in a process apart
        if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
            self.reached.append(event)
        elif event == "open" and isinstance(arguments[0], str | bytes):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if path != os.devnull and not path.startswith((self.folder, *_ROOTS)):
                self.reached.append(f"open {path}")


def serve(connection: Connection, formats: list[str]) -> None:
    """Read the files that `connection` names, and answer of each what is wrong, or nothing."""
    from refcheck.readers import FORMATS

    for name in formats:  # loaded before memory is bounded, and before anything is watched
        FORMATS[name].load()
    _warm_up()
    resource.setrlimit(resource.RLIMIT_AS, (_size() + _MEMORY, resource.RLIM_INFINITY))
    signal.signal(signal.SIGPROF, _too_long)
    watch = _Watch()
    while True:
        try:
            path = connection.recv()
        except EOFError:
            return
        connection.send(_judge(path, watch))


def _warm_up() -> None:
    """Load what is loaded late."""
    import charset_normalizer
    import lxml.etree
    import pylatexenc.latex2text
    import pypdfium2
    import yaml

    from refcheck.text.patterns import lazy_regex

    lazy_regex("").match("")  # the patterns that the command has kept are read with the first one
    del charset_normalizer, lxml.etree, pylatexenc, pypdfium2, yaml


def _size() -> int:
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * resource.getpagesize()


def _too_long(*_: object) -> None:
    raise _TooLongError


def _judge(path: str, watch: _Watch) -> str:
    from refcheck import readers
    from refcheck.errors import InputError

    watch.reached.clear()
    watch.folder = os.path.realpath(os.path.dirname(path))  # noqa: PTH120
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        document = readers.read(path)
        fault = _fault(document)
    except InputError as error:
        fault = _unclear(error.reason)
    except _TooLongError:
        fault = f"takes longer than {SECONDS} s\n{traceback.format_exc()}"
    except BaseException:  # noqa: BLE001 - this is what is looked for
        fault = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        watch.folder = None
    return fault or (f"reaches out: {watch.reached}" if watch.reached else "")


def _unclear(reason: str) -> str:
    clear = reason and "\n" not in reason and len(reason) < 300 and reason.isprintable()
    return "" if clear else f"unclear reason: {reason!r}"


def _fault(document: Any) -> str:
    """What is wrong with the places that a document names."""
    size = len(document.text)
    if CANARY in document.text:
        return "holds what stands in a file outside"
    for one in document.references or ():
        if not 0 <= one.start <= one.end <= size:
            return f"a reference at {one.start}-{one.end} of {size}"
        document.span(one.start, one.end)
        if not all(isinstance(text, str | None) for text in (one.id, one.label, one.plain)):
            return f"no text: {one}"
    for start, end in (*document.superscripts, *((one.start, one.end) for one in document.links)):
        if not 0 <= start <= end <= size:
            return f"a place at {start}-{end} of {size}"
    for places in (document.page_starts, [place for place, _ in document.places]):
        if list(places) != sorted(places):
            return "places out of order"
    return ""
