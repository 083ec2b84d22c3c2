"""Records of EndNote's tagged format ("%T ..."), which is that of refer and BibIX.

Tags: EndNote's "Refer/BibIX Import" filter, and refer(1). Google Scholar, Zotero and the journals'
"Download citation" write it as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refcheck.formats.normalise import Written
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.text.folding import squeeze
from refcheck.text.people.names import read_name
from refcheck.text.works.dates import parse_date

__all__ = ["from_endnote_tagged"]

# The names of EndNote's reference types ("%0 Journal Article"), as its English edition has them.
_KINDS: Final = {
    "journal article": WorkType.ARTICLE_JOURNAL,
    "electronic article": WorkType.ARTICLE_JOURNAL,
    "journal": WorkType.ARTICLE_JOURNAL,
    "magazine article": WorkType.ARTICLE_MAGAZINE,
    "newspaper article": WorkType.ARTICLE_NEWSPAPER,
    "book": WorkType.BOOK,
    "edited book": WorkType.BOOK,
    "electronic book": WorkType.BOOK,
    "book section": WorkType.CHAPTER,
    "electronic book section": WorkType.CHAPTER,
    "encyclopedia": WorkType.CHAPTER,
    "dictionary": WorkType.CHAPTER,
    "conference proceedings": WorkType.PAPER_CONFERENCE,
    "conference paper": WorkType.PAPER_CONFERENCE,
    "thesis": WorkType.THESIS,
    "report": WorkType.REPORT,
    "government document": WorkType.REPORT,
    "standard": WorkType.REPORT,
    "pamphlet": WorkType.REPORT,
    "patent": WorkType.PATENT,
    "computer program": WorkType.SOFTWARE,
    "dataset": WorkType.DATASET,
    "online database": WorkType.DATASET,
    "web page": WorkType.WEBPAGE,
    "blog": WorkType.WEBPAGE,
    "electronic source": WorkType.WEBPAGE,
    "preprint": WorkType.PREPRINT,
    "statute": WorkType.LEGISLATION,
    "bill": WorkType.LEGISLATION,
    "case": WorkType.LEGISLATION,
    "legal rule or regulation": WorkType.LEGISLATION,
}
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_DOI: Final = re.compile(r"10\.\d{4,9}/")
_NUMBER: Final = re.compile(r"[\dXx][\dXx-]{6,15}[\dXx]")
# In the order of the name: "Dennis M. Ritchie", "Ludwig van Beethoven".
_PERSON: Final = re.compile(
    r"[^\W\d_a-z][^\W\d_]*\.?(?: (?:[^\W\d_a-z][^\W\d_]*\.?|van|von|de|der|den|di|da|du|la)){1,3}"
)


def from_endnote_tagged(tags: Sequence[tuple[str, str]]) -> Written:
    """Returns the record in the tags of one entry, without their "%", as cited there."""
    return _Tags(tags).record()


class _Tags:
    def __init__(self, tags: Sequence[tuple[str, str]]) -> None:
        self._tags = tags
        self._typed = any(tag == "0" for tag, _ in tags)

    def record(self) -> Written:
        kind = self._kind()
        title = self._one("T")
        containers = list(dict.fromkeys(each for each in self._every("J", "B") if each != title))
        if not title and kind is WorkType.BOOK and containers:
            title = containers.pop(0)
        record = BibliographicRecord(
            type=kind,
            authors=self._names("A") or self._groups(),
            editors=self._names("E"),
            title=title,
            container_title=containers[0] if containers else None,
            container_variants=tuple(containers[1:]),
            dates=self._dates(),
            volume=self._one("V"),
            issue=self._one("N"),
            pages=self._one("P", "&"),
            edition=self._one("7") if kind in (WorkType.BOOK, WorkType.CHAPTER) else None,
            publisher=self._one("I"),
            publisher_place=self._one("C"),
            language=self._one("G"),
            url=self._one("U"),
            accessed=parse_date(self._one("[") or ""),
        )
        numbers = _NUMBER.findall(" ; ".join(self._every("@")))
        return Written(
            record=record,
            doi=self._doi(),
            pmid=self._pmid(),
            pmcid=next((each for each in self._every("2") if each[:3].upper() == "PMC"), None),
            isbn=tuple(each for each in numbers if len(each.replace("-", "")) in (10, 13)),
            issn=tuple(each for each in numbers if len(each.replace("-", "")) == 8),
        )

    def _every(self, *wanted: str) -> list[str]:
        return [value for name in wanted for tag, value in self._tags if tag == name and value]

    def _one(self, *wanted: str) -> str | None:
        return next(iter(self._every(*wanted)), None)

    def _kind(self) -> WorkType:
        """Returns the type that is named, else the one that the fields are those of."""
        if self._typed:
            return _KINDS.get(squeeze(self._one("0") or "").casefold(), WorkType.DOCUMENT)
        if self._one("J"):
            return WorkType.ARTICLE_JOURNAL
        if self._one("B"):
            return WorkType.CHAPTER
        return WorkType.BOOK if self._one("I") else WorkType.DOCUMENT

    def _names(self, tag: str) -> tuple[Contributor, ...]:
        names = (each for value in self._every(tag) for each in value.split(";"))
        found = (self._name(squeeze(name)) for name in names)
        return tuple(name for name in found if name is not None)

    def _name(self, text: str) -> Contributor | None:
        """Returns a name as EndNote writes it; in an entry of refer, which has no types, in its
        order."""
        name = read_name(text)
        if self._typed or not isinstance(name, GroupName) or "," in text:
            return name
        if not _PERSON.fullmatch(text):
            return name
        given, _, family = text.rpartition(" ")
        return PersonName(family=family, given=given)

    def _groups(self) -> tuple[Contributor, ...]:
        """Returns the corporate author of refer ("%Q World Health Organization")."""
        if self._typed:
            return ()
        return tuple(GroupName(name=name) for name in self._every("Q"))

    def _dates(self) -> tuple[PublicationDate, ...]:
        """Returns the year, with the month and day where the date next to it has them ("Sep 3")."""
        year_text, detail = self._one("D") or "", self._one("8") or ""
        date = parse_date(year_text)
        year = _YEAR.search(year_text)
        if date is None or year is None:
            date = parse_date(detail)
        elif date.month is None and detail:
            same = year[1] in detail or not _YEAR.search(detail)
            fuller = parse_date(detail if year[1] in detail else f"{detail} {year[1]}")
            date = fuller if same and fuller is not None and fuller.month else date
        return (PublicationDate(kind=DateKind.PRINT, date=date),) if date else ()

    def _doi(self) -> str | None:
        """Returns the field of that name; in refer it is the number of a report."""
        values = self._every("R")
        return next((each for each in values if self._typed or _DOI.search(each)), None)

    def _pmid(self) -> str | None:
        """Returns the accession number, where the record comes from PubMed or from no other
        database."""
        number = self._one("M") or ""
        database = " ".join(self._every("~", "W")).lower()
        known = not database or any(name in database for name in ("pubmed", "medline", "nlm"))
        return number if known and number.isdecimal() and len(number) <= 8 else None
