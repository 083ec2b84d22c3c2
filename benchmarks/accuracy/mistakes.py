"""Errors planted in references, in the proportions that studies of published articles found.

Authors 39 %, journal 31 %, title 18 %, pages 7 %, year 3.5 %, volume 1.3 % of the erroneous
references; issues and identifiers that lead elsewhere are added on top of these.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from .author_mistakes import plant_author_mistake
from .entries import Entry, Habit, Mistake
from .pool import Pool
from .printing import journal_of
from .records import plain
from .styles import STYLES
from .wording import full_journal, misprint

__all__ = ["plant"]

SHARES = {
    "author": 39.0, "journal": 31.0, "title": 18.0, "pages": 7.0, "year": 3.5, "volume": 1.3,
    "issue": 1.0, "doi": 1.0, "pmid": 0.5,
}  # fmt: skip

_Planted = tuple[Entry, Mistake]


def plant(
    entry: Entry,
    years: frozenset[int],
    habit: Habit,
    pool: Pool,
    chance: random.Random,
    *,
    even: bool,
) -> _Planted | None:
    """The entry with one error, of a field that this style prints; `even`: all fields alike."""
    shares = dict.fromkeys(SHARES, 1.0) if even else dict(SHARES)
    while shares:
        field = chance.choices(list(shares), list(shares.values()))[0]
        del shares[field]
        if (planted := _PLANTERS[field](entry, years, habit, pool, chance)) is not None:
            return planted
    return None


# --- journal and title ----------------------------------------------------------------------------


def _journal(
    entry: Entry, _years: frozenset[int], habit: Habit, pool: Pool, chance: random.Random
) -> _Planted | None:
    printed = journal_of(entry, habit.journal_form)
    kind = chance.choice(("another", "another", "kin", "misspelt", "shortened"))
    if kind in ("another", "kin"):
        full, short = _other_journal(entry, pool, chance, kin=kind == "kin")
    else:
        words = (full_journal(entry.journal) or entry.abbreviation).split()
        change = _misspelt_words if kind == "misspelt" else _fewer_words
        short_words = change(entry.abbreviation.split(), chance)
        full_words = change(words, chance) if entry.journal else short_words
        if short_words is None or full_words is None:
            return None
        full, short = " ".join(full_words) if entry.journal else "", " ".join(short_words)
    changed = replace(entry, journal=full, abbreviation=short)
    cited = journal_of(changed, habit.journal_form)
    if plain(cited) == plain(printed):
        return None
    right = entry.abbreviation or entry.journal
    return changed, Mistake(field="journal", kind=kind, cited=cited, right=right)


def _other_journal(
    entry: Entry, pool: Pool, chance: random.Random, *, kin: bool
) -> tuple[str, str]:
    own = _significant(entry.abbreviation)
    while True:
        choice = chance.choices(pool.journals, k=400 if kin else 1)
        others = [pair for pair in choice if not _same_journal(_significant(pair[1]), own)]
        near = [pair for pair in others if _significant(pair[1]) & own] if kin else others
        if near or others:
            return (near or others)[0]


def _significant(abbreviation: str) -> frozenset[str]:
    return frozenset(plain(abbreviation.split(" (", maxsplit=1)[0]).split())


def _same_journal(one: frozenset[str], other: frozenset[str]) -> bool:
    """Of two forms of one title ("Lancet", "The Lancet (London)") one holds the other."""
    return one <= other or other <= one


def _misspelt_words(words: list[str], chance: random.Random) -> list[str] | None:
    long = [at for at, word in enumerate(words) if re.fullmatch(r"[^\W\d_]{5,}", word)]
    if not long:
        return None
    at = chance.choice(long)
    return [*words[:at], misprint(words[at], chance), *words[at + 1 :]]


def _fewer_words(words: list[str], chance: random.Random) -> list[str] | None:
    """Without one word that counts, not the last ("J Clin Psychiatry" as "J Psychiatry")."""
    small = {"the", "of", "and", "in", "for", "on", "de", "la", "et", "und", "y", "e", "&", "a"}
    heavy = [at for at, word in enumerate(words) if word.lower() not in small and word.isalpha()]
    if len(heavy) < 3 or heavy[-1] != len(words) - 1:
        return None
    at = chance.choice(heavy[1:-1])
    return [*words[:at], *words[at + 1 :]]


_CONTENT = re.compile(r"[^\W\d_]{5,}")


def _title(
    entry: Entry, _years: frozenset[int], _habit: Habit, pool: Pool, chance: random.Random
) -> _Planted | None:
    words = entry.title.split()
    heavy = [at for at, word in enumerate(words) if _CONTENT.fullmatch(word.strip(",.:;?"))]
    if len(words) < 5 or len(heavy) < 3:
        return None
    at = chance.choice(heavy)
    kind = chance.choice(("word", "word", "left out", "added", "misspelt"))
    if kind == "left out" and at == len(words) - 1:
        kind = "word"
    core = words[at].strip(",.:;?")
    other = _other_word(core, entry.title, pool, chance)
    match kind:
        case "word":
            new = [*words[:at], words[at].replace(core, other), *words[at + 1 :]]
        case "left out":
            new = [*words[:at], *words[at + 1 :]]
        case "added":
            new = [*words[:at], other, *words[at:]]
        case _:
            new = [*words[:at], words[at].replace(core, misprint(core, chance)), *words[at + 1 :]]
    title = " ".join(new).rstrip(",:;")
    title = title[0].upper() + title[1:] if entry.title[0].isupper() else title
    return replace(entry, title=title), Mistake(
        field="title", kind=kind, cited=title, right=entry.title
    )


def _other_word(core: str, title: str, pool: Pool, chance: random.Random) -> str:
    while True:
        words = [
            word for word in chance.choice(pool.records).title.split() if _CONTENT.fullmatch(word)
        ]
        fresh = [word for word in words if word.lower()[:5] not in title.lower()]
        if fresh:
            other = chance.choice(fresh).lower()
            return other.capitalize() if core[0].isupper() else other


# --- numbers and identifiers ----------------------------------------------------------------------


def _pages(
    entry: Entry, _years: frozenset[int], _habit: Habit, _pool: Pool, chance: random.Random
) -> _Planted | None:
    if not re.search(r"\d\d", entry.first):
        return None
    right = f"{entry.first}-{entry.last}" if entry.last else entry.first
    span = (
        int(entry.last) - int(entry.first)
        if entry.first.isdecimal() and entry.last.isdecimal()
        else -1
    )
    if span > 0 and chance.random() < 0.3:
        last = str(int(entry.last) + chance.choice((-1, 1, 2, 9, 10)))
        if int(last) <= int(entry.first) or last == entry.last:
            return None
        changed = replace(entry, last=last)
        return changed, Mistake(
            field="pages", kind="last page", cited=f"{entry.first}-{last}", right=right
        )
    first = _other_number(entry.first, chance)
    last = str(int(first) + span) if span >= 0 else _shifted(entry.last, entry.first, first)
    changed = replace(entry, first=first, last=last)
    cited = f"{first}-{last}" if last else first
    return changed, Mistake(field="pages", kind="first page", cited=cited, right=right)


def _shifted(last: str, old: str, new: str) -> str:
    """The end of a range of article pages ("e45-e52") after its beginning changed."""
    return "" if not last else last if last != old else new


def _other_number(text: str, chance: random.Random) -> str:
    """A number with two digits exchanged, one digit changed, or off by a little."""
    digits = [at for at, char in enumerate(text) if char.isdecimal()]
    while True:
        at = chance.choice(digits)
        new = chance.choice("123456789")
        changed = text[:at] + new + text[at + 1 :]
        if (
            len(digits) > 1
            and chance.random() < 0.4
            and at + 1 < len(text)
            and text[at + 1].isdecimal()
        ):
            changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if changed != text and not changed.startswith("0"):
            return changed


def _year(
    entry: Entry, years: frozenset[int], _habit: Habit, _pool: Pool, chance: random.Random
) -> _Planted | None:
    year = entry.year + chance.choice((-10, -3, -2, -1, -1, 1, 1, 2, 3))
    if year in years or year > 2026:
        return None
    date = entry.date.replace(str(entry.year), str(year), 1)
    changed = replace(entry, year=year, date=date)
    return changed, Mistake(field="year", kind="year", cited=str(year), right=str(entry.year))


def _volume(
    entry: Entry, _years: frozenset[int], _habit: Habit, _pool: Pool, chance: random.Random
) -> _Planted | None:
    if not entry.volume.isdecimal():
        return None
    volume = _other_number(entry.volume, chance)
    changed = replace(entry, volume=volume)
    return changed, Mistake(field="volume", kind="volume", cited=volume, right=entry.volume)


def _issue(
    entry: Entry, _years: frozenset[int], habit: Habit, _pool: Pool, chance: random.Random
) -> _Planted | None:
    if not entry.issue.isdecimal() or not habit.issue or not STYLES[habit.style].issues:
        return None
    issue = _other_number(entry.issue, chance)
    changed = replace(entry, issue=issue)
    return changed, Mistake(field="issue", kind="issue", cited=issue, right=entry.issue)


def _doi(
    entry: Entry, _years: frozenset[int], habit: Habit, pool: Pool, chance: random.Random
) -> _Planted | None:
    other = chance.choice(pool.records).doi
    if not entry.doi or not habit.doi_share or not other or other == entry.doi:
        return None
    return replace(entry, doi=other), Mistake(
        field="doi", kind="another work", cited=other, right=entry.doi
    )


def _pmid(
    entry: Entry, _years: frozenset[int], habit: Habit, pool: Pool, chance: random.Random
) -> _Planted | None:
    other = chance.choice(pool.records).pmid
    if not habit.pmid_share or other == entry.pmid:
        return None
    return replace(entry, pmid=other), Mistake(
        field="pmid", kind="another work", cited=other, right=entry.pmid
    )


_Planter = Callable[[Entry, frozenset[int], Habit, Pool, random.Random], _Planted | None]
_PLANTERS: dict[str, _Planter] = {
    "author": plant_author_mistake,
    "journal": _journal,
    "title": _title,
    "pages": _pages,
    "year": _year,
    "volume": _volume,
    "issue": _issue,
    "doi": _doi,
    "pmid": _pmid,
}
