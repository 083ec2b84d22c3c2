"""The words of a title that keys are made of, and how frequent each is.

Words are cut to five letters, so that plurals and both spellings of English are one. How frequent
they are is counted once, when an index is begun, and never again: a record and a reference choose
the same rarest words only by the same counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from refcheck.index.records.hashes import hash_of
from refcheck.text.folding import fold

__all__ = ["Frequencies", "Stem", "stem_hash", "stems", "stems_of"]

_LETTERS: Final = 5
_MOST_KNOWN: Final = 500_000
_MOST_WORDS: Final = 60  # of a title; a misread string may have thousands
_LONGEST_TITLE: Final = 2000  # characters
# Too frequent to tell anything, and the first to be left out or changed.
_SMALL_WORDS: Final = """
    a an and are as at be by can de der des die do does du el et for from has have how in into is it
    its la le les of on or that the their this to un und une van von was were what which with
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())


def stems(title: str) -> list[str]:
    """Returns the first letters of the words of a title, each once, in order; small words only
    where there are no others."""
    return stems_of(fold(title[:_LONGEST_TITLE]).split())


def stems_of(words: Sequence[str]) -> list[str]:
    """Returns the same for the folded words of a title."""
    found = dict.fromkeys([word[:_LETTERS] for word in words if word not in _SMALL])
    if not found:
        found = dict.fromkeys([word[:_LETTERS] for word in words])
    return list(found) if len(found) <= _MOST_WORDS else list(islice(found, _MOST_WORDS))


@lru_cache(maxsize=1 << 18)
def stem_hash(stem: str) -> int:
    """Returns the hash of a stem."""
    return hash_of(stem)


class Stem(NamedTuple):
    """A stem as it is ranked: how many titles have it, and its hash."""

    titles: int
    number: int


class Frequencies:
    """How many titles of a sample have a stem. One that is not known is the rarest there is."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._known: dict[str, Stem] = {}

    @classmethod
    def counted(cls, titles: Iterable[str]) -> Frequencies:
        """Returns the frequencies in a sample of titles."""
        counts: Counter[str] = Counter()
        for title in titles:
            counts.update(stems(title))
        return cls({stem: count for stem, count in counts.items() if count > 1})

    @classmethod
    def read(cls, text: str) -> Frequencies:
        """Returns what `written` has written. Raises `ValueError`."""
        counts = {}
        for line in text.splitlines():
            stem, _, count = line.partition("\t")
            counts[stem] = int(count)
        return cls(counts)

    def written(self) -> str:
        """Returns the table as text, a line for each stem."""
        return "".join(f"{stem}\t{count}\n" for stem, count in sorted(self._counts.items()))

    def known(self, found: Sequence[str]) -> list[Stem]:
        """Returns stems with how frequent they are."""
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        result = []
        for stem in found:
            one = known.get(stem)
            if one is None:
                one = known[stem] = Stem(self._counts.get(stem, 0), stem_hash(stem))
            result.append(one)
        return result

    @staticmethod
    def rarest(known: Sequence[Stem], most: int) -> list[int]:
        """Returns the hashes of the rarest stems, the rarest first; of equal ones in the order of
        their hashes."""
        return [stem.number for stem in sorted(known)[:most]]
