"""The references of a document by the names under which its text cites them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import Final, NamedTuple

from refcheck.extraction.thresholds import (
    FIRST_WORDS,
    MOST_ALIKE,
)
from refcheck.extraction.words import ACRONYM_SMALL_WORDS
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.model.reference import Reference
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.names import family_forms
from refcheck.text.works.dates import YEAR

__all__ = ["AuthorYearIndex", "Work"]

_YEAR: Final = lazy_regex(r"(?<!\d)" + YEAR + r"(?!\d)")
_LETTERED: Final = lazy_regex(r"(?<!\d)(" + YEAR + r")\s?([a-z])(?![\w])")
_SAME_AUTHOR: Final = lazy_regex(r"\W{0,4}[_—–―-]{2,}")  # ABNT, Chicago: "______. Title."
_UNDATED: Final = lazy_regex(r"\b(?:n|s)\.\s?d\b|\[s\.\s?d\.?\]|\bin press\b|\bno prelo\b", re.I)


class Work(NamedTuple):
    """What a marker can name of a reference. `place` counts the references from 0.

    `names` are the forms of each author's name; `words` the entry's first words, folded; `years`
    those that the entry prints, the year of publication first; `letter` as in "2012a"; `complete`
    is false where the entry cuts its list of authors.
    """

    place: int
    names: tuple[frozenset[str], ...]
    words: tuple[str, ...]
    years: tuple[str, ...]
    letter: str
    alias: frozenset[str]
    complete: bool

    def is_of(self, year: str) -> bool:
        """Returns whether the work is of a year ("" where the marker gives none that is a
        number)."""
        return year in self.years[:1] if year else not self.years

    def prints(self, year: str) -> bool:
        """Returns whether the entry prints a year, of publication or not."""
        return year in self.years


class AuthorYearIndex:
    """Finds works by a first name as markers print it, folded and without spaces."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.works = list(_works(references))
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._by_year: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for work in self.works:
            for name in _keys(work):
                self._add(name, work)

    def _add(self, name: str, work: Work) -> None:
        if len(alike := self._by_name[name]) < MOST_ALIKE:
            alike.append(work.place)
        for year in work.years[:4] or ("",):
            if len(alike := self._by_year[name, year]) < MOST_ALIKE:
                alike.append(work.place)

    def named(self, name: str) -> list[Work]:
        """Returns the works whose first author has a name, or that begin with this word."""
        return [self.works[n] for n in self._by_name.get(name, ())]

    def of_year(self, name: str, year: str) -> list[Work]:
        """Returns the same, of those that print a year."""
        return [self.works[n] for n in self._by_year.get((name, year), ())]


def _keys(work: Work) -> frozenset[str]:
    names = work.names[0] if work.names else frozenset()
    return names | work.alias | frozenset(work.words[:1])


def _works(references: Sequence[Reference]) -> Iterator[Work]:
    before: Work | None = None
    for place, reference in enumerate(references):
        work = _work(place, reference)
        if before is not None and _SAME_AUTHOR.match(reference.string.text):
            work = work._replace(names=before.names, words=before.words, alias=before.alias)
        yield work
        before = work


def _work(place: int, reference: Reference) -> Work:
    record = reference.record
    raw = reference.string.text
    issued = record.issued
    printed = dict.fromkeys(map(intern, _YEAR.findall(raw)))
    years = tuple(dict.fromkeys([*([str(issued.year)] if issued else []), *printed]))
    lettered = _LETTERED.search(raw)
    letter = lettered[2] if lettered and (not years or lettered[1] == years[0]) else ""
    authors = record.authors or record.editors
    words = tuple(map(intern, islice(fold(raw[:200]).split(), FIRST_WORDS)))  # many recur
    return Work(
        place=place,
        names=tuple(_forms(author) for author in authors),
        words=words,
        years=() if _UNDATED.search(raw) and not issued else years,
        letter=letter,
        alias=frozenset(_aliases(authors, raw)),
        complete=record.authors_complete,
    )


@lru_cache(maxsize=4_096)  # in a list authors come again and again
def _forms(author: Contributor) -> frozenset[str]:
    match author:
        case PersonName():
            return family_forms(author) | _without_initials(author)
        case GroupName():
            return frozenset({fold(author.name).replace(" ", "")})


def _without_initials(author: PersonName) -> frozenset[str]:
    """Returns the family name where an initial was read as its first word: "V.C Mow"."""
    words = author.family.split()
    return frozenset({fold(words[-1])}) if len(words) > 1 and len(words[0]) == 1 else frozenset()


_ACRONYM: Final = lazy_regex(r"[A-Z][A-Za-z]{0,2}[A-Z]{1,8}s?\b")
_CAPITALS: Final = lazy_regex(r"[^\W\d_]+")


def _aliases(authors: Sequence[Contributor], raw: str) -> Iterator[str]:
    """Acronyms under which a group may be cited: WHO for the World Health Organization."""
    group = next((one.name for one in authors[:1] if isinstance(one, GroupName)), "")
    for name in filter(None, (group, _opening(raw))):
        for found in _ACRONYM.findall(name):
            yield found.casefold()
        words = _CAPITALS.findall(name)
        if len(words) > 1:
            yield "".join(word[0] for word in words).casefold()
            yield "".join(
                word[0] for word in words if word.casefold() not in ACRONYM_SMALL_WORDS
            ).casefold()


def _opening(raw: str) -> str:
    """Returns what comes before the first point, comma or bracket of an entry: a name or a
    title."""
    return re.split(r"[.,;:(]|\s[-–]\s", raw[:200], maxsplit=1)[0]
