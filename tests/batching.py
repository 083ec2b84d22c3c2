"""Inputs and results of batches: written by the tests, of real records' facts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tests.nlm_files import RECORDS

__all__ = ["Row", "lines", "parquet", "printed", "rows"]

Row = dict[str, Any]


def printed(number: int, *, year: int = 0) -> str:
    """Returns a reference to a record, its year that much off."""
    record = RECORDS[number]
    names = ", ".join(f"{name.family} {name.initials}" for name in record.authors[:3])
    place = f"{record.year + year};{record.volume}:{record.pages}"
    return f"{names}. {record.title} {record.journal}. {place}."


def lines(path: Path, strings: Sequence[object]) -> Path:
    """Write JSON Lines with the columns `id` and `reference`."""
    rows = ({"id": f"r{number}", "reference": text} for number, text in enumerate(strings, 1))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def parquet(path: Path, strings: Sequence[str | None], group: int = 7) -> Path:
    """Write a Parquet file with the same columns."""
    ids = [f"r{number}" for number in range(1, len(strings) + 1)]
    table = pa.table({"id": ids, "other": ids, "reference": pa.array(strings, pa.string())})
    pq.write_table(table, path, row_group_size=group)
    return path


def rows(folder: Path, table: str = "references") -> list[Row]:
    """Returns the rows of a result, in the order of the partitions."""
    found = [pq.read_table(path).to_pylist() for path in sorted((folder / table).glob("*.parquet"))]
    return [row for part in found for row in part]
