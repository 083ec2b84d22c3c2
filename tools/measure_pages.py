"""How well references are found in web pages of many shapes, and how fast pages are read.

    python tools/measure_pages.py [--pages 400] [--seed 1] [--show]

Makes pages in the shapes of `pages/shapes.py` around the project's own references
(`tests/golden/parse`), reads them, and compares entry by entry: letters and digits have to be the
same. Only processor time counts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from pages.shapes import SHAPES, page
from refcheck.extraction import extract
from refcheck.readers import FORMATS

_GOLD = Path(__file__).parents[1] / "tests" / "golden" / "parse" / "gold.jsonl"


def main() -> int:
    """Run as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what was missed")
    options = parser.parse_args()
    known = [json.loads(line)["raw"] for line in _GOLD.read_text("utf-8").splitlines()]
    chance = random.Random(options.seed)  # noqa: S311 - samples, not secrets
    names = sorted(SHAPES)
    hits = found = wanted = exact = size = 0
    seconds = 0.0
    missed: Counter[str] = Counter()
    for number in range(options.pages):
        shape = names[number % len(names)]
        references = chance.sample(known, chance.randint(4, 40))
        content = page(shape, references, chance.sample(known, 4))
        began = time.process_time()
        document = FORMATS["html"].read("page.html", content)
        seconds += time.process_time() - began
        size += len(content)
        ours = Counter(_letters(one.raw) for one in extract(document))
        gold = Counter(map(_letters, references))
        hits += (ours & gold).total()
        found += ours.total()
        wanted += gold.total()
        exact += ours == gold
        if ours != gold:
            missed[shape] += 1
            if options.show:
                _show(shape, gold - ours, ours - gold)
    print(f"entries F1 {2 * hits / (found + wanted):.4f}, pages wholly right {exact}", end=" ")
    print(f"of {options.pages}, {size / seconds / 1e6:.1f} MB/s (reading alone)")
    for shape, count in missed.most_common():
        print(f"  {count:3} {shape}")
    return 0


def _show(shape: str, lost: Counter[str], made: Counter[str]) -> None:
    print(shape)
    for sign, entries in (("-", lost), ("+", made)):
        for one in list(entries)[:3]:
            print(f"  {sign} {one[:160]}")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


if __name__ == "__main__":
    sys.exit(main())
