"""A reference and the record of its work, for the tests of what is found between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from refcheck.checks import check_record
from refcheck.model.document import Span
from refcheck.model.finding import Finding
from refcheck.model.outcome import Candidate, Via
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.parsing import parse

__all__ = [
    "CITED",
    "NOTES",
    "RECORD",
    "alarms",
    "candidate",
    "cited_as",
    "dated",
    "findings_of",
    "page",
    "people",
    "printed",
    "reference",
]

# Rules that only ever give notes, which come and go with the form of a reference.
NOTES = frozenset({"doi-available", "other-form"})


def people(names: str) -> tuple[Contributor, ...]:
    """ "Rajkumar R, {X Study Group}, Fam J" as persons and groups."""
    found: list[Contributor] = []
    for name in filter(None, names.split(", ")):
        if name.startswith("{"):
            found.append(GroupName(name=name.strip("{}")))
        else:
            family, _, given = name.rpartition(" ")
            found.append(PersonName(family=family, given=given))
    return tuple(found)


def dated(year: int, kind: DateKind = DateKind.PRINT, until: int | None = None) -> PublicationDate:
    """A date of publication of which the years are known."""
    last = PartialDate(year=until) if until else None
    return PublicationDate(kind=kind, date=PartialDate(year=year), until=last)


RECORD = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    pmid="25982932",
    doi="10.1016/j.phrs.2015.05.003",
    authors=people("Rajkumar R, Fam J, Yeo EY, Dawe GS"),
    title="Ketamine and suicidal ideation in depression: Jumping the gun?",
    container_title="Pharmacological research",
    container_variants=("Pharmacol Res",),
    dates=(dated(2015),),
    volume="99",
    issue="2",
    pages="23-35",
)
CITED = replace(
    RECORD,
    pmid=None,
    doi=None,
    container_title="Pharmacol Res",
    container_variants=(),
    issue=None,
)


def reference(
    cited: BibliographicRecord,
    raw: str = "",
    alternatives: tuple[BibliographicRecord, ...] = (),
) -> Reference:
    """The reference that was parsed so."""
    span = Span(start=0, end=len(raw), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label="1.", raw=raw, span=span)
    return Reference(string=string, parsed=ParsedString(record=cited, alternatives=alternatives))


def cited_as(**change: object) -> Reference:
    """The reference to `RECORD`, with some fields changed and without a text."""
    return reference(replace(CITED, **change))  # type: ignore[arg-type]


def printed(raw: str) -> Reference:
    """The reference that a text is parsed as."""
    return replace(reference(BibliographicRecord(), raw), parsed=parse(raw))


def candidate(record: BibliographicRecord, via: Via = Via.TITLE, asked: str = "") -> Candidate:
    """A record as a search led to it."""
    return Candidate(
        record=record,
        source="pubmed",
        via=via,
        asked=asked,
        retrieved=date(2026, 1, 1),
        url=page(record),
    )


def page(record: BibliographicRecord) -> str:
    """The address of a record's page."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/"


def findings_of(
    reference: Reference, record: BibliographicRecord, *elsewhere: Candidate
) -> list[Finding]:
    """What is found, without the notes that come and go."""
    found = check_record(reference, record, elsewhere, url=page(record), source_name="PubMed")
    return [finding for finding in found if finding.rule not in NOTES]


def alarms(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """(rule, severity) of every finding."""
    return [(finding.rule, finding.severity.value) for finding in findings]
