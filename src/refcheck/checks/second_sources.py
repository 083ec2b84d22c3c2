"""What a record of a source behind PubMed may say against a reference, and what only in a note.

Publishers type these records themselves. Their known artefacts (the deposit year, the print year of
proceedings, journals under another name, first and family names swapped, the first author missing,
page 1 of what has none) must not become an alarm: where in doubt it is a note, without a fix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from refcheck.frozen import dataclass
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.names import written

__all__ = ["SecondRecord", "depends_on_second", "is_of_further_source", "tempered"]

_LOCATORS: Final = frozenset({Field.VOLUME, Field.PAGES})
# The fields in which a source may contradict. Whoever deposits at DataCite types it himself; NLM
# catalogues books from the book in hand; what others have is collected, and may only confirm.
_AUTHORITY: Final[Mapping[str, frozenset[Field]]] = {
    "crossref": _LOCATORS | {Field.TITLE, Field.YEAR},
    "datacite": frozenset({Field.TITLE}),
    "nlmcatalog": frozenset({Field.TITLE, Field.YEAR}),
    "bookshelf": frozenset({Field.TITLE}),
    "clinicaltrials": frozenset(),  # titles of trials are changed, see `trial-elsewhere`
    "europepmc": frozenset(),
    "openlibrary": frozenset(),
}
# What says nothing of a field of the record: a retraction, an identifier of another work.
_ALWAYS: Final = frozenset({Field.STATUS, Field.PMID, Field.RECORD})
_ELSEWHERE: Final = "identifier-elsewhere"
_FIRST: Final = "author-first"
_MISSPELT: Final = "author-misspelt"
# What a source that may only confirm says together with one that may contradict.
_CONFIRMABLE: Final = _LOCATORS | {Field.TITLE, Field.YEAR}
_CATALOGUE: Final = "nlmcatalog"
_EXACT_TYPES: Final = frozenset({WorkType.ARTICLE_JOURNAL})
_NUMBER: Final = lazy_regex(r"\d+")
_MOST_YEARS_APART = 1  # between print, online and deposit


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRecord:
    """What one more source has of the same work, and how the reference differs from that."""

    record: BibliographicRecord
    findings: Sequence[Finding]

    def agrees(self, finding: Finding) -> bool:
        """Returns whether it has what a finding is about, and has it as the reference does."""
        return _says(self.record, finding.field) and not any(
            each.field is finding.field and each.severity is not Severity.INFO
            for each in self.findings
        )

    def confirming(self, finding: Finding) -> Finding | None:
        """Returns the finding of this record that says the same; of years, one may be that of the
        deposit, and both are wrong in the reference."""
        right = {value.casefold() for value in finding.expected}
        for each in self.findings:
            same = right & {value.casefold() for value in each.expected}
            if each.rule == finding.rule and (same or finding.field is Field.YEAR):
                return each
        return None


def tempered(
    findings: Iterable[Finding],
    cited: BibliographicRecord,
    record: BibliographicRecord,
    seconds: Sequence[SecondRecord] = (),
) -> list[Finding]:
    """Returns the differences between a reference and a record: where a further source has
    the record, those that may be the source's own are notes.

    `seconds` are what other further sources have of the work. Where one of them agrees with the
    reference, nothing is more than a note; where one says the same as the record, it is no slip of
    one registry.
    """
    if not is_of_further_source(record):
        return list(findings)
    return [
        each
        if each.severity is Severity.INFO or _stands(each, cited, record, seconds)
        else replace(each, severity=Severity.INFO, fix=None)
        for each in findings
    ]


def is_of_further_source(record: BibliographicRecord) -> bool:
    """Returns whether a record is one of a source behind the main one."""
    return record.key is not None and record.key.source in _AUTHORITY


def depends_on_second(
    findings: Iterable[Finding], cited: BibliographicRecord, record: BibliographicRecord
) -> bool:
    """Returns whether a second source could change what a difference from a record comes to."""
    return any(
        each.severity is not Severity.INFO
        and not _is_beyond_doubt(each)
        and (not _may_be_artefact(each, cited, record) or _may_be_confirmed(each, cited))
        for each in findings
    )


def _stands(
    finding: Finding,
    cited: BibliographicRecord,
    record: BibliographicRecord,
    seconds: Sequence[SecondRecord],
) -> bool:
    if _is_beyond_doubt(finding):
        return True
    if any(each.agrees(finding) for each in seconds):
        return False
    if not _may_be_artefact(finding, cited, record):
        return True
    return any(
        same is not None
        and (_is_of_first_author(finding, cited) or not _may_be_artefact(same, cited, each.record))
        for each in seconds
        for same in (each.confirming(finding),)
    )


def _is_beyond_doubt(finding: Finding) -> bool:
    return finding.field in _ALWAYS or finding.rule == _ELSEWHERE


def _may_be_confirmed(finding: Finding, cited: BibliographicRecord) -> bool:
    """Returns whether two sources together may say what one of them may not."""
    return finding.field in _CONFIRMABLE or _is_of_first_author(finding, cited)


def _is_of_first_author(finding: Finding, cited: BibliographicRecord) -> bool:
    """Returns whether the family name of the first author differs: of the others, registries leave
    out and turn round too many."""
    if finding.rule == _FIRST:
        return True
    first = cited.authors[:1]
    return finding.rule == _MISSPELT and any(finding.cited == written(name) for name in first)


def _says(record: BibliographicRecord, field: Field) -> bool:
    match field:
        case Field.AUTHOR:
            return bool(record.authors)
        case Field.YEAR:
            return bool(record.dates)
        case Field.TITLE:
            return record.title is not None
        case Field.JOURNAL:
            return record.container_title is not None
        case Field.VOLUME | Field.ISSUE | Field.PAGES | Field.DOI:
            return getattr(record, field.value) is not None
        case _:
            return False


def _may_be_artefact(
    finding: Finding, cited: BibliographicRecord, record: BibliographicRecord
) -> bool:
    """Returns whether a difference may be the source's own slip or habit."""
    field, source = finding.field, record.key.source if record.key else ""
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
