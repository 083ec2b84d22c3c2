"""The decision: one candidate is the cited work, several can be, or none is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from refcheck.compare.same_work import is_same_work
from refcheck.matching.features import Evidence, evidence
from refcheck.matching.thresholds import CERTAIN, HOPELESS, LARGEST_LOG_ODDS, POSSIBLE
from refcheck.matching.weights import PRIOR, WEIGHTS
from refcheck.model.outcome import Ambiguous, Candidate, Decision, Match, NoMatch, Scored
from refcheck.model.reference import Reference

__all__ = ["decide", "log_odds", "weigh"]

_DOUBLE = "another record of the same work"

_Weighed = tuple[Candidate, float, Evidence]

_REASONS = {
    ("title", "other"): "another title",
    ("title", "many words"): "many words of the title differ",
    ("title", "some words"): "many words of the title differ",
    ("title", "sibling"): "the title has another number or is a notice about it",
    ("first author", "other"): "another first author",
    ("first author", "elsewhere"): "another first author",
    ("co-authors", "none"): "none of the other authors",
    ("co-authors", "the only one"): "another second author",
    ("co-authors", "strangers"): "none of the authors",
    ("co-authors", "few"): "few of the other authors",
    ("year", "other"): "another year",
    ("year", "near"): "another year",
    ("journal", "other"): "another journal",
    ("volume", "other"): "another volume",
    ("issue", "other"): "another issue",
    ("page", "other"): "another first page",
    ("identifier", "other"): "another identifier",
    ("kind", "notice"): "a notice about a work, not the work",
    ("kind", "other version"): "a preprint is not the article",
}


def decide(reference: Reference, candidates: Sequence[Candidate]) -> Decision:
    """Which of the candidates is the cited work.

    The evidence of all fields is added up as log-odds; since at most one candidate can be the work,
    the probabilities share what is there, and near-equal candidates come out ambiguous.
    """
    weighed = [(candidate, *weigh(reference, candidate)) for candidate in _unlike(candidates)]
    if not weighed:
        return NoMatch()
    ranked, doubles = _apart(sorted(weighed, key=lambda each: -each[1]))
    total = 1.0 + sum(math.exp(odds) for _, odds, _ in ranked)
    scores = [math.exp(odds) / total for _, odds, _ in ranked]
    if scores[0] >= CERTAIN:
        best, *rest = ranked
        others = [
            Scored(candidate=candidate, score=score, refused=_refusal(found, outdone=True))
            for (candidate, _, found), score in zip(rest, scores[1:], strict=True)
        ]
        others += [Scored(candidate=each, score=0.0, refused=_DOUBLE) for each in doubles]
        return Match(best=Scored(candidate=best[0], score=scores[0]), others=tuple(others))
    if sum(scores) >= CERTAIN:
        possible = zip(ranked, scores, strict=True)
        return Ambiguous(
            candidates=tuple(
                Scored(candidate=candidate, score=score)
                for (candidate, _, _), score in possible
                if score >= POSSIBLE
            )
        )
    return NoMatch(
        candidates=tuple(
            Scored(candidate=candidate, score=score, refused=_refusal(found, outdone=False))
            for (candidate, _, found), score in zip(ranked, scores, strict=True)
        )
    )


def _apart(ranked: Sequence[_Weighed]) -> tuple[list[_Weighed], list[Candidate]]:
    """The candidates without those that are another record of the same work, and these."""
    kept: list[_Weighed] = []
    doubles: list[Candidate] = []
    for each in ranked:
        if each[1] > HOPELESS and any(
            is_same_work(each[0].record, other[0].record) for other in kept
        ):
            doubles.append(each[0])
        else:
            kept.append(each)
    return kept, doubles


def weigh(reference: Reference, candidate: Candidate) -> tuple[float, Evidence]:
    """The log-odds that the candidate is the cited work, by the reading that fits it best."""
    raw = reference.string.text
    readings = (reference.record, *reference.parsed.alternatives)
    found = (evidence(reading, raw, candidate.record) for reading in readings)
    return max(((log_odds(each), each) for each in found), key=lambda pair: pair[0])


def log_odds(found: Evidence) -> float:
    """The sum of the weights, within limits that keep probabilities finite."""
    total = PRIOR + sum(WEIGHTS[field][level] for field, level in found.levels())
    return max(-LARGEST_LOG_ODDS, min(LARGEST_LOG_ODDS, total))


def _unlike(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without those that another question has led to before."""
    seen: dict[tuple[str, str | int], Candidate] = {}
    for candidate in candidates:
        seen.setdefault((candidate.source, candidate.record.pmid or id(candidate)), candidate)
    return list(seen.values())


def _refusal(found: Evidence, *, outdone: bool) -> str:
    """Why a candidate is not the cited work, in words."""
    reasons = list(dict.fromkeys(_REASONS[pair] for pair in found.levels() if pair in _REASONS))
    if reasons:
        return ", ".join(reasons)
    return "another candidate fits better" if outdone else "too little of it can be compared"
