"""The numbers of extraction are in one table, and each of them is used."""

from __future__ import annotations

import ast
from pathlib import Path

import refcheck.extraction
from refcheck.extraction import thresholds

ROOM = Path(refcheck.extraction.__file__).parent
NUMBERS = [name for name in vars(thresholds) if name.isupper()]


def imported() -> set[str]:
    """The names that the modules of the room import from the table."""
    return {
        name.name
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == thresholds.__name__
        for name in node.names
    }


def named_elsewhere() -> set[str]:
    """The constants of other modules that are a bare number."""
    return {
        f"{path.stem}.{target.id}"
        for path in ROOM.rglob("*.py")
        if path.name != "thresholds.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for target in [node.target]
        if isinstance(target, ast.Name) and isinstance(node.value.value, int | float)
    }


def test_every_number_is_used() -> None:
    assert len(NUMBERS) > 150
    assert set(NUMBERS) == imported()


def test_no_module_has_a_number_of_its_own() -> None:
    assert named_elsewhere() <= {
        "marks._BIAS",  # the weights are tables of the module
        "signals._SLOPE",
        "signals._TITLE_PROSE",
        "segmentation._CERTAIN",
    }
