"""The rules for how the search in PubMed ended: nothing found, or several works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import record_url
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus
from refcheck.text.names import written

__all__ = ["AmbiguousMatch", "NotFound"]

_SHOWN = 3


class NotFound:
    """PubMed was asked in every way, and holds no such work.

    That can have many reasons: a book, a thesis or a web page, a journal that PubMed does not list,
    several errors at once, or a reference that was made up. A warning; the nearest records
    are named, with why they are not the work.

    **Example.** A reference whose title, authors and journal agree with no record.

    **How to mend it.** Look the work up yourself. If it exists, complete or correct the reference;
    if it does not, take it out.
    """

    id: ClassVar[str] = "not-found"
    title: ClassVar[str] = "PubMed holds no such work"
    field: ClassVar[Field] = Field.RECORD
    needs_record: ClassVar[bool] = False

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yield one finding that names the nearest records."""
        if lookup.status is not LookupStatus.NOT_FOUND:
            return
        near = lookup.candidates[:_SHOWN]
        shown = "; ".join(
            f"{_named(scored.candidate.record)} ({scored.refused})"
            if scored.refused
            else _named(scored.candidate.record)
            for scored in near
        )
        yield Finding(
            rule=self.id,
            field=self.field,
            severity=Severity.WARNING,
            message="PubMed holds no such work." + (f" The nearest: {shown}." if shown else ""),
            url=record_url(near[0].candidate.record.pmid) if near else None,
            span=reference.string.span,
        )


class AmbiguousMatch:
    """Several records fit the reference equally well.

    What is printed does not tell them apart: a warning. What is wrong in comparison with each of
    them is reported all the same.

    **Example.** `Smith J. Reply. Lancet 2010;375` where there are two such replies.

    **How to mend it.** Add what tells them apart: pages, title, DOI or PMID.
    """

    id: ClassVar[str] = "ambiguous"
    title: ClassVar[str] = "Several records fit"
    field: ClassVar[Field] = Field.RECORD
    needs_record: ClassVar[bool] = False

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yield one finding that names the records."""
        if lookup.status is not LookupStatus.AMBIGUOUS:
            return
        records = [scored.candidate.record for scored in lookup.candidates]
        shown = "; ".join(_named(record) for record in records[:_SHOWN])
        yield Finding(
            rule=self.id,
            field=self.field,
            severity=Severity.WARNING,
            message=f"{len(records)} records fit equally well: {shown}.",
            expected=tuple(record.pmid for record in records if record.pmid),
            url=record_url(records[0].pmid) if records else None,
            span=reference.string.span,
        )


def _named(record: BibliographicRecord) -> str:
    """A record in a few words: "Rajkumar R, 2015, Ketamine and suicidal ideation (PMID 1)"."""
    parts = [
        written(record.authors[0]) if record.authors else None,
        str(record.issued.year) if record.issued else None,
        (record.title or "").removesuffix(".") or None,
    ]
    number = f" (PMID {record.pmid})" if record.pmid else ""
    return ", ".join(part for part in parts if part) + number
