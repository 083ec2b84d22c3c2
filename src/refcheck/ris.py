"""Records as RIS, the exchange format of reference managers.

Tags and types as EndNote, Zotero and Mendeley read them
(https://en.wikipedia.org/wiki/RIS_(file_format)). One tag a line, `\\r\\n` at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    GroupName,
    PartialDate,
    PersonName,
    WorkType,
)

__all__ = ["to_ris"]

_TYPES = {
    WorkType.ARTICLE_JOURNAL: "JOUR",
    WorkType.ARTICLE_MAGAZINE: "MGZN",
    WorkType.ARTICLE_NEWSPAPER: "NEWS",
    WorkType.BOOK: "BOOK",
    WorkType.CHAPTER: "CHAP",
    WorkType.DATASET: "DATA",
    WorkType.DOCUMENT: "GEN",
    WorkType.LEGISLATION: "STAT",
    WorkType.PAPER_CONFERENCE: "CPAPER",
    WorkType.PATENT: "PAT",
    WorkType.PREPRINT: "UNPB",
    WorkType.REPORT: "RPRT",
    WorkType.SOFTWARE: "COMP",
    WorkType.THESIS: "THES",
    WorkType.WEBPAGE: "ELEC",
}
# A line end inside a value would begin another tag.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_RANGE = re.compile(r"([^\s,;–-]{1,40})\s?[-–]{1,2}\s?([^\s,;–-]{1,40})")


def to_ris(record: BibliographicRecord, *, raw: str | None = None) -> str:
    """The record as one RIS entry, with an empty line behind it.

    `raw`, the printed string, is kept as a note where no title was read.
    """
    lines = [f"{tag}  - {_line(value)}" for tag, value in _tags(record, raw) if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - ", ""])


def _tags(record: BibliographicRecord, raw: str | None) -> Iterator[tuple[str, str | None]]:
    yield "TY", _TYPES[record.type]
    yield from (("AU", name) for name in _names(record.authors))
    yield from (("ED", name) for name in _names(record.editors))
    yield "TI", record.title
    yield "T2", record.container_title
    yield "J2", next(iter(record.container_variants), None)
    yield from _dates(record.issued)
    yield "VL", record.volume
    yield "IS", record.issue
    yield from _pages(record.pages)
    yield "ET", record.edition
    yield "PB", record.publisher
    yield "CY", record.publisher_place
    yield "LA", record.language
    yield "DO", record.doi
    yield "AN", record.pmid
    yield "C2", record.pmcid
    yield "UR", record.url
    yield "Y2", _slashes(record.accessed) if record.accessed else None
    yield from (("SN", number) for number in (*record.isbn, *record.issn))
    yield "N1", None if record.authors_complete else "The list of authors is cut (et al.)."
    yield "N1", raw if not record.title else None


def _names(contributors: Iterable[Contributor]) -> Iterator[str]:
    for contributor in contributors:
        match contributor:
            case GroupName():
                yield contributor.name
            case PersonName():
                parts = (contributor.full_family, contributor.given, contributor.suffix)
                yield ", ".join(part for part in parts if part)


def _dates(issued: PartialDate | None) -> Iterator[tuple[str, str | None]]:
    if issued is not None:
        yield "PY", str(issued.year)
        yield "DA", _slashes(issued) if issued.month or issued.season else None


def _slashes(date: PartialDate) -> str:
    """`2013/12/10/`: year, month, day and free text, as RIS has dates."""
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    return f"{date.year:04d}/{month}/{day}/{date.season or ''}"


def _pages(pages: str | None) -> Iterator[tuple[str, str | None]]:
    found = _RANGE.fullmatch(pages or "")
    if found:
        yield "SP", found[1]
        yield "EP", found[2]
    else:
        yield "SP", pages


def _line(value: str) -> str:
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", value)).strip()
