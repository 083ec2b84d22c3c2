"""What PubMed does not list, and whether a work that was not found was searched for completely.

"Not found" is a careful word: PubMed lists articles of some journals and years, and hardly any
books, theses, reports, web pages or meeting abstracts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from refcheck.compare.deposits import is_data_deposit, names_living_book
from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.compare.locators import has_page_range
from refcheck.compare.meeting_abstracts import AbstractSign, abstract_sign
from refcheck.journals.authority import find_journals, is_known_journal, query_name
from refcheck.lookup.pubmed.queries import Endpoint
from refcheck.model.outcome import Coverage, Scope, Search, StageKind, Unmatched
from refcheck.model.record import BibliographicRecord, PartialDate, WorkType
from refcheck.model.reference import Reference
from refcheck.text.folding import fold, folded
from refcheck.text.patterns import lazy_regex

__all__ = ["is_lone_number", "may_be_listed_later", "scope"]

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
    WorkType.STANDARD: "a standard: PubMed does not list it",
    WorkType.SOFTWARE: "software: PubMed does not list it",
    WorkType.THESIS: "a thesis: PubMed does not list it",
    WorkType.WEBPAGE: "a web page: PubMed does not list it",
}

_ABSTRACT_KIND: Final = "a meeting abstract: PubMed lists few of them"

# MEDLINE begins with 1946; of older years PubMed has single journals.
_FIRST_YEAR: Final = 1946
_MONTHS_TO_LIST: Final = 6  # an article may take so long to be listed
_SHOWN: Final = 80
_TITLE_WORDS: Final = 3
# Not searches for it. In a tuple, since the hash of an enumeration's member is slow.
_AFTER: Final = (StageKind.COVERAGE, StageKind.CONFIRMATION, StageKind.STATUS)
# "[abstract]", "Abstract 1234", "poster P12": meeting abstracts are not listed.
_ABSTRACT: Final = lazy_regex(r"\b(?:abstracts?|abstr|posters?|meeting|congress)\b", re.IGNORECASE)
_SUPPLEMENT: Final = lazy_regex(r"suppl|[a-z]\s*$", re.IGNORECASE)
# "1077", "n315": an article's number in some journals.
_LONE_NUMBER: Final = lazy_regex(r"[a-z]?\d{1,7}", re.IGNORECASE)
# Articles of a journal that have to be numbered so, and their share. Chosen: an erratum may have a
# page of its own anywhere.
_LEAST_SAMPLED: Final = 3
_MOST_ALIKE: Final = 0.8
# "e31095", "CD013449", "1112418": no page of an abstract.
_ARTICLE_NUMBER: Final = lazy_regex(r"(?:e|[a-z]*\d{5,}|\d+\.)", re.IGNORECASE)


def scope(unmatched: Unmatched) -> Scope:
    """Returns whether PubMed should list a work that was not found in it, and whether it was
    searched for completely where PubMed would list it."""
    outside = _outside(unmatched)
    if outside is not None or unmatched.retrieved is None:
        return Scope(outside=outside)
    return Scope(exhaustive=_is_exhaustive(unmatched, unmatched.retrieved))


def _outside(unmatched: Unmatched) -> str | None:
    """Why PubMed is not expected to list a work; of its year and journal once it was asked."""
    reference, retrieved = unmatched.reference, unmatched.retrieved
    kind = _kind_outside(unmatched)
    if kind is not None or retrieved is None:
        return kind
    return _year_outside(reference, retrieved) or _journal_outside(reference, unmatched.coverage)


def _kind_outside(unmatched: Unmatched) -> str | None:
    """Why PubMed is not expected to list the kind of work that is cited."""
    cited, text = unmatched.reference.record, unmatched.reference.string.text
    if any(map(is_data_deposit, (cited, *unmatched.reference.parsed.alternatives))):
        return _KINDS[WorkType.DATASET]
    sign = abstract_sign(cited, text)
    if sign is AbstractSign.WORDS or (sign and not _has_other_at_place(unmatched)):
        return _ABSTRACT_KIND
    if names_living_book(cited):
        return "a page of a book on line: PubMed lists some of them"
    return _KINDS.get(cited.type)


def _has_other_at_place(unmatched: Unmatched) -> bool:
    """Returns whether PubMed lists another article at the very place, which an abstract does not
    have."""
    cited = unmatched.reference.record
    return any(_stands_at(cited, scored.candidate.record) for scored in unmatched.candidates)


def _year_outside(reference: Reference, retrieved: date) -> str | None:
    """Why PubMed is not expected to list the year that is cited."""
    issued = reference.record.issued
    if issued is None:
        return None
    if issued.year < _FIRST_YEAR:
        return f"of {issued.year}: PubMed lists hardly anything from before {_FIRST_YEAR}"
    if issued.year > retrieved.year:
        return f"of {issued.year}: PubMed was asked on {retrieved.isoformat()}"
    return None


def _journal_outside(reference: Reference, coverage: Coverage | None) -> str | None:
    """Why PubMed is not expected to list the journal that is cited, or that year of it."""
    journal, issued = reference.record.container_title, reference.record.issued
    if coverage is None or journal is None:
        return None
    shown = journal if len(journal) <= _SHOWN else f"{journal[:_SHOWN]}..."
    if not coverage.journal:
        return _unlisted(journal, shown)
    if not coverage.year and not coverage.articles and issued is not None:
        return f"PubMed lists nothing of “{shown}” from {issued.year}"
    return None


def _unlisted(journal: str, shown: str) -> str | None:
    """Returns what is said of a journal that PubMed did not know when asked for it.

    Of one that NLM's catalogue has that is only believed where PubMed was asked for it under NLM's
    own name: it does not know every form of one.
    """
    if not is_known_journal(journal):
        return f"PubMed lists no journal by the name of “{shown}”"
    asked = folded(query_name(journal))
    is_nlms = any(asked == folded(found.name) for found in find_journals(journal))
    return f"PubMed has nothing of “{shown}”" if is_nlms else None


def _is_exhaustive(unmatched: Unmatched, retrieved: date) -> bool:
    """Returns whether the work was looked for where PubMed would list it, and completely.

    It has to name an author, a journal and a year that PubMed covers, and a place in the journal
    that is an article's; its title has to have been searched for by words that PubMed all knows;
    and no search may have had more hits than were looked at.
    """
    cited = unmatched.reference.record
    if unmatched.coverage is None or not unmatched.coverage.year:
        return False
    if not cited.authors or not cited.issued:
        return False
    if may_be_listed_later(PartialDate(year=cited.issued.year), retrieved):  # whatever its month
        return False
    if _is_listed_in_part(cited.container_title or ""):
        return False
    return _names_article(unmatched) and _was_searched_for(unmatched.searches)


def _is_listed_in_part(journal: str) -> bool:
    """Returns whether PubMed has a journal's name, and only single articles of it.

    Neither MEDLINE nor PubMed Central takes "Journal of Political Economy"; manuscripts that its
    authors deposited are in PubMed all the same, and say nothing of its other articles.
    """
    found = find_journals(journal)
    return bool(found) and not any(one.in_use for one in found)


def _names_article(unmatched: Unmatched) -> bool:
    """Returns whether an article is cited, not an abstract of a meeting: those are not listed.

    They are on single pages, in supplements above all. Where PubMed lists another article at the
    very place, none of that matters.
    """
    cited = unmatched.reference.record
    if _has_other_at_place(unmatched):
        return True
    if not (cited.volume or cited.pages) or _ABSTRACT.search(unmatched.reference.string.text):
        return False
    pages = (cited.pages or "").strip()
    if not pages or _ARTICLE_NUMBER.match(pages) or has_page_range(pages):
        return True
    place = f"{cited.volume or ''} {cited.issue or ''}"
    if _SUPPLEMENT.search(place):
        return False
    if unmatched.coverage is not None and _are_lone_numbers(pages, unmatched.coverage.pages):
        return True
    return not unmatched.prints_ranges and pages[0].isdecimal()


def is_lone_number(pages: str | None) -> bool:
    """Returns whether pages are one short number, as many journals number their articles ("1077",
    "n315") and others the pages of abstracts."""
    return pages is not None and _LONE_NUMBER.fullmatch(pages.strip()) is not None


def _are_lone_numbers(pages: str, others: Sequence[str]) -> bool:
    """Returns whether a journal numbers its articles as these pages are, as far as some of them
    show.

    The letter before the number may change with the year ("m3216", "n71") or be left out.
    """
    lone = sum(map(is_lone_number, others))
    enough = lone >= _LEAST_SAMPLED and lone >= _MOST_ALIKE * len(others)
    return enough and is_lone_number(pages)


def _was_searched_for(searches: Sequence[Search]) -> bool:
    asked = [search for search in searches if search.stage.kind not in _AFTER]
    by_title: list[Search] = []
    others: list[Search] = []
    for search in asked:
        (by_title if _is_by_title(search) else others).append(search)
    complete = sum(search.complete for search in by_title)
    broad = sum(not _is_whole(search) for search in by_title)
    return (
        any(search.endpoint == Endpoint.CITATION for search in others)
        and all(map(_is_whole, others))
        and complete > broad
    )


def may_be_listed_later(issued: PartialDate, known: date) -> bool:
    """Returns whether an article of a date may not be listed yet by the day up to which PubMed is
    known. One without a month may be of December."""
    months = (known.year - issued.year) * 12 + known.month - (issued.month or 12)
    return months <= _MONTHS_TO_LIST


def _stands_at(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    """Returns whether a record has the very journal, volume and page that are cited."""
    names = (record.container_title or "", *record.container_variants)
    place, other = _place(cited), _place(record)
    return (
        all(place)
        and place == other
        and compare_journals(cited.container_title or "", names) is JournalAgreement.SAME
    )


def _place(record: BibliographicRecord) -> tuple[str, str]:
    return fold(record.volume or ""), fold(record.pages or "").partition(" ")[0]


def _is_by_title(search: Search) -> bool:
    terms = search.query.split(" AND ")
    return len(terms) >= _TITLE_WORDS and all(term.endswith("[ti]") for term in terms)


def _is_whole(search: Search) -> bool:
    """Returns whether every hit was looked at. Of a search that a phrase was left out of none is
    one."""
    count = 0 if search.ignored else search.count or 0
    return search.error is None and count <= len(search.ids)
