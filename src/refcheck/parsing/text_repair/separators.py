"""Brings what is between two authors into one of the forms that the parser knows."""

from __future__ import annotations

import re
from typing import Final

from refcheck.parsing.plain.names import CAPITAL, FAMILY, INITIALS, PARTICLES
from refcheck.parsing.text_repair.names_area import names_area
from refcheck.text.patterns import lazy_regex

__all__ = ["plain_separators"]

_CAPITALS: Final = (
    rf"(?:(?i:{PARTICLES})[\s'’]){{0,3}}(?:[A-Z]['’])?{CAPITAL}{{2,}}"
    rf"(?:[-'’\s]{CAPITAL}{{2,}}){{0,2}}"
)
_PERSON: Final = rf"(?:{FAMILY}|{_CAPITALS})(?P<comma>,)?\s(?:{INITIALS}|{CAPITAL}{{1,3}}\b)"
_NEXT: Final = _PERSON.replace("(?P<comma>,)?", "(?(comma),)")
_DASH: Final = r"\s[-–—]\s"
# Three persons or more, whatever follows; two before a sign that ends a list, for "Rossi A. -
# Vitamin D. Gut" is one. "et al" may be parted in the same way.
_BY_DASHES: Final = lazy_regex(
    rf"{_PERSON}{_DASH}{_NEXT}(?:(?:{_DASH}{_NEXT}){{1,400}}(?:{_DASH}(?=et\sal\b))?|{_DASH}(?=et\sal\b)"
    r"|(?=\s?[:,(]))"
)
_INVERTED: Final = lazy_regex(r"[^;,]{2,60},[^;,]{2,60} ; ")
_ANY_DASH: Final = re.compile(_DASH)


def plain_separators(text: str) -> str:
    """Returns a string whose authors are parted by commas or semicolons: those of Italian journals
    are by dashes, those of DIN 1505 have a space before the semicolon.

    >>> plain_separators("ROSSI A. - BIANCHI B.: Sleep - a review. Gut 1999;3:4-5.")
    'ROSSI A., BIANCHI B.: Sleep - a review. Gut 1999;3:4-5.'
    >>> plain_separators("MEIER, Hans ; KUNZ, Eva: Sleep ; mood. Gut 30 (2001), S. 4")
    'MEIER, Hans; KUNZ, Eva: Sleep ; mood. Gut 30 (2001), S. 4'
    """
    if " ; " in text and _INVERTED.match(text):
        area = names_area(text)
        text = text[:area].replace(" ; ", "; ") + text[area:]
    if (" - " in text or " – " in text or " — " in text) and (found := _BY_DASHES.match(text)):
        mark = "; " if found["comma"] else ", "
        text = _ANY_DASH.sub(mark, found[0]) + text[found.end() :]
    return text
