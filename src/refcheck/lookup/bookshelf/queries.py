"""The search for a page or a book of the Bookshelf: by its NBK number, and by title in its book."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from refcheck.lookup.bookshelf.mapping import LIVING
from refcheck.lookup.members import string
from refcheck.lookup.query import Query
from refcheck.lookup.searched.terms import likeliest, tagged, title_words
from refcheck.model.record import BibliographicRecord, GroupName
from refcheck.text.folding import fold

__all__ = [
    "ENDPOINT",
    "is_organisations",
    "numbers_of",
    "own",
    "queries_of",
    "remaining",
    "short_name_of",
]

ENDPOINT: Final = "bookshelf-search"
_NUMBER: Final = re.compile(r"\bNBK\d{3,9}\b", re.IGNORECASE)
_LONGEST: Final = 2_000  # characters of a field in which a number is looked for
_LEAST: Final = 2  # words of a title, where no book is named


def numbers_of(record: BibliographicRecord) -> tuple[str, ...]:
    """Returns the NBK numbers that a reference prints: in its address, or apart."""
    texts = (record.url, record.title, record.container_title, record.publisher)
    found = (
        number[0].upper()
        for text in (*texts, *record.numbers, *record.notes)
        for number in _NUMBER.finditer((text or "")[:_LONGEST])
    )
    return tuple(dict.fromkeys(found))


def short_name_of(record: BibliographicRecord) -> str | None:
    """Returns the short name of the book that is named, if it is one of those that have pages."""
    named = fold(
        " ".join(
            text[:_LONGEST]
            for text in (record.container_title, record.title, record.publisher)
            if text
        )
    ).split()
    joined = " ".join(named)
    return next((short for short, name in LIVING.items() if name in named), None) or (
        "lactmed" if "drugs and lactation database" in joined else None
    )


def queries_of(record: BibliographicRecord) -> tuple[Query, ...]:
    """Returns the search for a reference; none where it names neither number nor title."""
    clauses = [
        f"{number}[BookAccessionID] OR {number}[All Fields]" for number in numbers_of(record)
    ]
    short = short_name_of(record)
    words = title_words(record.title)
    if short is not None:
        words = tuple(word for word in words if word not in (short, LIVING[short]))
    if words and (short is not None or len(words) >= _LEAST):
        whole = " AND ".join(f"{word}[Title]" for word in words)
        clauses.append(f"({short}[Book] AND {whole})" if short else f"({whole})")
    return (Query(ENDPOINT, " OR ".join(clauses)),) if clauses else ()


def remaining(query: Query, ignored: Sequence[str]) -> Query | None:
    """Returns a search without the words that the Bookshelf does not know; None where too few are
    left, or where the book itself is not known."""
    gone = {phrase.partition("[")[0].strip('" ').lower() for phrase in ignored}
    book = next(iter(tagged(query.text, "Book")), None)
    words = [word for word in tagged(query.text, "Title") if word not in gone]
    if book in gone or len(words) < (1 if book else _LEAST):
        return None
    whole = " AND ".join(f"{word}[Title]" for word in words)
    other = Query(ENDPOINT, f"({book}[Book] AND {whole})" if book else f"({whole})")
    return other if other != query else None


def own(text: str, items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Returns the pages that a search finds: the one with the number first, then by title.

    Figures and tables have numbers and titles, too: what is cited is a page or a book.
    """
    numbers = set(tagged(text, "BookAccessionID"))
    book = next(iter(tagged(text, "Book")), None)
    by_number = [item for item in items if string(item.get("accessionid")) in numbers]
    others = [
        item
        for item in items
        if item not in by_number and (book is None or string(item.get("book")) == book)
    ]
    words = tuple(dict.fromkeys(tagged(text, "Title")))
    texts = {place: ([string(item.get("title")) or ""], ()) for place, item in enumerate(others)}
    pages = (*by_number, *likeliest(others, words, None, texts))
    once = {string(item.get("accessionid")): item for item in reversed(pages)}
    return [item for item in pages if once.pop(string(item.get("accessionid")), None)]


def is_organisations(record: BibliographicRecord) -> bool:
    """Returns whether a group signs that has its reports in the Bookshelf."""
    names = [each.name for each in record.authors if isinstance(each, GroupName)]
    words = fold(
        " ".join([*names, record.publisher or "", record.container_title or ""])[:_LONGEST]
    )
    return any(f" {name} " in f" {words} " for name in _ORGANISATIONS)


_ORGANISATIONS: Final = (
    *("nice", "national institute for health and care excellence", "ahrq", "who"),
    *("national institute for health and clinical excellence", "nihr", "cadth"),
    *("agency for healthcare research and quality", "world health organization"),
    *("national academies press", "samhsa", "substance abuse and mental health services"),
)
