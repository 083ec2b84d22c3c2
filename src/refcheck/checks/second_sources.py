"""What a record of a source behind PubMed may say against a reference, and what only in a note.

Publishers type these records themselves. Their known artefacts (the deposit year, the print year of
proceedings, journals under another name, first and family names swapped, the first author missing,
page 1 of what has none) must not become an alarm: where in doubt it is a note, without a fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord, WorkType

__all__ = ["tempered"]

_LOCATORS: Final = frozenset({Field.VOLUME, Field.PAGES})
# The fields in which a source may contradict. Whoever deposits at DataCite types it himself; NLM
# catalogues books from the book in hand; what others have is collected, and may only confirm.
_AUTHORITY: Final[Mapping[str, frozenset[Field]]] = {
    "crossref": _LOCATORS | {Field.TITLE, Field.YEAR},
    "datacite": frozenset({Field.TITLE}),
    "nlmcatalog": frozenset({Field.TITLE, Field.YEAR}),
    "bookshelf": frozenset({Field.TITLE}),
    "clinicaltrials": frozenset({Field.TITLE}),
    "europepmc": frozenset(),
    "openlibrary": frozenset(),
}
# What says nothing of a field of the record: a retraction, an identifier of another work.
_ALWAYS: Final = frozenset({Field.STATUS, Field.PMID, Field.RECORD})
_ELSEWHERE: Final = "identifier-elsewhere"
_CATALOGUE: Final = "nlmcatalog"
_EXACT_TYPES: Final = frozenset({WorkType.ARTICLE_JOURNAL})
_NUMBER: Final = re.compile(r"\d+")
_MOST_YEARS_APART = 1  # between print, online and deposit


def tempered(
    findings: Iterable[Finding], cited: BibliographicRecord, record: BibliographicRecord
) -> list[Finding]:
    """Returns the differences between a reference and a record: where a further source has
    the record, those that may be the source's own are notes."""
    if record.key is None or record.key.source not in _AUTHORITY:
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
    field, source = finding.field, record.key.source if record.key else ""
    if field in _ALWAYS or finding.rule == _ELSEWHERE:
        return False
    if field not in _AUTHORITY.get(source, frozenset()):
        return True
    if source == _CATALOGUE and field is Field.YEAR and not _is_same_edition(cited, record):
        return True
    if source != _CATALOGUE and field is not Field.TITLE and record.type not in _EXACT_TYPES:
        return True
    if field is Field.YEAR:
        return _is_near(cited, record)
    if field is Field.PAGES:
        return record.pages is None or record.pages.strip() in ("1", "1-1")
    return False


def _is_same_edition(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    """Returns whether both name the same edition: another one has another year."""
    numbers = [_NUMBER.search(each.edition or "") for each in (cited, record)]
    return all(numbers) and len({number[0] for number in numbers if number}) == 1


def _is_near(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    """Returns whether the year is, or is between, or is next to years of the record."""
    years = [year for date in record.dates for year in date.years]
    if cited.issued is None or not years:
        return True
    year = cited.issued.year
    return min(years) - _MOST_YEARS_APART <= year <= max(years) + _MOST_YEARS_APART
