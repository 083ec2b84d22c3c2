"""The tests of a room in processes that are forked from one which has loaded them all.

A plugin of pytest: `python -m pytest -p shifting.session --order FILE --answers NUMBER TESTS`. The
file says what to shift, as JSON (`Order`). Every answer is a line of JSON, written to the file
descriptor of that number.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from shifting.forks import forked
from shifting.numbers import ShiftError
from shifting.uses import importers, uses

__all__ = ["Change", "Order", "as_text"]

# A run of tests gets so many seconds, and so many times the processor time of its tests: others may
# keep the machine busy
_START_SECONDS = 60.0
_SECONDS_FACTOR = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A constant, and the text of the table in which one of its numbers is another."""

    key: str
    constant: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to shift: the table by its path in the project, how many processes run at a time, the
    limit in seconds for one of them, and how much processor time a test may take to be run."""

    root: str
    table: str
    changes: Sequence[Change]
    jobs: int
    limit: float
    longest: float


def as_text(order: Order) -> str:
    """Returns the order as JSON."""
    return json.dumps(asdict(order))


def _order(path: Path) -> Order:
    members = json.loads(path.read_text(encoding="utf-8"))
    return Order(**members | {"changes": [Change(**each) for each in members["changes"]]})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--order", type=Path)
    parser.addoption("--answers", type=int)


def pytest_configure(config: pytest.Config) -> None:
    order = _order(config.getoption("--order"))
    session = _Session(order, config.getoption("--answers"))
    session.reached.begin()  # what runs while modules are loaded
    config.pluginmanager.register(session)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """The processor time of a test, the constants that it reaches, and whether it passes."""

    seconds: float
    constants: frozenset[str]
    passes: bool


class _Reached:
    """The constants of a table whose functions are called."""

    def __init__(self, order: Order) -> None:
        root, table = Path(order.root), Path(order.table)
        self._uses: dict[str, list[tuple[range, str]]] = defaultdict(list)
        for constant, places in uses(root, table).items():
            for each in places:
                self._uses[str(each.path)].append((each.lines, constant))
        self._of_code: dict[Any, frozenset[str]] = {}
        self._found: set[str] = set()

    def begin(self) -> None:
        """Look at every call from here on."""
        self._found = set()
        sys.settrace(self._call)

    def end(self) -> frozenset[str]:
        """Returns the constants that were reached since the beginning."""
        sys.settrace(None)
        return frozenset(self._found)

    def _call(self, frame: FrameType, _event: str, _argument: object) -> None:
        code = frame.f_code
        constants = self._of_code.get(code)
        if constants is None:
            constants = self._of_code[code] = frozenset(
                constant
                for lines, constant in self._uses.get(code.co_filename, ())
                if code.co_firstlineno in lines
            )
        self._found |= constants


class _Session:
    """Measures every test once, and then runs for each change those that can notice it."""

    def __init__(self, order: Order, answers: int) -> None:
        self.reached = _Reached(order)
        self._order = order
        self._answers = answers
        self._importers = importers(Path(order.root), Path(order.table))
        self._failed = False
        self._measured: dict[str, _Measured] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            return None  # files that cannot be loaded: pytest says which
        try:
            self._check_loaded()
            gc.freeze()
            self._measure(session.items)
            tasks = [
                partial(self._noticed, self._able(session.items, each.constant), each)
                for each in self._order.changes
            ]
            for number, test in forked(tasks, jobs=self._order.jobs, limit=self._order.limit * 4):
                key = self._order.changes[number].key
                self._say({"key": key, "test": "takes too long" if test is None else test})
        except ShiftError as error:
            self._say({"error": str(error)})
        return True

    def _say(self, answer: Mapping[str, str]) -> None:
        os.write(self._answers, (json.dumps(answer) + "\n").encode())

    def _check_loaded(self) -> None:
        if early := self.reached.end():
            raise ShiftError(f"used while modules are loaded: {', '.join(sorted(early))}")
        table = Path(self._order.table)
        module = sys.modules.get(".".join(table.with_suffix("").parts[1:]))
        if module and Path(str(module.__file__)) != Path(self._order.root) / table:
            raise ShiftError(f"the tests import {module.__file__}, which is not the table")

    def _measure(self, items: Sequence[pytest.Item]) -> None:
        """Run every file by itself.

        Raises `ShiftError` where a test fails, or takes too long, with the numbers as they are.
        """
        files: dict[Path, list[pytest.Item]] = defaultdict(list)
        for item in items:
            files[item.path].append(item)
        tasks = [partial(self._measured_items, each) for each in files.values()]
        names = list(files)
        for number, found in forked(tasks, jobs=self._order.jobs, limit=self._order.limit):
            if found is None:
                raise ShiftError(f"{names[number]}: takes too long before any shift")
            if failing := [test for test, each in found.items() if not each.passes]:
                raise ShiftError(f"{failing[0]}: fails before any shift")
            self._measured |= found

    def _measured_items(self, items: Sequence[pytest.Item]) -> dict[str, _Measured]:
        found = {}
        for item, following in _in_turn(items):
            before = time.process_time()
            self.reached.begin()
            passes = self._passes(item, following)
            constants = self.reached.end()
            seconds = time.process_time() - before
            found[item.nodeid] = _Measured(seconds=seconds, constants=constants, passes=passes)
        return found

    def _passes(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        self._failed = False
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self._failed

    def _able(self, items: Sequence[pytest.Item], constant: str) -> list[pytest.Item]:
        """The tests of all files that reach the constant: first those that do so themselves, then
        the others, to which something may come from a cache or a fixture; the quickest first."""
        reaches = {item.nodeid: constant in self._measured[item.nodeid].constants for item in items}
        files = {item.path for item in items if reaches[item.nodeid]}
        return sorted(
            (item for item in items if item.path in files and self._is_quick(item)),
            key=lambda item: (not reaches[item.nodeid], self._measured[item.nodeid].seconds),
        )

    def _is_quick(self, item: pytest.Item) -> bool:
        return self._measured[item.nodeid].seconds <= self._order.longest

    def _noticed(self, items: Sequence[pytest.Item], change: Change) -> str:
        """The test that fails with the change and passes without it, after the same tests; empty
        where none does."""
        left = list(items)
        while left:
            failing = self._alone(partial(self._first_failing, left, change), left)
            if not failing:
                return "takes too long" if failing is None else ""
            number = [item.nodeid for item in left].index(failing)
            before = left[: number + 1]
            if self._alone(partial(self._first_failing, before, None), before) == "":
                return failing
            del left[number]
        return ""

    def _alone(self, call: partial[str], items: Sequence[pytest.Item]) -> str | None:
        measured = sum(self._measured[item.nodeid].seconds for item in items)
        allowed = min(self._order.limit, _START_SECONDS + _SECONDS_FACTOR * measured)
        return next((found for _, found in forked([call], jobs=1, limit=allowed)), None)

    def _first_failing(self, items: Sequence[pytest.Item], change: Change | None) -> str:
        if change is not None:
            _apply(change, self._importers)
        for item, following in _in_turn(items):
            if not self._passes(item, following):
                return item.nodeid
        return ""


def _in_turn(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)


def _apply(change: Change, importers: Mapping[Path, Mapping[str, str]]) -> None:
    """Give every module that is loaded the constants of the changed table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "changed.py"
        path.write_text(change.text, encoding="utf-8")
        values = runpy.run_path(str(path))
    for module in list(sys.modules.values()):
        path = Path(getattr(module, "__file__", None) or "")
        for name, constant in importers.get(path, {}).items():
            if constant in values and values[constant] != getattr(module, name, None):
                setattr(module, name, values[constant])
