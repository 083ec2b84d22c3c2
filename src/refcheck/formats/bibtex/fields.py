"""The fields of a BibTeX entry from a record, and back.

Entry types and fields are those of plain BibTeX (btxdoc), so that its standard styles need nothing
more; what plain BibTeX has no word for goes into fields that biblatex knows (`urldate`,
`shortjournal`, `entrysubtype`) or that styles pass over (`day`, `pmid`, `pmcid`). Not carried are
the fields that no BibTeX style has a use for: further titles and dates, all but the first of the
journal's other titles, other locators, NLM ID, publication types and notices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from refcheck.formats.bibtex.latex import clean, decode, decode_verbatim, encode, encode_verbatim
from refcheck.formats.bibtex.names import carried_names, names_field, read_names
from refcheck.formats.bibtex.titles import protect
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.formats.normalise import Written
from refcheck.frozen import dataclass
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PublicationDate,
    WorkType,
)
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import MONTHS, month_number

__all__ = ["carried", "to_fields", "to_record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a kind of work is written: entry type, the fields of container and publisher."""

    entry: str
    subtype: str = ""
    container: str = "howpublished"
    publisher: str = "publisher"


_FORMS = {
    WorkType.ARTICLE_JOURNAL: _Form(entry="article", container="journal"),
    WorkType.ARTICLE_MAGAZINE: _Form(entry="article", subtype="magazine", container="journal"),
    WorkType.ARTICLE_NEWSPAPER: _Form(entry="article", subtype="newspaper", container="journal"),
    WorkType.BOOK: _Form(entry="book", container="series"),
    WorkType.CHAPTER: _Form(entry="incollection", container="booktitle"),
    WorkType.PAPER_CONFERENCE: _Form(entry="inproceedings", container="booktitle"),
    WorkType.THESIS: _Form(entry="phdthesis", container="series", publisher="school"),
    WorkType.REPORT: _Form(entry="techreport", container="series", publisher="institution"),
    WorkType.DATASET: _Form(entry="misc", subtype="dataset"),
    WorkType.DOCUMENT: _Form(entry="misc"),
    WorkType.LEGISLATION: _Form(entry="misc", subtype="legislation"),
    WorkType.PATENT: _Form(entry="misc", subtype="patent"),
    WorkType.PREPRINT: _Form(entry="misc", subtype="preprint"),
    WorkType.SOFTWARE: _Form(entry="misc", subtype="software"),
    WorkType.STANDARD: _Form(entry="misc", subtype="standard"),
    WorkType.WEBPAGE: _Form(entry="misc", subtype="webpage"),
}
_TYPES = {(form.entry, form.subtype): kind for kind, form in _FORMS.items()}
# Entry types of biblatex and of other programs.
_OTHER_TYPES = {
    "booklet": WorkType.BOOK,
    "collection": WorkType.BOOK,
    "conference": WorkType.PAPER_CONFERENCE,
    "dataset": WorkType.DATASET,
    "electronic": WorkType.WEBPAGE,
    "inbook": WorkType.CHAPTER,
    "legislation": WorkType.LEGISLATION,
    "manual": WorkType.REPORT,
    "mastersthesis": WorkType.THESIS,
    "mvbook": WorkType.BOOK,
    "online": WorkType.WEBPAGE,
    "patent": WorkType.PATENT,
    "proceedings": WorkType.BOOK,
    "report": WorkType.REPORT,
    "software": WorkType.SOFTWARE,
    "standard": WorkType.STANDARD,
    "suppbook": WorkType.CHAPTER,
    "thesis": WorkType.THESIS,
    "www": WorkType.WEBPAGE,
}
_CONTAINERS = ("journal", "journaltitle", "booktitle", "series", "howpublished")
_PUBLISHERS = ("publisher", "school", "institution", "organization")
_AHEAD = "Epub ahead of print"

# "24-35", "S5--9", "e31-e40": one dash between two locators. An article number may have more
# ("CD-001-2") and then keeps them.
_RANGE = lazy_regex(
    r"(?<![^\s,;])([^\s,;–—-]{1,40})\s?(?:-{1,3}|–|—)\s?([^\s,;–—-]{1,40})(?![^\s,;])"
)
_DASHES = lazy_regex(r"-{2,}")
_ISO_DATE = lazy_regex(r"(\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_NUMBER = lazy_regex(r"\d{1,4}")


def carried(record: BibliographicRecord) -> BibliographicRecord:
    """Returns the record as a BibTeX file has it: what reading its entry back gives.

    Text is in NFC on one line, names are split as BibTeX splits them, pages have hyphens; what is
    not carried is gone.
    """
    authors = carried_names(record.authors)
    return BibliographicRecord(
        type=record.type,
        authors=authors,
        authors_complete=record.authors_complete or not authors,
        editors=carried_names(record.editors),
        title=_text(record.title),
        container_title=_text(record.container_title),
        container_variants=tuple(filter(None, map(clean, record.container_variants[:1]))),
        dates=_carried_dates(record.issued),
        volume=_text(record.volume),
        issue=_text(record.issue),
        pages=_hyphens(clean(record.pages or "")) or None,
        edition=_text(record.edition),
        publisher=_text(record.publisher),
        publisher_place=_text(record.publisher_place),
        language=_text(record.language),
        doi=record.doi,
        pmid=record.pmid,
        pmcid=record.pmcid,
        url=_text(record.url),
        accessed=_carried_date(record.accessed, season=False),
        isbn=record.isbn,
        issn=record.issn,
        ahead_of_print=record.ahead_of_print,
    )


def to_fields(
    record: BibliographicRecord, key: str, raw: str | None = None, *, unicode: bool = False
) -> BibEntry:
    """Returns the entry of one record. `raw`, the printed string, is kept where no title was read;
    the notices that the reference printed are a note."""
    notes = record.notes
    record = carried(record)
    form = _FORMS[record.type]
    issued = record.issued
    values = {
        "author": names_field(record.authors, complete=record.authors_complete, unicode=unicode),
        "editor": names_field(record.editors, complete=True, unicode=unicode),
        "title": protect(record.title or "", unicode=unicode),
        form.container: encode(record.container_title or "", unicode=unicode),
        "shortjournal": encode("".join(record.container_variants), unicode=unicode),
        form.publisher: encode(record.publisher or "", unicode=unicode),
        "address": encode(record.publisher_place or "", unicode=unicode),
        "edition": encode(record.edition or "", unicode=unicode),
        "year": str(issued.year) if issued else "",
        "month": _month_field(issued, unicode=unicode),
        "day": str(issued.day or "") if issued else "",
        "volume": encode(record.volume or "", unicode=unicode),
        "number": encode(record.issue or "", unicode=unicode),
        "pages": _pages_field(record.pages or "", unicode=unicode),
        **_identifier_fields(record),
        "urldate": _iso(record.accessed) if record.accessed else "",
        "language": encode(record.language or "", unicode=unicode),
        "note": _note(record, raw, notes, unicode=unicode),
        "entrysubtype": form.subtype,
    }
    return BibEntry(
        type=form.entry,
        key=key,
        fields={name: value for name, value in values.items() if value},
        macros=frozenset({"month"} if issued and issued.month else ()),
    )


def _identifier_fields(record: BibliographicRecord) -> dict[str, str]:
    values = {
        "doi": record.doi,
        "pmid": record.pmid,
        "pmcid": record.pmcid,
        "isbn": ", ".join(record.isbn),
        "issn": ", ".join(record.issn),
        "url": record.url,
    }
    return {name: encode_verbatim(value or "") for name, value in values.items()}


def to_record(entry: BibEntry) -> Written:
    """Returns the record in one entry, of this program or another."""
    fields = entry.fields
    authors, complete = read_names(fields.get("author", ""))
    editors, _ = read_names(fields.get("editor", ""))
    short = _first(fields, "shortjournal")
    record = BibliographicRecord(
        type=_work_type(entry),
        authors=authors,
        authors_complete=complete,
        editors=editors,
        title=_first(fields, "title"),
        container_title=_first(fields, *_CONTAINERS),
        container_variants=(short,) if short else (),
        dates=_read_dates(fields),
        volume=_first(fields, "volume"),
        issue=_first(fields, "number", "issue"),
        pages=_read_pages(fields.get("pages", "")),
        edition=_first(fields, "edition"),
        publisher=_first(fields, *_PUBLISHERS),
        publisher_place=_first(fields, "address", "location"),
        language=_first(fields, "language", "langid"),
        url=_first(fields, "url", read=decode_verbatim),
        accessed=_read_iso(fields.get("urldate", "")),
        ahead_of_print=_AHEAD in fields.get("note", ""),
    )
    return Written(
        record=record,
        doi=_first(fields, "doi", read=decode_verbatim),
        pmid=_first(fields, "pmid", read=decode_verbatim),
        pmcid=_first(fields, "pmcid", "pmc", read=decode_verbatim),
        isbn=_listed(decode_verbatim(fields.get("isbn", ""))),
        issn=_listed(decode_verbatim(fields.get("issn", ""))),
    )


def _text(value: str | None) -> str | None:
    return clean(value) or None if value else None


def _first(
    fields: Mapping[str, str], *names: str, read: Callable[[str], str] = decode
) -> str | None:
    """Returns the first of these fields that is not empty."""
    return next((text for name in names if (text := read(fields.get(name, "")))), None)


def _work_type(entry: BibEntry) -> WorkType:
    subtype = entry.fields.get("entrysubtype", "")
    for known in ((entry.type, subtype), (entry.type, "")):
        if known in _TYPES:
            return _TYPES[known]
    return _OTHER_TYPES.get(entry.type, WorkType.DOCUMENT)


def _note(
    record: BibliographicRecord, raw: str | None, notes: tuple[str, ...], *, unicode: bool
) -> str:
    printed = [encode(clean(note), unicode=unicode) for note in notes]
    if record.ahead_of_print:
        printed.insert(0, _AHEAD)
    if raw and not record.title:
        printed.append(encode(clean(raw), unicode=unicode))
    return "; ".join(printed)


def _carried_dates(issued: PartialDate | None) -> tuple[PublicationDate, ...]:
    date = _carried_date(issued, season=True)
    return (PublicationDate(kind=DateKind.PRINT, date=date),) if date else ()


def _carried_date(date: PartialDate | None, *, season: bool) -> PartialDate | None:
    if date is None:
        return None
    name = clean(date.season or "") if season else ""
    month = date.month or _month_named(name)
    return PartialDate(
        year=date.year,
        month=month,
        day=date.day if month else None,
        season=None if month else name or None,
    )


def _month_field(date: PartialDate | None, *, unicode: bool) -> str:
    if date is None:
        return ""
    return (
        MONTHS[date.month - 1].lower() if date.month else encode(date.season or "", unicode=unicode)
    )


def _read_dates(fields: Mapping[str, str]) -> tuple[PublicationDate, ...]:
    """`year`, `month` and `day`, or biblatex's `date`."""
    year = _NUMBER.search(fields.get("year", ""))
    if year is None:
        date = _read_iso(fields.get("date", ""))
    else:
        named = decode(fields.get("month", ""))
        month = _month_named(named)
        day = _NUMBER.fullmatch(fields.get("day", ""))
        date = PartialDate(
            year=int(year[0]),
            month=month,
            day=int(day[0]) if day and month and 1 <= int(day[0]) <= 31 else None,
            season=None if month else named or None,
        )
    return (PublicationDate(kind=DateKind.PRINT, date=date),) if date else ()


def _month_named(text: str) -> int | None:
    """Returns the month that a text names, as a number or as a word."""
    return int(text) if text.isdecimal() and 1 <= int(text) <= 12 else month_number(text)


def _iso(date: PartialDate) -> str:
    parts = [f"{date.year:04d}"]
    if date.month:
        parts.append(f"{date.month:02d}")
        if date.day:
            parts.append(f"{date.day:02d}")
    return "-".join(parts)


def _read_iso(text: str) -> PartialDate | None:
    found = _ISO_DATE.match(text)
    if not found:
        return None
    month, day = int(found[2] or 0), int(found[3] or 0)
    known = 1 <= month <= 12
    return PartialDate(
        year=int(found[1]),
        month=month if known else None,
        day=day if known and 1 <= day <= 31 else None,
    )


def _hyphens(pages: str) -> str:
    """Pages with a hyphen in each range ("24–35", "24--35" -> "24-35")."""
    return _RANGE.sub(r"\1-\2", _DASHES.sub("-", pages))


def _pages_field(pages: str, *, unicode: bool) -> str:
    """Pages as LaTeX with `--` in each range; the rest of the field is text like any other."""
    pieces = []
    end = 0
    for found in _RANGE.finditer(pages):
        pieces += [pages[end : found.start()], found[1] + "\0" + found[2]]
        end = found.end()
    pieces.append(pages[end:])
    halves = "".join(pieces).split("\0")
    return "--".join(encode(half, unicode=unicode) for half in halves)


def _read_pages(field: str) -> str | None:
    return "-".join(decode(half) for half in _DASHES.split(field)) or None


def _listed(field: str) -> tuple[str, ...]:
    """Returns the numbers in a field for several."""
    return tuple(number for part in field.split(",") if (number := clean(part)))
