"""Lists of references, each as it should be and with errors planted in a share of it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..entries import Entry, Habit, Mistake, entry_of
from ..mistakes import plant
from ..pool import Pool
from ..records import Record
from ..references import choose_habit, dress, is_usable, print_entry
from ..styles import STYLES

__all__ = ["LISTED_STYLES", "Item", "PlantedList", "make_lists"]

# Twelve styles that have little in common.
LISTED_STYLES = (
    *("nlm", "ama", "springer", "apa7", "harvard", "chicago"),
    *("ieee", "cell", "elsevier", "abnt", "bmc", "mdpi"),
)
_ERRORS = 0.3  # share of the references
_LENGTHS = (15, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One reference: its fields and its line, as they should be and as they are.

    `mistake` None: it is right.
    """

    record: Record
    right: Entry
    wrong: Entry
    right_line: str
    wrong_line: str
    mistake: Mistake | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedList:
    """One list, in one style."""

    habit: Habit
    items: tuple[Item, ...]


def make_lists(records: Sequence[Record], count: int, seed: int) -> Iterator[PlantedList]:
    """Yields lists with so many references in all; the same ones for the same seed."""
    chance = random.Random(seed)
    usable = [
        record
        for record in records
        if is_usable(record) and not record.notices and _has_names(record)
    ]
    pool = Pool.of(usable)
    left = count
    cited = _draw(usable, chance)
    while left > 0:
        for style in LISTED_STYLES:
            length = min(left, chance.randint(*_LENGTHS))
            if length <= 0:
                return
            habit = choose_habit(chance, (style,))
            items = tuple(_item(next(cited), habit, pool, chance) for _ in range(length))
            yield PlantedList(habit=habit, items=items)
            left -= length


def _has_names(record: Record) -> bool:
    """Returns whether the journal has its name: some exports have its number instead."""
    return not any(name[:1].isdigit() for name in (record.journal, record.abbreviation))


def _draw(usable: Sequence[Record], chance: random.Random) -> Iterator[Record]:
    """Yields records, none twice before all were cited."""
    while True:
        yield from chance.sample(usable, len(usable))


def _item(record: Record, habit: Habit, pool: Pool, chance: random.Random) -> Item:
    right = entry_of(record)
    planted = None
    if chance.random() < _ERRORS:
        planted = plant(right, record.years, habit, pool, chance, even=True)
    wrong, mistake = planted or (right, None)
    own = chance.random()
    forced = {mistake.field} if mistake else set()

    def line(entry: Entry) -> str:
        return print_entry(dress(entry, habit), habit, random.Random(own), forced)

    if mistake is not None and line(right) == line(wrong):
        return _item(record, habit, pool, chance)  # the style does not print the field
    return Item(
        record=record,
        right=dress(right, habit),
        wrong=dress(_with_own_identifiers(wrong, right, mistake), habit),
        right_line=line(right),
        wrong_line=line(wrong),
        mistake=mistake,
    )


def _with_own_identifiers(wrong: Entry, right: Entry, mistake: Mistake | None) -> Entry:
    if mistake is not None and mistake.field in ("doi", "pmid"):
        return wrong
    return replace(wrong, doi=right.doi, pmid=right.pmid)


assert set(LISTED_STYLES) <= set(STYLES)  # noqa: S101 - a style of the accuracy benchmark is gone
