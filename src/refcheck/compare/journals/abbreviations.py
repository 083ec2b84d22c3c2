"""Words of names in full and abbreviated: whether one can stand for the other, or is a typo of it.

No list of abbreviations is needed: ISO 4 shortens a word by cutting its end ("affect" for
"affective") or letters within ("natl", "jpn"), and never its beginning or the order of its letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from refcheck.compare.thresholds import (
    CONTRACTION_HEAD,
    CONTRACTION_LETTERS,
    LONG_ABBREVIATION,
    TWO_TYPOS_LETTERS,
    TYPO_ABBREVIATION_LEAST,
    TYPO_ABBREVIATION_SURE,
    UMLAUT_WORD_LETTERS,
)
from refcheck.text.english import with_american_vowels
from refcheck.text.patterns import has_any, lazy_regex

__all__ = ["Fit", "Writings", "fit", "initials", "is_abbreviated"]

# All that is known of one word of a name, the longest first: ("affective", "affect").
Writings = tuple[str, ...]

_OUR = lazy_regex(r"our(?=$|s$|al$|ed$|ing$)")  # not "journal"
_SPELT_OUT = lazy_regex(r"(?<=[aou])e(?=[a-z]{2})")  # "Zuechtung", "Arztl" and "Aerztl"
_UMLAUTS = ("ae", "oe", "ue")  # one of these is in whatever it finds
_VOWELS = "aeiouy"


class Fit(IntEnum):
    """How a cited word agrees with a word of a name, the best first."""

    SAME = 0
    TYPO = 1
    OTHER = 2


@lru_cache(maxsize=32768)
def fit(word: str, known: Writings, *, in_full: bool, shortened: bool) -> Fit:
    """Returns how a cited word agrees with a word of a name.

    `in_full` says that the longest writing is the whole word, so that nothing can be longer;
    `shortened`, that the cited name is shorter or longer as a whole, so that a letter's
    difference at the end of a word is not a typo ("Cell" for "Cells").
    """
    if word in known:
        return Fit.SAME
    spelling, plain = _spelling(word), _plain(word)
    for each in known:
        if spelling == _spelling(each) or plain == _plain(each):
            return Fit.SAME
    full = known[0]
    if len(plain) < len(word) and _plain(full).startswith(plain):
        return Fit.SAME
    if full.startswith(word):
        return _fit_cut(word, known, in_full=in_full, shortened=shortened)
    if word.startswith(full) and not in_full:
        return Fit.SAME if shortened or len(word) - len(full) > 1 else Fit.TYPO
    if any(_is_nearly(word, each) for each in known):
        return Fit.TYPO
    if _is_contraction(word, full):
        return Fit.TYPO if _is_spoilt(word, full, known[1:]) else Fit.SAME
    if is_abbreviated(word, full) and (len(word) < len(full) or not in_full):
        return Fit.SAME
    return Fit.TYPO if _is_abbreviation_typo(word, full) else Fit.OTHER


def _fit_cut(word: str, known: Writings, *, in_full: bool, shortened: bool) -> Fit:
    """Returns how the beginning of a word agrees with it.

    A letter less than the whole word, or than its usual abbreviation, is a typo ("Re" of "Rev",
    "Physio" of "Physiol"); but older abbreviations do without the "r" of "Pediatr", and a name that
    is shortened may leave out a plural.
    """
    lost = [each for each in known if len(each) - len(word) == 1 and each.startswith(word)]
    if not lost or lost[0].endswith("tr"):
        return Fit.SAME
    if lost[0] != known[0] or not shortened:
        return Fit.TYPO
    plural = known[0].endswith(("s", "y")) and not known[0].endswith("ss")
    is_never_cut = in_full and len(known) == 1 and not plural
    return Fit.TYPO if is_never_cut else Fit.SAME


@lru_cache(maxsize=16384)
def _spelling(word: str) -> str:
    """Returns a word in American spelling, and with "f" for "ph": "Sulphur", "Farmacologia"."""
    word = with_american_vowels(word)
    if "our" in word:
        word = _OUR.sub("or", word)
    return word.replace("ise", "ize").replace("ph", "f")


def _plain(word: str) -> str:
    """Returns a long word without the "e" of umlauts that are spelt out: "zuchtung" for
    "zuechtung"."""
    if len(word) < UMLAUT_WORD_LETTERS or not has_any(word, _UMLAUTS):
        return word
    return _SPELT_OUT.sub("", word)


@lru_cache(maxsize=16384)
def is_abbreviated(one: str, other: str) -> bool:
    """Returns whether one word can be an abbreviation of the other, or both are the same.

    By truncation ("affect", "affective"; "psychiat", "psychiatry") or by contraction ("natl",
    "national"). "Psychol" and "psychiatr" are neither.
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if long.startswith(short) or _spelling(long).startswith(_spelling(short)):
        return True
    return _is_contraction(short, long)


def _is_contraction(short: str, long: str) -> bool:
    """Returns whether letters were left out within: "natl", "dtsch", "jpn", "va", but not "neurol"
    out of "neuropsychological"."""
    if short[0] != long[0] or len(long) - len(short) < CONTRACTION_LETTERS or len(short) < 2:
        return False
    if len(short) > LONG_ABBREVIATION:  # "Unfallheilkd" for "Unfallheilkunde"
        return (
            long.startswith(short[:-2])
            and short[-1] in long[-2:]
            and short[-2] in long[len(short) - 2 :]
        )
    letters = iter(long)
    if long.startswith(short[:CONTRACTION_HEAD]) or not all(letter in letters for letter in short):
        return False
    if len(short) == 2:
        return short[0] not in _VOWELS and short[1] == long[-1]
    return short[-1] in long[-2:] or not set(short[1:]) & set("aeiou")


def _is_spoilt(word: str, full: str, abbreviations: Sequence[str]) -> bool:
    """Returns whether what may be a contraction is a usual abbreviation with a wrong letter:
    "opinn" of "opin", "rew" of "rev"; but "intl" is as good as "int"."""
    ended = {each + full[-1] for each in abbreviations if each[-1] != full[-1]}
    return word not in ended and any(_distance(word, each, most=1) <= 1 for each in abbreviations)


@lru_cache(maxsize=16384)
def _is_nearly(one: str, other: str) -> bool:
    """Returns whether two words differ by a typo that makes no other word of the field:
    "afect" and "affect", "clni" and "clin"; never "neurosci" and "neurol", "nurs" and "nutr"."""
    shortest, longest = sorted((len(one), len(other)))
    if shortest < TYPO_ABBREVIATION_LEAST:
        return False
    if shortest < TYPO_ABBREVIATION_SURE:
        lost = shortest == TYPO_ABBREVIATION_SURE - 1 and len(other) > len(one)  # "bhav" of "behav"
        if not lost and sorted(one) != sorted(other):
            return False
    allowed = 2 if longest > TWO_TYPOS_LETTERS and shortest >= TYPO_ABBREVIATION_SURE else 1
    return _distance(one, other, most=allowed) <= allowed


def _distance(one: str, other: str, *, most: int) -> int:
    """Returns how many typos make one word of the other, as far as they are no more than `most`."""
    # To find a journal by its name needs none of it, and loading it is a tenth of the parser's.
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most)


def _is_abbreviation_typo(word: str, full: str) -> bool:
    """Returns whether an abbreviation has a typo: "inaect" for "infect" of "infectious"."""
    return len(word) < len(full) and any(
        _is_nearly(word, full[:size]) for size in range(len(word) - 1, len(word) + 2)
    )


def initials(name: Sequence[str]) -> str:
    """Returns the first letters of words."""
    return "".join(word[0] for word in name)
