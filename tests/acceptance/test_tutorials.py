"""The tutorials, command by command, as somebody follows them: each page in a copy of the checkout.

With `REFCHECK_UPDATE_GOLDEN=1` the pages are written anew with what the commands print.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests import warm
from tests.checkout import copy_folders

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path) -> str:
    """What a command prints; it may end with 1 (findings), but says nothing of errors."""
    programs = (Path(warm.command()[0]).parent, Path(sys.executable).parent)  # of `refcheck` first
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REFCHECK_", "NCBI_"))
    }
    done = subprocess.run(  # noqa: S603 - the commands are our own documentation's
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={
            **kept,
            "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
            "COLUMNS": "80",
            "NO_COLOR": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == "", command
    assert done.returncode in (0, 1, 3), command
    return done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_tutorial_can_be_followed(page: Path, tmp_path: Path) -> None:
    copy_folders(ROOT, tmp_path, "seeds", "cache")
    (tmp_path / "refcheck.toml").write_text('cache-dir = "cache"\n', encoding="utf-8")

    def followed(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", block[1], re.MULTILINE)
        shown = "".join(f"$ {command}\n{run(command, tmp_path)}" for command in commands)
        return f"```console\n{shown}```"

    text = page.read_text(encoding="utf-8")
    made = _BLOCK.sub(followed, text)
    if os.environ.get("REFCHECK_UPDATE_GOLDEN"):
        page.write_text(made, encoding="utf-8")
    assert made == text


def test_every_reader_has_a_tutorial() -> None:
    assert {page.stem for page in PAGES} == {
        "developer",
        "editor",
        "health-pages",
        "reviewer",
        "student",
    }
