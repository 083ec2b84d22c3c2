"""The search for a work in Europe PMC.

The title in quotes; or the first author with the year (one before or after) and two of its longest
words or two others, so that one wrong word does not hide the work; or its DOI in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from refcheck.lookup.europepmc.mapping import PUBMED
from refcheck.lookup.members import mappings, string
from refcheck.lookup.query import Query
from refcheck.lookup.searched.terms import family_of, likeliest, rarest_pairs, title_words
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold, squeeze
from refcheck.text.works.identifiers import normalise_doi

__all__ = ["ENDPOINT", "own", "queries_of", "remaining"]

ENDPOINT: Final = "europepmc-search"
_LONGEST: Final = 250  # characters of a title: five of them are a query of the permitted length
_LEAST: Final = 3  # words of a title: what is called "Introduction" cannot be looked for
_TITLE: Final = re.compile(r'TITLE:"([^"]{1,400})"')
_AUTHOR: Final = re.compile(r'AUTH:"([^"]{1,100})"')
_DOI: Final = re.compile(r'DOI:"([^"]{1,400})"')


def queries_of(record: BibliographicRecord) -> tuple[Query, ...]:
    """Returns the search for a work; none where it has no DOI and too short a title."""
    clauses = []
    title = _quoted(record.title or "")
    if len(fold(title).split()) >= _LEAST or len(title) >= 4 * _LEAST:
        clauses.append(f'TITLE:"{title}"')
        clauses += _by_author(record)
    if record.doi and '"' not in record.doi and "\\" not in record.doi:
        clauses.append(f'DOI:"{record.doi}"')
    return (Query(ENDPOINT, " OR ".join(clauses)),) if clauses else ()


def _by_author(record: BibliographicRecord) -> list[str]:
    author = family_of(record.authors)
    pairs = rarest_pairs(title_words(record.title))
    if author is None or not record.issued or not pairs:
        return []
    year = record.issued.year
    words = " OR ".join(f'(TITLE:"{one}" AND TITLE:"{other}")' for one, other in pairs)
    return [f'(AUTH:"{author}" AND PUB_YEAR:[{year - 1} TO {year + 1}] AND ({words}))']


def _quoted(title: str) -> str:
    """Returns a title that can be put between quotes, cut at a word."""
    clean = (char if char.isprintable() and char not in '"\\' else " " for char in title[:2_000])
    title = squeeze("".join(clean)).rstrip(" .")
    return title if len(title) <= _LONGEST else title[:_LONGEST].rpartition(" ")[0]


def remaining(_query: Query, _ignored: Sequence[str]) -> Query | None:
    """Returns None: Europe PMC leaves nothing out of a search."""
    return None


def own(text: str, items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Returns the records that a search finds, the likeliest first; none of PubMed's.

    A DOI counts only where the record has it: parts of others may have matched.
    """
    found = _DOI.search(text)
    doi = found[1].lower() if found else None
    items = [item for item in items if string(item.get("source")) != PUBMED]
    by_doi = [item for item in items if doi and _doi_of(item) == doi]
    others = [item for item in items if item not in by_doi]
    title = _TITLE.search(text)
    words = tuple(dict.fromkeys(fold(title[1] if title else "").split()))
    author = _AUTHOR.search(text)
    texts = {
        place: ([string(item.get("title")) or ""], _names(item))
        for place, item in enumerate(others)
    }
    return [*by_doi, *likeliest(others, words, author[1] if author else None, texts)]


def _doi_of(item: Mapping[str, Any]) -> str | None:
    return normalise_doi(string(item.get("doi")) or "")


def _names(item: Mapping[str, Any]) -> list[str]:
    listed = [string(each.get("lastName")) or "" for each in mappings(item.get("authors"))]
    return listed or [string(item.get("authorString")) or ""]
