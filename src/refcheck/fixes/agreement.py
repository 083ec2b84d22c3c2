"""What most references of a list agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from refcheck.fixes.thresholds import LEAST_AGREEING_FORMS

__all__ = ["agreed"]

_Value = TypeVar("_Value", bound=Hashable)


def agreed(values: Iterable[_Value | None]) -> _Value | None:
    """Returns the value that most agree on; None where there is none, or no clear one."""
    counted = Counter(value for value in values if value is not None)
    if not counted:
        return None
    value, count = counted.most_common(1)[0]
    return value if count >= LEAST_AGREEING_FORMS * counted.total() else None
