"""What a table or a folder gives: each row once, and why one cannot be read."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.batching import lines, parquet, printed, rows
from tests.closed_folders import close

from refcheck.batch.reading import read_partition
from refcheck.batch.sources import Columns, find_source
from refcheck.errors import InputError, UsageError

Run = Callable[..., Any]
COLUMNS = Columns(reference="reference", id="id")
TEXTS = [f"reference {number}" for number in range(1, 24)]


def _read(given: Path | str, size: int, columns: Columns = COLUMNS) -> list[dict[str, Any]]:
    source = find_source(str(given), columns, size)
    return [
        row
        for partition in source.partitions
        for batch in read_partition(partition, columns)
        for row in batch.to_pylist()
    ]


@pytest.mark.parametrize("size", [1, 2, 5, 7, 22, 23, 24, 1000])
def test_every_row_is_in_one_partition(tmp_path: Path, size: int) -> None:
    tables = [
        lines(tmp_path / "a.jsonl", TEXTS),
        *(parquet(tmp_path / f"{group}.parquet", TEXTS, group) for group in (1, 4, 7, 100)),
    ]
    for path in tables:
        source = find_source(str(path), COLUMNS, size)
        assert all(1 <= partition.rows <= size for partition in source.partitions)
        assert source.rows == len(TEXTS)
        found = _read(path, size)
        assert [row["reference"] for row in found] == TEXTS
        assert [row["number"] for row in found] == list(range(1, len(TEXTS) + 1))
        assert [row["id"] for row in found] == [f"r{number + 1}" for number in range(len(TEXTS))]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_lines_of_all_kinds(tmp_path: Path, size: int) -> None:
    content = (
        b'\xef\xbb\xbf{"reference": "first", "id": 7}\r\n'
        b"\n"
        b'{"reference": null, "id": "b"}\n'
        b'{"id": "c"}\n'
        b'{"reference": 5, "id": [1]}\n'
        b"not JSON\n"
        b'["reference"]\n'
        b'{"reference": "caf\xe9"}\n'
        b'{"reference": "half \\ud800"}\n'
        b'{"reference": "last", "other": {"a": 1}}'
    )
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    found = [
        (row["number"], row["id"], row["reference"], row["error"]) for row in _read(path, size)
    ]
    nothing, no_text = (
        f"there is {what} in the column 'reference'" for what in ("nothing", "no text")
    )
    not_json = "the line is not a JSON object"
    assert found == [
        (1, "7", "first", None),
        (3, "b", None, nothing),
        (4, "c", None, nothing),
        (5, "[1]", None, no_text),
        (6, None, None, not_json),
        (7, None, None, not_json),
        (8, None, None, not_json),
        (9, None, None, not_json),
        (10, None, "last", None),
    ]


def test_packed_lines(tmp_path: Path) -> None:
    content = lines(tmp_path / "a.jsonl", TEXTS).read_bytes()
    for name, pack in (("a.jsonl.gz", gzip.compress), ("b.ndjson.bz2", bz2.compress)):
        (tmp_path / name).write_bytes(pack(content))
        assert [row["reference"] for row in _read(tmp_path / name, 5)] == TEXTS
    whole = (tmp_path / "a.jsonl.gz").read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(whole[:-20])
    with pytest.raises(InputError, match="is damaged"):
        _read(tmp_path / "a.jsonl.gz", 5)


def test_a_line_without_an_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.batch.reading._LONGEST_LINE", 2_000_000)
    path = lines(tmp_path / "a.jsonl", ["before", "x" * 5_000_000, "after"])
    found = _read(path, 2)
    assert [row["reference"] for row in found] == ["before", None, "after"]
    assert found[1]["error"] == "the line has more than 2 MB"


def test_columns_of_other_kinds(tmp_path: Path) -> None:
    table = pa.table(
        {
            "reference": pa.array(["one", None, "one"]).dictionary_encode(),
            "id": pa.array([1, None, 3], pa.int64()),
            "large": pa.array(["two", "", "three"], pa.large_string()),
            "number": pa.array([1.5, 2.0, None]),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    found = _read(tmp_path / "a.parquet", 2)
    assert [(row["id"], row["reference"]) for row in found] == [
        ("1", "one"),
        (None, None),
        ("3", "one"),
    ]
    large = _read(tmp_path / "a.parquet", 2, Columns(reference="large"))
    assert [row["reference"] for row in large] == ["two", "", "three"]
    numbers = _read(tmp_path / "a.parquet", 2, Columns(reference="number"))
    assert [row["error"] for row in numbers] == [
        "there is no text in the column 'number'",
        "there is no text in the column 'number'",
        "there is nothing in the column 'number'",
    ]


def test_a_text_that_is_not_utf8_is_one_row(tmp_path: Path) -> None:
    array = pa.array([b"good", b"caf\xe9", b"fine"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"reference": array}), tmp_path / "a.parquet")
    found = _read(tmp_path / "a.parquet", 10, Columns(reference="reference"))
    assert [(row["reference"], row["error"]) for row in found] == [
        ("good", None),
        (None, "the text is not UTF-8"),
        ("fine", None),
    ]


def test_damaged_parquet(tmp_path: Path) -> None:
    """Where the table of contents is whole, the rows that cannot be read are known."""
    path = parquet(tmp_path / "a.parquet", [f"text {number}" * 50 for number in range(4000)], 500)
    content = bytearray(path.read_bytes())
    at = pq.ParquetFile(path).metadata.row_group(3).column(2).data_page_offset
    content[at : at + 400] = b"\xff" * 400
    path.write_bytes(content)
    found = _read(path, 1000)
    assert [row["number"] for row in found] == list(range(1, 4001))
    failed = [row["number"] for row in found if row["error"]]
    assert failed
    assert set(range(1501, 2001)) >= set(failed) >= {1999, 2000}
    assert all(row["error"].startswith("the file is damaged: ") for row in found if row["error"])
    path.write_bytes(content[:-100])
    with pytest.raises(InputError, match="is damaged"):
        _read(path, 1000)


def test_folders_patterns_and_lists(tmp_path: Path) -> None:
    (tmp_path / "t" / "month=01").mkdir(parents=True)
    (tmp_path / "t" / "_temporary").mkdir()
    lines(tmp_path / "t" / "b.jsonl", TEXTS[:3])
    parquet(tmp_path / "t" / "month=01" / "a.parquet", TEXTS[3:5])
    parquet(tmp_path / "t" / "_temporary" / "c.parquet", TEXTS[5:])
    lines(tmp_path / "t" / ".hidden.jsonl", TEXTS[5:])
    (tmp_path / "t" / "_SUCCESS").touch()
    assert [row["reference"] for row in _read(tmp_path / "t", 10)] == TEXTS[:5]
    names = f"{tmp_path}/t/month=01/a.parquet\n\n{tmp_path}/t/b.jsonl\n"
    (tmp_path / "list").write_text(names, encoding="utf-8")
    assert [row["reference"] for row in _read(f"@{tmp_path}/list", 10)] == [*TEXTS[3:5], *TEXTS[:3]]


def test_addresses_of_stores() -> None:
    store = fsspec.filesystem("memory")
    for name, texts in (("a", TEXTS[:4]), ("b", TEXTS[4:])):
        content = "".join(f"{json.dumps({'reference': text})}\n" for text in texts)
        store.pipe(f"/reading/{name}.jsonl", content.encode())
    store.pipe("/reading/_SUCCESS", b"")
    columns = Columns(reference="reference")
    try:
        for given in ("memory://reading", "memory://reading/*.jsonl"):
            found = _read(given, 3, columns)
            assert [row["reference"] for row in found] == TEXTS
            assert found[0]["path"] == "memory:///reading/a.jsonl"
        one = _read("memory://reading/a.jsonl", 3, columns)
        assert [row["reference"] for row in one] == TEXTS[:4]
        with pytest.raises((InputError, UsageError), match="nowhere"):
            _read("memory://nowhere/a.jsonl", 3, columns)
    finally:
        store.rm("/reading", recursive=True)


def test_what_cannot_be_used_is_said(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", TEXTS)
    parquet(tmp_path / "b.parquet", TEXTS)
    (tmp_path / "c.parquet").write_bytes(b"PAR1 not really")
    (tmp_path / "empty").mkdir()
    (tmp_path / "mixed").mkdir()
    lines(tmp_path / "mixed" / "a.jsonl", TEXTS)
    (tmp_path / "mixed" / "article.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "article.txt").write_text("Text.", encoding="utf-8")
    for name in ("d.csv", "E.XLSX"):
        (tmp_path / name).write_text("a,b\n", encoding="utf-8")
    other = Columns(reference="citation")
    for given, columns, message in (
        ("nowhere.jsonl", COLUMNS, "there is no such file"),
        ("c.parquet", COLUMNS, "is damaged"),
        ("empty", COLUMNS, "it contains nothing that refcheck can read"),
        ("mixed", COLUMNS, "tables .* and documents; give one kind"),
        ("a.jsonl", other, r"no column 'citation' \(--column\); it has id, reference"),
        ("b.parquet", other, r"no column 'citation' \(--column\); it has id, other, reference"),
        ("a.jsonl", Columns(reference="id", id="no"), r"no column 'no' \(--id-column\)"),
        ("d.csv", Columns(), r"d\.csv: a table has to be Parquet or JSON Lines"),
        ("d.csv", other, r"d\.csv: a table has to be Parquet or JSON Lines"),
        ("E.XLSX", Columns(), r"E\.XLSX: a table has to be Parquet or JSON Lines"),
        ("mixed/article.txt", other, "--column and --id-column are for tables"),
        ("articles", COLUMNS, "--column and --id-column are for tables"),
    ):
        with pytest.raises((UsageError, InputError), match=message):
            _read(tmp_path / given, 10, columns)
    for given in ("", "a\0b", "nosuchstore://bucket/a.jsonl"):
        with pytest.raises((UsageError, InputError)):
            _read(given, 10)


def test_what_may_not_be_looked_at_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    lines(tmp_path / "closed" / "a.jsonl", TEXTS)
    close(tmp_path / "closed", monkeypatch)
    with pytest.raises(InputError, match=r"a\.jsonl: no permission to read it"):
        _read(tmp_path / "closed" / "a.jsonl", 10)


def test_tables_beside_articles_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("a,b\n", encoding="utf-8")
    source = find_source(str(tmp_path), Columns(), 10)
    assert [Path(path).name for one in source.partitions for path in one.paths] == ["article.txt"]


def test_empty_tables_are_no_rows(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    parquet(tmp_path / "b.parquet", [])
    for name in ("a.jsonl", "b.parquet"):
        assert _read(tmp_path / name, 10) == []


def test_articles_have_rows_for_references_and_for_themselves(
    run: Run, tmp_path: Path, strings: Sequence[str]
) -> None:
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(strings[:5], 1))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Text.[1-5]\n\nReferences\n\n{listed}\n", encoding="utf-8")
    (folder / "b.md").write_text(
        f"Text.[1]\n\n## References\n\n1. {printed(8)}\n3. {printed(9)}\n", encoding="utf-8"
    )
    (folder / "c.txt").write_text("Nothing is cited.\n", encoding="utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.4 broken")
    for jobs in (1, 2):
        outcome = run("articles", f"out{jobs}", size=50, jobs=jobs, columns=Columns())
        found = rows(tmp_path / f"out{jobs}")
        assert [(Path(row["path"]).name, row["number"], row["status"]) for row in found] == [
            *(("a.txt", number, "ok") for number in range(1, 6)),
            *(("b.md", number, "ok") for number in range(1, 3)),
            ("c.txt", None, "no_references"),
            ("d.pdf", None, "unreadable"),
        ]
        assert found[-1]["error"]
        assert [row["label"] for row in found[:2]] == ["1.", "2."]
        said = rows(tmp_path / f"out{jobs}", "findings")
        of_lists = [row for row in said if row["number"] is None]
        assert ("b.md", "list-gap") in {(Path(row["path"]).name, row["rule"]) for row in of_lists}
        assert outcome.partitions == 4
        assert outcome.documents
        assert outcome.counts.unreadable == 1


def test_articles_in_a_store(run: Run, strings: Sequence[str]) -> None:
    store = fsspec.filesystem("memory")
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(strings[:3], 1))
    text = f"Text.[1-3]\n\nReferences\n\n{listed}\n"
    store.pipe("/articles/one.txt", text.encode())
    store.pipe("/articles/sub/two.txt", text.encode())
    store.pipe("/articles/sub/three.jpg", b"no article")
    try:
        outcome = run("memory://articles", "memory://checked", size=1, columns=Columns())
        assert outcome.counts.references == 6
        names = store.glob("/checked/references/*.parquet")
        assert names == [
            "/checked/references/part-00000.parquet",
            "/checked/references/part-00001.parquet",
        ]
        with store.open(names[0]) as file:
            found = pq.read_table(file).to_pylist()
        assert [row["path"] for row in found] == ["memory:///articles/one.txt"] * 3
        assert run("memory://articles", "memory://checked", size=1, columns=Columns()).before == 2
        store.pipe("/articles/one.txt", text.encode() + b"\n")
        with pytest.raises(UsageError, match="the input has changed since"):
            run("memory://articles", "memory://checked", size=1, columns=Columns())
    finally:
        for folder in ("/articles", "/checked"):
            store.rm(folder, recursive=True)


def test_a_row_that_is_none_keeps_its_place(run: Run, tmp_path: Path) -> None:
    lines(tmp_path / "in.jsonl", [printed(0), None, 5, "   ", printed(1)])
    outcome = run("in.jsonl", "out", size=3)
    found = rows(tmp_path / "out")
    assert [(row["id"], row["number"], row["status"], row["error"]) for row in found] == [
        ("r1", 1, "ok", None),
        ("r2", 2, "unreadable", "there is nothing in the column 'reference'"),
        ("r3", 3, "unreadable", "there is no text in the column 'reference'"),
        ("r4", 4, "unreadable", "there is no text in it"),
        ("r5", 5, "ok", None),
    ]
    assert outcome.counts.references == 2
    assert outcome.counts.unreadable == 3
