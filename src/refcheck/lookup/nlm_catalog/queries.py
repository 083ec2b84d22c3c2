"""The search for a book, in the words of the NLM Catalog's fields.

All words of the title; or the first author (or editor) and two of its longest words or two others,
so that one wrong word does not hide the book; or, of a report that no person signs, the year and
some of its words; or its ISBN, in both forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from refcheck.lookup.members import mappings, string
from refcheck.lookup.nlm_catalog.mapping import isbns_of
from refcheck.lookup.query import Query
from refcheck.lookup.searched.terms import family_of, likeliest, rarest_pairs, tagged, title_words
from refcheck.model.identifiers import ISBN
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.works.identifiers import other_isbn

__all__ = ["ENDPOINT", "own", "queries_of", "remaining"]

ENDPOINT: Final = "nlmcatalog-search"
_FEW: Final = 3  # a title of fewer words is searched for with its author or year alone
_LEAST: Final = 2


def queries_of(record: BibliographicRecord) -> tuple[Query, ...]:
    """Returns the search for a book or report, for a chapter its book; none where too little is
    known."""
    is_part = record.type is WorkType.CHAPTER
    title = record.container_title if is_part else record.title or record.container_title
    people = record.editors if is_part else (record.authors or record.editors)
    words, author = title_words(title), family_of(people)
    year = record.issued.year if record.issued else None
    clauses = [*_by_title(words, author, year), *_isbns(record.isbn)]
    return (Query(ENDPOINT, " OR ".join(clauses)),) if clauses else ()


def _by_title(words: Sequence[str], author: str | None, year: int | None) -> list[str]:
    if not words:
        return []
    whole = " AND ".join(f"{word}[Title]" for word in words)
    if len(words) >= _FEW:
        if author is None:
            return [f"({whole})", *_by_year(words, year)]
        pairs = " OR ".join(f"({a}[Title] AND {b}[Title])" for a, b in rarest_pairs(words))
        return [f"({whole})", f"({author}[Author] AND ({pairs}))"]
    if author is not None:
        return [f"({whole} AND {author}[Author])"]
    if len(words) >= _LEAST or year is not None:
        return [f"({whole} AND {year}[Publication Date])" if year else f"({whole})"]
    return []


def _by_year(words: Sequence[str], year: int | None) -> list[str]:
    """Returns the clause for what no person signs: the year, and some of the longest words or the
    next ones, so that one wrong word does not hide the report."""
    size = _FEW if len(words) >= 2 * _FEW else _LEAST
    longest = sorted(words, key=len, reverse=True)
    parts = [part for part in (longest[:size], longest[size : 2 * size]) if len(part) == size]
    if year is None or len(parts) < 2:
        return []
    some = " OR ".join(f"({' AND '.join(f'{word}[Title]' for word in part)})" for part in parts)
    return [f"({year}[Publication Date] AND ({some}))"]


def _isbns(isbns: Iterable[ISBN]) -> list[str]:
    """Returns a clause for each ISBN, as printed and in its other form: both are one edition."""
    forms = (form for isbn in isbns for form in (isbn, other_isbn(isbn)) if form)
    return [f"{form}[ISBN]" for form in dict.fromkeys(forms)]


def remaining(query: Query, ignored: Sequence[str]) -> Query | None:
    """Returns a search without the words that the catalogue does not know; None where too few are
    left.

    A year or an author that it does not know is left out alike: the search is then the wider.
    """
    gone = {phrase.partition("[")[0].strip('" ').lower() for phrase in ignored}
    words = [word for word in tagged(query.text, "Title") if word not in gone]
    words = list(dict.fromkeys(words))
    author = next((word for word in tagged(query.text, "Author") if word not in gone), None)
    if len(words) < _LEAST:
        return None
    clauses = _by_title(words, author, None)
    other = Query(ENDPOINT, " OR ".join(clauses))
    return other if other != query else None


def own(text: str, items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Returns the records that a search finds, the likeliest first."""
    words = tuple(dict.fromkeys(tagged(text, "Title")))
    author = next(iter(tagged(text, "Author")), None)
    isbns = set(tagged(text, "ISBN"))
    by_isbn = [item for item in items if isbns.intersection(isbns_of(item))]
    others = [item for item in items if item not in by_isbn]
    texts = {place: (_titles(item), _names(item)) for place, item in enumerate(others)}
    return [*by_isbn, *likeliest(others, words, author, texts)]


def _titles(item: Mapping[str, Any]) -> list[str]:
    parts = (("titlemainlist", "title"), ("titleotherlist", "titlealternate"))
    return [
        string(entry.get(part)) or "" for name, part in parts for entry in mappings(item.get(name))
    ]


def _names(item: Mapping[str, Any]) -> list[str]:
    return [string(entry.get("lastname")) or "" for entry in mappings(item.get("authorlist"))]
