"""How fast the parser is, in one process: references a second, start, and memory.

    python benchmarks/parse_speed.py [STRINGS.jsonl] [--count 20000]

STRINGS.jsonl holds one JSON object with `raw` a line; without it the labelled set of the tests is
used. The strings are repeated up to `--count`. The figure is processor time, and wall time beside
it, so that a busy machine is seen.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from refcheck.parsing import parse_lines

GOLD = Path(__file__).parent.parent / "tests/golden/parse/gold.jsonl"
START = "from refcheck.parsing import parse; parse('Nutt DJ. Ecstasy. Lancet. 2009;3(1):3-5.')"
# macOS counts bytes, Linux kibibytes
UNIT = 1024**2 if sys.platform == "darwin" else 1024


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="How fast the parser is.")
    parser.add_argument("strings", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--count", type=int, default=20_000)
    options = parser.parse_args()
    with options.strings.open(encoding="utf-8") as file:
        strings = [json.loads(line)["raw"] for line in file]
    # Numbered, so that none comes twice: the parser keeps what it has read of a string.
    cycle = itertools.islice(itertools.cycle(strings), options.count)
    strings = [f"{text} #{number}" for number, text in enumerate(cycle)]
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", START], check=True)
    print(f"start and one string: {time.perf_counter() - start:.2f} s")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"memory at the peak: {usage.ru_maxrss / UNIT:.0f} MiB")
    start, cpu = time.perf_counter(), time.process_time()
    for _ in parse_lines(strings):
        pass
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(f"{len(strings)} references, a second of processor time: {len(strings) / cpu:.0f}")
    print(f"{len(strings)} references, a second by the clock: {len(strings) / wall:.0f}")
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(f"memory at the peak: {usage.ru_maxrss / UNIT:.0f} MiB")


if __name__ == "__main__":
    main()
