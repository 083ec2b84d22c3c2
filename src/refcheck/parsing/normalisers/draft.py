"""A record in the making."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(slots=True, kw_only=True)
class RecordDraft:
    """A record in the making: each normaliser fills in its fields, and may read those before it."""

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
    registrations: tuple[Registration, ...] = ()

    def record(self) -> BibliographicRecord:
        """Returns the record, as far as it was filled in."""
        return BibliographicRecord(
            type=self.type,
            authors=self.authors,
            authors_complete=self.authors_complete,
            editors=self.editors,
            title=self.title,
            container_title=self.container_title,
            dates=self.dates,
            volume=self.volume,
            issue=self.issue,
            pages=self.pages,
            edition=self.edition,
            publisher=self.publisher,
            publisher_place=self.publisher_place,
            language=self.language,
            doi=self.doi,
            pmid=self.pmid,
            pmcid=self.pmcid,
            url=self.url,
            accessed=self.accessed,
            isbn=self.isbn,
            issn=self.issn,
            elocations=self.elocations,
            ahead_of_print=self.ahead_of_print,
            notices=self.notices,
            notes=self.notes,
            numbers=self.numbers,
        )
