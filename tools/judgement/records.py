"""Real records, and the indexes that find those that are easily taken for one another."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

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
from refcheck.text.works.identifiers import normalise_doi, normalise_pmid

__all__ = ["Library", "first_family", "journals", "load", "share_author", "to_record"]


def load(path: Path) -> list[BibliographicRecord]:
    """Every record of a JSON Lines file (gzip) that can be cited: title, year, journal."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = (to_record(json.loads(line)) for line in lines)
        return [each for each in records if each.title and each.dates and journals(each)]


def to_record(item: dict[str, Any]) -> BibliographicRecord:
    """One JSON record as `BibliographicRecord`."""
    full, abbreviated, iso = (item.get(key) for key in ("journal", "journal_abbrev", "iso_abbrev"))
    names = [name for name in (full, abbreviated, iso) if name]
    return BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL,
        authors=tuple(_author(author) for author in item["authors"] or ()),
        authors_complete=item.get("authors_complete") != "N",
        title=item["title"],
        title_variants=tuple(filter(None, (item.get("vernacular_title"),))),
        container_title=names[0] if names else None,
        container_variants=tuple(names[1:]),
        dates=tuple(_dates(item)),
        volume=item.get("volume"),
        issue=item.get("issue"),
        pages=item.get("pages"),
        elocations=tuple(filter(None, (item.get("pii"),))),
        doi=normalise_doi(item.get("doi") or ""),
        pmid=normalise_pmid(item["pmid"]),
        publication_types=tuple(item.get("pubtypes") or ()),
        ahead_of_print=bool(item.get("epub_ahead")),
    )


def _author(author: dict[str, Any]) -> Contributor:
    if "collective" in author:
        return GroupName(name=author["collective"])
    return PersonName(
        family=author["family"],
        given=author["given"],
        initials=author["initials"],
        suffix=author["suffix"],
    )


def _dates(item: dict[str, Any]) -> Iterator[PublicationDate]:
    if item.get("year"):
        years = [int(year) for year in re.findall(r"\b(?:1[89]|20)\d\d\b", item["pubdate"] or "")]
        until = PartialDate(year=years[-1]) if len(years) > 1 else None
        yield PublicationDate(
            kind=DateKind.PRINT,
            date=PartialDate(year=item["year"]),
            until=until,
            text=item["pubdate"],
        )
    if found := re.match(r"\d{4}", item.get("epub_date") or ""):
        yield PublicationDate(
            kind=DateKind.ELECTRONIC,
            date=PartialDate(year=int(found.group())),
            text=item["epub_date"],
        )


def journals(record: BibliographicRecord) -> list[str]:
    """Every name of the record's journal, the abbreviation last where there is one."""
    return [name for name in (record.container_title, *record.container_variants) if name]


class Library:
    """Records with the indexes that find those that are easily taken for one another."""

    def __init__(self, records: Sequence[BibliographicRecord]) -> None:
        self.records = records
        self._by_author: dict[str, list[int]] = defaultdict(list)
        self._by_volume: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, record in enumerate(records):
            if record.authors:
                self._by_author[first_family(record)].append(at)
            if record.volume:
                self._by_volume[(journals(record)[-1].casefold(), record.volume)].append(at)
            for pair in _title_pairs(record):
                self._by_word[pair].append(at)

    def like(self, record: BibliographicRecord, rng: random.Random) -> list[BibliographicRecord]:
        """Up to four other records: same first author, same volume, and similar titles."""
        places: set[int] = set()
        groups = [
            self._by_author[first_family(record)] if record.authors else [],
            self._by_volume[(journals(record)[-1].casefold(), record.volume or "")],
            *(
                self._by_word[pair]
                for pair in _title_pairs(record)[:6]
                if len(self._by_word[pair]) < 40
            ),
        ]
        for group in groups:
            others = [at for at in group[:200] if self.records[at].pmid != record.pmid]
            if others:
                places.add(rng.choice(others))
        return [self.records[at] for at in sorted(places)[:4]]

    def any(self, rng: random.Random) -> BibliographicRecord:
        """Any record at all."""
        return rng.choice(self.records)


def first_family(record: BibliographicRecord) -> str:
    """The family name of the first author, or the name of the group."""
    first = record.authors[0]
    return first.family if isinstance(first, PersonName) else first.name


def _title_pairs(record: BibliographicRecord) -> list[tuple[str, str]]:
    words = [word for word in re.findall(r"\w+", (record.title or "").casefold()) if len(word) > 4]
    return list(pairwise(words))


def share_author(one: BibliographicRecord, other: BibliographicRecord) -> bool:
    """Whether two records have an author's family name in common."""
    families = [
        {name.family for name in each.authors if isinstance(name, PersonName)}
        for each in (one, other)
    ]
    return bool(families[0] & families[1])
