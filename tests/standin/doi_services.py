"""doi.org, Crossref and DataCite in the place of the network, made from what their pages say.

Give a `DoiTransport` to `LookupConfig.transport`. A fault is the name of a service and what is
wrong with it ("crossref": "429"); the other services go on answering.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import httpx

FAULTS = ("429", "429-later", "500", "504", "403", "html", "empty", "cut", "slow", "refuse", "json")
_PAGE = b"<html><body><h1>429 Too Many Requests</h1>\nToo many requests\n</body></html>"
_HOSTS = {"doi.org": "doi", "api.crossref.org": "crossref", "api.datacite.org": "datacite"}


class _Stream(httpx.AsyncByteStream):
    def __init__(self, *parts: bytes | Exception) -> None:
        self._parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            if isinstance(part, Exception):
                raise part
            yield part


@dataclass
class DoiTransport(httpx.AsyncBaseTransport):
    """What the services know: works by DOI, and DOIs of agencies that are not asked for works."""

    crossref: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    datacite: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    unindexed: frozenset[str] = frozenset()  # they exist, and no agency shows them yet
    searchable: Sequence[Mapping[str, Any]] = ()  # more works of Crossref that a search may hit
    faults: Mapping[str, str] = field(default_factory=dict)
    requests: list[httpx.Request] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        name = _HOSTS.get(request.url.host, request.url.host)
        reply = getattr(self, f"_{name}")(request)
        fault = self.faults.get(name)
        return reply if fault is None else await faulty(fault, reply, request)

    @property
    def asked(self) -> list[str]:
        """The addresses that were asked, without their hosts."""
        return [unquote(request.url.raw_path.decode()) for request in self.requests]

    def _doi(self, request: httpx.Request) -> httpx.Response:
        kind, _, rest = unquote(request.url.path).lstrip("/").partition("/")
        if kind == "doiRA":
            return _json(200, [self._agency(doi) for doi in rest.split(",")])
        doi = rest.removeprefix("handles/").lower()
        if self._exists(doi):
            value = {"index": 1, "type": "URL", "data": {"format": "string", "value": "https://x"}}
            return _json(200, {"responseCode": 1, "handle": doi, "values": [value]})
        if doi.startswith("10.99999/"):
            message = "That prefix doesn't live here"
            return _json(400, {"responseCode": 301, "message": message, "handle": doi})
        return _json(404, {"responseCode": 100, "handle": doi})

    def _exists(self, doi: str) -> bool:
        return any(
            doi in known for known in (self.crossref, self.datacite, self.agencies, self.unindexed)
        )

    def _agency(self, doi: str) -> dict[str, str]:
        doi = doi.lower()
        if doi in self.crossref or doi in self.unindexed:
            return {"DOI": doi, "RA": "Crossref"}
        if doi in self.datacite:
            return {"DOI": doi, "RA": "DataCite"}
        if doi in self.agencies:
            return {"DOI": doi, "RA": self.agencies[doi]}
        return {"DOI": doi, "status": "DOI does not exist"}

    def _crossref(self, request: httpx.Request) -> httpx.Response:
        if searched := request.url.params.get("query.bibliographic"):
            return self._crossref_search(searched, request.url.params)
        if asked := request.url.params.get("filter"):
            dois = [part.removeprefix("doi:") for part in asked.split(",")]
            items = [dict(self.crossref[doi]) for doi in dois if doi in self.crossref]
            message = {"total-results": len(items), "items": items}
            return _json(200, {"status": "ok", "message-type": "work-list", "message": message})
        doi = unquote(request.url.path).removeprefix("/works/").lower()
        if doi not in self.crossref:
            headers = {"Content-Type": "application/json"}
            return httpx.Response(404, headers=headers, stream=_Stream(b"Resource not found."))
        return _json(200, {"status": "ok", "message-type": "work", "message": self.crossref[doi]})

    def _crossref_search(self, searched: str, params: httpx.QueryParams) -> httpx.Response:
        """Ranks all works by the words that they share with the question, and never says that there
        is none."""
        wanted = set(re.findall(r"\w+", searched.lower()))
        types = {part.removeprefix("type:") for part in params["filter"].split(",")}

        def shared(item: Mapping[str, Any]) -> int:
            return len(wanted & set(re.findall(r"\w+", json.dumps(item).lower())))

        among = (*self.crossref.values(), *self.searchable)
        ranked = sorted((item for item in among if item["type"] in types), key=shared, reverse=True)
        items = [dict(item) | {"score": 33.0} for item in ranked[: int(params["rows"])]]
        message = {"total-results": 2_345_678 if items else 0, "items": items}
        return _json(200, {"status": "ok", "message-type": "work-list", "message": message})

    def _datacite(self, request: httpx.Request) -> httpx.Response:
        if asked := request.url.params.get("ids"):
            own = [
                _entry(self.datacite[doi], "repository.one")
                for doi in asked.split(",")
                if doi in self.datacite
            ]
            copies = [
                _entry({"doi": doi, "titles": [{"title": "A copy"}]}, None)
                for doi in asked.split(",")
                if doi in self.crossref
            ]
            return _json(200, {"data": own + copies, "meta": {"total": len(own + copies)}})
        doi = unquote(request.url.path).removeprefix("/dois/").lower()
        if doi not in self.datacite:
            title = "The resource you are looking for doesn't exist."
            return _json(404, {"errors": [{"status": "404", "title": title}]})
        return _json(200, {"data": _entry(self.datacite[doi], "repository.one")})


def _entry(attributes: Mapping[str, Any], client: str | None) -> dict[str, Any]:
    data = {"id": client, "type": "clients"} if client else None
    relationships = {"client": {"data": data}}
    return {"id": attributes["doi"], "attributes": attributes, "relationships": relationships}


def _json(status: int, answer: object) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    return httpx.Response(status, headers=headers, stream=_Stream(json.dumps(answer).encode()))


async def faulty(fault: str, reply: httpx.Response, request: httpx.Request) -> httpx.Response:
    if fault in ("400-list", "alias"):
        return _refused(fault, reply, request)
    html = {"Content-Type": "text/html"}
    match fault:
        case "429-later":
            return httpx.Response(429, headers=html | {"Retry-After": "600"}, stream=_Stream(_PAGE))
        case "429" | "500" | "504" | "403":
            return httpx.Response(int(fault), headers=html, stream=_Stream(_PAGE))
        case "html":
            return httpx.Response(200, headers=html, stream=_Stream(_PAGE))
        case "empty":
            return httpx.Response(200, stream=_Stream(b""))
        case "json":
            return _json(200, {"status": "error", "message": []})
        case "cut":
            error = httpx.RemoteProtocolError("peer closed connection", request=request)
            return httpx.Response(200, stream=_Stream(b'{"message": {"items": [', error))
        case "slow":
            await asyncio.sleep(3600)
        case "refuse":
            raise httpx.ConnectError("All connection attempts failed", request=request)
    return reply


def _refused(fault: str, reply: httpx.Response, request: httpx.Request) -> httpx.Response:
    is_list = "filter" in request.url.params or "ids" in request.url.params
    if fault == "400-list" and is_list:
        return _json(400, {"status": "failed", "message-type": "validation-failure"})
    if fault == "alias" and not is_list:
        return httpx.Response(301, headers={"Location": "/works/10.5555/other"})
    return reply
