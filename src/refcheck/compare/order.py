"""What of a sequence is in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["longest_ascending"]


def longest_ascending(values: Sequence[int | None]) -> list[int]:
    """Returns the positions of the longest part of the values that ascends, without any None.

    It is found by patience sorting; of several, the one with the smallest values at its end.

    >>> longest_ascending([1, 9, 2, None, 3])
    [0, 2, 4]
    """
    tails: list[int] = []
    tail_at: list[int] = []
    before: dict[int, int | None] = {}
    for at, value in enumerate(values):
        if value is None:
            continue
        pile = bisect_left(tails, value)
        before[at] = tail_at[pile - 1] if pile else None
        tails[pile : pile + 1] = [value]
        tail_at[pile : pile + 1] = [at]
    ascending: list[int] = []
    step = tail_at[-1] if tail_at else None
    while step is not None:
        ascending.append(step)
        step = before[step]
    return ascending[::-1]
