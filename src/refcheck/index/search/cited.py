"""References as numbers to compare, and the keys that they are looked for under.

What is often wrong in print is allowed for here: the year is one off, volume and issue are swapped,
the second author comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from refcheck.frozen import dataclass
from refcheck.index.records.atoms import FIRST_YEAR, Atoms, atoms_of
from refcheck.index.records.hashes import U16, U64, Kind, mixed
from refcheck.index.records.journals import JournalNames, form_key
from refcheck.index.records.record_keys import short, title_bits
from refcheck.index.records.stems import Frequencies, Stem
from refcheck.journals.authority import find_journals, query_name
from refcheck.model.record import BibliographicRecord

__all__ = ["Cited", "Wanted", "cited"]

_RAREST: Final = 4  # one more than of a record: one of them may be a typing error
_MOST_JOURNALS: Final = 4
_NAMES: Final = 3
_FEW_STEMS: Final = 3
_MARKS: Final = (":", " = ", " (", ", ", ". ")
_NO_PART: Final = 1  # the third of a pair
_IS_PART: Final = np.array([False, False, True, True, True])
_Key = tuple[int, int, int, int, int]  # whose it is, its kind, and its parts


@dataclass(frozen=True, slots=True)
class Wanted:
    """The keys of many references: `numbers` says whose each hash is."""

    hashes: U64
    numbers: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cited:
    """Many references: as columns of numbers, a row for each, and what keys are made of."""

    journals: U16
    years: NDArray[np.int64]
    volumes: U16  # volume, issue
    pages: U16
    authors: U16  # first, second
    titles: U64
    said: Sequence[Atoms]
    named: Sequence[Sequence[int]]  # the journals that each may be of
    stems: Sequence[Sequence[Stem]]

    def __len__(self) -> int:
        return len(self.said)

    def selective(self) -> Wanted:
        """Returns the keys that only few records have, of all references."""
        keys: list[_Key] = []
        for number, (said, journals) in enumerate(zip(self.said, self.named, strict=True)):
            keys += _selective(number, said, journals)
            keys += _of_titles(number, self.stems[number], rarest_only=True)
        return _hashed(keys)

    def all_of(self, numbers: Iterable[int]) -> Wanted:
        """Returns all keys of some references."""
        keys: list[_Key] = []
        for number in numbers:
            said, journals, stems = self.said[number], self.named[number], self.stems[number]
            keys += _selective(number, said, journals)
            keys += _of_places(number, said, journals, stems)
            keys += _of_titles(number, stems)
        return _hashed(keys)


def cited(
    records: Sequence[BibliographicRecord], frequencies: Frequencies, journals: JournalNames
) -> Cited:
    """Returns references as numbers."""
    atoms = [atoms_of(record) for record in records]
    named = [
        _journals_named(record.container_title or "", journals)[:_MOST_JOURNALS]
        for record in records
    ]
    stems = [frequencies.stems(said.words) for said in atoms]

    def column(values: Iterable[Sequence[int]], most: int) -> U16:
        rows = [(*each, *(0,) * most)[:most] for each in values]
        return short(np.array(rows, dtype=np.uint64).reshape(-1, most))

    years = [said.years[0] - FIRST_YEAR if said.years else -1 for said in atoms]
    return Cited(
        journals=column(named, _MOST_JOURNALS),
        years=np.array(years, dtype=np.int64),
        volumes=column([(said.volume, said.issue) for said in atoms], 2),
        pages=column([(said.page,) for said in atoms], 1)[:, 0],
        authors=column([said.authors for said in atoms], 2),
        titles=np.array([title_bits(words) for words in stems], dtype=np.uint64),
        said=atoms,
        named=named,
        stems=stems,
    )


def _journals_named(name: str, journals: JournalNames) -> tuple[int, ...]:
    """Returns the journals that a cited name can be of."""
    if not name:
        return ()
    return tuple(dict.fromkeys(number for key in _keys_of(name) for number in journals.named(key)))


@lru_cache(maxsize=1 << 14)
def _keys_of(name: str) -> tuple[str, ...]:
    names = [name, query_name(name), *(found.name for found in find_journals(name)[:_NAMES])]
    names += [name.split(mark, maxsplit=1)[0] for mark in _MARKS if mark in name]
    return tuple(dict.fromkeys(form_key(each) for each in names if each.strip()))


# --- keys -----------------------------------------------------------------------------------------


def _selective(number: int, said: Atoms, journals: Iterable[int]) -> Iterator[_Key]:
    """Yields the keys of a place and the first author, or the journal."""
    volume, page = said.volume, said.page
    if volume and page:
        for journal in journals:
            yield number, Kind.JOURNAL_VOLUME_PAGE, journal, volume, page
        if said.authors:
            yield number, Kind.VOLUME_PAGE_AUTHOR, volume, page, said.authors[0]


def _of_places(
    number: int, said: Atoms, journals: Sequence[int], stems: Sequence[Stem]
) -> Iterator[_Key]:
    """Yields the other keys of journals, years, places and authors."""
    first, second = (*said.authors, 0, 0)[:2]
    year = said.years[0] if said.years else 0
    years = (year, year - 1, year + 1) if year else ()
    word = stems[0].number if stems else 0
    volume, issue, page = said.volume, said.issue, said.page
    for journal in journals:
        yield number, Kind.JOURNAL_VOLUME_PAGE, journal, issue, page
        yield number, Kind.JOURNAL_VOLUME_AUTHOR, journal, volume, first
        yield number, Kind.JOURNAL_VOLUME_AUTHOR, journal, volume, second
        yield number, Kind.JOURNAL_VOLUME_AUTHOR, journal, issue, first
        for each in years:
            yield number, Kind.JOURNAL_YEAR_AUTHOR, journal, each, first
            yield number, Kind.JOURNAL_YEAR_AUTHOR, journal, each, second
            yield number, Kind.JOURNAL_WORD_YEAR, journal, word, each
    yield number, Kind.VOLUME_PAGE_AUTHOR, volume, page, second
    yield number, Kind.VOLUME_PAGE_AUTHOR, issue, page, first
    for each in years:
        yield number, Kind.VOLUME_PAGE_YEAR, volume, page, each
        yield number, Kind.AUTHORS_YEAR, first, second, each
    yield number, Kind.VOLUME_PAGE_YEAR, issue, page, year
    yield number, Kind.AUTHORS_YEAR, second, first, year


def _of_titles(number: int, stems: Sequence[Stem], *, rarest_only: bool = False) -> Iterator[_Key]:
    """Yields the keys of a title; `rarest_only`: the pairs that its rarest word is in."""
    rarest = Frequencies.rarest(stems, _RAREST)
    if len(rarest) == 1:
        yield number, Kind.TITLE_PAIR, rarest[0], rarest[0], _NO_PART
    for one, other in combinations(rarest, 2):
        if not rarest_only or one == rarest[0]:
            yield number, Kind.TITLE_PAIR, min(one, other), max(one, other), _NO_PART
    if len(stems) >= _FEW_STEMS and not rarest_only:
        yield number, Kind.TITLE_START, stems[0].number, stems[1].number, stems[2].number


def _hashed(keys: Sequence[_Key]) -> Wanted:
    """Returns keys as hashes, those of which all parts are there. Pairs are mixed as such."""
    flat = np.fromiter(chain.from_iterable(keys), dtype=np.uint64, count=5 * len(keys))
    table = flat.reshape(-1, 5)
    numbers, kinds, *parts = table[table.all(axis=1, where=_IS_PART)].T
    pairs = kinds == np.uint64(Kind.TITLE_PAIR)
    hashes = np.where(pairs, mixed(kinds, *parts[:2]), mixed(kinds, *parts))
    return Wanted(hashes, numbers.astype(np.int64))
