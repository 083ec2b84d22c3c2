"""Learning what each level of each feature is worth, and whether the probabilities are right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from judgement.cases import Case
from refcheck.matching import decide
from refcheck.matching.decision import best_features
from refcheck.matching.weights import PRIOR, WEIGHTS
from refcheck.model.outcome import Match

__all__ = ["Calibration", "Weights", "learn", "measure_calibration"]

# (field, level) -> log-odds; ("", "") is the prior.
Weights = Mapping[tuple[str, str], float]
_PRIOR = ("", "")

# What is decided, not learnt: a notice is never the work that it is about, a preprint is not the
# article. Records of both kinds are too rare to learn from.
_DECIDED = {
    ("kind", level): -12.0 for level in ("notice", "other version", "data", "abstract", "thesis")
}
# What is expected of each level before anything is learnt, and how firmly: as a normal distribution
# of this variance, which some hundred undecided cases outweigh. Real mistakes are
# more manifold than planted ones, and levels that are hardly ever seen stay where they were.
_VARIANCE = 0.02
_EXPECTED_PRIOR = -5.0
_EXPECTED = {
    "title": {
        "same, long": 7.3, "same, medium": 7.3, "same, short": 2.8, "part, long": 5.8,
        "part, short": 2.5, "most words": 3.6, "many words": 0.5, "some words": -1.5,
        "sibling": -1.0, "other": -2.5,
    },
    "first author": {
        "same, long": 3.1, "same, short": 2.9, "near": 2.0, "initials differ": 0.5,
        "elsewhere": 0.0, "other": -2.2,
    },
    "co-authors": {
        "all, many": 2.2, "all, few": 1.9, "most": 0.3, "few": -0.9, "the only one": -2.2,
        "none": -3.2, "strangers": -4.6,
    },
    "year": {"same": 1.1, "near": -1.5, "other": -2.1},
    "journal": {"same": 1.1, "near": 1.0, "other": -1.9},
    "volume": {"same": 1.8, "other": -1.3},
    "issue": {"same": 0.4, "other": -1.0},
    "page": {"same, long": 3.2, "same, short": 2.9, "near": -0.6, "other": -3.5},
    "identifier": {"same": 6.1, "other": -0.7},
}  # fmt: skip
_STEPS = 30
# The cited work is left out of every so many cases: a search does not always lead to it.
_LEFT_OUT = 6
# Cases that are as good as certain teach nothing in a step.
_LEARNT = 1e-4


@dataclass(frozen=True, slots=True)
class _Choice:
    """The features of each candidate as numbers of weights, with what is decided of it."""

    candidates: tuple[tuple[tuple[int, ...], float], ...]
    truth: int | None


def learn(cases: Iterable[Case]) -> Weights:
    """Fit the weights by Newton's method, so that the probabilities of `decide` are likeliest.

    They are shares: of each candidate exp(odds), of "none of them" 1, and so the same formula is
    fitted that decides.
    """
    expected = {
        (field, level): value
        for field, levels in _EXPECTED.items()
        for level, value in levels.items()
    }
    places = {_PRIOR: 0, **{pair: at for at, pair in enumerate(expected, start=1)}}
    start = [_EXPECTED_PRIOR, *expected.values()]
    choices = [_choice(case, places, at % _LEFT_OUT == 0) for at, case in enumerate(cases)]
    weights = list(start)
    for _ in range(_STEPS):
        slopes, curves = _slopes(choices, weights, start)
        step = _solved(curves, slopes)
        weights = [
            weight + max(-1.0, min(1.0, change))
            for weight, change in zip(weights, step, strict=True)
        ]
    return {pair: weights[at] for pair, at in places.items()} | _DECIDED


def _choice(case: Case, places: dict[tuple[str, str], int], left_out: bool) -> _Choice:
    rows: list[tuple[tuple[int, ...], float]] = []
    truth = None
    for candidate in case.candidates:
        is_it = case.truth is not None and candidate.record.pmid == case.truth.pmid
        if is_it and left_out:
            continue
        if is_it:
            truth = len(rows)
        levels = best_features(case.reference, candidate)[1].levels()
        learnt = (pair for pair in levels if pair not in _DECIDED)
        row = (0, *(places[pair] for pair in learnt))
        rows.append((row, sum(_DECIDED.get(pair, 0.0) for pair in levels)))
    return _Choice(tuple(rows), truth)


def _slopes(
    choices: Iterable[_Choice], weights: list[float], start: list[float]
) -> tuple[list[float], list[list[float]]]:
    """Gradient and curvature of the likelihood, with the pull to what is expected."""
    size = len(weights)
    slopes = [(first - weight) / _VARIANCE for weight, first in zip(weights, start, strict=True)]
    curves = [
        [1 / _VARIANCE if at == other else 0.0 for other in range(size)] for at in range(size)
    ]
    for choice in choices:
        odds = [
            math.exp(max(-30.0, min(30.0, decided + sum(weights[at] for at in row))))
            for row, decided in choice.candidates
        ]
        total = 1.0 + sum(odds)
        chances = [each / total for each in odds]
        right = 1 / total if choice.truth is None else chances[choice.truth]
        if right > 1 - _LEARNT:
            continue
        mean: dict[int, float] = defaultdict(float)
        for at, ((row, _), chance) in enumerate(zip(choice.candidates, chances, strict=True)):
            error = (at == choice.truth) - chance
            for place in row:
                slopes[place] += error
                mean[place] += chance
                for other in row:
                    curves[place][other] += chance
        for place, one in mean.items():
            for other, two in mean.items():
                curves[place][other] -= one * two
    return slopes, curves


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with pivots."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(at + 1, size):
            factor = rows[row][at] / rows[at][at]
            if factor:
                for column in range(at, size + 1):
                    rows[row][column] -= factor * rows[at][column]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(rows[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often the candidate said to be the work with such a probability was the work."""

    low: float
    high: float
    count: int
    said: float
    right: float


_BINS = (0.0, 0.05, 0.2, 0.5, 0.8, 0.9, 0.99, 0.999, 1.0000001)


def measure_calibration(cases: Iterable[Case]) -> list[Calibration]:
    """The best candidate of each case, by the probability that it is the cited work."""
    found: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        decision = decide(case.reference, case.candidates)
        if isinstance(decision, Match):
            best = decision.best
        elif decision.candidates:
            best = decision.candidates[0]
        else:
            continue
        is_it = case.truth is not None and best.candidate.record.pmid == case.truth.pmid
        place = sum(best.score >= low for low in _BINS[1:])
        found[place].append((best.score, is_it))
    return [
        Calibration(
            low=_BINS[place],
            high=_BINS[place + 1],
            count=len(each),
            said=sum(score for score, _ in each) / len(each),
            right=sum(is_it for _, is_it in each) / len(each),
        )
        for place, each in sorted(found.items())
    ]


def package_weights() -> Weights:
    """The weights that the package uses now."""
    table = {
        (field, level): value
        for field, levels in WEIGHTS.items()
        for level, value in levels.items()
    }
    return {_PRIOR: PRIOR} | table
