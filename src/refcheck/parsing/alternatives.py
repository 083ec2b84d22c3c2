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
    for place, label in enumerate(labelling.labels):
        second, chance = _second(labelling, label, place)
        if second != current:
            if current:
                yield best, start, place, current
            start, current, best = place, second, chance
        best = max(best, chance)
    if current:
        yield best, start, len(labelling.labels), current


def _second(labelling: Marginals, label: str, place: int) -> tuple[str, float]:
    # the first check saves six questions where no other label can be likely enough
    if label not in _SWAPPED or labelling.marginal(label, place) > 1 - LEAST_ALTERNATIVE:
        return "", 0.0
    chance, second = max(
        (labelling.marginal(other, place), other) for other in _SWAPPED if other != label
    )
    return (second, chance) if chance >= LEAST_ALTERNATIVE else ("", 0.0)
