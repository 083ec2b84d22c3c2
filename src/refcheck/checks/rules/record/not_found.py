"""The rules for how a lookup ended: nothing found, or several works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rapidfuzz import fuzz

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.thresholds import (
    COMPARED_AUTHORS,
    LEAST_AGREEING_PARTS,
    LEAST_NEAR_SCORE,
    LEAST_TITLE_RATIO,
)
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Scored
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus
from refcheck.text.folding import folded
from refcheck.text.people.names import written

__all__ = [
    "AmbiguousMatch",
    "NotFound",
    "Suspect",
    "Unlisted",
    "agreeing_shares",
    "comes_near",
    "is_suspect",
]

_SHOWN_RECORDS = 3


class Suspect:
    """The work should be in PubMed, but a complete search did not find it.

    The reference claims to be an article in a journal, and from a year of it that PubMed covers.
    refcheck searched by its identifiers, by journal, volume and page, by the words of its title and
    by its first author. Every search was answered completely, and no record comes close: none
    matches in two or more of title, authors and locator (volume and page). Such a reference is
    possibly made up, by a person or by a program. This is an error because readers cannot find the
    work. The finding does not say how the reference came about.

    This is never reported for books, theses, reports, web pages, preprints and meeting abstracts,
    for journals and years that PubMed does not cover, or where a search was incomplete.

    **Example.** `Halvorsen TK, Okonjo CA. Bar-coded medication and the minutes it gives back to
    nurses. J Clin Nurs. 2016;25:9471-9.`: PubMed covers this journal in this year, and has no
    article with this title, on this page or by these authors.

    **How to fix it.** Look for the work yourself, at the publisher or in a library. If it exists,
    correct the reference; if it does not, remove it.
    """

    id: ClassVar[str] = "suspect"
    title: ClassVar[str] = "Possibly made up (should be in PubMed, but is not)"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = frozenset({LookupStatus.NOT_FOUND})

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one finding that says what was searched for."""
        if not is_suspect(reference, lookup):
            return
        cited = reference.record
        year = f" for {cited.issued.year}" if cited.issued else ""
        yield finding(
            self,
            f"Possibly made up: {lookup.source_name} covers {cited.container_title}{year}, but a"
            " search by title, by author, and by journal, volume and page found no such article."
            f"{_closest(lookup)}",
            url=_first_url(lookup),
            span=reference.string.span,
        )


def is_suspect(reference: Reference, lookup: Lookup) -> bool:
    """Returns whether a search was complete where the work should be, and nothing comes close."""
    return (
        lookup.status is LookupStatus.NOT_FOUND
        and lookup.exhaustive
        and not any(comes_near(reference, scored) for scored in lookup.candidates)
    )


def comes_near(reference: Reference, scored: Scored) -> bool:
    """Returns whether a candidate agrees with the text, however it was parsed, in two of three:
    title, authors, locator."""
    if scored.score >= LEAST_NEAR_SCORE:
        return True
    record, text = scored.candidate.record, f" {folded(reference.string.text)} "
    agreeing = _has_authors(record, text) + _has_locator(record, text)
    if agreeing == LEAST_AGREEING_PARTS - 1:  # else the title decides nothing, and is dear to find
        agreeing += _has_title(record, text)
    return agreeing >= LEAST_AGREEING_PARTS


def agreeing_shares(
    reference: Reference, record: BibliographicRecord
) -> tuple[float, float, float]:
    """Returns how much of a record is in the text, from 0 to 1: of the words of its title, of its
    first authors, and of its locator."""
    text = f" {folded(reference.string.text)} "
    words = folded(record.title or "").split()
    authors = record.authors[:COMPARED_AUTHORS]
    families = [folded(name.full_family) for name in authors if isinstance(name, PersonName)]
    return (_share_in(words, text), _share_in(families, text), _share_in(_locator(record), text))


def _share_in(parts: Sequence[str], text: str) -> float:
    return sum(bool(part) and f" {part} " in text for part in parts) / len(parts) if parts else 0.0


def _has_title(record: BibliographicRecord, text: str) -> bool:
    titles = (folded(title) for title in (record.title or "", *record.title_variants))
    return any(title and fuzz.partial_ratio(title, text) >= LEAST_TITLE_RATIO for title in titles)


def _has_authors(record: BibliographicRecord, text: str) -> bool:
    """Returns whether the text names the first author, and most of those after."""
    first = record.authors[:COMPARED_AUTHORS]
    families = [folded(name.full_family) for name in first if isinstance(name, PersonName)]
    found = [f" {family} " in text for family in families]
    return bool(found) and found[0] and 2 * sum(found) > len(found)


def _has_locator(record: BibliographicRecord, text: str) -> bool:
    return all(part and f" {part} " in text for part in _locator(record))


def _locator(record: BibliographicRecord) -> tuple[str, str]:
    """Returns volume and first page."""
    return folded(record.volume or ""), folded(record.pages or "").partition(" ")[0]


class NotFound:
    """PubMed was searched in every way, and has no record that matches the reference.

    There can be many reasons: a journal or a kind of work that PubMed does not cover, several
    errors at once, a missing field, or a reference that was made up. A warning; the closest records
    are named, with why they are not the work. Where only a made-up reference is left as a reason,
    `suspect` is reported instead. Nothing is reported for books, web pages and the like.

    With `--sources`, articles and papers of meetings that PubMed does not cover are looked for
    elsewhere too. Where none of the sources has one, that is reported in the same way, with their
    names.

    **Example.** A reference whose title, authors and journal agree with no record.

    **How to fix it.** Look for the work yourself. If it exists, complete or correct the reference;
    if it does not, remove it.
    """

    id: ClassVar[str] = "not-found"
    title: ClassVar[str] = "Not found in PubMed"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = frozenset({LookupStatus.NOT_FOUND})

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one finding that names the closest records."""
        if is_suspect(reference, lookup):
            return
        yield finding(
            self,
            f"{_nobody(lookup)} a record of this work.{_closest(lookup)}"
            if lookup.unlisted_by
            else f"{lookup.source_name} has no record of this work.{_closest(lookup)}",
            url=_first_url(lookup),
            span=reference.string.span,
        )


class Unlisted:
    """None of the sources that were searched lists the work, and none has to.

    A note only. Books, chapters, reports, theses, abstracts of meetings, old articles and the like
    are often listed nowhere, so that this says nothing against the reference. It was not checked.
    Of a chapter, it is also said if a source has the book: then there is the book, with this title,
    year and editor, publisher or ISBN; whether the chapter is in it was not checked. Only reported
    with `--sources`.

    **Example.** A report of a ministry that neither PubMed nor the NLM Catalog has.

    **How to fix it.** Nothing, if you know the work. Else look for it at its publisher or in a
    library.
    """

    id: ClassVar[str] = "unlisted"
    title: ClassVar[str] = "Not listed by the sources that were asked"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = frozenset({LookupStatus.OUT_OF_SCOPE})

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one note that names the sources."""
        if not lookup.unlisted_by:
            return
        yield finding(
            self,
            f"{_nobody(lookup)} a record of this work, and works like it are often listed nowhere:"
            f" it was not checked.{_book(lookup)}",
            url=lookup.book.url if lookup.book else None,
            span=reference.string.span,
        )


def _book(lookup: Lookup) -> str:
    """Returns a sentence on the book of a chapter, where a source has that."""
    if lookup.book is None:
        return ""
    record = lookup.book.record
    names = record.editors or record.authors
    parts = (record.title, written(names[0]) if names else None, record.publisher)
    year = str(record.issued.year) if record.issued else None
    said = ", ".join(part for part in (*parts, year) if part)
    return f" {lookup.book.name} has the book that it is said to be in: {said}."


def _nobody(lookup: Lookup) -> str:
    """Returns how a sentence on the sources that have no record begins: "Neither PubMed nor
    Crossref has"."""
    *others, last = lookup.unlisted_by
    if not others:
        return f"{last} does not have"
    if len(others) == 1:
        return f"Neither {others[0]} nor {last} has"
    return f"None of {', '.join(others)} and {last} has"


def _closest(lookup: Lookup) -> str:
    """Returns a sentence that names the closest records, with why they are not the work."""
    shown = "; ".join(
        f"{_named(scored.candidate.record)} ({scored.refused})"
        if scored.refused
        else _named(scored.candidate.record)
        for scored in lookup.candidates[:_SHOWN_RECORDS]
    )
    return f" Closest: {shown}." if shown else ""


def _first_url(lookup: Lookup) -> str | None:
    near = lookup.candidates[:1]
    return near[0].candidate.url if near else None


class AmbiguousMatch:
    """Several records match the reference equally well.

    The reference does not tell them apart: a warning. Where it differs from all of them in the same
    way, that is reported too.

    **Example.** `Smith J. Reply. Lancet 2010;375`, where there are two such replies.

    **How to fix it.** Add what tells them apart: pages, title, DOI or PMID.
    """

    id: ClassVar[str] = "ambiguous"
    title: ClassVar[str] = "Several records match"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = frozenset({LookupStatus.AMBIGUOUS})

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one finding that names the records."""
        records = [scored.candidate.record for scored in lookup.candidates]
        shown = "; ".join(_named(record) for record in records[:_SHOWN_RECORDS])
        yield finding(
            self,
            f"{len(records)} records in {lookup.source_name} match equally well: {shown}.",
            expected=(record.key.id for record in records if record.key),
            url=_first_url(lookup),
            span=reference.string.span,
        )


def _named(record: BibliographicRecord) -> str:
    """Returns a record in a few words: "Rajkumar R, 2015, Ketamine and suicidal ideation (PMID
    1)"."""
    parts = [
        written(record.authors[0]) if record.authors else None,
        str(record.issued.year) if record.issued else None,
        (record.title or "").removesuffix(".") or None,
    ]
    number = f" (PMID {record.pmid})" if record.pmid else ""
    return ", ".join(part for part in parts if part) + number
