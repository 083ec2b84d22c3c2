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


# Files that the pages speak of and that are not ours: what somebody else's folder may contain.
_NOT_OURS = {"sitecustomize.py", "usercustomize.py", "refcheck.py", "json.py", "pyvenv.cfg"}
# `src/refcheck/cli/options.py`, `checks/rules/`, `tests/acceptance/test_docs.py`, `test_cache.py`
_PATH = re.compile(
    r"(?<![\w/.:-])((?:[\w.-]+/)+[\w.-]*\.(?:py|json|jsonl|md|txt|toml|rtf)\b|\w+\.py\b"
    r"|(?:src|tests|tools|benchmarks|docs|lookup|parsing|checks|readers|reports|cli|extraction"
    r"|formats|compare|matching|pipeline|model)/(?:[\w-]+/)*(?=[`\s,;:)]|$))"
)


def _named_paths(page: Path) -> set[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    prose = "".join(re.findall(r"`[^`\n]+`", text)).replace("`", " ")
    return {found for found in _PATH.findall(prose) if found not in _NOT_OURS}


def _paths_of_the_project() -> set[str]:
    """Every file and folder, as `/path` from the root of the project."""
    folders = ("src", "tests", "tools", "benchmarks", "docs", "seeds", "cache")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    found += [*ROOT.glob("*"), *(ROOT / folder for folder in folders)]
    return {
        f"/{path.relative_to(ROOT).as_posix()}{'/' if path.is_dir() else ''}"
        for path in found
        if "__pycache__" not in path.parts
    }


def test_every_path_that_the_documentation_names_exists() -> None:
    """A page may leave out the beginning of a path: `checks/registry.py`."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "benchmarks/README.md"]
    pages += sorted(
        page for page in (ROOT / "docs").rglob("*.md") if page.parent != ROOT / "docs/rules"
    )
    existing = _paths_of_the_project()
    named = [(page, path) for page in pages for path in sorted(_named_paths(page))]
    assert len(named) > 100
    missing = [
        f"{page.relative_to(ROOT)}: {path}"
        for page, path in named
        if not any(one.endswith(f"/{path}") for one in existing)
    ]
    assert missing == []


def test_the_layers_in_contributing_are_those_that_are_enforced() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.search(r"^```\n(__main__ .*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    assert drawn is not None
    assert " ".join(drawn[1].split()) == " > ".join(layers)


def test_the_pages_for_users_name_no_test_and_no_tool() -> None:
    """Those are for developers: docs/development, docs/adr. Security says how it is tested."""
    pages = {*(ROOT / "docs").glob("*.md"), *(ROOT / "docs/rules").glob("*.md")}
    pages -= {ROOT / "docs/security.md", ROOT / "docs/index.md"}
    assert len(pages) > 40
    inner = re.compile(r"\btests/|\btools/\w|\btest_\w+\.py|\bbenchmarks/\w|src/refcheck|\bchecks/")
    found = {
        f"{page.name}: {hit}" for page in pages for hit in inner.findall(page.read_text("utf-8"))
    }
    assert sorted(found) == []
