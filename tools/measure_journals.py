"""Measure the comparison of journal names on lists of titles and their abbreviations.

    python tools/measure_journals.py LIST.csv.gz... [--seed 1] [--show 20]

A list has the columns title and abbreviation. Each abbreviation is laid beside its title alone, and
each title beside its abbreviation: any alarm is a false one. Then each title and each abbreviation
with one slip of the pen is laid beside both, as a record has them, and has to raise an alarm.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from refcheck.text.journals import JournalAgreement, compare_journals
from refcheck.text.similarity import squashed

Pair = tuple[str, str]


def load(path: Path) -> Iterator[Pair]:
    """The (title, abbreviation) pairs of a list whose two names differ."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for title, abbreviation, *_ in csv.reader(lines):
            if title and abbreviation and squashed(title) != squashed(abbreviation):
                yield title, abbreviation


def with_slip(name: str, rng: random.Random) -> str | None:
    """The name with one letter dropped, doubled, swapped or replaced; None if nothing changed."""
    at = rng.choice([place for place, char in enumerate(name) if char.isalpha()] or [-1])
    if at < 1 or not name[at - 1].isalpha():
        return None
    letter = name[at]
    changed = {
        "dropped": name[:at] + name[at + 1 :],
        "doubled": name[:at] + letter + name[at:],
        "swapped": name[: at - 1] + letter + name[at - 1] + name[at + 1 :],
        "replaced": name[:at] + rng.choice("abcdefghijklmnoprstuvwz") + name[at + 1 :],
    }[rng.choice(("dropped", "doubled", "swapped", "replaced"))]
    return None if squashed(changed) == squashed(name) else changed


def measure(pairs: Sequence[Pair], rng: random.Random, show: int) -> None:
    """Print the share of alarms for each way to lay two names side by side."""
    _report("abbreviation beside the title", [(short, (full,)) for full, short in pairs], show)
    _report("title beside the abbreviation", [(full, (short,)) for full, short in pairs], show)
    for what, place in (("title with a slip", 0), ("abbreviation with a slip", 1)):
        changed = ((with_slip(pair[place], rng), pair) for pair in pairs)
        _report(what, [(wrong, pair) for wrong, pair in changed if wrong], show, wanted=True)


def _report(
    what: str, cases: Sequence[tuple[str, tuple[str, ...]]], show: int, *, wanted: bool = False
) -> None:
    results: Counter[JournalAgreement | None] = Counter()
    unlike = []
    for cited, recorded in cases:
        agreement = compare_journals(cited, recorded)
        results[agreement] += 1
        if wanted == (agreement in (JournalAgreement.SAME, None)):
            unlike.append((cited, recorded))
    alarms = len(cases) - results[JournalAgreement.SAME] - results[None]
    named = ", ".join(f"{agreement.value} {results[agreement]}" for agreement in JournalAgreement)
    print(f"{what:<32} alarms {alarms} of {len(cases)} = {alarms / len(cases):.4f}   ({named})")
    for cited, recorded in unlike[:show]:
        print(f"    {cited}   |   {' = '.join(recorded)}")


def main() -> None:
    """Run the measurement that the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("lists", type=Path, nargs="+")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0)
    chosen = options.parse_args()
    rng = random.Random(chosen.seed)  # noqa: S311 -- the same slips in each run
    pairs = list(dict.fromkeys(pair for path in chosen.lists for pair in load(path)))
    rng.shuffle(pairs)
    measure(pairs, rng, chosen.show)


if __name__ == "__main__":
    main()
