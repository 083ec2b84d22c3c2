"""The keys, the numbers to compare and the listed words of many records at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from refcheck.index.records.atoms import FIRST_YEAR, atoms_of, title_words
from refcheck.index.records.hashes import ROW_BITS, U64, Kind, hash_of, mixed, word_hash
from refcheck.index.records.journals import JournalForm, Journals
from refcheck.index.records.stems import Frequencies, Stem
from refcheck.lookup.pubmed.queries import STOP_WORDS
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.text.folding import fold

__all__ = ["SIDECAR", "Rows", "short", "title_bits"]

# What of each record is compared with a reference before the record is read: 20 bytes.
SIDECAR: Final = np.dtype(
    [
        ("title", "<u8"),
        ("journal", "<u2"),
        ("volume", "<u2"),
        ("page", "<u2"),
        ("first", "<u2"),
        ("second", "<u2"),
        ("year", "u1"),
        ("last_year", "u1"),
    ]
)
_RAREST: Final = 3
_SHIFT: Final = np.uint64(ROW_BITS)


def short(hashes: U64) -> NDArray[np.uint16]:
    """Returns 16 bits of hashes; 0 only where there is none."""
    low = (hashes >> np.uint64(48)).astype(np.uint16)
    return np.where((low == 0) & (hashes != 0), np.uint16(1), low)


def title_bits(stems: Sequence[Stem]) -> int:
    """Returns a bit for each stem, of 64."""
    bits = 0
    for stem in stems:
        bits |= stem.bit
    return bits


@dataclass(slots=True)
class Rows:
    """Collects records, and makes arrays of them."""

    frequencies: Frequencies
    journals: Journals = field(default_factory=Journals)
    _forms: dict[tuple[object, ...], tuple[int, bytes]] = field(default_factory=dict)
    _columns: list[tuple[int, ...]] = field(default_factory=list)
    _years: list[tuple[int, ...]] = field(default_factory=list)
    _pairs: list[tuple[int, int, int]] = field(default_factory=list)
    _starts: list[tuple[int, int, int, int]] = field(default_factory=list)
    _identifiers: list[tuple[int, int, int]] = field(default_factory=list)
    _words: list[int] = field(default_factory=list)
    _bits: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._columns)

    def add(self, record: BibliographicRecord) -> bytes:
        """Take in a record, and return the bytes that stand for its journal."""
        row = len(self._columns)
        journal, number = self._journal(record)
        atoms = atoms_of(record)
        first, second = (*atoms.authors, 0, 0)[:2]
        known = self.frequencies.stems(atoms.words)
        word = known[0].number if known else 0
        self._columns.append((journal, atoms.volume, atoms.page, first, second, word))
        self._years.append(atoms.years)
        self._bits.append(title_bits(known))
        self._add_title(row, known)
        if record.title_variants:
            words = title_words(record.title_variants[0])
            self._add_title(row, self.frequencies.stems(words))
        if record.doi:
            self._identifiers.append((Kind.DOI, row, hash_of(record.doi)))
        if record.pmcid:
            self._identifiers.append((Kind.PMCID, row, hash_of(record.pmcid)))
        self._add_words(row, atoms.words, record)
        return number

    def _journal(self, record: BibliographicRecord) -> tuple[int, bytes]:
        """Returns what keys know a record's journal by, and the bytes that stand for it."""
        said = (record.container_title, record.container_variants, record.issn, record.nlm_id)
        known = self._forms.get(said)
        if known is None:
            form = JournalForm.of(record)
            known = self._forms[said] = form.journal, self.journals.number(form)
        return known

    def _add_title(self, row: int, stems: Sequence[Stem]) -> None:
        rarest = self.frequencies.rarest(stems, _RAREST)
        for at, one in enumerate(rarest):
            for other in rarest[at + 1 :]:
                self._pairs.append((row, one, other) if one < other else (row, other, one))
        if len(rarest) == 1:
            self._pairs.append((row, rarest[0], rarest[0]))
        if len(stems) >= _RAREST:
            self._starts.append((row, stems[0].number, stems[1].number, stems[2].number))

    def _add_words(self, row: int, title: Sequence[str], record: BibliographicRecord) -> None:
        """Note the words that PubMed searches titles by, and the first author."""
        listed = _LISTED
        self._words += [number | row for word in set(title) if (number := listed[word])]
        author = record.authors[0] if record.authors else None
        if isinstance(author, PersonName) and (family := fold(author.full_family)):
            self._words.append(_author_number(family) | row)

    # --- arrays -----------------------------------------------------------------------------------

    def sidecar(self) -> NDArray[Any]:
        """Returns what of each record is compared."""
        columns = self._table()
        side = np.zeros(len(self), dtype=SIDECAR)
        side["title"] = np.array(self._bits, dtype=np.uint64)
        for name, column in zip(
            ("journal", "volume", "page", "first", "second"), columns.T, strict=False
        ):
            side[name] = short(column)
        for name, at in (("year", 0), ("last_year", -1)):
            side[name] = [years[at] - FIRST_YEAR if years else 0 for years in self._years]
        return side

    def words(self) -> U64:
        """Returns the listed words, sorted, each with its row."""
        return np.sort(np.array(self._words, dtype=np.uint64))

    def keys(self) -> U64:
        """Returns all keys, sorted."""
        keys = np.concatenate(
            [self._of_years(), self._of_places(), self._of_titles(), self._of_identifiers()]
        )
        keys.sort()
        return keys

    def _table(self) -> U64:
        return np.array(self._columns, dtype=np.uint64).reshape(-1, 6)

    def _of_years(self) -> U64:
        """Returns the keys that have a year: one for each year of a record."""
        rows = np.repeat(np.arange(len(self)), [len(years) for years in self._years])
        years = np.array([year for each in self._years for year in each], dtype=np.uint64)
        journal, volume, page, first, second, word = self._table()[rows].T
        numbers = rows.astype(np.uint64)
        return np.concatenate(
            [
                _keys(Kind.JOURNAL_YEAR_AUTHOR, numbers, journal, years, first),
                _keys(Kind.VOLUME_PAGE_YEAR, numbers, volume, page, years),
                _keys(Kind.AUTHORS_YEAR, numbers, first, second, years),
                _keys(Kind.JOURNAL_WORD_YEAR, numbers, journal, word, years),
                _keys(Kind.JOURNAL_YEAR, numbers, journal, years),
            ]
        )

    def _of_places(self) -> U64:
        journal, volume, page, first, _second, _word = self._table().T
        rows = np.arange(len(self), dtype=np.uint64)
        return np.concatenate(
            [
                _keys(Kind.JOURNAL_VOLUME_AUTHOR, rows, journal, volume, first),
                _keys(Kind.VOLUME_PAGE_AUTHOR, rows, volume, page, first),
                _keys(Kind.JOURNAL_VOLUME_PAGE, rows, journal, volume, page),
            ]
        )

    def _of_titles(self) -> U64:
        pairs = np.array(self._pairs, dtype=np.uint64).reshape(-1, 3)
        starts = np.array(self._starts, dtype=np.uint64).reshape(-1, 4)
        return np.unique(
            np.concatenate(
                [
                    _keys(Kind.TITLE_PAIR, pairs[:, 0], pairs[:, 1], pairs[:, 2]),
                    _keys(Kind.TITLE_START, *starts.T),
                ]
            )
        )

    def _of_identifiers(self) -> U64:
        kinds, rows, hashes = np.array(self._identifiers, dtype=np.uint64).reshape(-1, 3).T
        return (mixed(kinds, hashes) << _SHIFT) | rows


@lru_cache(maxsize=1 << 16)
def _author_number(family: str) -> int:
    return word_hash("1au", family) << ROW_BITS


class _Listed(dict[str, int]):
    """The number that each word of a title is listed under, worked out when it first comes; 0 for
    those that PubMed does not search."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        number = self[word] = 0 if word in STOP_WORDS else word_hash("ti", word) << ROW_BITS
        return number


_LISTED: Final = _Listed()
_MOST_WORDS: Final = 500_000


def _keys(kind: Kind, rows: U64, *parts: U64) -> U64:
    """Returns the keys of the rows that have every part."""
    whole = np.all([part != 0 for part in parts], axis=0)
    hashes = mixed(kind, *(part[whole] for part in parts))
    result: U64 = (hashes << _SHIFT) | rows[whole]
    return result
