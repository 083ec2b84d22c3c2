"""How fast the readers of structured formats are: megabytes and references a second of one core.

    python tools/measure_readers.py [--references 5000]

Reads a file of that many references of each format, made from the tool's own seeds, three times,
and takes the best. Only processor time counts.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable

from fuzzing import seeds
from refcheck.readers import FORMATS


def main() -> int:
    """Run as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--references", type=int, default=5000)
    options = parser.parse_args()
    for name, make in _FILES.items():
        content = make(options.references)
        seconds, references = min(_measure(name, content) for _ in range(3))
        size = len(content) / 1e6
        print(
            f"{name:9} {references:6} references {size:5.1f} MB  "
            f"{size / seconds:6.1f} MB/s {references / seconds:9,.0f} references/s"
        )
    return 0


def _measure(name: str, content: bytes) -> tuple[float, int]:
    began = time.process_time()
    document = FORMATS[name].read(f"large.{name}", content)
    return time.process_time() - began, len(document.references or ())


def _repeated(whole: bytes, begin: str, end: str) -> Callable[[int], bytes]:
    """A file with what stands from `begin` to before `end` repeated."""
    text = whole.decode()
    start = text.index(begin)
    stop = text.index(end, start)
    piece = text[start:stop]
    entries = max(1, len(re.findall(r"<ref id|<biblStruct|<bibl>|<record>", piece)))

    def make(references: int) -> bytes:
        times = references // entries
        return (text[:start] + piece * times + text[stop:]).encode()

    return make


_FILES: dict[str, Callable[[int], bytes]] = {
    "jats": _repeated(seeds.JATS, "<ref id", "</ref-list>"),
    "tei": _repeated(seeds.TEI, "<biblStruct", "</listBibl>"),
    "endnote": _repeated(seeds.ENDNOTE, "<record>", "</records>"),
    "bibtex": _repeated(seeds.BIBTEX, "@article{rajkumar", "@incollection"),
    "latex": _repeated(seeds.LATEX, r"\bibitem[", r"\end{thebibliography}"),
    "ris": lambda references: seeds.RIS * (references // 2),
    "nbib": lambda references: seeds.NBIB * (references // 2),
    "csl-json": lambda references: json.dumps(json.loads(seeds.CSL) * (references // 2)).encode(),
}

if __name__ == "__main__":
    sys.exit(main())
