"""The words that a work is searched for by, and which of the records found are its own.

What a search asks for is written in its text, so that the text alone says which records it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from refcheck.model.record import Contributor, GroupName
from refcheck.text.folding import fold

__all__ = ["family_of", "likeliest", "rarest_pairs", "tagged", "title_words"]

_LONGEST_TITLE: Final = 1_000  # characters; a misread string may be longer
_MOST_WORDS: Final = 10
_LONGEST_WORD: Final = 40
# Neither searched for by catalogues, nor of any use: "not", "and" and "or" would be operators.
_STOP_WORD_LIST: Final = """
    a an and are as at but by das de del den der des di die du ein eine el for from how il in into
    is it la las le les lo los not of on or per sur that the their this to und und una une vom von
    was what when which with within y zur
"""
_STOP_WORDS: Final = frozenset(_STOP_WORD_LIST.split())
_MOST_OWN: Final = 20  # records for one work: a book has fewer editions
_LEAST_SHARE: Final = 0.5  # of the words of the title, where the author is the same
_LEAST_SHARE_ALONE: Final = 0.75  # of them, where nothing else is


def title_words(title: str | None, most: int = _MOST_WORDS) -> tuple[str, ...]:
    """Returns the words of a title that it can be searched for by, in order; none of a title in
    another alphabet."""
    words = fold((title or "")[:_LONGEST_TITLE]).split()
    kept = (
        word
        for word in words
        if 1 < len(word) <= _LONGEST_WORD and word.isascii() and word not in _STOP_WORDS
    )
    return tuple(dict.fromkeys(kept))[:most]


def family_of(names: Iterable[Contributor]) -> str | None:
    """Returns the last word of the first person's family name; None where it is a group, or not in
    Latin letters."""
    first = next(iter(names), None)
    if first is None or isinstance(first, GroupName):
        return None
    words = fold(first.family[:_LONGEST_TITLE]).split()
    return words[-1] if words and words[-1].isascii() and len(words[-1]) > 1 else None


def rarest_pairs(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Returns the two longest words, which are the rarest, and the next two where there are any:
    one wrong word is in one of the pairs alone."""
    longest = sorted(words, key=len, reverse=True)
    pairs = (longest[:2], longest[2:4])
    return tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)


def likeliest(
    items: Sequence[Mapping[str, Any]],
    words: Sequence[str],
    author: str | None,
    texts_of: Mapping[int, tuple[Iterable[str], Iterable[str]]],
) -> list[Mapping[str, Any]]:
    """Returns the items that may be the work, the likeliest first.

    `texts_of` has the titles and the names of each item, by its place.
    """
    ranked: list[tuple[float, int]] = []
    for place in range(len(items)):
        titles, names = texts_of[place]
        share = max((_share(words, title) for title in titles), default=0.0)
        same = author is not None and any(author in fold(name).split() for name in names)
        if share >= (_LEAST_SHARE if same else _LEAST_SHARE_ALONE):
            ranked.append((share + 0.5 * same, place))
    ranked.sort(key=lambda each: (-each[0], each[1]))
    return [items[place] for _, place in ranked[:_MOST_OWN]]


def _share(words: Sequence[str], title: str) -> float:
    there = set(fold(title[:_LONGEST_TITLE]).split())
    return sum(word in there for word in words) / len(words) if words else 0.0


def tagged(text: str, tag: str) -> Iterator[str]:
    """Yields the words of a search that have a tag ("[Title]")."""
    for found in re.finditer(rf"([^\W_]{{1,60}})\[{tag}\]", text):
        yield found[1]
