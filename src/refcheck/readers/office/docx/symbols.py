"""The characters that Word writes as a code of a font (`<w:sym>`)."""

from __future__ import annotations

from typing import Final

__all__ = ["symbol"]

_GREEK: Final = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"  # Word's Symbol font, "a" to "z"
_SYMBOLS: Final = {0xB1: "±", 0xB0: "°", 0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xD7: "·"}


def symbol(char: str, font: str) -> str:
    """Returns the character that a code in hexadecimal digits stands for; empty where it is
    unknown."""
    try:
        code = int(char, 16) & 0xFFFF
    except ValueError:
        return ""
    if 0xF000 <= code < 0xF100:
        code -= 0xF000
        if "symbol" in font.lower() or code >= 0x80:
            return _of_symbol_font(code)
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _of_symbol_font(code: int) -> str:
    """Returns a character of Word's Symbol font."""
    if ord("a") <= code <= ord("z"):
        return _GREEK[code - ord("a")]
    if ord("A") <= code <= ord("Z"):
        return _GREEK[code - ord("A")].upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    return chr(code) if 0x20 <= code < 0x7F else ""
