"""The formats that corrections can be written in: the one table of their revisers.

To add a format: write its reviser (`revision.Reviser`), and a function that imports it and a row
here. The keys are those of `readers.FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcheck.readers import FORMATS, Format
from refcheck.revisions.revision import Reviser

__all__ = ["REVISERS", "reviser_of"]


REVISERS: Final[dict[str, Callable[[], Reviser]]] = {}


def reviser_of(read_as: Format) -> Reviser | None:
    """Returns the reviser of a format; None where corrections cannot be written in it."""
    name = next((name for name, one in FORMATS.items() if one is read_as), None)
    load = REVISERS.get(name) if name else None
    return load() if load else None
