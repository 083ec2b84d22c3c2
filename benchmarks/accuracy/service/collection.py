"""The records that the service holds: what they can be found by, and their XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ..records import Record
from .index import Index
from .record_xml import record_xml

__all__ = ["Collection", "Records"]


class Collection(Protocol):
    """Records that can be searched and fetched."""

    @property
    def index(self) -> Index:
        """What the records can be found by."""
        ...

    def xml_of(self, pmid: str) -> str | None:
        """Return the record as efetch gives it; None if there is none."""
        ...


class Records:
    """Records of which the fields are known; their XML is written when it is fetched."""

    def __init__(self, records: Sequence[Record], titles: Mapping[str, str] | None = None) -> None:
        self.index = Index(records, titles)

    def xml_of(self, pmid: str) -> str | None:
        """Return the record as efetch gives it; None if there is none."""
        position = self.index.pmids.get(pmid)
        return None if position is None else record_xml(self.index.records[position])
