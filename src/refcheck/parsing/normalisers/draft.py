"""A record in the making."""

from __future__ import annotations

from refcheck.model.identifiers import DOI, ISBN, ISSN, PMCID, PMID
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    Notice,
    PartialDate,
    PublicationDate,
    WorkType,
)
from refcheck.text.works.registrations import Registration

__all__ = ["RecordDraft"]


class RecordDraft:
    """A record in the making: each normaliser fills in its fields, and may read those before it.

    It has values of its own for what was filled in alone, so that it costs little to make, and
    these are all that the record is made of.
    """

    type: WorkType = WorkType.DOCUMENT
    authors: tuple[Contributor, ...] = ()
    authors_complete: bool = True
    editors: tuple[Contributor, ...] = ()
    title: str | None = None
    container_title: str | None = None
    dates: tuple[PublicationDate, ...] = ()
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    language: str | None = None
    doi: DOI | None = None
    pmid: PMID | None = None
    pmcid: PMCID | None = None
    url: str | None = None
    accessed: PartialDate | None = None
    isbn: tuple[ISBN, ...] = ()
    issn: tuple[ISSN, ...] = ()
    elocations: tuple[str, ...] = ()
    ahead_of_print: bool = False
    notices: tuple[Notice, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __init__(self, *, notes: tuple[str, ...] = (), notices: tuple[Notice, ...] = ()) -> None:
        self.notes = notes
        self.notices = notices
        # No field of the record, but what the kind of work is told from.
        self.registrations: tuple[Registration, ...] = ()

    def record(self) -> BibliographicRecord:
        """Returns the record, as far as it was filled in."""
        filled = {**vars(self)}
        del filled["registrations"]
        return BibliographicRecord(**filled)
