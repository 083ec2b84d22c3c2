"""Errors in lists of authors: names misspelt, exchanged, left out, added."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from .entries import Entry, Habit, Mistake
from .pool import Pool
from .printing import printed_authors, shown_authors
from .records import Name, plain
from .wording import misprint, unaccented

__all__ = ["plant_author_mistake"]


def plant_author_mistake(
    entry: Entry, _years: frozenset[int], habit: Habit, pool: Pool, chance: random.Random
) -> tuple[Entry, Mistake] | None:
    shown, cut = shown_authors(entry, habit)
    if habit.style == "mla" and len(shown) > 2:
        shown, cut = shown[:1], True
    people = [at for at, name in enumerate(shown) if name.family and name.initials]
    if not people:
        return None
    kinds = ["misspelt", "misspelt", "initials", "another", "swapped", "missing", "extra"]
    chance.shuffle(kinds)
    for kind in kinds:
        changed = _AUTHOR_KINDS[kind](entry.authors, people, cut, pool, chance)
        if changed is not None:
            authors, cited, right = changed
            wrong = replace(entry, authors=authors)
            if _is_hidden(entry, wrong, habit):
                continue
            return wrong, Mistake(field="author", kind=kind, cited=cited, right=right)
    return None


def _is_hidden(entry: Entry, wrong: Entry, habit: Habit) -> bool:
    """Whether "et al." hides what was changed."""
    printed = [name.family + name.initials for name in printed_authors(wrong, habit)]
    right = [name.family + name.initials for name in entry.authors]
    return printed == right[: len(printed)] and (
        len(printed) < len(wrong.authors) or wrong == entry
    )


_Changed = tuple[tuple[Name, ...], str, str] | None


def _put(authors: tuple[Name, ...], at: int, name: Name) -> tuple[Name, ...]:
    return (*authors[:at], name, *authors[at + 1 :])


def _misspelt(
    authors: tuple[Name, ...], people: list[int], _cut: bool, _pool: Pool, chance: random.Random
) -> _Changed:
    long = [at for at in people if re.fullmatch(r"[^\W\d_]{5,}", authors[at].family)]
    if not long:
        return None
    at = chance.choice(long)
    slip = misprint(authors[at].family, chance)
    if unaccented(slip).lower() == unaccented(authors[at].family).lower():
        return None
    return _put(authors, at, replace(authors[at], family=slip)), slip, authors[at].family


def _initials(
    authors: tuple[Name, ...], people: list[int], _cut: bool, _pool: Pool, chance: random.Random
) -> _Changed:
    at = chance.choice(people)
    name = authors[at]
    letters = [letter for letter in name.initials if letter.isalpha() and letter.isupper()]
    given = f"{name.given} {name.initials}".upper()
    others = [letter for letter in "ABCDEFGHJKLMNPRSTVW" if letter not in given]
    if not letters or not others:
        return None
    wrong = chance.choice(others) + "".join(letters[1:])
    changed = replace(name, initials=wrong, given="")
    return _put(authors, at, changed), f"{name.family} {wrong}", name.family


def _another(
    authors: tuple[Name, ...], people: list[int], _cut: bool, pool: Pool, chance: random.Random
) -> _Changed:
    at = chance.choice(people)
    name = pool.person(chance)
    if len({plain(name.family), *(plain(known.family) for known in authors)}) <= len(
        {plain(known.family) for known in authors}
    ):
        return None
    return _put(authors, at, replace(name, suffix="")), name.family, authors[at].family


def _swapped(
    authors: tuple[Name, ...], people: list[int], _cut: bool, _pool: Pool, chance: random.Random
) -> _Changed:
    pairs = [
        at for at in people if at + 1 in people and authors[at].family != authors[at + 1].family
    ]
    if not pairs:
        return None
    at = chance.choice(pairs)
    changed = _put(_put(authors, at, authors[at + 1]), at + 1, authors[at])
    return changed, authors[at + 1].family, authors[at].family


def _missing(
    authors: tuple[Name, ...], people: list[int], cut: bool, _pool: Pool, chance: random.Random
) -> _Changed:
    gaps = [at for at in people if not cut or at < people[-1]]
    if len(authors) < 2 or not gaps:
        return None
    at = chance.choice(gaps)
    return (*authors[:at], *authors[at + 1 :]), "", authors[at].family


def _extra(
    authors: tuple[Name, ...], people: list[int], _cut: bool, pool: Pool, chance: random.Random
) -> _Changed:
    at = chance.choice(people)
    name = pool.person(chance)
    if plain(name.family) in {plain(known.family) for known in authors}:
        return None
    return (*authors[:at], replace(name, suffix=""), *authors[at:]), name.family, ""


_AUTHOR_KINDS: dict[
    str, Callable[[tuple[Name, ...], list[int], bool, Pool, random.Random], _Changed]
] = {
    "misspelt": _misspelt,
    "initials": _initials,
    "another": _another,
    "swapped": _swapped,
    "missing": _missing,
    "extra": _extra,
}
