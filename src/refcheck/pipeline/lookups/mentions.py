"""Sources that the text names by an identifier: looked up, though they are no references.

They are asked about together with the references, and only what was answered is spoken of: one that
cannot be asked about leaves a run as complete as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from refcheck import checks
from refcheck.model.finding import Finding
from refcheck.model.outcome import (
    Candidate,
    Coverage,
    Found,
    NotAsked,
    NotCached,
    NotFound,
    Outcome,
    Unavailable,
    Via,
)
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus, Mention
from refcheck.pipeline.lookups.retractions import noted, noted_by_identifier
from refcheck.text.works.identifiers import normalise_doi, normalise_pmcid, normalise_pmid

if TYPE_CHECKING:
    from refcheck.lookup.retraction_watch.table import RetractionTable

__all__ = ["Named", "named_in", "with_answers"]

_KINDS = frozenset({"pmid", "doi", "pmcid"})


@dataclass(slots=True, kw_only=True)
class Named:
    """A source that the text names by identifiers, and what they lead to."""

    mention: Mention
    outcome: Outcome = field(default_factory=NotAsked)
    noticed: Candidate | None = None  # what Retraction Watch has under its identifiers

    @property
    def record(self) -> BibliographicRecord:
        """All that is known of the work: its identifiers."""
        ids = _identifiers(self.mention)
        return BibliographicRecord(
            pmid=normalise_pmid(ids.get("pmid", "")),
            doi=normalise_doi(ids.get("doi", "")),
            pmcid=normalise_pmcid(ids.get("pmcid", "")),
        )

    @property
    def found(self) -> BibliographicRecord | None:
        """The record that its identifiers lead to, where it is just one."""
        if not isinstance(self.outcome, Found) or len(self.outcome.candidates) != 1:
            return None
        return self.outcome.candidates[0].record

    def note_retraction(self, table: RetractionTable | None) -> None:
        """Add what Retraction Watch says of the record, or of the identifiers where the source
        does not know them."""
        if table is None:
            return
        if isinstance(self.outcome, Found):
            candidates = (
                replace(each, record=noted(each.record, table)) for each in self.outcome.candidates
            )
            self.outcome = replace(self.outcome, candidates=tuple(candidates))
            return
        record = noted_by_identifier(self.record, table)
        if record.notices:
            self.noticed = Candidate(
                record=record,
                source="retractionwatch",
                via=Via.DOI if record.doi else Via.PMID,
                asked=record.doi or record.pmid or "",
                retrieved=table.until,
            )

    def lookup(self, source_name: str) -> Lookup | None:
        """Returns what its identifiers lead to; None where the source knows none of their kind."""
        found = _lookup(self.outcome)
        return replace(found, source_name=source_name) if found else None

    def findings(self, source_name: str) -> list[Finding]:
        """Returns what there is to say of it; where `source_name` could not be asked about it, only
        what Retraction Watch says."""
        told = checks.check_mention(self.mention, [self.noticed]) if self.noticed else []
        match self.outcome:
            case Found(candidates=candidates):
                return checks.check_mention(self.mention, candidates, source_name)
            case NotFound():
                return [*checks.check_mention(self.mention, (), source_name), *told]
            case _:
                return told


def with_answers(
    mentions: Sequence[Mention], named: Sequence[Named], source_name: str
) -> tuple[Mention, ...]:
    """Returns all mentions of a document with what their identifiers lead to.

    A source that is named twice is looked up once.
    """
    answers = {
        one: item.lookup(source_name)
        for item in named
        for one in _identifiers(item.mention).items()
    }
    return tuple(
        replace(mention, lookup=next((answers[one] for one in ids if one in answers), None))
        for mention in mentions
        for ids in (_identifiers(mention).items(),)
    )


def _lookup(outcome: Outcome) -> Lookup | None:
    match outcome:
        case Found(candidates=(candidate,), retrieved=retrieved):
            return Lookup(
                status=LookupStatus.MATCHED,
                source=candidate.source,
                retrieved=retrieved,
                record=candidate.record,
                url=candidate.url,
            )
        case Found(retrieved=retrieved):
            reason = "its identifiers lead to several records"
            return Lookup(status=LookupStatus.AMBIGUOUS, retrieved=retrieved, reason=reason)
        case NotFound(retrieved=retrieved):
            reason = "no record has this identifier"
            return Lookup(status=LookupStatus.NOT_FOUND, retrieved=retrieved, reason=reason)
        case Unavailable(reason=reason):
            return Lookup(status=LookupStatus.UNAVAILABLE, reason=reason)
        case NotCached(reason=reason):
            return Lookup(status=LookupStatus.NOT_CACHED, reason=reason)
        case NotAsked() | Coverage():
            return None
        case _:
            assert_never(outcome)


def named_in(mentions: Sequence[Mention], references: Sequence[Reference]) -> Iterator[Named]:
    """Yields the mentions to look up: each source once, and none that stands in a list."""
    listed = {
        (kind, value)
        for reference in references
        for kind in _KINDS
        if (value := getattr(reference.record, kind))
    }
    for mention in mentions:
        identifiers = set(_identifiers(mention).items())
        if identifiers and not identifiers & listed:
            listed |= identifiers
            yield Named(mention=mention)


def _identifiers(mention: Mention) -> dict[str, str]:
    """Returns one identifier of each kind that a source can be looked up by, the first."""
    return {kind: value for kind, value in reversed(mention.ids) if kind in _KINDS}
