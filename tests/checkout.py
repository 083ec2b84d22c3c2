"""A copy of folders of the project for tests to run in."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["copy_folders"]

# What a run in the checkout leaves in cache/: `answers.sqlite`, `answers.sqlite-wal`, locks.
# `.gitignore` names the same files.
_LEFT_BY_RUNS = ("*.sqlite*", "*.lock")


def copy_folders(root: Path, to: Path, *names: str) -> None:
    """Copies the folders `names` of `root` into `to`, without what earlier runs have recorded."""
    ignored = shutil.ignore_patterns(*_LEFT_BY_RUNS)
    for name in names:
        shutil.copytree(root / name, to / name, ignore=ignored)
