"""Tests that run on a copy of the project do not see answers that a run has recorded in it."""

from __future__ import annotations

from pathlib import Path

from tests.checkout import copy_folders

from refcheck.lookup.cache.sqlite import SqliteStore, store_files
from refcheck.lookup.pubmed.queries import record_query
from refcheck.lookup.pubmed.responses import cached_record


def test_a_copy_has_what_the_project_ships_and_no_recorded_answers(tmp_path: Path) -> None:
    cache = tmp_path / "project" / "cache"
    (cache / "records").mkdir(parents=True)
    (cache / "search.jsonl").write_text("{}\n")
    (cache / "records" / "1.xml").write_text("<a/>")
    shipped = {path.relative_to(cache) for path in cache.rglob("*")}
    store = SqliteStore(cache, writable=True)
    store.save([cached_record(record_query("1"), b"<xml/>", 1.0)])
    assert any(path.exists() for path in store_files(cache))  # while the database is open
    copy_folders(tmp_path / "project", tmp_path, "cache")
    store.close()
    copied = {path.relative_to(tmp_path / "cache") for path in (tmp_path / "cache").rglob("*")}
    assert copied == shipped
