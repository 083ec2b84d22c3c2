"""Measure the comparison of journal names on lists of titles and their abbreviations.

    python tools/measure_journals.py LIST.csv.gz... [--seed 1] [--show 20]

A list has the columns title and abbreviation. Each abbreviation is laid beside its title alone, and
each title beside its abbreviation: any alarm is a false one. Then each title and each abbreviation
with one typo of the pen is laid beside both, as a record has them, and has to raise an alarm; and
so have the names of other journals that differ in one word, or go on where this one ends.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.text.folding import squashed, words

Pair = tuple[str, str]


def load(path: Path) -> Iterator[Pair]:
    """The (title, abbreviation) pairs of a list whose two names differ."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for title, abbreviation in (row[:2] for row in csv.reader(lines) if len(row) > 1):
            if not title or not abbreviation or "|" in abbreviation:
                continue  # "A|B" are two names in one field
            if squashed(title) != squashed(abbreviation):
                yield title, abbreviation


def with_typo(name: str, rng: random.Random) -> str | None:
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
    for what, place in (("title with a typo", 0), ("abbreviation with a typo", 1)):
        changed = ((with_typo(pair[place], rng), pair) for pair in pairs)
        _report(what, [(wrong, pair) for wrong, pair in changed if wrong], show, wanted=True)
    near = list(neighbours(pairs, rng))
    for what, place in (("another journal's title", 0), ("another journal's abbreviation", 1)):
        _report(what, [(other[place], pair) for other, pair in near], show, wanted=True)


def neighbours(pairs: Sequence[Pair], rng: random.Random) -> Iterator[tuple[Pair, Pair]]:
    """Pairs of different journals whose abbreviations differ in one word, changed or added."""
    groups: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        parts = words(pair[1])
        for key in {parts, *(parts[:at] + parts[at + 1 :] for at in range(len(parts)))}:
            if len(key) > 1:
                groups[key].append(pair)
    for group in groups.values():
        one, other = rng.choice(group), rng.choice(group)
        if not _may_be_one(one, other):
            yield one, other


def _may_be_one(one: Pair, other: Pair) -> bool:
    """Whether one of two journals can be listed twice, as with and without its place."""
    ours, theirs = (
        {squashed(re.sub(r"[(\[].*", "", name)) for name in pair} for pair in (one, other)
    )
    return not ours.isdisjoint(theirs)


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
    rng = random.Random(chosen.seed)  # noqa: S311 -- the same typos in each run
    pairs = list(dict.fromkeys(pair for path in chosen.lists for pair in load(path)))
    rng.shuffle(pairs)
    measure(pairs, rng, chosen.show)


if __name__ == "__main__":
    main()
