"""Names of journals that leave out words: whether one is a run of the words of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from refcheck.compare.journals.abbreviations import is_abbreviated
from refcheck.compare.journals.forms import Words, cited_forms, name_forms
from refcheck.compare.thresholds import (
    JOURNAL_LENGTH,
    LOOSE_WORD_LETTERS,
    LOOSE_WORD_SHARE,
    ONE_WORD_LETTERS,
)

__all__ = ["shortens"]

_LEAST_WORDS = 2  # one word is not a shorter name of several: "Cancer" is not "Cancer Cytopathol"
_CITIES = frozenset({"lond", "london"})  # "Philos Trans R Soc B": NLM has "... R Soc Lond B"
_INNER_WORDS = 3  # so many are one where they are not the first: "Am J Roentgenol"


def shortens(cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether a cited name is a run of the words of a recorded one, or the other way round,
    each word in full or abbreviated.

    "Environ Sci Pollut Res" leaves out "Int", "G3: Genes, Genomes, Genetics" says what "G3" is, and
    "Sci World J" writes apart what "ScientificWorldJournal" writes as one. Whether such a name is
    of another journal has to be asked elsewhere.
    """
    return _shortens(cited[:JOURNAL_LENGTH], tuple(name[:JOURNAL_LENGTH] for name in recorded))


@lru_cache(maxsize=4096)
def _shortens(cited: str, recorded: tuple[str, ...]) -> bool:
    ours = [form.core for form in cited_forms(cited) if form.core]
    theirs = [form.core for name in recorded for form in name_forms(name) if form.core]
    return any(
        _leaves_out(one, other)
        or _leaves_out(other, one)
        or _goes_on(one, other)
        or _is_apart(one, other)
        or _is_apart(other, one)
        for one in ours
        for other in theirs
    )


def _leaves_out(short: Words, long: Words) -> bool:
    """Returns whether words are left out before or after a run of words. Without a word within, it
    is a different name: "J Psychiatry" is not "J Clin Psychiatry"."""
    long = tuple(word for word in long if word not in _CITIES or word in short)
    if not _LEAST_WORDS <= len(short) <= len(long):
        return False
    last = len(long) - len(short) if len(short) >= _INNER_WORDS else 0
    return any(all(map(_fits, short, long[at:])) for at in range(last + 1))


def _goes_on(cited: Words, recorded: Words) -> bool:
    """Returns whether a name goes on after a recorded one of a single word: a subtitle."""
    return len(recorded) == 1 < len(cited) and cited[0] == recorded[0] and len(cited[0]) > 1


def _fits(one: str, other: str) -> bool:
    """Returns whether one word abbreviates another, also by any letters of it: "phcog",
    "pharmacognosy"."""
    if is_abbreviated(one, other):
        return True
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return (
        LOOSE_WORD_LETTERS <= len(short) <= LOOSE_WORD_SHARE * len(long)
        and short[0] == long[0]
        and all(letter in letters for letter in short)
    )


def _is_apart(apart: Sequence[str], one: Words) -> bool:
    """Returns whether several words are one word, each cut: "sci world j",
    "scientificworldjournal"."""
    if len(one) != 1 or len(one[0]) < ONE_WORD_LETTERS or not 1 < len(apart) <= len(one[0]):
        return False
    place, word = 0, one[0]
    for at, part in enumerate(apart):
        found = word.find(part, place)
        if found < 0 or (at == 0 and found != 0):
            return False
        place = found + len(part)
    return re.fullmatch(r"[a-z]*", word) is not None and len(apart[0]) > 1
