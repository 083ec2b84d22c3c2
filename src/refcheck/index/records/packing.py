"""Records as bytes, as small as they go before they are compressed.

A record is a list of its fields, without those at the end that are empty. What its journal is
called is stored once for all (`journals.py`), and what follows from the PMID is not stored at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import orjson

from refcheck.index.records.journals import JournalForm
from refcheck.lookup.pubmed.identity import key_of, page_of
from refcheck.model.identifiers import DOI, ISBN, ISSN, PMCID, PMID
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
    WorkType,
)
from refcheck.text.works.dates import MONTHS

__all__ = ["MAPPING", "pack", "unpack"]

MAPPING: Final = (
    1  # raised when records are mapped otherwise: an older index is then to be built anew
)

_KINDS: Final = (DateKind.PRINT, DateKind.ELECTRONIC, DateKind.PUBMED)
_NOTICES: Final = tuple(NoticeKind)
_USUAL_TYPE: Final = "Journal Article"
# What few records have, under its name.
_RARE: Final = ("edition", "publisher", "publisher_place", "isbn", "container_title")
_Parts = list[Any]


def pack(record: BibliographicRecord) -> bytes:
    """Returns a record as bytes, without its journal and its PMID."""
    parts: _Parts = [
        record.title,
        [_name(name) for name in record.authors],
        record.volume,
        record.issue,
        record.pages,
        record.doi,
        record.pmcid[3:] if record.pmcid else None,
        [_date(date) for date in record.dates],
        _types(record.publication_types),
        None if record.language == "eng" else record.language or False,
        record.elocations,
        record.title_variants,
        [_notice(notice) for notice in record.notices],
        (0 if record.authors_complete else 1) | (2 if record.ahead_of_print else 0),
        None if record.type is WorkType.ARTICLE_JOURNAL else record.type,
        _rare(record),
    ]
    while parts and not parts[-1] and parts[-1] is not False:
        parts.pop()
    return orjson.dumps(parts)


def unpack(form: bytes, pmid: str, journal: JournalForm) -> BibliographicRecord:
    """Returns the record that was packed. Raises any error where the form is damaged."""
    parts: _Parts = orjson.loads(form)
    parts += [None] * (16 - len(parts))
    language = parts[9]
    flags = parts[13] or 0
    record = BibliographicRecord(
        key=key_of(pmid),
        type=WorkType(parts[14]) if parts[14] else WorkType.ARTICLE_JOURNAL,
        authors=tuple(map(_contributor, parts[1] or ())),
        authors_complete=not flags & 1,
        title=parts[0],
        title_variants=tuple(parts[11] or ()),
        container_title=journal.title,
        container_variants=journal.variants,
        dates=tuple(map(_dated, parts[7] or ())),
        volume=parts[2],
        issue=parts[3],
        pages=parts[4],
        elocations=tuple(parts[10] or ()),
        language="eng" if language is None else language or None,
        doi=DOI(parts[5]) if parts[5] else None,
        pmid=PMID(pmid),
        pmcid=PMCID(f"PMC{parts[6]}") if parts[6] else None,
        issn=tuple(map(ISSN, journal.issn)),
        nlm_id=journal.nlm_id,
        publication_types=_type_names(parts[8]),
        notices=tuple(map(_noticed, parts[12] or ())),
        ahead_of_print=bool(flags & 2),
    )
    return _with_rare(record, parts[15]) if parts[15] else record


# --- names ----------------------------------------------------------------------------------------


def _name(name: Contributor) -> object:
    """Returns a group as text, a person as a list, without initials that the given names show."""
    if isinstance(name, GroupName):
        return name.name
    given, initials, suffix = name.given, name.initials, name.suffix
    if initials == _initials(given):
        if suffix is None:
            return (name.family, given) if given is not None else (name.family,)
        return name.family, given, None, suffix
    parts = name.family, given, initials or 0
    return parts if suffix is None else (*parts, suffix)


@lru_cache(maxsize=1 << 15)
def _initials(given: str | None) -> str | None:
    """Returns the initials that PubMed makes of most given names: "JA" of "John A" or "Jean-Luc A"
    has them as words."""
    if not given:
        return None
    return "".join(word[0] for word in given.replace("-", " ").split()).upper() or None


def _contributor(parts: Any) -> Contributor:
    if isinstance(parts, str):
        return GroupName(name=parts)
    family, given, initials, suffix = [*parts, None, None, None][:4]
    if initials is None:
        initials = _initials(given)
    return PersonName(family=family, given=given, initials=initials or None, suffix=suffix)


# --- dates ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 15)
def _date(date: PublicationDate) -> tuple[object, ...]:
    """Returns kind, year, month, day, season, text, end, without what is empty at the end.

    The text is 1 where it is as usual ("2015 May 26"), 2 where its month is a number
    ("2015 05 26").
    """
    text: object = date.text
    for number, make in enumerate((_with_name, _with_numbers), start=1):
        if text == make(date.date):
            text = number
    until = (
        [date.until.year, date.until.month, date.until.day, date.until.season] if date.until else 0
    )
    day = date.date
    parts: _Parts = [_KINDS.index(date.kind), day.year, day.month, day.day, text, day.season, until]
    while not parts[-1]:
        parts.pop()
    return tuple(parts)


def _with_name(date: PartialDate) -> str:
    month = MONTHS[date.month - 1] if date.month else None
    return " ".join(str(part) for part in (date.year, month, date.season, date.day) if part)


def _with_numbers(date: PartialDate) -> str:
    return " ".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)


def _dated(parts: _Parts) -> PublicationDate:
    kind, year, month, day, text, season, until = [*parts, *[None] * 7][:7]
    date = PartialDate(year=year, month=month, day=day, season=season)
    if text == 1:
        text = _with_name(date)
    elif text == 2:
        text = _with_numbers(date)
    end = (
        PartialDate(year=until[0], month=until[1], day=until[2], season=until[3]) if until else None
    )
    return PublicationDate(kind=_KINDS[kind], date=date, until=end, text=text)


# --- types, notices and what few have -------------------------------------------------------------


def _types(types: tuple[str, ...]) -> object:
    return (
        None if types == (_USUAL_TYPE,) else [0 if name == _USUAL_TYPE else name for name in types]
    )


def _type_names(parts: Any) -> tuple[str, ...]:
    return (_USUAL_TYPE,) if parts is None else tuple(name or _USUAL_TYPE for name in parts)


def _notice(notice: Notice) -> _Parts:
    return [_NOTICES.index(notice.kind), notice.source, int(notice.pmid) if notice.pmid else 0]


def _noticed(parts: _Parts) -> Notice:
    kind, source, number = parts
    pmid = PMID(str(number)) if number else None
    return Notice(kind=_NOTICES[kind], source=source, pmid=pmid, url=page_of(pmid))


def _rare(record: BibliographicRecord) -> Mapping[str, object] | None:
    if record.type not in (WorkType.BOOK, WorkType.CHAPTER):
        return None
    said = {name: value for name in _RARE if (value := getattr(record, name))}
    if record.editors:
        said["editors"] = [_name(name) for name in record.editors]
    return said


_READ: Final[Mapping[str, Callable[[Any], object]]] = {
    "isbn": lambda value: tuple(map(ISBN, value)),
    "editors": lambda value: tuple(map(_contributor, value)),
}


def _with_rare(record: BibliographicRecord, said: Mapping[str, Any]) -> BibliographicRecord:
    values: dict[str, Any] = {
        name: _READ[name](value) if name in _READ else value for name, value in said.items()
    }
    return replace(record, **values)
