"""Errors that are planted in works outside PubMed, and works that do not exist."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from ..inventions import subject
from ..pool import Pool
from .works import Work

__all__ = ["ERRORS", "invented", "planted"]

Error = Callable[[Work, Work, Pool, random.Random], Work | None]


def planted(work: Work, other: Work, pool: Pool, chance: random.Random) -> tuple[str, Work] | None:
    """Returns a work as it is cited with one error, and what that is; None where there is none
    that a source could tell of: what Europe PMC or Open Library alone has is only confirmed.

    `other` is a work of the same kind.
    """
    if work.listed_by <= {"europepmc", "openlibrary"}:
        return None
    kinds = [name for name in ERRORS if ERRORS[name](work, other, pool, chance) is not None]
    if not kinds:
        return None
    name = chance.choice(kinds)
    wrong = ERRORS[name](work, other, pool, chance)
    return (name, wrong) if wrong is not None else None


def invented(work: Work, chance: random.Random, *, doi: bool) -> Work:
    """Returns a work that nobody lists, with a DOI that does not exist if there is to be one."""
    number = chance.randrange(10**7, 10**8)
    made = replace(work, listed_by=frozenset(), nct="", isbn="", prints_doi=doi, doi="")
    return replace(made, doi=f"10.1016/j.made.{number}") if doi else made


def _year(work: Work, _other: Work, _pool: Pool, _chance: random.Random) -> Work | None:
    # Another year of a book is another edition, of a preprint another version.
    return replace(work, year=work.year - 3) if work.kind == "article" else None


def _volume(work: Work, _other: Work, _pool: Pool, _chance: random.Random) -> Work | None:
    return replace(work, volume=work.volume + 7) if work.volume else None


def _pages(work: Work, _other: Work, _pool: Pool, _chance: random.Random) -> Work | None:
    return replace(work, first=(work.first or 0) + 53) if work.kind == "article" else None


def _title(work: Work, _other: Work, pool: Pool, chance: random.Random) -> Work | None:
    """One word of the title is another."""
    words = work.title.split()
    places = [at for at, word in enumerate(words) if at and len(word) > 5 and word.isalpha()]
    if not places or work.kind == "trial":
        return None
    there = work.title.lower()
    others = (word for word in subject(pool, chance).split() if len(word) > 5)
    word = next((word for word in others if word[:5] not in there), "nocturnal")
    words[chance.choice(places)] = word
    return replace(work, title=" ".join(words))


def _elsewhere(work: Work, other: Work, _pool: Pool, _chance: random.Random) -> Work | None:
    return replace(work, doi=other.doi, prints_doi=True) if work.doi and other.doi else None


def _dead_doi(work: Work, _other: Work, _pool: Pool, chance: random.Random) -> Work | None:
    wrong = f"10.1016/j.none.{chance.randrange(10**6)}"
    return replace(work, doi=wrong, prints_doi=True) if work.doi else None


def _isbn(work: Work, _other: Work, _pool: Pool, _chance: random.Random) -> Work | None:
    if not work.isbn:
        return None
    last = (int(work.isbn[-1]) + 3) % 10
    return replace(work, isbn=f"{work.isbn[:-1]}{last}")


def _number(work: Work, _other: Work, _pool: Pool, chance: random.Random) -> Work | None:
    return replace(work, nct=f"NCT9{chance.randrange(10**7):07}") if work.nct else None


def _other_trial(work: Work, other: Work, _pool: Pool, _chance: random.Random) -> Work | None:
    return replace(work, nct=other.nct) if work.nct and other.nct else None


def _first_author(work: Work, _other: Work, pool: Pool, chance: random.Random) -> Work | None:
    """Another first author, of a work that two sources have."""
    if not {"crossref", "europepmc"} <= work.listed_by or len(work.names) < 2:
        return None
    return replace(work, names=(pool.person(chance), *work.names[1:]))


ERRORS: Final[Mapping[str, Error]] = {
    "first author": _first_author,
    "year": _year,
    "volume": _volume,
    "pages": _pages,
    "word of the title": _title,
    "DOI of another work": _elsewhere,
    "DOI that does not exist": _dead_doi,
    "ISBN": _isbn,
    "trial number": _number,
    "number of another trial": _other_trial,
}
