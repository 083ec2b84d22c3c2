"""Keeps what was read in documents from one run of the command to the next.

As with compiled patterns, this is the command's: the library keeps nothing. Nor does the command
when it is called by a program, as in tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from refcheck.errors import NoHomeError

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.pipeline.readings.store import Cleared, Readings
    from refcheck.settings import Settings

__all__ = ["clear", "kept_readings", "readings_kept", "sizes"]

# Those that are open, once they have been asked for; None: nothing is kept.
_open: ContextVar[list[Readings] | None] = ContextVar("readings", default=None)


@contextmanager
def readings_kept() -> Iterator[None]:
    """While it is open, documents that have not changed since an earlier run are not read again."""
    opened: list[Readings] = []
    token = _open.set(opened)
    try:
        yield
    finally:
        _open.reset(token)
        for readings in opened:
            readings.tidy()


def kept_readings(settings: Settings | None = None) -> Readings | None:
    """Returns the readings of earlier runs; None where none are kept or wanted (`--refresh`)."""
    opened = _open.get()
    if opened is None or (settings is not None and settings.refresh):
        return None
    if not opened:
        from refcheck.pipeline.readings.store import open_readings

        folder = _folder()
        readings = open_readings(folder) if folder is not None else None
        if readings is None:
            return None
        opened.append(readings)
    return opened[0]


def sizes() -> list[int]:
    """Returns how many bytes each kept reading takes."""
    from refcheck.pipeline.readings.store import sizes_of_readings

    folder = _folder()
    return sizes_of_readings(folder) if folder is not None else []


def clear() -> Cleared:
    """Delete what is kept."""
    from refcheck.pipeline.readings.store import Cleared, clear_readings

    folder = _folder()
    return clear_readings(folder) if folder is not None else Cleared()


def _folder() -> Path | None:
    """Returns where readings are kept; None where none are."""
    from refcheck.pipeline.readings.store import default_folder

    if _open.get() is None:
        return None
    try:
        return default_folder()
    except NoHomeError:
        return None
