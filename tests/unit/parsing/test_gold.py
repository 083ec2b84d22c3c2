"""The floors of accuracy on a small labelled set. They are only ever raised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import FIELDS, FieldScores, evaluate
from refcheck.formats.csl import to_csl
from refcheck.parsing import parse

GOLD = Path(__file__).parents[2] / "golden/parse/gold.jsonl"
FLOORS = {
    "all": (0.995, 0.975),
    "nlm": (1.0, 1.0),
    "nlm-all-pmid": (1.0, 1.0),
    "bmj": (1.0, 1.0),
    "apa": (1.0, 1.0),
    "harvard": (1.0, 1.0),
    "chapters": (0.94, 0.80),
    "books": (1.0, 1.0),
    "others": (1.0, 1.0),
    "cse": (1.0, 1.0),
    "gbt": (1.0, 1.0),
    "gost": (1.0, 1.0),
    "mhra": (1.0, 1.0),
    "numbered": (1.0, 1.0),
    "scholar-chicago": (1.0, 1.0),
    "spanish": (1.0, 1.0),
}


@pytest.fixture(scope="module")
def tallies() -> dict[str, FieldScores]:
    entries = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    items = [to_csl(parse(entry["raw"]).record) for entry in entries]
    return evaluate(entries, items)


@pytest.mark.parametrize("name", FLOORS)
def test_the_floors_hold(tallies: dict[str, FieldScores], name: str) -> None:
    macro, whole = FLOORS[name]
    shown = {field: tallies[name].f1(field) for field in FIELDS}
    assert tallies[name].macro_f1 >= macro, shown
    assert tallies[name].share_whole >= whole, shown


def test_the_set_is_large_and_varied(tallies: dict[str, FieldScores]) -> None:
    assert tallies["all"].references >= 250
    assert len(tallies) > 28
