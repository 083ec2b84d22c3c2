"""An index of a few hundred real records, and references to them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.batching import printed
from tests.nlm_files import RECORDS, article, write_file

from refcheck.batch.run import Batch, Outcome, run_batch
from refcheck.batch.sources import Columns
from refcheck.index.building import build, found_files
from refcheck.settings import Settings

Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of all records of the tests."""
    folder = tmp_path_factory.mktemp("batch")
    write_file(folder / "files" / "pubmed26n0001.xml.gz", map(article, RECORDS))
    build(folder / "index", found_files([str(folder / "files")]), 1, lambda *_: None)
    return folder / "index"


@pytest.fixture(scope="session")
def strings() -> Sequence[str]:
    """Reference strings: right ones, wrong ones, invented ones, and what is none."""
    invented = (
        "Halvorsenius TK. Barcoded zeppelins and the minutes they give back to lighthouse keepers."
        " J Nothing. 2015;25:9471-9479."
    )
    right = [printed(number) for number in range(40)]
    wrong = [printed(number, year=3) for number in range(40, 50)]
    return [*right, invented, "?", *wrong, f"PMID: {RECORDS[7].pmid}", "  two\t spaces  "]


@pytest.fixture
def run(index: Path, tmp_path: Path) -> Run:
    """Runs a batch from a file of `tmp_path` to a folder of it, in this process."""

    def run(given: str, output: str, *, jobs: int = 1, size: int = 10, **more: Any) -> Outcome:
        settings = Settings(index=more.pop("index", index), **more.pop("settings", {}))
        batch = Batch(
            input=given if "://" in given else str(tmp_path / given),
            output=output if "://" in output else str(tmp_path / output),
            columns=more.pop("columns", Columns(reference="reference", id="id")),
            settings=settings,
            size=size,
            jobs=jobs,
        )
        return run_batch(
            batch, more.pop("progress", lambda *_: None), more.pop("stop", threading.Event())
        )

    return run
