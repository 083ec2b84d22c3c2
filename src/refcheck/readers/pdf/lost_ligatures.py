"""Ligatures that a PDF maps to no character: which one it was, by the letters around it.

Old versions of Chrome write all ligatures of a font as U+FFFE or U+FFFD: "signi?cant", "e?ect".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["LOST", "with_ligatures"]

LOST: Final = frozenset("\ufffe\ufffd")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]{0,12}\Z")
_WORD_AFTER: Final = re.compile(r"[^\W\d_]{0,12}")
_LEAST_LETTERS: Final = 3  # of a word around a ligature
_LONG_PIECE: Final = 5  # letters that show a ligature amid a word: "Mfiller" is none
# Pieces of frequent words with each ligature, of English and of what other languages share. The
# longest that a word has with a ligature tells it; "fi" is half of all.
_PIECES: Final = (
    (
        "fi",
        "ific ified profile ifica ifier ifies ifying file film final financ find finger "
        "finit firm first fish fit fitt five fix field fibr fiber fibre fight figur fift "
        "fill filt benefi defin deficien deficit refin confid confirm infinit finish fire "
        "fiction filament",
    ),
    (
        "fl",
        "flow fluid fluor flux flex flat flight influ inflam inflat inflow inflict "
        "conflict reflect reflex reflux deflat fluct fluo flor flood floor flav flag "
        "flank flap flare flash flask flea fleet flesh float flocc flour fluent flush "
        "flutter afflict outflow overflow",
    ),
    (
        "ff",
        "effect effort affect affair differ diffus offer offen offset offspr offlin "
        "suffer staff cutoff buffer stiff scaffold afferen efferen afford coffee tariff "
        "plaintiff cliff puff stuff sheriff effus saffron caffe toffee sniff cuff bluff "
        "affric different efferv",
    ),
    (
        "ffi",
        "efficien efficac coefficient suffici difficult office offici traffick traffic "
        "affinit affirm affili graffiti paraffin suffix difficul griffi",
    ),
    (
        "ffl",
        "effluent affluen baffl muffl shuffl waffl souffl raffl effluv ruffl",
    ),
    (
        "ti",
        "tion ation ction ition ution ntion stion tient tive tial ticle tical tistic "
        "activit multi estig estim particip attitud anti entitled practic article quantit "
        "identit titud tious tinu cutis tissue time title patient statist stics station "
        "attention negativ positiv motiv active critic scientif identif artific",
    ),
    (
        "tt",
        "attent attitud attack better little matter pattern attribut attempt attain "
        "setting cutting committ letter written batter cotton bottom butter",
    ),
)


def with_ligatures(letters: Sequence[str], xs: Sequence[float]) -> tuple[list[str], list[float]]:
    """Returns the letters of a line and their places, lost ligatures as their letters.

    U+FFFE at the end of a line is the hyphen of a broken word.
    """
    text = "".join(letters)
    found: list[str] = []
    places: list[float] = []
    for index, (letter, x) in enumerate(zip(letters, xs, strict=True)):
        if letter not in LOST:
            printed = letter
        elif index + 1 < len(letters):
            printed = _ligature("".join(found[-12:]), letter, text[index + 1 : index + 13])
        else:
            printed = "-" if letter == "\ufffe" else letter
        found += printed
        places += [x] * len(printed)
    return found, places


def _ligature(before: str, lost: str, after: str) -> str:
    """Returns what was between letters of a word: a ligature that makes a known word with them,
    else, of U+FFFE, the most frequent one. U+FFFD may be any character, as in "M?ller" or "5 ?g".
    """
    left, right = _WORD_BEFORE.search(before), _WORD_AFTER.match(after)
    word_before, word_after = left[0] if left else "", right[0] if right else ""
    told = [(_told(word_before, one, word_after, pieces), one) for one, pieces in _PIECES]
    longest, ligature = max(told, key=lambda one: one[0])
    if longest and (lost == "\ufffe" or not word_before or longest >= _LONG_PIECE):
        return ligature
    if lost == "\ufffd":
        return lost
    if len(word_before) + len(word_after) < _LEAST_LETTERS:
        return "-"
    return "fi" if word_after else "ff"


def _told(before: str, ligature: str, after: str, pieces: str) -> int:
    """Returns how long the longest piece is that a word has with a ligature at its place; 0:
    none."""
    word = (before + ligature + after).lower()
    start, end = len(before), len(before) + len(ligature)
    longest = 0
    for piece in pieces.split():
        place = word.find(piece, max(0, end - len(piece)))
        if 0 <= place <= start and place + len(piece) >= end:
            longest = max(longest, len(piece))
    return longest
