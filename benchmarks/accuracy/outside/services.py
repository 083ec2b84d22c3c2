"""All sources behind PubMed in the place of the network, each with a fault if need be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from tests.standin.doi_services import DoiTransport
from tests.standin.further_services import FurtherTransport
from tests.standin.open_library import OpenLibraryTransport
from tests.standin.trial_registry import TrialTransport

__all__ = ["FAULTS", "SERVICES", "Services"]

FAULTS: Final = ("500", "html", "refuse")
SERVICES: Final = (
    "crossref", "datacite", "doi", "nlmcatalog", "bookshelf", "europepmc", "openlibrary",
    "clinicaltrials",
)  # fmt: skip
_NAMES: Final = {
    "doi.org": "doi",
    "api.crossref.org": "crossref",
    "api.datacite.org": "datacite",
    "www.ebi.ac.uk": "europepmc",
    "clinicaltrials.gov": "clinicaltrials",
    "openlibrary.org": "openlibrary",
    "eutils.ncbi.nlm.nih.gov": "entrez",
}


@dataclass
class Services(httpx.AsyncBaseTransport):
    """What the sources of one list of references have, by source; `faults` as the stand-ins have
    them. `requests` counts what each was asked."""

    items: Iterable[tuple[str, Mapping[str, Any]]]
    faults: Mapping[str, str] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        has: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for source, item in self.items:
            has[source].append(item)
        self._dois = DoiTransport(
            crossref={each["DOI"].lower(): each for each in has["crossref"]},
            datacite={each["doi"].lower(): each for each in has["datacite"]},
            faults=self.faults,
        )
        self._further = FurtherTransport(
            catalog=has["nlmcatalog"],
            bookshelf=has["bookshelf"],
            europepmc=has["europepmc"],
            faults=self.faults,
        )
        studies = {
            each["protocolSection"]["identificationModule"]["nctId"]: each
            for each in has["clinicaltrials"]
        }
        self._books = OpenLibraryTransport(
            editions=list(map(dict, has["openlibrary"])), fault=self.faults.get("openlibrary")
        )
        self._trials = TrialTransport(studies=studies, fault=self.faults.get("clinicaltrials"))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request."""
        name = _NAMES[request.url.host]
        if name == "entrez":
            name = "nlmcatalog" if b"db=nlmcatalog" in await request.aread() else "bookshelf"
        self.requests[name] += 1
        if name in ("doi", "crossref", "datacite"):
            return await self._dois.handle_async_request(request)
        if name == "openlibrary":
            return await self._books.handle_async_request(request)
        if name == "clinicaltrials":
            return await self._trials.handle_async_request(request)
        return await self._further.handle_async_request(request)
