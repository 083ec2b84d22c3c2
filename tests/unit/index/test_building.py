"""Building and updating: what stays of a PMID, what a stopped build leaves, what is refused."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.nlm_files import RECORDS, article, deletion, write_file

from refcheck.errors import InputError, UsageError
from refcheck.index.building import build, found_files, update
from refcheck.index.search.index import Index
from refcheck.index.storage.merging import merge
from refcheck.index.storage.segment import Segment
from refcheck.index.verify import verify

FIRST, SECOND, THIRD = RECORDS[:3]
PMIDS = [int(record.pmid) for record in RECORDS]


def _built(folder: Path, *files: Iterable[str]) -> Path:
    """Build an index of the first of `files`, and update it with each of the others."""
    for number, elements in enumerate(files, start=1):
        path = write_file(folder / f"pubmed26n{number:04}.xml.gz", elements)
        made = build if number == 1 else update
        made(folder / "index", [path], 1, lambda *_: None)
    return folder / "index"


def _title(folder: Path, pmid: int) -> str | None:
    index = Index(folder)
    place = index.of_pmid(pmid)
    return index.record(place).title if place else None


def test_all_records_are_there_and_the_day_is_that_of_the_last_change(index: Index) -> None:
    assert len(index) == len(RECORDS) + 1
    places = [index.of_pmid(pmid) for pmid in PMIDS]
    assert [index.record(place).pmid for place in places if place] == [r.pmid for r in RECORDS]
    assert index.date.isoformat() == "2026-05-01"
    assert index.of_pmid(99999999) is None


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ([article(FIRST, title="New.")], "New"),
        ([article(FIRST, title="Second.", version=2), article(FIRST, title="First.")], "Second"),
        ([article(FIRST, title="Once."), article(FIRST, title="Twice.")], "Twice"),
        ([deletion(FIRST.pmid)], None),
        ([article(FIRST, title="New."), deletion(FIRST.pmid)], None),
    ],
)
def test_what_an_update_makes_of_a_record(
    tmp_path: Path, changes: list[str], title: str | None
) -> None:
    folder = _built(tmp_path, map(article, RECORDS), changes)
    assert _title(folder, PMIDS[0]) == title
    assert _title(folder, PMIDS[1]) is not None
    assert len(Index(folder)) == len(RECORDS) - (title is None)


def test_a_lower_version_replaces_no_higher_one(tmp_path: Path) -> None:
    whole = [article(FIRST, version=2, title="Second."), article(SECOND)]
    folder = _built(tmp_path, whole, [article(FIRST, version=1, title="First.")])
    assert _title(folder, PMIDS[0]) == "Second"
    assert len(Index(folder)) == 2


def test_updates_follow_each_other(tmp_path: Path) -> None:
    folder = _built(
        tmp_path,
        map(article, RECORDS),
        [deletion(FIRST.pmid, SECOND.pmid)],
        [article(FIRST, title="Back again.", revised="2026-06-09")],
        [article(THIRD, title="Changed.", revised="2026-06-02")],
    )
    titles = [_title(folder, pmid) for pmid in PMIDS[:3]]
    assert titles == ["Back again", None, "Changed"]
    index = Index(folder)
    assert len(index) == len(RECORDS) - 1
    assert index.date.isoformat() == "2026-06-09"
    assert len(index.segments) == 2
    assert all(checked.reason is None for checked in verify(folder))


def test_a_build_takes_updates_in_the_order_of_their_names(tmp_path: Path) -> None:
    write_file(tmp_path / "pubmed26n0003.xml.gz", [article(FIRST, title="Newest.")])
    write_file(tmp_path / "pubmed26n0001.xml.gz", map(article, RECORDS))
    write_file(
        tmp_path / "pubmed26n0002.xml.gz", [article(FIRST, title="Newer."), deletion(SECOND.pmid)]
    )
    build(tmp_path / "index", found_files([str(tmp_path)]), 2, lambda *_: None)
    assert _title(tmp_path / "index", PMIDS[0]) == "Newest"
    assert _title(tmp_path / "index", PMIDS[1]) is None


def test_a_year_of_updates_leaves_the_base_as_it_was(tmp_path: Path) -> None:
    """Each file changes one record and takes another out, or brings it back."""
    folder = _built(tmp_path, [article(record, revised="2025-05-01") for record in RECORDS])
    base = folder / "segment-000001"
    before = {path.name: path.read_bytes() for path in base.iterdir()}
    expected: dict[int, str | None] = {}
    start = date(2025, 5, 2)
    days = range(0, 365, 6)
    for day in days:
        changed, other = RECORDS[day % 97], RECORDS[97 + day % 40]
        expected[int(changed.pmid)] = f"Day {day}"
        today = str(start + timedelta(days=day))
        gone = day % 80 < 40
        said = [
            article(changed, title=f"Day {day}.", revised=today),
            deletion(other.pmid) if gone else article(other, title=f"Back {day}.", revised=today),
        ]
        expected[int(other.pmid)] = None if gone else f"Back {day}"
        write_file(tmp_path / "days" / f"pubmed26n{1500 + day:04}.xml.gz", said)
        if day in (90, 180, days[-1]):
            update(folder, found_files([str(tmp_path / "days")]), 1, lambda *_: None)
    assert {pmid: _title(folder, pmid) for pmid in expected} == expected
    missing = sum(title is None for title in expected.values())
    assert missing
    index = Index(folder)
    assert len(index) == len(RECORDS) - missing
    assert index.date == start + timedelta(days=days[-1])
    assert len(index.manifest.sources) == 1 + len(days)
    assert len(index.segments) == 2
    assert before == {path.name: path.read_bytes() for path in base.iterdir()}
    assert all(checked.reason is None for checked in verify(folder))


def test_what_is_there_is_not_done_again(tmp_path: Path) -> None:
    folder = _built(tmp_path, map(article, RECORDS), [article(FIRST, title="New.")])
    said: list[str] = []
    files = found_files([str(tmp_path)])
    update(folder, files, 1, lambda what, *_: said.append(what))
    build(folder, files, 1, lambda what, *_: said.append(what))
    assert said == []


def test_merged_in_small_pieces_it_is_the_same(
    tmp_path: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Index(index_folder).segments[0]
    paths = [
        write_file(tmp_path / f"{number}.xml", map(article, RECORDS[number::5]))
        for number in range(5)
    ]
    monkeypatch.setattr("refcheck.index.storage.merging._KEYS_AT_ONCE", 100)
    monkeypatch.setattr("refcheck.index.storage.merging._ROWS_AT_ONCE", 7)
    folder = tmp_path / "index"
    for name in ("word-frequencies.tsv", "dictionary.bin"):
        folder.mkdir(exist_ok=True)
        shutil.copy(index_folder / name, folder / name)
    build(folder, paths, 1, lambda *_: None)
    pieces = Index(folder).segments[0]
    known = len(RECORDS)
    assert (pieces.pmids == whole.pmids[whole.pmids != 21413306]).all()
    of_book = np.flatnonzero(whole.pmids == 21413306)[0]
    assert of_book < known
    assert len(pieces.keys) < len(whole.keys)
    assert (np.diff(pieces.keys.astype(object)) > 0).all()
    for row in range(len(pieces)):
        other = whole.row_of(int(pieces.pmids[row]))
        assert other is not None
        assert pieces.record(row) == whole.record(other)
        assert pieces.side[row] == whole.side[other]


def test_merging_a_segment_alone_changes_nothing(tmp_path: Path, index: Index) -> None:
    whole = index.segments[0]
    from refcheck.index.storage.vocabulary import load_dictionary

    merge([whole], tmp_path / "again", {})
    again = Segment(tmp_path / "again", load_dictionary(index.folder))
    for name in whole.table["files"]:
        assert (again.folder / name).read_bytes() == (whole.folder / name).read_bytes(), name


# --- stopped in the middle ------------------------------------------------------------------------


def test_a_stopped_build_goes_on_where_it_was(tmp_path: Path) -> None:
    files = [
        write_file(tmp_path / f"pubmed26n{number:04}.xml.gz", map(article, RECORDS[number::4]))
        for number in range(4)
    ]
    done: list[str] = []

    def stop(what: str, *_: int) -> None:
        done.append(what)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "index", files, 1, stop)
    with pytest.raises(UsageError, match="has no index"):
        Index(tmp_path / "index")
    build(tmp_path / "index", files, 1, lambda what, *_: done.append(what))
    assert [name for name in done if name != "merging"] == [path.name for path in files]
    assert len(Index(tmp_path / "index")) == len(RECORDS)
    assert not (tmp_path / "index" / "parts").exists()


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.15, 0.3, 0.5, 0.8])
def test_an_update_that_is_killed_leaves_the_old_state(tmp_path: Path, wait: float) -> None:
    folder = _built(tmp_path, map(article, RECORDS))
    changed = [article(record, title=f"Changed {record.pmid}.") for record in RECORDS]
    path = write_file(tmp_path / "pubmed26n0002.xml.gz", changed)
    command = [sys.executable, "-m", "refcheck", "index", "update", str(folder), str(path)]
    with subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--jobs", "1"], stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()  # the first file is done: now it merges
        time.sleep(wait / 10)
        os.kill(process.pid, signal.SIGKILL)
    titles = [_title(folder, pmid) for pmid in PMIDS]
    assert None not in titles
    changed_ = [title == f"Changed {pmid}" for title, pmid in zip(titles, PMIDS, strict=True)]
    assert all(changed_) or not any(changed_)
    assert len(Index(folder)) == len(RECORDS)
    assert all(checked.reason is None for checked in verify(folder))
    update(folder, [path], 1, lambda *_: None)
    assert _title(folder, PMIDS[0]) == f"Changed {PMIDS[0]}"
    assert len(list(folder.glob("segment-*"))) == 2


# --- refused --------------------------------------------------------------------------------------


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    from filelock import FileLock

    path = write_file(tmp_path / "a.xml", [article(FIRST)])
    (tmp_path / "index").mkdir()
    with FileLock(tmp_path / "index" / "lock"), pytest.raises(UsageError, match="another process"):
        build(tmp_path / "index", [path], 1, lambda *_: None)


def test_what_cannot_be_built_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        found_files([str(tmp_path / "missing.xml.gz")])
    with pytest.raises(UsageError, match="no file to read"):
        found_files([str(tmp_path)])
    path = write_file(tmp_path / "a" / "pubmed26n0001.xml", [article(FIRST)])
    other = write_file(tmp_path / "b" / "pubmed26n0001.xml", [article(SECOND)])
    with pytest.raises(UsageError, match="two files by the name"):
        found_files([str(path), str(other)])
    with pytest.raises(UsageError, match="has no index"):
        update(tmp_path / "index", [path], 1, lambda *_: None)
    build(tmp_path / "index", [path], 1, lambda *_: None)
    with pytest.raises(UsageError, match="index update"):
        build(tmp_path / "index", [other], 1, lambda *_: None)


def test_a_damaged_file_stops_a_build_and_loses_nothing(tmp_path: Path) -> None:
    good = write_file(tmp_path / "pubmed26n0001.xml.gz", map(article, RECORDS))
    bad = tmp_path / "pubmed26n0002.xml.gz"
    bad.write_bytes(good.read_bytes()[:-500])
    with pytest.raises(InputError, match="0002"):
        build(tmp_path / "index", [good, bad], 1, lambda *_: None)
    bad.write_bytes(good.read_bytes())
    build(tmp_path / "index", [good, bad], 1, lambda *_: None)
    assert len(Index(tmp_path / "index")) == len(RECORDS)
