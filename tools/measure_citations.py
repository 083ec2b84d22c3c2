"""Measure how well citations are linked to the entries that they cite.

    python tools/measure_citations.py FOLDER [--part odd|even|all] [--differences]

FOLDER holds NAME.txt with NAME.json, whose `citations_in_text` is [[marker, [entry, ...]], ...].
Counted is how often each entry is cited; the text of a marker does not count. An entry that
is found stands for the true one whose letters and digits it shares most.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from refcheck import extraction, parsing, readers
from refcheck.model.reference import Reference
from refcheck.model.report import Citation


class Counts(NamedTuple):
    """Links that agree, that were found, and that are true."""

    right: int
    found: int
    true: int

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.true if self.true else 0.0
        mean = 2 * self.right / (self.found + self.true) if self.found + self.true else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F1 {mean:.3f}  ({self.true} links)"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def _true_numbers(references: Sequence[Reference], entries: Sequence[str]) -> dict[int, int]:
    """The number of the true entry for each number that was found."""
    known = {_folded(entry)[:80]: number for number, entry in enumerate(entries, 1)}
    same_count = len(references) == len(entries)
    numbers = {}
    for reference in references:
        number = reference.string.number
        found = known.get(_folded(reference.string.raw)[:80])
        numbers[number] = found or (number if same_count else 0)
    return numbers


class Measured(NamedTuple):
    """One document: the links found and the true ones, by entry."""

    name: str
    style: str
    found: Counter[int]
    true: Counter[int]
    citations: list[Citation]

    @property
    def counts(self) -> Counts:
        """How many links agree."""
        right = sum((self.found & self.true).values())
        return Counts(right, sum(self.found.values()), sum(self.true.values()))


def _measure(path: Path) -> Measured | None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    if not gold.get("citations_in_text"):
        return None
    document = readers.read(str(path.with_suffix(".txt")))
    references = [
        Reference(string=string, parsed=parsing.parse(string.raw, string.link_text))
        for string in extraction.extract(document)
    ]
    numbers = _true_numbers(references, gold["references"])
    citations = list(extraction.find_citations(document, references))
    found = Counter(numbers[n] for citation in citations for n in citation.references)
    true = Counter(n for _, ns in gold["citations_in_text"] for n in ns)
    return Measured(path.stem, gold.get("citation_style") or "", found, true, citations)


def _chosen(folder: Path, part: str) -> Iterator[Path]:
    for path in sorted(folder.glob("*.json")):
        digits = re.search(r"(\d+)$", path.stem)
        if part == "all" or (digits and int(digits[1]) % 2 == (part == "odd")):
            yield path


def main() -> int:
    """Measure a folder; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--differences", action="store_true", help="show what differs by entry")
    options = parser.parse_args()
    totals: dict[str, list[Counts]] = {}
    for path in _chosen(options.folder, options.part):
        one = _measure(path)
        if one is None:
            continue
        for group in (one.style, "all"):
            totals.setdefault(group, []).append(one.counts)
        print(f"{one.name:16} {one.style:12} {one.counts}")
        if options.differences:
            _show(one)
    for group, counts in sorted(totals.items()):
        print(f"{group:29} {Counts(*map(sum, zip(*counts, strict=True)))}")
    return 0


def _show(one: Measured) -> None:
    for label, links in (("too many", one.found - one.true), ("missing", one.true - one.found)):
        if links:
            print(f"    {label}: " + ", ".join(f"{n} x{links[n]}" for n in sorted(links)))
    kinds = Counter(str(citation.kind) for citation in one.citations)
    unlisted = [part for citation in one.citations for part in citation.missing]
    print(f"    {dict(kinds)} unlisted: {unlisted}")


if __name__ == "__main__":
    sys.exit(main())
