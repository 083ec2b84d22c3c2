"""How near two pieces of text are: folded words, slips of the pen, and the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Indel

from refcheck.text.folding import Folded, fold

__all__ = ["BRITISH_VOWELS", "Segment", "folded", "is_slip", "segments", "squashed", "words"]

# "haemorrhage", "oesophagus", "diarrhoea"; but not "aerosol", "gastroenterology", "neuroendocrine"
BRITISH_VOWELS = re.compile(
    r"ae(?!ro)|(?:^|(?<=^f)|(?<=am)|(?<=hom)|(?<=pn))oe|(?<=^c)oe(?=l)|(?<=^man)oe(?=u)|oe(?=a)"
)
# Longer texts are not worth keeping: a reference has 100 to 600 characters, a hostile one millions.
_CACHED_LENGTH = 1200
# Beyond this many words two texts are compared in their beginnings only, which bounds the work.
_COMPARED_WORDS = 400


class Segment(NamedTuple):
    """A stretch of words that two texts have differently; one side may be empty.

    `cited_start` and `recorded_start` count words from 0.
    """

    cited: tuple[str, ...]
    recorded: tuple[str, ...]
    cited_start: int
    recorded_start: int


@lru_cache(maxsize=8192)
def _folded(text: str) -> Folded:
    return fold(text)


@lru_cache(maxsize=8192)
def _squashed(text: str) -> str:
    return _folded(text).replace(" ", "")


def folded(text: str) -> Folded:
    """The same as `fold`, kept for texts that are asked for again."""
    return _folded(text) if len(text) <= _CACHED_LENGTH else fold(text)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(folded(text).split())


def squashed(text: str) -> str:
    """The folded text without spaces: "O'Leary", "O Leary" and "OLeary" are the same."""
    return _squashed(text) if len(text) <= _CACHED_LENGTH else fold(text).replace(" ", "")


def is_slip(one: str, other: str) -> bool:
    """Whether one word can be the other with a slip of the pen.

    One letter wrong, missing, too many or swapped in up to five letters, two in up to nine, three
    beyond ("Rajkumar" and "Rajkumer", "Hasselman" and "Hasselmann"); never the whole word.
    """
    length = max(len(one), len(other))
    if min(len(one), len(other)) == 0:
        return False
    allowed = min(1 if length <= 5 else 2 if length <= 9 else 3, length - 1)
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def segments(cited: Sequence[str], recorded: Sequence[str]) -> Iterator[Segment]:
    """The stretches of words in which two texts differ, in their order."""
    cited, recorded = cited[:_COMPARED_WORDS], recorded[:_COMPARED_WORDS]
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
