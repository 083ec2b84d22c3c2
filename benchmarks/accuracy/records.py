"""The real records that references are made from and that the local service holds."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

__all__ = [
    "Name",
    "Record",
    "load_journals",
    "load_records",
    "plain",
    "with_journals",
    "without_markup",
]

_MARKUP = re.compile(r"</?(?:i|b|u|em|sub|sup|strong)>", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (`family`, `initials`, perhaps `given` and `suffix`) or a `group`."""

    family: str = ""
    initials: str = ""
    given: str = ""
    suffix: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One PubMed record. Empty means that the source does not say.

    `title` ends as PubMed ends it, markup included; `partial` records lack volume and pages.
    `notices` are (RefType, source, PMID).
    """

    pmid: str
    title: str
    authors: tuple[Name, ...]
    journal: str
    abbreviation: str
    year: int
    pubdate: str
    epub: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmc: str = ""
    vernacular: str = ""
    languages: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    notices: tuple[tuple[str, str, str], ...] = ()
    issn: str = ""
    nlm_id: str = ""
    model: str = ""
    status: str = ""
    source: str = ""
    complete: bool = True
    partial: bool = False
    ahead: bool = False

    @property
    def years(self) -> frozenset[int]:
        """Every year that a reference may rightly carry."""
        found = {int(year) for year in _YEAR.findall(f"{self.pubdate} {self.epub[:4]}")}
        return frozenset(found | {self.year})


def load_records(path: Path) -> list[Record]:
    """All records of a JSON Lines file (`.gz` too), books left out."""
    with _open(path) as lines:
        return [record for line in lines if (record := _record(json.loads(line)))]


def load_journals(paths: Iterable[Path]) -> dict[str, str]:
    """Full journal title by plain abbreviation, out of CSV files "title,abbreviation,..."."""
    titles: dict[str, str] = {}
    for path in paths:
        with _open(path) as lines:
            for row in csv.reader(lines):
                if len(row) > 1 and row[1]:
                    titles.setdefault(plain(row[1]), row[0])
    return titles


def with_journals(records: Sequence[Record], titles: Mapping[str, str]) -> list[Record]:
    """The records, each with both forms of its journal where any source knows them."""
    seen: dict[str, Counter[str]] = {}
    for record in records:
        if record.journal and record.abbreviation:
            seen.setdefault(plain(record.abbreviation), Counter())[record.journal] += 1
    # The list first: a record now and then has another journal's title
    full = {short: forms.most_common(1)[0][0] for short, forms in seen.items()} | dict(titles)
    abbreviations = {plain(record.journal): record.abbreviation for record in records}
    known = {plain(title): short for short, title in full.items()}
    spelt = {plain(record.abbreviation): record.abbreviation for record in records}
    return [_completed(record, full, abbreviations, known, spelt) for record in records]


def _completed(
    record: Record,
    full: Mapping[str, str],
    abbreviations: Mapping[str, str],
    known: Mapping[str, str],
    spelt: Mapping[str, str],
) -> Record:
    title, short = record.journal, record.abbreviation
    if not short:
        key = plain(title)
        short = abbreviations.get(key) or spelt.get(known.get(key, ""), "")
    return replace(record, journal=title or full.get(plain(short), ""), abbreviation=short)


def plain(text: str) -> str:
    """Lower case, letters and digits only: to look things up by."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def without_markup(title: str) -> str:
    """A title without the tags that PubMed allows in it, on one line."""
    return " ".join(_MARKUP.sub("", title).split())


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _record(item: Mapping[str, Any]) -> Record | None:
    year = item.get("year")
    if not item.get("title") or not year or item.get("book"):
        return None
    return Record(
        pmid=str(item["pmid"]),
        title=html.unescape(_text(item, "title")),
        authors=tuple(_names(item.get("authors") or ())),
        journal=_text(item, "journal"),
        abbreviation=_text(item, "journal_abbrev"),
        year=int(year),
        pubdate=_text(item, "pubdate") or str(year),
        epub=_text(item, "epub_date"),
        volume=_text(item, "volume"),
        issue=_text(item, "issue"),
        pages=_text(item, "pages"),
        doi=_text(item, "doi").lower(),
        pmc=_text(item, "pmc"),
        vernacular=_text(item, "vernacular_title"),
        languages=tuple(item.get("lang") or ()),
        types=tuple(item.get("pubtypes") or ()),
        notices=tuple(_notices(item)),
        issn=_text(item, "issn"),
        nlm_id=_text(item, "nlm_id"),
        model=_text(item, "pubmodel"),
        status=_text(item, "status"),
        source=_text(item, "source_format"),
        complete=item.get("authors_complete") != "N",
        partial=bool(item.get("partial")),
        ahead=bool(item.get("epub_ahead")),
    )


def _text(item: Mapping[str, Any], key: str) -> str:
    return " ".join(str(item.get(key) or "").split())


def _names(authors: Iterable[Mapping[str, Any]]) -> Iterator[Name]:
    for author in authors:
        if author.get("valid") == "N":
            continue
        if group := author.get("collective"):
            yield Name(group=str(group))
        elif family := author.get("family"):
            yield Name(
                family=str(family),
                initials=str(author.get("initials") or ""),
                given=str(author.get("given") or ""),
                suffix=str(author.get("suffix") or ""),
            )


def _notices(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Notices of both kinds of source: objects (XML), or words such as "Erratum in" (summaries)."""
    for notice in item.get("comments_corrections") or ():
        if isinstance(notice, str):
            yield "".join(word.capitalize() for word in notice.split()), "", ""
        else:
            kind = str(notice.get("reftype") or "")
            yield kind, str(notice.get("refsource") or ""), str(notice.get("pmid") or "")
    for notice in item.get("retraction_in") or ():
        yield "RetractionIn", str(notice.get("refsource") or ""), str(notice.get("pmid") or "")
