"""Records from the entries of a .bib file, as BibTeX, biblatex and reference managers write them.

`fields` knows what this program writes; here are the other names of fields that programs use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from refcheck.formats.bibtex.fields import to_record
from refcheck.formats.bibtex.latex import decode
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.formats.normalise import Written
from refcheck.model.record import BibliographicRecord, DateKind, PublicationDate, WorkType
from refcheck.text.folding import squeeze
from refcheck.text.works.dates import parse_date

__all__ = ["from_bibtex"]

_MACRO: Final = re.compile(r"\s*\\([A-Za-z]{2,20})\s*")  # journal = \apj
_ARXIV: Final = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z.-]{2,14}/\d{7})(?:v\d{1,2})?", re.I)


def from_bibtex(entry: BibEntry) -> Written:
    """Returns the record in an entry, with its identifiers as cited there."""
    fields = dict(_joined_titles(entry.fields))
    fields.update(_journal_macro(fields))
    if "pages" not in fields:
        fields.update(_renamed(fields, "pages", ("eid", "articleno", "article-number")))
    if "booktitle" not in fields and entry.type == "inproceedings":
        fields.update(_renamed(fields, "booktitle", ("eventtitle", "maintitle")))
    written = to_record(BibEntry(type=entry.type, key=entry.key, fields=fields))
    dated = _dated(written.record, decode(fields.get("date", "")))
    return _with_eprint(replace(written, record=dated), fields)


def _dated(record: BibliographicRecord, text: str) -> BibliographicRecord:
    """Returns the record with a date in words: `date = {May 2015}`, `month = sep # "~5"`."""
    issued = record.issued
    if issued is not None and issued.season and not issued.month:
        text = squeeze(f"{issued.season} {issued.year}")
    elif issued is not None:
        return record
    date = parse_date(text)
    if date is None or (issued and not date.month):
        return record
    return replace(record, dates=(PublicationDate(kind=DateKind.PRINT, date=date),))


def _joined_titles(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        subtitle = fields.get(f"{name.removesuffix('title')}subtitle") if "title" in name else None
        if not subtitle or "subtitle" in name or subtitle in value:
            yield name, value
        else:
            joint = "" if value.rstrip("} ").endswith(("?", "!", ":")) else ":"
            yield name, f"{value}{joint} {subtitle}"


def _journal_macro(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields the name of a journal's macro in a field by itself: LaTeX would print the journal."""
    for name in ("journal", "journaltitle"):
        if found := _MACRO.fullmatch(fields.get(name, "")):
            yield name, found[1]


def _renamed(
    fields: Mapping[str, str], name: str, others: Iterable[str]
) -> Iterator[tuple[str, str]]:
    yield from ((name, fields[other]) for other in others if fields.get(other))


def _with_eprint(written: Written, fields: Mapping[str, str]) -> Written:
    """`eprint` with its archive: PubMed, PubMed Central or arXiv."""
    number = fields.get("eprint", "").strip("{} ")
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip("{} ").lower()
    if number and archive in ("pubmed", "pmid") and not written.pmid:
        return replace(written, pmid=number)
    if number and archive in ("pmc", "pmcid", "pubmedcentral") and not written.pmcid:
        return replace(written, pmcid=number)
    found = _ARXIV.fullmatch(number) if archive in ("arxiv", "") else None
    if found is None:
        return written
    record = written.record
    record = replace(record, elocations=(*record.elocations, f"arXiv:{found[1]}"))
    if not record.container_title and record.type in (WorkType.DOCUMENT, WorkType.WEBPAGE):
        record = replace(record, type=WorkType.PREPRINT)
    return replace(written, record=record)
