"""The examples of the documentation do what the documentation says, to the letter.

`python` blocks are run as doctests, page by page. In `console` blocks each line that begins with
`$` is a command of the shell, and what follows it is what it prints.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import warm
from tests.checkout import copy_folders

ROOT = Path(__file__).resolve().parents[2]
# Tutorials go from command to command: test_tutorials.py.
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "tutorials"),
]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the examples run on, as the working directory."""
    copy_folders(ROOT, tmp_path, "seeds", "cache")
    (tmp_path / "refcheck.toml").write_text('cache-dir = "cache"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in [*os.environ]:
        if name.startswith(("REFCHECK_", "NCBI_")):
            monkeypatch.delenv(name)
    return tmp_path


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language, in order."""
    pattern = rf"^```{language}\n(.*?)^```$"
    return re.findall(pattern, page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands() -> Iterator[tuple[str, str]]:
    """Every command of the `console` blocks, with what it is said to print."""
    for page in PAGES:
        for block in blocks(page, "console"):
            for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = example.partition("\n")
                yield command, output


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if blocks(page, "python")],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_python_examples_give_what_they_show(page: Path, checkout: Path) -> None:
    source = "\n".join(blocks(page, "python"))
    examples = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(examples, out=said.append)
    assert runner.tries > 0
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize(("command", "output"), list(commands()))
def test_commands_print_what_is_shown(command: str, output: str, checkout: Path) -> None:
    programs = (Path(warm.command()[0]).parent, Path(sys.executable).parent)  # of `refcheck` first
    done = subprocess.run(  # noqa: S603 - the commands are our own documentation's
        ["/bin/sh", "-c", command],
        cwd=checkout,
        env={
            **os.environ,
            "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
            "COLUMNS": "80",
            "NO_COLOR": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stdout.strip("\n") == output.strip("\n")
    assert done.stderr == ""


def test_the_readme_shows_a_real_run() -> None:
    assert any("refcheck check" in block for block in blocks(ROOT / "README.md", "console"))
