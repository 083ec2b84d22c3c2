"""A folder of files of every format, some of them broken: each is reported for what it is.

`tools/run_mixed_files.py` does the same with a thousand.
"""

from __future__ import annotations

from pathlib import Path

from fuzzing.seeds import SEEDS
from run_mixed_files import run, write_files


def test_good_files_are_reported_and_broken_ones_named(tmp_path: Path) -> None:
    bad = write_files(tmp_path, files=4 * len(SEEDS), broken=0.2, seed=3)
    assert len(bad) >= 12
    assert list(run(tmp_path, bad)) == []
