"""Where a field is: neighbouring tokens with one label."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["first_run"]


def first_run(labels: Sequence[str], label: str) -> tuple[int, int]:
    """Returns the places of the first run of a label (`end` exclusive), which must be there.

    >>> first_run(["O", "title", "title", "O", "title"], "title")
    (1, 3)
    """
    start = labels.index(label)
    end, count = start + 1, len(labels)
    while end < count and labels[end] == label:
        end += 1
    return start, end
