"""The interface of a lookup of DOIs: the answer, and what has to be able to give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from refcheck.model.outcome import Candidate, Search
from refcheck.model.report import SourceOutcome, SourceStatus

__all__ = ["BehindDoi", "DoiLookup"]


@dataclass(slots=True)
class BehindDoi:
    """What is known of one DOI, as far as its services could be asked.

    `exists` is None where nobody has said; False only where doi.org said so twice, `denied` where
    it did so once. `work` is the record that its agency has, `name` what users call the agency.
    `statuses` says what came of each source that was asked, `required` which of these the user
    himself named.
    """

    doi: str
    exists: bool | None = None
    denied: bool = False
    work: Candidate | None = None
    name: str = ""
    agency: str | None = None  # as doi.org calls it
    statuses: dict[str, SourceStatus] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # what users call the sources
    searches: list[Search] = field(default_factory=list)
    required: frozenset[str] = frozenset()

    @property
    def retrieved(self) -> date | None:
        """The date of the oldest answer."""
        return min((each.retrieved for each in self.searches if each.retrieved), default=None)

    @property
    def outcomes(self) -> tuple[SourceOutcome, ...]:
        """What came of each source that was asked."""
        return tuple(
            SourceOutcome(
                source=name,
                status=status,
                required=name in self.required,
                name=self.names.get(name, name),
            )
            for name, status in self.statuses.items()
        )


class DoiLookup(Protocol):
    """Answers what stands behind DOIs."""

    async def resolve(self, dois: Iterable[str]) -> Mapping[str, BehindDoi]:
        """Returns what stands behind each DOI; never raises for anything a service does. One that
        does not exist is `denied` until `confirm` has asked once more."""
        ...

    async def confirm(self, behind: Iterable[BehindDoi]) -> None:
        """Ask once more about the DOIs that are `denied`, some time later; never raises for
        anything a service does."""
        ...

    async def aclose(self) -> None:
        """Give back connections and files."""
        ...
