"""The text form of PubMed's responses: citation.jsonl, search.jsonl and records/PMID.xml."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.cache.text_form import FilePerResponse, LinePerResponse, TextForm
from refcheck.lookup.pubmed.queries import Endpoint
from refcheck.lookup.pubmed.responses import cached_citation, cached_record, cached_search
from refcheck.lookup.pubmed.trimming import compact, readable, trim
from refcheck.lookup.query import Query
from refcheck.safe_xml import parse_xml

__all__ = ["TEXT_FORM"]

_LONGEST_NAME = 100


def _is_number(text: str) -> bool:
    """Returns whether this can be the name of a record's file. A printed PMID may be too long."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NAME


def _citation(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    return cached_citation(query, str(line["answer"]), retrieved)


def _search(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    ignored = line.get("not_found", [])
    return cached_search(query, int(line["count"]), line["ids"], ignored, retrieved)


def _members_of_search(cached: CachedResponse) -> dict[str, Any]:
    members: dict[str, Any] = json.loads(cached.payload)
    return members


def _record(query: Query, body: bytes, retrieved: float) -> CachedResponse:
    from refcheck.lookup.pubmed.xml import record_from_xml  # loads lxml

    root = parse_xml(body)
    if not len(root):
        return cached_record(query, b"", retrieved)
    record = trim(root[0])
    mapped = record_from_xml(record)
    return cached_record(query, compact(record), retrieved, mapped)


def _lines_of_record(cached: CachedResponse) -> list[str]:
    if xml := cached.unpacked:
        record = trim(parse_xml(xml))
        return ["<PubmedArticleSet>", *readable(record, 1), "</PubmedArticleSet>"]
    return ["<PubmedArticleSet/>"]


TEXT_FORM = TextForm(
    lines=(
        LinePerResponse(
            endpoint=Endpoint.CITATION,
            noun="citation lookups",
            file_name="citation.jsonl",
            members=lambda cached: {"answer": cached.payload.decode()},
            read=_citation,
        ),
        LinePerResponse(
            endpoint=Endpoint.SEARCH,
            noun="searches",
            file_name="search.jsonl",
            members=_members_of_search,
            read=_search,
        ),
    ),
    files=FilePerResponse(
        endpoint=Endpoint.RECORD,
        noun="records",
        folder="records",
        is_name=_is_number,
        lines=_lines_of_record,
        read=_record,
    ),
)
