"""The numbers that labels and markers print: "[12]", "12.", a raised 12."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["label_number", "label_numbers", "label_part", "lower_digits"]

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_DIGITS: Final = re.compile(r"\d{1,6}")
_WORD: Final = re.compile(r"[^\W\d_]{2}")


_PART: Final = re.compile(r"\d\W{0,4}\(([a-z])\)")


def lower_digits(text: str) -> str:
    """A text with its raised digits and minus signs written on the line, character by character."""
    return text.translate(_RAISED)


def label_numbers(label: str | None) -> list[str]:
    """The numbers in a label, as it prints them; none for None."""
    return _DIGITS.findall(lower_digits(label or ""))


def label_part(label: str | None) -> str | None:
    """The letter of a work in an entry of several ("b" of "1. (b)"); None where it has none."""
    found = _PART.search(label or "")
    return found[1] if found else None


def label_number(label: str | None) -> int | None:
    """The number that a label prints; None where it prints none, several, or words."""
    text = lower_digits(label or "")  # a raised digit counts among the letters of a pattern
    numbers = _DIGITS.findall(text)
    return int(numbers[0]) if len(numbers) == 1 and not _WORD.search(text) else None
