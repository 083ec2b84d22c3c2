"""How long a person waits for the command line.

    python benchmarks/start_up.py

Prints the median and the best of ten runs of `refcheck --version`, of the check of one article, and
of the main job on seeds/: over documents that it has not seen before, and once more.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from corpus import forget_readings

ROOT = Path(__file__).resolve().parents[1]
RUNS = 10
COMMANDS = (
    (("--version",), 0.03),
    (("check", "seeds/with-errors.md", "--offline", "--exit-zero"), 0.45),
    (("check", "seeds/", "--offline", "--exit-zero"), 1.0),
)


def seconds_of(arguments: tuple[str, ...], *, again: bool) -> list[float]:
    """The wall-clock time of each run, in seconds, after one that warms the files.

    `again`: the documents have been read before.
    """
    command = [str(Path(sys.executable).with_name("refcheck")), *arguments]
    times = []
    for _ in range(RUNS + 1):
        if not again:
            forget_readings()
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return times[1:]


def main() -> None:
    """Run each command and print its figures."""
    for arguments, target in COMMANDS:
        for again in (False, True):
            times = seconds_of(arguments, again=again)
            print(
                f"refcheck {' '.join(arguments)}{', once more' if again else ''}: "
                f"{statistics.median(times):.2f} s, at best {min(times):.2f} s (wanted: {target} s)"
            )


if __name__ == "__main__":
    main()
