"""The accuracy benchmark in small: facts of 273 real records, and floors that may only rise.

The figures that are reached on many more records stand in docs/accuracy.md. A change that lowers a
floor here makes refcheck worse at what it is for.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ROOT / "benchmarks" / "accuracy" / "small_records.jsonl"
COMMAND = [sys.executable, "-m", "benchmarks.accuracy", str(RECORDS), "--json", "--quick"]


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """The figures of 250 references. The service and refcheck are processes of their own."""
    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "--references", "250", "--seed", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def share(measured: dict[str, Any]) -> float:
    """A rate's value."""
    return float(measured["hits"] / measured["total"])


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("right record, of the real ones", 0.97),
        ("invented: not matched", 1.0),
    ],
)
def test_enough_is_found(figures: dict[str, Any], measure: str, floor: float) -> None:
    assert share(figures["rates"][measure]) >= floor


@pytest.mark.parametrize(
    ("measure", "ceiling"),
    [
        ("wrong record", 0.0),
        ("not extracted", 0.0),
        ("extracted, but no reference", 0.0),
        ("real ones called suspect", 0.0),
        ("correct references with an alarm", 0.03),
    ],
)
def test_little_goes_wrong(figures: dict[str, Any], measure: str, ceiling: float) -> None:
    assert share(figures["rates"][measure]) <= ceiling


@pytest.mark.parametrize(
    ("fields", "precision", "recall"),
    [("author, year, journal", 0.98, 0.94), ("six fields", 0.98, 0.94)],
)
def test_planted_errors_are_reported(
    figures: dict[str, Any], fields: str, precision: float, recall: float
) -> None:
    assert share(figures["precision"][fields]) >= precision
    assert share(figures["recall"][fields]) >= recall


def test_requests_are_few(figures: dict[str, Any]) -> None:
    requests = [
        mean["value"] for name, mean in figures["speeds"].items() if name.startswith("requests")
    ]
    assert max(requests) <= 0.27
