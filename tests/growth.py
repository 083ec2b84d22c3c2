"""How work grows with its input, measured so that no load of the machine and no tracing decides it.

A bound in seconds fails on a busy machine and passes a fault on a fast one. Here one piece of work
is compared with four times as much of it, in the same process and in processor time: four times as
long is in proportion, sixteen times is not.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final

__all__ = ["TIMES", "grows_in_proportion"]

TIMES: Final = 4  # how much larger the larger input is
MOST: Final = 9.0  # work in proportion takes 4 times as long, work in its square 16 times
QUICK: Final = 0.03  # seconds; a square of the sizes used here takes many times as long
TRIES: Final = 4  # other work on the processor's caches can slow down one measurement, not all


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Whether four times the size takes about four times the processor time, not its square."""
    longest = TIMES * size
    for _ in range(TRIES):
        small, large = _seconds(work, size), _seconds(work, longest)
        if large < QUICK or large < MOST * small:
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    """The processor time of this thread: of no child, no other process, no waiting."""
    collects = gc.isenabled()
    gc.disable()  # a collection looks at all that the other tests have left
    try:
        began = time.thread_time()
        work(size)
        return time.thread_time() - began
    finally:
        if collects:
            gc.enable()
