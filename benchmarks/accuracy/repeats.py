"""What is measured several times over: a mean, and how sure it is."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Mean", "mean_of"]

# Student's t for 95 %, by degrees of freedom from 1
_STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The mean of `count` measurements, with Student's interval at 95 %.

    One measurement has no interval: `low` and `high` are not numbers then.
    """

    value: float
    low: float
    high: float
    count: int


def mean_of(values: Sequence[float]) -> Mean:
    """The mean of these measurements and its interval."""
    middle = statistics.fmean(values)
    if len(values) < 2:
        return Mean(value=middle, low=math.nan, high=math.nan, count=len(values))
    free = len(values) - 1
    t = _STUDENT[free - 1] if free <= len(_STUDENT) else 1.96 + 2.6 / free
    half = t * statistics.stdev(values) / math.sqrt(len(values))
    return Mean(value=middle, low=middle - half, high=middle + half, count=len(values))
