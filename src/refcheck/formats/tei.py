"""Records from the `biblStruct` elements of TEI, as GROBID and editions write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.formats.normalise import Written, iso_date
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.safe_xml import Element
from refcheck.text.folding import squeeze
from refcheck.text.people.names import read_name
from refcheck.text.works.dates import parse_date

__all__ = ["from_tei", "person_of"]

_IDS: Final = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid", "isbn": "isbn"}
_CUT: Final = re.compile(r"\bet\.?\s?al\b", re.I)


def from_tei(element: Element) -> Written:
    """Returns the record in a `biblStruct`, with its identifiers as cited there."""
    analytic, monogr = element.find("{*}analytic"), element.find("{*}monogr")
    titles = _titles(element)
    title = titles.get("a") or (titles.get("m") if analytic is None else None)
    container = titles.get("j") or (titles.get("m") if title != titles.get("m") else None)
    title = title or titles.get("u") or (None if container else titles.get("s"))
    ids = _identifiers(element)
    scopes = _scopes(element)
    authors = tuple(_people(element, "author"))
    publishers = element.findall(".//{*}publisher")
    places = element.findall(".//{*}pubPlace")
    record = BibliographicRecord(
        type=_kind(element, titles, analytic is not None, bool(scopes.get("volume"))),
        authors=authors,
        authors_complete=not any(_CUT.search(_text_of(one)) for one in element.iter("{*}author")),
        editors=tuple(_people(element, "editor")),
        title=title,
        container_title=container or (titles.get("s") if title != titles.get("s") else None),
        dates=tuple(_dates(monogr if monogr is not None else element)),
        volume=scopes.get("volume"),
        issue=scopes.get("issue"),
        pages=scopes.get("page"),
        edition=squeeze(element.findtext(".//{*}edition") or "") or None,
        publisher=squeeze(_text_of(publishers[0])) or None if publishers else None,
        publisher_place=squeeze(_text_of(places[0])) or None if places else None,
        url=next((one.get("target") for one in element.iter("{*}ptr") if one.get("target")), None),
        elocations=tuple(f"arXiv:{each}" for each in (ids.get("arxiv"),) if each),
    )
    return Written(
        record=record,
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
        pmcid=ids.get("pmcid"),
        isbn=tuple(each for each in (ids.get("isbn"),) if each),
        issn=tuple(each for each in (ids.get("issn"),) if each),
    )


def _titles(element: Element) -> dict[str, str]:
    """Returns the first title of each level: article, journal, monograph, series, unpublished."""
    titles: dict[str, str] = {}
    for title in element.iter("{*}title"):
        text = squeeze(_text_of(title)).rstrip(" .,")
        if text and title.get("type") not in ("sub", "short"):
            titles.setdefault(title.get("level") or "m", text)
    return titles


def _kind(element: Element, titles: dict[str, str], part: bool, volume: bool) -> WorkType:
    if "j" in titles:
        return WorkType.ARTICLE_JOURNAL
    if next(element.iter("{*}meeting"), None) is not None:
        return WorkType.PAPER_CONFERENCE
    if "a" in titles and "m" in titles and part:
        return WorkType.ARTICLE_JOURNAL if volume else WorkType.CHAPTER
    if "m" in titles:
        return WorkType.BOOK
    return WorkType.DOCUMENT


def _identifiers(element: Element) -> dict[str, str]:
    ids: dict[str, str] = {}
    for number in element.iter("{*}idno"):
        kind = (number.get("type") or "").lower()
        if text := squeeze(_text_of(number)):
            ids.setdefault(_IDS.get(kind, kind), text)
    return ids


def _scopes(element: Element) -> dict[str, str]:
    """Volume, issue and pages: as text, or as `from` and `to`."""
    scopes: dict[str, str] = {}
    units = {"vol": "volume", "pp": "page", "pages": "page", "number": "issue"}
    for scope in element.iter("{*}biblScope"):
        unit = (scope.get("unit") or scope.get("type") or "").lower()
        first, last = scope.get("from"), scope.get("to")
        text = f"{first}-{last}" if first and last and first != last else first
        if value := squeeze(_text_of(scope)) or text:
            scopes.setdefault(units.get(unit, unit), value)
    return scopes


def _dates(element: Element) -> Iterator[PublicationDate]:
    for date in element.iter("{*}date"):
        if date.get("type") in ("published", None) and (found := _date(date)):
            yield PublicationDate(kind=DateKind.PRINT, date=found)
            return


def _date(element: Element) -> PartialDate | None:
    return iso_date(element.get("when") or "") or parse_date(squeeze(_text_of(element)))


def _people(element: Element, role: str) -> Iterator[Contributor]:
    """Yields the names in that role, in order; those of the article before those of its host."""
    level = element.find("{*}analytic")
    holders = (level,) if level is not None and level.find(f"{{*}}{role}") is not None else ()
    for holder in holders or (element,):
        for node in holder.iter(f"{{*}}{role}"):
            if (person := person_of(node)) is not None:
                yield person


def person_of(node: Element) -> Contributor | None:
    """Returns the person or group in an element such as `author`; None where it is empty."""
    name = node.find("{*}persName")
    name = node if name is None else name
    surname = squeeze(name.findtext("{*}surname") or "")
    given = " ".join(squeeze(_text_of(part)) for part in name.findall("{*}forename")).strip()
    if surname or given:
        return PersonName(
            family=surname or given,
            given=given or None if surname else None,
            particle=squeeze(name.findtext("{*}nameLink") or "") or None,
            suffix=squeeze(name.findtext("{*}genName") or "") or None,
        )
    group = next(node.iter("{*}orgName", "{*}collaboration"), None)
    if group is not None:
        text = squeeze(_text_of(group))
        return GroupName(name=text) if text else None
    return read_name(squeeze(_text_of(name)))


def _text_of(element: Element) -> str:
    return "".join(map(str, element.itertext()))
