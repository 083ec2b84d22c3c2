"""Open Library in the place of the network, made from what its pages say and clients have seen.

Give an `OpenLibraryTransport` to `LookupConfig.transport`; `fault` is what is wrong with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from tests.standin.doi_services import FAULTS, faulty

# Beside those of every service: the answer to another question, a list in place of the map, books
# that are texts, an answer that ends within, and the path as it was before September 2026.
OWN_FAULTS = (*FAULTS, "replay", "list", "texts", "truncated", "404")


def edition(key: str, title: str, *isbns: str, **more: Any) -> dict[str, Any]:
    """Returns an edition as Open Library sends it with `jscmd=data`."""
    numbers = {
        "isbn_10": [each for each in isbns if len(each) == 10],
        "isbn_13": [each for each in isbns if len(each) == 13],
        "openlibrary": [key],
    }
    return {
        "url": f"https://openlibrary.org/books/{key}/{title.replace(' ', '_')}",
        "key": f"/books/{key}",
        "title": title,
        "authors": [{"url": "https://openlibrary.org/authors/OL1A", "name": "Ana B. Kumar"}],
        "publishers": [{"name": "Valley Press"}],
        "publish_places": [{"name": "London"}],
        "publish_date": "2015",
        "identifiers": {name: values for name, values in numbers.items() if values},
        "cover": {"small": "https://covers.openlibrary.org/b/id/1-S.jpg"},
    } | more


@dataclass
class OpenLibraryTransport(httpx.AsyncBaseTransport):
    """The editions that Open Library has."""

    editions: Sequence[dict[str, Any]] = ()
    fault: str | None = None
    requests: list[httpx.Request] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        keys = request.url.params["bibkeys"].split(",")
        if request.url.path != "/api/books.json" or len(keys) > 50:
            return _json(404, {"error": "notfound", "key": request.url.path})
        books = {key: each for key in keys for each in self.editions if _has(each, key)}
        match self.fault:
            case "replay":
                return _json(200, {"ISBN:9780804429573": edition("OL9M", "X", "9780804429573")})
            case "list":
                return _json(200, list(books.values()))
            case "texts":
                return _json(200, dict.fromkeys(keys, "A book"))
            case "truncated":
                body = json.dumps(books or {"ISBN": {}}).encode()
                return httpx.Response(200, stream=httpx.ByteStream(body[: len(body) // 2]))
            case "404":
                return _json(404, {"error": "notfound", "key": "/api/books"})
            case None:
                return _json(200, books)
            case other:
                return await faulty(other, _json(200, books), request)


def _has(record: dict[str, Any], key: str) -> bool:
    numbers = record["identifiers"]
    return key.removeprefix("ISBN:") in (*numbers.get("isbn_10", ()), *numbers.get("isbn_13", ()))


def _json(status: int, answer: object) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    return httpx.Response(
        status, headers=headers, stream=httpx.ByteStream(json.dumps(answer).encode())
    )
