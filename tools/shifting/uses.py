"""Where the constants of a table are used, and so which tests can notice a change of one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shifting.numbers import ShiftError

__all__ = ["Use", "importers", "uses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A function or method that uses a constant: its file, and its lines with the decorators."""

    path: Path
    lines: range


def importers(root: Path, table: Path) -> dict[Path, dict[str, str]]:
    """Returns the modules of the package and the tests that have constants of the table, with the
    name that each constant has there. The table itself is one of them."""
    module = ".".join(table.with_suffix("").parts[1:])
    found = {}
    for path in _modules(root):
        names = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.ImportFrom) and node.module == module
            for alias in node.names
        }
        if path == root / table:
            names = {name: name for name in _made_of(path)}
        if names:
            found[path] = names
    return found


def uses(root: Path, table: Path) -> dict[str, list[Use]]:
    """Returns every constant of the table with the functions of the package and the tests that use
    it, by itself or through another constant of the table.

    Raises `ShiftError` for a constant that is used outside of functions, in a default or a
    decorator: such a number is read once, when the module is loaded.
    """
    through = _constants_through(root / table)
    found: dict[str, list[Use]] = {name: [] for name in through}
    for path, names in importers(root, table).items():
        for constant, use in _uses_in(path, names, is_table=path == root / table):
            for each, others in through.items():
                if constant in others:
                    found[each].append(use)
    return found


def _modules(root: Path) -> Iterator[Path]:
    for folder in ("src", "tests"):
        yield from sorted((root / folder).rglob("*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _made_of(table: Path) -> dict[str, set[str]]:
    """The constants of the table in their order, each with the names in its value."""
    return {
        node.target.id: {each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)}
        for node in _tree(table).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value
    }


def _constants_through(table: Path) -> dict[str, set[str]]:
    """Each constant with itself and those of the table that are made of it."""
    made_of = _made_of(table)
    through = {name: {name} for name in made_of}
    for name, parts in made_of.items():  # a constant is made of earlier ones
        for known in through.values():
            if known & parts:
                known.add(name)
    return through


def _uses_in(path: Path, names: Mapping[str, str], *, is_table: bool) -> Iterator[tuple[str, Use]]:
    nodes = list(ast.walk(_tree(path)))
    # Those around others come first
    functions = [each for each in nodes if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node in nodes:
        if (
            not isinstance(node, ast.Name)
            or node.id not in names
            or isinstance(node.ctx, ast.Store)
        ):
            continue
        around = next((each for each in functions if node.lineno in _body(each)), None)
        if around is not None:
            yield names[node.id], Use(path=path, lines=_whole(around))
        elif not is_table:
            raise ShiftError(f"{path}:{node.lineno}: {node.id} is used outside of functions")


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> range:
    return range(function.body[0].lineno, (function.end_lineno or function.lineno) + 1)


def _whole(function: ast.FunctionDef | ast.AsyncFunctionDef) -> range:
    first = min([function.lineno, *(each.lineno for each in function.decorator_list)])
    return range(first, (function.end_lineno or function.lineno) + 1)
