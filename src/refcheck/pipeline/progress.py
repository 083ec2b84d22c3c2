"""How far a run is: what programs and people are told while it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from refcheck.frozen import dataclass

__all__ = ["Phase", "Progress", "ProgressTracker"]


class Phase(Enum):
    """What is being done. Reading goes on ahead while a source is asked."""

    READING = "reading"
    ASKING = "asking"
    JUDGING = "judging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is.

    `documents` of `all_documents` are finished; `references` of those that were `found` so far are
    settled or finished. `complete` is true once every document has been read: then `found` are all
    that there are.
    """

    phase: Phase = Phase.READING
    documents: int = 0
    all_documents: int = 0
    references: int = 0
    found: int = 0
    complete: bool = False


class ProgressTracker:
    """Counts a run, and tells `listener` of every change."""

    def __init__(self, all_documents: int, listener: Callable[[Progress], None]) -> None:
        self._listener = listener
        self._now = Progress(all_documents=all_documents)
        self._read = 0
        self._finished = 0  # references of documents that are done

    def window(self, documents: int, references: int) -> None:
        """A window of documents was read; its references are looked up now."""
        self._read += documents
        self._tell(
            phase=Phase.ASKING,
            found=self._now.found + references,
            complete=self._read >= self._now.all_documents,
        )

    def settled(self, references: int) -> None:
        """So many references of this window need no further query."""
        self._tell(references=self._finished + references)

    def judging(self) -> None:
        """Every query of this window was sent."""
        self._tell(phase=Phase.JUDGING)

    def document(self, references: int) -> None:
        """A document is finished."""
        self._finished += references
        done = self._now.documents + 1
        self._tell(
            documents=done,
            references=max(self._now.references, self._finished),
            phase=Phase.READING if done == self._read else Phase.JUDGING,
        )

    def _tell(self, **changes: object) -> None:
        self._now = replace(self._now, **changes)  # type: ignore[arg-type]
        self._listener(self._now)
