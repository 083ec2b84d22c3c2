"""A whole batch: what is to be done, what of it is done already, and the rest of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, assert_never

from refcheck.batch.counts import Counts, total
from refcheck.batch.folder import OutputFolder
from refcheck.batch.local import Done, check_local
from refcheck.batch.needs import require_batch, require_spark
from refcheck.batch.sources import Columns, Partition, Source, find_source
from refcheck.batch.work import Job, at_home
from refcheck.errors import RefcheckError, UsageError
from refcheck.frozen import dataclass
from refcheck.text.lengths import cut_short
from refcheck.version import __version__

if TYPE_CHECKING:
    from refcheck.settings import Settings

__all__ = ["Batch", "Engine", "Outcome", "run_batch"]

_ATTEMPTS: Final = 4  # at a task of Spark's, as is its default on a cluster
_SHOWN: Final = 60  # characters of a value in a message


class Engine(StrEnum):
    """Who does the partitions."""

    LOCAL = "local"
    SPARK = "spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What the user wants: `size` is the number of rows of a partition; `master` is that of Spark,
    where its own settings name none."""

    input: str
    output: str
    columns: Columns
    settings: Settings
    size: int
    jobs: int = 1
    engine: Engine = Engine.LOCAL
    master: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What has become of a run. `left` are partitions that could not be done, each with why."""

    counts: Counts
    partitions: int
    before: int
    documents: bool
    left: tuple[tuple[Partition, str], ...] = ()


Progress = Callable[[int, int], None]


def run_batch(batch: Batch, progress: Progress, stop: threading.Event) -> Outcome:
    """Check the input and write the result; what is there already is not done again.

    `progress` is told how many rows of how many are done. Raises `UsageError` where the input or
    the index cannot be used, or the folder is of other input or settings; `OutputError`.
    """
    require_batch()
    if batch.engine is Engine.SPARK:
        require_spark()
    settings = at_home(batch.settings)
    source = find_source(batch.input, batch.columns, batch.size)
    folder = OutputFolder(batch.output)
    plan = _plan(batch, settings, source)
    before = folder.plan()
    if before is None:
        folder.begin(plan)
    else:
        _require_same(batch.output, before, plan)
    done = folder.done()
    rest = [one for one in source.partitions if one.number not in done]
    heard = _Rows(source.rows, source.rows - sum(one.rows for one in rest), progress)
    job = Job(settings=settings, columns=batch.columns, output=folder.address)
    left = []
    before_this = len(done)
    for partition, result in _engine(batch, job, rest, heard.add, stop):
        if isinstance(result, RefcheckError):
            left.append((partition, str(result)))
        else:
            done[partition.number] = result
    if not left:
        folder.tidy()
    return Outcome(
        counts=total(done.values()),
        partitions=len(source.partitions),
        before=before_this,
        documents=source.kind.value == "documents",
        left=tuple(left),
    )


def _engine(
    batch: Batch,
    job: Job,
    partitions: list[Partition],
    heard: Callable[[int], None],
    stop: threading.Event,
) -> Iterator[Done]:
    match batch.engine:
        case Engine.LOCAL:
            return check_local(job, partitions, batch.jobs, heard, stop)
        case Engine.SPARK:
            from refcheck.batch.spark import check_on_spark

            # A task that fails is tried again, which Spark does not do by itself on one machine.
            master = batch.master or f"local[{batch.jobs},{_ATTEMPTS}]"
            return check_on_spark(job, partitions, master, heard, stop)
        case _:
            assert_never(batch.engine)


class _Rows:
    """How many rows are done, counted by several threads."""

    def __init__(self, every: int, done: int, progress: Progress) -> None:
        self._every, self._done, self._progress = every, done, progress
        self._lock = threading.Lock()
        progress(done, every)

    def add(self, rows: int) -> None:
        with self._lock:
            self._done += rows
            self._progress(self._done, self._every)


# --- is it the same run? --------------------------------------------------------------------------


def _plan(batch: Batch, settings: Settings, source: Source) -> dict[str, Any]:
    """Returns what decides about the rows of the result, under the names that a user knows."""
    return {
        "refcheck": __version__,
        "--column": batch.columns.reference,
        "--id-column": batch.columns.id,
        "--partition-rows": batch.size,
        "--index": _index(settings),
        "--cache-dir": str(settings.cache_dir) if settings.index is None else None,
        "--select": list(settings.select),
        "--ignore": list(settings.ignore),
        "severity": [[name, severity.value] for name, severity in settings.severity],
        "suppress": [repr(entry) for entry in settings.suppress],
        "--no-suppressions": not settings.suppressions,
        "files": [list(file) for file in source.files],
        "partitions": [one.described() for one in source.partitions],
    }


def _index(settings: Settings) -> list[Any] | None:
    """Returns the index and its state: one that was updated may give other answers."""
    if settings.index is None:
        return None
    from refcheck.index.needs import require_extra

    require_extra()
    from refcheck.index.storage.manifest import read_manifest

    manifest = read_manifest(settings.index)
    if manifest is None:
        raise UsageError(f"{settings.index} has no index: 'refcheck index build' makes one")
    return [str(settings.index), manifest.date.isoformat(), manifest.records]


def _require_same(output: str, before: dict[str, Any], now: dict[str, Any]) -> None:
    """Raises `UsageError` where a folder is of another input, or of other settings."""
    for name, value in now.items():
        was = before.get(name)
        if was == value:
            continue
        if name in ("files", "partitions"):
            what = "of another input, or the input has changed since"
        elif name == "refcheck":
            what = f"written by refcheck {was}, not {value}"
        else:
            what = f"written with another {name}: {_shown(was)}, not {_shown(value)}"
        raise UsageError(f"{output} is {what}; give another folder")


def _shown(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value)) or None
    text = "none" if value is None else str(value)
    return cut_short(text, _SHOWN)
