"""What PubMed does not list, and whether a work that was not found was searched for completely.

"Not found" is a careful word: PubMed lists articles of some journals and years, and hardly any
books, theses, reports, web pages or meeting abstracts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from refcheck.model.outcome import Coverage, Search
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import Reference

__all__ = ["coverage_outside", "is_exhaustive", "kind_outside", "year_outside"]

_KINDS: Final = {
    WorkType.ARTICLE_NEWSPAPER: "a newspaper article: PubMed does not list it",
    WorkType.ARTICLE_MAGAZINE: "a magazine article: PubMed does not list it",
    WorkType.PREPRINT: "a preprint: PubMed lists few of them",
    WorkType.BOOK: "a book: PubMed does not list it",
    WorkType.CHAPTER: "a chapter of a book: PubMed does not list it",
    WorkType.DATASET: "a data set: PubMed does not list it",
    WorkType.LEGISLATION: "a law or a court's decision: PubMed does not list it",
    WorkType.PAPER_CONFERENCE: "a contribution to a conference: PubMed lists few of them",
    WorkType.PATENT: "a patent: PubMed does not list it",
    WorkType.REPORT: "a report: PubMed lists few of them",
    WorkType.SOFTWARE: "software: PubMed does not list it",
    WorkType.THESIS: "a thesis: PubMed does not list it",
    WorkType.WEBPAGE: "a web page: PubMed does not list it",
}

# MEDLINE begins with 1946; of older years PubMed holds single journals.
_FIRST_YEAR: Final = 1946
_MONTHS_TO_LIST: Final = 6  # an article may take so long to be listed
_SHOWN: Final = 80
_TITLE_WORDS: Final = 3
_COVERAGE: Final = "coverage"
# "[abstract]", "Abstract 1234", "poster P12": meeting abstracts are not listed.
_ABSTRACT: Final = re.compile(r"\b(?:abstracts?|abstr|posters?|meeting|congress)\b", re.IGNORECASE)
_SUPPLEMENT: Final = re.compile(r"suppl|[a-z]\s*$", re.IGNORECASE)
_LETTERED_PAGE: Final = re.compile(r"\s*(?!e\d)[a-z]{1,3}[- ]?\d", re.IGNORECASE)


def kind_outside(reference: Reference) -> str | None:
    """Why PubMed is not expected to list this kind of work; None for an article."""
    return _KINDS.get(reference.record.type)


def year_outside(reference: Reference, retrieved: date) -> str | None:
    """Why PubMed is not expected to list the year that is cited."""
    issued = reference.record.issued
    if issued is None:
        return None
    if issued.year < _FIRST_YEAR:
        return f"of {issued.year}: PubMed lists hardly anything from before {_FIRST_YEAR}"
    if issued.year > retrieved.year:
        return f"of {issued.year}: PubMed was asked on {retrieved.isoformat()}"
    return None


def coverage_outside(reference: Reference, coverage: Coverage | None) -> str | None:
    """Why PubMed is not expected to list the journal that is cited, or that year of it."""
    journal, issued = reference.record.container_title, reference.record.issued
    if coverage is None or journal is None:
        return None
    shown = journal if len(journal) <= _SHOWN else f"{journal[:_SHOWN]}..."
    if not coverage.journal:
        return f"PubMed lists no journal by the name of “{shown}”"
    if not coverage.year and issued is not None:
        return f"PubMed lists nothing of “{shown}” from {issued.year} or before"
    return None


def is_exhaustive(
    reference: Reference, coverage: Coverage | None, searches: Sequence[Search], retrieved: date
) -> bool:
    """Whether a work that was not found was looked for where PubMed would list it, and completely.

    It has to name an author, a journal and a year that PubMed lists, and a place in the journal;
    its title has to have been searched for by words that PubMed all knows; and no search may have
    had more hits than were looked at.
    """
    cited = reference.record
    if coverage is None or not coverage.year or not cited.authors or not cited.issued:
        return False
    if not (cited.volume or cited.pages) or _may_come(cited.issued.year, retrieved):
        return False
    if _ABSTRACT.search(reference.string.raw) or _is_supplement(cited):
        return False
    asked = [search for search in searches if search.round != _COVERAGE]
    by_line = any(search.endpoint == "ecitmatch" for search in asked)
    by_title = any(search.complete and _is_by_title(search) for search in asked)
    return by_line and by_title and all(map(_is_whole, asked))


def _may_come(year: int, retrieved: date) -> bool:
    """Whether an article of that year may not be listed yet."""
    months = (retrieved.year - year - 1) * 12 + retrieved.month
    return months <= _MONTHS_TO_LIST


def _is_supplement(cited: BibliographicRecord) -> bool:
    """Meeting abstracts stand in supplements, and on pages with a letter before the number."""
    place = f"{cited.volume or ''} {cited.issue or ''}"
    return bool(_SUPPLEMENT.search(place) or _LETTERED_PAGE.match(cited.pages or ""))


def _is_by_title(search: Search) -> bool:
    terms = search.question.split(" AND ")
    return len(terms) >= _TITLE_WORDS and all(term.endswith("[ti]") for term in terms)


def _is_whole(search: Search) -> bool:
    """Whether every hit was looked at. Of a search that a phrase was left out of none is one."""
    return search.trouble is None and (
        bool(search.dropped) or (search.count or 0) <= len(search.pmids)
    )
