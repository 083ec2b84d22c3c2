"""Records as CSL-JSON items, and back.

The schema is CSL 1.0.2's (https://github.com/citation-style-language/schema). Not in an item, since
CSL has no word for them: further titles and locators, NLM ID, publication types, a source's
notices (those that a reference prints are its `note`), the PubMed date, and all but the first of
the journal's other titles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

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
from refcheck.text.works.dates import parse_date

__all__ = ["TELLING_TYPES", "from_csl", "is_csl_item", "to_csl"]

_AHEAD = "advance online publication"
_TYPES = {kind.value: kind for kind in WorkType}
# Types of CSL that are one of ours under another name.
_OTHER_TYPES = {
    "entry": WorkType.CHAPTER,
    "entry-dictionary": WorkType.CHAPTER,
    "entry-encyclopedia": WorkType.CHAPTER,
    "bill": WorkType.LEGISLATION,
    "book-chapter": WorkType.CHAPTER,  # Crossref's own words, in what its service answers
    "classic": WorkType.BOOK,
    "collection": WorkType.BOOK,
    "dissertation": WorkType.THESIS,
    "edited-book": WorkType.BOOK,
    "journal-article": WorkType.ARTICLE_JOURNAL,
    "legal_case": WorkType.LEGISLATION,
    "monograph": WorkType.BOOK,
    "pamphlet": WorkType.REPORT,
    "posted-content": WorkType.PREPRINT,
    "proceedings-article": WorkType.PAPER_CONFERENCE,
    "reference-book": WorkType.BOOK,
    "regulation": WorkType.LEGISLATION,
    "review-book": WorkType.ARTICLE_JOURNAL,
    "speech": WorkType.PAPER_CONFERENCE,
    "treaty": WorkType.LEGISLATION,
    "periodical": WorkType.ARTICLE_JOURNAL,
    "post": WorkType.WEBPAGE,
    "post-weblog": WorkType.WEBPAGE,
    "review": WorkType.ARTICLE_JOURNAL,
}

# Item types that no other JSON is likely to use, and those that say nothing by themselves.
TELLING_TYPES: Final = frozenset(
    [
        *("article-journal", "article-magazine", "article-newspaper", "book-chapter", "chapter"),
        *("entry-dictionary", "entry-encyclopedia", "journal-article", "legal_case", "legislation"),
        *("motion_picture", "paper-conference", "personal_communication", "post-weblog"),
        *("proceedings-article", "review-book", "thesis", "webpage"),
    ]
)
_TELLING_MEMBERS: Final = ("container-title", "container-title-short", "citation-key")


def to_csl(record: BibliographicRecord, *, raw: str | None = None) -> dict[str, Any]:
    """Returns the item, its members always in the same order, without empty ones.

    `raw` is the printed string; it goes into `custom` where no title was read, so that nothing is
    lost.
    """
    item = {
        "type": record.type.value,
        "author": _names(record.authors),
        "editor": _names(record.editors),
        "title": record.title,
        "container-title": record.container_title,
        "container-title-short": next(iter(record.container_variants), None),
        "issued": _issued(record),
        "available-date": _electronic(record),
        "volume": record.volume,
        "issue": record.issue,
        "page": record.pages,
        "number": ", ".join(record.numbers),
        "edition": record.edition,
        "publisher": record.publisher,
        "publisher-place": record.publisher_place,
        "language": record.language,
        "DOI": record.doi,
        "PMID": record.pmid,
        "PMCID": record.pmcid,
        "URL": record.url,
        "accessed": _date(record.accessed),
        "ISBN": ", ".join(record.isbn),
        "ISSN": ", ".join(record.issn),
        "status": _AHEAD if record.ahead_of_print else None,
        "note": "; ".join(record.notes),
        "custom": _custom(record, raw),
    }
    return {name: value for name, value in item.items() if value}


def from_csl(item: Mapping[str, Any]) -> Written:
    """Returns the record in an item of any program; members of a kind that CSL does not have are
    left."""
    custom = item.get("custom")
    et_al = isinstance(custom, Mapping) and custom.get("et_al") is True
    short = _first(item, "container-title-short", "journalAbbreviation", "short-container-title")
    container = _string(item.get("container-title"))
    record = BibliographicRecord(
        type=_type(_string(item.get("type")) or ""),
        authors=_read_names(item.get("author")),
        authors_complete=not et_al,
        editors=_read_names(item.get("editor")),
        title=_string(item.get("title")),
        container_title=container or short,
        container_variants=(short,) if short and container else (),
        dates=_read_dates(item),
        volume=_string(item.get("volume")),
        issue=_string(item.get("issue")),
        pages=_first(item, "page", "page-first", "article-number"),
        edition=_string(item.get("edition")),
        publisher=_string(item.get("publisher")),
        publisher_place=_first(item, "publisher-place", "event-place"),
        language=_string(item.get("language")),
        url=_string(item.get("URL")),
        accessed=_read_date(item.get("accessed")),
        ahead_of_print=_string(item.get("status")) == _AHEAD,
    )
    return Written(
        record=record,
        doi=_string(item.get("DOI")),
        pmid=_string(item.get("PMID")),
        pmcid=_string(item.get("PMCID")),
        isbn=_read_list(item.get("ISBN")),
        issn=_read_list(item.get("ISSN")),
    )


def is_csl_item(value: object) -> bool:
    """Returns whether an object is a CSL item: other JSON has types, titles and authors too."""
    if not isinstance(value, Mapping):
        return False
    if any(value.get(member) for member in _TELLING_MEMBERS):
        return True
    kind = value.get("type")
    if isinstance(kind, str) and kind in TELLING_TYPES and (value.get("title") or value.get("id")):
        return True
    issued, authors = value.get("issued"), value.get("author")
    dated = isinstance(issued, Mapping) and bool({"date-parts", "raw", "literal"} & issued.keys())
    named = isinstance(authors, list) and any(
        isinstance(name, Mapping) and (name.get("family") or name.get("literal"))
        for name in authors
    )
    return (dated or named) and bool(value.get("title") or value.get("id") or value.get("DOI"))


def _names(contributors: Iterable[Contributor]) -> list[dict[str, str]]:
    return [
        _person(each) if isinstance(each, PersonName) else {"literal": each.name}
        for each in contributors
    ]


def _person(person: PersonName) -> dict[str, str]:
    item = {}
    if person.family:
        item["family"] = person.family
    if given := person.given or person.initials:
        item["given"] = given
    if person.particle:
        item["non-dropping-particle"] = person.particle
    if person.suffix:
        item["suffix"] = person.suffix
    return item


def _custom(record: BibliographicRecord, raw: str | None) -> dict[str, Any]:
    custom: dict[str, Any] = {}
    if not record.authors_complete:
        custom["et_al"] = True
    if raw is not None and not record.title:
        custom["raw"] = raw
    return custom


def _issued(record: BibliographicRecord) -> dict[str, Any] | None:
    issued = record.issued
    for date in record.dates:
        if date.date is issued:
            return _date(issued, date.until)
    return None


def _electronic(record: BibliographicRecord) -> dict[str, Any] | None:
    """Returns the date of electronic publication, where another one is the date to cite."""
    if len(record.dates) < 2:
        return None
    issued = record.issued
    for date in record.dates:
        if date.kind is DateKind.ELECTRONIC and date.date is not issued:
            return _date(date.date)
    return None


def _date(date: PartialDate | None, until: PartialDate | None = None) -> dict[str, Any] | None:
    if date is None:
        return None
    parts = [_parts(date)]
    if until is not None:
        parts.append(_parts(until))
    item: dict[str, Any] = {"date-parts": parts}
    if date.season:
        item["season"] = date.season
    return item


def _parts(date: PartialDate) -> list[int]:
    parts = [date.year]
    if date.month:
        parts.append(date.month)
        if date.day:
            parts.append(date.day)
    return parts


def _type(name: str) -> WorkType:
    return _TYPES.get(name) or _OTHER_TYPES.get(name, WorkType.DOCUMENT)


def _first(item: Mapping[str, Any], *members: str) -> str | None:
    return next((text for member in members if (text := _string(item.get(member)))), None)


def _string(value: object) -> str | None:
    """CSL allows numbers where a volume or an issue is one; Crossref answers lists of titles."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None


def _read_names(value: object) -> tuple[Contributor, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(name for item in value if isinstance(item, Mapping) and (name := _read_name(item)))


def _read_name(item: Mapping[str, Any]) -> Contributor | None:
    if literal := _first(item, "literal", "name"):
        return GroupName(name=literal)
    family, given = _string(item.get("family")), _string(item.get("given"))
    if not family:
        return PersonName(family=given) if given else None
    return PersonName(
        family=family,
        given=given,
        particle=_first(item, "non-dropping-particle", "dropping-particle"),
        suffix=_string(item.get("suffix")),
    )


def _read_dates(item: Mapping[str, Any]) -> tuple[PublicationDate, ...]:
    dates = []
    for member, kind in (("issued", DateKind.PRINT), ("available-date", DateKind.ELECTRONIC)):
        date = _read_date(item.get(member))
        if date:
            until = _read_date(item.get(member), 1)
            dates.append(PublicationDate(kind=kind, date=date, until=until))
    return tuple(dates)


def _read_date(value: object, index: int = 0) -> PartialDate | None:
    """Returns the date (1: the end of the range) in a date variable."""
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    if not isinstance(parts, list):
        text = _first(value, "raw", "literal")  # a date that the program could not split
        return parse_date(text) if text and index == 0 else None
    chosen = parts[index] if index < len(parts) else None
    numbers = [_integer(part) for part in chosen] if isinstance(chosen, list) else []
    year, month, day = (*numbers, None, None, None)[:3]
    if year is None:
        return None
    season = _string(value.get("season")) if index == 0 else None
    month = month if month and 1 <= month <= 12 else None  # 13 to 16 are seasons in some programs
    return PartialDate(year=year, month=month, day=day if month else None, season=season)


def _integer(value: object) -> int | None:
    """Returns a part of a date; some programs write it as a string."""
    if isinstance(value, str) and value.isdecimal() and len(value) <= 4:
        return int(value)
    number = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000
    return value if number else None  # type: ignore[return-value] # it is a number


def _read_list(value: object) -> tuple[str, ...]:
    texts = [_string(each) or "" for each in value] if isinstance(value, list) else [_string(value)]
    return tuple(
        number
        for text in texts
        for number in (text or "").replace(",", " ").replace(";", " ").split()
    )
