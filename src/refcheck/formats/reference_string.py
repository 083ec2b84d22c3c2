"""A record as a reference list would print it, for formats of fields without text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from refcheck.formats.normalise import Written, normalise
from refcheck.model.document import MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    PartialDate,
    WorkType,
)
from refcheck.text.people.names import written
from refcheck.text.works.dates import MONTHS

__all__ = ["marked_reference", "place_line", "reference_string", "source_line"]

_PARTS = frozenset({WorkType.CHAPTER, WorkType.PAPER_CONFERENCE})


def marked_reference(
    start: int,
    end: int,
    written: Written,
    *,
    id: str | None = None,  # noqa: A002 - as in `MarkedReference`
    key: str | None = None,
    source_id: str | None = None,
    notes: str = "",
) -> MarkedReference:
    """Returns the reference in an entry of a file that has fields, at `start` to `end` of its
    text.

    `notes` are fields that no record has a place for; identifiers with a label in them are used.
    """
    normal = normalise(written, notes)
    return MarkedReference(
        start=start,
        end=end,
        id=id,
        key=key,
        source_id=source_id,
        record=normal.record,
        printed=reference_string(normal.record, normal.malformed) or None,
    )


@lru_cache(maxsize=256)  # a file may repeat one work without end
def reference_string(record: BibliographicRecord, further: tuple[str, ...] = ()) -> str:
    """Returns the record in one line, everything that the record says in it, then `further` texts.

    >>> from refcheck.model.record import PersonName
    >>> fam = PersonName(family="Fam", given="J")
    >>> reference_string(BibliographicRecord(authors=(fam,), title="On it", volume="99",
    ...                                      container_title="Pharmacol Res", pages="23-35"))
    'Fam J. On it. Pharmacol Res. 99:23-35.'
    """
    parts = [*_sentences(record), *_numbers(record), *further]
    return _joined([part for part in parts if part])


def source_line(record: BibliographicRecord) -> str:
    """`Pharmacol Res. 2015;99:23-35`: where a work stands."""
    year = str(record.issued.year) if record.issued else ""
    issue = f"({record.issue})" if record.issue else ""
    pages = f":{record.pages}" if record.pages else ""
    place = f"{record.volume or ''}{issue}{pages}"
    when = f"{year};{place}" if year and place else year or place
    return ". ".join(part for part in (record.container_title, when) if part)


def place_line(record: BibliographicRecord) -> str:
    """`source_line` with the short name of the journal, where a record has one."""
    short = record.container_variants[:1] or (record.container_title,)
    return source_line(replace(record, container_title=short[0]))


def _sentences(record: BibliographicRecord) -> Iterator[str]:
    part_of_book = record.type in _PARTS or bool(record.editors and record.title)
    editors = _editors(record.editors)
    yield _names(record.authors, complete=record.authors_complete)
    if not record.authors:
        yield editors
    yield record.title or ""
    if record.container_title and part_of_book and not record.volume:
        held = f"{editors}. " if editors and record.authors else ""
        yield f"In: {held}{record.container_title}"
    else:
        yield editors if record.authors else ""
        yield record.container_title or ""
    if record.edition:
        yield f"{record.edition} ed" if record.edition.isdigit() else record.edition
    yield ": ".join(part for part in (record.publisher_place, record.publisher) if part)
    yield _place(record)


def _place(record: BibliographicRecord) -> str:
    """`2015 Sep;99(2):23-35`."""
    date = _date(record.issued)
    issue = f"({record.issue})" if record.issue else ""
    pages = record.pages or ""
    if record.volume or issue:
        place = f"{record.volume or ''}{issue}{':' if pages else ''}{pages}"
    else:
        place = f"p. {pages}" if pages else ""
    return (
        f"{date}{';' if issue or record.volume else '. '}{place}"
        if date and place
        else date or place
    )


def _date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    month = MONTHS[date.month - 1] if date.month and date.month <= 12 else date.season
    words = (str(date.year), month, str(date.day) if date.day else None)
    return " ".join(word for word in words if word)


def _numbers(record: BibliographicRecord) -> Iterator[str]:
    for label, value in (("doi:", record.doi), ("PMID: ", record.pmid), ("PMCID: ", record.pmcid)):
        yield f"{label}{value}" if value else ""
    yield from (f"ISBN {number}" for number in record.isbn)
    if record.url and not (record.doi and record.doi in record.url.lower()):
        yield record.url


def _names(names: Sequence[Contributor], *, complete: bool) -> str:
    lines = [written(name, in_full=True) for name in names]
    if not complete:
        lines.append("et al")
    return ", ".join(lines)


def _editors(names: Sequence[Contributor]) -> str:
    word = "editor" if len(names) == 1 else "editors"
    return f"{_names(names, complete=True)}, {word}" if names else ""


def _joined(parts: Sequence[str]) -> str:
    pieces: list[str] = []
    for part in parts:
        ended = part.endswith((".", "?", "!")) or "://" in part
        pieces.append(part if ended else f"{part}.")
    return " ".join(pieces)
