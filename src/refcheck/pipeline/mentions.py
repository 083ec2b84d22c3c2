"""Sources that the text names by an identifier: looked up, though they are no references.

They are asked about together with the references, and only what was answered is spoken of: one that
cannot be asked about leaves a run as complete as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from refcheck import checks
from refcheck.model.finding import Finding
from refcheck.model.outcome import Found, NotAsked, NotFound, Outcome
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import Mention
from refcheck.text.identifiers import normalise_doi, normalise_pmcid, normalise_pmid

__all__ = ["Named", "named_in"]

_KINDS = frozenset({"pmid", "doi", "pmcid"})


@dataclass(slots=True, kw_only=True)
class Named:
    """A source that the text names by identifiers, and what they lead to."""

    mention: Mention
    outcome: Outcome = field(default_factory=NotAsked)

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

    def findings(self, source_name: str) -> list[Finding]:
        """Returns what there is to say of it; nothing where `source_name` could not be asked about
        it."""
        match self.outcome:
            case Found(candidates=candidates):
                return checks.check_mention(self.mention, candidates, source_name)
            case NotFound():
                return checks.check_mention(self.mention, (), source_name)
            case _:
                return []


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
