"""What holds for all tests, however and wherever they are started."""

from __future__ import annotations

import signal

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
