"""Why a candidate was taken for the cited work, or was not: its features with their weights."""

from __future__ import annotations

from refcheck.matching.decision import best_features
from refcheck.matching.weights import PRIOR, WEIGHTS
from refcheck.model.outcome import Candidate, Weight
from refcheck.model.reference import Reference

__all__ = ["explain"]


def explain(reference: Reference, candidate: Candidate) -> tuple[Weight, ...]:
    """Returns everything that `decide` adds up for this candidate, in log-odds, the odds before it
    first.

    Where the reference has alternative parses, the one that fits the candidate best counts.
    """
    _, features = best_features(reference, candidate)
    weights = (
        Weight(field=field, level=level, value=WEIGHTS[field][level])
        for field, level in features.levels()
    )
    return (
        Weight(field="any candidate", level="before anything is compared", value=PRIOR),
        *weights,
    )
