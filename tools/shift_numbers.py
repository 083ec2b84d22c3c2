"""Shift each number of a room's table, run its tests, and list what no test notices.

    python tools/shift_numbers.py [ROOM ...] [--step 0.1] [--tests PATH ...] [--jobs 1]
        [--time-limit 300] [--results FILE] [--nearest]

A table is a module `thresholds` in a folder of the package, with its numbers in constants that are
annotated as `Final`. Each number is made larger and smaller: whole numbers by one, or by the step
where that is more; others by the step, which is a share of the number. Without ROOM, all tables are
shifted. The tests of a room are `tests/unit/ROOM`; `--tests` names others. They run in a copy of
the project, so that the checkout is never touched.

First every test file runs once by itself, to see which code it reaches. For a number, only those
files run that reach a function which uses it (any function of the module, where it is used outside
of functions), until the first test fails: first the files named after the module and
`test_thresholds.py` by themselves, then the others, the quickest first. With `--nearest` only the
former run, in seconds a number; what they miss, others may notice. A number that no file reaches is
missed without a run. A run that fails, or takes longer than the
limit (in seconds; less where the files are quick), counts as noticed.

With `--results`, every answer is appended to the file as it comes, and what is in it already is not
run again: delete the file when the tests have changed.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coverage import CoverageData

from shifting.numbers import Shift, ShiftError, numbers_in, shift, tables
from shifting.uses import Use, constants_of, uses

__all__ = ["Shifted", "main", "survey"]

_ROOT = Path(__file__).resolve().parents[1]
_NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".coverage*", "dist", "build"
)
# A run of tests gets so many seconds, and so many times what its files took to be measured
_START_SECONDS = 20.0
_SECONDS_FACTOR = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A shift, and whether a test noticed it."""

    shift: Shift
    noticed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _TestFile:
    """A test file, how long it takes, and the constants that it can see."""

    path: str
    seconds: float
    constants: frozenset[str]


# For each constant the files to run, in groups
_Runs = Mapping[str, Sequence[Sequence[_TestFile]]]


class _Results:
    """What earlier runs found, in a file with a line of JSON for each test file and each shift."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Any] = {}
        if path and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._known.update(json.loads(line))

    def __getitem__(self, key: str) -> Any:
        """What is known of a shift or a test file, None where nothing is."""
        return self._known.get(key)

    def __setitem__(self, key: str, value: bool | list[Any]) -> None:
        self._known[key] = value
        if self._path:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({key: value}) + "\n")


def survey(
    root: Path,
    rooms: Sequence[str] = (),
    *,
    step: float = 0.1,
    tests: Sequence[str] = (),
    jobs: int = 1,
    limit: float = 300.0,
    results: Path | None = None,
    nearest: bool = False,
) -> Iterator[Shifted]:
    """Shift every number of the rooms, one at a time, and tell for each whether a test noticed.

    Raises `ShiftError` where a table is missing, or the tests fail with the numbers as they are.
    """
    found = tables(root, rooms)
    known = _Results(results)
    with tempfile.TemporaryDirectory(prefix="shift-numbers-") as folder:
        copies: queue.Queue[_Copy] = queue.Queue()
        for number in range(max(1, jobs)):
            copies.put(_Copy(root, Path(folder) / str(number), limit))
        copies.queue[0].check_import()
        for room, table in found.items():
            near = _named_after(root, table)
            only = frozenset().union(*near.values()) if nearest else None
            files = copies.queue[0].measure(tests or [f"tests/unit/{room}"], table, known, only)
            runs = _runs(files, near, nearest=nearest)

            def tried(one: Shift, table: Path = table, runs: _Runs = runs) -> Shifted:
                noticed = known[str(one)]
                if noticed is None:
                    copy = copies.get()
                    try:
                        noticed = copy.notices(one, table, runs[one.number.constant])
                    finally:
                        copies.put(copy)
                    if noticed or not nearest:  # of what the nearest miss, others may know more
                        known[str(one)] = noticed
                return Shifted(shift=one, noticed=bool(noticed))

            with ThreadPoolExecutor(copies.qsize()) as pool:
                yield from pool.map(tried, _shifts(root, room, table, step))


def _shifts(root: Path, room: str, table: Path, step: float) -> list[Shift]:
    return [
        Shift(room=room, number=number, value=value)
        for number in numbers_in((root / table).read_text(encoding="utf-8"))
        for value in shift(number.value, step)
    ]


def _named_after(root: Path, table: Path) -> dict[str, frozenset[str]]:
    """For each constant the names of the test files that are the likeliest to notice."""
    return {
        constant: frozenset(
            {f"test_{place.path.stem}.py" for place in places} | {"test_thresholds.py"}
        )
        for constant, places in uses(root, table).items()
    }


def _runs(
    files: Sequence[_TestFile], near: Mapping[str, frozenset[str]], *, nearest: bool
) -> _Runs:
    """For each constant the test files that can see it: those that are near, and the others."""
    runs = {}
    for constant, names in near.items():
        able = sorted(
            (each for each in files if constant in each.constants), key=lambda each: each.seconds
        )
        first = [each for each in able if Path(each.path).name in names]
        rest = [each for each in able if each not in first]
        runs[constant] = [first] if nearest else [first, rest]
    return runs


class _Copy:
    """A copy of the project, in which one number at a time is changed."""

    def __init__(self, root: Path, folder: Path, limit: float) -> None:
        shutil.copytree(root, folder, ignore=_NOT_COPIED, symlinks=True)
        self._folder = folder.resolve()
        self._limit = limit
        # Compiled modules are used by the next run: what was not changed is compiled once
        unwanted = {"PYTEST_ADDOPTS", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
        own = {name: value for name, value in os.environ.items() if name not in unwanted}
        self._environment = own | {"PYTHONPATH": str(folder / "src")}
        self._writes = 0

    def check_import(self) -> None:
        """Raises `ShiftError` where the tests would test something else than the copy."""
        package = next((self._folder / "src").glob("*/__init__.py")).parent
        where = f"import {package.name}; print({package.name}.__file__)"
        origin = self._run([sys.executable, "-c", where], self._limit)
        if origin is None or not Path(origin.stdout.strip()).is_relative_to(self._folder):
            raise ShiftError(f"{package.name} is not imported from the copy of the project")

    def measure(
        self,
        tests: Sequence[str],
        table: Path,
        known: _Results,
        only: Collection[str] | None = None,
    ) -> list[_TestFile]:
        """Run every test file once, or those with the names in `only`, and see which constants of
        the table it can see.

        Raises `ShiftError` where a file fails, or takes too long, with the numbers as they are.
        """
        found = []
        places = uses(self._folder, table)
        for path in self._files(tests):
            if only is not None and Path(path).name not in only:
                continue
            key = f"{table.as_posix()} {path}"
            value = known[key]
            if not isinstance(value, list):
                seconds, constants = self._reached(path, table, places)
                value = [seconds, *sorted(constants)]
                known[key] = value
            found.append(
                _TestFile(path=path, seconds=float(value[0]), constants=frozenset(value[1:]))
            )
        return found

    def _files(self, tests: Sequence[str]) -> Iterator[str]:
        for each in tests:
            path = self._folder / each
            paths = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
            yield from (one.relative_to(self._folder).as_posix() for one in paths)

    def _reached(
        self, test: str, table: Path, places: Mapping[str, Sequence[Use]]
    ) -> tuple[float, set[str]]:
        data = self._folder / ".shift-coverage"
        data.unlink(missing_ok=True)
        before = time.monotonic()
        options = [f"--rcfile={os.devnull}", f"--data-file={data}", f"--source={table.parts[1]}"]
        run = self._run(
            [sys.executable, "-m", "coverage", "run", *options, "-m", *_PYTEST, test], self._limit
        )
        if run is None:
            raise ShiftError(f"{test}: takes more than {self._limit:g} seconds")
        if run.returncode:
            last = (run.stdout + run.stderr).strip().splitlines()[-5:]
            raise ShiftError("\n".join([f"{test}: fails before any shift", *last]))
        executed = CoverageData(str(data))
        executed.read()
        constants = constants_of(self._folder / test, table)
        for constant, used in places.items():
            if any(each.lines & set(executed.lines(str(each.path)) or ()) for each in used):
                constants.add(constant)
        return round(time.monotonic() - before, 1), constants

    def notices(self, one: Shift, table: Path, tests: Sequence[Sequence[_TestFile]]) -> bool:
        """Whether a test fails, or takes too long, with this number changed.

        `tests` are groups of files; one runs where those before it have noticed nothing.
        """
        path = self._folder / table
        before, number = path.read_bytes(), one.number
        try:
            self._write(
                path, before[: number.start] + repr(one.value).encode() + before[number.end :]
            )
            return any(self._fail(group) for group in tests if group)
        finally:
            self._write(path, before)

    def _write(self, path: Path, content: bytes) -> None:
        """Write a module, with another time each: a compiled one is recognised by its second."""
        self._writes += 1
        path.write_bytes(content)
        written = path.stat().st_mtime + self._writes
        os.utime(path, (written, written))

    def _fail(self, tests: Sequence[_TestFile]) -> bool:
        allowed = _START_SECONDS + _SECONDS_FACTOR * sum(each.seconds for each in tests)
        command = [sys.executable, "-m", *_PYTEST, *(each.path for each in tests)]
        run = self._run(command, min(self._limit, allowed))
        return run is None or run.returncode != 0

    def _run(self, command: Sequence[str], limit: float) -> subprocess.CompletedProcess[str] | None:
        """What the command printed; None where it took too long."""
        try:
            return subprocess.run(
                command,
                cwd=self._folder,
                env=self._environment,
                capture_output=True,
                text=True,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None


_PYTEST = ("pytest", "-x", "-q", "-p", "no:cacheprovider")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("rooms", nargs="*", metavar="ROOM")
    options.add_argument("--step", type=float, default=0.1, help="share of a number (0.1)")
    options.add_argument("--tests", nargs="+", default=[], metavar="PATH")
    options.add_argument("--jobs", type=int, default=1, help="copies of the project (1)")
    options.add_argument("--time-limit", type=float, default=300.0, metavar="SECONDS")
    options.add_argument("--results", type=Path, metavar="FILE", help="to go on from later")
    options.add_argument(
        "--nearest", action="store_true", help="run only the files named after the module"
    )
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
            results=chosen.results,
            nearest=chosen.nearest,
        ):
            result = "noticed" if each.noticed else "missed"
            print(f"{each.shift}: {result}", file=sys.stderr, flush=True)
            count += 1
            if not each.noticed:
                missed += 1
                print(each.shift, flush=True)
    except ShiftError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{missed} of {count} shifts are noticed by no test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
