"""What the project promises about itself: its commands, its version, the size of its functions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import refcheck

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def sh_blocks() -> list[str]:
    """The README's fenced `sh` blocks, in order."""
    return re.findall(r"^```sh\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def test_the_first_two_commands_are_one_line_each() -> None:
    """Each is pasted into a fresh clone as it stands."""
    for block in sh_blocks()[:2]:
        assert block.count("\n") == 1
        assert "&&" in block
        assert "python3 -m venv .venv" in block


def test_the_first_command_runs_the_main_job_and_the_second_the_tests() -> None:
    first, second = sh_blocks()[:2]
    assert "refcheck check seeds/ --offline" in first
    assert "--exit-zero" in first
    assert "pytest" in second


def test_the_version_is_the_one_that_the_changelog_heads_with() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)", changes, flags=re.MULTILINE)
    assert newest is not None
    assert newest[1] == refcheck.__version__


def test_the_package_says_that_it_is_typed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert (ROOT / "src/refcheck/py.typed").exists()
    assert "Typing :: Typed" in project["project"]["classifiers"]


def functions() -> Iterator[tuple[str, list[str]]]:
    """Every function of the package, the tools and the benchmarks, with its source."""
    for folder in ("src", "tools", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            lines = source.splitlines()
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    name = f"{path.relative_to(ROOT)}: {node.name}"
                    yield name, lines[node.lineno - 1 : node.end_lineno]


def test_no_function_is_longer_than_sixty_lines_without_a_reason_in_it() -> None:
    """The reason is a comment that begins with `# Long:`."""
    known = list(functions())  # methods of one file may share a name
    assert len(known) > 1000
    long = {
        name
        for name, lines in known
        if len(lines) > 60 and not any("# Long:" in line for line in lines)
    }
    assert sorted(long) == []


def test_every_local_link_of_the_documentation_leads_somewhere() -> None:
    pages = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    pages += sorted((ROOT / "docs").rglob("*.md"))
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert len(links) > 20
    for page, target in links:
        assert (page.parent / target).exists(), f"{page.name}: {target}"
