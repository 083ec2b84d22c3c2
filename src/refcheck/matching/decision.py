"""The decision: one candidate is the cited work, several can be, or none is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from refcheck.compare.same_work import is_same_work
from refcheck.matching.features import Features, features_of
from refcheck.matching.thresholds import CERTAIN, HOPELESS, LARGEST_LOG_ODDS, POSSIBLE
from refcheck.matching.weights import PRIOR, WEIGHTS
from refcheck.model.outcome import Ambiguous, Candidate, Decision, Match, NoMatch, Scored
from refcheck.model.reference import Reference

__all__ = ["best_features", "decide", "log_odds"]

_DUPLICATE: Final = "another record of the same work"


class _Compared(NamedTuple):
    """A candidate with its log-odds and the features that they come from."""

    candidate: Candidate
    odds: float
    features: Features


_REASONS: Final = {
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
    ("kind", "other version"): "a preprint or data set is not the article",
}


def decide(reference: Reference, candidates: Sequence[Candidate]) -> Decision:
    """Returns which of the candidates is the cited work.

    The log-odds of all fields are added up; since at most one candidate can be the work, the
    candidates share the probability, and nearly equal ones are ambiguous.
    """
    compared = [
        _Compared(candidate, *best_features(reference, candidate))
        for candidate in _distinct(candidates)
    ]
    if not compared:
        return NoMatch()
    ranked, duplicates = _without_duplicates(sorted(compared, key=lambda each: -each.odds))
    total = 1.0 + sum(math.exp(each.odds) for each in ranked)
    scores = [math.exp(each.odds) / total for each in ranked]
    if scores[0] >= CERTAIN:
        best, *others = _refused(ranked, scores, outdone=True)
        others += [Scored(candidate=each, score=0.0, refused=_DUPLICATE) for each in duplicates]
        return Match(best=replace(best, refused=None), others=tuple(others))
    if sum(scores) >= CERTAIN:
        return Ambiguous(
            candidates=tuple(
                Scored(candidate=each.candidate, score=score)
                for each, score in zip(ranked, scores, strict=True)
                if score >= POSSIBLE
            )
        )
    return NoMatch(candidates=tuple(_refused(ranked, scores, outdone=False)))


def _refused(
    ranked: Sequence[_Compared], scores: Sequence[float], *, outdone: bool
) -> Iterator[Scored]:
    """The candidates with their probabilities, and why each is not the cited work."""
    for each, score in zip(ranked, scores, strict=True):
        refusal = _refusal(each.features, outdone=outdone)
        yield Scored(candidate=each.candidate, score=score, refused=refusal)


def _without_duplicates(
    ranked: Sequence[_Compared],
) -> tuple[list[_Compared], list[Candidate]]:
    """The candidates that are of different works, and those that are another record of one."""
    works: list[_Compared] = []
    duplicates: list[Candidate] = []
    for each in ranked:
        if each.odds > HOPELESS and any(
            is_same_work(each.candidate.record, work.candidate.record) for work in works
        ):
            duplicates.append(each.candidate)
        else:
            works.append(each)
    return works, duplicates


def best_features(reference: Reference, candidate: Candidate) -> tuple[float, Features]:
    """The log-odds that the candidate is the cited work, and the features of the best parse."""
    raw = reference.text
    parses = (reference.record, *reference.parsed.alternatives)
    found = (features_of(parse, raw, candidate.record) for parse in parses)
    return max(((log_odds(each), each) for each in found), key=lambda pair: pair[0])


def log_odds(features: Features) -> float:
    """The sum of the weights, within limits that keep probabilities finite."""
    total = PRIOR + sum(WEIGHTS[field][level] for field, level in features.levels())
    return max(-LARGEST_LOG_ODDS, min(LARGEST_LOG_ODDS, total))


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without those that an earlier query has also found."""
    seen: dict[Hashable, Candidate] = {}
    for candidate in candidates:
        seen.setdefault(candidate.identity, candidate)
    return list(seen.values())


def _refusal(features: Features, *, outdone: bool) -> str:
    """Why a candidate is not the cited work, in words."""
    reasons = list(dict.fromkeys(_REASONS[pair] for pair in features.levels() if pair in _REASONS))
    if reasons:
        return ", ".join(reasons)
    return "another candidate fits better" if outdone else "too little of it can be compared"
