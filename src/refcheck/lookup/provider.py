"""The seam of the lookup: what a source of records has to offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from refcheck.model.outcome import Outcome
from refcheck.model.record import BibliographicRecord

__all__ = ["CONFIRMATION", "COVERAGE", "LookupProvider", "Readings"]

COVERAGE = "coverage"
CONFIRMATION = "confirmation"

Readings = Sequence[BibliographicRecord]  # of one reference, the likeliest first


class LookupProvider(Protocol):
    """A source of bibliographic records.

    A provider asks and maps; it never judges. `rounds` names its kinds of questions, the surest
    first; the pipeline goes through them in order, and asks each only for the references that no
    earlier round has settled. The round `COVERAGE`, where a provider has it, is answered with
    `Coverage`, and is put only for works that were not found. The round `CONFIRMATION` searches
    once more for those of which that is about to be said.
    """

    source: str
    rounds: tuple[str, ...]

    async def ask(self, round_name: str, works: Sequence[Readings]) -> list[Outcome]:
        """Put one round's questions for all `works` in as few requests as there can be.

        Returns one outcome a work, in the same order; never raises for anything the service does.
        """
        ...

    async def aclose(self) -> None:
        """Give back connections and files."""
        ...
