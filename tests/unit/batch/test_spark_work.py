"""What Spark's workers do, without Spark: it is called with Arrow batches, as they are."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest
from tests.batching import lines, rows

from refcheck.batch import spark
from refcheck.batch.folder import OutputFolder
from refcheck.batch.sources import Columns, find_source
from refcheck.batch.work import Job
from refcheck.settings import Settings

Run = Callable[..., Any]


def test_a_worker_writes_the_partitions_of_its_numbers(
    run: Run, tmp_path: Path, index: Path, strings: Sequence[str]
) -> None:
    path = lines(tmp_path / "in.jsonl", strings)
    run("in.jsonl", "local")
    columns = Columns(reference="reference", id="id")
    source = find_source(str(path), columns, 10)
    folder = OutputFolder(str(tmp_path / "spark"))
    folder.begin({})
    settings = Settings(index=index, offline=True)
    job = Job(settings=settings, columns=columns, output=folder.address)
    work = pickle.loads(pickle.dumps(spark._Work(job, source.partitions)))  # noqa: S301
    numbers = [[2, 0], [1], [3, 4, 5], [1]]  # a task that Spark repeats writes the same once more
    given = (pa.RecordBatch.from_pydict({"id": some}) for some in numbers)
    said = [row for batch in work(given) for row in batch.to_pylist()]
    assert [row["number"] for row in said] == [2, 0, 1, 3, 4, 5, 1]
    assert [row["error"] for row in said] == [None] * 7
    assert sum(orjson.loads(row["counts"])["references"] for row in said[:-1]) == len(strings)
    for table in ("references", "findings"):
        assert rows(tmp_path / "spark", table) == rows(tmp_path / "local", table)
    assert folder.numbers_done() == set(range(6))
    path.unlink()
    (row,) = next(iter(work([pa.RecordBatch.from_pydict({"id": [0]})]))).to_pylist()
    assert row["error"].endswith("in.jsonl: there is no such file")


def test_the_rows_of_a_frame(index: Path, strings: Sequence[str]) -> None:
    work = spark._Frame(Settings(index=index, offline=True))
    texts = [*strings[:3], None, ""]
    whole = pa.RecordBatch.from_pydict({"reference": texts, "id": list("abcde")})
    numbers = pa.RecordBatch.from_pydict({"reference": [1, 2]})
    found = [row for batch in work([whole, numbers]) for row in batch.to_pylist()]
    assert [row["id"] for row in found] == [*"abcde", None, None]
    assert [row["error"] for row in found] == [
        *(None, None, None, "there is no text in the column", "there is no text in it"),
        *("there is no text in the column", "there is no text in the column"),
    ]
    assert [row["raw"] for row in found[:3]] == list(strings[:3])
    assert {row["path"] for row in found} == {row["number"] for row in found} == {None}


@pytest.mark.parametrize(
    ("content", "described"),
    [
        ("spark.master  spark://host:7077\n", True),
        ("spark.master=yarn\n", True),
        ("# spark.master yarn\nspark.eventLog.enabled true\n", False),
        (None, False),
    ],
)
def test_whether_spark_knows_its_master(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, described: bool
) -> None:
    for name in ("PYSPARK_GATEWAY_PORT", "MASTER", "SPARK_REMOTE", "SPARK_CONF_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "conf").mkdir()
    if content is not None:
        (tmp_path / "conf" / "spark-defaults.conf").write_text(content, encoding="utf-8")
    monkeypatch.setenv("SPARK_HOME", str(tmp_path))
    assert spark._is_described() is described
    monkeypatch.setenv("SPARK_REMOTE", "sc://host")
    assert spark._is_described()
