"""Write the references of every text in a folder as JSON Lines, for a scorer.

    python tools/segment_predictions.py FOLDER OUT.jsonl

One line a file: {"id": its name without suffix, "references": [the entries in order],
"citations_in_text": [[marker, [numbers of the entries]], ...]}.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from refcheck import extraction, parsing, readers
from refcheck.model.document import Document
from refcheck.model.reference import Reference, ReferenceString


def _citations(
    document: Document, strings: Sequence[ReferenceString]
) -> list[tuple[str, list[int]]]:
    references = [
        Reference(string=string, parsed=parsing.parse(string.raw, string.link_text))
        for string in strings
    ]
    citations = extraction.find_citations(document, references)
    return [(citation.text, list(citation.references)) for citation in citations]


def main() -> int:
    """Extract all texts of a folder; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    characters, begin = 0, time.perf_counter()
    with options.out.open("w", encoding="utf-8") as out:
        for path in sorted(options.folder.glob("*.txt")):
            document = readers.read(str(path))
            characters += len(document.text)
            strings = extraction.extract(document)
            line = {
                "id": path.stem,
                "references": [string.raw for string in strings],
                "citations_in_text": _citations(document, strings),
            }
            out.write(json.dumps(line) + "\n")
    seconds = time.perf_counter() - begin
    print(f"{characters / 1e6:.1f} million characters in {seconds:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
