"""How long something is: what is usual among lengths, whether a text has enough of something, and
a text that is cut short.

Without `statistics`, which takes 2 % of a short run to load.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

__all__ = ["cut_short", "has_at_least", "median"]


def median(lengths: Sequence[int]) -> float:
    """Returns the one in the middle of at least one length, of an even number the mean of two.

    >>> median([30, 10, 20]), median([10, 40, 30, 20])
    (20.0, 25.0)
    """
    ordered = sorted(lengths)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def cut_short(text: str, most: int) -> str:
    """Returns a text in so many characters, with an ellipsis for what is left out at its end.

    >>> cut_short("Sleep in old age", 9), cut_short("Sleep", 9)
    ('Sleep in…', 'Sleep')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def has_at_least(count: int, kind: Callable[[str], bool], text: str) -> bool:
    """Returns whether a text has so many characters of a kind: it is read no farther than that.

    >>> has_at_least(3, str.isdigit, "1 of 12 and more")
    True
    """
    return sum(1 for _ in islice(filter(kind, text), count)) == count
