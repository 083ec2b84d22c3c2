"""Records as RIS, the exchange format of reference managers, and back.

Tags and types as EndNote, Zotero and Mendeley read them
(https://en.wikipedia.org/wiki/RIS_(file_format)). One tag a line, `\\r\\n` at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from refcheck.formats.normalise import Written
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
from refcheck.text.people.names import read_name
from refcheck.text.typography import without_controls
from refcheck.text.works.dates import parse_date

__all__ = ["from_ris", "read_name", "to_ris"]

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
    WorkType.STANDARD: "STAND",
    WorkType.THESIS: "THES",
    WorkType.WEBPAGE: "ELEC",
}
# Types of other programs and of older versions (https://endnote.com, Zotero's RIS translator).
_OTHER_TYPES = {
    "ABST": WorkType.ARTICLE_JOURNAL,
    "AGGR": WorkType.DATASET,
    "BILL": WorkType.LEGISLATION,
    "BLOG": WorkType.WEBPAGE,
    "CASE": WorkType.LEGISLATION,
    "CONF": WorkType.PAPER_CONFERENCE,
    "CTLG": WorkType.BOOK,
    "DBASE": WorkType.DATASET,
    "DICT": WorkType.CHAPTER,
    "EBOOK": WorkType.BOOK,
    "ECHAP": WorkType.CHAPTER,
    "EDBOOK": WorkType.BOOK,
    "EJOUR": WorkType.ARTICLE_JOURNAL,
    "ENCYC": WorkType.CHAPTER,
    "GOVDOC": WorkType.REPORT,
    "HEAR": WorkType.LEGISLATION,
    "INPR": WorkType.ARTICLE_JOURNAL,
    "JFULL": WorkType.ARTICLE_JOURNAL,
    "LEGAL": WorkType.LEGISLATION,
    "PAMP": WorkType.REPORT,
    "PREPRINT": WorkType.PREPRINT,
    "UNBILL": WorkType.LEGISLATION,
    "WEB": WorkType.WEBPAGE,
}
_READ_TYPES = {tag: kind for kind, tag in _TYPES.items()} | _OTHER_TYPES
_RANGE = re.compile(r"([^\s,;–-]{1,40})\s?[-–]{1,2}\s?([^\s,;–-]{1,40})")


def to_ris(record: BibliographicRecord, *, raw: str | None = None) -> str:
    """Returns the record as one RIS entry, with an empty line after it.

    `raw`, the printed string, is kept as a note where no title was read.
    """
    lines = [f"{tag}  - {_line(value)}" for tag, value in _tags(record, raw) if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - ", ""])


def from_ris(tags: Sequence[tuple[str, str]]) -> Written:
    """Returns the record in the tags of one entry, of this program or another, in their order.

    Identifiers are given as cited there. `AN` and `ID` are PMIDs in what comes from PubMed;
    other databases number their entries there.
    """
    kind = _READ_TYPES.get(_one(tags, "TY").upper(), WorkType.DOCUMENT)
    title = _one(tags, "TI", "T1", "CT") or (_one(tags, "BT") if kind is WorkType.BOOK else "")
    containers = _every(tags, "JF", "T2", "JO", "BT", "JA", "J2", "J1", "T3")
    containers = [each for each in dict.fromkeys(containers) if each != title]
    notes = _every(tags, "N1", "M3", "L3")
    record = BibliographicRecord(
        type=kind,
        authors=_read_names(tags, "AU", "A1"),
        authors_complete=_CUT not in notes,
        editors=_read_names(tags, "ED", "A2" if kind in _WITH_EDITORS else "ED"),
        title=title or None,
        container_title=containers[0] if containers else None,
        container_variants=tuple(containers[1:]),
        dates=_read_dates(tags),
        volume=_one(tags, "VL") or None,
        issue=_one(tags, "IS", "CP") or None,
        pages=_read_pages(tags),
        edition=_one(tags, "ET") or None,
        publisher=_one(tags, "PB") or None,
        publisher_place=_one(tags, "CY", "PP") or None,
        language=_one(tags, "LA") or None,
        url=_one(tags, "UR", "L2", "LK") or None,
        accessed=parse_date(_one(tags, "Y2")),
    )
    return Written(
        record=record,
        doi=_one(tags, "DO", "DI") or _doi_among(notes),
        pmid=_read_pmid(tags),
        pmcid=next((each for each in _every(tags, "C2", "PMCID") if each[:3] == "PMC"), None),
        isbn=_read_numbers(tags, (10, 13)),
        issn=_read_numbers(tags, (8,)),
    )


_CUT = "The list of authors is cut (et al.)."
_WITH_EDITORS = frozenset({WorkType.BOOK, WorkType.CHAPTER, WorkType.PAPER_CONFERENCE})
_DOI_LABEL = re.compile(r"(?:doi\s?:|https?://(?:dx\.)?doi\.org/|^)\s{0,3}(10\.\d{4,9}/\S+)", re.I)
_SLASHES = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})/?(.{0,60})")


def _every(tags: Sequence[tuple[str, str]], *wanted: str) -> list[str]:
    """Returns the values of these tags, those of the first tag first."""
    return [value for name in wanted for tag, value in tags if tag == name and value]


def _one(tags: Sequence[tuple[str, str]], *wanted: str) -> str:
    return next(iter(_every(tags, *wanted)), "")


def _read_names(tags: Sequence[tuple[str, str]], *wanted: str) -> tuple[Contributor, ...]:
    names = (read_name(value) for tag, value in tags if tag in wanted)
    return tuple(name for name in names if name is not None)


def _read_dates(tags: Sequence[tuple[str, str]]) -> tuple[PublicationDate, ...]:
    """Returns the fullest of the dates, where they are of one year; else that of the first tag."""
    dates = [date for text in _every(tags, "PY", "Y1", "DA") if (date := _read_date(text))]
    if not dates:
        return ()
    same = [date for date in dates if date.year == dates[0].year]
    fullest = max(same, key=lambda date: bool(date.month) + bool(date.day) + bool(date.season))
    return (PublicationDate(kind=DateKind.PRINT, date=fullest),)


def _read_date(text: str) -> PartialDate | None:
    """`2012/05/03/`, `2012///Spring`, or a date in words."""
    found = _SLASHES.match(text.strip())
    if not found:
        return parse_date(text)
    month, day = int(found[2] or 0), int(found[3] or 0)
    if not 1 <= month <= 12:
        return PartialDate(year=int(found[1]), season=found[4].strip() or None)
    return PartialDate(year=int(found[1]), month=month, day=day if 1 <= day <= 31 else None)


def _read_pages(tags: Sequence[tuple[str, str]]) -> str | None:
    first, last = _one(tags, "SP"), _one(tags, "EP")
    if first and last and first != last and "-" not in first and "–" not in first:
        return f"{first}-{last}"
    return first or last or _one(tags, "C7") or None


def _read_pmid(tags: Sequence[tuple[str, str]]) -> str | None:
    """Returns a number that the entry's database gives: PubMed's is a PMID, any other's is not."""
    database = " ".join(_every(tags, "DB", "DP")).lower()
    numbers = [each for each in _every(tags, "AN", "ID") if each.isdecimal() and len(each) <= 8]
    if "pubmed" in database or "medline" in database or database == "nlm":
        return next(iter(numbers), None)
    links = " ".join(_every(tags, "UR", "L2"))
    linked = (each for each in numbers if re.search(rf"pubmed\D{{1,30}}{each}(?!\d)", links))
    accession = _one(tags, "AN")
    alone = accession if not database and accession in numbers else None
    return next(linked, alone)


def _doi_among(notes: Iterable[str]) -> str | None:
    return next((found[1] for note in notes if (found := _DOI_LABEL.search(note))), None)


def _read_numbers(tags: Sequence[tuple[str, str]], lengths: tuple[int, ...]) -> tuple[str, ...]:
    numbers = re.split(r"[;,]|\s(?=\d{4}-)", " ; ".join(_every(tags, "SN", "BN")))
    return tuple(
        number
        for each in numbers
        if (number := re.sub(r"[^\dXx-]", "", each)) and len(number.replace("-", "")) in lengths
    )


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
    yield "N1", None if record.authors_complete else _CUT
    yield "N1", raw if not record.title else None


def _names(contributors: Iterable[Contributor]) -> Iterator[str]:
    for contributor in contributors:
        match contributor:
            case GroupName():
                yield contributor.name
            case PersonName():
                given = contributor.given or contributor.initials or ""
                parts = (contributor.full_family, given, contributor.suffix or "")
                yield ", ".join(parts).rstrip(", ")


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
    """Returns a value on one line: what is after a line end would be another tag."""
    return without_controls(value).strip()
