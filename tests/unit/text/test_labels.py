"""The numbers that labels print."""

from __future__ import annotations

import pytest

from refcheck.text.labels import label_number, label_numbers, lower_digits


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("12.", 12),
        ("[12]", 12),
        ("¹²", 12),
        ("12a", 12),
        ("[^12]", 12),
        ("[BAD10]", None),
        ("1-2", None),
        ("[a]", None),
        ("", None),
        (None, None),
    ],
)
def test_a_label_prints_one_number_or_none(label: str | None, number: int | None) -> None:
    assert label_number(label) == number


def test_every_number_of_a_label_is_told_as_it_is_printed() -> None:
    assert label_numbers("[03]–[5]") == ["03", "5"]
    assert label_numbers(None) == []


def test_raised_digits_keep_their_places() -> None:
    assert lower_digits("¹²⁻⁴ x") == "12-4 x"
