"""BibTeX and biblatex files (`.bib`); the file's own text is the document's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from refcheck.formats.bibtex.fields import to_record
from refcheck.formats.bibtex.latex import decode as from_latex
from refcheck.formats.bibtex.scanner import Allowance, ScannedEntry, resolved, scan
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.formats.normalise import Written, normalise
from refcheck.formats.reference_string import entry
from refcheck.model.document import Document, MarkedReference
from refcheck.model.record import BibliographicRecord, DateKind, PublicationDate, WorkType
from refcheck.readers.io import decode
from refcheck.text.dates import parse_date
from refcheck.text.folding import squeeze

__all__ = ["read_bib", "record_of"]

# Blocks that look like entries and are none: data for others, settings of styles.
_NO_WORKS: Final = frozenset({"xdata", "set", "control", "ieeetranbstctl", "bibnote"})
_NOTES: Final = ("note", "annote", "addendum", "howpublished", "eprint", "bibsource", "mrnumber")
_MACRO: Final = re.compile(r"\s*\\([A-Za-z]{2,20})\s*")  # journal = \apj
_ARXIV: Final = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z.-]{2,14}/\d{7})(?:v\d{1,2})?", re.I)


def read_bib(path: str, content: bytes) -> Document:
    """Read a .bib file; every entry is a reference, a broken one too.

    Raises `InputError` where the bytes are no text.
    """
    text = decode(path, content)
    return Document(path=path, text=text, references=tuple(_references(text)))


def _references(text: str) -> Iterator[MarkedReference]:
    """The works in the text of a .bib file, in order, with what they inherit from each other."""
    allowance = Allowance(text)
    found = list(scan(text, allowance))
    known: dict[str, BibEntry] = {}
    for one in found:
        known.setdefault(one.entry.key.lower(), one.entry)
    for one in found:
        if one.entry.type not in _NO_WORKS:
            inherited, complete = resolved(one.entry, known, allowance)
            yield _reference(one, inherited, tuple(_faults(one, complete=complete)))


def _faults(one: ScannedEntry, *, complete: bool) -> Iterator[str]:
    """What of an entry could not be put together."""
    for name in dict.fromkeys(one.unfilled):
        yield f"The @string macros of its {name} stand for too long a text and were not filled in."
    if not complete:
        yield "What it inherits from other entries is too long and was not taken over."


def _reference(one: ScannedEntry, whole: BibEntry, faults: tuple[str, ...]) -> MarkedReference:
    written = record_of(whole)
    record = written.record
    if not (record.title or record.authors or record.container_title or written.doi or record.url):
        return MarkedReference(  # nothing in it could be read: its text is all there is
            start=one.start,
            end=one.end,
            id=one.entry.key or None,
            record=normalise(written).record if one.whole else None,
            printed=from_latex(" ".join(whole.fields.values())) or None,
            faults=faults,
        )
    notes = " ; ".join(from_latex(whole.fields[name]) for name in _NOTES if name in whole.fields)
    found = entry(one.start, one.end, written, id=one.entry.key or None, notes=notes)
    return replace(found, faults=faults) if faults else found


def record_of(entry: BibEntry) -> Written:
    """The record in an entry, the words of biblatex and of other programs understood."""
    fields = dict(_joined_titles(entry.fields))
    fields.update(_journal_macro(fields))
    if "pages" not in fields:
        fields.update(_renamed(fields, "pages", ("eid", "articleno", "article-number")))
    if "booktitle" not in fields and entry.type == "inproceedings":
        fields.update(_renamed(fields, "booktitle", ("eventtitle", "maintitle")))
    written = to_record(BibEntry(type=entry.type, key=entry.key, fields=fields))
    dated = _dated(written.record, from_latex(fields.get("date", "")))
    return _with_eprint(replace(written, record=dated), fields)


def _dated(record: BibliographicRecord, text: str) -> BibliographicRecord:
    """The record with a date in words: `date = {May 2015}`, `month = sep # "~5"`."""
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
    """The name of a journal's macro where it stands alone: LaTeX itself would print the journal."""
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
