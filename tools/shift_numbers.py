"""Shift each number of a room's table, run the tests of the room, and list what no test notices.

    python tools/shift_numbers.py [ROOM ...] [--step 0.1] [--tests PATH ...] [--jobs 1]
        [--time-limit 300]

A table is a module `thresholds` in a folder of the package, with its numbers in constants that are
annotated as `Final`. Each number is made larger and smaller: whole numbers by one, or by the step
where that is more; others by the step, which is a share of the number. Without ROOM, all tables are
shifted. The tests of a room are `tests/unit/ROOM`; `--tests` names others. They run in a copy of
the project, so that the checkout is never touched. A run that fails, or takes longer than the limit
(in seconds), counts as noticed.
"""

from __future__ import annotations

import argparse
import ast
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Number", "Shift", "Shifted", "main", "numbers_in", "shift", "survey", "tables"]

_ROOT = Path(__file__).resolve().parents[1]
_TABLE = "thresholds.py"
_NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".coverage*", "dist", "build"
)


class ShiftError(Exception):
    """The numbers cannot be shifted; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a table: the constant, with its place in it where it has several, and the span
    of the number in the text of the module, in bytes."""

    name: str
    value: int | float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One number of a room's table, with what it is changed to."""

    room: str
    number: Number
    value: int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A shift, and whether a test noticed it."""

    shift: Shift
    noticed: bool


def tables(root: Path, rooms: Sequence[str] = ()) -> dict[str, Path]:
    """The tables of the rooms, or all tables, each by the path of its folder in the package.

    Raises `ShiftError` for a room without a table.
    """
    found = {
        "/".join(path.relative_to(root / "src").parts[1:-1]): path.relative_to(root)
        for path in sorted((root / "src").rglob(_TABLE))
    }
    if missing := [room for room in rooms if room not in found]:
        known = ", ".join(found) or "none"
        raise ShiftError(f"no {_TABLE} in {', '.join(missing)}; the rooms with one: {known}")
    return {room: found[room] for room in rooms or found}


def numbers_in(source: str) -> Iterator[Number]:
    """The numbers of the constants of a module that are annotated as `Final`, in their order."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in ast.parse(source).body:
        if not (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)):
            continue
        if node.value is None or not ast.unparse(node.annotation).startswith("Final"):
            continue
        literals = list(_literals(node.value))
        for place, literal in enumerate(literals):
            yield Number(
                name=node.target.id + (f"[{place}]" if len(literals) > 1 else ""),
                value=ast.literal_eval(literal),
                start=starts[literal.lineno - 1] + literal.col_offset,
                end=starts[(literal.end_lineno or literal.lineno) - 1]
                + (literal.end_col_offset or 0),
            )


def _literals(node: ast.AST) -> Iterator[ast.expr]:
    """The numbers in an expression, with their signs."""
    match node:
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int() | float()):
            yield node
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            yield node
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _literals(child)


def shift(value: int | float, step: float) -> tuple[int | float, int | float]:
    """The number made larger and smaller by the step, a share of it; whole numbers by one at least.

    >>> shift(80, 0.1), shift(3, 0.1), shift(-8.0, 0.1)
    ((88, 72), (4, 2), (-7.2, -8.8))
    """
    if isinstance(value, int):
        change = max(1, round(abs(value) * step))
        return value + change, value - change
    size = abs(value) * step or step
    return round(value + size, 12), round(value - size, 12)


def survey(
    root: Path,
    rooms: Sequence[str] = (),
    *,
    step: float = 0.1,
    tests: Sequence[str] = (),
    jobs: int = 1,
    limit: float = 300.0,
) -> Iterator[Shifted]:
    """Shift every number of the rooms, one at a time, and tell for each whether a test noticed.

    Raises `ShiftError` where a table is missing, or the tests fail with the numbers as they are.
    """
    found = tables(root, rooms)
    suites = {room: tests or [f"tests/unit/{room}"] for room in found}
    shifts = [
        Shift(room=room, number=number, value=value)
        for room, path in found.items()
        for number in numbers_in((root / path).read_text(encoding="utf-8"))
        for value in shift(number.value, step)
    ]
    with tempfile.TemporaryDirectory(prefix="shift-numbers-") as folder:
        copies: queue.Queue[_Copy] = queue.Queue()
        for number in range(max(1, min(jobs, len(shifts)))):
            copies.put(_Copy(root, Path(folder) / str(number), limit))
        copies.queue[0].check({tuple(suite) for suite in suites.values()})

        def tried(one: Shift) -> Shifted:
            copy = copies.get()
            try:
                noticed = copy.notices(one, found[one.room], suites[one.room])
            finally:
                copies.put(copy)
            return Shifted(shift=one, noticed=noticed)

        with ThreadPoolExecutor(copies.qsize()) as pool:
            yield from pool.map(tried, shifts)


class _Copy:
    """A copy of the project, in which one number at a time is changed."""

    def __init__(self, root: Path, folder: Path, limit: float) -> None:
        shutil.copytree(root, folder, ignore=_NOT_COPIED, symlinks=True)
        self._folder = folder
        self._limit = limit
        # A cached module could be older than the table that was changed within the same second
        kept = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
        self._environment = kept | {
            "PYTHONPATH": str(folder / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def check(self, suites: Collection[Sequence[str]]) -> None:
        """Raises `ShiftError` where the tests would fail anyway, or would test something else."""
        package = next((self._folder / "src").glob("*/__init__.py")).parent
        where = f"import {package.name}; print({package.name}.__file__)"
        origin = self._run([sys.executable, "-c", where])
        if origin is None or not Path(origin.stdout.strip()).is_relative_to(self._folder):
            raise ShiftError(f"{package.name} is not imported from the copy of the project")
        for tests in suites:
            run = self._run_tests(tests)
            if run is None:
                raise ShiftError(f"{' '.join(tests)}: takes more than {self._limit:g} seconds")
            if run.returncode:
                last = (run.stdout + run.stderr).strip().splitlines()[-5:]
                raise ShiftError("\n".join([f"{' '.join(tests)}: fails before any shift", *last]))

    def notices(self, one: Shift, table: Path, tests: Sequence[str]) -> bool:
        """Whether a test fails, or takes too long, with this number changed."""
        path = self._folder / table
        before = path.read_bytes()
        try:
            number = one.number
            path.write_bytes(
                before[: number.start] + repr(one.value).encode() + before[number.end :]
            )
            run = self._run_tests(tests)
        finally:
            path.write_bytes(before)
        return run is None or run.returncode != 0

    def _run_tests(self, tests: Sequence[str]) -> subprocess.CompletedProcess[str] | None:
        pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        return self._run([*pytest, *tests])

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str] | None:
        """What the command printed; None where it took too long."""
        try:
            return subprocess.run(
                command,
                cwd=self._folder,
                env=self._environment,
                capture_output=True,
                text=True,
                timeout=self._limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("rooms", nargs="*", metavar="ROOM")
    options.add_argument("--step", type=float, default=0.1, help="share of a number (0.1)")
    options.add_argument("--tests", nargs="+", default=[], metavar="PATH")
    options.add_argument("--jobs", type=int, default=1, help="copies of the project (1)")
    options.add_argument("--time-limit", type=float, default=300.0, metavar="SECONDS")
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
        ):
            one = each.shift
            text = f"{one.room} {one.number.name}: {one.number.value!r} -> {one.value!r}"
            print(f"{text}: {'noticed' if each.noticed else 'missed'}", file=sys.stderr)
            count += 1
            if not each.noticed:
                missed += 1
                print(text, flush=True)
    except ShiftError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{missed} of {count} shifts are noticed by no test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
