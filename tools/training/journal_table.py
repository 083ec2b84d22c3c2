"""Writes the table of journal names that the labeller knows, from CC0 lists and NLM's records."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from refcheck.text.folding import fold

__all__ = ["write_table"]

_CC0 = ("entrez", "medicus", "lifescience", "general")


def write_table(lists: Path, target: Path) -> int:
    """Writes every name of the lists in the folder `lists`, folded; returns how many."""
    names = set()
    for title in _titles(lists):
        # "Adiyat Halab (Rome)": the place tells namesakes apart and is seldom printed
        for form in (title, re.sub(r"\s*\([^)]*\)\s*$", "", title)):
            key = fold(form)
            if len(key) > 2 and len(key.split()) <= 14 and not key.isdigit():
                names.add(key)
    packed = "\n".join(sorted(names)).encode()
    target.write_bytes(gzip.compress(packed, 9, mtime=0))
    return len(names)


def _titles(lists: Path) -> Iterator[str]:
    for name in _CC0:
        with gzip.open(
            lists / f"journal_abbreviations_{name}.csv.gz", "rt", encoding="utf-8"
        ) as file:
            for row in csv.reader(file):
                yield from row[:2]
    with gzip.open(lists / "nlm_journals_from_records.csv.gz", "rt", encoding="utf-8") as file:
        for record in csv.DictReader(file):
            yield from (record["title"], record["medline_ta"], record["iso_abbrev"])
