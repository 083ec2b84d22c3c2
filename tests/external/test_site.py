"""The site of the documentation builds, and a link that leads nowhere ends the build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.external
ROOT = Path(__file__).resolve().parents[2]


def build(checkout: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, str(checkout / "tools" / "build_site.py"), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_site_builds(tmp_path: Path) -> None:
    done = build(ROOT, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "index.html").exists()
    assert (tmp_path / "site" / "tutorials" / "editor" / "index.html").exists()


@pytest.mark.parametrize("link", ["[a](nowhere.md)", "[a](settings.md#nowhere)"])
def test_a_link_that_leads_nowhere_ends_the_build(link: str, tmp_path: Path) -> None:
    for name in ("docs", "tools", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    page = tmp_path / "docs" / "index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{link}\n", encoding="utf-8")
    assert build(tmp_path, tmp_path / "site").returncode != 0
