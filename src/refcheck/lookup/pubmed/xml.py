"""PubMed's XML records as this source knows them: with its keys and its addresses."""

from __future__ import annotations

from dataclasses import replace

from refcheck.formats.pubmed_xml import from_pubmed_xml, is_hollow, pmid_of
from refcheck.lookup.pubmed.identity import key_of, page_of
from refcheck.model.record import BibliographicRecord
from refcheck.safe_xml import Element

__all__ = ["is_hollow", "pmid_of", "record_from_xml"]


def record_from_xml(element: Element) -> BibliographicRecord:
    """Map one record element. What it does not hold stays empty; nothing is raised."""
    record = from_pubmed_xml(element)
    return replace(
        record,
        key=key_of(record.pmid),
        notices=tuple(replace(one, url=page_of(one.pmid)) for one in record.notices),
    )
