"""Shift each number of a room's table, run its tests, and list what no test notices.

    python tools/shift_numbers.py [ROOM ...] [--step 0.1] [--tests PATH ...] [--jobs 1]
        [--time-limit 300] [--longest SECONDS] [--results FILE]

A table is a module `thresholds` in a folder of the package, with its numbers in constants that are
annotated as `Final`. Each number is made larger and smaller: whole numbers by one, or by the step
where that is more; others by the step, which is a share of the number. Without ROOM, all tables are
shifted. The tests of a room are `tests/unit/ROOM`; `--tests` names others.

The tests are loaded once. Every file of them runs once in a process that is forked from there, to
see how long each test takes and which functions it calls. For a number, a forked process puts the
changed value into every module that has it, and runs the tests that call a function which uses it,
the quickest first, then the other tests of their files. The first test that fails is run once more
after the same tests with the number as it is: if it passes there, the number is noticed. A run that
takes longer than the limit (in seconds; less where the tests are quick) counts as noticed. Nothing
is written to the checkout.

With `--longest`, tests that take more processor time are left out; they may notice what is missed.
With `--results`, every answer is appended to the file as it comes, and what a test noticed
according to it is not tried again: delete the file when a test has been changed or removed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shifting.numbers import Shift, ShiftError, numbers_in, shift, tables
from shifting.session import Change, Order, as_text

__all__ = ["Shifted", "main", "survey"]

_ROOT = Path(__file__).resolve().parents[1]
_PYTEST = (
    "-m",
    "pytest",
    "--rootdir=.",
    "-q",
    "-s",
    "-p",
    "no:cacheprovider",
    "-p",
    "shifting.session",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A shift, and the test that noticed it; empty where none did."""

    shift: Shift
    test: str


class _Results:
    """What tests noticed in earlier runs, in a file with a line of JSON for each shift."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, str] = {}
        if path and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._known.update(json.loads(line))

    def __getitem__(self, shift: Shift) -> str:
        """The test that noticed a shift; empty where none did, or nothing is known."""
        return self._known.get(str(shift), "")

    def add(self, found: Shifted) -> None:
        """Write what was found to the file."""
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({str(found.shift): found.test}) + "\n")


def survey(
    root: Path,
    rooms: Sequence[str] = (),
    *,
    step: float = 0.1,
    tests: Sequence[str] = (),
    jobs: int = 1,
    limit: float = 300.0,
    longest: float = math.inf,
    results: Path | None = None,
) -> Iterator[Shifted]:
    """Shift every number of the rooms, and tell for each shift, in any order, which test noticed.

    Raises `ShiftError` where a table is missing, a number cannot be shifted, or a test fails with
    the numbers as they are.
    """
    known = _Results(results)
    for room, table in tables(root, rooms).items():
        open_shifts = []
        for each in _shifts(root, room, table, step):
            if known[each]:
                yield Shifted(shift=each, test=known[each])
            else:
                open_shifts.append(each)
        order = Order(
            root=str(root.resolve()),
            table=str(table),
            changes=_changes(root / table, open_shifts),
            jobs=jobs,
            limit=limit,
            longest=longest,
        )
        by_key = {str(each): each for each in open_shifts}
        for key, test in _answers(order, tests or [f"tests/unit/{room}"]) if by_key else ():
            found = Shifted(shift=by_key[key], test=test)
            known.add(found)
            yield found


def _shifts(root: Path, room: str, table: Path, step: float) -> list[Shift]:
    return [
        Shift(room=room, number=number, value=value)
        for number in numbers_in((root / table).read_text(encoding="utf-8"))
        for value in shift(number.value, step)
    ]


def _changes(table: Path, shifts: Sequence[Shift]) -> list[Change]:
    source = table.read_bytes()
    return [
        Change(
            key=str(each),
            constant=each.number.constant,
            text=(
                source[: each.number.start] + repr(each.value).encode() + source[each.number.end :]
            ).decode(),
        )
        for each in shifts
    ]


def _answers(order: Order, tests: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The shifts that were tried, each by its text, with the test that noticed it."""
    with tempfile.TemporaryDirectory(prefix="shift-numbers-") as folder:
        path = Path(folder) / "order.json"
        path.write_text(as_text(order), encoding="utf-8")
        reading, writing = os.pipe()
        options = [f"--order={path}", f"--answers={writing}"]
        tools = Path(__file__).resolve().parent
        found = os.pathsep.join([f"{order.root}/src", order.root, str(tools)])
        with subprocess.Popen(
            [sys.executable, *_PYTEST, *options, *tests],
            cwd=order.root,
            env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
            | {"PYTHONPATH": found},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            pass_fds=[writing],
        ) as process:
            os.close(writing)
            count = 0
            with os.fdopen(reading, encoding="utf-8") as answers:
                for line in answers:
                    answer = json.loads(line)
                    if "error" in answer:
                        raise ShiftError(answer["error"])
                    count += 1
                    yield answer["key"], answer["test"]
            printed, _ = process.communicate()
    if count < len(order.changes):
        raise ShiftError("\n".join(["the tests cannot be run", *printed.splitlines()[-5:]]))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("rooms", nargs="*", metavar="ROOM")
    options.add_argument("--step", type=float, default=0.1, help="share of a number (0.1)")
    options.add_argument("--tests", nargs="+", default=[], metavar="PATH")
    options.add_argument("--jobs", type=int, default=1, help="processes at a time (1)")
    options.add_argument("--time-limit", type=float, default=300.0, metavar="SECONDS")
    options.add_argument("--longest", type=float, default=math.inf, metavar="SECONDS")
    options.add_argument("--results", type=Path, metavar="FILE", help="to go on from later")
    options.add_argument("--root", type=Path, default=_ROOT, help=argparse.SUPPRESS)
    return options.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every shift that no test notices, and how many there are; 2 where nothing can be said.

    Progress goes to standard error.
    """
    chosen = _options(arguments)
    count, missed = 0, 0
    try:
        for each in survey(
            chosen.root,
            chosen.rooms,
            step=chosen.step,
            tests=chosen.tests,
            jobs=chosen.jobs,
            limit=chosen.time_limit,
            longest=chosen.longest,
            results=chosen.results,
        ):
            print(f"{each.shift}: {each.test or 'missed'}", file=sys.stderr, flush=True)
            count += 1
            if not each.test:
                missed += 1
                print(each.shift, flush=True)
    except ShiftError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{missed} of {count} shifts are noticed by no test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
