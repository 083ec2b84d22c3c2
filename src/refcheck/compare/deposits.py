"""Works that are more than one page in a journal: versions, data deposits, books on line.

Which DOIs are of one work, which are of data that go with it, and which books have no one year.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.folding import folded
from refcheck.text.patterns import lazy_regex

__all__ = [
    "book_number",
    "is_data_deposit",
    "is_living_book",
    "is_other_version",
    "is_versioned",
    "names_living_book",
    "same_doi",
    "without_version",
]

# How registrants that publish versions write them: "10.12688/f1000research.19766.1" (all platforms
# of F1000), "10.7554/eLife.89306.3" and its letters ".sa1" and parts ".002",
# "10.21203/rs.3.rs-12345/v2", "10.20944/preprints202001.0001.v1", "10.1101/2020.05.01.073262v2",
# "10.31234/osf.io/abcde_v1", "10.26434/chemrxiv-2021-abc-v3", "10.6084/m9.figshare.22678177.v2",
# "10.32388/ABCDEF.2". Cochrane's ".pub3" is none: each update is a work of its own.
_VERSION: Final = lazy_regex(
    r"(?:(?<=\d)v|[./_-]v)\d{1,2}$|(?:\.sa\d{1,2})$"
    r"|(?:^10\.(?:12688|7554|32388)/.{1,80})(?P<tail>\.(?:\d{1,2}|0\d\d))$",
    re.IGNORECASE,
)
# Registrants of repositories: figshare, Zenodo, Dryad, Mendeley Data, Dataverse, GigaDB, Pangaea,
# GBIF, OSF, ICPSR, TCIA.
_REPOSITORY_DOI: Final = lazy_regex(
    r"10\.(?:6084|5281|5061|17632|7910|5524|1594|15468|17605|3886|7937)/",
    re.IGNORECASE,
)
_REPOSITORY: Final = lazy_regex(
    r"\b(?:figshare|zenodo|dryad|mendeley data|dataverse|gigadb|gigascience database|pangaea"
    r"|open science framework|osf|datacite|data repository|digital repository|b2share|openneuro"
    r"|physionet|icpsr|uk data service|openicpsr|science data bank|sciencedb)\b"
)


# Books of the NCBI Bookshelf that are updated page by page: each year of them is right once.
_LIVING: Final = lazy_regex(
    r"\b(?:statpearls|genereviews|pdq|endotext|livertox|lactmed|drugs and lactation database)\b"
)
_BOOK_NUMBER: Final = lazy_regex(r"\bNBK\d{3,9}\b", re.IGNORECASE)


def without_version(doi: str) -> str:
    """Returns a DOI in lower case without the number of a version at its end."""
    found = _VERSION.search(doi)
    if found is None:
        return doi.casefold()
    start = found.start("tail") if found["tail"] else found.start()
    return doi[:start].casefold()


def is_versioned(doi: str | None) -> bool:
    """Returns whether a DOI has the number of a version at its end."""
    return doi is not None and without_version(doi) != doi.casefold()


def is_other_version(one: str, other: str) -> bool:
    """Returns whether two DOIs differ only in the version of the work."""
    return one.casefold() != other.casefold() and without_version(one) == without_version(other)


def same_doi(one: str, other: str) -> bool:
    """Returns whether two DOIs are of one work, whatever version of it."""
    return one.casefold() == other.casefold() or without_version(one) == without_version(other)


def is_data_deposit(cited: BibliographicRecord) -> bool:
    """Returns whether data, or what else a repository keeps, are cited and not an article.

    The reference names the repository where a journal would be, or has its DOI and no volume. A
    journal with the DOI of its data is still the journal's article.
    """
    if cited.type is WorkType.DATASET:
        return True
    if cited.container_title or cited.publisher:
        return _names_repository(f"{cited.container_title or ''} {cited.publisher or ''}")
    placed = cited.volume or cited.pages
    return not placed and cited.doi is not None and _REPOSITORY_DOI.match(cited.doi) is not None


@lru_cache(maxsize=4096)  # journals come again
def _names_repository(place: str) -> bool:
    return _REPOSITORY.search(folded(place)) is not None


def is_living_book(record: BibliographicRecord) -> bool:
    """Returns whether a record is of a book, or a chapter, that is updated all the time."""
    return record.type in (WorkType.BOOK, WorkType.CHAPTER) and names_living_book(record)


def names_living_book(record: BibliographicRecord) -> bool:
    """Returns whether a reference or a record names such a book, as whatever kind of work."""
    names = (record.container_title, record.title, record.publisher)
    return any(_LIVING.search(folded(name)) for name in names if name)


def book_number(record: BibliographicRecord) -> str | None:
    """Returns the number that the NCBI Bookshelf gives a chapter, of a record or in a link:
    "NBK539859" of "https://www.ncbi.nlm.nih.gov/books/NBK539859/"."""
    for text in (record.url, *record.elocations):
        if text and (found := _BOOK_NUMBER.search(text)):
            return found.group().upper()
    return None
