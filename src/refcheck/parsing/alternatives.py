"""Other parses of a string where the first one is not sure.

Where a stretch of tokens could as well belong to another field (title or container), it is given
to that field, so that a wrong split does not make a real paper impossible to find.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.parsing.confidence import Marginals
from refcheck.parsing.thresholds import (
    LEAST_ALTERNATIVE,
    MOST_ALTERNATIVES,
)

__all__ = ["other_labels"]

_SWAPPED = ("title", "container", "publisher", "O", "volume", "issue", "pages")


def other_labels(labelling: Marginals) -> list[list[str]]:
    """Up to three other ways to label the string, the likeliest first."""
    labels = labelling.labels
    doubts = sorted(_stretches(labelling), reverse=True)
    found = []
    for _, start, end, label in doubts[:MOST_ALTERNATIVES]:
        found.append([*labels[:start], *[label] * (end - start), *labels[end:]])
    return found


def _stretches(labelling: Marginals) -> Iterator[tuple[float, int, int, str]]:
    """Yields neighbouring tokens whose second likeliest label is the same: its probability, the
    places."""
    start, current, best = 0, "", 0.0
    marginal, swapped, sure = labelling.marginal, _SWAPPED, 1 - LEAST_ALTERNATIVE
    for place, label in enumerate(labelling.labels):
        second, chance = "", 0.0
        # the second check saves six questions where no other label can be likely enough
        if label in swapped and marginal(label, place) <= sure:
            second, chance = _second(labelling, label, place)
        if second != current:
            if current:
                yield best, start, place, current
            start, current, best = place, second, chance
        elif chance > best:
            best = chance
    if current:
        yield best, start, len(labelling.labels), current


def _second(labelling: Marginals, label: str, place: int) -> tuple[str, float]:
    marginal = labelling.marginal
    chance, second = max([(marginal(each, place), each) for each in _SWAPPED if each != label])
    return (second, chance) if chance >= LEAST_ALTERNATIVE else ("", 0.0)
