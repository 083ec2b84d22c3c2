"""The tool that shifts the numbers of a table, on a toy package."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import shift_numbers
from shifting import numbers, uses

TABLE = '''"""The numbers of a room."""

from typing import Final

# "ä" is two bytes: spans are bytes
LIMIT: Final = 10  # ä
LOWEST: Final[float] = -2.0
BANDS: Final = (3, 0.5)
NAME: Final = "x"
ON: Final = True
plain = 7
'''
TEST = """from toy.room.thresholds import BANDS, LIMIT, LOWEST


def test_both_sides():
    assert 9.5 < LIMIT < 10.5


def test_one_side():
    assert LOWEST < -1.9


def test_bands():
    assert BANDS[0] == 3
"""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # starting up would take most time
    room = tmp_path / "src" / "toy" / "room"
    tests = tmp_path / "tests" / "unit" / "room"
    for folder in (room, tests):
        folder.mkdir(parents=True)
    for package in (room.parent, room):
        (package / "__init__.py").touch()
    (room / "thresholds.py").write_text(TABLE, encoding="utf-8")
    (tests / "test_room.py").write_text(TEST, encoding="utf-8")
    return tmp_path


def state(root: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_numbers_of_a_table() -> None:
    found = list(numbers.numbers_in(TABLE))
    assert [(each.name, each.value) for each in found] == [
        ("LIMIT", 10),
        ("LOWEST", -2.0),
        ("BANDS[0]", 3),
        ("BANDS[1]", 0.5),
    ]
    source = TABLE.encode()
    assert [source[each.start : each.end] for each in found] == [b"10", b"-2.0", b"3", b"0.5"]


@pytest.mark.parametrize(
    ("value", "step", "shifted"),
    [
        (10, 0.1, (11, 9)),
        (3, 0.1, (4, 2)),
        (80, 0.1, (88, 72)),
        (-20, 0.2, (-16, -24)),
        (0, 0.1, (1, -1)),
        (0.5, 0.1, (0.55, 0.45)),
        (-2.0, 0.5, (-1.0, -3.0)),
        (0.0, 0.1, (0.1, -0.1)),
    ],
)
def test_steps(value: float, step: float, shifted: tuple[float, float]) -> None:
    assert numbers.shift(value, step) == shifted


def rewrite(toy: Path, table: str, tests: str) -> None:
    """Other numbers, and another test file."""
    (toy / "src" / "toy" / "room" / "thresholds.py").write_text(
        f"from typing import Final\n\n{table}", encoding="utf-8"
    )
    (toy / "tests" / "unit" / "room" / "test_room.py").write_text(tests, encoding="utf-8")


def missed(toy: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """What the tool prints, but for its last line."""
    assert shift_numbers.main(["--root", str(toy), *options]) == 0, capsys.readouterr().err
    return sorted(capsys.readouterr().out.splitlines()[:-1])


def test_what_no_test_notices_is_listed(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(toy)
    assert shift_numbers.main(["room", "--root", str(toy), "--jobs", "2"]) == 0
    printed = capsys.readouterr()
    *lines, last = printed.out.splitlines()
    assert sorted(lines) == [
        "room BANDS[1]: 0.5 -> 0.45",
        "room BANDS[1]: 0.5 -> 0.55",
        "room LOWEST: -2.0 -> -2.2",
    ]
    assert last == "3 of 8 shifts are noticed by no test"
    assert "room LIMIT: 10 -> 11: tests/unit/room/test_room.py::test_both_sides" in printed.err
    after = {path: each for path, each in state(toy).items() if "__pycache__" not in path}
    assert after == before


HALL = """from functools import cache

from toy.room.thresholds import OTHER, TWICE as two


@cache
def first():
    return two


class Hall:
    def second(self):
        return [OTHER for _ in range(3)]
"""


def test_only_tests_that_reach_a_number_run(toy: Path) -> None:
    """A constant that is made of another, under another name and behind a cache."""
    rewrite(
        toy,
        "LIMIT: Final = 10\nTWICE: Final = 2 * LIMIT\nOTHER: Final = 1\n",
        "from toy.room.hall import first\n\n\ndef test_first():\n    assert first() < 30\n\n\n"
        "def test_first_once_more():\n    assert first() > 10\n",
    )
    (toy / "src" / "toy" / "room" / "hall.py").write_text(HALL, encoding="utf-8")
    found = uses.uses(toy, Path("src/toy/room/thresholds.py"))
    assert {name: [use.lines for use in places] for name, places in found.items()} == {
        "LIMIT": [range(6, 9)],
        "TWICE": [range(6, 9)],
        "OTHER": [range(12, 14)],
    }
    tests = {str(each.shift): each.test for each in shift_numbers.survey(toy, step=0.6)}
    file = "tests/unit/room/test_room.py"
    assert tests == {
        "room LIMIT: 10 -> 16": f"{file}::test_first",
        "room LIMIT: 10 -> 4": f"{file}::test_first_once_more",
        "room TWICE: 2 -> 3": f"{file}::test_first",
        "room TWICE: 2 -> 1": f"{file}::test_first_once_more",
        "room OTHER: 1 -> 2": "",
        "room OTHER: 1 -> 0": "",
    }


def test_what_was_noticed_is_not_tried_again(toy: Path) -> None:
    """What was missed is: a test may have been added meanwhile."""
    results = toy / "results.jsonl"
    found = list(shift_numbers.survey(toy, results=results))
    assert len(results.read_text(encoding="utf-8").splitlines()) == len(found) == 8
    added = "\n\ndef test_the_other_side():\n    assert LOWEST > -2.1 and BANDS[1] == 0.5\n"
    with (toy / "tests" / "unit" / "room" / "test_room.py").open("a", encoding="utf-8") as file:
        file.write(added)
    assert all(each.test for each in shift_numbers.survey(toy, results=results))
    assert len(results.read_text(encoding="utf-8").splitlines()) == 8 + 3
    # Nothing is left to run: this file could not be loaded
    (toy / "tests" / "unit" / "room" / "test_room.py").write_text("assert False", encoding="utf-8")
    assert len(list(shift_numbers.survey(toy, results=results))) == 8


def test_other_tests_and_another_step(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(toy, "LIMIT: Final = 10\n", "assert False")
    (toy / "tests" / "other.py").write_text(
        "from toy.room.thresholds import LIMIT\n\n\ndef test_limit():\n    assert LIMIT < 12\n",
        encoding="utf-8",
    )
    found = missed(toy, capsys, "--tests", "tests/other.py", "--step", "0.5")
    assert found == ["room LIMIT: 10 -> 5"]


def test_a_test_that_fails_by_itself_notices_nothing(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order of their durations the second test comes first, and then fails with the number
    as it is, too."""
    rewrite(
        toy,
        "LIMIT: Final = 1\n",
        "import time\nfrom toy.room.thresholds import LIMIT\n\nSEEN = []\n\n\n"
        "def test_first():\n    time.sleep(0.2)\n    SEEN.append(LIMIT)\n\n\n"
        "def test_second():\n    assert len(SEEN) == 1 and LIMIT < 9\n",
    )
    assert missed(toy, capsys) == ["room LIMIT: 1 -> 0", "room LIMIT: 1 -> 2"]


def test_a_shift_that_hangs_is_noticed(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(
        toy,
        "LIMIT: Final = 1\n",
        "import time\nfrom toy.room.thresholds import LIMIT\n\n\n"
        "def test_limit():\n    time.sleep(60 if LIMIT > 1 else 0)\n",
    )
    assert missed(toy, capsys, "--time-limit", "5") == ["room LIMIT: 1 -> 0"]


@pytest.mark.parametrize(
    ("tests", "message"),
    [
        (
            "def test_nothing():\n    assert False\n",
            "tests/unit/room/test_room.py::test_nothing: fails before any shift",
        ),
        ("assert False\n", "the tests cannot be run"),
        (
            "from toy.room.thresholds import LIMIT\n\n\ndef half(limit=LIMIT):\n    return 1\n",
            "test_room.py:4: LIMIT is used outside of functions",
        ),
        (
            "from toy.room.thresholds import LIMIT\n\n\ndef half():\n    return LIMIT\n\n\n"
            "HALF = half()\n\n\ndef test_half():\n    assert HALF == 10\n",
            "used while modules are loaded: LIMIT",
        ),
    ],
)
def test_what_cannot_be_shifted_is_said(
    toy: Path, capsys: pytest.CaptureFixture[str], tests: str, message: str
) -> None:
    (toy / "tests" / "unit" / "room" / "test_room.py").write_text(tests, encoding="utf-8")
    assert shift_numbers.main(["--root", str(toy)]) == 2
    assert message in capsys.readouterr().err


def test_a_room_without_a_table(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shift_numbers.main(["hall", "--root", str(toy)]) == 2
    assert capsys.readouterr().err == "no thresholds.py in hall; the rooms with one: room\n"


def test_the_project_has_tables_with_numbers() -> None:
    found = numbers.tables(shift_numbers._ROOT)
    assert {"compare", "matching"} <= set(found)
    for path in found.values():
        source = (shift_numbers._ROOT / path).read_text(encoding="utf-8")
        assert list(numbers.numbers_in(source)), path
