"""What the service answers to each kind of query, and the bytes that a response is stored as."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import assert_never

from refcheck.lookup.cache.record_codec import pack, unpack
from refcheck.lookup.pubmed.queries import Endpoint, Query
from refcheck.lookup.pubmed.xml import is_hollow, record_from_xml
from refcheck.model.record import BibliographicRecord
from refcheck.safe_xml import XMLError, parse_xml

__all__ = [
    "AHEAD",
    "CachedResponse",
    "CitationResponse",
    "DamagedResponseError",
    "RecordResponse",
    "Response",
    "SearchResponse",
    "cached_citation",
    "cached_record",
    "cached_search",
    "cited_pmids",
    "day_of",
    "is_pmid",
    "is_time",
    "midnight",
    "read_cached",
]


# A response that bears a later date than this many seconds from now was never given: a clock was
# wrong, or somebody has changed the file.
AHEAD = 86_400.0
_LAST = 253_402_300_800.0  # the year 10000
_PMID = re.compile(r"[1-9]\d{0,7}", re.ASCII)
_COUNTED = re.compile(r"^AMBIGUOUS \((\d{1,9}) ")  # "AMBIGUOUS (783 citations)"


class DamagedResponseError(Exception):
    """A cached response that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """One response as it is stored.

    `payload` is the trimmed XML of a record, compressed (empty: there is no such record), the JSON
    of a search, or the last field of an ecitmatch line; `mapped` is a record in the form of
    `record_form`, where it is known. `retrieved` is in seconds since 1970; `short_lived` marks
    empty responses and records ahead of print, which change within days.
    """

    query: Query
    payload: bytes
    retrieved: float
    short_lived: bool
    mapped: bytes | None = field(default=None, compare=False)

    @property
    def xml(self) -> bytes:
        """The XML of a record; empty where there is none. Raises `DamagedResponseError`."""
        try:
            return zlib.decompress(self.payload) if self.payload else b""
        except zlib.error:
            raise DamagedResponseError("it cannot be unpacked") from None

    @property
    def day(self) -> date:
        """The date (UTC) on which the service answered."""
        return day_of(self.retrieved)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResponse:
    """The record of a PMID; None where PubMed has none."""

    record: BibliographicRecord | None
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResponse:
    """The first PMIDs of a search, how many hits there are, and the phrases that PubMed dropped."""

    count: int
    pmids: tuple[str, ...]
    ignored: tuple[str, ...]
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationResponse:
    """The PMIDs that ecitmatch names for a citation line (several: it could not decide).

    `count` is how many there are, where it only counts them; `listed` whether PubMed knows the
    journal (None: it does not say).
    """

    pmids: tuple[str, ...]
    retrieved: date
    count: int | None = None
    listed: bool | None = None


Response = RecordResponse | SearchResponse | CitationResponse


def is_time(seconds: float) -> bool:
    """Whether this is a time that a response can bear: between 1970 and the year 10000."""
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


def cached_record(
    query: Query, xml: bytes, retrieved: float, record: BibliographicRecord | None = None
) -> CachedResponse:
    """The entry of a record (`xml` empty: PubMed has no such record); `record` is what it says."""
    return CachedResponse(
        query=query,
        payload=zlib.compress(xml) if xml else b"",
        retrieved=retrieved,
        short_lived=not xml or (record is not None and record.ahead_of_print),
        mapped=pack(record) if record else None,
    )


def cached_search(
    query: Query,
    count: int,
    pmids: Sequence[str],
    ignored: Sequence[str],
    retrieved: float,
) -> CachedResponse:
    """The entry of a search."""
    payload = {"count": count, "ids": list(pmids), "not_found": list(ignored)}
    return CachedResponse(
        query=query,
        payload=json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(),
        retrieved=retrieved,
        short_lived=count == 0,
    )


def cached_citation(query: Query, result: str, retrieved: float) -> CachedResponse:
    """The entry of a citation line; `result` is the last field as the service words it."""
    return CachedResponse(
        query=query,
        payload=result.encode(),
        retrieved=retrieved,
        short_lived=not cited_pmids(result),
    )


def read_cached(cached: CachedResponse) -> Response:
    """The response that an entry holds. Raises `DamagedResponseError`."""
    endpoint = cached.query.endpoint
    match endpoint:
        case Endpoint.RECORD:
            return _read_record(cached)
        case Endpoint.SEARCH:
            return _read_search(cached)
        case Endpoint.CITATION:
            return _read_citation(cached.payload.decode(errors="replace"), cached.day)
        case _:
            assert_never(endpoint)


def _read_record(cached: CachedResponse) -> RecordResponse:
    if not cached.payload:
        return RecordResponse(record=None, retrieved=cached.day)
    mapped = unpack(cached.mapped)
    if mapped is not None and mapped.pmid == cached.query.text and not is_hollow(mapped):
        return RecordResponse(record=mapped, retrieved=cached.day)
    try:
        root = parse_xml(cached.xml)
    except XMLError as error:
        raise DamagedResponseError(f"it {error}") from None
    element = root[0] if root.tag == "PubmedArticleSet" and len(root) else root
    record = record_from_xml(element)
    if record.pmid != cached.query.text:
        raise DamagedResponseError("it is another record")
    if is_hollow(record):
        raise DamagedResponseError("it is a record without a title or a journal")
    return RecordResponse(record=record, retrieved=cached.day)


def _read_search(cached: CachedResponse) -> SearchResponse:
    try:
        found = json.loads(cached.payload)
        count, pmids = int(found["count"]), tuple(map(_pmid, found["ids"]))
        if count < len(pmids):
            raise ValueError(count)
        return SearchResponse(
            count=count,
            pmids=pmids,
            ignored=tuple(str(phrase) for phrase in found["not_found"]),
            retrieved=cached.day,
        )
    except (ValueError, KeyError, TypeError):
        raise DamagedResponseError("it is no search result") from None


def _pmid(value: object) -> str:
    """A PMID. Raises `ValueError` where it is none."""
    if not isinstance(value, str) or not is_pmid(value):
        raise ValueError(value)
    return value


def _read_citation(result: str, day: date) -> CitationResponse:
    """ "NOT_FOUND" is said of a journal that PubMed knows; an empty field says nothing of it."""
    pmids = cited_pmids(result)
    counted = _COUNTED.search(result)
    return CitationResponse(
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
