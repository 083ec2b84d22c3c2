"""Reading the members of JSON that a stranger sends: each is what it should be, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any, Final

from refcheck.formats.normalise import plain
from refcheck.model.record import PartialDate

__all__ = ["date_parts", "mappings", "string", "strings", "title_of", "year_of"]

_FORMULA: Final = re.compile(r"<(mml:)?math\b[^<>]{0,500}>.{0,5000}?</(?:mml:)?math>", re.DOTALL)
# What registries put before the title of a work that was taken back.
_FLAG: Final = re.compile(
    r"\s*[\[(]?(?:RETRACTED(?:\s+(?:ARTICLE|CHAPTER|PAPER))?|WITHDRAWN|TEMPORARY REMOVAL)[\])]?\s*:"
    r"\s*",
    re.IGNORECASE,
)
_BUDDHIST = 543  # years between the Thai calendar and ours
_FIRST_YEAR, _LAST_YEAR, _LAST_THAI_YEAR = 1400, 2200, 2743


def string(value: object) -> str | None:
    """Returns a text or a number as text; None of anything else, or where it is empty."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def strings(value: object) -> tuple[str, ...]:
    """Returns the texts of a list, or the one text that stands in its place."""
    items: Iterable[object] = value if isinstance(value, list) else (value,)
    return tuple(text for item in items if (text := string(item)))


def mappings(value: object) -> tuple[Mapping[str, Any], ...]:
    """Returns the objects of a list."""
    return (
        tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()
    )


def year_of(value: object) -> int | None:
    """Returns a year; one of the Thai calendar is turned into ours."""
    text = string(value) or ""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    if _LAST_YEAR < year <= _LAST_THAI_YEAR:
        year -= _BUDDHIST
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def date_parts(value: object) -> PartialDate | None:
    """Returns the date in `{"date-parts": [[2020, 5, 3]]}`; None of `[[null]]`."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        return None
    year = year_of(first[0])
    if year is None:
        return None
    numbers = [part if isinstance(part, int) else 0 for part in first[1:3]] + [0, 0]
    month = numbers[0] if 1 <= numbers[0] <= 12 else None
    day = numbers[1] if month and 1 <= numbers[1] <= 31 else None
    return PartialDate(year=year, month=month, day=day)


def title_of(text: str) -> str | None:
    """Returns a title as people read it: no markup, no formula twice, no "RETRACTED:"."""
    text = plain(_FORMULA.sub(" ", unescape(unescape(text))))
    flagged = _FLAG.match(text)
    return (text[flagged.end() :] if flagged else text).strip() or None
