"""How often an index finds the work of a printed reference with none to three mistakes in it.

The study that the goals are from counts defects of printed references, at the rates of published
articles: a wrong initial, a shortened title, a page that is one off. They are planted here by the
same planter as in the accuracy benchmark, in references that are printed in all styles, with the
harmless variation that lists have, and parsed again. (`index_size.py` also counts something harder,
fields that are wholly wrong.)
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace

from refcheck.index.provider import KEYS, PubMedIndex
from refcheck.model.outcome import Found
from refcheck.model.record import BibliographicRecord
from refcheck.parsing import parse

from .entries import Habit, Mistake, entry_of
from .mistakes import plant
from .pool import Pool
from .records import Record
from .references import choose_habit, dress, is_usable, print_entry
from .variations import vary

__all__ = ["SHARES", "print_defects"]

# Of references with so many mistakes: three in ten have any, as in `references.Rates`, and with as
# many more in one article of five as in the study.
SHARES = {0: 0.66, 1: 0.26, 2: 0.06, 3: 0.02}
_TRIES = 12
_WITHIN = 10


def print_defects(index: PubMedIndex, real: Sequence[Record], count: int, seed: int) -> None:
    """Look up printed references with none to three mistakes, and print how many are found."""
    rng = random.Random(seed)
    pool = Pool.of([record for record in real if is_usable(record)])
    chosen = rng.sample(pool.records, min(count, len(pool.records)))
    overall = 0.0
    for mistakes, share in SHARES.items():
        printed = [
            (record, parses)
            for record in chosen
            if (parses := _parsed(record, mistakes, pool, rng)) is not None
        ]
        outcomes = asyncio.run(index.ask(KEYS, [parses for _, parses in printed]))
        found = [
            [one.record.pmid for one in outcome.candidates] if isinstance(outcome, Found) else []
            for outcome in outcomes
        ]
        right = sum(
            record.pmid in pmids[:_WITHIN]
            for (record, _), pmids in zip(printed, found, strict=True)
        )
        overall += share * right / len(printed)
        print(
            f"printed with {mistakes} mistakes: r@{_WITHIN} {right / len(printed):.4f} of"
            f" {len(printed):,}, {sum(map(len, found)) / len(found):.1f} candidates",
            flush=True,
        )
    print(f"printed, as many mistakes as in articles: r@{_WITHIN} {overall:.4f}", flush=True)


def _parsed(
    record: Record, mistakes: int, pool: Pool, rng: random.Random
) -> tuple[BibliographicRecord, ...] | None:
    """Returns the parses of a reference, without identifiers; None where the style shows fewer
    fields than are to be wrong."""
    habit = replace(choose_habit(rng), doi_share=0.0, pmid_share=0.0)
    text = _printed(record, mistakes, habit, pool, rng)
    if text is None:
        return None
    parsed = parse(text)
    return tuple(
        replace(each, doi=None, pmid=None, pmcid=None)
        for each in (parsed.record, *parsed.alternatives)
    )


def _printed(
    record: Record, mistakes: int, habit: Habit, pool: Pool, rng: random.Random
) -> str | None:
    entry, _ = vary(entry_of(record), record, habit, rng)
    planted: dict[str, Mistake] = {}
    for _ in range(_TRIES):
        if len(planted) == mistakes:
            return print_entry(dress(entry, habit), habit, rng, set(planted))
        found = plant(entry, record.years, habit, pool, rng, even=False)
        if found and found[1].field not in (*planted, "doi", "pmid"):
            entry, mistake = found
            planted[mistake.field] = mistake
    return None
