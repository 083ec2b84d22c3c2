"""Why a candidate was taken for the cited work, or was not: the evidence with its weights."""

from __future__ import annotations

from refcheck.matching.decision import weigh
from refcheck.matching.weights import PRIOR, WEIGHTS
from refcheck.model.outcome import Candidate, Weight
from refcheck.model.reference import Reference

__all__ = ["explain"]


def explain(reference: Reference, candidate: Candidate) -> tuple[Weight, ...]:
    """Everything that `decide` adds up for this candidate, in log-odds, the odds before it first.

    Where the reference can be read in several ways, the one that fits the candidate best counts.
    """
    _, found = weigh(reference, candidate)
    evidence = (
        Weight(field=field, level=level, value=WEIGHTS[field][level])
        for field, level in found.levels()
    )
    return (
        Weight(field="any candidate", level="before anything is compared", value=PRIOR),
        *evidence,
    )
