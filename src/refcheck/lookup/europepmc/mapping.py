"""A record of Europe PMC, as its search gives it in full ("core"), mapped to a record.

Records of PubMed (`MED`) are none of its own: PubMed was asked. Of a preprint the year is that of
the first posting, and the article that it became comes as a notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from refcheck.formats.normalise import Written, full_stop_off, iso_date, normalise
from refcheck.lookup.members import mappings, string, strings, title_of, year_of
from refcheck.model.identifiers import PMID
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.text.works.identifiers import normalise_pmid

__all__ = ["PREPRINTS", "PUBMED", "SOURCE", "record_of", "trimmed"]

SOURCE: Final = "europepmc"
PUBMED: Final = "MED"
PREPRINTS: Final = "PPR"
_TYPES: Final = {
    PREPRINTS: WorkType.PREPRINT,
    "NBK": WorkType.BOOK,
    "ETH": WorkType.THESIS,
    "HIR": WorkType.REPORT,
    "PAT": WorkType.PATENT,
}
_TEXTS: Final = (
    *("id", "source", "pmid", "pmcid", "doi", "title", "authorString", "journalTitle", "issue"),
    *("journalVolume", "journalIssn", "pageInfo", "pubYear", "firstPublicationDate", "language"),
)
_NAME: Final = ("firstName", "lastName", "initials", "fullName", "collectiveName")
_JOURNAL: Final = ("title", "medlineAbbreviation", "isoabbreviation", "issn", "essn", "nlmid")
_ISSUE: Final = ("volume", "issue", "yearOfPublication", "printPublicationDate")
_BOOK: Final = (
    *("publisher", "yearOfPublication", "edition", "isbn10", "isbn13", "seriesName"),
    *("comprisingTitle",),
)
_TIE: Final = ("source", "id", "reference", "type")
_PERSON: Final = re.compile(r"(?P<family>.{1,100})\s(?P<initials>[^\W\d_]{1,4})\Z")
# What a preprint says of the article that it became.
_BECAME: Final = frozenset({"preprint of", "published in", "published as"})
_MOST_TIES: Final = 20


def trimmed(result: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the members of a result that are mapped: no abstract, no affiliations."""
    kept: dict[str, Any] = {name: text for name in _TEXTS if (text := string(result.get(name)))}
    authors = _object(result.get("authorList")).get("author")
    ties = _object(result.get("commentCorrectionList")).get("commentCorrection")
    info = _object(result.get("journalInfo"))
    lists = {
        "authors": [_only(each, _NAME) for each in mappings(authors)],
        "ties": [_only(each, _TIE) for each in mappings(ties)[:_MOST_TIES]],
        "types": strings(_object(result.get("pubTypeList")).get("pubType"))
        or strings((string(result.get("pubType")) or "").split("; ")),
        "journal": _only(_object(info.get("journal")), _JOURNAL),
        "place": _only(info, _ISSUE),
        "book": _only(_object(result.get("bookOrReportDetails")), _BOOK),
    }
    return kept | {name: value for name, value in lists.items() if value}


def record_of(item: Mapping[str, Any]) -> BibliographicRecord | None:
    """Returns the record of a work; None where it has no title, or is a record of PubMed."""
    source, number = string(item.get("source")), string(item.get("id"))
    title = title_of(full_stop_off(string(item.get("title")) or ""))
    if not source or not number or title is None or source == PUBMED:
        return None
    book, journal, place = (_object(item.get(name)) for name in ("book", "journal", "place"))
    authors = _authors(item)
    names = _texts(journal, ("title", "medlineAbbreviation", "isoabbreviation"))
    names = tuple(dict.fromkeys((*names, *strings(item.get("journalTitle")))))
    container = string(book.get("comprisingTitle")) or next(iter(names), None)
    record = BibliographicRecord(
        key=RecordKey(source=SOURCE, id=f"{source}:{number}"),
        type=_type(source, item, container),
        authors=authors,
        authors_complete=bool(authors),
        title=title,
        container_title=container,
        container_variants=names[1:],
        dates=_dates(item, place, book),
        volume=string(item.get("journalVolume")) or string(place.get("volume")),
        issue=string(item.get("issue")) or string(place.get("issue")),
        pages=string(item.get("pageInfo")),
        edition=string(book.get("edition")),
        publisher=string(book.get("publisher")),
        language=string(item.get("language")),
        nlm_id=string(journal.get("nlmid")),
        publication_types=strings(item.get("types")),
        notices=_notices(item),
    )
    issn = (string(item.get("journalIssn")) or "").split(";")
    written = Written(
        record=record,
        doi=string(item.get("doi")),
        pmid=string(item.get("pmid")),
        pmcid=string(item.get("pmcid")),
        isbn=_texts(book, ("isbn10", "isbn13")),
        issn=tuple(filter(None, (*map(str.strip, issn), *_texts(journal, ("issn", "essn"))))),
    )
    return normalise(written).record


def _type(source: str, item: Mapping[str, Any], container: str | None) -> WorkType:
    types = " ".join(strings(item.get("types"))).lower()
    if source in _TYPES:
        is_part = source == "NBK" and container is not None
        return WorkType.CHAPTER if is_part else _TYPES[source]
    if "thesis" in types or "dissertation" in types:
        return WorkType.THESIS
    if "chapter" in types:
        return WorkType.CHAPTER
    if container is None:
        return WorkType.BOOK if "book" in types else WorkType.DOCUMENT
    return WorkType.ARTICLE_JOURNAL


def _authors(item: Mapping[str, Any]) -> tuple[Contributor, ...]:
    """Returns the authors of the list; of the text "Smith J, Doe A." where there is no list."""
    listed = [_author(each) for each in mappings(item.get("authors"))]
    if listed:
        return tuple(name for name in listed if name is not None)
    text = (string(item.get("authorString")) or "").removesuffix(".")
    return tuple(_of_text(part.strip()) for part in text.split(", ") if part.strip())


def _author(author: Mapping[str, Any]) -> Contributor | None:
    group, family = string(author.get("collectiveName")), string(author.get("lastName"))
    if group:
        return GroupName(name=group)
    if family:
        return PersonName(
            family=family,
            given=string(author.get("firstName")),
            initials=string(author.get("initials")),
        )
    full = string(author.get("fullName"))
    return _of_text(full) if full else None


def _of_text(text: str) -> Contributor:
    found = _PERSON.match(text)
    if found is None or not found["initials"].isupper():
        return GroupName(name=text)
    return PersonName(family=found["family"], initials=found["initials"])


def _dates(
    item: Mapping[str, Any], place: Mapping[str, Any], book: Mapping[str, Any]
) -> tuple[PublicationDate, ...]:
    """Returns the year of the issue or of posting, and the day of first publication."""
    dates = []
    values = (place.get("yearOfPublication"), item.get("pubYear"), book.get("yearOfPublication"))
    years = dict.fromkeys(year for value in values if (year := year_of(value)))
    dates += [PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)) for year in years]
    if first := iso_date(string(item.get("firstPublicationDate")) or ""):
        dates.append(PublicationDate(kind=DateKind.ELECTRONIC, date=first))
    return tuple(dates)


def _notices(item: Mapping[str, Any]) -> tuple[Notice, ...]:
    """Returns the article that a preprint has become, with its address."""
    ties = mappings(item.get("ties")) if item.get("source") == PREPRINTS else ()
    return tuple(_notice(tie) for tie in ties if (string(tie.get("type")) or "").lower() in _BECAME)


def _notice(tie: Mapping[str, Any]) -> Notice:
    source, number = string(tie.get("source")) or "", string(tie.get("id")) or ""
    pmid: PMID | None = normalise_pmid(number) if source == PUBMED else None
    return Notice(
        kind=NoticeKind.UPDATE_IN,
        source=string(tie.get("reference")),
        pmid=pmid,
        url=f"https://europepmc.org/article/{source}/{number}" if source and number else None,
    )


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _only(value: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: text for name in names if (text := string(value.get(name)))}


def _texts(value: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for name in names if (text := string(value.get(name))))
