"""Partitions on Spark's workers, and whole DataFrames.

Spark gives each worker the numbers of its partitions; what they are it reads and writes itself, as
a local process does: so nothing is shuffled, and a task that Spark repeats writes the same files
once more. A worker opens the index once, which lies on the disk of its machine.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson
import pyarrow as pa

from refcheck.batch.checking import check_batches, checker_for
from refcheck.batch.counts import Counts
from refcheck.batch.folder import OutputFolder
from refcheck.batch.local import Done, StoppedError
from refcheck.batch.reading import STRINGS
from refcheck.batch.tables import CHECKED
from refcheck.batch.work import do_partition
from refcheck.errors import RefcheckError, UsageError

if TYPE_CHECKING:
    from refcheck.batch.sources import Columns, Partition
    from refcheck.batch.work import Job
    from refcheck.settings import Settings

__all__ = ["check_frame", "check_on_spark"]

_DONE: Final = pa.schema([("number", pa.int64()), ("counts", pa.string()), ("error", pa.string())])
_BATCH: Final = 500  # rows that are looked up together: the result of Spark's 10,000 is large
_LOOK: Final = 2.0  # seconds between two looks at what is done
_TICK: Final = 0.1
_DESCRIBING: Final = ("PYSPARK_GATEWAY_PORT", "MASTER", "SPARK_REMOTE")

Heard = Callable[[int], None]


def check_on_spark(
    job: Job,
    partitions: Sequence[Partition],
    master: str,
    heard: Heard,
    stop: threading.Event,
) -> Iterator[Done]:
    """Yields each partition when all are done, with its counts, or with why it cannot be.

    The session is that which the program has, or the one that Spark's own settings describe, or
    else one at `master`. While it works, `heard` is told of the rows of partitions that are done.
    Raises `StoppedError` after `stop` is set, and `UsageError` where Spark cannot work.
    """
    if not partitions:
        return
    session = _session(master)
    waiting = list(partitions)
    frame = session.range(0, len(waiting), 1, len(waiting))
    results = frame.mapInArrow(_Work(job, waiting), _ddl(_DONE))
    collected: list[Any] = []
    failed: list[Exception] = []

    def collect() -> None:
        try:
            collected.extend(results.collect())
        except Exception as error:  # noqa: BLE001 - it is said in the thread that waits
            failed.append(error)

    thread = threading.Thread(target=collect, daemon=True)
    thread.start()
    _watch(thread, OutputFolder(job.output), partitions, heard, stop)
    if stop.is_set():
        session.stop()
        raise StoppedError
    thread.join()
    if failed:
        raise UsageError(f"Spark could not do it: {_first_line(failed[0])}")
    for row in collected:
        error = row["error"]
        done = Counts(**orjson.loads(row["counts"])) if error is None else RefcheckError(error)
        yield waiting[row["number"]], done


def _watch(
    thread: threading.Thread,
    folder: OutputFolder,
    partitions: Sequence[Partition],
    heard: Heard,
    stop: threading.Event,
) -> None:
    """Tell of partitions as they are done, until the thread is."""
    rows = {partition.number: partition.rows for partition in partitions}
    looked = time.monotonic()
    works = True
    while works and not stop.is_set():
        thread.join(_TICK)
        works = thread.is_alive()
        if works and time.monotonic() - looked < _LOOK:
            continue
        looked = time.monotonic()
        for number in folder.numbers_done() & rows.keys():
            heard(rows.pop(number))


class _Work:
    """What a worker does with the numbers that it is given, all of one task."""

    def __init__(self, job: Job, partitions: Sequence[Partition]) -> None:
        self._job = job
        self._partitions = partitions

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield pa.RecordBatch.from_pylist([self._row(number)], schema=_DONE)

    def _row(self, number: int) -> dict[str, Any]:
        try:
            counts = do_partition(self._job, self._partitions[number], lambda _rows: None)
        except RefcheckError as error:
            return {"number": number, "counts": None, "error": str(error)}
        return {
            "number": number,
            "counts": orjson.dumps(counts.described()).decode(),
            "error": None,
        }


def check_frame(frame: Any, columns: Columns, settings: Settings) -> Any:
    """Returns a DataFrame with the columns of `tables.CHECKED`, for each row of `frame` one.

    Nothing is done before Spark needs it. `path` and `number` are null: rows of a DataFrame have no
    place. Raises `UsageError` where a column is not there.
    """
    for name in filter(None, (columns.reference, columns.id)):
        if name not in frame.columns:
            there = ", ".join(frame.columns[:10]) or "none"
            raise UsageError(f"there is no column {name!r}; the DataFrame has {there}")
    wanted = [frame[columns.reference].alias("reference")]
    if columns.id is not None:
        wanted.append(frame[columns.id].cast("string").alias("id"))
    return frame.select(*wanted).mapInArrow(_Frame(settings), _ddl(CHECKED))


class _Frame:
    """What a worker does with the rows of a DataFrame."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return check_batches(map(_as_strings, _small(batches)), checker_for(self._settings))


def _small(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for first in range(0, batch.num_rows, _BATCH):
            yield batch.slice(first, _BATCH)


def _as_strings(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Returns the rows as those of a table are; a text is missing where there is none."""
    texts = batch.column("reference")
    is_text = pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)
    given = texts.to_pylist()
    ids = batch.column("id").to_pylist() if "id" in batch.schema.names else [None] * len(given)
    rows = [
        {
            "id": name,
            "path": None,
            "number": None,
            "reference": text if is_text else None,
            "error": None if text is not None and is_text else "there is no text in the column",
        }
        for name, text in zip(ids, given, strict=True)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=STRINGS)


def _ddl(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _session(master: str) -> Any:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # refcheck is installed there
    builder = SparkSession.builder.appName("refcheck batch").config("spark.log.level", "ERROR")
    builder = builder.config("spark.ui.showConsoleProgress", "false")  # there is a line of our own
    if SparkSession.getActiveSession() is None and not _is_described():
        builder = builder.master(master)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise UsageError(f"Spark cannot be started: {_first_line(error)}") from error


def _is_described() -> bool:
    """Returns whether Spark knows its master: from `spark-submit`, the environment or its file of
    defaults."""
    if any(os.environ.get(name) for name in _DESCRIBING):
        return True
    folder = os.environ.get("SPARK_CONF_DIR")
    home = os.environ.get("SPARK_HOME")
    path = Path(folder or (f"{home}/conf" if home else "")) / "spark-defaults.conf"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return any(line.split("=")[0].split()[:1] == ["spark.master"] for line in lines)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:300]
