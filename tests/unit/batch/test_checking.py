"""The function that checks a partition, apart from what it says of a reference."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any, cast

import pyarrow as pa

from refcheck.batch.checking import Checker, check_batches
from refcheck.batch.reading import STRINGS
from refcheck.batch.tables import failure_row


class Noting:
    """Checks nothing, and notes how often the collector is to look for cycles meanwhile."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int, int]] = []

    def strings(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        self.seen.append(gc.get_threshold())
        owner = {"id": None, "path": None, "number": None}
        return [failure_row("nothing", owner) for _ in rows]


def test_the_collector_rests_while_batches_are_checked() -> None:
    before = gc.get_threshold()
    row = {"id": None, "path": "a", "number": 1, "reference": "b", "error": None}
    batch = pa.RecordBatch.from_pylist([row], schema=STRINGS)
    checker = Noting()
    checked = list(check_batches([batch, batch], cast(Checker, checker)))
    assert [each.num_rows for each in checked] == [1, 1]
    assert all(seen[0] >= 10 * before[0] for seen in checker.seen)
    assert gc.get_threshold() == before
