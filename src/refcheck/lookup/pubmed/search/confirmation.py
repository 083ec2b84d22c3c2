"""The decisive search of a reference once more, in other words.

Before it is said of a work that it is not there, the search that decides it is put a second time:
the terms in the opposite order, under other names of the same fields. A service that is well
answers both alike.
"""

from __future__ import annotations

from refcheck.lookup.pubmed.queries import Endpoint
from refcheck.lookup.pubmed.search.attribution import Term, terms_of
from refcheck.lookup.query import Query

__all__ = ["reworded"]

# Each field under another of its names (PubMed Help, "Search field tags"), if it has one.
_OTHER_NAMES = {
    "ti": "title",
    "dp": "pdat",
    "vi": "volume",
    "ta": "jour",
    "doi": "aid",
}


def reworded(query: Query) -> Query | None:
    """Returns the same search in other words; None where it is not made of terms that are known
    here."""
    terms = terms_of(query)
    if not terms:
        return None
    text = " AND ".join(map(_said, reversed(terms)))
    return Query(Endpoint.SEARCH, text) if text != query.text else None


def _said(term: Term) -> str:
    quoted = term.tag in ("ta", "doi", "aid")
    value = f'"{term.value}"' if quoted else term.value
    return f"{value}[{_OTHER_NAMES.get(term.tag, term.tag)}]"
