"""Numbers as lists print them: digits, letters, Roman numerals."""

from __future__ import annotations

from typing import Final

__all__ = ["format_number", "letters", "roman"]

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def format_number(number: int, form: str) -> str:
    """Returns a number in one of the forms that Word and OpenDocument count in.

    >>> format_number(4, "lowerRoman"), format_number(28, "upperLetter"), format_number(7, "x")
    ('iv', 'BB', '7')
    """
    match form:
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter" if 0 < number <= 780:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if 0 < number < 4000:
            return roman(number).upper() if form == "upperRoman" else roman(number)
        case "none":
            return ""
        case _:
            return str(number)


def letters(number: int) -> str:
    """Returns a number as browsers count in letters, where "aa" follows "z" and "ab" follows
    "aa"."""
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def roman(number: int) -> str:
    """Returns a number in small Roman numerals."""
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written
