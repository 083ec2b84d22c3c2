"""The works in the marks of OpenDocument's own bibliography, as records."""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.csl import from_csl
from refcheck.formats.normalise import normalise
from refcheck.model.record import BibliographicRecord
from refcheck.readers.xml_tree import attribute
from refcheck.safe_xml import Element

__all__ = ["marked_record"]

# Kinds of works of OpenDocument's own list, and what its fields are called in CSL.
_TYPES: Final = {
    "article": "article-journal",
    "journal": "article-journal",
    "book": "book",
    "booklet": "book",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "proceedings": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "manual": "report",
    "www": "webpage",
}
_FIELDS: Final = {
    "title": "title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "address": "publisher-place",
    "url": "URL",
    "isbn": "ISBN",
}
_YEAR: Final = re.compile(r"[12]\d{3}")


def marked_record(mark: Element) -> BibliographicRecord:
    """Returns the work in a mark of OpenDocument's own bibliography."""
    item: dict[str, object] = {
        "type": _TYPES.get((attribute(mark, "bibliography-type") or "").lower(), "document")
    }
    for name, member in _FIELDS.items():
        value = attribute(mark, name)
        if value:
            item[member] = value
    container = attribute(mark, "journal") or attribute(mark, "booktitle")
    if container:
        item["container-title"] = container
    publisher = item.get("publisher") or attribute(mark, "institution") or attribute(mark, "school")
    if publisher:
        item["publisher"] = publisher
    year = _YEAR.search(attribute(mark, "year") or "")
    if year:
        item["issued"] = {"date-parts": [[int(year.group())]]}
    item["author"] = [_name(name) for name in _names(attribute(mark, "author") or "")]
    return normalise(from_csl(item)).record


def _names(authors: str) -> list[str]:
    """Returns the names in a field that people fill as they like: "Smith, J.; Jones, K.", "A and
    B"."""
    parts = re.split(r"\s*;\s*|\s+and\s+|\s+&\s+", authors.strip())
    return [part for part in parts if part]


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"family": family}
