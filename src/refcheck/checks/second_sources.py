"""What a record of Crossref or DataCite may say against a reference, and what only in a note.

Publishers type these records themselves. Their known artefacts (the deposit year, the print year of
proceedings, journals under another name, first and family names swapped, the first author missing,
page 1 of what has none) must not become an alarm: where in doubt it is a note, without a fix.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord, WorkType

__all__ = ["tempered"]

# Fields in which only the article itself, PubMed or a second registry can be sure.
_IN_DOUBT: Final = frozenset({Field.AUTHOR, Field.JOURNAL, Field.ISSUE})
_LOCATORS: Final = frozenset({Field.VOLUME, Field.PAGES})
_REGISTRIES: Final = frozenset({"crossref", "datacite"})
_TRUSTED: Final = "crossref"  # DataCite's records may confirm; of the rest, only the title counts
_EXACT_TYPES: Final = frozenset({WorkType.ARTICLE_JOURNAL})
_MOST_YEARS_APART = 1  # between print, online and deposit


def tempered(
    findings: Iterable[Finding], cited: BibliographicRecord, record: BibliographicRecord
) -> list[Finding]:
    """Returns the differences between a reference and a record: where a registry has the record,
    those that may be its own are notes."""
    if record.key is None or record.key.source not in _REGISTRIES:
        return list(findings)
    return [
        replace(each, severity=Severity.INFO, fix=None)
        if each.severity is not Severity.INFO and _may_be_artefact(each, cited, record)
        else each
        for each in findings
    ]


def _may_be_artefact(
    finding: Finding, cited: BibliographicRecord, record: BibliographicRecord
) -> bool:
    field = finding.field
    if field in _IN_DOUBT:
        return True
    if field in _LOCATORS or field is Field.YEAR:
        trusted = record.key is not None and record.key.source == _TRUSTED
        if not trusted or record.type not in _EXACT_TYPES:
            return True
    if field is Field.YEAR:
        return _is_near(cited, record)
    if field is Field.PAGES:
        return record.pages is None or record.pages.strip() in ("1", "1-1")
    return False


def _is_near(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    """Returns whether the year is, or is between, or is next to years of the record."""
    years = [year for date in record.dates for year in date.years]
    if cited.issued is None or not years:
        return True
    year = cited.issued.year
    return min(years) - _MOST_YEARS_APART <= year <= max(years) + _MOST_YEARS_APART
