"""`python -m benchmarks.accuracy.outside RECORDS --lists 40 --works 200 --seed 7`

Checks works outside PubMed against stand-ins of all the sources behind it: whole lists of right
works of kinds as they are cited, with every source up and with one of them down; and of each kind
works with a planted error, invented ones, and invented ones with a DOI. Prints the verdicts, the
alarms and the requests.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from refcheck.model.report import CheckedReference, Verdict

from ..pool import Pool
from ..records import load_records
from .checking import alarms, check, is_wrong_work
from .errors import invented, planted
from .holdings import holdings
from .printed import STYLES, printed
from .services import FAULTS, SERVICES, Services
from .works import KINDS, Work, make, of_list

_LENGTH: Final = 23  # works outside PubMed in a list of 100
_NEAR: Final = 40  # further works in each source


@dataclass(slots=True)
class Tally:
    """What came of the references of one row."""

    references: int = 0
    alarmed: int = 0
    wrong: int = 0
    suspect: int = 0
    silent: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, checked: CheckedReference, work: Work | None, example: str) -> None:
        """Count one reference: `work` is what it cites (None: nothing)."""
        found = alarms(checked)
        self.references += 1
        self.verdicts[str(checked.verdict)] += 1
        self.rules.update(found)
        self.alarmed += bool(found)
        self.silent += not found
        self.suspect += checked.verdict is Verdict.SUSPECT
        if is_wrong_work(checked, work):
            self.wrong += 1
            self.examples.append(f"wrong work: {example}")

    def row(self, name: str) -> str:
        """Returns the row of a table."""
        verdicts = ", ".join(f"{each} {count}" for each, count in self.verdicts.most_common())
        rules = ", ".join(f"{each} {count}" for each, count in self.rules.most_common(4))
        counts = f"{self.references} | {self.alarmed} | {self.wrong} | {self.suspect}"
        return f"| {name} | {counts} | {verdicts} | {rules} |"


_HEAD: Final = (
    "| works | references | with an alarm | wrong work | suspect | verdicts | alarms |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


def _items(works: Sequence[Work], seed: int) -> list[tuple[str, dict[str, Any]]]:
    chance = random.Random(seed)
    return [item for work in works for item in holdings(work, chance)]


def _lists(
    count: int, pool: Pool, chance: random.Random
) -> Iterator[tuple[list[Work], list[Work], str]]:
    """Yields the works of each list, further works that the sources have, and the style."""
    for at in range(count):
        first = 10_000 + 1_000 * at
        works = of_list(pool, chance, _LENGTH, first)
        yield works, of_list(pool, chance, _NEAR, first + _LENGTH), STYLES[at % len(STYLES)]


def _right_lists(
    lists: Sequence[tuple[list[Work], list[Work], str]],
    faults: Mapping[str, str],
    *,
    shown: bool = False,
) -> tuple[dict[str, Tally], list[str | None], Counter[str], Counter[str]]:
    """Returns what came of right works by kind, their verdicts, and what each source was asked in
    a first run and in a second."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    verdicts: list[str | None] = []
    asked: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for at, (works, near, style) in enumerate(lists):
        lines = [printed(work, style) for work in works]
        with tempfile.TemporaryDirectory() as folder:
            for run in (0, 1) if not faults else (0,):
                transport = Services(_items([*works, *near], at), faults=faults)
                checked = check(lines, transport, Path(folder))
                asked[run].update(transport.requests)
                if run:
                    continue
                for work, line, each in zip(works, lines, checked, strict=True):
                    name = work.kind if work.is_listed else f"{work.kind}, listed nowhere"
                    tallies[name].add(each, work, line)
                    verdicts.append(str(each.verdict))
                    if shown and alarms(each):
                        print(f"    {alarms(each)} {line}")
    return tallies, verdicts, *asked


def _total(tallies: Mapping[str, Tally], *, listed: bool) -> Tally:
    total = Tally()
    for name, each in tallies.items():
        if name.endswith("listed nowhere") is not listed:
            total.references += each.references
            total.alarmed += each.alarmed
            total.wrong += each.wrong
            total.suspect += each.suspect
            total.verdicts += each.verdicts
            total.rules += each.rules
    return total


def _wrong_ones(
    kind: str, pool: Pool, chance: random.Random, count: int, *, shown: bool
) -> Iterator[tuple[str, Tally]]:
    """Yields what came of works of one kind with an error, invented, and invented with a DOI."""
    works = [make(kind, 900_000 + at, pool, chance) for at in range(2 * count)]
    others = [*works[1:], works[0]]
    errors = [
        (name, work, wrong)
        for work, other in zip(works, others, strict=True)
        if (made := planted(work, other, pool, chance))
        for name, wrong in (made,)
    ][:count]
    items = _items(works, 1)
    found: dict[str, Tally] = defaultdict(Tally)
    for at in range(0, len(errors), _LENGTH):
        part = errors[at : at + _LENGTH]
        style = STYLES[(at // _LENGTH) % len(STYLES)]
        lines = [printed(wrong, style) for _, _, wrong in part]
        for (name, work, _), line, each in zip(part, lines, _checked(lines, items), strict=True):
            meant = None if name == "number of another trial" else work
            found[f"{kind}: {name}"].add(each, meant, line)
            if shown and not alarms(each):
                print(f"    not found, {name}: {each.verdict} {line}")
    yield from found.items()
    for doi in (False, True):
        tally = Tally()
        inventions = [
            invented(make(kind, 950_000 + at, pool, chance), chance, doi=doi) for at in range(count)
        ]
        for at in range(0, len(inventions), _LENGTH):
            style = STYLES[(at // _LENGTH) % len(STYLES)]
            lines = [printed(work, style) for work in inventions[at : at + _LENGTH]]
            for line, each in zip(lines, _checked(lines, items), strict=True):
                tally.add(each, None, line)
                if shown and doi and not alarms(each):
                    print(f"    not found: {each.verdict} {line}")
        yield f"{kind}: invented{' with a DOI' if doi else ''}", tally


def _checked(
    lines: Sequence[str], items: Sequence[tuple[str, dict[str, Any]]]
) -> Sequence[CheckedReference]:
    with tempfile.TemporaryDirectory() as folder:
        return check(lines, Services(items), Path(folder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, check, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.outside")
    parser.add_argument("records", type=Path, help="JSON Lines, one record a line (.gz too)")
    parser.add_argument("--lists", type=int, default=20, help=f"of {_LENGTH} right works each")
    parser.add_argument("--works", type=int, default=46, help="of each kind and each way of wrong")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", action="store_true", help="print what was missed")
    options = parser.parse_args(arguments)
    chance, pool = random.Random(options.seed), Pool.of(load_records(options.records))
    lists = list(_lists(options.lists, pool, chance))

    print(_HEAD)
    tallies, verdicts, first, second = _right_lists(lists, {}, shown=options.show)
    for name, tally in sorted(tallies.items()):
        print(tally.row(f"right {name}"))
    print(_total(tallies, listed=True).row("**all right ones that a source lists**"))
    print(_total(tallies, listed=False).row("**all right ones that none lists**"))
    references = _LENGTH * options.lists
    for name, counts in (("first", first), ("second", second)):
        by_source = ", ".join(f"{source} {number}" for source, number in counts.most_common())
        print(f"\nRequests of the {name} run: {counts.total() / references:.2f} ({by_source})")

    print(f"\n{_HEAD}")
    for kind in KINDS:
        for name, tally in _wrong_ones(kind, pool, chance, options.works, shown=options.show):
            print(tally.row(name))
            for example in tally.examples[:3]:
                print(f"    {example}")

    print("\n| fault | with an alarm | suspect | worse than without | requests each |")
    print("| --- | --- | --- | --- | --- |")
    for service in SERVICES:
        for fault in FAULTS:
            under, now, asked, _ = _right_lists(lists, {service: fault})
            total = _total(under, listed=True)
            worse = sum(
                new not in (old, "unchecked") and old != "not_found"
                for old, new in zip(verdicts, now, strict=True)
            )
            cells = f"{total.alarmed} | {total.suspect} | {worse}"
            print(f"| {service}: {fault} | {cells} | {asked.total() / references:.2f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
