"""The lists of the measure of fixes: the same for a seed, and taken apart as they were made."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.accuracy.fixes.files import FORMATS, write_list
from benchmarks.accuracy.fixes.lists import LISTED_STYLES, make_lists
from benchmarks.accuracy.records import load_records

RECORDS = Path(__file__).resolve().parents[3] / "benchmarks" / "accuracy" / "small_records.jsonl"


def test_a_seed_makes_the_same_lists() -> None:
    records = load_records(RECORDS)
    first, again = list(make_lists(records, 300, 1)), list(make_lists(records, 300, 1))
    assert first == again
    assert sum(len(each.items) for each in first) == 300
    assert {each.habit.style for each in first} <= set(LISTED_STYLES)


@pytest.mark.parametrize("suffix", FORMATS)
def test_files_are_taken_apart_as_they_were_made(suffix: str) -> None:
    for number, planted in enumerate(make_lists(load_records(RECORDS), 100, 2), 1):
        file = write_list(planted, number, suffix)
        assert file.blocks_of(file.content) == list(file.wrong)
        assert file.blocks_of(file.with_blocks(file.right)) == list(file.right)
        assert file.blocks_of(file.content + b"more") is None
        for item, right, wrong in zip(planted.items, file.right, file.wrong, strict=True):
            if item.mistake is None:
                assert right == wrong
