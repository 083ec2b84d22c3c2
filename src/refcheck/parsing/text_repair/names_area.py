"""How far the names at the beginning of a reference string can go."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refcheck.parsing.thresholds import NAMES_AREA_CHARACTERS, SENTENCE_WORD_LETTERS
from refcheck.parsing.words import AND_WORDS, NAME_SUFFIXES
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.names import PARTICLES
from refcheck.text.words import word_set

__all__ = ["ends_with_initials", "names_area"]

_EDGE: Final = " \t,;.&/()[]*†‡§'’\"–—-"
_ENDS: Final = frozenset(":?!")
_INITIALS_END: Final = lazy_regex(
    r"[^\W\d_a-z]{1,4}[.,;]{0,2}\s{0,2}(?:(?:Jr|Sr|I{2,3}|IV|\d(?:nd|rd|th))[.,;]{0,2}\s{0,2})?$"
)
# Small words that are within titles and degrees of persons: "Dr. med.", "on behalf of".
_SMALL: Final = PARTICLES | AND_WORDS | word_set("und med phil rer nat habil dent vet univ hon")


@lru_cache(maxsize=2)  # each repair asks for that of the same text
def names_area(text: str) -> int:
    """Returns the place where the first word begins that cannot be part of a list of names.

    A name has a capital, or letters without case; a word in small letters, a number, or a full stop
    after a whole word ends the list.
    """
    end = -1
    for piece in text[:NAMES_AREA_CHARACTERS].split(" "):
        start = end + 1
        end = start + len(piece)
        if piece.isalpha() and piece[0].isupper():  # most are, and need no closer look
            continue
        core = piece.strip(_EDGE)
        if not (core.isalpha() and core[0].isupper()) and not _is_of_name(core):
            return start
        if piece[-1:] in _ENDS or (
            piece[-1:] == "." and len(core) >= SENTENCE_WORD_LETTERS and not core.isupper()
        ):
            return end
    return min(len(text), NAMES_AREA_CHARACTERS)


def _is_of_name(core: str) -> bool:
    if not core:
        return True
    if core[0].isdigit():
        return core in NAME_SUFFIXES
    if any(map(str.isdigit, core)):
        return False
    if core[0] != core[0].lower() or core[0] == core[0].upper():
        return True
    first, apostrophe, rest = core.replace("’", "'").replace("-", "'").partition("'")
    return core in _SMALL or bool(apostrophe and len(first) <= 3 and rest[:1].isupper())


def ends_with_initials(names: str) -> bool:
    """Returns whether a text ends with somebody's initials: "Smith AB", "Smith, A. B., Jr.,"."""
    return _INITIALS_END.search(names[-40:]) is not None
