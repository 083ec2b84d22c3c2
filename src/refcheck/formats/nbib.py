"""Records from PubMed's own format (`.nbib`, MEDLINE).

Tags: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from refcheck.formats.normalise import Written, date_of, full_stop_off
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.text.works.dates import parse_medline_date
from refcheck.text.works.identifiers import normalise_pmid

__all__ = ["from_nbib"]

_KINDS: Final = {
    "RIN": NoticeKind.RETRACTION_IN,
    "ROF": NoticeKind.RETRACTION_OF,
    "PRIN": NoticeKind.PARTIAL_RETRACTION_IN,
    "PROF": NoticeKind.PARTIAL_RETRACTION_OF,
    "ECI": NoticeKind.EXPRESSION_OF_CONCERN_IN,
    "ECF": NoticeKind.EXPRESSION_OF_CONCERN_FOR,
    "EIN": NoticeKind.ERRATUM_IN,
    "EFR": NoticeKind.ERRATUM_FOR,
    "CRI": NoticeKind.CORRECTED_AND_REPUBLISHED_IN,
    "CRF": NoticeKind.CORRECTED_AND_REPUBLISHED_FROM,
    "RRI": NoticeKind.RETRACTED_AND_REPUBLISHED_IN,
    "RRF": NoticeKind.RETRACTED_AND_REPUBLISHED_FROM,
    "RPI": NoticeKind.REPUBLISHED_IN,
    "RPF": NoticeKind.REPUBLISHED_FROM,
    "UIN": NoticeKind.UPDATE_IN,
    "UOF": NoticeKind.UPDATE_OF,
    "CIN": NoticeKind.COMMENT_IN,
    "CON": NoticeKind.COMMENT_ON,
}
_DAY: Final = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_PMID: Final = re.compile(r"PMID:\s{0,2}(\d{1,8})")
_LABELLED: Final = re.compile(r"(\S{1,300})\s{1,3}\[(\w{1,12})\]")
_NUMBER: Final = re.compile(r"[\dXx-]{8,17}")


def from_nbib(tags: Sequence[tuple[str, str]]) -> Written:
    """Returns the record in the tags of one entry, with its identifiers as cited there."""
    return _Tags(tags).record()


class _Tags:
    def __init__(self, tags: Sequence[tuple[str, str]]) -> None:
        self._tags = tags

    def record(self) -> Written:
        title, book = self._title("TI"), self._title("BTI")
        journal, short = self._one("JT"), self._one("TA")
        located = self._located()
        record = BibliographicRecord(
            type=self._type(title, book),
            authors=tuple(self._authors("FAU", "AU")),
            editors=tuple(self._authors("FED", "ED")),
            title=title or book,
            title_variants=tuple(filter(None, (self._title("TT"), self._title("VTI")))),
            container_title=(book if title and book else None) or journal or short,
            container_variants=(short,) if short and journal else (),
            dates=tuple(self._dates()),
            volume=self._one("VI"),
            issue=self._one("IP"),
            pages=self._one("PG") or located.get("elocation"),
            elocations=tuple(value for kind, value in located.items() if kind == "pii"),
            edition=self._one("EN"),
            publisher=self._one("PB"),
            publisher_place=self._one("PL") if self._one("PB") else None,  # else the journal's
            language=self._one("LA"),
            nlm_id=self._one("JID"),
            publication_types=tuple(self._every("PT")),
            notices=tuple(self._notices()),
            ahead_of_print=self._one("PST") == "aheadofprint",
        )
        return Written(
            record=record,
            doi=located.get("doi"),
            pmid=self._one("PMID"),
            pmcid=self._one("PMC"),
            isbn=tuple(self._numbers("ISBN")),
            issn=tuple(self._numbers("IS")),
        )

    def _every(self, wanted: str) -> list[str]:
        return [value for tag, value in self._tags if tag == wanted and value]

    def _one(self, wanted: str) -> str | None:
        return next(iter(self._every(wanted)), None)

    def _title(self, tag: str) -> str | None:
        return full_stop_off(self._one(tag) or "") or None

    def _type(self, title: str | None, book: str | None) -> WorkType:
        kinds = {kind.lower() for kind in self._every("PT")}
        if book:
            return WorkType.CHAPTER if title else WorkType.BOOK
        return WorkType.PREPRINT if "preprint" in kinds else WorkType.ARTICLE_JOURNAL

    def _authors(self, full: str, short: str) -> Iterator[Contributor]:
        """Yields every author by the full name ("FAU"), or by the short one where there is no
        other.

        Groups ("CN") come where they sign.
        """
        person: PersonName | None = None  # a full name: the short one after it is the same
        for tag, value in self._tags:
            if not value or tag not in (full, short, "CN"):
                continue
            if tag == short and person is not None:
                yield replace(person, initials=_short_person(value).given)
                person = None
                continue
            if person is not None:
                yield person
            person = _person(value) if tag == full else None
            if tag == short:
                yield _short_person(value)
            elif tag == "CN" and full == "FAU":
                yield GroupName(name=value)
        if person is not None:
            yield person

    def _dates(self) -> Iterator[PublicationDate]:
        printed = parse_medline_date(self._one("DP") or "")
        if printed is not None:
            yield PublicationDate(kind=DateKind.PRINT, date=printed[0], until=printed[1])
        day = _DAY.match(self._one("DEP") or "")
        if day is not None:
            date = date_of(int(day[1]), day[2], day[3])
            yield PublicationDate(kind=DateKind.ELECTRONIC, date=date)

    def _located(self) -> dict[str, str]:
        """Returns the locators with their kinds ("10.1016/j.phrs.2015.05.003 [doi]"), the first of
        each."""
        located: dict[str, str] = {}
        for value in (*self._every("LID"), *self._every("AID")):
            for found in _LABELLED.finditer(value):
                located.setdefault(found[2], found[1])
            if not _LABELLED.search(value):
                located.setdefault("elocation", value)
        return located

    def _numbers(self, tag: str) -> Iterator[str]:
        for value in self._every(tag):
            yield from _NUMBER.findall(value)[:1]

    def _notices(self) -> Iterator[Notice]:
        for tag, value in self._tags:
            if tag in _KINDS:
                pmid = _PMID.search(value)
                source = value.split(" PMID:")[0].strip().rstrip(".")
                yield Notice(
                    kind=_KINDS[tag],
                    source=source or None,
                    pmid=normalise_pmid(pmid[1]) if pmid else None,
                )


def _person(name: str) -> PersonName:
    """ "Rajkumar, Ramamoorthy", "King, Martin L Jr"."""
    family, _, given = name.partition(",")
    given, suffix = _without_suffix(given.strip())
    return PersonName(family=family.strip() or name, given=given or None, suffix=suffix)


def _short_person(name: str) -> PersonName:
    """ "Rajkumar R", "van der Berg AB Jr"."""
    name, suffix = _without_suffix(name)
    family, _, initials = name.rpartition(" ")
    if not family:
        return PersonName(family=name)
    return PersonName(family=family, given=initials, initials=initials, suffix=suffix)


def _without_suffix(given: str) -> tuple[str, str | None]:
    words = given.split(" ")
    if len(words) > 1 and words[-1] in ("Jr", "Sr", "2nd", "3rd", "4th"):
        return " ".join(words[:-1]), words[-1]
    return given, None
