"""Which references and documents of two reports are the same, however they are numbered now."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from refcheck.runs.saved_report import SavedDocument, SavedReference
from refcheck.text.folding import fold, squashed

__all__ = ["Pairs", "moved", "pair_documents", "pair_references"]

# The share of words that two texts have in common. A reference of which a field was corrected keeps
# 0.7 and more, two of the same authors in one journal share 0.3, unrelated ones 0.1.
_ALIKE: Final = 0.5
# With the same identifier or key: not another work under a key that was made again.
_RELATED: Final = 0.3
# In per cent of the letters: a text with typos, or without spaces between its words.
_NEARLY_EQUAL: Final = 85.0
_MOST_CHARS: Final = 600
_MOST_CANDIDATES: Final = 30
_LEAST_WORD: Final = 4
_COMMON_WORD: Final = 200  # references; a word of more of them tells nothing


class Pairs(NamedTuple):
    """What belongs together, by places in the old and the new list; and what has no counterpart."""

    both: list[tuple[int, int]]
    removed: list[int]
    added: list[int]


def pair_references(old: Sequence[SavedReference], new: Sequence[SavedReference]) -> Pairs:
    """Returns which references are the same: by their text, key, identifiers, record, or a text
    that is alike. Numbers decide nothing."""
    pairing = _Pairing(
        [fold(one.raw[:_MOST_CHARS]) for one in old], [fold(one.raw[:_MOST_CHARS]) for one in new]
    )
    pairing.in_order([squashed(one.raw) for one in old], [squashed(one.raw) for one in new])
    marks: tuple[Callable[[SavedReference], Hashable], ...] = (
        lambda one: one.key,
        lambda one: one.doi and one.doi.lower(),
        lambda one: one.pmid,
        lambda one: one.matched,
    )
    for mark in marks:
        pairing.by_mark(list(map(mark, old)), list(map(mark, new)))
    pairing.by_likeness()
    return pairing.result()


class _Pairing:
    def __init__(self, old: list[str], new: list[str]) -> None:
        self._old, self._new = old, new
        self._both: list[tuple[int, int]] = []
        self._left = dict.fromkeys(range(len(old)))
        self._right = dict.fromkeys(range(len(new)))

    def result(self) -> Pairs:
        return Pairs(sorted(self._both), list(self._left), list(self._right))

    def in_order(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Pair those with one text, the first with the first."""
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for place in reversed(self._right):
            waiting[new[place]].append(place)
        for place in list(self._left):
            if places := waiting.get(old[place]):
                self._take(place, places.pop())

    def by_mark(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        """Pair those that alone have a mark in their list, if they have something in common."""
        count_old = Counter(old[place] for place in self._left)
        count_new = Counter(new[place] for place in self._right)
        places = {new[place]: place for place in self._right}
        for place in list(self._left):
            mark = old[place]
            if mark and count_old[mark] == count_new[mark] == 1:
                other = places[mark]
                if _likeness(self._old[place], self._new[other]) >= _RELATED:
                    self._take(place, other)

    def by_likeness(self) -> None:
        """Pair those whose texts are alike, the most alike first."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for place in self._right:
            for word in _words(self._new[place]):
                index[word].append(place)
        scored = []
        for place in self._left:
            shared: Counter[int] = Counter()
            for word in _words(self._old[place]):
                if len(index[word]) <= _COMMON_WORD:
                    shared.update(index[word])
            for other, _ in shared.most_common(_MOST_CANDIDATES):
                score = _likeness(self._old[place], self._new[other])
                if score >= _ALIKE:
                    scored.append((-score, place, other))
        for _, place, other in sorted(scored):
            if place in self._left and other in self._right:
                self._take(place, other)

    def _take(self, place: int, other: int) -> None:
        self._both.append((place, other))
        del self._left[place]
        del self._right[other]


def _likeness(one: str, other: str) -> float:
    """Returns how much two folded texts have in common, from 0 to 1."""
    words, others = set(one.split()), set(other.split())
    shared = len(words & others) / max(1, len(words | others))
    letters = ratio(one, other, score_cutoff=_NEARLY_EQUAL) / 100
    return max(shared, letters)


def _words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) >= _LEAST_WORD}


def pair_documents(old: Sequence[SavedDocument], new: Sequence[SavedDocument]) -> Pairs:
    """Returns which documents are the same: by path, then by name, then the last that are left.

    Of the last ones, one on each side, more than half of the references have to be the same.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    both: list[tuple[int, int]] = []
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for place in reversed(right):
        waiting[right[place].path].append(place)
    for place in list(left):
        if places := waiting[left[place].path]:
            both.append((place, places.pop()))
            del left[place], right[both[-1][1]]
    forms: tuple[Callable[[str], str], ...] = (posixpath.normpath, posixpath.basename)
    for form in forms:
        names_old = Counter(form(one.path) for one in left.values())
        names_new = Counter(form(one.path) for one in right.values())
        by_name = {form(one.path): place for place, one in right.items()}
        for place, one in list(left.items()):
            name = form(one.path)
            if names_old[name] == names_new[name] == 1:
                both.append((place, by_name[name]))
                del left[place], right[by_name[name]]
    if len(left) == len(right) == 1:
        (place, one), (other, another) = *left.items(), *right.items()
        if _share_references(one, another):
            return Pairs(sorted([*both, (place, other)]), [], [])
    return Pairs(sorted(both), list(left), list(right))


def _share_references(one: SavedDocument, other: SavedDocument) -> bool:
    texts = Counter(squashed(each.raw) for each in one.references)
    shared = texts & Counter(squashed(each.raw) for each in other.references)
    return 2 * shared.total() > max(len(one.references), len(other.references))


def moved(both: Sequence[tuple[int, int]]) -> set[int]:
    """Returns the old places of those that are in another order now.

    They are as few as possible: all but a longest run that kept its order.
    """
    order = sorted(both)
    ends: list[int] = []  # the least new place that a run of each length can end with
    lasts: list[int] = []  # where in `order` that run ends
    before: list[int] = []
    for index, (_, other) in enumerate(order):
        length = bisect_left(ends, other)
        before.append(lasts[length - 1] if length else -1)
        if length == len(ends):
            ends.append(other)
            lasts.append(index)
        else:
            ends[length], lasts[length] = other, index
    kept: set[int] = set()
    index = lasts[-1] if lasts else -1
    while index >= 0:
        kept.add(order[index][0])
        index = before[index]
    return {place for place, _ in order} - kept
