"""Whether a record is worth showing beside a reference that was not found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.pairs import CITED, RECORD

from refcheck.compare.same_work import resembles
from refcheck.model.record import PersonName


@pytest.mark.parametrize(
    ("change", "resembling"),
    [
        ({}, True),
        ({"title": "On something else entirely", "pages": "1-9"}, True),  # the author
        ({"authors": (PersonName(family="Zhang", initials="Q"),), "pages": "1-9"}, True),
        (
            {
                "title": "On something else entirely",
                "authors": (PersonName(family="Zhang", initials="Q"),),
                "pages": "1-9",
            },
            False,
        ),
    ],
)
def test_a_record_that_agrees_in_nothing_is_not_worth_showing(
    change: dict[str, Any], resembling: bool
) -> None:
    assert resembles(CITED, replace(RECORD, **change)) is resembling
