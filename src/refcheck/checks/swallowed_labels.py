"""Numbers that a list lacks because their labels are in the entry before, not recognised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcheck.checks.rules.article.list_order import lists_of, numbered_of
from refcheck.checks.thresholds import MOST_SWALLOWED
from refcheck.model.reference import Reference
from refcheck.text.patterns import lazy_regex

__all__ = ["swallowed_labels"]

# A number that may be a label: its sign, and a word in capitals ("7;Smith", "[7] Smith").
_LABEL: Final = lazy_regex(
    r"(?<=[.;)\]\d”\"/\s])\W{0,3}(?<!\d)(?<!\d[-–.])(?P<number>\d++)"
    r"(?:\s?[\])}.:;•*>|/)-]{1,3}\s?|\s)[\"“‘]?[^\W\d_a-z][^\W\d_]"
)
_DATED: Final = lazy_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def swallowed_labels(references: Sequence[Reference]) -> dict[int, list[int]]:
    """Returns the missing numbers whose labels are within an entry, by the number of the reference.

    An entry counts with a year before and after the label: both parts may be references.
    """
    found: dict[int, list[int]] = {}
    for of_list in lists_of(references):
        numbered = numbered_of(of_list)
        known = {one.number for one in numbered}
        for one in numbered:
            raw, begin = one.reference.string.raw, 0
            for number in range(one.number + 1, one.number + 1 + MOST_SWALLOWED):
                place = None
                if number not in known:
                    labels = _LABEL.finditer(raw, begin)
                    place = next((each for each in labels if each["number"] == str(number)), None)
                if place is None:
                    break
                if _DATED.search(raw, begin, place.start()) and _DATED.search(raw, place.end()):
                    found.setdefault(one.reference.string.number, []).append(number)
                begin = place.end()
    return found
