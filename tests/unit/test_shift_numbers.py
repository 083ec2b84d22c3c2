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


def test_what_no_test_notices_is_listed(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(toy)
    assert shift_numbers.main(["room", "--root", str(toy), "--jobs", "2"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "room LOWEST: -2.0 -> -2.2",
        "room BANDS[1]: 0.5 -> 0.55",
        "room BANDS[1]: 0.5 -> 0.45",
        "3 of 8 shifts are noticed by no test",
    ]
    assert state(toy) == before


def test_only_files_that_reach_a_number_run(toy: Path) -> None:
    package = toy / "src" / "toy" / "room"
    (package / "thresholds.py").write_text(
        "from typing import Final\n\nLIMIT: Final = 10\nTWICE: Final = 2 * LIMIT\n"
        "OTHER: Final = 1\n",
        encoding="utf-8",
    )
    (package / "hall.py").write_text(
        "from toy.room.thresholds import OTHER, TWICE\n\n\n"
        "def first():\n    return TWICE\n\n\ndef second():\n    return OTHER\n",
        encoding="utf-8",
    )
    (toy / "tests" / "unit" / "room" / "test_room.py").write_text(
        "from toy.room.hall import first\n\n\ndef test_first():\n    assert first() < 30\n",
        encoding="utf-8",
    )
    table = Path("src/toy/room/thresholds.py")
    found = uses.uses(toy, table)
    assert {name: [sorted(use.lines) for use in places] for name, places in found.items()} == {
        "LIMIT": [[5]],
        "TWICE": [[5]],
        "OTHER": [[9]],
    }
    results = toy / "results.jsonl"
    shifted = list(shift_numbers.survey(toy, step=0.6, results=results))
    noticed = [str(each.shift) for each in shifted if each.noticed]
    assert noticed == ["room LIMIT: 10 -> 16", "room TWICE: 2 -> 3"]
    # What is known is not run again: this file would fail
    (toy / "tests" / "unit" / "room" / "test_room.py").write_text("assert False", encoding="utf-8")
    assert list(shift_numbers.survey(toy, step=0.6, results=results)) == shifted


def test_other_tests_and_another_step(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (toy / "src" / "toy" / "room" / "thresholds.py").write_text(
        "from typing import Final\n\nLIMIT: Final = 10\n", encoding="utf-8"
    )
    (toy / "tests" / "other.py").write_text(
        "from toy.room.thresholds import LIMIT\n\n\ndef test_limit():\n    assert LIMIT < 12\n",
        encoding="utf-8",
    )
    chosen = ["--root", str(toy), "--tests", "tests/other.py", "--step", "0.5"]
    assert shift_numbers.main(chosen) == 0
    assert capsys.readouterr().out.splitlines() == [
        "room LIMIT: 10 -> 5",
        "1 of 2 shifts are noticed by no test",
    ]


def test_the_nearest_files_alone(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What they miss is not written down: a run of all files may notice it."""
    tests = toy / "tests" / "unit" / "room"
    named = (
        "from toy.room.thresholds import LIMIT\n\n\ndef test_limit():\n    assert LIMIT < 10.5\n"
    )
    (tests / "test_thresholds.py").write_text(named, encoding="utf-8")
    results = toy / "results"
    line = ["room", "--root", str(toy), "--results", str(results)]
    assert shift_numbers.main([*line, "--nearest"]) == 0
    assert "LIMIT: 10 -> 9\n" in capsys.readouterr().out
    assert "LIMIT: 10 -> 11" in results.read_text(encoding="utf-8")
    assert "LIMIT: 10 -> 9" not in results.read_text(encoding="utf-8")
    assert shift_numbers.main(line) == 0
    assert "LIMIT" not in capsys.readouterr().out


def test_a_shift_that_hangs_is_noticed(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (toy / "src" / "toy" / "room" / "thresholds.py").write_text(
        "from typing import Final\n\nLIMIT: Final = 1\n", encoding="utf-8"
    )
    (toy / "tests" / "unit" / "room" / "test_room.py").write_text(
        "import time\nfrom toy.room.thresholds import LIMIT\n\n\n"
        "def test_limit():\n    time.sleep(60 if LIMIT > 1 else 0)\n",
        encoding="utf-8",
    )
    assert shift_numbers.main(["--root", str(toy), "--time-limit", "10"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "room LIMIT: 1 -> 0",
        "1 of 2 shifts are noticed by no test",
    ]


def test_tests_that_fail_anyway_say_nothing(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (toy / "tests" / "unit" / "room" / "test_room.py").write_text(
        "def test_nothing():\n    assert False\n", encoding="utf-8"
    )
    assert shift_numbers.main(["--root", str(toy)]) == 2
    assert "tests/unit/room/test_room.py: fails before any shift" in capsys.readouterr().err


def test_a_room_without_a_table(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shift_numbers.main(["hall", "--root", str(toy)]) == 2
    assert capsys.readouterr().err == "no thresholds.py in hall; the rooms with one: room\n"


def test_the_project_has_tables_with_numbers() -> None:
    found = numbers.tables(shift_numbers._ROOT)
    assert {"compare", "matching"} <= set(found)
    for path in found.values():
        source = (shift_numbers._ROOT / path).read_text(encoding="utf-8")
        assert list(numbers.numbers_in(source)), path
