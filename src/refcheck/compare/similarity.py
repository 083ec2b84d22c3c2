"""How similar two words or texts are: typos, and the words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA, Indel

from refcheck.compare.thresholds import (
    COMPARED_WORDS,
    MEDIUM_WORD,
    SHORT_WORD,
    TYPOS_OF_LONG_WORDS,
    TYPOS_OF_MEDIUM_WORDS,
    TYPOS_OF_SHORT_WORDS,
)
from refcheck.text.english import BRITISH_VOWELS
from refcheck.text.folding import folded, squashed, words

__all__ = ["BRITISH_VOWELS", "Segment", "folded", "is_typo", "segments", "squashed", "words"]


class Segment(NamedTuple):
    """A run of words that differs between two texts; one side may be empty.

    `cited_start` and `recorded_start` count words from 0.
    """

    cited: tuple[str, ...]
    recorded: tuple[str, ...]
    cited_start: int
    recorded_start: int


def is_typo(one: str, other: str) -> bool:
    """Returns whether one word can be a typo of the other.

    Letters are wrong, missing, too many or swapped, and the longer the word, the more of them
    ("Rajkumar" and "Rajkumer", "Hasselman" and "Hasselmann"); never the whole word.
    """
    length = max(len(one), len(other))
    if min(len(one), len(other)) == 0:
        return False
    if length <= SHORT_WORD:
        allowed = TYPOS_OF_SHORT_WORDS
    else:
        allowed = TYPOS_OF_MEDIUM_WORDS if length <= MEDIUM_WORD else TYPOS_OF_LONG_WORDS
    allowed = min(allowed, length - 1)
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def segments(cited: Sequence[str], recorded: Sequence[str]) -> Iterator[Segment]:
    """Yields the runs of words in which two texts differ, in their order."""
    cited, recorded = cited[:COMPARED_WORDS], recorded[:COMPARED_WORDS]
    open_cited: list[str] = []
    open_recorded: list[str] = []
    start = (0, 0)
    for code in Indel.opcodes(cited, recorded):
        if code.tag == "equal":
            if open_cited or open_recorded:
                yield Segment(tuple(open_cited), tuple(open_recorded), *start)
            open_cited, open_recorded = [], []
            start = (code.src_end, code.dest_end)
            continue
        open_cited += cited[code.src_start : code.src_end]
        open_recorded += recorded[code.dest_start : code.dest_end]
    if open_cited or open_recorded:
        yield Segment(tuple(open_cited), tuple(open_recorded), *start)
