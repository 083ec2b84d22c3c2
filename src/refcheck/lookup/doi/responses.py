"""What the services say of a DOI or a search, and the form in which it is cached: JSON of the few
members used.

A handle is cached as true or false, an agency as its name or null, a work as the members of its
record that are mapped, or null where the agency does not list it; the hits of a search as a list of
such records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.text_form import LinePerResponse, TextForm
from refcheck.lookup.doi import crossref, datacite
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord

__all__ = [
    "TEXT_FORM",
    "AgencyResponse",
    "Endpoint",
    "HandleResponse",
    "HitsResponse",
    "Response",
    "WorkResponse",
    "cached_response",
    "read_cached",
]


class Endpoint(StrEnum):
    """The kinds of queries; the text of each is a DOI in its normal form, but that of a search."""

    HANDLE = "doi-handle"
    HANDLE_AGAIN = "doi-handle-again"  # the same in another form, later
    AGENCY = "doi-agency"
    CROSSREF = "crossref-work"
    DATACITE = "datacite-work"
    CROSSREF_SEARCH = "crossref-search"  # the text: kind of work, a blank, what is searched for


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleResponse:
    """Whether a DOI exists."""

    exists: bool
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyResponse:
    """The agency that registered a DOI ("Crossref"); None where doi.org names none, which is no
    proof that the DOI does not exist."""

    agency: str | None
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkResponse:
    """What an agency has of a DOI. `listed` without a `record`: nothing that can be cited."""

    listed: bool
    record: BibliographicRecord | None
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HitsResponse:
    """The works that a search ranks first: whatever is nearest, even where nothing is near."""

    records: tuple[BibliographicRecord, ...]
    retrieved: date


Response = HandleResponse | AgencyResponse | WorkResponse | HitsResponse

_NOUNS = {
    Endpoint.HANDLE: "DOI handles",
    Endpoint.HANDLE_AGAIN: "second looks at DOI handles",
    Endpoint.AGENCY: "DOI agencies",
    Endpoint.CROSSREF: "Crossref works",
    Endpoint.DATACITE: "DataCite works",
    Endpoint.CROSSREF_SEARCH: "Crossref searches",
}


def cached_response(query: Query, answer: object, retrieved: float) -> CachedResponse:
    """Returns the entry of an answer: true or false, a name, a record's members, or null."""
    return CachedResponse(
        query=query,
        payload=json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(),
        retrieved=retrieved,
        short_lived=not answer,  # a new DOI can be resolved before it can be looked up
    )


def read_cached(cached: CachedResponse) -> Response:
    """Returns the response in an entry. Raises `DamagedResponseError`."""
    try:
        answer = json.loads(cached.payload)
    except ValueError:
        raise DamagedResponseError("it is not JSON") from None
    match cached.query.endpoint, answer:
        case ((Endpoint.HANDLE | Endpoint.HANDLE_AGAIN), bool()):
            return HandleResponse(exists=answer, retrieved=cached.day)
        case Endpoint.AGENCY, None | str():
            return AgencyResponse(agency=answer, retrieved=cached.day)
        case ((Endpoint.CROSSREF | Endpoint.DATACITE), None):
            return WorkResponse(listed=False, record=None, retrieved=cached.day)
        case Endpoint.CROSSREF, dict():
            return _work(cached, answer, crossref.record_of(answer))
        case Endpoint.DATACITE, dict():
            return _work(cached, answer, datacite.record_of(answer))
        case Endpoint.CROSSREF_SEARCH, list():
            found = (crossref.record_of(item) for item in answer if isinstance(item, dict))
            return HitsResponse(records=tuple(filter(None, found)), retrieved=cached.day)
        case _:
            raise DamagedResponseError("it is no answer about a DOI")


def _work(
    cached: CachedResponse, answer: Mapping[str, Any], record: BibliographicRecord | None
) -> WorkResponse:
    named = answer.get("DOI") or answer.get("doi")
    if not isinstance(named, str) or named.lower() != cached.query.text:
        raise DamagedResponseError("it is another work")
    return WorkResponse(listed=True, record=record, retrieved=cached.day)


def _members(cached: CachedResponse) -> dict[str, Any]:
    return {"answer": json.loads(cached.payload)}


def _read_line(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    return cached_response(query, line["answer"], retrieved)


def text_form(*endpoints: Endpoint) -> TextForm:
    """Returns the text form of the responses of these endpoints."""
    return TextForm(
        lines=tuple(
            LinePerResponse(
                endpoint=endpoint,
                noun=_NOUNS[endpoint],
                file_name=f"{endpoint}.jsonl",
                members=_members,
                read=_read_line,
                optional=True,
            )
            for endpoint in endpoints
        )
    )


TEXT_FORM = text_form(*_NOUNS)
