"""The words of a title that keys are made of, and how frequent each is.

Words are cut to five letters, so that plurals and both spellings of English are one. How frequent
they are is counted once, when an index is begun, and never again: a record and a reference choose
the same rarest words only by the same counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from refcheck.index.records.hashes import hash_of
from refcheck.text.folding import fold

__all__ = ["LONGEST_TITLE", "Frequencies", "Stem"]

_LETTERS: Final = 5
_MOST_KNOWN: Final = 1 << 17  # words, 25 MB
_MOST_WORDS: Final = 60  # of a title; a misread string may have thousands
LONGEST_TITLE: Final = 2000  # characters
# Too frequent to tell anything, and the first to be left out or changed.
_SMALL_WORDS: Final = """
    a an and are as at be by can de der des die do does du el et for from has have how in into is it
    its la le les of on or that the their this to un und une van von was were what which with
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())


def _stems_of(title: str) -> list[str]:
    """Returns the first letters of the words of a title, each once, in order; small words only
    where there are no others."""
    words = fold(title[:LONGEST_TITLE]).split()
    found = dict.fromkeys([word[:_LETTERS] for word in words if word not in _SMALL])
    if not found:
        found = dict.fromkeys([word[:_LETTERS] for word in words])
    return list(islice(found, _MOST_WORDS))


class Stem(NamedTuple):
    """A stem as it is ranked: how many titles have it, its hash, and its bit of 64."""

    titles: int
    number: int
    bit: int


class _Words(dict[str, Stem | None]):
    """The stem of each word, worked out when it first comes; None for small words."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def __missing__(self, word: str) -> Stem | None:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = self[word] = None if word in _SMALL else self.stem(word[:_LETTERS])
        return found

    def stem(self, stem: str) -> Stem:
        """Returns a stem as it is ranked."""
        number = hash_of(stem)
        return Stem(self._counts.get(stem, 0), number, 1 << (number >> 58))


class Frequencies:
    """How many titles of a sample have a stem. One that is not known is the rarest there is."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._words = _Words(counts)

    @classmethod
    def counted(cls, titles: Iterable[str]) -> Frequencies:
        """Returns the frequencies in a sample of titles."""
        counts = Counter(chain.from_iterable(map(_stems_of, titles)))
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

    def stems(self, words: Sequence[str]) -> list[Stem]:
        """Returns the stems of the folded words of a title with how frequent they are: each once,
        in order; small words only where there are no others."""
        known = self._words
        found = dict.fromkeys([known[word] for word in words])
        ranked = [stem for stem in found if stem is not None]
        if not ranked:
            ranked = [known.stem(cut) for cut in dict.fromkeys(word[:_LETTERS] for word in words)]
        return ranked[:_MOST_WORDS]

    @staticmethod
    def rarest(known: Sequence[Stem], most: int) -> list[int]:
        """Returns the hashes of the rarest stems, the rarest first; of equal ones in the order of
        their hashes."""
        return [stem.number for stem in sorted(known)[:most]]
