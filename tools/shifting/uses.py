"""Where the constants of a table are used, and so which test files can notice a change of one."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Use", "constants_of", "uses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A module that uses a constant, and the lines that a test has to run to see it: those of the
    function, or of all functions of the module where it is used outside of them."""

    path: Path
    lines: frozenset[int]


def uses(root: Path, table: Path) -> dict[str, list[Use]]:
    """Every constant of the table with the places of the package that use it, by itself or through
    another constant of the table."""
    through = _constants_through(root / table)
    found: dict[str, list[Use]] = {name: [] for name in through}
    for path in sorted((root / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = _imported(tree, table)
        if not names or path == root / table:
            continue
        for constant, lines in _lines_by_constant(tree, names).items():
            use = Use(path=path, lines=frozenset(lines))
            for each, others in through.items():
                if constant in others:
                    found[each].append(use)
    return found


def constants_of(path: Path, table: Path) -> set[str]:
    """The constants of the table that a test file imports."""
    return set(_imported(ast.parse(path.read_text(encoding="utf-8")), table).values())


def _constants_through(table: Path) -> dict[str, set[str]]:
    """Each constant with those of the table that are made of it, and itself."""
    made_of = {
        node.target.id: _names(node.value)
        for node in ast.parse(table.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value
    }
    through = {name: {name} for name in made_of}
    for name, parts in made_of.items():  # a constant is made of earlier ones
        for known in through.values():
            if known & parts:
                known.add(name)
    return through


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _imported(tree: ast.Module, table: Path) -> dict[str, str]:
    """The names that a module gives to constants of the table."""
    module = ".".join(table.with_suffix("").parts[1:])
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == module
        for alias in node.names
    }


def _lines_by_constant(tree: ast.Module, names: Mapping[str, str]) -> dict[str, set[int]]:
    functions = list(_functions(tree))
    everywhere = {line for function in functions for line in _body(function)}
    found: dict[str, set[int]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load):
            inside = [_body(each) for each in functions if node.lineno in _body(each)]
            found[names[node.id]] |= set(inside[0]) if inside else everywhere
    return found


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions and methods of a module, those around others first."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> range:
    return range(function.body[0].lineno, (function.end_lineno or function.lineno) + 1)
