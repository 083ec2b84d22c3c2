"""What to make: so many articles' worth of references out of real records, by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .articles import Article, make_article
from .entries import Reference
from .pool import Pool
from .records import Record, plain
from .references import (
    Rates,
    choose_habit,
    is_usable,
    print_invention,
    print_other,
    print_record,
)

__all__ = ["Plan", "make_articles", "usable_records"]

_LIST_LENGTHS = (8, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to make. Shares of sources keep old and complete records from drowning.

    `length`: of every list (None: between 8 and 60); `styles`: their names (none: all there are).
    """

    references: int
    seed: int
    rates: Rates
    length: int | None = None
    styles: tuple[str, ...] = ()


def make_articles(records: Sequence[Record], plan: Plan) -> list[Article]:
    """Articles with so many references in all; the same ones for the same plan."""
    chance = random.Random(plan.seed)
    usable = usable_records(records)
    pool = Pool.of(usable)
    cited = _draw(usable, plan.references, chance)
    articles: list[Article] = []
    left = plan.references
    while left > 0:
        length = min(left, plan.length or chance.randint(*_LIST_LENGTHS))
        articles.append(_article(len(articles), length, cited, pool, plan, chance))
        left -= length
    return articles


def usable_records(records: Sequence[Record]) -> list[Record]:
    """Returns the records that a reference can be made of, and that can be told apart."""
    twins = _twins(records)
    return [record for record in records if is_usable(record) and record.pmid not in twins]


def _twins(records: Sequence[Record]) -> set[str]:
    """PMIDs of records that nobody could tell apart by title, first author and journal."""
    seen: dict[tuple[str, str, str], str] = {}
    twins: set[str] = set()
    for record in records:
        first = record.authors[0].family if record.authors else ""
        key = (plain(record.title), first, record.abbreviation)
        if other := seen.get(key):
            twins |= {record.pmid, other}
        seen[key] = record.pmid
    return twins


def _draw(usable: Sequence[Record], count: int, chance: random.Random) -> Iterator[Record]:
    """Records to cite, none twice before all were cited; complete ones (XML) come more often."""
    whole = [record for record in usable if record.source in ("xml", "medline-text")]
    rest = [record for record in usable if record.source not in ("xml", "medline-text")]
    share = min(0.4, len(whole) / count) if rest else 1.0
    while True:
        piles = [chance.sample(whole, len(whole)), chance.sample(rest, len(rest))]
        while any(piles):
            pile = piles[0] if chance.random() < share else piles[1]
            yield (pile or piles[0] or piles[1]).pop()


def _article(
    number: int,
    length: int,
    cited: Iterator[Record],
    pool: Pool,
    plan: Plan,
    chance: random.Random,
) -> Article:
    habit, rates = choose_habit(chance, plan.styles), plan.rates
    references: list[Reference] = []
    for _ in range(length):
        share = chance.random()
        if share < rates.invented:
            references.append(print_invention(habit, pool, rates, chance))
        elif share < rates.invented + rates.outside:
            references.append(print_other(habit, pool, rates, chance))
        else:
            references.append(print_record(next(cited), habit, pool, rates, chance))
    suffix = "md" if chance.random() < 0.15 else "txt"
    return make_article(f"article{number:04}.{suffix}", references, habit, chance)
