"""An edition as Open Library gives it (`jscmd=data`), mapped to a record.

Anybody may edit it: dates are free text ("Mar 1994", "1994?", "c1987"), authors are often missing
or "and others", the subtitle is apart, and the edition may be in the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from refcheck.formats.normalise import Written, full_stop_off, normalise
from refcheck.formats.web.fields import names_in
from refcheck.lookup.members import mappings, string, strings, title_of
from refcheck.model.identifiers import ISBN
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    PartialDate,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.text.works.identifiers import normalise_isbn, other_isbn

__all__ = ["SOURCE", "isbns_of", "record_of", "trimmed"]

SOURCE: Final = "openlibrary"
_TEXTS: Final = ("key", "title", "subtitle", "publish_date")
_NAMED: Final = ("authors", "publishers", "publish_places")  # lists of {"name": ...}
_ISBNS: Final = ("isbn_13", "isbn_10")
_KEY: Final = re.compile(r"/books/(OL[1-9]\d{0,11}M)")
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ET_AL: Final = re.compile(r"\s*(?:,?\s*\b(?:and others|et al\b\.?)|\[.{0,40}\])\s*", re.IGNORECASE)
# What is typed behind a title and is none of it: "(2nd ed.)", ", 4e", "[electronic resource]".
_BEHIND: Final = re.compile(
    r"\s*[\[(,:;-]\s*(?:[^\[\]()]{0,30}\b(?:ed\.?|edn\.?|edition)|\d{1,2}/?e|electronic resource)"
    r"\s*[\])]?\s*\Z",
    re.IGNORECASE,
)
_LONGEST: Final = 1_000  # characters of a text that anybody may have typed


def trimmed(edition: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the members of an edition that are mapped."""
    kept: dict[str, Any] = {
        name: text[:_LONGEST] for name in _TEXTS if (text := string(edition.get(name)))
    }
    for name in _NAMED:
        texts = [text for each in mappings(edition.get(name)) if (text := string(each.get("name")))]
        if texts:
            kept[name] = [text[:_LONGEST] for text in texts]
    identifiers = edition.get("identifiers")
    isbns = [
        text
        for name in _ISBNS
        for text in strings(identifiers.get(name) if isinstance(identifiers, dict) else None)
    ]
    return {**kept, "isbns": isbns} if isbns else kept


def isbns_of(item: Mapping[str, Any]) -> frozenset[ISBN]:
    """Returns the ISBNs of an edition, each in both of its forms."""
    printed = (normalise_isbn(text) for text in strings(item.get("isbns")))
    return frozenset(
        form for isbn in printed if isbn for form in (isbn, other_isbn(isbn)) if form is not None
    )


def record_of(item: Mapping[str, Any]) -> BibliographicRecord | None:
    """Returns the record of a book; None where it has no title, or is no edition."""
    key = _KEY.fullmatch(string(item.get("key")) or "")
    titles = tuple(dict.fromkeys(_titles(item)))
    if key is None or not titles:
        return None
    record = BibliographicRecord(
        key=RecordKey(source=SOURCE, id=key[1]),
        type=WorkType.BOOK,
        authors=tuple(_authors(item)),
        authors_complete=False,
        title=titles[0],
        title_variants=titles[1:],
        dates=_dates(item),
        publisher=next(iter(strings(item.get("publishers"))), None),
        publisher_place=next(iter(strings(item.get("publish_places"))), None),
        url=f"https://openlibrary.org/books/{key[1]}",
    )
    return normalise(Written(record=record, isbn=strings(item.get("isbns")))).record


def _titles(item: Mapping[str, Any]) -> Iterator[str]:
    """Yields the title with its subtitle, then without, then without what is typed behind it."""
    title = full_stop_off(title_of(string(item.get("title")) or "") or "")
    subtitle = full_stop_off(title_of(string(item.get("subtitle")) or "") or "")
    if not title:
        return
    if subtitle:
        yield f"{title.rstrip(' .:')}: {subtitle}"
    yield title
    if (bare := _BEHIND.sub("", title)) and bare != title:
        yield bare


def _authors(item: Mapping[str, Any]) -> Iterator[Contributor]:
    for text in strings(item.get("authors")):
        yield from names_in(_ET_AL.sub(" ", text))


def _dates(item: Mapping[str, Any]) -> tuple[PublicationDate, ...]:
    """Returns each year in the date as it was typed."""
    years = dict.fromkeys(map(int, _YEAR.findall(string(item.get("publish_date")) or "")))
    return tuple(
        PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)) for year in years
    )
