"""PubMed's name, the keys of its records and the addresses of their pages."""

from __future__ import annotations

from refcheck.model.record import BibliographicRecord, RecordKey

__all__ = ["NAME", "SOURCE", "TERMS", "key_of", "page_of", "url_of"]

SOURCE = "pubmed"
NAME = "PubMed"
TERMS = "NCBI's disclaimer and copyright: https://www.ncbi.nlm.nih.gov/home/about/policies/"

_PAGE = "https://pubmed.ncbi.nlm.nih.gov/"


def key_of(pmid: str | None) -> RecordKey | None:
    """Returns the key of the record that has this PMID."""
    return RecordKey(source=SOURCE, id=pmid) if pmid else None


def page_of(pmid: str | None) -> str | None:
    """Returns the address of the page of the record that has this PMID."""
    return f"{_PAGE}{pmid}/" if pmid else None


def url_of(record: BibliographicRecord) -> str | None:
    """Returns the address of a record's page; any work that has a PMID has one."""
    if record.key is not None and record.key.source == SOURCE:
        return page_of(record.key.id)
    return page_of(record.pmid)
