"""Whether a record of a further source is the cited work.

It is weighed like any other candidate. Since these sources answer with whatever is nearest, enough
fields have to agree besides: title with a name and the year, or the place with one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, assert_never

from refcheck import matching
from refcheck.compare.trials import TrialAgreement, cites_registration, compare_trials
from refcheck.model.identifiers import ISBN
from refcheck.model.outcome import Ambiguous, Candidate, Decision, Match, NoMatch, Scored
from refcheck.model.record import BibliographicRecord, RecordKey, WorkType
from refcheck.model.reference import Reference
from refcheck.text.folding import folded
from refcheck.text.works.identifiers import other_isbn

__all__ = ["decided", "is_book_of", "is_by_number"]

_TOO_LITTLE: Final = "too little of it agrees"
_NOT_ITS_ARTICLE: Final = "the registered trial, not an article on it"
_OTHER_TITLE: Final = "the number of a trial with another title"
_BY_NUMBER: Final = 0.99
_OTHER_KIND: Final = "a work of another kind"
_OTHER_EDITION: Final = "another edition or deposit of the same work"
_NO_YEAR = 10_000  # further away than any edition
_TITLED: Final = frozenset(
    {"same, long", "same, medium", "same, short", "part, long", "most words"}
)
_NAMED: Final = frozenset({"same, long", "same, short", "near", "initials differ"})
_TOLD_APART: Final = frozenset({"same, long", "same, medium"})  # without a name beside it
_CO_AUTHORED: Final = frozenset({"all, many"})
_DATED: Final = frozenset({"same", "near", None})
_MEETING: Final = frozenset({"same", "near"})

# What a registry calls a work of each kind; of the others, and of what the parser is not sure of,
# any kind will do. Papers of a meeting are chapters of its proceedings, or in a journal.
_IN_SOMETHING: Final = frozenset(
    {WorkType.ARTICLE_JOURNAL, WorkType.CHAPTER, WorkType.PAPER_CONFERENCE, WorkType.DOCUMENT}
)
_KINDS: Final = {
    WorkType.BOOK: frozenset(
        {WorkType.BOOK, WorkType.REPORT, WorkType.STANDARD, WorkType.DOCUMENT}
    ),
    WorkType.CHAPTER: _IN_SOMETHING,
    WorkType.PAPER_CONFERENCE: _IN_SOMETHING | {WorkType.PREPRINT},
    WorkType.ARTICLE_JOURNAL: _IN_SOMETHING | {WorkType.PREPRINT, WorkType.REPORT},
    WorkType.THESIS: frozenset({WorkType.THESIS, WorkType.DOCUMENT}),
}


_Given = Mapping[RecordKey | tuple[str, BibliographicRecord], Candidate]


def decided(reference: Reference, candidates: Sequence[Candidate]) -> Decision:
    """Returns which of the candidates is the cited work: never one of another kind, or of which too
    little agrees."""
    cited = reference.record
    trials = [each for each in candidates if is_by_number(each)]
    if trials:
        return _of_trials(reference, trials)
    weighed = {each.identity: each for each in candidates}
    fitting = [_by_editors(each) for each in candidates if _is_of_kind(cited, each.record)]
    decision = matching.decide(reference, fitting)
    of_other_kinds = tuple(
        Scored(candidate=each, score=0.0, refused=_OTHER_KIND)
        for each in candidates
        if not _is_of_kind(cited, each.record)
    )
    match decision:
        case Match(best=best, others=others):
            others = _as_given(others, weighed)
            if _agrees_enough(reference, best.candidate):
                (best,) = _as_given((best,), weighed)
                return Match(best=best, others=(*others, *of_other_kinds))
            (refused,) = _as_given((replace(best, refused=_TOO_LITTLE),), weighed)
            return NoMatch(candidates=(refused, *others, *of_other_kinds))
        case Ambiguous(candidates=found):
            return _of_several(reference, found, weighed)
        case NoMatch(candidates=refused):
            return NoMatch(candidates=(*_as_given(refused, weighed), *of_other_kinds))
        case _:
            assert_never(decision)


def is_by_number(candidate: Candidate) -> bool:
    """Returns whether a candidate is what a registry has under a number that is printed."""
    return candidate.asked in candidate.record.numbers


def _of_trials(reference: Reference, trials: Sequence[Candidate]) -> Decision:
    """Returns which of the registered trials whose numbers are printed is cited: the number says
    which, the title only that it is no other."""
    cited, text = reference.record, reference.string.text
    refused = []
    for trial in trials:
        agreement = compare_trials(text, cited, trial.record)
        if not cites_registration(cited):
            refused.append(Scored(candidate=trial, score=0.0, refused=_NOT_ITS_ARTICLE))
        elif agreement is TrialAgreement.SAME:
            return Match(best=Scored(candidate=trial, score=_BY_NUMBER), others=tuple(refused))
        else:
            refused.append(Scored(candidate=trial, score=0.0, refused=_OTHER_TITLE))
    return NoMatch(candidates=tuple(refused))


def _of_several(reference: Reference, found: Sequence[Scored], given: _Given) -> Decision:
    """Returns the nearest of several records that fit equally well.

    They are duplicate deposits, or editions of a book, of which the one of the cited year is the
    nearest. Records of other titles are not told apart.
    """
    cited = reference.record.issued
    first = folded(found[0].candidate.record.title or "")

    def distance(scored: Scored) -> int:
        year = scored.candidate.record.issued
        return abs(cited.year - year.year) if cited and year else _NO_YEAR

    nearest, *rest = _as_given(sorted(found, key=distance), given)
    same = all(folded(each.candidate.record.title or "") == first for each in found)
    if same and _agrees_enough(reference, _by_editors(nearest.candidate)):
        others = tuple(replace(each, refused=_OTHER_EDITION) for each in rest)
        return Match(best=nearest, others=others)
    return NoMatch(candidates=(nearest, *rest))


def _as_given(scored: Sequence[Scored], given: _Given) -> tuple[Scored, ...]:
    return tuple(replace(each, candidate=given[each.candidate.identity]) for each in scored)


def _by_editors(candidate: Candidate) -> Candidate:
    """Returns a candidate whose editors stand for its authors, where it has none: so books are
    cited."""
    record = candidate.record
    if record.authors or not record.editors or record.key is None:
        return candidate
    return replace(candidate, record=replace(record, authors=record.editors))


def _is_of_kind(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    kinds = _KINDS.get(cited.type)
    return kinds is None or record.type in kinds


def _agrees_enough(reference: Reference, candidate: Candidate) -> bool:
    """Returns whether more than one part of a reference is the record's: its title, with a name and
    the year or the place, or its place, with the title or a name."""
    features = matching.best_features(reference, candidate)[1]
    titled = features.title in _TITLED
    in_it = features.journal in _MEETING and features.has_same_page
    named = features.first_author in _NAMED or features.co_authors in _CO_AUTHORED
    dated = features.year in _DATED or features.co_authors in _CO_AUTHORED
    if in_it and features.volume == "same":
        return titled or named
    if in_it and features.volume is None:  # proceedings and books seldom have one
        return dated and (titled or named)
    if not titled or not dated:
        return False
    return named or (not candidate.record.authors and _names_publisher(reference, candidate.record))


def is_book_of(book: Reference, candidate: Candidate) -> bool:
    """Returns whether a record is the book that a chapter is said to be in: `book` is the reference
    read as one to the book.

    Its title and year agree, with an editor; or, for a title that is not short, with the publisher
    or the ISBN.
    """
    cited, record = book.record, candidate.record
    if not _is_of_kind(cited, record):
        return False
    features = matching.best_features(book, _by_editors(candidate))[1]
    if features.title not in _TITLED or features.year not in _DATED:
        return False
    if features.first_author in _NAMED or features.co_authors in _CO_AUTHORED:
        return True
    is_same = bool(_all_forms(cited.isbn) & _all_forms(record.isbn))
    return features.title in _TOLD_APART and (is_same or _names_publisher(book, record))


def _all_forms(isbns: Iterable[ISBN]) -> frozenset[ISBN]:
    return frozenset(form for isbn in isbns for form in (isbn, other_isbn(isbn)) if form)


def _names_publisher(reference: Reference, record: BibliographicRecord) -> bool:
    """Returns whether a reference names the body that published a work without authors."""
    text = f" {folded(reference.string.text)} "
    names = (record.publisher, record.container_title)
    return any(name and f" {folded(name)} " in text for name in names)
