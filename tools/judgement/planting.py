"""Known errors, one at a time: each changes a right citation so that one field is wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from judgement.citing import plain
from judgement.records import Library, journals, share_author
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
)

__all__ = ["PLANTS", "Planting"]


@dataclass(frozen=True, slots=True)
class Planting:
    """A right citation, its record, and where wrong values are taken from."""

    cited: BibliographicRecord
    record: BibliographicRecord
    library: Library
    rng: random.Random

    def person(self) -> tuple[int, PersonName] | None:
        """Any cited person and its place from 0."""
        persons = [
            (at, name) for at, name in enumerate(self.cited.authors) if isinstance(name, PersonName)
        ]
        return self.rng.choice(persons) if persons else None

    def stranger(self) -> PersonName | None:
        """A person who is none of the record's authors."""
        donor = self.library.any(self.rng).authors
        if not donor or not isinstance(donor[0], PersonName):
            return None
        family = donor[0].family
        own = (name.family for name in self.record.authors if isinstance(name, PersonName))
        return None if family in own else PersonName(family=family, given=donor[0].initials)

    def all_persons(self) -> bool:
        """Whether every cited author is a person."""
        return all(isinstance(name, PersonName) for name in self.cited.authors)

    def with_author(self, at: int, *names: PersonName) -> BibliographicRecord:
        """The citation with other names at one place (none: the name is left out)."""
        authors = self.cited.authors
        return replace(self.cited, authors=(*authors[:at], *names, *authors[at + 1 :]))


Changed = BibliographicRecord | None


def _typo(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    kind = rng.choice(("swap", "drop", "double", "other"))
    if kind == "swap" and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    letter = rng.choice("abdegiklmnoprstu")
    return word[:at] + letter + word[at + (kind == "other") :]


def _misspelt(case: Planting) -> Changed:
    if (chosen := case.person()) is None or len(chosen[1].family) < 4:
        return None
    at, name = chosen
    wrong = _typo(name.family, case.rng)
    if plain(wrong).casefold() == plain(name.family).casefold():
        return None
    return case.with_author(at, replace(name, family=wrong))


def _dropped(case: Planting) -> Changed:
    last = len(case.cited.authors) - (0 if case.cited.authors_complete else 1)
    if last < 2 or not case.all_persons():
        return None
    return case.with_author(case.rng.randrange(last))


def _added(case: Planting) -> Changed:
    chosen, stranger = case.person(), case.stranger()
    if chosen is None or stranger is None or not case.all_persons():
        return None
    return case.with_author(chosen[0], stranger, chosen[1])


def _replaced(case: Planting) -> Changed:
    chosen, stranger = case.person(), case.stranger()
    return case.with_author(chosen[0], stranger) if chosen and stranger else None


def _swapped(case: Planting) -> Changed:
    if len(case.cited.authors) < 2:
        return None
    at = case.rng.randrange(len(case.cited.authors) - 1)
    one, other = case.cited.authors[at : at + 2]
    if not (isinstance(one, PersonName) and isinstance(other, PersonName)):
        return None
    if one.family == other.family:
        return None
    names = list(case.cited.authors)
    names[at : at + 2] = [other, one]
    return replace(case.cited, authors=tuple(names))


def _initials(case: Planting) -> Changed:
    if (chosen := case.person()) is None or not chosen[1].given:
        return None
    at, name = chosen
    given = name.given or ""
    letters = "".join(re.findall(r"[A-Z]", given)) or given[:1].upper()
    place = case.rng.randrange(len(letters[:2]))
    letter = case.rng.choice([each for each in "ABCDEFGHJKLMNPRSTW" if each not in letters])
    wrong = letters[:place] + letter + letters[place + 1 :]
    return case.with_author(at, replace(name, given=wrong))


def _year(case: Planting) -> Changed:
    right = {year for each in case.record.dates for year in each.years}
    issued = case.cited.issued
    wrong = (issued.year if issued else 2000) + case.rng.choice((-1, 1, -1, 1, 2, -2, 10, -10))
    if wrong in right:
        return None
    dated = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=wrong))
    return replace(case.cited, dates=(dated,))


def _journal(case: Planting) -> Changed:
    names = journals(case.library.any(case.rng))
    if set(names) & set(journals(case.record)):
        return None
    return replace(case.cited, container_title=names[-1])


def _long_words(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 4 and word.isalpha()]


def _words(case: Planting) -> Changed:
    title = case.cited.title or ""
    words, rng = title.split(), case.rng
    others = _long_words((case.library.any(rng).title or "").split())
    if len(words) < 5 or not others or not _long_words(words):
        return None
    at = words.index(rng.choice(_long_words(words)))
    words[at : at + 1] = [] if rng.random() < 0.3 else [rng.choice(others).lower()]
    changed = " ".join(words)
    return None if changed.casefold() == title.casefold() else replace(case.cited, title=changed)


def _title(case: Planting) -> Changed:
    if not (case.cited.volume and case.cited.pages):
        return None  # what is left would fit many works
    title = case.library.any(case.rng).title or ""
    return None if title.startswith("[") else replace(case.cited, title=title.removesuffix("."))


def _transposed(number: str, rng: random.Random) -> str | None:
    """A number with two digits changed about, or one digit changed."""
    if len(number) > 1 and rng.random() < 0.5:
        at = rng.randrange(len(number) - 1)
        wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    else:
        at = rng.randrange(len(number))
        wrong = number[:at] + rng.choice("123456789") + number[at + 1 :]
    return wrong if wrong != number and wrong.lstrip("0") == wrong else None


def _volume(case: Planting) -> Changed:
    if not case.cited.volume or not case.cited.volume.isdigit():
        return None
    wrong = _transposed(case.cited.volume, case.rng)
    return replace(case.cited, volume=wrong) if wrong else None


def _issue(case: Planting) -> Changed:
    if not case.cited.issue or not case.cited.issue.isdigit():
        return None
    wrong = _transposed(case.cited.issue, case.rng)
    return replace(case.cited, issue=wrong) if wrong else None


def _page(case: Planting) -> Changed:
    pages = case.cited.pages or ""
    if not (found := re.match(r"e?(\d{2,})", pages)):
        return None
    if not (wrong := _transposed(found.group(1), case.rng)):
        return None
    return replace(case.cited, pages=pages[: found.start(1)] + wrong + pages[found.end(1) :])


def _last_page(case: Planting) -> Changed:
    if not (found := re.fullmatch(r"(\d+)([-–])(\d+)", case.cited.pages or "")):
        return None
    wrong = _transposed(found.group(3), case.rng)
    return replace(case.cited, pages=f"{found.group(1)}-{wrong}") if wrong else None


def _other_pages(case: Planting) -> Changed:
    pages = case.library.any(case.rng).pages
    if not pages or not case.cited.pages or pages[:2] == case.cited.pages[:2]:
        return None
    return replace(case.cited, pages=pages)


def _other_volume(case: Planting) -> Changed:
    volume = case.library.any(case.rng).volume
    if not volume or not case.cited.volume or not (volume + case.cited.volume).isdigit():
        return None
    return None if volume == case.cited.volume else replace(case.cited, volume=volume)


def _reworded(case: Planting) -> Changed:
    """Every third word of the title is another one."""
    words = (case.cited.title or "").split()
    others = _long_words((case.library.any(case.rng).title or "").split())
    if len(words) < 6 or len(others) < 3:
        return None
    for at in range(case.rng.randrange(3), len(words), 3):
        words[at] = case.rng.choice(others).lower()
    return replace(case.cited, title=" ".join(words))


def _other_place(case: Planting) -> Changed:
    """Journal, volume and pages of another entry."""
    other = case.library.any(case.rng)
    names = journals(other)
    if set(names) & set(journals(case.record)) or len(case.cited.authors) < 2:
        return None
    return replace(
        case.cited,
        container_title=names[-1],
        volume=other.volume,
        issue=None,
        pages=other.pages,
        doi=None,
        pmid=None,
    )


def _other_authors(case: Planting) -> Changed:
    """All authors of another entry, before a title and place that are right."""
    other = case.library.any(case.rng)
    shared = share_author(other, case.record) or not other.authors
    if shared or not (case.cited.volume and case.cited.pages) or not case.all_persons():
        return None
    return replace(case.cited, authors=other.authors[: len(case.cited.authors)])


def _doi(case: Planting) -> Changed:
    doi, right = case.library.any(case.rng).doi, case.record.doi
    return replace(case.cited, doi=doi) if doi and right and doi != right else None


def _pmid(case: Planting) -> Changed:
    pmid = case.library.any(case.rng).pmid
    return replace(case.cited, pmid=pmid) if pmid != case.record.pmid else None


# What is planted -> (the field where it must be found, how it is planted).
PLANTS: dict[str, tuple[str, Callable[[Planting], Changed]]] = {
    "author misspelt": ("author", _misspelt),
    "author dropped": ("author", _dropped),
    "author added": ("author", _added),
    "authors swapped": ("author", _swapped),
    "author replaced": ("author", _replaced),
    "initials": ("author", _initials),
    "year": ("year", _year),
    "journal": ("journal", _journal),
    "title words": ("title", _words),
    "title": ("title", _title),
    "volume": ("volume", _volume),
    "issue": ("issue", _issue),
    "first page": ("pages", _page),
    "last page": ("pages", _last_page),
    "other authors": ("author", _other_authors),
    "other pages": ("pages", _other_pages),
    "other volume": ("volume", _other_volume),
    "title reworded": ("title", _reworded),
    "other place": ("journal", _other_place),
    "doi": ("doi", _doi),
    "pmid": ("pmid", _pmid),
}
