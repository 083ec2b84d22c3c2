"""PubMed's XML records as this source knows them: with its keys and its addresses."""

from __future__ import annotations

from dataclasses import replace

from refcheck.formats.pubmed_fields import ArticleFields, article_of, is_hollow
from refcheck.formats.pubmed_xml import from_pubmed_xml, pmid_of
from refcheck.lookup.pubmed.identity import key_of, page_of
from refcheck.model.record import BibliographicRecord
from refcheck.safe_xml import Element

__all__ = ["is_hollow", "pmid_of", "record_from_fields", "record_from_xml"]


def record_from_xml(element: Element) -> BibliographicRecord:
    """Map one record element. What it does not hold stays empty; nothing is raised."""
    return _with_addresses(from_pubmed_xml(element, key_of))


def record_from_fields(fields: ArticleFields) -> BibliographicRecord:
    """Returns the same for an article of which the fields are read."""
    return _with_addresses(article_of(fields, key_of))


def _with_addresses(record: BibliographicRecord) -> BibliographicRecord:
    """Returns a record of which the notices have the addresses of their pages."""
    if not record.notices:
        return record
    notices = tuple(replace(one, url=page_of(one.pmid)) for one in record.notices)
    return replace(record, notices=notices)
