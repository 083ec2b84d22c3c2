"""What the service answers to each kind of question, and the bytes that an answer is kept as."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import assert_never

from refcheck.lookup.cache.record_codec import pack, unpack
from refcheck.lookup.pubmed.queries import Endpoint, Question
from refcheck.lookup.pubmed.xml import is_hollow, record_from_xml
from refcheck.model.record import BibliographicRecord
from refcheck.safe_xml import XMLError, parse_xml

__all__ = [
    "AHEAD",
    "Answer",
    "CitationAnswer",
    "DamagedEntryError",
    "Entry",
    "RecordAnswer",
    "SearchAnswer",
    "citation_entry",
    "cited_pmids",
    "day_of",
    "is_pmid",
    "is_time",
    "midnight",
    "read_entry",
    "record_entry",
    "search_entry",
]


# An answer that bears a later date than this many seconds from now was never given: a clock was
# wrong, or somebody has changed the file.
AHEAD = 86_400.0
_LAST = 253_402_300_800.0  # the year 10000
_PMID = re.compile(r"[1-9]\d{0,7}", re.ASCII)
_COUNTED = re.compile(r"^AMBIGUOUS \((\d{1,9}) ")  # "AMBIGUOUS (783 citations)"


class DamagedEntryError(Exception):
    """A kept answer that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer as it is kept.

    `payload` is the trimmed XML of a record, compressed (empty: there is no such record), the JSON
    of a search, or the last field of an ecitmatch line; `mapped` is a record in the form of
    `record_form`, where it is known. `retrieved` is in seconds since 1970; `short_lived` marks
    empty answers and records ahead of print, which change within days.
    """

    question: Question
    payload: bytes
    retrieved: float
    short_lived: bool
    mapped: bytes | None = field(default=None, compare=False)

    @property
    def xml(self) -> bytes:
        """The XML of a record; empty where there is none. Raises `DamagedEntryError`."""
        try:
            return zlib.decompress(self.payload) if self.payload else b""
        except zlib.error:
            raise DamagedEntryError("it cannot be unpacked") from None

    @property
    def day(self) -> date:
        """The date (UTC) on which the service answered."""
        return day_of(self.retrieved)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer:
    """The record of a PMID; None where PubMed has none."""

    record: BibliographicRecord | None
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """The first PMIDs of a search, how many hits there are, and the phrases that PubMed dropped."""

    count: int
    pmids: tuple[str, ...]
    dropped: tuple[str, ...]
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationAnswer:
    """The PMIDs that ecitmatch names for a citation line (several: it could not decide).

    `count` is how many there are, where it only counts them; `listed` whether PubMed knows the
    journal (None: it does not say).
    """

    pmids: tuple[str, ...]
    retrieved: date
    count: int | None = None
    listed: bool | None = None


Answer = RecordAnswer | SearchAnswer | CitationAnswer


def is_time(seconds: float) -> bool:
    """Whether this is a time that an answer can bear: between 1970 and the year 10000."""
    return 0.0 <= seconds < _LAST


def is_pmid(text: str) -> bool:
    """Whether this is a PMID: a number of eight digits at most."""
    return _PMID.fullmatch(text) is not None


def day_of(seconds: float) -> date:
    """The day (UTC) of a time in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).date()


def midnight(day: date) -> float:
    """The beginning of a day (UTC) in seconds since 1970, for `Entry.retrieved`."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def record_entry(
    question: Question, xml: bytes, retrieved: float, record: BibliographicRecord | None = None
) -> Entry:
    """The entry of a record (`xml` empty: PubMed has no such record); `record` is what it says."""
    return Entry(
        question=question,
        payload=zlib.compress(xml) if xml else b"",
        retrieved=retrieved,
        short_lived=not xml or (record is not None and record.ahead_of_print),
        mapped=pack(record) if record else None,
    )


def search_entry(
    question: Question,
    count: int,
    pmids: Sequence[str],
    dropped: Sequence[str],
    retrieved: float,
) -> Entry:
    """The entry of a search."""
    payload = {"count": count, "ids": list(pmids), "not_found": list(dropped)}
    return Entry(
        question=question,
        payload=json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(),
        retrieved=retrieved,
        short_lived=count == 0,
    )


def citation_entry(question: Question, result: str, retrieved: float) -> Entry:
    """The entry of a citation line; `result` is the last field as the service words it."""
    return Entry(
        question=question,
        payload=result.encode(),
        retrieved=retrieved,
        short_lived=not cited_pmids(result),
    )


def read_entry(entry: Entry) -> Answer:
    """The answer that an entry holds. Raises `DamagedEntryError`."""
    endpoint = entry.question.endpoint
    match endpoint:
        case Endpoint.RECORD:
            return _read_record(entry)
        case Endpoint.SEARCH:
            return _read_search(entry)
        case Endpoint.CITATION:
            return _read_citation(entry.payload.decode(errors="replace"), entry.day)
        case _:
            assert_never(endpoint)


def _read_record(entry: Entry) -> RecordAnswer:
    if not entry.payload:
        return RecordAnswer(record=None, retrieved=entry.day)
    mapped = unpack(entry.mapped)
    if mapped is not None and mapped.pmid == entry.question.text and not is_hollow(mapped):
        return RecordAnswer(record=mapped, retrieved=entry.day)
    try:
        root = parse_xml(entry.xml)
    except XMLError as error:
        raise DamagedEntryError(f"it {error}") from None
    element = root[0] if root.tag == "PubmedArticleSet" and len(root) else root
    record = record_from_xml(element)
    if record.pmid != entry.question.text:
        raise DamagedEntryError("it is another record")
    if is_hollow(record):
        raise DamagedEntryError("it is a record without a title or a journal")
    return RecordAnswer(record=record, retrieved=entry.day)


def _read_search(entry: Entry) -> SearchAnswer:
    try:
        found = json.loads(entry.payload)
        count, pmids = int(found["count"]), tuple(map(_pmid, found["ids"]))
        if count < len(pmids):
            raise ValueError(count)
        return SearchAnswer(
            count=count,
            pmids=pmids,
            dropped=tuple(str(phrase) for phrase in found["not_found"]),
            retrieved=entry.day,
        )
    except (ValueError, KeyError, TypeError):
        raise DamagedEntryError("it is no search result") from None


def _pmid(value: object) -> str:
    """A PMID. Raises `ValueError` where it is none."""
    if not isinstance(value, str) or not is_pmid(value):
        raise ValueError(value)
    return value


def _read_citation(result: str, day: date) -> CitationAnswer:
    """ "NOT_FOUND" is said of a journal that PubMed knows; an empty field says nothing of it."""
    pmids = cited_pmids(result)
    counted = _COUNTED.search(result)
    return CitationAnswer(
        pmids=pmids,
        retrieved=day,
        count=int(counted[1]) if counted else len(pmids),
        listed="INVALID_JOURNAL" not in result if result else None,
    )


def cited_pmids(result: str) -> tuple[str, ...]:
    """PMIDs in "24388038" and "AMBIGUOUS 33057196,32076266"; none in "AMBIGUOUS (783 citations)".

    "NOT_FOUND", "NOT_FOUND;INVALID_JOURNAL" and an empty field name none either.
    """
    listed = result.removeprefix("AMBIGUOUS").strip()
    pmids = tuple(part.strip() for part in listed.split(","))
    return pmids if all(map(is_pmid, pmids)) else ()
