"""The rules for how the search in PubMed ended: nothing found, or several works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rapidfuzz import fuzz

from refcheck.checks.comparison import record_url
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Scored
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus
from refcheck.text.folding import folded
from refcheck.text.names import written

__all__ = ["AmbiguousMatch", "NotFound", "Suspect"]

_SHOWN = 3
_LIKELY = 0.3  # a candidate this probable comes near
_ALIKE = 80.0  # per cent of a record's title that stands in the reference
_AUTHORS = 3  # so many of the first authors are compared


class Suspect:
    """The work should be in PubMed, was searched for completely, and is not there.

    The reference claims to be an article in a journal and of a year that PubMed lists. It was
    searched for by its identifiers, by journal, volume and page, by the words of its title, and by
    its first author; every search was answered completely, and no record comes near: none agrees in
    two of title, authors and place. Such a reference is possibly made up, by a person or by a
    program. An error, because readers cannot find the work; it says nothing of how it came about.

    Books, theses, reports, web pages, preprints, meeting abstracts, journals and years that PubMed
    does not list are never called so, nor is anything that could not be searched for completely.

    **Example.** `Halvorsen TK, Okonjo CA. Bar-coded medication and the minutes it gives back to
    nurses. J Clin Nurs. 2016;25:9471-9.`: PubMed lists the journal and that year of it, and no
    article of this title, on this page or of such an author.

    **How to mend it.** Look for the work itself, at the publisher or in a library. Where it exists,
    correct the reference; where it does not, take it out.
    """

    id: ClassVar[str] = "suspect"
    title: ClassVar[str] = "Possibly made up: PubMed should hold it, and does not"
    field: ClassVar[Field] = Field.RECORD
    needs_record: ClassVar[bool] = False

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yield one finding that says what was searched for."""
        if not is_suspect(reference, lookup):
            return
        cited = reference.record
        year = f" of {cited.issued.year}" if cited.issued else ""
        yield Finding(
            rule=self.id,
            field=self.field,
            severity=Severity.ERROR,
            message=(
                f"Possibly made up: PubMed lists “{cited.container_title}”{year}, but no such"
                " article. It was searched for by title, by author, and by journal, volume and"
                f" page.{_nearest(lookup)}"
            ),
            url=_first_url(lookup),
            span=reference.string.span,
        )


def is_suspect(reference: Reference, lookup: Lookup) -> bool:
    """Whether a work was searched for completely where it should be, and nothing comes near it."""
    return (
        lookup.status is LookupStatus.NOT_FOUND
        and lookup.exhaustive
        and not any(_comes_near(reference, scored) for scored in lookup.candidates)
    )


def _comes_near(reference: Reference, scored: Scored) -> bool:
    """Whether a candidate agrees with what is printed, however it was read, in two of three:
    title, authors, place."""
    if scored.score >= _LIKELY:
        return True
    record, printed = scored.candidate.record, f" {folded(reference.string.text)} "
    agreeing = (
        _has_title(record, printed),
        _has_authors(record, printed),
        _has_place(record, printed),
    )
    return sum(agreeing) >= 2


def _has_title(record: BibliographicRecord, printed: str) -> bool:
    titles = (folded(title) for title in (record.title or "", *record.title_variants))
    return any(title and fuzz.partial_ratio(title, printed) >= _ALIKE for title in titles)


def _has_authors(record: BibliographicRecord, printed: str) -> bool:
    """Whether the first author is printed, and most of those after."""
    first = record.authors[:_AUTHORS]
    families = [folded(name.full_family) for name in first if isinstance(name, PersonName)]
    found = [f" {family} " in printed for family in families]
    return bool(found) and found[0] and 2 * sum(found) > len(found)


def _has_place(record: BibliographicRecord, printed: str) -> bool:
    place = (folded(record.volume or ""), folded(record.pages or "").partition(" ")[0])
    return all(part and f" {part} " in printed for part in place)


class NotFound:
    """PubMed was asked in every way, and holds no such work.

    That can have many reasons: a journal or a kind of work that PubMed does not list, several
    errors at once, a field that is missing, or a reference that was made up. A warning; the nearest
    records are named, with why they are not the work. Where nothing but an invention is left as a
    reason, `suspect` stands in its place; of books, web pages and the like nothing is said.

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
        if lookup.status is not LookupStatus.NOT_FOUND or is_suspect(reference, lookup):
            return
        yield Finding(
            rule=self.id,
            field=self.field,
            severity=Severity.WARNING,
            message=f"PubMed holds no such work.{_nearest(lookup)}",
            url=_first_url(lookup),
            span=reference.string.span,
        )


def _nearest(lookup: Lookup) -> str:
    """A sentence that names the nearest records, with why they are not the work."""
    shown = "; ".join(
        f"{_named(scored.candidate.record)} ({scored.refused})"
        if scored.refused
        else _named(scored.candidate.record)
        for scored in lookup.candidates[:_SHOWN]
    )
    return f" The nearest: {shown}." if shown else ""


def _first_url(lookup: Lookup) -> str | None:
    near = lookup.candidates[:1]
    return record_url(near[0].candidate.record.pmid) if near else None


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
