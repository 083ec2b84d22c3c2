"""What is known of a service beside the main source: its address, and how fast it is asked."""

from __future__ import annotations

from dataclasses import replace

from refcheck.frozen import dataclass
from refcheck.lookup.config import LookupConfig

__all__ = ["KnownService"]


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
            circuit=None,
        )
        rate = self.rate_with_email if config.sent_email else self.rate
        return replace(config, usual_rate=min(rate, base.rate or rate))
