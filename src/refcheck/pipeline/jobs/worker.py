"""The process that reads documents, and looks up and judges what is at hand, seen from within."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, BinaryIO, Final

from refcheck.errors import ModelError
from refcheck.frozen import dataclass
from refcheck.journals.imported import imported_problem
from refcheck.lookup.retraction_watch.table import retractions_problem
from refcheck.pipeline.documents import Prepared, prepare
from refcheck.pipeline.run import Judged, judged, opened
from refcheck.process_pool import answer
from refcheck.processes import can_fork
from refcheck.readers.files.inputs import InMemory

if TYPE_CHECKING:
    from refcheck.pipeline.readings.store import Readings
    from refcheck.settings import Settings

__all__ = ["Answered", "Begin", "serve", "warm_up"]

_ANY: Final = InMemory(
    path="", content=b"References\n\n1. Smith J, Doe B, et al. A title. J Urol. 2012;5:1-9."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """What a process is told to begin with: the working folder that paths are relative to.

    With `settings`, documents are looked up and judged; without, they are only prepared. `readings`
    are those of runs before.
    """

    folder: str
    settings: Settings | None = None
    readings: Readings | None = None

    @property
    def prepare(self) -> Callable[[str | InMemory], Prepared]:
        """What prepares a document."""
        return self.readings.prepare if self.readings else prepare


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A document that is judged, and the lines for the user that came up on the way.

    `no_journals` and `no_retractions`: what the user has imported of them cannot be used.
    """

    judged: Judged
    warnings: tuple[str, ...] = ()
    no_journals: bool = False
    no_retractions: bool = False


def warm_up() -> None:
    """Load what every document needs, once, in the process that the others are forked from."""
    if can_fork():
        with suppress(ModelError):  # each document says so
            prepare(_ANY)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Do what is asked for until there is no more: `Prepared` documents, or `Answered`."""
    with ExitStack() as stack:
        answer(requests, answers, lambda begin: _work(begin, stack))


def _work(begin: Begin, stack: ExitStack) -> Callable[[str | InMemory], Prepared | Answered]:
    os.chdir(begin.folder)  # nothing is imported from it: this interpreter is isolated
    if begin.settings is None:
        return begin.prepare
    return stack.enter_context(_Checker(begin.settings, begin.prepare)).check


class _Checker:
    """Checks one document after the other, with sources of its own."""

    def __init__(self, settings: Settings, prepare: Callable[[str | InMemory], Prepared]) -> None:
        import asyncio

        self._prepare = prepare
        self._warnings: list[str] = []
        self._runner = asyncio.Runner()
        self._sources = opened(settings, self._warnings.append)

    def __enter__(self) -> _Checker:
        """There is nothing to do before the first document."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Give back what was opened."""
        self._runner.run(self._sources.aclose())
        self._runner.close()

    def check(self, source: str | InMemory) -> Answered:
        """Returns what is found of a document, by itself."""
        # `Runner.run` would hear Ctrl-C anew for each document, and with that, Python makes a text
        # of all that the last one has led to.
        document = self._runner.get_loop().run_until_complete(self._judged(source))
        warnings = tuple(self._warnings)
        self._warnings.clear()
        return Answered(
            judged=document,
            warnings=warnings,
            no_journals=imported_problem() is not None,
            no_retractions=retractions_problem() is not None,
        )

    async def _judged(self, source: str | InMemory) -> Judged:
        (document,) = [one async for one in judged([self._prepare(source)], self._sources)]
        return document
