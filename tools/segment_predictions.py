"""Write the references of every text in a folder as JSON Lines, for a scorer.

    python tools/segment_predictions.py FOLDER OUT.jsonl

One line a file: {"id": its name without suffix, "references": [the entries in order]}.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from refcheck import extraction, parsing, readers


def main() -> int:
    """Extract all texts of a folder; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    plausibility = getattr(parsing, "plausibility", lambda _text: 0.5)
    characters, begin = 0, time.perf_counter()
    with options.out.open("w", encoding="utf-8") as out:
        for path in sorted(options.folder.glob("*.txt")):
            document = readers.read(str(path))
            characters += len(document.text)
            references = [string.raw for string in extraction.extract(document, plausibility)]
            out.write(json.dumps({"id": path.stem, "references": references}) + "\n")
    seconds = time.perf_counter() - begin
    print(f"{characters / 1e6:.1f} million characters in {seconds:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
