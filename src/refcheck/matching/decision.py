"""The decision: one candidate is the cited work, several can be, or none is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple

from refcheck.compare.same_work import is_same_work
from refcheck.frozen import maker
from refcheck.matching.features import features_of
from refcheck.matching.levels import FIELDS, CitedWork, Features
from refcheck.matching.thresholds import (
    CERTAIN,
    ELSEWHERE,
    HOPELESS,
    IDENTIFIED,
    LARGEST_LOG_ODDS,
    NOTED_PAIRS,
    POSSIBLE,
)
from refcheck.matching.weights import PRIOR, WEIGHTS
from refcheck.model.outcome import (
    TOO_LITTLE,
    Ambiguous,
    Candidate,
    Decision,
    Match,
    NoMatch,
    Scored,
)
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.text.works.titles import is_notice

__all__ = ["best_features", "decide", "fits_text", "log_odds"]

_WEIGHTS: Final = tuple(WEIGHTS[field] for field in FIELDS)
_NO_WORK: Final = CitedWork()
_DUPLICATE: Final = "another record of the same work"


_scored = maker(Scored)
_match = maker(Match)


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
    ("kind", "other version"): "a preprint is not the article",
    ("kind", "data"): "the article, not its data",
    ("kind", "thesis"): "the article, not the thesis",
    ("kind", "abstract"): "the paper, not the abstract of a meeting",
}


class _Noted:
    """What has been compared: each stage of a lookup asks about the candidates so far again.

    They are told apart by being the very same objects, since hashing them costs nearly as much as
    comparing them.
    """

    def __init__(self) -> None:
        self._pairs: dict[tuple[int, int], tuple[Reference, _Compared]] = {}

    def find(self, reference: Reference, candidate: Candidate) -> _Compared | None:
        """Returns what was noted of a reference and a candidate, if anything was."""
        found = self._pairs.get((id(reference), id(candidate)))
        return found[1] if found is not None else None

    def add(self, reference: Reference, compared: _Compared) -> None:
        """Note how a candidate compares. The objects are kept, so that their ids stay theirs."""
        if len(self._pairs) >= NOTED_PAIRS:  # those of the references before; never the latest
            for pair in list(islice(self._pairs, NOTED_PAIRS // 2)):
                del self._pairs[pair]
        self._pairs[id(reference), id(compared.candidate)] = reference, compared


_noted = _Noted()


def decide(reference: Reference, candidates: Sequence[Candidate]) -> Decision:
    """Returns which of the candidates is the cited work.

    The log-odds of all fields are added up; since at most one candidate can be the work, the
    candidates share the probability, and nearly equal ones are ambiguous.
    """
    compared = _compare(reference, _distinct(candidates))
    if not compared:
        return NoMatch()
    if len(compared) > 1:
        compared = _without_corrections(_without_identifiers(compared))
    ranked, duplicates = _without_duplicates(sorted(compared, key=_rank))
    total = math.fsum((1.0, *(math.exp(each.odds) for each in ranked)))
    scores = [math.exp(each.odds) / total for each in ranked]
    if scores[0] >= CERTAIN:
        best = _scored(candidate=ranked[0].candidate, score=scores[0])
        others = list(_refused(ranked[1:], scores[1:], outdone=True))
        others += [Scored(candidate=each, score=0.0, refused=_DUPLICATE) for each in duplicates]
        return _match(best=best, others=tuple(others))
    if math.fsum(scores) >= CERTAIN:
        return Ambiguous(
            candidates=tuple(
                Scored(candidate=each.candidate, score=score)
                for each, score in zip(ranked, scores, strict=True)
                if score >= POSSIBLE
            )
        )
    return NoMatch(candidates=tuple(_refused(ranked, scores, outdone=False)))


def _rank(compared: _Compared) -> tuple[float, int, str]:
    """Returns the key to sort candidates by: the likeliest first, and of equally likely ones the
    older record, in whatever order the source has named them."""
    key = compared.candidate.record.key
    number = key.id if key else ""
    return -compared.odds, len(number), number


def fits_text(reference: Reference, candidate: Candidate) -> bool:
    """Returns whether nothing that a reference prints speaks against a candidate.

    One that an identifier has led to may still be the wrong one: the text has to be searched for.
    """
    return best_features(reference, candidate)[1].fits_text


def _without_identifiers(compared: Sequence[_Compared]) -> list[_Compared]:
    """Returns the candidates, where one fits the text in full, without the weight of an identifier
    that leads to a different one: the DOI of a statement in BMJ, printed with its place in Int J
    Surg."""
    if not any(each.features.fits_in_full for each in compared):
        return list(compared)
    weight = WEIGHTS["identifier"]["same"]
    return [
        each._replace(odds=each.odds - weight)
        if each.features.identifier == "same" and not each.features.fits_text
        else each
        for each in compared
    ]


def _without_corrections(compared: Sequence[_Compared]) -> list[_Compared]:
    """Returns the candidates, with a correction at the cited place out of the question where the
    work that it corrects is there too."""
    if not any(each.features.has_same_names for each in compared):
        return list(compared)
    weight = WEIGHTS["kind"]["notice"]
    return [
        each._replace(odds=each.odds + weight)
        if each.features.title == "sibling" and is_notice(each.candidate.record.title or "")
        else each
        for each in compared
    ]


def _refused(
    ranked: Sequence[_Compared], scores: Sequence[float], *, outdone: bool
) -> Iterator[Scored]:
    """Yields the candidates with their probabilities, and why each is not the cited work."""
    for each, score in zip(ranked, scores, strict=True):
        refusal = _refusal(each.features, outdone=outdone)
        yield _scored(candidate=each.candidate, score=score, refused=refusal)


def _without_duplicates(
    ranked: Sequence[_Compared],
) -> tuple[list[_Compared], list[Candidate]]:
    """Returns the candidates that are of different works, and those that are another record of
    one."""
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
    """Returns the log-odds that the candidate is the cited work, and the features of the best
    parse."""
    (compared,) = _compare(reference, [candidate])
    return compared.odds, compared.features


def _compare(reference: Reference, candidates: Sequence[Candidate]) -> list[_Compared]:
    """Returns the candidates with the log-odds that each is the cited work, by its best parse."""
    found = [_noted.find(reference, candidate) for candidate in candidates]
    work = CitedWork(_parses(reference), reference.text) if None in found else _NO_WORK
    return [
        each or _compared(reference, candidate, work)
        for each, candidate in zip(found, candidates, strict=True)
    ]


def _compared(reference: Reference, candidate: Candidate, work: CitedWork) -> _Compared:
    text, article = work.text, work.may_be_article
    parses = [features_of(parse, text, candidate.record, work) for parse in work.parses]
    weighed = [_Compared(candidate, log_odds(each, article=article), each) for each in parses]
    if work.is_identifier_alone:
        weighed = [_identified(each) for each in weighed]
    compared = max(weighed, key=attrgetter("odds")) if len(weighed) > 1 else weighed[0]
    _noted.add(reference, compared)
    return compared


def _identified(compared: _Compared) -> _Compared:
    """Returns a candidate of a reference that is an identifier and nothing else: whatever that
    leads to is cited."""
    if compared.features.identifier != "same":
        return compared
    return compared._replace(odds=max(compared.odds, IDENTIFIED))


def _parses(reference: Reference) -> tuple[BibliographicRecord, ...]:
    return (reference.record, *reference.parsed.alternatives)


def log_odds(features: Features, *, article: bool = True) -> float:
    """Returns the sum of the weights, within limits that keep probabilities finite.

    A place that is wrong in every part was made up as a whole, which is one piece of evidence: it
    never outweighs that title and authors are the record's. `article`: whether an article is cited;
    a chapter of the same title is not the article.
    """
    levels = zip(_WEIGHTS, features.each(), strict=True)
    weights = [of_field[level] for of_field, level in levels if level is not None]
    total = math.fsum((PRIOR, *weights))  # `sum` rounds in another way since Python 3.12
    if article and total < ELSEWHERE and features.is_elsewhere:
        total = ELSEWHERE
    return max(-LARGEST_LOG_ODDS, min(LARGEST_LOG_ODDS, total))


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Returns the candidates without those that an earlier query has also found."""
    if len(candidates) == 1:
        return list(candidates)
    seen: dict[Hashable, Candidate] = {}
    for candidate in candidates:
        seen.setdefault(candidate.identity, candidate)
    return list(seen.values())


def _refusal(features: Features, *, outdone: bool) -> str:
    """Why a candidate is not the cited work, in words."""
    reasons = list(dict.fromkeys(_REASONS[pair] for pair in features.levels() if pair in _REASONS))
    if reasons:
        return ", ".join(reasons)
    return "another candidate fits better" if outdone else TOO_LITTLE
