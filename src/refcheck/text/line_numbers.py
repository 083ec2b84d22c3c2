"""The numbers of the lines of a manuscript: every line has one, or every fifth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

__all__ = ["LINE_STEPS", "line_step"]

LINE_STEPS: Final = (1, 2, 5, 10)  # lines from one number to the next
_STEADY_SHARE: Final = 0.9  # of the steps that are the usual one: a table may interrupt the count
_EVEN_SHARE: Final = 0.7  # of the distances that are the usual one
_EVEN: Final = 0.1  # how much, in parts of the usual one, a distance may differ from it


def line_step(values: Sequence[int], places: Sequence[float]) -> int | None:
    """Returns how many lines there are from one number to the next; None where they count no lines.

    `places` say where each number is (the height on a page, the number of a row): line numbers are
    at even distances, and count up by 1, 2, 5 or 10.
    """
    steps = [after - before for before, after in pairwise(values)]
    if not steps:
        return None
    step = Counter(steps).most_common(1)[0][0]
    if step not in LINE_STEPS or steps.count(step) < _STEADY_SHARE * len(steps):
        return None
    distances = sorted(abs(after - before) for before, after in pairwise(places))
    usual = distances[len(distances) // 2]
    even = sum(abs(distance - usual) <= _EVEN * usual for distance in distances)
    return step if even >= _EVEN_SHARE * len(distances) else None
