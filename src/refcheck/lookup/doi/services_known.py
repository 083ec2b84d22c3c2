"""The services that are asked about a DOI: their addresses, and how fast each is asked.

The paces are below the published limits (Crossref, since December 2025: 1 list a second, 3 with an
e-mail address; DataCite: 500 requests in five minutes, 1,000 with an address). doi.org publishes
none.
"""

from __future__ import annotations

from typing import Final

from refcheck.lookup.known_service import KnownService

__all__ = ["CROSSREF", "DATACITE", "DOI_ORG", "SERVICES"]

DOI_ORG: Final = KnownService(
    source="doi",
    name="doi.org",
    url="https://doi.org/",
    rate=3.0,
    rate_with_email=3.0,
    in_flight=2,
)
CROSSREF: Final = KnownService(
    source="crossref",
    name="Crossref",
    url="https://api.crossref.org/",
    rate=1.0,
    rate_with_email=2.5,
    in_flight=1,
)
DATACITE: Final = KnownService(
    source="datacite",
    name="DataCite",
    url="https://api.datacite.org/",
    rate=1.0,
    rate_with_email=3.0,
    in_flight=2,
)
SERVICES: Final = (DOI_ORG, CROSSREF, DATACITE)
