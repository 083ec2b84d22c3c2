"""How fast the parser is, in one process: references a second, start, and memory.

    python benchmarks/parse_speed.py [STRINGS.jsonl] [--count 20000]

STRINGS.jsonl holds one JSON object with `raw` a line; without it the labelled set of the tests is
used. The strings are read over and over up to `--count`; nothing is kept of them, so that every one
is parsed as often as it comes. The figure is processor time, with wall time beside it, so that a
busy machine is seen; and how many strings a second the labeller labels by itself, given its
features, in the same run: what one machine does in a second another does in two, but how many times
the labeller's time the parser takes is nearly the same on both.
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
from refcheck.parsing.crf import load
from refcheck.parsing.tokens import cut_out, tokenise

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
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", START], check=True)
    print(f"start and one string: {time.perf_counter() - start:.2f} s")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"memory at the peak: {usage.ru_maxrss / UNIT:.0f} MiB")
    alone = _labeller_alone(strings[:2000])
    wall, cpu = _parse_all(strings, options.count)
    print(f"{options.count} references, a second of processor time: {options.count / cpu:.0f}")
    print(f"{options.count} references, a second by the clock: {options.count / wall:.0f}")
    print(
        f"the labeller alone: {alone:.0f}; the parser takes {alone * cpu / options.count:.1f} times"
    )
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(f"memory at the peak: {usage.ru_maxrss / UNIT:.0f} MiB")


def _parse_all(strings: list[str], count: int) -> tuple[float, float]:
    """Seconds by the clock and of the processor that `count` strings take."""
    lines = list(itertools.islice(itertools.cycle(strings), count))
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in parse_lines(lines):
        pass
    return time.perf_counter() - wall, time.process_time() - cpu


def _labeller_alone(strings: list[str]) -> float:
    """Strings a second of processor time, their features at hand."""
    labeller = load()
    tagger = labeller.tagger
    rows = [labeller.features(tokenise(cut_out(text)[0])) for text in strings]
    start = time.process_time()
    for row in rows:
        tagger.set(row)
        tagger.tag()
    return len(rows) / (time.process_time() - start)


if __name__ == "__main__":
    main()
