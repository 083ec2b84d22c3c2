"""The services that are asked about a DOI: their addresses, and how fast each is asked.

The paces are below the published limits (Crossref, since December 2025: 1 list a second, 3 with an
e-mail address; DataCite: 500 requests in five minutes, 1,000 with an address). doi.org publishes
none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from refcheck.lookup.config import LookupConfig

__all__ = ["CROSSREF", "DATACITE", "DOI_ORG", "SERVICES", "KnownService"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownService:
    """One service. `source` is its name in reports that programs read, `name` that for users.

    `rate` is in requests a second, `rate_with_email` where the user's address may be sent.
    """

    source: str
    name: str
    url: str
    rate: float
    rate_with_email: float
    in_flight: int

    def config(
        self, base: LookupConfig, url: str | None = None, *, named: bool = False
    ) -> LookupConfig:
        """Returns how the service is asked in a run that asks PubMed as `base` says.

        `url` is another address for it; `named` says that the user himself named that. NCBI's key
        stays at home.
        """
        config = replace(
            base,
            base_url=url or self.url,
            address_named=named,
            home=self.url,
            service=self.name,
            api_key=None,
            rate=None,
            in_flight=self.in_flight,
        )
        rate = self.rate_with_email if config.sent_email else self.rate
        return replace(config, usual_rate=min(rate, base.rate or rate))


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
