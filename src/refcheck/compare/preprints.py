"""Whether a record is that of a preprint."""

from __future__ import annotations

from refcheck.compare.journals.names import is_preprint_server
from refcheck.model.record import BibliographicRecord, WorkType

__all__ = ["is_preprint"]


def is_preprint(record: BibliographicRecord) -> bool:
    """Returns whether a record is that of a preprint: by its type, as PubMed says, or by the server
    that it is on."""
    for kind in record.publication_types:  # every candidate is asked about
        if kind.casefold() == "preprint":
            return True
    return record.type is WorkType.PREPRINT or is_preprint_server(record.container_title or "")
