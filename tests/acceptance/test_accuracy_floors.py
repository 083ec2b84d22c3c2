"""The accuracy benchmark in small: facts of 273 real records, and floors that may only rise.

The figures that are reached on many more records are in docs/development/accuracy.md. A change
that lowers a floor here makes refcheck worse at what it is for.
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


def measured(references: int, *options: str) -> dict[str, Any]:
    """The figures of a run. The service and refcheck are processes of their own."""
    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "--references", str(references), *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """References in the mixture of real life, but with more made-up ones and other works."""
    options = ("--seed", "1", "--invented", "0.15", "--outside", "0.1", "--real-forms", "0")
    return measured(600, *options)


@pytest.fixture(scope="module")
def one_article() -> dict[str, Any]:
    """One list of thirty, checked by itself."""
    return measured(30, "--seed", "2", "--length", "30", "--real-forms", "0")


def share(rate: dict[str, Any]) -> float:
    """A rate's value."""
    return float(rate["hits"] / rate["total"])


def requests(figures: dict[str, Any]) -> float:
    """Requests per reference, with an empty cache."""
    (mean,) = (
        mean["value"] for name, mean in figures["speeds"].items() if name.startswith("requests")
    )
    return float(mean)


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("right record, of the real ones", 0.99),
        ("invented: not matched", 1.0),
        ("invented: flagged as suspect", 0.94),
        ("other works: unchecked", 0.95),
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
        ("other works called suspect", 0.0),
        ("correct references with an alarm", 0.006),
    ],
)
def test_little_goes_wrong(figures: dict[str, Any], measure: str, ceiling: float) -> None:
    assert share(figures["rates"][measure]) <= ceiling


@pytest.mark.parametrize(
    ("fields", "precision", "recall"),
    [("author, year, journal", 0.985, 0.97), ("six fields", 0.985, 0.97)],
)
def test_planted_errors_are_reported(
    figures: dict[str, Any], fields: str, precision: float, recall: float
) -> None:
    assert share(figures["precision"][fields]) >= precision
    assert share(figures["recall"][fields]) >= recall


def test_lists_that_are_in_order_raise_no_alarm(figures: dict[str, Any]) -> None:
    assert sum(figures["document_alarms"].values()) <= 1


def test_requests_are_few(figures: dict[str, Any], one_article: dict[str, Any]) -> None:
    assert requests(figures) <= 0.08
    assert requests(one_article) <= 0.25
