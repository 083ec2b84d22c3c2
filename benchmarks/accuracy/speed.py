"""How many references a second are matched and checked, apart from all other work.

The articles are checked twice in this process: once with PubMed's cached answers, which are noted
down, and once with the notes in PubMed's place. Reading and parsing have a thread of their own:
what the second run takes in this one is matching, checking, and what holds them together.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from refcheck.lookup.provider import LookupProvider
from refcheck.model.outcome import Outcome, Scope, Stage, Unmatched
from refcheck.model.record import BibliographicRecord
from refcheck.pipeline import check_documents, open_provider
from refcheck.settings import Settings

__all__ = ["matching_speed"]


class _Notes:
    """A provider that answers as another did, in the same order."""

    def __init__(self, source: LookupProvider) -> None:
        self.source = source.source
        self.name = source.name
        self.terms = source.terms
        self.stages = source.stages
        self.asks = source
        self.answers: list[Sequence[Outcome]] = []
        self.replayed = 0

    async def ask(
        self, stage: Stage, works: Sequence[Sequence[BibliographicRecord]]
    ) -> Sequence[Outcome]:
        """Answer from the notes, or note down what the other provider answers."""
        if self.replayed < len(self.answers):
            self.replayed += 1
            return self.answers[self.replayed - 1]
        answer = await self.asks.ask(stage, works)
        self.answers.append(answer)
        self.replayed += 1
        return answer

    def url_of(self, record: BibliographicRecord) -> str | None:
        """The address that the other provider gives."""
        return self.asks.url_of(record)

    def coverage(self, unmatched: Unmatched) -> Scope:
        """What the other provider says."""
        return self.asks.coverage(unmatched)

    async def aclose(self) -> None:
        """Close the other provider."""
        await self.asks.aclose()


async def _check(folder: Path, settings: Settings, notes: _Notes) -> int:
    notes.replayed = 0
    references = 0
    async for report in check_documents([str(folder)], settings, provider=notes):
        references += len(report.references)
    return references


def matching_speed(folder: Path, cache: Path) -> float:
    """References a second through matching and checks, answers from `cache`, on one core."""
    settings = Settings(offline=True, cache_dir=cache)
    notes = _Notes(open_provider(settings))
    asyncio.run(_check(folder, settings, notes))
    started = time.thread_time()
    references = asyncio.run(_check(folder, settings, notes))
    return references / (time.thread_time() - started)
