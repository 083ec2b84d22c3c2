"""`python -m benchmarks.accuracy.outside RECORDS --works 200 --seed 7`

Checks works outside PubMed against a stand-in of Crossref: articles in journals that PubMed does
not list and papers of meetings, right, with a planted error, and invented; and kinds of works that
are listed nowhere. Prints the verdicts, the alarms and the requests of each.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.standin.doi_services import DoiTransport

from refcheck import pipeline
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.doi.resolver import DoiResolver
from refcheck.lookup.provider import Parses
from refcheck.lookup.pubmed.coverage import scope
from refcheck.model.finding import Severity
from refcheck.model.outcome import NotFound, Outcome, Scope, Stage, Unmatched
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import CheckedReference
from refcheck.settings import Settings

from .inventions import subject
from .other_works import CONFERENCES, UNLISTED
from .pool import Pool
from .records import Name, load_records

_TODAY = date(2026, 11, 28)
_LEAST_YEAR, _LAST_YEAR = 1975, 2023


class _PubMed:
    """A PubMed that has none of these works, and knows which kinds it does not list."""

    source, name, terms, stages = "pubmed", "PubMed", None, (Stage(name="title"),)

    async def ask(self, _stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        return [NotFound(retrieved=_TODAY) for _ in works]

    def url_of(self, _record: BibliographicRecord) -> str | None:
        return None

    def coverage(self, unmatched: Unmatched) -> Scope:
        found = scope(unmatched)
        return found if found.outside else Scope(outside="PubMed lists no journal by this name")

    async def aclose(self) -> None:
        """Nothing to give back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    names: tuple[Name, ...]
    title: str
    container: str
    year: int
    volume: int | None
    first: int

    @property
    def line(self) -> str:
        """The work as a reference prints it."""
        names = ", ".join(f"{name.family} {name.initials}" for name in self.names)
        pages = f"{self.first}-{self.first + 8}"
        if self.volume is None:
            return f"{names}. {self.title}. In: {self.container}; Lille; {self.year}. p. {pages}."
        return f"{names}. {self.title}. {self.container}. {self.year};{self.volume}(2):{pages}."

    def item(self, number: int) -> dict[str, Any]:
        """The work as Crossref lists it."""
        return {
            "DOI": f"10.5555/outside.{number}",
            "type": "journal-article" if self.volume else "proceedings-article",
            "title": [self.title],
            "author": [
                {
                    "family": name.family,
                    "given": name.initials,
                    "sequence": "additional" if at else "first",
                }
                for at, name in enumerate(self.names)
            ],
            "container-title": [self.container],
            "issued": {"date-parts": [[self.year]]},
            "volume": str(self.volume) if self.volume else None,
            "page": f"{self.first}-{self.first + 8}",
        }


def _work(pool: Pool, chance: random.Random, *, paper: bool) -> _Work:
    topic = f"{subject(pool, chance)} and {subject(pool, chance)}"
    return _Work(
        names=tuple(pool.person(chance) for _ in range(chance.randint(1, 4))),
        title=topic[0].upper() + topic[1:],
        container=chance.choice(CONFERENCES if paper else UNLISTED),
        year=chance.randint(_LEAST_YEAR, _LAST_YEAR),
        volume=None if paper else chance.randrange(3, 120),
        first=chance.randrange(100, 900),
    )


def _planted(work: _Work, chance: random.Random) -> _Work:
    """Returns an article with one error that Crossref may tell of."""
    match chance.randrange(3):
        case 0:
            return replace(work, year=work.year - 3)
        case 1:
            return replace(work, volume=(work.volume or 0) + 7)
        case _:
            return replace(work, first=work.first + 53)


async def _check(lines: Sequence[str], transport: DoiTransport) -> Sequence[CheckedReference]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        listed = "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
        path.write_text(f"A note\n\nReferences\n\n{listed}\n", encoding="utf-8")
        timing = Timing(attempts=2, first_pause=0.001)
        config = LookupConfig(cache_dir=Path(folder), transport=transport, timing=timing)
        resolver = DoiResolver(config, ("crossref", "datacite", "doi"), lambda _: None)
        with (
            patch.object(pipeline, "open_doi_lookup", lambda *_: resolver),
            patch.object(LookupConfig, "interval", property(lambda _: 0.0)),
        ):
            checked = pipeline.check_documents([str(path)], Settings(), provider=_PubMed())
            return [each for report in [one async for one in checked] for each in report.references]


def _report(name: str, lines: Sequence[str], listed: Sequence[_Work]) -> None:
    transport = DoiTransport(searchable=[work.item(at) for at, work in enumerate(listed)])
    checked = asyncio.run(_check(lines, transport))
    verdicts = Counter(str(each.verdict) for each in checked)
    alarmed = sum(
        any(finding.severity is not Severity.INFO for finding in each.findings) for each in checked
    )
    counts = ", ".join(f"{verdict} {number}" for verdict, number in verdicts.most_common())
    asked = len(transport.requests) / len(lines)
    print(f"| {name} | {len(checked)} | {alarmed} | {asked:.2f} | {counts} |")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, check, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.outside")
    parser.add_argument("records", type=Path, help="JSON Lines, one record a line (.gz too)")
    parser.add_argument("--works", type=int, default=200, help="of each kind")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    chance, pool = random.Random(options.seed), Pool.of(load_records(options.records))
    print("| works | references | with an alarm | requests each | verdicts |")
    print("| --- | --- | --- | --- | --- |")
    for kind, paper in (("articles", False), ("papers", True)):
        works, invented = (
            [_work(pool, chance, paper=paper) for _ in range(options.works)] for _ in range(2)
        )
        _report(f"right {kind}", [work.line for work in works], works)
        if not paper:
            wrong = [_planted(work, chance).line for work in works]
            _report(f"{kind} with an error", wrong, works)
        _report(f"invented {kind}", [work.line for work in invented], works)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
