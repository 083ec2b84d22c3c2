"""What Retraction Watch says became of a cited work: the imported table, which needs no network.

It may be about a work that PubMed, or another source, has matched, or about one that nobody has
decided and whose identifier is printed; then the title has to be in the reference too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from refcheck.model.record import BibliographicRecord, Notice, NoticeKind, PartialDate
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus
from refcheck.text.folding import folded
from refcheck.text.patterns import lazy_regex

if TYPE_CHECKING:
    from refcheck.lookup.retraction_watch.rows import Row
    from refcheck.lookup.retraction_watch.table import RetractionTable

__all__ = ["applied", "noted", "noted_by_identifier"]

_SOURCE: Final = "Retraction Watch"
_LEAST_ALIKE: Final = 90  # of 100: the beginnings of the titles of one paper
_LEAST_TITLE: Final = 12  # characters: a shorter one tells no paper from another
_OF_NOTICES: Final = frozenset({NoticeKind.RETRACTION_OF, NoticeKind.PARTIAL_RETRACTION_OF})
_NOTICE_TYPES: Final = frozenset({"retraction of publication", "retraction notice"})
# Titles of notices: "Retraction: ...", "Retraction note to: ...", "Notice of retraction of ...".
_NOTICE_TITLE: Final = lazy_regex(
    r"\W{0,3}(?:(?:notice|statement) of )?(?:partial )?retraction\b"
    r"(?:[ ](?:note|notice|statement))?"
    r"(?:[ ](?:to|of|for|from)\b|\s?[:.—–-])",
    re.IGNORECASE,
)


def applied(lookup: Lookup, reference: Reference, table: RetractionTable | None) -> Lookup:
    """Returns the lookup with what `table` says of the cited work, and what its date is."""
    if table is None or lookup.status is LookupStatus.SKIPPED:
        return lookup
    until = table.until.isoformat()
    lookup = replace(lookup, terms=" ".join(filter(None, (lookup.terms, _terms(until)))))
    if _is_notice(reference.record):
        return lookup
    if lookup.record is not None:
        return replace(lookup, record=noted(lookup.record, table))
    rows = table.find(reference.record.doi, reference.record.pmid)
    text = folded(reference.string.text)
    return replace(lookup, notices=_notices((row for row in rows if _has_title(row, text)), until))


def noted(record: BibliographicRecord, table: RetractionTable) -> BibliographicRecord:
    """Returns a record with what `table` says of its work."""
    if _is_notice(record):
        return record
    rows = table.find(record.doi, record.pmid)
    notices = _notices((row for row in rows if _is_about(row, record)), table.until.isoformat())
    return replace(record, notices=(*record.notices, *notices)) if notices else record


def noted_by_identifier(record: BibliographicRecord, table: RetractionTable) -> BibliographicRecord:
    """Returns a record of which nothing is known but identifiers, with what `table` has under
    them."""
    return replace(
        record, notices=_notices(table.find(record.doi, record.pmid), table.until.isoformat())
    )


def _terms(until: str) -> str:
    return f"Retractions also from Retraction Watch (Crossref), data up to {until}."


def _is_notice(record: BibliographicRecord) -> bool:
    types = {kind.casefold() for kind in record.publication_types}
    return (
        not types.isdisjoint(_NOTICE_TYPES)
        or any(notice.kind in _OF_NOTICES for notice in record.notices)
        or _NOTICE_TITLE.match(record.title or "") is not None
    )


def _is_about(row: Row, record: BibliographicRecord) -> bool:
    """Returns whether a row is about the work of a record: where one identifier agrees and the
    other does not, one of them is mistyped, and the title decides."""
    pairs = ((row.doi, record.doi), (row.pmid, record.pmid))
    if all(theirs == ours for theirs, ours in pairs if theirs and ours):
        return True
    return any(
        _has_title(row, folded(title)) for title in (record.title or "", *record.title_variants)
    )


def _has_title(row: Row, text: str) -> bool:
    return len(row.title) >= _LEAST_TITLE and (
        row.title in text
        or (len(text) >= len(row.title) and fuzz.partial_ratio(row.title, text) >= _LEAST_ALIKE)
    )


def _notices(rows: Iterable[Row], until: str) -> tuple[Notice, ...]:
    """Returns what holds after all rows about a paper: a reinstatement undoes what was before it,
    a retraction is worse than the concern and the correction that came with it."""
    from refcheck.lookup.retraction_watch.rows import Nature

    kinds = {
        Nature.RETRACTION: NoticeKind.RETRACTION_IN,
        Nature.PARTIAL: NoticeKind.PARTIAL_RETRACTION_IN,
        Nature.CONCERN: NoticeKind.EXPRESSION_OF_CONCERN_IN,
        Nature.CORRECTION: NoticeKind.ERRATUM_IN,
    }
    holding: dict[Nature, Row] = {}
    # On one day, the reinstatement came last.
    for row in sorted(rows, key=lambda each: (each.day, each.nature is Nature.REINSTATEMENT)):
        if row.nature is Nature.REINSTATEMENT:
            holding = {n: each for n, each in holding.items() if n is Nature.CORRECTION}
        else:
            holding.setdefault(row.nature, row)
    worst = next((nature for nature in kinds if nature in holding), None)
    if worst in (Nature.RETRACTION, Nature.PARTIAL):
        holding = {worst: holding[worst]}
    return tuple(
        Notice(
            kind=kinds[nature],
            by=f"{_SOURCE}, data up to {until}",
            date=PartialDate(year=row.day.year, month=row.day.month, day=row.day.day),
            url=f"https://doi.org/{row.notice}" if row.notice else None,
        )
        for nature, row in holding.items()
    )
