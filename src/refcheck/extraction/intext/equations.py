"""The numbers of equations, which look like citations: "E = m c^2     (4)"."""

from __future__ import annotations

from typing import Final

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.thresholds import EQUATION_CHARACTERS, EQUATION_INDENT, EQUATION_WORDS
from refcheck.text.patterns import lazy_regex

__all__ = ["equation_numbers", "is_equation_number"]

_AT_LINE_END: Final = lazy_regex(r"[(\[](\d{1,3})[a-z]?[)\]](?=[ \t]{0,20}(?:\n|\Z))")
_REST_OF_LINE: Final = lazy_regex(r"[ \t.,;]{0,20}(?:\r?\n|\Z)")
_MATHS: Final = lazy_regex(r"[=<>≤≥≈≡∝∼~→↔⇌+∑∫∂√±×·^∞∈]|\\[a-z]{2,10}\b|\s[-−/*]\s")
_WORD: Final = lazy_regex(r"[^\W\d_]{4,}")
_GAP: Final = lazy_regex(r"(?:\t| {3,})[.,;]?\s{0,3}\Z")
_SENTENCE: Final = lazy_regex(r"[^\W\d_]{2,}[.;:]\s{1,2}[A-Z][a-z]")


def is_equation_number(text: str, start: int, end: int) -> bool:
    """Returns whether a number in brackets ends the line of an equation."""
    if _REST_OF_LINE.match(text, end, end + 30) is None:
        return False
    begin = text.rfind("\n", max(0, start - EQUATION_CHARACTERS), start) + 1
    if begin == 0 and start > EQUATION_CHARACTERS:
        return False
    before = text[begin:start]
    if not before.strip():  # alone at the right margin
        return len(before.expandtabs(8)) >= EQUATION_INDENT
    if _MATHS.search(before) is None or _SENTENCE.search(before):
        return False
    words = len(_WORD.findall(before))
    return words <= EQUATION_WORDS or (
        _GAP.search(before) is not None and words <= 3 * EQUATION_WORDS
    )


def equation_numbers(body: BodyText) -> frozenset[int]:
    """Returns the numbers that equations have: the text may refer to them ("from (4) and (5)")."""
    return frozenset(
        int(found[1])
        for found in body.find(_AT_LINE_END)
        if is_equation_number(body.text, *found.span())
    )
