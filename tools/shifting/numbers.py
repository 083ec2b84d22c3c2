"""The numbers of the tables, and what each is changed to."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Number", "Shift", "ShiftError", "numbers_in", "shift", "tables"]

_TABLE = "thresholds.py"


class ShiftError(Exception):
    """The numbers cannot be shifted; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a table: the constant, with its place in it where it has several, and the span
    of the number in the text of the module, in bytes."""

    constant: str
    place: int | None
    value: int | float
    start: int
    end: int

    @property
    def name(self) -> str:
        """The constant, with the place of the number where it has several: `LIMITS[2]`."""
        return self.constant if self.place is None else f"{self.constant}[{self.place}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One number of a room's table, with what it is changed to."""

    room: str
    number: Number
    value: int | float

    def __str__(self) -> str:
        return f"{self.room} {self.number.name}: {self.number.value!r} -> {self.value!r}"


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
                constant=node.target.id,
                place=place if len(literals) > 1 else None,
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
