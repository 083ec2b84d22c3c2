"""One partition from beginning to end: read, checked, written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.batch.checking import check_batches, checker_for
from refcheck.batch.folder import OutputFolder
from refcheck.batch.reading import read_partition
from refcheck.errors import UsageError
from refcheck.frozen import dataclass

if TYPE_CHECKING:
    import pyarrow as pa

    from refcheck.batch.counts import Counts
    from refcheck.batch.sources import Columns, Partition
    from refcheck.settings import Settings

__all__ = ["Job", "at_home", "do_partition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker needs to know, whoever has started it: `output` is the address of a folder."""

    settings: Settings
    columns: Columns
    output: str


def do_partition(job: Job, partition: Partition, heard: Callable[[int], None]) -> Counts:
    """Check a partition and write it; `heard` is told of each batch how many rows it has.

    Raises `RefcheckError` where it cannot be read, checked or written: nothing is written then.
    """
    checker = checker_for(job.settings)

    def read() -> Iterator[pa.RecordBatch]:
        for batch in read_partition(partition, job.columns):
            yield batch
            heard(batch.num_rows)

    return OutputFolder(job.output).write(partition.number, check_batches(read(), checker))


def at_home(settings: Settings) -> Settings:
    """Returns the settings for a worker: nothing is sent, and paths hold in every folder.

    Raises `UsageError` where references would have to be sent somewhere.
    """
    if settings.index is None and not (settings.offline and settings.cache_dir):
        raise UsageError(
            "a batch sends nothing: give --index DIR ('refcheck index build' makes one), or "
            "--offline --cache-dir DIR"
        )
    return replace(
        settings,
        offline=True,
        refresh=False,
        jobs=None,  # of the run; a worker is one process
        index=_absolute(settings.index),
        cache_dir=_absolute(settings.cache_dir),
    )


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()
