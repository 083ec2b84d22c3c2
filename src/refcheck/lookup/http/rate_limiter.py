"""One pace for all requests: within a run, and between the processes of one machine.

NCBI counts requests by address or by key, not by process. The times of the last requests lie in a
small file under a lock; every process waits its turn by it.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from filelock import FileLock, Timeout

from refcheck.errors import CacheError
from refcheck.frozen import dataclass
from refcheck.lookup.config import LookupConfig, default_cache_dir

__all__ = ["WINDOW", "Pace"]

_LOCK_SECONDS = 1.0
_LONGEST_HOLD = 60.0  # with the interval on top: a time further ahead is of another clock
_REMEMBERED = 10
WINDOW = 1.0  # seconds over which NCBI counts requests


@dataclass(frozen=True, slots=True)
class _Turns:
    """When the next turn may be had, and when the last ones were, in seconds since 1970."""

    next: float = 0.0
    last: tuple[float, ...] = ()


class Pace:
    """Grants turns at least `interval` seconds apart.

    `turn` waits for one; `hold` puts the next one off; `exhausted` and `slow_down` obey what the
    service says of its limit.
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
        self._queue = asyncio.Lock()
        self._turns = _Turns()  # as this process knows them
        self._last: float | None = None  # our own last turn
        self._file = _state_file(config)  # None: nothing can be shared

    async def turn(self) -> None:
        """Returns when the next request may be sent."""
        async with self._queue:
            while (wait := self._claim()) > 0:
                await self._sleep(wait)

    def hold(self, until: float) -> None:
        """Let no request go before `until` (seconds since 1970), in this process or another."""
        self._change(lambda turns: _Turns(max(turns.next, until), turns.last))

    def exhausted(self, limit: float | None, sent: float) -> None:
        """Obey that a request sent at `sent` was the last one of its window.

        The window ends a second after its first request: the one `limit` turns ago, where all of
        them were ours. Others may share the address: then a whole second is waited.
        """

        def hold(turns: _Turns) -> _Turns:
            ours = [moment for moment in turns.last if moment > sent - WINDOW]
            begun = ours[-int(limit)] if limit and 1 <= limit <= len(ours) else sent
            return _Turns(max(turns.next, begun + WINDOW), turns.last)

        self._change(hold)

    def slow_down(self, limit: float) -> None:
        """Keep to `limit` requests a second, where the user has not named a rate of his own."""
        if not self._fixed and limit > 0:
            self._interval = max(self._interval, 1 / limit)

    def _claim(self) -> float:
        """Seconds to wait; 0 where the turn is taken."""
        now = self._clock()
        wait = 0.0

        def take(turns: _Turns) -> _Turns:
            nonlocal wait
            # Whatever others have made of the file, our own rate is kept.
            ours = now if self._last is None else self._last + self._interval
            wait = max(turns.next, ours) - now
            if 0 < wait <= _LONGEST_HOLD + self._interval:
                return turns
            wait = 0.0
            return _Turns(now + self._interval, (*turns.last, now)[-_REMEMBERED:])

        self._change(take)
        if wait == 0:
            self._last = now
        return wait

    def _change(self, change: Callable[[_Turns], _Turns]) -> None:
        """Change the shared times; those of this process alone where they cannot be shared."""
        if self._file is not None:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                lock = FileLock(self._file.with_suffix(".lock"), timeout=_LOCK_SECONDS)
                with lock.acquire(poll_interval=0.002):
                    self._turns = change(_read(self._file))
                    times = (self._turns.next, *self._turns.last)
                    self._file.write_text(" ".join(map(repr, times)))
            except (OSError, Timeout, NotImplementedError):
                self._file = None
            else:
                return
        self._turns = change(self._turns)


def _read(file: Path) -> _Turns:
    try:
        times = [float(word) for word in file.read_text().split()]
    except (FileNotFoundError, ValueError):
        return _Turns()
    if not times or not all(map(math.isfinite, times)):
        return _Turns()
    return _Turns(times[0], tuple(times[1:]))


def _state_file(config: LookupConfig) -> Path | None:
    """Returns one file for each address, or for each key where there is one; None where the user
    has no folder for it."""
    counted = f"{config.base_url.rstrip('/')}\0{config.sent_key or ''}"
    name = hashlib.sha256(counted.encode(errors="replace")).hexdigest()[:16]
    try:
        folder = config.pace_dir or default_cache_dir()
    except CacheError:
        return None
    return folder / "pace" / f"{name}.txt"
