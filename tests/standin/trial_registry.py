"""ClinicalTrials.gov in the place of the network, made from what its pages say.

Give a `TrialTransport` to `LookupConfig.transport`; `fault` is what is wrong with it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

FAULTS = (
    "429",
    "429-json",
    "500",
    "504",
    "403",
    "301",
    "html",
    "empty",
    "cut",
    "json",
    "page",
    "slow",
    "refuse",
)
_HTML = {"Content-Type": "text/html"}


def study(number: str, title: str, *aliases: str, **more: Any) -> dict[str, Any]:
    """Returns a study as the registry sends it."""
    named = {"nctId": number, "nctIdAliases": list(aliases), "briefTitle": title, **more}
    return {
        "protocolSection": {
            "identificationModule": named,
            "statusModule": {"startDateStruct": {"date": "2019-03"}},
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Alpine Trust"}},
        }
    }


@dataclass
class TrialTransport(httpx.AsyncBaseTransport):
    """What the registry knows, by number."""

    studies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fault: str | None = None
    requests: list[httpx.Request] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        number = request.url.path.rpartition("/")[2]
        if number.startswith("NCT"):
            return (
                self._single(number) if not self.fault else await self._faulty(self.fault, request)
            )
        asked = request.url.params.get("filter.ids", "").split(",")
        if "NCT00000000" in asked:  # the pattern wants a digit other than 0
            words = "Item 1 in parameter `filter.ids` has incorrect format"
            return httpx.Response(
                400, headers={"Content-Type": "text/plain"}, stream=httpx.ByteStream(words.encode())
            )
        found = [
            each
            for each in self.studies.values()
            for named in (each["protocolSection"]["identificationModule"],)
            if named["nctId"] in asked  # a former number is not found in a list
        ]
        if self.fault is None:
            return httpx.Response(
                200, stream=httpx.ByteStream(json.dumps({"studies": found}).encode())
            )
        return await self._faulty(self.fault, request)

    def _single(self, number: str) -> httpx.Response:
        if number in self.studies:
            body = json.dumps(self.studies[number]).encode()
            return httpx.Response(200, stream=httpx.ByteStream(body))
        for now, each in self.studies.items():
            if number in each["protocolSection"]["identificationModule"]["nctIdAliases"]:
                there = {"Location": f"/api/v2/studies/{now}"}  # without the query
                return httpx.Response(301, headers=there, stream=httpx.ByteStream(b""))
        words = f"NCT number {number} not found".encode()
        kind = {"Content-Type": "text/plain"}
        return httpx.Response(404, headers=kind, stream=httpx.ByteStream(words))

    async def _faulty(self, fault: str, request: httpx.Request) -> httpx.Response:
        page = httpx.ByteStream(b"<html><body>Sorry</body></html>")
        match fault:
            case "429" | "500" | "504" | "403":
                return httpx.Response(int(fault), headers=_HTML, stream=page)
            case "301":
                there = {"Location": "https://clinicaltrials.gov/api/v2/studies"}
                return httpx.Response(301, headers=there, stream=httpx.ByteStream(b""))
            case "429-json":
                return httpx.Response(429, stream=httpx.ByteStream(b'{"retryAfter": 70000}'))
            case "html":
                return httpx.Response(200, headers=_HTML, stream=page)
            case "slow":
                await asyncio.sleep(3600)
            case "refuse":
                raise httpx.ConnectError("All connection attempts failed", request=request)
        bodies = {
            "empty": b"",
            "cut": b'{"studies": [{"protocolSection": ',
            "json": b'{"error": "no"}',
            "page": b'{"studies": [], "nextPageToken": "x"}',
        }
        return httpx.Response(200, stream=httpx.ByteStream(bodies[fault]))
