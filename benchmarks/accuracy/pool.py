"""The records that wrong and made-up values are taken from."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .records import Name, Record, plain

__all__ = ["Pool"]


@dataclass(frozen=True, slots=True)
class Pool:
    """Records that wrong values are taken from."""

    records: Sequence[Record]
    journals: Sequence[tuple[str, str]]  # full title, abbreviation
    spans: Mapping[str, tuple[int, int]]  # first and last year known, by plain abbreviation

    @classmethod
    def of(cls, records: Sequence[Record]) -> Pool:
        """The pool of these records."""
        journals = {
            plain(record.abbreviation): (record.journal, record.abbreviation)
            for record in records
            if record.journal and record.abbreviation
        }
        spans: dict[str, tuple[int, int]] = {}
        for record in records:
            key = plain(record.abbreviation)
            first, last = spans.get(key, (record.year, record.year))
            spans[key] = min(first, record.year), max(last, record.year)
        return cls(records, sorted(journals.values()), spans)

    def year(self, abbreviation: str, chance: random.Random) -> int:
        """A year in which the journal is known to have appeared."""
        return chance.randint(*self.spans[plain(abbreviation)])

    def person(self, chance: random.Random) -> Name:
        """Some author."""
        while True:
            record = chance.choice(self.records)
            people = [name for name in record.authors if name.family and name.initials.isalpha()]
            if people:
                return chance.choice(people)
