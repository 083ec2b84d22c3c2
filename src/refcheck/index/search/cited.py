"""References as numbers to compare, and the keys that they are looked for under.

What is often wrong in print is allowed for here: the year is one off, volume and issue are swapped,
the second author comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from refcheck.index.records.atoms import FIRST_YEAR, Atoms, atoms_of
from refcheck.index.records.hashes import U16, U64, Kind, mixed
from refcheck.index.records.journals import Journals, form_key
from refcheck.index.records.record_keys import short, title_bits
from refcheck.index.records.stems import Frequencies, Stem
from refcheck.journals.authority import find_journals, query_name
from refcheck.model.record import BibliographicRecord

__all__ = ["Cited", "Wanted", "journals_named", "wanted"]

_RAREST: Final = 4  # one more than of a record: one of them may be a typing error
_MOST_JOURNALS: Final = 4
_NAMES: Final = 3
_FEW_STEMS: Final = 3
_MARKS: Final = (":", " = ", " (", ", ", ". ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The keys of many references: `numbers` says whose each hash is; `first` whether it is one of
    those that are tried first."""

    hashes: U64
    numbers: NDArray[np.int64]
    first: NDArray[np.bool_]


@dataclass(slots=True)
class Cited:
    """Many references as columns of numbers, a row for each."""

    journals: U16
    years: NDArray[np.int64]
    volumes: U16  # volume, issue
    pages: U16
    authors: U16  # first, second
    titles: U64


@dataclass(slots=True)
class _Keys:
    kinds: list[int] = field(default_factory=list)
    parts: list[tuple[int, int, int]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    first: list[bool] = field(default_factory=list)

    def add(self, number: int, kind: Kind, *parts: int, early: bool = False) -> None:
        """Note a key, where all that it is made of is there."""
        if all(parts):
            one, two, three = (*parts, 0, 0)[:3]
            self.kinds.append(kind)
            self.parts.append((one, two, three))
            self.numbers.append(number)
            self.first.append(early)


def wanted(
    records: Sequence[BibliographicRecord], frequencies: Frequencies, journals: Journals
) -> tuple[Cited, Wanted]:
    """Returns references as numbers, and their keys."""
    keys = _Keys()
    atoms = [atoms_of(record) for record in records]
    named = [
        journals_named(record.container_title or "", journals)[:_MOST_JOURNALS]
        for record in records
    ]
    stems = [frequencies.stems(said.words) for said in atoms]
    for number, (said, of, words) in enumerate(zip(atoms, named, stems, strict=True)):
        _add_places(keys, number, said, of, words)
        _add_titles(keys, number, words)
    return _columns(atoms, named, stems), _hashed(keys)


def journals_named(name: str, journals: Journals) -> tuple[int, ...]:
    """Returns the journals that a cited name can be of."""
    if not name:
        return ()
    return tuple(dict.fromkeys(number for key in _keys_of(name) for number in journals.named(key)))


@lru_cache(maxsize=1 << 14)
def _keys_of(name: str) -> tuple[str, ...]:
    names = [name, query_name(name), *(found.name for found in find_journals(name)[:_NAMES])]
    names += [name.split(mark, maxsplit=1)[0] for mark in _MARKS if mark in name]
    return tuple(dict.fromkeys(form_key(each) for each in names if each.strip()))


def _add_places(
    keys: _Keys, number: int, said: Atoms, journals: Iterable[int], stems: Sequence[Stem]
) -> None:
    first, second = (*said.authors, 0, 0)[:2]
    year = said.years[0] if said.years else 0
    years = (year, year - 1, year + 1) if year else ()
    word = stems[0].number if stems else 0
    volume, issue, page = said.volume, said.issue, said.page
    for journal in journals:
        keys.add(number, Kind.JOURNAL_VOLUME_PAGE, journal, volume, page, early=True)
        keys.add(number, Kind.JOURNAL_VOLUME_PAGE, journal, issue, page)
        keys.add(number, Kind.JOURNAL_VOLUME_AUTHOR, journal, volume, first)
        keys.add(number, Kind.JOURNAL_VOLUME_AUTHOR, journal, volume, second)
        keys.add(number, Kind.JOURNAL_VOLUME_AUTHOR, journal, issue, first)
        for each in years:
            keys.add(number, Kind.JOURNAL_YEAR_AUTHOR, journal, each, first)
            keys.add(number, Kind.JOURNAL_YEAR_AUTHOR, journal, each, second)
            keys.add(number, Kind.JOURNAL_WORD_YEAR, journal, word, each)
    keys.add(number, Kind.VOLUME_PAGE_AUTHOR, volume, page, first, early=True)
    keys.add(number, Kind.VOLUME_PAGE_AUTHOR, volume, page, second)
    keys.add(number, Kind.VOLUME_PAGE_AUTHOR, issue, page, first)
    for each in years:
        keys.add(number, Kind.VOLUME_PAGE_YEAR, volume, page, each)
        keys.add(number, Kind.AUTHORS_YEAR, first, second, each)
    keys.add(number, Kind.VOLUME_PAGE_YEAR, issue, page, year)
    keys.add(number, Kind.AUTHORS_YEAR, second, first, year)


def _add_titles(keys: _Keys, number: int, stems: Sequence[Stem]) -> None:
    rarest = Frequencies.rarest(stems, _RAREST)
    for at, one in enumerate(rarest):
        for other in rarest[at + 1 :]:
            low, high = min(one, other), max(one, other)
            keys.add(number, Kind.TITLE_PAIR, low, high, early=at == 0)
    if len(rarest) == 1:
        keys.add(number, Kind.TITLE_PAIR, rarest[0], rarest[0], early=True)
    if len(stems) >= _FEW_STEMS:
        keys.add(number, Kind.TITLE_START, *(stem.number for stem in stems[:_FEW_STEMS]))


def _hashed(keys: _Keys) -> Wanted:
    """Returns the keys as hashes. Those of two parts are mixed as such."""
    kinds = np.array(keys.kinds, dtype=np.uint64)
    parts = np.array(keys.parts, dtype=np.uint64).reshape(-1, 3)
    pairs = kinds == np.uint64(Kind.TITLE_PAIR)
    hashes = np.zeros(len(kinds), dtype=np.uint64)
    for of, most in ((pairs, 2), (~pairs, 3)):
        hashes[of] = mixed(kinds[of], *parts[of].T[:most])
    return Wanted(
        hashes=hashes,
        numbers=np.array(keys.numbers, dtype=np.int64),
        first=np.array(keys.first, dtype=bool),
    )


def _columns(
    atoms: Sequence[Atoms], journals: Sequence[Sequence[int]], stems: Sequence[Sequence[Stem]]
) -> Cited:
    def column(values: Iterable[Sequence[int]], most: int) -> U16:
        rows = [(*each, *(0,) * most)[:most] for each in values]
        return short(np.array(rows, dtype=np.uint64).reshape(-1, most))

    years = [said.years[0] - FIRST_YEAR if said.years else -1 for said in atoms]
    return Cited(
        journals=column(journals, _MOST_JOURNALS),
        years=np.array(years, dtype=np.int64),
        volumes=column([(said.volume, said.issue) for said in atoms], 2),
        pages=column([(said.page,) for said in atoms], 1)[:, 0],
        authors=column([said.authors for said in atoms], 2),
        titles=np.array([title_bits(words) for words in stems], dtype=np.uint64),
    )
