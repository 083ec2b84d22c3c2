"""Numbers as lists print them."""

from __future__ import annotations

import pytest

from refcheck.readers.list_numbers import format_number, letters, roman


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (781, "lowerLetter", "781"),
        (0, "upperLetter", "0"),
        (1999, "lowerRoman", "mcmxcix"),
        (4, "upperRoman", "IV"),
        (4000, "upperRoman", "4000"),
        (5, "none", ""),
        (5, "chineseCounting", "5"),
    ],
)
def test_forms_of_word(number: int, form: str, text: str) -> None:
    assert format_number(number, form) == text


@pytest.mark.parametrize(("number", "text"), [(1, "a"), (26, "z"), (27, "aa"), (28, "ab")])
def test_letters_of_browsers(number: int, text: str) -> None:
    assert letters(number) == text


@pytest.mark.parametrize(("number", "text"), [(1, "i"), (49, "xlix"), (3999, "mmmcmxcix")])
def test_roman_numerals(number: int, text: str) -> None:
    assert roman(number) == text
