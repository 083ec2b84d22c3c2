"""A circuit that opens when the service keeps failing, so that a dead one costs seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

from refcheck.lookup.config import Timing

__all__ = ["Circuit"]

_REFUSALS = 3  # failures in a row that are enough where there is no connection


class Circuit:
    """Counts failures in a row. While it is open nothing is asked; then one attempt is made."""

    def __init__(self, timing: Timing, clock: Callable[[], float] = time.monotonic) -> None:
        self._timing = timing
        self._clock = clock
        self._failures = 0
        self._since = 0.0  # when the first attempt of the row began
        self._closed_again = 0.0
        self._reason: str | None = None

    def open_reason(self) -> str | None:
        """Why nothing may be asked now; None where it may.

        After the cool-down one caller is let through, and the others wait for what becomes of it.
        """
        if self._reason is None:
            return None
        if self._clock() < self._closed_again:
            return self._reason
        self._closed_again = self._clock() + self._timing.cool_down
        return None

    def succeeded(self) -> None:
        """The service answered: all is forgotten."""
        self._failures, self._reason = 0, None

    def failed(self, reason: str, began: float, *, unreachable: bool = False) -> bool:
        """Returns an attempt that began at `began` has failed. True where this opens the circuit.

        `unreachable`: there was no connection. A service that is up has no such moments, so fewer
        of them tell.
        """
        if self._failures == 0:
            self._since = began
        self._failures += 1
        failing = self._clock() - self._since
        timing = self._timing
        lasting = timing.unreachable if unreachable else timing.failing
        enough = min(timing.failures, _REFUSALS) if unreachable else timing.failures
        if failing >= timing.patience or (self._failures >= enough and failing >= lasting):
            return self.open(reason, timing.cool_down)
        return False

    def open(self, reason: str, seconds: float) -> bool:
        """Ask nothing for so long (infinity: in this whole run). True where it was closed."""
        was_closed = self._reason is None
        self._reason = reason
        self._closed_again = max(self._closed_again, self._clock() + seconds)
        return was_closed
