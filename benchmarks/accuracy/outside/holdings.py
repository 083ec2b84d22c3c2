"""What each source has of a work, with what is known to be wrong in such records.

Titles in capitals or without their subtitles, first authors missing, names swapped, the year of
deposit, other editions, copies, corrections and reviews under the same title.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from zlib import crc32

from tests.standin.open_library import edition

from ..records import Name
from .works import Work

__all__ = ["holdings", "identity"]

Item = tuple[str, dict[str, Any]]  # the source, and the record as it sends it
_CROSSREF_TYPES: Final = {
    "article": "journal-article",
    "paper": "proceedings-article",
    "book": "book",
    "chapter": "book-chapter",
    "preprint": "posted-content",
}
_DATACITE_TYPES: Final = {
    "data set": "Dataset",
    "software": "Software",
    "preprint": "Preprint",
}


def identity(work: Work) -> frozenset[str]:
    """Returns the identifiers of a work in the records of its sources, in small letters."""
    found = {work.doi, work.nct.lower(), f"nlm{work.number}", f"nlm{work.number}e"}
    return frozenset(
        filter(None, (*found, f"doi{work.number}", f"ppr:ppr{work.number}", f"eth:{work.number}",
                      f"agr:ind{work.number}", f"ol{work.number}m"))
    )  # fmt: skip


def holdings(work: Work, chance: random.Random) -> Iterator[Item]:
    """Yields the records of a work, and of what stands next to it in each source."""
    if "crossref" in work.listed_by:
        yield "crossref", _crossref(work, chance)
        yield from _beside(work, chance)
    if "datacite" in work.listed_by:
        yield "datacite", _datacite(work, chance)
    if "nlmcatalog" in work.listed_by:
        yield "nlmcatalog", _catalogued(work, f"nlm{work.number}", work.year, work.edition)
        if chance.random() < 0.3:
            earlier = work.year - chance.randrange(3, 9)
            other = _catalogued(work, f"nlm{work.number}e", earlier, max(1, work.edition - 1))
            yield "nlmcatalog", other
    if work.kind == "chapter" and chance.random() < 0.5:
        book = replace(work, title=work.container, names=work.editors, editors=())
        yield "nlmcatalog", _catalogued(book, f"nlmbook{work.number}", work.year, 1)
    if "openlibrary" in work.listed_by:
        yield "openlibrary", _edition(work)
    if "europepmc" in work.listed_by:
        yield "europepmc", _europepmc(work)
    if "clinicaltrials" in work.listed_by:
        yield "clinicaltrials", _study(work)


def _crossref(work: Work, chance: random.Random) -> dict[str, Any]:
    title, names, year = work.title, list(work.names), work.year
    match chance.randrange(20):
        case 0 | 1:
            title = title.upper()
        case 2:
            names = names[1:] or names
        case 3:
            names = [Name(family=one.initials, initials=one.family) for one in names]
        case 4 | 5:
            year += 1
        case 6 if work.kind in ("paper", "chapter", "book"):
            year += 7  # the year of deposit
        case 7:
            title = title.partition(": ")[0]
    return _crossref_item(work.doi, _CROSSREF_TYPES[work.kind], title, names, year, work)


def _crossref_item(
    doi: str, kind: str, title: str, names: list[Name], year: int, work: Work
) -> dict[str, Any]:
    item: dict[str, Any] = {
        "DOI": doi,
        "type": kind,
        "title": [title],
        "author": [
            {
                "family": name.family,
                "given": name.initials,
                "sequence": "additional" if at else "first",
            }
            for at, name in enumerate(names)
        ],
        "issued": {"date-parts": [[year]]},
        "publisher": work.publisher or "A Society",
    }
    if work.container and work.kind != "preprint":
        item["container-title"] = [work.container]
    if work.volume:
        item["volume"] = str(work.volume)
    if work.first:
        item["page"] = f"{work.first}-{work.first + 8}"
    if work.isbn:
        item["ISBN"] = [work.isbn]
    return item


def _beside(work: Work, chance: random.Random) -> Iterator[Item]:
    """Yields what a search at Crossref finds beside a work."""
    names, number = list(work.names), work.number
    kinds = {"copy": 0.1, "correction": 0.05, "review": 0.1}
    chosen = {kind for kind, share in kinds.items() if chance.random() < share}
    if "copy" in chosen:
        copied = _crossref_item(
            f"10.65215/{number}", "posted-content", work.title, names, work.year + 2, work
        )
        yield "crossref", copied
    if "correction" in chosen and work.kind == "article":
        noticed = replace(work, first=(work.first or 0) + 400)
        title = f"Correction to: {work.title}"
        yield (
            "crossref",
            _crossref_item(
                f"10.5555/c.{number}", "journal-article", title, names, work.year + 1, noticed
            ),
        )
    if "review" in chosen and work.kind == "book":
        reviewed = replace(work, container="Book Reviews", first=12, volume=3)
        other = [Name(family="Reviewer", initials="Q")]
        yield (
            "crossref",
            _crossref_item(
                f"10.5555/r.{number}", "journal-article", work.title, other, work.year, reviewed
            ),
        )


def _datacite(work: Work, chance: random.Random) -> dict[str, Any]:
    creators = [
        {"name": f"{name.family}, {name.initials}", "nameType": "Personal"} for name in work.names
    ]
    if chance.random() < 0.1:
        creators = creators[:1]
    return {
        "doi": work.doi,
        "titles": [{"title": work.title}],
        "creators": creators,
        "publisher": work.publisher or work.container,
        "publicationYear": work.year + (chance.random() < 0.1),
        "types": {"resourceTypeGeneral": _DATACITE_TYPES[work.kind], "citeproc": "article"},
    }


def _catalogued(work: Work, uid: str, year: int, edition: int) -> dict[str, Any]:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(edition, "th")
    signed = [{"lastname": name.family, "forename": name.initials} for name in work.names]
    if work.body:
        signed = [{"collectivename": f"{work.body}."}]
    return {
        "uid": str(1_000_000 + crc32(uid.encode()) % 90_000_000),
        "nlmuniqueid": uid,
        "authorlist": signed,
        "publicationinfolist": [
            {
                "place": f"{work.place} :",
                "publisher": f"{work.publisher},",
                "dateissued": f"c{year}" if work.number % 3 else str(year),
                "edition": f"{edition}{ending} ed." if edition > 1 else "",
            }
        ],
        "resourceinfolist": [{"typeofresource": "Book", "resourceunit": "1 volume"}],
        "titlemainlist": [{"title": f"{work.title.replace(': ', ' : ')}."}],
        "isbn": work.isbn,
        "language": "eng",
    }


def _edition(work: Work) -> dict[str, Any]:
    """Returns a book as people have typed it: no edition, the year of any printing."""
    return edition(
        f"OL{work.number}M",
        work.title,
        work.isbn,
        authors=[{"name": f"{name.initials} {name.family}"} for name in work.names],
        publishers=[{"name": work.publisher}],
        publish_places=[{"name": work.place}],
        publish_date=str(work.year + work.number % 2),
    )


def _europepmc(work: Work) -> dict[str, Any]:
    source = {"preprint": "PPR", "thesis": "ETH"}.get(work.kind, "AGR")
    number = {"PPR": f"PPR{work.number}", "AGR": f"IND{work.number}"}.get(source, str(work.number))
    signed = ", ".join(f"{name.family} {name.initials}" for name in work.names)
    found: dict[str, Any] = {
        "id": number,
        "source": source,
        "title": f"{work.title}.",
        "authorString": f"{signed}.",
        "pubYear": str(work.year),
        "pubType": "preprint" if source == "PPR" else "thesis" if source == "ETH" else "journal",
    }
    if source == "AGR":
        found |= {"journalTitle": work.container, "journalVolume": str(work.volume)}
        found |= {"pageInfo": f"{work.first}-{(work.first or 0) + 8}"}
    if source == "PPR":
        found["bookOrReportDetails"] = {
            "publisher": work.container,
            "yearOfPublication": str(work.year),
        }
    if work.doi:
        found["doi"] = work.doi
    return found


def _study(work: Work) -> dict[str, Any]:
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": work.nct,
                "nctIdAliases": [],
                "briefTitle": work.title,
                "organization": {"fullName": work.body},
            },
            "statusModule": {"startDateStruct": {"date": f"{work.year}-03"}},
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": work.body}},
        }
    }
