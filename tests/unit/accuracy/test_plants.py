"""Entries of which half are planted with what language models make up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy.plants import PLANTS, Plants, judge_plants, plants, plants_table
from benchmarks.accuracy.records import load_records, plain, with_journals

ROOT = Path(__file__).resolve().parents[3]
RECORDS = with_journals(load_records(ROOT / "benchmarks" / "accuracy" / "small_records.jsonl"), {})


@pytest.fixture(scope="module")
def made() -> Plants:
    return plants(RECORDS, 400, seed=5)


def reported(made: Plants, *rules: str, severity: str = "error") -> dict[str, Any]:
    """A report that says the same of every entry."""
    findings = [{"rule": rule, "field": "title", "severity": severity} for rule in rules]
    references = [
        {"raw": text, "findings": findings, "verdict": "mismatched"} for text in made.texts.values()
    ]
    return {"documents": [{"references": references}]}


def test_every_kind_is_planted_and_half_are_valid(made: Plants) -> None:
    kinds = list(made.kinds.values())
    assert set(kinds) == {"valid", *PLANTS}
    assert 0.4 < kinds.count("valid") / len(kinds) < 0.6
    assert plants(RECORDS, 400, seed=5) == made
    assert sum(article.text.count("@") for article in made.articles) >= 400


def test_valid_entries_print_titles_of_records_and_planted_ones_differ(made: Plants) -> None:
    titles = {plain(record.title) for record in RECORDS}
    for key, kind in made.kinds.items():
        title = plain(made.texts[key].partition("title = {")[2].partition("},\n")[0])
        if kind == "valid":
            assert title in titles
        if kind in ("near title", "plausible", "conference"):
            assert title not in titles


def test_alarms_on_valid_entries_are_false_and_on_planted_ones_are_found(made: Plants) -> None:
    alarms, errors, look_at = judge_plants(made, reported(made, "title-mismatch"))
    assert alarms["chimera"].value == errors["chimera"].value == 1
    assert all(line.startswith("valid: title-mismatch") for line in look_at)
    assert len(look_at) == alarms["valid"].hits == alarms["valid"].total


def test_silence_misses_all_that_is_planted(made: Plants) -> None:
    for report in (reported(made), reported(made, "journal-form", severity="info")):
        alarms, _, look_at = judge_plants(made, report)
        assert alarms["valid"].hits == 0
        assert len(look_at) == sum(kind != "valid" for kind in made.kinds.values())
    assert "| all planted | 0 /" in plants_table(alarms, alarms)
