"""Write labelled reference strings as BibTeX, read them back, and count what has changed.

    python -m benchmarks.bibtex_round_trip STRINGS.jsonl

Each line of the file holds a string under "raw". Each is parsed, written (in LaTeX's way and with
its letters kept) and read again by bibtexparser.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.bibtex_reading import from_bibtex

from refcheck.formats.bibtex import carried, to_bibtex
from refcheck.parsing import parse


def main() -> None:
    """Print the figures for both ways of writing."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        strings = [json.loads(line)["raw"] for line in lines]
    records = [parse(string).record for string in strings]
    for unicode in (False, True):
        begun = time.perf_counter()
        text = to_bibtex(records, raw=strings, unicode=unicode)
        written = time.perf_counter()
        entries = from_bibtex(text)
        read = time.perf_counter()
        pairs = zip(entries, records, strict=True)
        changed = sum(back != carried(record) for (_, back), record in pairs)
        print(
            f"{'unicode' if unicode else 'LaTeX':8}{len(entries):7,} entries, {changed} changed, "
            f"{len({key.casefold() for key, _ in entries}):,} keys, "
            f"written in {written - begun:.1f} s, read in {read - written:.1f} s"
        )


if __name__ == "__main__":
    main()
