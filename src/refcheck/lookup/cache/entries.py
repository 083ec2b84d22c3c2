"""A response as it is stored, whatever service gave it."""

from __future__ import annotations

import zlib
from dataclasses import field
from datetime import UTC, date, datetime

from refcheck.frozen import dataclass
from refcheck.lookup.query import Query

__all__ = [
    "AHEAD",
    "CachedResponse",
    "DamagedResponseError",
    "day_of",
    "freshness",
    "is_time",
    "midnight",
]

# A response that has a later date than this many seconds from now was never given: a clock was
# wrong, or somebody has changed the file.
AHEAD = 86_400.0
_FIRST_DAY = date(1970, 1, 1).toordinal()
_LAST = 253_402_300_800.0  # the year 10000


class DamagedResponseError(Exception):
    """A cached response that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """One response as it is stored.

    What `payload` means is for the service to say; `mapped` is a record in the form of
    `record_codec`, if it is known. `retrieved` is in seconds since 1970; `short_lived` marks
    empty responses and records ahead of print, which change within days.
    """

    query: Query
    payload: bytes
    retrieved: float
    short_lived: bool
    mapped: bytes | None = field(default=None, compare=False)

    @property
    def unpacked(self) -> bytes:
        """The payload if it was compressed; empty if it is empty. Raises `DamagedResponseError`."""
        try:
            return zlib.decompress(self.payload) if self.payload else b""
        except zlib.error:
            raise DamagedResponseError("it cannot be unpacked") from None

    @property
    def day(self) -> date:
        """The date (UTC) on which the service answered."""
        return day_of(self.retrieved)


def freshness(cached: CachedResponse | None, now: float) -> tuple[bool, float]:
    """Returns the rank of one of several responses to a query; the highest one is used.

    The newest counts, and one that has a date to come only if there is no other.
    """
    if cached is None:
        return False, float("-inf")
    return cached.retrieved <= now + AHEAD, cached.retrieved


def is_time(seconds: float) -> bool:
    """Returns whether a response can have this time: between 1970 and the year 10000."""
    return 0.0 <= seconds < _LAST


def day_of(seconds: float) -> date:
    """Returns the day (UTC) of a time in seconds since 1970."""
    return date.fromordinal(_FIRST_DAY + int(seconds // 86_400))


def midnight(day: date) -> float:
    """Returns the beginning of a day (UTC) in seconds since 1970."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
