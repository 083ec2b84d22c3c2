"""EFetch: full records, trimmed for keeping, read only when the set is whole."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.frozen import dataclass
from refcheck.lookup.http.errors import RetryableError, ServiceError, read_root
from refcheck.lookup.pubmed.trimming import compact, trim
from refcheck.lookup.pubmed.xml import is_hollow, pmid_of, record_from_xml
from refcheck.model.record import BibliographicRecord
from refcheck.safe_xml import Element

__all__ = ["ENDPOINT", "MOST_RECORDS", "Fetched", "fetch_fields", "read_records"]

ENDPOINT = "efetch.fcgi"
MOST_RECORDS = 200

_MOST_FOR_ONE = 10  # versions and repeats of one record; a million empty ones take minutes to read

_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One record as it came: its trimmed XML, and what that says.

    `hollow`: it says nothing that a record says, and is none.
    """

    xml: bytes
    record: BibliographicRecord

    @property
    def hollow(self) -> bool:
        """Whether title, or journal and book, are missing."""
        return is_hollow(self.record)


def fetch_fields(pmids: Sequence[str]) -> dict[str, str]:
    """Returns the fields of one request."""
    return {"id": ",".join(pmids), "retmode": "xml"}


def read_records(body: bytes, pmids: Sequence[str]) -> dict[str, Fetched]:
    """Returns the records that were asked for, by PMID; those that do not exist are passed over.

    Of several with one PMID the highest version counts, else the first. Raises `ServiceError`
    where the set is not whole or not safe, or where there are others in the place of some.
    """
    root = read_root(body)
    if root.tag != "PubmedArticleSet":
        raise RetryableError("records were answered with something else")
    if len(root) > _MOST_FOR_ONE * len(pmids):
        raise ServiceError("an answer holds far more records than were asked for, and is refused")
    asked = set(pmids)
    newest: dict[str, Element] = {}
    strangers = False
    for element in root:
        pmid = pmid_of(element) if element.tag in _RECORDS else None
        strangers = strangers or (element.tag in _RECORDS and pmid not in asked)
        if pmid in asked and (pmid not in newest or _version(element) > _version(newest[pmid])):
            newest[pmid] = element
    if strangers and len(newest) < len(asked):
        raise RetryableError("PubMed gives other records than those that were asked for")
    return {pmid: _fetched(element) for pmid, element in newest.items()}


def _version(element: Element) -> int:
    pmid = element.find("MedlineCitation/PMID")
    version = "1" if pmid is None else pmid.get("Version", "1")
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else 1


def _fetched(element: Element) -> Fetched:
    trimmed = trim(element)
    return Fetched(xml=compact(trimmed), record=record_from_xml(trimmed))
