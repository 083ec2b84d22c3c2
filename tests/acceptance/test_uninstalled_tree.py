"""The package runs from a copy of its source that was never installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from refcheck.version import __version__

ROOT = Path(__file__).resolve().parents[2]

# Nothing is known of an installed refcheck, as where the source was only unpacked.
RUN = """
import importlib.metadata, sys
def no_such(name): raise importlib.metadata.PackageNotFoundError(name)
importlib.metadata.distribution = no_such
sys.path.insert(0, {tree!r})
import refcheck
assert refcheck.__file__.startswith({tree!r}), refcheck.__file__
from refcheck.__main__ import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    shutil.copytree(
        ROOT / "src/refcheck", folder / "refcheck", ignore=shutil.ignore_patterns("__pycache__")
    )
    return folder


def run(tree: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-B", "-c", RUN.format(tree=str(tree)), *arguments],
        cwd=tree,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_says_its_version(tree: Path) -> None:
    assert run(tree, "--version") == f"refcheck {__version__}\n"


def test_it_writes_a_report_with_its_version(tree: Path) -> None:
    article = tree / "a.txt"
    article.write_text(
        "Text\n\nReferences\n\n1. Smith J. A title of a work. Lancet. 2010;375:1-9.\n"
    )
    report = json.loads(run(tree, "extract", "--format", "json", str(article)))
    assert report["version"] == __version__
    assert len(report["documents"][0]["references"]) == 1
