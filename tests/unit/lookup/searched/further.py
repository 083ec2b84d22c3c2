"""Asking the further sources in tests: works as they are cited, and what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import httpx

from refcheck.lookup.bookshelf.source import Bookshelf
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.europepmc.source import EUROPE_PMC, EuropePmc
from refcheck.lookup.known_service import KnownService
from refcheck.lookup.nlm_catalog.source import NlmCatalog
from refcheck.lookup.openlibrary.source import OPEN_LIBRARY, OpenLibrary
from refcheck.model.outcome import Found, Outcome
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)

Kind = type[NlmCatalog | Bookshelf | EuropePmc | OpenLibrary]
_KNOWN: Final[Mapping[Kind, KnownService]] = {EuropePmc: EUROPE_PMC, OpenLibrary: OPEN_LIBRARY}


def cited(
    title: str | None, family: str | None = "Kumar", year: int | None = 2015, **more: Any
) -> BibliographicRecord:
    """Returns a work as it is cited: a book, if nothing else is said."""
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)) if year else None
    values = {"type": WorkType.BOOK} | more
    return BibliographicRecord(
        title=title,
        authors=(PersonName(family=family, given="V"),) if family else (),
        dates=(date,) if date else (),
        **values,
    )


def asked(
    kind: Kind,
    folder: Path,
    transport: httpx.AsyncBaseTransport | None,
    *works: BibliographicRecord | Sequence[BibliographicRecord],
    warn: Callable[[str], None] = lambda _: None,
    **more: Any,
) -> list[Outcome]:
    """Returns the outcome of each work (or of the parses of one)."""
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0.0, whole=0.2)
    config = LookupConfig(
        cache_dir=folder, pace_dir=folder, transport=transport, timing=timing, rate=10_000, **more
    )
    if kind in _KNOWN:
        config = _KNOWN[kind].config(config)
        object.__setattr__(config, "usual_rate", 10_000.0)

    async def run() -> list[Outcome]:
        source = kind(config, warn)
        try:
            parses = [[each] if isinstance(each, BibliographicRecord) else each for each in works]
            return await source.search(parses)
        finally:
            await source.aclose()

    return asyncio.run(run())


def found(outcome: Outcome) -> list[str]:
    """Returns the identifiers of the records that were found."""
    assert isinstance(outcome, Found), outcome
    return [each.record.key.id for each in outcome.candidates if each.record.key]
