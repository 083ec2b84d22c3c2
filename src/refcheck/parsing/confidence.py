"""How sure the parser is: the labeller's probabilities, calibrated on strings that it never saw.

`calibration.json` contains two monotone curves, written by the training: from the probability of
all labels to the share of references that were wholly right, and from the lowest probability of a
field's labels to the share of fields that were right.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from refcheck.errors import ModelError
from refcheck.frozen import dataclass

__all__ = [
    "CALIBRATION",
    "CSL_NAMES",
    "Calibration",
    "Curve",
    "Marginals",
    "field_probabilities",
    "identity",
    "load",
]

CALIBRATION = "calibration.json"
_FOLDER = Path(__file__).parent
Curve = tuple[tuple[float, float], ...]  # (raw, calibrated), both rising

# Labels and the CSL fields that come from them.
CSL_NAMES = {
    "title": "title",
    "container": "container-title",
    "year": "issued",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    **{side + part: "author" for side in "BI" for part in ("family", "given", "group")},
}


class Marginals(Protocol):
    """What gives the probability of a label at a place."""

    labels: list[str]
    marginal: Callable[[str, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The two curves."""

    whole: Curve
    field: Curve


def field_probabilities(
    labelling: Marginals, repaired: Sequence[str] | None = None
) -> tuple[tuple[str, float], ...]:
    """Returns, for each CSL field that was read, the lowest probability among its decisive labels.

    What is decided is where a field begins and ends, so only its ends are asked for. A field that
    only the `repaired` labels have is as sure as the labeller is of these: mostly not at all.
    """
    found = _lowest(labelling, labelling.labels)
    if repaired is not None and repaired != labelling.labels:
        names = {CSL_NAMES[label] for label in {*repaired} if label in CSL_NAMES}
        if not names <= found.keys():
            found = _lowest(labelling, repaired) | found
    return tuple(found.items())


def _lowest(labelling: Marginals, labels: Sequence[str]) -> dict[str, float]:
    """Returns the lowest chance of the labels of each field: of all of them for authors, else of
    the ends of each run."""
    found: dict[str, float] = {}
    marginal, fields = labelling.marginal, CSL_NAMES
    before = ""
    for place, (label, after) in enumerate(zip(labels, [*labels[1:], ""], strict=True)):
        if label in fields and (before != label or label != after or label[0] in "BI"):
            name, chance = fields[label], marginal(label, place)
            if name not in found or chance < found[name]:
                found[name] = chance
        before = label
    return found


def interpolate(curve: Curve, value: float) -> float:
    """Returns the calibrated value, linear between the points of the curve."""
    place = bisect_right(curve, (value, 2.0))
    if place == 0:
        return curve[0][1]
    if place == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[place - 1], curve[place]
    return y0 + (y1 - y0) * (value - x0) / (x1 - x0)


def identity() -> Calibration:
    """Returns the calibration that changes nothing, for training and measuring."""
    straight = ((0.0, 0.0), (1.0, 1.0))
    return Calibration(whole=straight, field=straight)


@cache
def load() -> Calibration:
    """Returns the calibration of the package. Raises ModelError."""
    try:
        text = (_FOLDER / CALIBRATION).read_text(encoding="utf-8")
        curves = json.loads(text)
        return Calibration(whole=_curve(curves["whole"]), field=_curve(curves["field"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the parser's calibration cannot be read: {error}") from error


def _curve(points: Sequence[Sequence[float]]) -> Curve:
    return tuple((float(raw), float(right)) for raw, right in points)
