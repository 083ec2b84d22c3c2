"""What is usual among lengths, without `statistics`: to load it takes 2 % of a short run."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["median"]


def median(lengths: Sequence[int]) -> float:
    """Returns the one in the middle of at least one length, of an even number the mean of two.

    >>> median([30, 10, 20]), median([10, 40, 30, 20])
    (20.0, 25.0)
    """
    ordered = sorted(lengths)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2
