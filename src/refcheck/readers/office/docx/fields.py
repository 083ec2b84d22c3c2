"""The fields of a Word document: what their codes point to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

__all__ = ["WordField", "cross_reference"]

_REFERENCE: Final = re.compile(r"\s*(?:REF|NOTEREF|PAGEREF)\s+\"?([^\s\"\\]+)")
_HYPERLINK: Final = re.compile(
    r"\s*HYPERLINK\s+(?:\\\w\s+)*(?:\"([^\"]*)\")?(?:.*\\l\s+\"([^\"]*)\")?"
)


@dataclass(slots=True)
class WordField:
    """A field of Word: its code, and the paragraph and offset where what it prints begins."""

    code: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)  # what EndNote stores next to the code
    printing: bool = False
    paragraph: int = -1
    offset: int = 0


def cross_reference(code: str) -> list[str] | None:
    """Returns what a cross-reference or a hyperlink points to; None where the code makes
    neither."""
    found = _REFERENCE.match(code)
    if found:
        return [found[1]]
    found = _HYPERLINK.match(code)
    if found is None:
        return None
    target = found[2] or found[1]
    return [target] if target else []
