"""Real PubMed records, as facts (`facts.jsonl`): those that are easily confused, and rare forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from refcheck.model.document import Span
from refcheck.model.outcome import Candidate, Via
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
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.text.works.dates import parse_date, parse_medline_date


def _author(text: str) -> Contributor:
    if text.startswith("="):
        return GroupName(name=text[1:])
    family, initials, *suffix = text.split(", ")
    return PersonName(
        family=family, initials=initials or None, suffix=suffix[0] if suffix else None
    )


def _dates(item: dict[str, Any]) -> Iterator[PublicationDate]:
    if (printed := item.get("print")) and (found := parse_medline_date(printed)):
        first, until = found
        yield PublicationDate(kind=DateKind.PRINT, date=first, until=until, text=printed)
    if electronic := item.get("electronic"):
        ahead = parse_date(f"{electronic[:4]}-{electronic[4:6]}-{electronic[6:]}"
                           if electronic.isdigit() else electronic)  # fmt: skip
        if ahead:
            yield PublicationDate(kind=DateKind.ELECTRONIC, date=ahead, text=electronic)


def _record(item: dict[str, Any]) -> BibliographicRecord:
    journals = item["journals"]
    return BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL,
        pmid=item["pmid"],
        authors=tuple(_author(name) for name in item["authors"].split("; ") if name),
        authors_complete=item.get("authors_complete", True),
        title=item["title"],
        title_variants=tuple(filter(None, (item.get("vernacular_title"),))),
        container_title=journals[0],
        container_variants=tuple(journals[1:]),
        dates=tuple(_dates(item)),
        volume=item.get("volume"),
        issue=item.get("issue"),
        pages=item.get("pages"),
        doi=item.get("doi"),
        publication_types=tuple(item.get("types", ())),
        notices=tuple(
            Notice(kind=NoticeKind(kind), source=source, pmid=pmid)
            for kind, source, pmid in item.get("notices", ())
        ),
    )


_LINES = (Path(__file__).parent / "facts.jsonl").read_text(encoding="utf-8").splitlines()
RECORDS = {item["pmid"]: _record(item) for item in map(json.loads, _LINES)}


def cited(pmid: str, **change: Any) -> BibliographicRecord:
    """The record as a reference prints it: abbreviated journal, initials, no identifiers."""
    record = RECORDS[pmid]
    printed = replace(
        record,
        pmid=None,
        doi=None,
        authors=tuple(
            replace(name, given=name.initials, initials=None)
            if isinstance(name, PersonName)
            else name
            for name in record.authors
        ),
        title=(record.title or "").removesuffix("."),
        title_variants=(),
        container_title=(record.container_variants or (record.container_title,))[0],
        container_variants=(),
        dates=record.dates[:1],
        publication_types=(),
        notices=(),
    )
    return replace(printed, **change)


def reference(printed: BibliographicRecord, raw: str | None = None) -> Reference:
    """The reference with this text, or the one that a simple style makes of it."""
    text = raw if raw is not None else _text(printed)
    span = Span(start=0, end=len(text), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label="1.", raw=text, span=span)
    return Reference(string=string, parsed=ParsedString(record=printed))


def _text(printed: BibliographicRecord) -> str:
    names = ", ".join(
        name.name
        if isinstance(name, GroupName)
        else f"{name.full_family} {name.given or ''}".strip()
        for name in printed.authors
    )
    year = printed.issued.year if printed.issued else ""
    issue = f"({printed.issue})" if printed.issue else ""
    place = f"{year};{printed.volume or ''}{issue}:{printed.pages or ''}"
    end = "" if printed.authors_complete else ", et al"
    return f"{names}{end}. {printed.title}. {printed.container_title}. {place}."


def candidates(*pmids: str) -> list[Candidate]:
    """The records as a search for the title leads to them."""
    return [
        Candidate(
            record=RECORDS[pmid],
            source="pubmed",
            via=Via.TITLE,
            asked="",
            retrieved=date(2026, 11, 20),
        )
        for pmid in pmids
    ]
