"""The journal names the labeller knows: whether the next words are one.

The table (`journals.txt.gz`) holds full titles and abbreviations from CC0 lists and from NLM's own
records, folded and sorted, one a line; see the model card.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

__all__ = ["longest_journal"]

_LONGEST = 14  # words


def longest_journal(words: Sequence[str]) -> int:
    """How many of `words` (lower case, without punctuation) are the longest journal name that
    they begin with; 0 where there is none.

    >>> longest_journal(["j", "affect", "disord", "2014"])
    3
    """
    names = _names()
    length = 0
    key = ""
    for count, word in enumerate(words[:_LONGEST], 1):
        key = f"{key} {word}" if key else word
        place = bisect_left(names, key)
        if place == len(names) or not names[place].startswith(key):
            break
        if names[place] == key:
            length = count
    return length


@cache
def _names() -> list[str]:
    packed = files("refcheck.parsing").joinpath("journals.txt.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8").split("\n")
