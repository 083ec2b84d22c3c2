"""Checks a list of references as refcheck does, with stand-ins of all sources behind PubMed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from refcheck import pipeline
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.doi import resolver
from refcheck.lookup.provider import LookupProvider, Parses
from refcheck.lookup.pubmed.coverage import scope
from refcheck.model.finding import Severity
from refcheck.model.outcome import NotFound, Outcome, Scope, Stage, Unmatched
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import CheckedReference, LookupStatus
from refcheck.settings import Settings

from .holdings import identity
from .services import Services
from .works import Work

__all__ = ["TIMING", "NoPubMed", "alarms", "check", "is_wrong_work", "quick"]

_TODAY = date(2026, 11, 28)
TIMING = Timing(
    attempts=2, first_pause=0.001, longest_wait=0.01, failing=0.0, unreachable=0.0, failures=3
)


class NoPubMed:
    """A PubMed that has none of these works, and knows which kinds it does not list."""

    source, name, terms, stages = "pubmed", "PubMed", None, (Stage(name="title"),)

    async def ask(self, _stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        """Returns that it has none."""
        return [NotFound(retrieved=_TODAY) for _ in works]

    def url_of(self, _record: BibliographicRecord) -> str | None:
        """Returns no address: there is no record."""
        return None

    def coverage(self, unmatched: Unmatched) -> Scope:
        """Returns why it lists no such work."""
        found = scope(unmatched)
        return found if found.outside else Scope(outside="PubMed lists no journal by this name")

    async def aclose(self) -> None:
        """Nothing to give back."""


@contextmanager
def quick(transport: Services, cache: Path) -> Iterator[None]:
    """Let sources be asked through a stand-in, without pauses."""
    config = LookupConfig(
        cache_dir=cache, pace_dir=cache, transport=transport, timing=TIMING, rate=1e6
    )
    with (
        patch.object(Settings, "lookup_config", property(lambda _: config)),
        patch.object(LookupConfig, "interval", property(lambda _: 0.0)),
        patch.object(resolver, "_SECOND_LOOK", 0.0),
    ):
        yield


def check(
    lines: Sequence[str],
    transport: Services,
    cache: Path,
    *,
    sources: Sequence[str] = ("all",),
    provider: LookupProvider | None = None,
) -> Sequence[CheckedReference]:
    """Returns what is reported of each line of a list. Raises `RuntimeError` where the list was
    not divided as it was printed."""
    path = cache / "article.txt"
    listed = "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
    path.write_text(f"A note\n\nReferences\n\n{listed}\n", encoding="utf-8")
    settings = Settings(sources=tuple(sources))

    async def run() -> list[CheckedReference]:
        reports = pipeline.check_documents([str(path)], settings, provider=provider or NoPubMed())
        return [each async for report in reports for each in report.references]

    with quick(transport, cache):
        checked = asyncio.run(run())
    if len(checked) != len(lines):
        raise RuntimeError(f"{len(lines)} references became {len(checked)}")
    return checked


def alarms(checked: CheckedReference) -> list[str]:
    """Returns the rules of the findings that are more than a note."""
    return [each.rule for each in checked.findings if each.severity is not Severity.INFO]


def is_wrong_work(checked: CheckedReference, work: Work | None) -> bool:
    """Returns whether a reference was taken for a work that it does not cite (None: for any)."""
    lookup = checked.lookup
    if lookup is None or lookup.status is not LookupStatus.MATCHED or lookup.record is None:
        return False
    key = lookup.record.key
    return work is None or key is None or key.id.lower() not in identity(work)
