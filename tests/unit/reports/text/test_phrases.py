"""Words and numbers of the text report."""

from __future__ import annotations

import pytest

from refcheck.model.report import LookupStatus
from refcheck.reports.text.phrases import counted, number_list, unchecked


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([], ""),
        ([3], "3"),
        ([1, 2], "1, 2"),
        ([1, 2, 3], "1-3"),
        ([1, 3, 4, 5, 9, 10], "1, 3-5, 9, 10"),
    ],
)
def test_number_list(numbers: list[int], shown: str) -> None:
    assert number_list(numbers) == shown


def test_a_list_without_end_is_cut() -> None:
    assert number_list(range(0, 4000, 2)).endswith("116, 118 and 1,940 more")


def test_counted() -> None:
    assert counted(1, "reference") == "1 reference"
    assert counted(0, "reference") == "0 references"
    assert counted(1200, "reference") == "1,200 references"


def test_why_a_reference_is_unchecked_names_the_source() -> None:
    assert unchecked(LookupStatus.UNAVAILABLE, "The Index") == "The Index could not be searched"
    assert unchecked(LookupStatus.OUT_OF_SCOPE, "PubMed") == "not covered by PubMed"
