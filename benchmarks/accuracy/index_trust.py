"""`python -m benchmarks.accuracy.index_trust RECORDS --references 100000 --seed 1`

How many real works are called "possibly made up"? Prints the real records of RECORDS in all styles,
a third of them with planted errors, and checks them with `refcheck batch` against an index of the
same records: each of these works is in it. A work that is called suspect is accused falsely; the
share of them is printed with its interval (Clopper and Pearson, 95 %), and each of them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from .entries import Reference
from .index_parity import write_baseline
from .plan import usable_records
from .pool import Pool
from .records import load_journals, load_records, with_journals
from .references import Rates, choose_habit, print_record

_ERRORS = 1 / 3
_SHOWN = 40
_GOAL = 50_000  # real works that one may be called suspect of
_EVERY_HABIT = 20  # references in one style of a list
_SUSPECT = "suspect"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print, check, count."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.index_trust")
    parser.add_argument("records", type=Path)
    parser.add_argument("--references", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--keep", type=Path, help="a folder for index, references and result")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        _prepare(options, folder)
        _refcheck(
            folder,
            *("batch", "references.jsonl", "checked", "--index", "index", "--id-column", "id"),
            *("--jobs", options.jobs, "--partition-rows", "2000", "--exit-zero"),
        )
        _print(folder)
    return 0


def _prepare(options: argparse.Namespace, folder: Path) -> None:
    """Make the index and the references, unless they are there."""
    records = with_journals(load_records(options.records), load_journals(()))
    if not (folder / "index" / "index.json").exists():
        write_baseline(records, folder / "baseline")
        _refcheck(folder, "index", "build", "index", "baseline")
    if (folder / "references.jsonl").exists():
        return
    usable = usable_records(records)
    with (folder / "references.jsonl").open("w", encoding="utf-8") as file:
        for number, (pmid, made) in enumerate(_references(usable, options)):
            fields = [f"{each.field}/{each.kind}" for each in made.mistakes]
            row: dict[str, object] = {
                "id": str(number),
                "reference": made.text,
                "pmid": pmid,
                "style": made.style,
            }
            row |= {"mistakes": fields}
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def _references(
    usable: Sequence[Any], options: argparse.Namespace
) -> Iterator[tuple[str, Reference]]:
    chance = random.Random(options.seed)
    pool, rates = Pool.of(usable), Rates(errors=_ERRORS, even=True)
    waiting: list[Any] = []
    habit = choose_habit(chance)
    for number in range(options.references):
        if number % _EVERY_HABIT == 0:
            habit = choose_habit(chance)
        waiting = waiting or chance.sample(usable, len(usable))
        record = waiting.pop()
        yield record.pmid, print_record(record, habit, pool, rates, chance)


def _refcheck(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "refcheck", *arguments], cwd=folder, check=True)


def _print(folder: Path) -> None:
    lines = (folder / "references.jsonl").read_text(encoding="utf-8").splitlines()
    made = {row["id"]: row for row in map(json.loads, lines)}
    columns = ["id", "verdict", "raw", "lookup"]
    found = ds.dataset(folder / "checked" / "references").to_table(columns=columns).to_pylist()
    for name, some in (
        ("all", found),
        ("without errors", [row for row in found if not made[row["id"]]["mistakes"]]),
        ("with errors", [row for row in found if made[row["id"]]["mistakes"]]),
    ):
        _print_group(name, some, made)
    suspects = [row for row in found if row["verdict"] == _SUSPECT]
    for row in suspects[:_SHOWN]:
        of = made[row["id"]]
        print(f"\n{of['style']}, {', '.join(of['mistakes']) or 'no errors'}, PMID {of['pmid']}")
        print(f"  {row['raw']}")


def _print_group(
    name: str, rows: Sequence[Mapping[str, Any]], made: Mapping[str, Mapping[str, Any]]
) -> None:
    verdicts = Counter(row["verdict"] for row in rows)
    right = sum(row["lookup"]["pmid"] == made[row["id"]]["pmid"] for row in rows)
    count, suspects = len(rows), verdicts[_SUSPECT]
    low, high = interval(suspects, count)
    listed = ", ".join(f"{number:,} {verdict}" for verdict, number in verdicts.most_common())
    print(
        f"{name}: {count:,} references, {right / max(1, count):.4%} to their own record; {listed}"
    )
    print(
        f"  called suspect: {suspects} (95 %: {_one_in(high)} to {_one_in(low)}; wanted: at most"
        f" {_one_in(1 / _GOAL)})"
    )


def _one_in(share: float) -> str:
    return f"1 in {1 / share:,.0f}" if share else "none"


def interval(hits: int, count: int) -> tuple[float, float]:
    """Returns the exact interval of a share (Clopper and Pearson), 95 %."""
    if not count:
        return 0.0, 1.0
    low = 0.0 if not hits else _solve(lambda p: 1 - _at_most(hits - 1, count, p), 0.025)
    high = 1.0 if hits == count else _solve(lambda p: -_at_most(hits, count, p), -0.025)
    return low, high


def _at_most(hits: int, count: int, share: float) -> float:
    """Returns the probability of at most so many hits."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 0.0 if hits < count else 1.0
    term = math.exp(count * math.log1p(-share))
    every = term
    for number in range(hits):
        term *= (count - number) / (number + 1) * share / (1 - share)
        every += term
    return every


def _solve(rising: Any, wanted: float) -> float:
    """Returns where a function that rises reaches a value, between 0 and 1."""
    low, high = 0.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return high


if __name__ == "__main__":
    raise SystemExit(main())
