"""`python -m benchmarks.batch`: runs `benchmarks.accuracy.batch_speed`, which says what it does.

It is in that folder because it uses its records, styles and planted errors.
"""

from __future__ import annotations

import runpy

if __name__ == "__main__":
    runpy.run_module("benchmarks.accuracy.batch_speed", run_name="__main__", alter_sys=True)
