"""Records from EndNote's XML: its export, and the fields that it leaves in Word documents."""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.normalise import Written
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    PartialDate,
    PublicationDate,
    WorkType,
)
from refcheck.safe_xml import Element
from refcheck.text.folding import squeeze
from refcheck.text.people.names import read_name
from refcheck.text.works.dates import parse_date

__all__ = ["from_endnote", "value_of"]

# The numbers are EndNote's own; names are translated in some editions.
_KINDS: Final = {
    "0": WorkType.ARTICLE_JOURNAL,
    "3": WorkType.PATENT,
    "5": WorkType.CHAPTER,
    "6": WorkType.BOOK,
    "9": WorkType.SOFTWARE,
    "10": WorkType.PAPER_CONFERENCE,
    "12": WorkType.WEBPAGE,
    "16": WorkType.WEBPAGE,
    "17": WorkType.ARTICLE_JOURNAL,
    "19": WorkType.ARTICLE_MAGAZINE,
    "23": WorkType.ARTICLE_NEWSPAPER,
    "27": WorkType.REPORT,
    "28": WorkType.BOOK,
    "31": WorkType.LEGISLATION,
    "32": WorkType.THESIS,
    "43": WorkType.ARTICLE_JOURNAL,
    "44": WorkType.BOOK,
    "46": WorkType.REPORT,
    "47": WorkType.PAPER_CONFERENCE,
    "52": WorkType.CHAPTER,
    "53": WorkType.CHAPTER,
    "56": WorkType.WEBPAGE,
    "58": WorkType.REPORT,
    "59": WorkType.DATASET,
    "60": WorkType.CHAPTER,
}
_IN_OTHERS: Final = frozenset({WorkType.CHAPTER, WorkType.PAPER_CONFERENCE})
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_NUMBER: Final = re.compile(r"[\dXx-]{8,17}")
_NOT_PUBMED: Final = re.compile(r"\D")


def from_endnote(element: Element) -> Written:
    """Returns the record in a `<record>` element, with its identifiers as cited there."""
    kind = _kind(element)
    title = value_of(element, "titles/title")
    container, variants = _containers(element, kind, title)
    secondary_authors = _names(element, "secondary-authors")
    numbers = tuple(_NUMBER.findall(value_of(element, "isbn")))
    record = BibliographicRecord(
        type=kind,
        authors=_names(element, "authors"),
        editors=secondary_authors if kind in _IN_OTHERS | {WorkType.BOOK} else (),
        title=title or None,
        container_title=container,
        container_variants=variants,
        dates=_dates(element),
        volume=value_of(element, "volume") or None,
        issue=value_of(element, "number") or value_of(element, "issue") or None,
        pages=value_of(element, "pages") or value_of(element, "custom7") or None,
        edition=value_of(element, "edition") or None,
        publisher=value_of(element, "publisher") or None,
        publisher_place=value_of(element, "pub-location") or None,
        language=value_of(element, "language") or None,
        url=value_of(element, "urls/related-urls/url")
        or value_of(element, "urls/web-urls/url")
        or None,
        accessed=parse_date(value_of(element, "access-date")),
    )
    return Written(
        record=record,
        doi=value_of(element, "electronic-resource-num") or None,
        pmid=_pmid(element),
        pmcid=next((one for one in (value_of(element, "custom2"),) if one[:3] == "PMC"), None),
        isbn=tuple(one for one in numbers if len(one.replace("-", "")) in (10, 13)),
        issn=tuple(one for one in numbers if len(one.replace("-", "")) == 8),
    )


def _containers(element: Element, kind: WorkType, title: str) -> tuple[str | None, tuple[str, ...]]:
    """Returns the title of the journal or book, and the other forms of it."""
    secondary = value_of(element, "titles/secondary-title")
    container = value_of(element, "periodical/full-title") or secondary
    short = (
        value_of(element, "periodical/abbr-1"),
        value_of(element, "titles/alt-title"),
        value_of(element, "alt-periodical/full-title"),
        value_of(element, "alt-periodical/abbr-1"),
        secondary,
    )
    variants = [each for each in dict.fromkeys(short) if each and each != container]
    if kind is WorkType.BOOK and container == title:
        container = ""
    if container:
        return container, tuple(variants)
    return next(iter(variants), None), tuple(variants[1:])


def _find(element: Element, path: str) -> Element | None:
    """Returns a part by its path, whatever its namespace."""
    return element.find("/".join(f"{{*}}{name}" for name in path.split("/")))


def value_of(element: Element, path: str) -> str:
    """Returns the text at a path ("dates/year") in a `<record>`; empty where it has none."""
    found = _find(element, path)
    return squeeze("".join(map(str, found.itertext()))) if found is not None else ""


def _kind(element: Element) -> WorkType:
    kind = _find(element, "ref-type")
    if kind is None:
        return WorkType.DOCUMENT
    number = squeeze("".join(map(str, kind.itertext())))
    return _KINDS.get(number, WorkType.DOCUMENT)


def _names(element: Element, group: str) -> tuple[Contributor, ...]:
    found = _find(element, f"contributors/{group}")
    if found is None:
        return ()
    names = (read_name(squeeze("".join(map(str, name.itertext())))) for name in found)
    return tuple(name for name in names if name is not None)


def _dates(element: Element) -> tuple[PublicationDate, ...]:
    """Returns the year, with the month and day where the date next to it has them ("Sep", "May
    3")."""
    year = _YEAR.search(value_of(element, "dates/year"))
    detail = value_of(element, "dates/pub-dates/date")
    if year is None:
        date = parse_date(detail)
    else:
        date = parse_date(_YEAR.sub(" ", detail) + f" {year[1]}") or PartialDate(year=int(year[1]))
    return (PublicationDate(kind=DateKind.PRINT, date=date),) if date else ()


def _pmid(element: Element) -> str | None:
    """Returns the accession number, where the record comes from PubMed or says of no other
    database."""
    number = value_of(element, "accession-num")
    database = " ".join(
        value_of(element, name) for name in ("remote-database-name", "remote-database-provider")
    ).lower()
    if not number or _NOT_PUBMED.search(number) or len(number) > 8:
        return None
    known = not database.strip() or any(name in database for name in ("pubmed", "medline", "nlm"))
    return number if known else None
