"""Records of the Web of Science ("TI ..."), from its tagged and its tab-delimited exports.

Tags: https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcheck.formats.normalise import Written, date_of
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PublicationDate,
    WorkType,
)
from refcheck.text.people.names import read_name
from refcheck.text.works.dates import parse_medline_date

__all__ = ["LISTED", "from_wos"]

# The tags with a name on each line, or several with semicolons between them in a table.
LISTED: Final = frozenset(("AU", "AF", "BA", "BF", "BE", "ED", "GP", "CA"))


def from_wos(tags: Sequence[tuple[str, str]]) -> Written:
    """Returns the record in the tags of one entry, as cited there.

    Each name of `LISTED` tags comes with a tag of its own.
    """
    return _Tags(tags).record()


class _Tags:
    def __init__(self, tags: Sequence[tuple[str, str]]) -> None:
        self._tags = tags

    def record(self) -> Written:
        kind = self._kind()
        title = self._one("TI")
        containers = [each for each in self._every("SO", "JI", "J9") if each != title]
        containers = list(dict.fromkeys(containers))
        record = BibliographicRecord(
            type=kind,
            authors=self._authors(),
            editors=self._names("BE") or self._names("ED"),
            title=title or (containers.pop(0) if containers else None),
            container_title=containers[0] if containers else None,
            container_variants=tuple(containers[1:]),
            dates=self._dates(),
            volume=self._one("VL"),
            issue=self._one("IS"),
            pages=self._pages(),
            publisher=self._one("PU") if kind is not WorkType.ARTICLE_JOURNAL else None,
            publisher_place=self._one("PI") if kind is not WorkType.ARTICLE_JOURNAL else None,
            language=self._one("LA"),
        )
        return Written(
            record=record,
            doi=self._one("DI"),
            pmid=self._one("PM"),
            isbn=self._numbers("BN"),
            issn=self._numbers("SN", "EI"),
        )

    def _every(self, *wanted: str) -> list[str]:
        return [value for name in wanted for tag, value in self._tags if tag == name and value]

    def _one(self, *wanted: str) -> str | None:
        return next(iter(self._every(*wanted)), None)

    def _kind(self) -> WorkType:
        """Returns the type, by the kind of the publication ("PT") and the document type ("DT")."""
        publication = (self._one("PT") or "J")[:1].upper()
        document = (self._one("DT") or "").casefold()
        if publication == "P":
            return WorkType.PATENT
        if "preprint" in document:
            return WorkType.PREPRINT
        if "data set" in document or "data study" in document:
            return WorkType.DATASET
        if publication == "J" or "journal" in document:
            return WorkType.ARTICLE_JOURNAL
        if "proceedings" in document or self._one("CT"):
            return WorkType.PAPER_CONFERENCE
        whole = self._one("TI") in (None, self._one("SO")) or "chapter" not in document
        return WorkType.BOOK if whole and "article" not in document else WorkType.CHAPTER

    def _authors(self) -> tuple[Contributor, ...]:
        """Returns the full names where there are as many of them, else the short ones; then the
        groups."""
        short, full = self._names("AU"), self._names("AF")
        persons = full if len(full) >= len(short) else short
        groups = tuple(GroupName(name=name) for name in self._every("GP", "CA"))
        return (persons or self._names("BA")) + groups

    def _names(self, tag: str) -> tuple[Contributor, ...]:
        names = (read_name(value) for value in self._every(tag) if "anonymous" not in value.lower())
        return tuple(name for name in names if name is not None)

    def _dates(self) -> tuple[PublicationDate, ...]:
        """Returns the issue's date ("SEP-OCT" of 2015), and that of early access ("JAN 2020")."""
        dates = []
        year = self._one("PY") or ""
        if year.isdecimal() and len(year) == 4:
            printed = parse_medline_date(f"{year} {(self._one('PD') or '').title()}")
            date, until = printed or (date_of(int(year)), None)
            dates.append(PublicationDate(kind=DateKind.PRINT, date=date, until=until))
        if early := parse_medline_date((self._one("EA") or self._one("EY") or "").title()):
            dates.append(PublicationDate(kind=DateKind.ELECTRONIC, date=early[0]))
        return tuple(dates)

    def _pages(self) -> str | None:
        first, last = self._one("BP"), self._one("EP")
        if first and last and first != last:
            return f"{first}-{last}"
        return first or last or self._one("AR")

    def _numbers(self, *tags: str) -> tuple[str, ...]:
        return tuple(number for value in self._every(*tags) for number in value.split())
