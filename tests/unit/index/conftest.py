"""An index of a few hundred real records, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlm_files import RECORDS, article, book, write_file

from refcheck.index.building import build, found_files
from refcheck.index.search.index import Index


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of all records of the tests."""
    folder = tmp_path_factory.mktemp("index")
    files = folder / "files"
    half = len(RECORDS) // 2
    write_file(files / "pubmed26n0001.xml.gz", map(article, RECORDS[:half]))
    rest = [*map(article, RECORDS[half:]), book(21413306, "Writing for Readers", "Patrias")]
    write_file(files / "pubmed26n0002.xml.gz", rest)
    build(folder / "index", found_files([str(files)]), 1, lambda *_: None)
    return folder / "index"


@pytest.fixture(scope="session")
def index(index_folder: Path) -> Index:
    """The same, open."""
    return Index(index_folder)
