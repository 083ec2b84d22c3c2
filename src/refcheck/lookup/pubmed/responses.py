"""What PubMed answers to each kind of query, and the bytes that a response is cached as.

A record is cached as its trimmed XML, compressed (empty: there is no such record), a search as
JSON, a citation line as the last field of what ecitmatch answers.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import orjson

from refcheck.formats.pubmed_fields import is_hollow
from refcheck.frozen import dataclass, maker
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.record_codec import RecordCodec
from refcheck.lookup.pubmed.queries import Endpoint
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord
from refcheck.safe_xml import XMLError, parse_xml
from refcheck.text.patterns import lazy_regex

__all__ = [
    "CODEC",
    "MAPPING",
    "CitationResponse",
    "RecordResponse",
    "Response",
    "SearchResponse",
    "cached_citation",
    "cached_record",
    "cached_search",
    "cited_pmids",
    "is_pmid",
    "read_cached",
    "renewed",
]

# To be raised with any change that makes another record of some XML (`formats/pubmed_xml.py`,
# `lookup/pubmed/xml.py` and what they use); a test holds it against real records.
MAPPING: Final = 1
CODEC = RecordCodec(MAPPING)

_PMID = lazy_regex(r"[1-9]\d{0,7}", re.ASCII)
_COUNTED = lazy_regex(r"^AMBIGUOUS \((\d{1,9}) ")  # "AMBIGUOUS (783 citations)"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResponse:
    """The record of a PMID; None where PubMed has none."""

    record: BibliographicRecord | None
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResponse:
    """The first PMIDs of a search, how many hits there are (or at least how many, where there are
    thousands), and the phrases that PubMed dropped."""

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

_record_response = maker(RecordResponse)
_search_response = maker(SearchResponse)
_citation_response = maker(CitationResponse)


def is_pmid(text: str) -> bool:
    """Returns whether this is a PMID: a number of eight digits at most."""
    return _PMID.fullmatch(text) is not None


def cached_record(
    query: Query, xml: bytes, retrieved: float, record: BibliographicRecord | None = None
) -> CachedResponse:
    """Returns the entry of a record (`xml` empty: PubMed has no such record); `record` is what it
    says."""
    return CachedResponse(
        query=query,
        payload=zlib.compress(xml) if xml else b"",
        retrieved=retrieved,
        short_lived=not xml or (record is not None and record.ahead_of_print),
        mapped=CODEC.pack(record) if record else None,
    )


def cached_search(
    query: Query,
    count: int,
    pmids: Sequence[str],
    ignored: Sequence[str],
    retrieved: float,
) -> CachedResponse:
    """Returns the entry of a search."""
    payload = {"count": count, "ids": list(pmids), "not_found": list(ignored)}
    return CachedResponse(
        query=query,
        payload=json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(),
        retrieved=retrieved,
        short_lived=count == 0,
    )


def cached_citation(query: Query, result: str, retrieved: float) -> CachedResponse:
    """Returns the entry of a citation line; `result` is the last field as the service words it."""
    return CachedResponse(
        query=query,
        payload=result.encode(),
        retrieved=retrieved,
        short_lived=not cited_pmids(result),
    )


def read_cached(cached: CachedResponse) -> Response:
    """Returns the response in an entry. Raises `DamagedResponseError`."""
    match cached.query.endpoint:
        case Endpoint.RECORD:
            return _read_record(cached)
        case Endpoint.SEARCH:
            return _read_search(cached)
        case Endpoint.CITATION:
            return _read_citation(cached.payload.decode(errors="replace"), cached.day)
        case _:
            raise DamagedResponseError("PubMed has no such endpoint")


def renewed(cached: CachedResponse, response: Response) -> CachedResponse | None:
    """Returns the entry of a record with its form of today; None if it has no older one."""
    form = cached.mapped
    if form is None or CODEC.is_current(form):
        return None
    if not isinstance(response, RecordResponse) or response.record is None:
        return None
    return replace(cached, mapped=CODEC.pack(response.record))


def _read_record(cached: CachedResponse) -> RecordResponse:
    if not cached.payload:
        return RecordResponse(record=None, retrieved=cached.day)
    mapped = CODEC.unpack(cached.mapped)
    if mapped is not None and mapped.pmid == cached.query.text and not is_hollow(mapped):
        return _record_response(record=mapped, retrieved=cached.day)
    from refcheck.lookup.pubmed.xml import record_from_xml  # most records are mapped already

    try:
        root = parse_xml(cached.unpacked)
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
        found = orjson.loads(cached.payload)
        count, pmids = int(found["count"]), tuple(map(_pmid, found["ids"]))
        if count < len(pmids):
            raise ValueError(count)
        return _search_response(
            count=count,
            pmids=pmids,
            ignored=tuple(str(phrase) for phrase in found["not_found"]),
            retrieved=cached.day,
        )
    except (ValueError, KeyError, TypeError):
        raise DamagedResponseError("it is no search result") from None


def _pmid(value: object) -> str:
    """Returns a PMID. Raises `ValueError` where it is none."""
    if not isinstance(value, str) or not is_pmid(value):
        raise ValueError(value)
    return value


def _read_citation(result: str, day: date) -> CitationResponse:
    """ "NOT_FOUND" is said of a journal that PubMed knows; an empty field says nothing of it."""
    pmids = cited_pmids(result)
    counted = _COUNTED.search(result)
    return _citation_response(
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
