"""A page or a book of the Bookshelf, as ESummary gives it, mapped to a record.

The book's title, publisher and place come in a text with XML of its own (`bookinfo`). No authors
are named. The date of a book that is updated page by page is the year in which it began.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from refcheck.formats.normalise import Written, full_stop_off, normalise
from refcheck.lookup.members import string, title_of
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.safe_xml import Element, XMLError, flat_text, parse_xml

__all__ = ["LIVING", "SOURCE", "record_of", "trimmed"]

SOURCE: Final = "bookshelf"
_TEXTS: Final = (
    *("uid", "title", "pubdate", "accessionid", "rtype", "bookaccessionid", "chapteraccessionid"),
    *("book", "booktitle", "statement"),
)
# Books that are updated page by page, by their short names: each year of them is right once.
LIVING: Final = {
    "statpearls": "statpearls",
    "gene": "genereviews",
    "livertox": "livertox",
    "lactmed": "lactmed",
    "endotext": "endotext",
    "pdqcis": "pdq",
}
_WHOLE: Final = frozenset({"book", "report", "collection"})
_YEAR: Final = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_INTERNET: Final = re.compile(r"\s*\[internet\]", re.IGNORECASE)
# "Bethesda (MD): National Cancer Institute (US); 2002-."
_STATEMENT: Final = re.compile(r"(?P<place>[^:;]{1,120}):\s*(?P<name>[^;]{1,300})(?:;|\Z)")


def trimmed(summary: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the members of a summary that are mapped, and those of its `bookinfo`."""
    told = {**summary, **_book_info(string(summary.get("bookinfo")) or "")}
    return {name: text for name in _TEXTS if (text := string(told.get(name)))}


def _book_info(text: str) -> dict[str, str]:
    try:
        root = parse_xml(text.encode())
    except XMLError:
        return {}
    parents = [each for each in root.iter("Parent") if each.get("type") == "book"]
    title = _text(next((each.find("Title") for each in parents), None))
    parent = _text(next((each.find("Title") for each in root.iter("ParentRecord")), None))
    statement = _text(next(root.iter("PublicationStatement"), None))
    info = {"booktitle": title or parent, "statement": statement}
    return {name: value for name, value in info.items() if value}


def _text(element: Element | None) -> str:
    return flat_text(element) or "" if element is not None else ""


def record_of(item: Mapping[str, Any]) -> BibliographicRecord | None:
    """Returns the record of a page or book; None where it has no title or no NBK number."""
    title = title_of(full_stop_off(_INTERNET.sub("", string(item.get("title")) or "")))
    number = string(item.get("accessionid"))
    if title is None or number is None:
        return None
    is_book = number == string(item.get("bookaccessionid")) or item.get("rtype") in _WHOLE
    container = title_of(full_stop_off(_INTERNET.sub("", string(item.get("booktitle")) or "")))
    statement = _STATEMENT.search(string(item.get("statement")) or "")
    living = string(item.get("book")) in LIVING
    year = None if living else _YEAR.search(string(item.get("pubdate")) or "")
    record = BibliographicRecord(
        key=RecordKey(source=SOURCE, id=number),
        type=WorkType.BOOK if is_book else WorkType.CHAPTER,
        authors_complete=False,
        title=title,
        container_title=None if is_book else container,
        # A differing year of a book that is updated page by page is no finding: it has none here.
        dates=(
            (PublicationDate(kind=DateKind.ELECTRONIC, date=PartialDate(year=int(year[1]))),)
            if year
            else ()
        ),
        publisher=statement["name"].strip() if statement else None,
        publisher_place=statement["place"].strip() if statement else None,
        url=f"https://www.ncbi.nlm.nih.gov/books/{number}/",
        numbers=(number,),
    )
    return normalise(Written(record=record)).record
