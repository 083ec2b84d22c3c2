"""EndNote's XML export; the file's own text is the document's.

The same records stand in the fields that EndNote leaves in Word documents (`record_of`).
"""

from __future__ import annotations

import re
from typing import Final

from refcheck.errors import InputError
from refcheck.formats.normalise import Written
from refcheck.formats.reference_string import entry
from refcheck.model.document import Document, MarkedReference, Places
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    PartialDate,
    PublicationDate,
    WorkType,
)
from refcheck.readers.io import decode
from refcheck.readers.markup import Element, parse_xml
from refcheck.text.dates import parse_date
from refcheck.text.folding import squeeze
from refcheck.text.names import read_name

__all__ = ["read_endnote", "record_of"]

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
_HELD: Final = frozenset({WorkType.CHAPTER, WorkType.PAPER_CONFERENCE})
_RECORD: Final = re.compile(r"<record(?=[\s>/])[^<>]{0,500}>|</record\s{0,20}>|<!--|<!\[CDATA\[")
_ENDS: Final = {"<!--": "-->", "<![CDATA[": "]]>"}
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_NUMBER: Final = re.compile(r"[\dXx-]{8,17}")
_NOT_PUBMED: Final = re.compile(r"\D")


def read_endnote(path: str, content: bytes) -> Document:
    """Read an EndNote XML file; every record is a reference.

    Raises `InputError` where it is no complete XML.
    """
    root = parse_xml(path, content)
    text = decode(path, content)
    records = list(root.iter("{*}record"))
    places = _places(text)
    if len(places) != len(records):
        raise InputError(path, "is EndNote XML whose records cannot be told apart")
    number = {one: index for index, one in enumerate(records, 1)}
    return Document(
        path=path,
        text=text,
        places=Places(
            (start, f"/xml/records/record[{number[one]}]")
            for (start, _), one in zip(places, records, strict=True)
        ),
        references=tuple(
            _reference(start, end, one) for (start, end), one in zip(places, records, strict=True)
        ),
    )


def _places(text: str) -> list[tuple[int, int]]:
    """Where each `<record>` begins and ends in the text, nested ones after the one they are in."""
    places: list[list[int]] = []
    still_open: list[int] = []
    position = 0
    while found := _RECORD.search(text, position):
        position = found.end()
        if end := _ENDS.get(found[0]):
            closed = text.find(end, position)
            position = closed + len(end) if closed >= 0 else len(text)
        elif found[0].startswith("</"):
            if still_open:
                places[still_open.pop()][1] = found.end()
        elif found[0].endswith("/>"):
            places.append([found.start(), found.end()])
        else:
            still_open.append(len(places))
            places.append([found.start(), len(text)])
    return [(start, end) for start, end in places]


def _reference(start: int, end: int, element: Element) -> MarkedReference:
    notes = " ; ".join(
        _text(element, name)
        for name in ("notes", "custom1", "custom2", "research-notes", "electronic-resource-num")
    )
    return entry(
        start, end, record_of(element), id=_text(element, "rec-number") or None, notes=notes
    )


def record_of(element: Element) -> Written:
    """The record in an EndNote `<record>` element; identifiers are given as they stand there."""
    kind = _kind(element)
    title = _text(element, "titles/title")
    secondary = _text(element, "titles/secondary-title")
    journal = _text(element, "periodical/full-title")
    container = journal or secondary
    short = (
        _text(element, "periodical/abbr-1"),
        _text(element, "titles/alt-title"),
        _text(element, "alt-periodical/full-title"),
        _text(element, "alt-periodical/abbr-1"),
        secondary,
    )
    variants = [each for each in dict.fromkeys(short) if each and each != container]
    if kind is WorkType.BOOK and container == title:
        container = ""
    secondary_authors = _names(element, "secondary-authors")
    numbers = tuple(_NUMBER.findall(_text(element, "isbn")))
    record = BibliographicRecord(
        type=kind,
        authors=_names(element, "authors"),
        editors=secondary_authors if kind in _HELD | {WorkType.BOOK} else (),
        title=title or None,
        container_title=container or next(iter(variants), None),
        container_variants=tuple(variants if container else variants[1:]),
        dates=_dates(element),
        volume=_text(element, "volume") or None,
        issue=_text(element, "number") or _text(element, "issue") or None,
        pages=_text(element, "pages") or _text(element, "custom7") or None,
        edition=_text(element, "edition") or None,
        publisher=_text(element, "publisher") or None,
        publisher_place=_text(element, "pub-location") or None,
        language=_text(element, "language") or None,
        url=_text(element, "urls/related-urls/url") or _text(element, "urls/web-urls/url") or None,
        accessed=parse_date(_text(element, "access-date")),
    )
    return Written(
        record=record,
        doi=_text(element, "electronic-resource-num") or None,
        pmid=_pmid(element),
        pmcid=next((one for one in (_text(element, "custom2"),) if one[:3] == "PMC"), None),
        isbn=tuple(one for one in numbers if len(one.replace("-", "")) in (10, 13)),
        issn=tuple(one for one in numbers if len(one.replace("-", "")) == 8),
    )


def _find(element: Element, path: str) -> Element | None:
    """A part by its path, whatever its namespace."""
    return element.find("/".join(f"{{*}}{name}" for name in path.split("/")))


def _text(element: Element, path: str) -> str:
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
    """The year, with the month and day where the date beside it has them ("Sep", "May 3")."""
    year = _YEAR.search(_text(element, "dates/year"))
    detail = _text(element, "dates/pub-dates/date")
    if year is None:
        date = parse_date(detail)
    else:
        date = parse_date(_YEAR.sub(" ", detail) + f" {year[1]}") or PartialDate(year=int(year[1]))
    return (PublicationDate(kind=DateKind.PRINT, date=date),) if date else ()


def _pmid(element: Element) -> str | None:
    """The accession number, where the record comes from PubMed or says of no other database."""
    number = _text(element, "accession-num")
    database = " ".join(
        _text(element, name) for name in ("remote-database-name", "remote-database-provider")
    ).lower()
    if not number or _NOT_PUBMED.search(number) or len(number) > 8:
        return None
    known = not database.strip() or any(name in database for name in ("pubmed", "medline", "nlm"))
    return number if known else None
