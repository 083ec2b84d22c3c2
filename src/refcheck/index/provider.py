"""PubMed from an index on one's own disk, as a source of records. Nothing is sent.

    identifier   the printed PMID, DOI and PMCID
    keys         the few records that agree with the reference in most, of all its parses at once
    citation, title, wider, coverage
                 as PubMed itself is asked: for what the keys do not decide

The last are the queries of the E-utilities, so that a work that is not found was searched for as
completely as there, and is called so under the same conditions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from refcheck.errors import IndexDataError
from refcheck.index.search.answers import IndexSource
from refcheck.index.search.candidates import Ranked, candidates
from refcheck.index.search.index import Index
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.provider import Parses
from refcheck.lookup.pubmed.coverage import may_be_listed_later, scope
from refcheck.lookup.pubmed.identity import NAME, SOURCE, TERMS
from refcheck.lookup.pubmed.provider import CITATION, COVERAGE, IDENTIFIER, TITLE, WIDER, PubMed
from refcheck.lookup.pubmed.queries import with_shorter_journal
from refcheck.model.outcome import (
    Candidate,
    Found,
    NotAsked,
    NotFound,
    Outcome,
    Scope,
    Search,
    Stage,
    Unavailable,
    Unmatched,
    Via,
)
from refcheck.model.record import BibliographicRecord

__all__ = ["KEYS", "PubMedIndex"]

KEYS: Final = Stage(name="keys")
_ENDPOINT: Final = "index"


def _unheard(_message: str) -> None:
    """Take a warning of what asks services, which an index does not."""


class PubMedIndex:
    """The `LookupProvider` of an index. Raises `UsageError` where there is none in the folder, and
    `IndexDataError` where it is damaged."""

    source = SOURCE
    name = NAME
    stages = (IDENTIFIER, KEYS, CITATION, TITLE, WIDER, COVERAGE)

    def __init__(self, folder: Path) -> None:
        self._index = Index(folder)
        self._pubmed = PubMed(LookupConfig(offline=True), _unheard, IndexSource(self._index))

    @property
    def date(self) -> date:
        """The day up to which the index knows PubMed."""
        return self._index.date

    @property
    def terms(self) -> str:
        """How new the data are, and what PubMed's come with."""
        return f"From an index of PubMed's files up to {self._index.date.isoformat()}. {TERMS}"

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        """Look up one stage for all works; one outcome per work, in order."""
        if stage == KEYS:
            return self._by_keys(works)
        return await self._pubmed.ask(stage, works)

    def coverage(self, unmatched: Unmatched) -> Scope:
        """Returns whether PubMed should list a work that was not found in the index.

        A work so new that the index may not have it yet is outside of it.
        """
        found = scope(unmatched)
        issued = unmatched.reference.record.issued
        day = self._index.date
        if issued is None or not may_be_listed_later(issued, day):
            return found
        if found.outside is None or issued.year > day.year:
            return Scope(outside=f"of {issued.year}: the index has PubMed as it was on {day}")
        return found

    def url_of(self, record: BibliographicRecord) -> str | None:
        """Returns the address of a record's page in PubMed."""
        return self._pubmed.url_of(record)

    async def aclose(self) -> None:
        """Give back what is open: files are closed with the process."""
        await self._pubmed.aclose()

    def _by_keys(self, works: Sequence[Parses]) -> list[Outcome]:
        parses = []
        owners = []
        for number, work in enumerate(works):
            shorter = (with_shorter_journal(record) for record in work)
            for record in (*work, *(record for record in shorter if record)):
                parses.append(record)
                owners.append(number)
        ranked: list[list[Ranked]] = [[] for _ in works]
        for number, found in zip(owners, candidates(self._index, parses), strict=True):
            ranked[number] += found
        return [self._outcome(work, found) for work, found in zip(works, ranked, strict=True)]

    def _outcome(self, work: Parses, ranked: Sequence[Ranked]) -> Outcome:
        title = work[0].title or work[0].container_title or ""
        day = self._index.date
        if not title and not ranked:
            return NotAsked()
        best = sorted({each.place: each for each in ranked}.values(), key=lambda each: -each.points)
        try:
            records = [self._index.record(each.place) for each in best]
        except IndexDataError as error:
            return Unavailable(reason=str(error))
        search = Search(
            stage=KEYS,
            endpoint=_ENDPOINT,
            query=title,
            ids=tuple(record.pmid or "" for record in records),
            id_name="PMID",
            retrieved=day,
        )
        if not records:
            return NotFound(retrieved=day, searches=(search,))
        found = (
            Candidate(
                record=record,
                source=SOURCE,
                via=Via.TITLE,
                asked=title,
                retrieved=day,
                url=self.url_of(record),
            )
            for record in records
        )
        return Found(candidates=tuple(found), retrieved=day, searches=(search,))
