"""What shows that a number belongs to the words before it, and is no label."""

from __future__ import annotations

import re
from typing import Final

from refcheck.extraction.thresholds import UNFINISHED_CHARACTERS
from refcheck.text.patterns import lazy_regex

__all__ = ["asks_for_number", "goes_on"]

_ASKING: Final = (
    r"\b(?:pp?\.|no\.|n\.|nr\.|v\.|vol\.|chromosomes?|types?|phase|stage|grade|part|chapter|volume"
    r"|issue|number|day|week|level|section|table|figure|version|covid|interleukin|factor)"
)
_BEFORE_NUMBER: Final = lazy_regex(rf"{_ASKING}\s{{0,3}}\Z", re.IGNORECASE)
_UNFINISHED: Final = lazy_regex(
    rf"(?:[,:(\[–—&-]|\b(?:and|und|et|y|e|of|the|in)|{_ASKING})\s{{0,3}}\Z", re.IGNORECASE
)


def asks_for_number(text: str, end: int) -> bool:
    """Returns whether the words up to an offset ask for a number: "on chromosome", "v. 49, n."."""
    return _BEFORE_NUMBER.search(text, max(0, end - UNFINISHED_CHARACTERS), end) is not None


def goes_on(text: str, end: int) -> bool:
    """Returns whether a sentence or a list goes on after an offset: "12(3):", "Smith J,"."""
    return _UNFINISHED.search(text, max(0, end - UNFINISHED_CHARACTERS), end) is not None
