"""The interface of the sources behind the main one: what each has to offer for what that left open.

A further source never overrules what the main source has decided. It is asked only for references
that are still open, and only for the kinds of works that it lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from refcheck.lookup.provider import Parses
from refcheck.model.outcome import Outcome
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference

__all__ = ["FurtherSource"]


class FurtherSource(Protocol):
    """One more source of bibliographic records: it asks and maps, and never judges.

    `source` is its name in settings and in reports that programs read ("europepmc"), `name` what
    users call it ("Europe PMC").
    """

    @property
    def source(self) -> str:
        """The name of the source in settings and reports."""
        ...

    @property
    def name(self) -> str:
        """The name of the source for users."""
        ...

    def takes(self, reference: Reference) -> bool:
        """Returns whether the source may list a work of this kind, so that asking is worth a
        request."""
        ...

    def lists_whole(self, record: BibliographicRecord) -> bool:
        """Returns whether the source lists works of this kind so completely that "not found" after
        a complete search says something about the reference."""
        ...

    async def search(self, works: Sequence[Parses]) -> Sequence[Outcome]:
        """Look up all `works` in as few requests as possible.

        Returns one outcome per work, in the same order: `Found` (candidates, each with `source`,
        `url` and its full record; nobody has judged them), `NotFound` (every query was answered
        completely), `Unavailable` or `NotCached` (a query was not answered), `NotAsked` (there is
        nothing to ask with). Never raises for anything the service does.
        """
        ...

    async def aclose(self) -> None:
        """Give back connections and files."""
        ...
