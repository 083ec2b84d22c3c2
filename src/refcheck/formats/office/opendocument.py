"""Records from the marks of OpenDocument's own bibliography (`text:bibliography-mark`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refcheck.formats.csl import from_csl
from refcheck.formats.normalise import Written

__all__ = ["from_bibliography_mark"]

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


def from_bibliography_mark(fields: Mapping[str, str]) -> Written:
    """Returns the record in the attributes of a mark, by their names without a namespace."""
    item: dict[str, object] = {
        "type": _TYPES.get(fields.get("bibliography-type", "").lower(), "document")
    }
    for name, member in _FIELDS.items():
        value = fields.get(name)
        if value:
            item[member] = value
    container = fields.get("journal") or fields.get("booktitle")
    if container:
        item["container-title"] = container
    publisher = item.get("publisher") or fields.get("institution") or fields.get("school")
    if publisher:
        item["publisher"] = publisher
    year = _YEAR.search(fields.get("year", ""))
    if year:
        item["issued"] = {"date-parts": [[int(year.group())]]}
    item["author"] = [_name(name) for name in _names(fields.get("author", ""))]
    return from_csl(item)


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
