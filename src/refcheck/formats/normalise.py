"""The one way from the fields of a file to a record: plain text, identifiers in normal form."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import lru_cache
from html import unescape
from typing import Any, Final, TypeVar

from refcheck.frozen import dataclass
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    GroupName,
    PartialDate,
    PersonName,
)
from refcheck.text.folding import squeeze
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.organisations import is_organisation
from refcheck.text.works.dates import month_number
from refcheck.text.works.identifiers import (
    find_identifiers,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)

__all__ = [
    "Normalised",
    "Written",
    "date_of",
    "full_stop_off",
    "iso_date",
    "normalise",
    "plain",
    "with_identifiers_of",
]

# Markup that programs leave in the values of fields. Only these names: a title may have "p < 0.05
# and r > 0.4".
_TAG: Final = lazy_regex(
    r"</?(?:jats:|mml:)?(?:i|b|u|em|strong|sub|sup|inf|sc|scp|tt|p|br|span|italic|bold|underline|"
    r"monospace|title|font|div|style|nocase)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ENTITY: Final = lazy_regex(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,20});", re.IGNORECASE)
_ADDRESS: Final = lazy_regex(r"(?:https?|ftp)://\S{3,2000}|www\.\S{3,2000}", re.IGNORECASE)
_DIGITS: Final = lazy_regex(r"[0-9]{1,2}")
_ISO: Final = lazy_regex(r"([12][0-9]{3})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?![0-9])")
_NUMBERS: Final = ("pmid", "pmcid", "doi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A record as a file writes it, which only `normalise` turns into one that can be used.

    `record` has everything but the identifiers; those are as they were written, in whatever form
    ("https://doi.org/10.1/X", "PMC 123").
    """

    record: BibliographicRecord
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A record in normal form, and the malformed identifiers as a reference would show them."""

    record: BibliographicRecord
    malformed: tuple[str, ...] = ()


def plain(value: str) -> str:
    """Returns one line of text without the markup of web pages.

    >>> plain("The <i>BRCA1</i> gene &amp;\\n its product (p < 0.05)")
    'The BRCA1 gene & its product (p < 0.05)'
    """
    if "&" in value and _ENTITY.search(value):
        value = unescape(value)
    return squeeze(_TAG.sub("", value) if "<" in value else value)


def full_stop_off(title: str) -> str:
    """Returns a title without the full stop that a format ends every title with."""
    ended = title.endswith(".") and not title.endswith("..")
    return title[:-1].rstrip() if ended else title


def date_of(year: int, month: str = "", day: str = "", season: str = "") -> PartialDate:
    """Returns a date from its parts as they are written: "9", "Sep" or "September", "03".

    What is not a month or a day of the calendar is left out.
    """
    number = month_number(month) if not _DIGITS.fullmatch(month) else int(month)
    if not number or not 1 <= number <= 12:
        return PartialDate(year=year, season=season or None)
    known = int(day) if _DIGITS.fullmatch(day) else 0
    return PartialDate(year=year, month=number, day=known if 1 <= known <= 31 else None)


def iso_date(text: str) -> PartialDate | None:
    """Returns a date as "2015", "2015-09" or "2015-09-03"."""
    found = _ISO.match(text)
    return date_of(int(found[1]), found[2] or "", found[3] or "") if found else None


def normalise(written: Written, notes: str = "") -> Normalised:
    """Returns the record with its texts plain and its identifiers in their normal forms.

    An identifier in a field of a different kind (a DOI as the address, a PMID in `notes`) is used
    where the record has none of its own. A malformed one becomes part of `malformed`.
    """
    record = _plain_texts(written.record)
    left: list[str] = []
    doi = _normal("DOI", written.doi, normalise_doi, left)
    pmid = _normal("PMID", written.pmid, normalise_pmid, left)
    pmcid = _normal("PMCID", written.pmcid, normalise_pmcid, left)
    container, url = record.container_title, record.url
    if container and not url and (address := _ADDRESS.search(container)):
        url, container = address[0].rstrip(".,;"), None  # howpublished = {\url{...}}
    found = _labelled(f"{url or ''} {notes}")
    for kind in _NUMBERS:  # malformed, but the address is right
        if kind in found:
            left = [text for text in left if not text.startswith(f"{kind.upper()}:")]
    record = replace(
        record,
        container_title=container,
        url=url,
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        isbn=_all("ISBN", written.isbn, normalise_isbn, left),
        issn=_all("ISSN", written.issn, normalise_issn, left),
    )
    return Normalised(record=_shared(_with(record, found)), malformed=tuple(left))


def with_identifiers_of(text: str, record: BibliographicRecord) -> BibliographicRecord:
    """Returns a record in normal form with the labelled identifiers of `text` that it lacks."""
    return _with(record, _labelled(text))


def _labelled(text: str) -> dict[str, str]:
    """Returns the first valid identifier of each kind."""
    return {one.kind: one.value for one in reversed(find_identifiers(text)) if one.valid}


def _with(record: BibliographicRecord, found: Mapping[str, str]) -> BibliographicRecord:
    if not found:
        return record
    return replace(
        record,
        doi=record.doi or normalise_doi(found.get("doi", "")),
        pmid=record.pmid or normalise_pmid(found.get("pmid", "")),
        pmcid=record.pmcid or normalise_pmcid(found.get("pmcid", "")),
    )


_Form = TypeVar("_Form", bound=str)


def _normal(
    label: str, value: str | None, form: Callable[[str], _Form | None], left: list[str]
) -> _Form | None:
    value = plain(value or "")
    if not value:
        return None
    normal = form(value)
    if normal is None:
        left.append(f"{label}: {value}")
    return normal


def _all(
    label: str, values: tuple[str, ...], form: Callable[[str], _Form | None], left: list[str]
) -> tuple[_Form, ...]:
    """Returns the valid ones; an invalid number of a plausible length becomes part of `left`."""
    normal: list[_Form] = []
    for value in values:
        if number := form(value):
            normal.append(number)
        elif len(re.sub(r"[^0-9Xx]", "", value)) >= 8:
            left.append(f"{label} {value}")
    return tuple(dict.fromkeys(normal))


def _plain_texts(record: BibliographicRecord) -> BibliographicRecord:
    return replace(
        record,
        authors=_plain_names(record.authors),
        editors=_plain_names(record.editors),
        title=_plain_or_none(record.title),
        title_variants=_plain_all(record.title_variants),
        container_title=_plain_or_none(record.container_title),
        container_variants=_plain_all(record.container_variants),
        volume=_plain_or_none(record.volume),
        issue=_plain_or_none(record.issue),
        pages=_plain_or_none(record.pages),
        edition=_plain_or_none(record.edition),
        publisher=_plain_or_none(record.publisher),
        publisher_place=_plain_or_none(record.publisher_place),
        dates=_shared(record.dates),
        language=_plain_or_none(record.language),
        url=_plain_or_none(record.url),
    )


def _plain_or_none(value: str | None) -> str | None:
    return _shared(plain(value or "")) or None


def _plain_all(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for value in values if (text := plain(value)))


def _plain_names(names: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
    return _shared(tuple(one for name in names if (one := _plain_name(name)) is not None))


_Value = TypeVar("_Value", bound=Hashable)
_ACRONYM_LETTERS: Final = 3  # of an organisation: a name of two capitals may be a family's
_MOST_INITIALS: Final = 3  # "Group TSR" stays a person: whose initials they are is not known
_REMEMBERED: Final = 8_192  # names and values that later records share


def _shared(value: _Value) -> _Value:
    """Returns an equal value that an earlier record has: many works are of few journals."""
    same: _Value = _seen(value)
    return same


@lru_cache(maxsize=_REMEMBERED, typed=True)
def _seen(value: Any) -> Any:
    return value


def _organisation(family: str, particle: str, given: str) -> str | None:
    """Returns the name that a program took apart: "Canada, Health", "Drug Abuse, National Institute
    on", "Ministry of Health, Labour and Welfare"."""
    letters = given.replace(".", "").replace(" ", "")
    if not family or (letters.isupper() and len(letters) <= _MOST_INITIALS):
        return None
    if not given and not particle and family.isalpha() and family.isupper():
        return family if len(family) >= _ACRONYM_LETTERS else None  # "WHO"; "MA" is a person
    whole = " ".join(part for part in (given, particle, family) if part)
    if not is_organisation(whole):
        return None
    return f"{family}, {given}" if given and is_organisation(family) else whole


@lru_cache(maxsize=_REMEMBERED)
def _plain_name(name: Contributor) -> Contributor | None:
    match name:
        case GroupName():
            text = plain(name.name)
            return GroupName(name=text) if text else None
        case PersonName():
            family, given = plain(name.family), plain(name.given or "")
            if not family and not given:
                return None
            if group := _organisation(family, plain(name.particle or ""), given):
                return GroupName(name=group)
            return PersonName(
                family=family or given,
                given=given or None if family else None,
                initials=_plain_or_none(name.initials),
                particle=_plain_or_none(name.particle),
                suffix=_plain_or_none(name.suffix),
            )
