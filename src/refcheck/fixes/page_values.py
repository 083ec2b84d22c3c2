"""Pages in the form that a list gives them: which dash, and whether the last page is shortened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

__all__ = ["pages_as"]

_DASH: Final = r"\s?(?:-{1,3}|[‐‑‒–—−]|\{?\\textendash(?:\{\}|\}|\s))\s?"
_RANGE: Final = re.compile(
    rf"([A-Za-z]{{0,6}}\d[\w.]{{0,12}})({_DASH})([A-Za-z]{{0,6}}\d[\w.]{{0,12}})"
)
_LEAST_SAMPLES: Final = 3  # pages of other works; fewer may be short works by chance
_PARTS: Final = re.compile(r"([A-Za-z]{0,6})(\d{1,12})")


def pages_as(cited: str | None, right: str, samples: Sequence[str] = ()) -> str:
    """Returns the pages of a record as a list would write them.

    `cited` are the pages that they replace, `samples` those of other works in the list: they decide
    where `cited` is not a range. An article number stays as it is.

    >>> pages_as("1240–5", "1340-1346")
    '1340–6'
    """
    found = _RANGE.fullmatch(right.strip())
    if found is None:
        return right.strip()
    first, last = found[1], _filled(found[1], found[3])
    if _gives_first_pages(cited, samples):
        return first
    ranges = [each for text in (cited or "", *samples) if (each := _RANGE.search(text))]
    own = ranges[:1] if cited and _RANGE.search(cited) else []
    dashes = Counter(each[2] for each in own or ranges)
    dash = dashes.most_common(1)[0][0] if dashes else "-"
    return f"{first}{dash}{_shortened(first, last, _digits(own) or _digits(ranges))}"


def _gives_first_pages(cited: str | None, samples: Sequence[str]) -> bool:
    """Returns whether a list gives first pages alone, here and in all of its other works."""
    ranged = any(_RANGE.search(text) for text in (cited or "", *samples))
    return bool(cited) and len(samples) >= _LEAST_SAMPLES and not ranged


def _filled(first: str, last: str) -> str:
    """Returns the last page in full: "240", "5" -> "245"; "S5", "9" -> "S9"."""
    one, other = _PARTS.fullmatch(first), _PARTS.fullmatch(last)
    if one is None or other is None or other[1] not in ("", one[1]):
        return last
    digits = other[2]
    if len(digits) < len(one[2]):
        digits = one[2][: len(one[2]) - len(digits)] + digits
    return f"{one[1]}{digits}"


def _digits(ranges: Sequence[re.Match[str]]) -> int | None:
    """Returns how the ranges shorten a last page; None where none of them tells.

    0: not at all, 1: to the digits that differ ("240-5"), 2: to two digits at least ("240-45").
    """
    votes: Counter[int] = Counter()
    for found in ranges:
        first, last = found[1], _filled(found[1], found[3])
        least = len(_different(first, last))
        if least < len(last) or len(found[3]) < len(first):
            kept = len(found[3])
            votes[0 if kept == len(last) else 1 if kept == least else 2] += 1
    return votes.most_common(1)[0][0] if votes else None


def _different(first: str, last: str) -> str:
    """Returns the digits of the last page from the first that differs on."""
    if len(first) != len(last):
        return last
    at = next((at for at in range(len(last)) if first[at] != last[at]), len(last) - 1)
    return last[at:]


def _shortened(first: str, last: str, digits: int | None) -> str:
    if not digits:
        return last
    different = _different(first, last)
    return last[-2:] if digits > len(different) and len(last) > 1 else different
