"""What is searched for at Crossref: one work in a question, in words, among its likely types."""

from __future__ import annotations

from typing import Final

from refcheck.compare.papers import is_meeting_paper
from refcheck.lookup.doi import crossref
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord, Contributor, GroupName, WorkType
from refcheck.text.folding import words

__all__ = ["search_fields", "search_query"]

_ROWS = 5  # the right work was seen at rank 2 or 3, behind components and duplicates
_LEAST_WORDS = 3  # of a title: a shorter one finds anything, but with author, year and container
_LEAST_WITH_PLACE = 2
_MOST_CHARACTERS = 600  # of a question; no limit is documented
_PAPERS: Final = ("journal-article", "proceedings-article", "book-chapter", "posted-content")
_BOOKS: Final = ("book", "monograph", "edited-book", "reference-book")
# The types among which a kind of work is searched for. A chapter may be listed through its book.
# What is not here is hardly ever registered: reports, theses, web pages, laws.
_TYPES: Final = {
    WorkType.ARTICLE_JOURNAL: _PAPERS,
    WorkType.PAPER_CONFERENCE: _PAPERS,
    WorkType.PREPRINT: ("posted-content",),
    WorkType.CHAPTER: ("book-chapter", "book-section", "book-part", "reference-entry", *_BOOKS),
    WorkType.BOOK: _BOOKS,
}


def search_query(record: BibliographicRecord) -> Query | None:
    """Returns the query for a work; None where it says too little, or is of a kind that Crossref
    hardly lists."""
    kind = WorkType.PAPER_CONFERENCE if is_meeting_paper(record) else record.type
    title = record.title or ""
    is_placed = record.authors and record.issued and record.container_title
    least = _LEAST_WITH_PLACE if is_placed else _LEAST_WORDS
    if kind not in _TYPES or len(words(title)) < least:
        return None
    year = str(record.issued.year) if record.issued else ""
    first = _family(record.authors[0]) if record.authors else ""
    parts = (title, first, year, record.container_title or "")
    asked = " ".join(" ".join(parts).split())[:_MOST_CHARACTERS]
    return Query("crossref-search", f"{kind.value} {asked}")


def search_fields(text: str) -> dict[str, str]:
    """Returns the fields of the request for the text of a query."""
    kind, _, asked = text.partition(" ")
    return {
        "query.bibliographic": asked,
        "filter": ",".join(f"type:{name}" for name in _TYPES[WorkType(kind)]),
        "rows": str(_ROWS),
        "select": ",".join(crossref.SELECTED),
    }


def _family(name: Contributor) -> str:
    return name.name if isinstance(name, GroupName) else name.family
