"""The hooks as pre-commit runs them: installed from a clone, in a repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.external
ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_")
    } | {"PRE_COMMIT_HOME": str(folder.parent / "home"), "REFCHECK_CACHE_DIR": str(ROOT / "cache")}
    return subprocess.run(  # noqa: S603
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_commit_with_a_wrong_reference_is_stopped(tmp_path: Path) -> None:
    git = str(shutil.which("git"))
    clone, work = tmp_path / "refcheck", tmp_path / "work"
    assert run(ROOT, git, "clone", "--quiet", str(ROOT), str(clone)).returncode == 0
    work.mkdir()
    run(work, git, "init", "--quiet")
    shutil.copy(ROOT / "seeds" / "with-errors.md", work / "article.md")
    (work / "notes.md").write_text("No list.\n", encoding="utf-8")
    run(work, git, "add", ".")
    hook = ("try-repo", str(clone), "refcheck-offline", "--verbose", "--files")
    wrong = run(work, sys.executable, "-m", "pre_commit", *hook, "article.md")
    assert wrong.returncode == 1, wrong.stdout + wrong.stderr
    assert "article.md:" in wrong.stdout
    fine = run(work, sys.executable, "-m", "pre_commit", *hook, "notes.md")
    assert fine.returncode == 0, fine.stdout + fine.stderr
