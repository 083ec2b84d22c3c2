"""Fits and shows the calibration: what the labeller's probabilities are worth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation import csl_values, gold_values
from refcheck.model.reference import ParsedString
from refcheck.parsing.confidence import Calibration, Curve, interpolate

__all__ = ["Observed", "fit", "observe", "reliability", "write"]

_NAMES = {
    "author": "authors", "title": "title", "container-title": "container", "issued": "year",
    "volume": "volume", "issue": "issue", "page": "first_page",
}  # fmt: skip
_LEAST = 150  # references a step of the curve rests on, so that it does not follow the noise


@dataclass(frozen=True, slots=True)
class Observed:
    """What was said of one reference, and what was true."""

    source: str
    said: float
    right: bool
    fields: tuple[tuple[float, bool], ...]


def observe(entry: Mapping[str, Any], item: Mapping[str, Any], parsed: ParsedString) -> Observed:
    """Compares one parsed string (with the calibration that changes nothing) with its labels."""
    gold, found = gold_values(entry["gold"]), csl_values(item)
    labelled = set(entry["labelled"])
    right = {name: gold[name] == found[name] for name in gold if name in labelled}
    fields = tuple(
        (said, right[_NAMES[name]])
        for name, said in parsed.field_confidence
        if name in _NAMES and _NAMES[name] in right
    )
    return Observed(entry["source"], parsed.confidence, all(right.values()), fields)


def fit(seen: Sequence[Observed]) -> Calibration:
    """The rising curves that fit best (pool adjacent violators)."""
    return Calibration(
        whole=_curve([(one.said, one.right) for one in seen]),
        field=_curve([pair for one in seen for pair in one.fields]),
    )


def _curve(pairs: Iterable[tuple[float, bool]]) -> Curve:
    blocks: list[list[float]] = []  # number, sum of what was said, sum of what was right
    for said, right in sorted(pairs):
        if blocks and blocks[-1][0] < _LEAST:
            _merge(blocks[-1], [1.0, said, float(right)])
        else:
            blocks.append([1.0, said, float(right)])
        while (
            len(blocks) > 1 and blocks[-2][0] >= _LEAST and _mean(blocks[-2]) >= _mean(blocks[-1])
        ):
            last = blocks.pop()
            _merge(blocks[-1], last)
    points = [(round(block[1] / block[0], 5), round(_mean(block), 5)) for block in blocks]
    return ((0.0, 0.0), *points, (1.0, points[-1][1]))


def _merge(block: list[float], other: Sequence[float]) -> None:
    for place, value in enumerate(other):
        block[place] += value


def _mean(block: Sequence[float]) -> float:
    return block[2] / block[0]


def reliability(seen: Sequence[Observed], curves: Calibration) -> str:
    """A Markdown table: what was said of how many references, and how many were wholly right."""
    rows = [
        "| said | JATS: references | wholly right | all: references | wholly right |",
        "| --- | --- | --- | --- | --- |",
    ]
    edges = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)
    for low, high in pairwise(edges):
        cells = [f"{low:.1f} to {min(high, 1):.1f}"]
        for prefix in ("jats", ""):
            those = [
                one.right
                for one in seen
                if one.source.startswith(prefix)
                and low <= interpolate(curves.whole, one.said) < high
            ]
            share = f"{sum(those) / len(those):.3f}" if those else "-"
            cells += [str(len(those)), share]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def write(curves: Calibration, target: Path) -> None:
    """Writes the calibration into the package."""
    text = json.dumps({"whole": curves.whole, "field": curves.field}, indent=1)
    target.write_text(text + "\n", encoding="utf-8")
