"""Records from `citation_reference` tags in the head of a page.

The names of the fields: https://scholar.google.com/intl/en/scholar/inclusion.html.
"""

from __future__ import annotations

from collections.abc import Mapping

from refcheck.formats.normalise import Written
from refcheck.formats.web.fields import dates_in, names_in
from refcheck.model.record import BibliographicRecord, WorkType

__all__ = ["from_citation_tag"]


def from_citation_tag(fields: Mapping[str, list[str]]) -> Written:
    """Returns the record in the fields of one tag, by their names without `citation_`."""

    def first(*names: str) -> str | None:
        return next((fields[name][0] for name in names if name in fields), None)

    journal = first("journal_title", "journal_abbrev")
    book = first("inbook_title", "conference_title", "conference")
    authors = (*fields.get("author", ()), *fields.get("authors", ()))
    record = BibliographicRecord(
        type=_type(fields),
        authors=tuple(name for value in authors for name in names_in(value)),
        authors_complete=not any("et al" in value for value in authors),
        title=first("title"),
        container_title=journal or book,
        dates=dates_in(first("publication_date", "date", "year", "online_date")),
        volume=first("volume"),
        issue=first("issue"),
        pages=first("pages") or _span(first("firstpage"), first("lastpage")),
        publisher=first("publisher", "technical_report_institution"),
        url=first("fulltext_html_url", "url"),
    )
    return Written(
        record=record,
        doi=first("doi"),
        pmid=first("pmid"),
        isbn=tuple(fields.get("isbn", ())),
        issn=tuple(fields.get("issn", ())),
    )


def _type(fields: Mapping[str, list[str]]) -> WorkType:
    names = fields.keys()
    if names & {"journal_title", "journal_abbrev"}:
        return WorkType.ARTICLE_JOURNAL
    if "inbook_title" in names:
        return WorkType.CHAPTER
    if names & {"conference_title", "conference"}:
        return WorkType.PAPER_CONFERENCE
    return WorkType.BOOK if names & {"isbn", "publisher"} else WorkType.DOCUMENT


def _span(first: str | None, last: str | None) -> str | None:
    return f"{first}-{last}" if first and last and first != last else first
