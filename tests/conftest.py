"""What holds for all tests, however and wherever they are started."""

from __future__ import annotations

import builtins
import os
import signal
import sys
import tempfile
from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, settings

# How long one example or its making takes says something about the machine, not about the code.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every command
# that they start: the tests of Ctrl-C would send it to a program that cannot hear it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What the command keeps from run to run begins anew with each session, for all of its processes:
# what an earlier one has kept could hide what a change breaks.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _kept = tempfile.TemporaryDirectory(prefix="refcheck-tests-")
    os.environ["XDG_CACHE_HOME"] = _kept.name

_sum = builtins.sum


def _sum_of_no_floats(values: Iterable[Any], /, start: Any = 0) -> Any:
    """`sum`, but refcheck's own code may not give it floats: since Python 3.12 it rounds in another
    way, and what refcheck finds must not depend on the version. `math.fsum` is exact in all."""
    total = _sum(values, start)
    caller = sys._getframe(1).f_globals["__name__"]
    assert not (isinstance(total, float) and caller.startswith("refcheck.")), "use math.fsum"
    return total


builtins.sum = _sum_of_no_floats
