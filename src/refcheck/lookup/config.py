"""What a lookup needs to know: whom to ask, how fast, and where responses are stored."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from refcheck.errors import CacheError, NoHomeError
from refcheck.frozen import dataclass
from refcheck.text.patterns import lazy_regex
from refcheck.user_folders import cache_folder

if TYPE_CHECKING:
    import httpx

    from refcheck.lookup.http.circuit_breaker import Circuit

__all__ = ["EUTILS_URL", "LookupConfig", "Timing", "default_cache_dir"]

EUTILS_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"

# NCBI's limits are 3 requests a second, 10 with a key. Clients that send exactly 3 still draw 429s
# (Biopython waits 0.37 s), so a tenth more is waited where the user names no rate.
_RATE, _RATE_WITH_KEY, _CAUTION = 3.0, 10.0, 1.1

# NCBI's own hosts over https. Nothing may stand before the host that could lead to another one
# ("https://ncbi.nlm.nih.gov@evil.example/"), so the address is matched as it is written.
_NCBI = lazy_regex(
    r"https://(?:[a-z0-9-]+\.)*ncbi\.nlm\.nih\.gov(?::[0-9]{1,5})?(?:/|\Z)",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long things may take, in seconds. The defaults end every fault in under a minute."""

    connect: float = 5.0
    read: float = 10.0  # without a byte
    whole: float = 15.0  # one attempt, from sending to the last byte
    attempts: int = 4
    first_pause: float = 0.5  # doubled after each attempt, with jitter
    longest_wait: float = 15.0  # a longer Retry-After is not sat out
    failures: int = 5  # so many failures in a row, over at least `failing`, open the circuit
    failing: float = 3.0
    unreachable: float = 1.5  # instead of `failing`, where there is no connection at all
    patience: float = 20.0  # so long without one response opens the circuit too
    cool_down: float = 30.0  # then one attempt is made again


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupConfig:
    """How a service is asked: PubMed, where nothing else is said.

    `rate` is in requests a second (None: 3, with a key 10); ages are in days; `cache_dir` None is
    the platform's cache folder; `pace_dir` is where processes on this machine agree on the pace
    (None: the same folder); `transport` stands in for the network in tests.

    `address_named` says that the user himself named `base_url` in this run. Else the key and the
    address of the user go to NCBI over https alone: a settings file may be a stranger's.

    `home` is the own address of a service other than NCBI's, and gets the address of the user too;
    `usual_rate` is the pace there (where `rate` is None), which the service may lower but not
    raise; `in_flight` is how many requests may be on their way at once. `service` is what messages
    call it. `circuit` is shared by sources that are asked at one address (None: it has its own).
    """

    base_url: str = EUTILS_URL
    address_named: bool = False
    home: str | None = None
    service: str = "the E-utilities"
    usual_rate: float | None = None
    in_flight: int = 10
    tool: str = "refcheck"
    email: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    rate: float | None = None
    offline: bool = False
    refresh: bool = False
    max_age_days: float = 90
    empty_max_age_days: float = 7
    status_max_age_days: float = 7  # of matched records: a retraction is news
    cache_dir: Path | None = None
    pace_dir: Path | None = None
    timing: Timing = Timing()
    transport: httpx.AsyncBaseTransport | None = None
    circuit: Circuit | None = field(default=None, compare=False, repr=False)

    @property
    def interval(self) -> float:
        """Seconds between two requests."""
        if self.rate is not None:
            return 1 / self.rate
        if self.usual_rate is not None:
            return 1 / self.usual_rate
        return _CAUTION / (_RATE_WITH_KEY if self.sent_key else _RATE)

    @property
    def sent_key(self) -> str | None:
        """The key, where it may be sent to `base_url`."""
        return self.api_key if self._is_trusted() else None

    @property
    def sent_email(self) -> str | None:
        """The user's address, where it may be sent to `base_url`."""
        return self.email if self._is_trusted() else None

    def _is_trusted(self) -> bool:
        if self.address_named:
            return True
        if self.home is not None:
            return self.base_url == self.home
        return _NCBI.match(self.base_url) is not None

    @property
    def host(self) -> str:
        """The host that is asked, for messages; no name and password that the address may have."""
        try:
            return urlsplit(self.base_url).hostname or "the service"
        except ValueError:
            return "the service"


def default_cache_dir() -> Path:
    """Returns the platform's cache folder. Raises `CacheError` where the user has none."""
    try:
        return cache_folder()
    except NoHomeError as error:
        raise CacheError(f"{error}, or name a folder with --cache-dir") from None
