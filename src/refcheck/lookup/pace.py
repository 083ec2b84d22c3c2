"""One pace for all requests: within a run, and between the processes of one machine.

NCBI counts requests by address or by key, not by process. The time of the last request lies in a
small file under a lock; every process waits its turn by it.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from filelock import FileLock, Timeout

from refcheck.lookup.config import LookupConfig, default_cache_dir

__all__ = ["Pace"]

_LOCK_SECONDS = 1.0
_LONGEST_HOLD = 60.0  # a time further ahead was written under another clock


class Pace:
    """Grants turns at least `interval` seconds apart.

    `turn` waits for one; `hold` puts the next one off; `slow_down` obeys a lower limit that the
    service names.
    """

    def __init__(
        self,
        config: LookupConfig,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._interval = config.interval
        self._fixed = config.rate is not None
        self._clock = clock
        self._sleep = sleep
        self._turns = asyncio.Lock()
        self._next = 0.0  # the earliest time of the next request of this process
        self._file = _state_file(config)
        self._lock = FileLock(self._file.with_suffix(".lock"), timeout=_LOCK_SECONDS)
        self._shared = True

    async def turn(self) -> None:
        """Return when the next request may be sent."""
        async with self._turns:
            while (wait := self._claim()) > 0:
                await self._sleep(wait)

    def hold(self, until: float) -> None:
        """Let no request go before `until` (seconds since 1970), in this process or another."""
        self._next = max(self._next, until)
        self._exclusively(lambda shared: (None, max(shared, until)))

    def slow_down(self, limit: float) -> None:
        """Keep to `limit` requests a second, where the user has not named a rate of his own."""
        if not self._fixed and limit > 0:
            self._interval = max(self._interval, 1 / limit)

    def _claim(self) -> float:
        """Seconds to wait; 0 where the turn is taken."""
        now = self._clock()
        if self._next > now:
            return min(self._next - now, _LONGEST_HOLD)

        def take(shared: float) -> tuple[float, float]:
            if now < shared <= now + _LONGEST_HOLD:
                return shared - now, shared
            return 0.0, now + self._interval

        wait = self._exclusively(take) or 0.0
        if wait <= 0:
            self._next = now + self._interval
        return wait

    def _exclusively(self, change: Callable[[float], tuple[float | None, float]]) -> float | None:
        """Change the shared time of the next request; without it where it cannot be shared."""
        if not self._shared:
            return change(0.0)[0]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._lock.acquire(poll_interval=0.002):
                result, after = change(_read(self._file))
                self._file.write_text(repr(after))
            return result
        except (OSError, Timeout, NotImplementedError):
            self._shared = False
            return change(0.0)[0]


def _read(file: Path) -> float:
    try:
        return float(file.read_text())
    except (FileNotFoundError, ValueError):
        return 0.0


def _state_file(config: LookupConfig) -> Path:
    """One file for each address, or for each key where there is one."""
    counted = f"{config.base_url.rstrip('/')}\0{config.api_key or ''}"
    name = hashlib.sha256(counted.encode(errors="replace")).hexdigest()[:16]
    return (config.pace_dir or default_cache_dir()) / "pace" / f"{name}.txt"
