"""What one search of a source has found, and the form in which it is cached.

The records are cached with the search that found them, as far as they may be the work that it was
made for: one response is all that a reference needs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.text_form import LinePerResponse, TextForm
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord

__all__ = [
    "Hits",
    "Item",
    "SearchedResponse",
    "cached_response",
    "read_cached",
    "text_form",
]

Item = Mapping[str, Any]  # a record as the source describes it, as far as it is mapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What one request has found: `count` records in all, `items` those that were sent.

    `ignored` are the terms that the source left out of the search.
    """

    count: int
    items: Sequence[Item]
    ignored: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every hit is there."""
        return len(self.items) >= self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedResponse:
    """The records that a search found and that may be the work; whether it was a complete one.

    `whole`: every hit was looked at.
    """

    records: tuple[BibliographicRecord, ...]
    whole: bool
    ignored: tuple[str, ...]
    retrieved: date

    @property
    def complete(self) -> bool:
        """Whether the source has answered all that it was asked."""
        return self.whole and not self.ignored


def cached_response(
    query: Query, items: Sequence[Item], hits: Hits, retrieved: float
) -> CachedResponse:
    """Returns the entry of a search that found `items` for its work, among `hits`."""
    answer = {"items": items, "whole": hits.is_whole, "ignored": hits.ignored}
    return _entry(query, answer, retrieved)


def _entry(query: Query, answer: Mapping[str, Any], retrieved: float) -> CachedResponse:
    return CachedResponse(
        query=query,
        payload=json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(),
        retrieved=retrieved,
        short_lived=not answer["items"],  # what is not listed today may be listed next week
    )


def read_cached(
    cached: CachedResponse, record_of: Callable[[Item], BibliographicRecord | None]
) -> SearchedResponse:
    """Returns the response in an entry. Raises `DamagedResponseError`."""
    try:
        answer = json.loads(cached.payload)
    except (ValueError, RecursionError):
        raise DamagedResponseError("it is not JSON") from None
    match answer:
        case {"items": list(items), "whole": bool(whole), "ignored": list(ignored)}:
            records = [record_of(item) for item in items if isinstance(item, dict)]
            return SearchedResponse(
                records=tuple(record for record in records if record is not None),
                whole=whole,
                ignored=tuple(map(str, ignored)),
                retrieved=cached.day,
            )
        case _:
            raise DamagedResponseError("it is not the answer to a search")


def _members(cached: CachedResponse) -> dict[str, Any]:
    answer = json.loads(cached.payload)
    return {name: answer[name] for name in ("items", "whole", "ignored")}


def _read_line(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    answer = {"items": line["items"], "whole": line["whole"], "ignored": line["ignored"]}
    if not isinstance(answer["items"], list) or not isinstance(answer["whole"], bool):
        raise TypeError("not the answer to a search")
    return _entry(query, answer, retrieved)


def text_form(endpoint: str, noun: str) -> TextForm:
    """Returns the text form of the searches of a source: a line each."""
    line = LinePerResponse(
        endpoint=endpoint,
        noun=noun,
        file_name=f"{endpoint}.jsonl",
        members=_members,
        read=_read_line,
        optional=True,
    )
    return TextForm(lines=(line,))
