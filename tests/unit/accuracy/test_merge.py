"""Several runs of the benchmark in one table."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from benchmarks.accuracy.measure import rate
from benchmarks.accuracy.merge import merged
from benchmarks.accuracy.repeats import mean_of
from benchmarks.accuracy.report import Figures, table


def run(hits: int, requests: float) -> Figures:
    return Figures(
        rates={"right record, of the real ones": rate(hits, 100)},
        precision={"author": rate(hits, 100)},
        recall={"author": rate(0, 0)},
        speeds={f"requests per reference, {hits} articles": mean_of([requests])},
        kinds={"fluent": {"suspect": hits}, "book": {"unchecked": 1}},
        alarms={"author-first": 1},
        document_alarms={},
        faults={"missed author": 2},
    )


def test_counts_are_added_up_and_means_are_averaged() -> None:
    runs = [json.loads(run(hits, share).as_json()) for hits, share in ((90, 0.1), (98, 0.3))]
    together = merged(runs)
    assert together.rates["right record, of the real ones"] == rate(188, 200)
    assert together.recall["author"].total == 0
    requests = together.speeds["requests per reference, all articles"]
    assert requests.value == pytest.approx(0.2)
    assert requests.count == 2
    assert together.kinds == {"book": {"unchecked": 2}, "fluent": {"suspect": 188}}
    assert together.faults == {"missed author": 4}
    assert "| right record, of the real ones | 0.9400 |" in table(together)


def test_what_one_run_alone_has_measured_keeps_its_interval() -> None:
    singles = {"requests per reference, one article of 30": mean_of([0.1, 0.2, 0.3])}
    runs = [replace(run(90, 0.1), speeds=singles), replace(run(91, 0.1), speeds={})]
    together = merged([json.loads(each.as_json()) for each in runs])
    assert together.speeds == singles


def test_one_measurement_has_no_interval() -> None:
    assert math.isnan(mean_of([1.0]).low)
    assert "| 0.1 | - | 1 |" in table(run(1, 0.1))


@pytest.mark.parametrize("count", [3, 20])
def test_the_interval_holds_the_mean(count: int) -> None:
    mean = mean_of([float(value % 3) for value in range(count)])
    assert mean.low < mean.value < mean.high
