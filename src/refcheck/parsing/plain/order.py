"""References whose labels cannot be wrong: each field in its place, between its full stops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcheck.parsing.tokens import Token
from refcheck.text.words import word_set

__all__ = ["is_in_plain_order"]

# What such a reference has after its names, each in one piece: "Sleep and mood. Gut. 2010
# Mar;17(4):123-45."
_ORDER: Final = (("title", "CUlINREX"), ("container", "CUlI"), ("year", "Y"))
_LOCATORS: Final = ("volume", "issue", "pages")
_HOSTS: Final = word_set("in")
_INNER: Final = frozenset('.?!;:([„“"”«»')


def is_in_plain_order(tokens: Sequence[Token], labels: Sequence[str], start: int) -> bool:
    """Returns whether, from the place `start` on, title, journal, year and locators follow each
    other with a full stop after title and journal and none within them.

    Where "Sleep and mood. Gut. 2010;17:123" is labelled like this, no border can be moved.
    """
    place = start
    for label, kinds in _ORDER:
        end = _end_of_run(labels, place, label)
        if end == place or not _is_whole(tokens, place, end, kinds):
            return False
        place = end
    return _are_locators(tokens, labels, place)


def _end_of_run(labels: Sequence[str], place: int, label: str) -> int:
    while place < len(labels) and labels[place] == label:
        place += 1
    return place


def _is_whole(tokens: Sequence[Token], start: int, end: int, kinds: str) -> bool:
    """Returns whether the tokens are one field that ends with a full stop (a year: as it may)."""
    for place in range(start, end):
        word = tokens[place].word
        if word.kind not in kinds or (word.lower in _HOSTS and place == start) or word.before:
            return False
        if place < end - 1 and not _INNER.isdisjoint(word.after):
            return False
    return (kinds == "Y" and end == start + 1) or tokens[end - 1].word.after == "."


def _are_locators(tokens: Sequence[Token], labels: Sequence[str], start: int) -> bool:
    """Returns whether a volume, an issue or none, and pages follow, in this order, and nothing
    else but a month."""
    found: list[int] = []
    for place in range(start, len(tokens)):
        label, kind = labels[place], tokens[place].word.kind
        if label in _LOCATORS:
            here = _LOCATORS.index(label)
            if kind not in "NRE" or (found and here <= found[-1]):
                return False
            found.append(here)
        elif label != "O" or kind not in "MND":
            return False
    return len(found) > 1 and (found[0], found[-1]) == (0, len(_LOCATORS) - 1)
