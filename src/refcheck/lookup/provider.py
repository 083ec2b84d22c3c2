"""The interface of the lookup: what a source of records has to offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from refcheck.model.outcome import Outcome, Scope, Stage, Unmatched
from refcheck.model.record import BibliographicRecord

__all__ = ["LookupProvider", "Parses"]

Parses = Sequence[BibliographicRecord]  # the parses of one reference, the likeliest first


class LookupProvider(Protocol):
    """A source of bibliographic records.

    A provider asks and maps; it never judges. `source` is its name in reports that programs read
    ("pubmed"), `name` what users call it ("PubMed"), `terms` what a report has to say of its data
    (None: nothing). Each record that it gives has a `key` with `source` and its own identifier.

    `stages` are its kinds of queries, the surest first; the pipeline goes through them in order,
    and asks in each only for the references that no earlier stage has settled. The kind of a stage
    says which references take part (see `StageKind`).
    """

    @property
    def source(self) -> str:
        """The name of the source in reports that programs read."""
        ...

    @property
    def name(self) -> str:
        """The name of the source for users."""
        ...

    @property
    def terms(self) -> str | None:
        """What a report has to say of the source's data."""
        ...

    @property
    def stages(self) -> Sequence[Stage]:
        """The stages of a lookup, the surest first."""
        ...

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> Sequence[Outcome]:
        """Send the queries of one stage for all `works` in as few requests as possible.

        Returns one outcome per work, in the same order; never raises for anything the service does.
        """
        ...

    def url_of(self, record: BibliographicRecord) -> str | None:
        """Returns the address of the page on which users can read a record; None where it has
        none."""
        ...

    def coverage(self, unmatched: Unmatched) -> Scope:
        """Returns whether the source should list a work that was not found, as far as that is
        known.

        It is also asked before anything was looked up (`unmatched.retrieved` is None): then only
        what the reference itself says can tell.
        """
        ...

    async def aclose(self) -> None:
        """Give back connections and files."""
        ...
