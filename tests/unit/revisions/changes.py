"""Changes, plans and reports for the tests of the revisers: what `fix` decides, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from refcheck.fixes.changes import AuthorChange, Change, FixPlan
from refcheck.model.document import Document
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.identifiers import DOI, PMID
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import CheckedReference, DocumentReport, DocumentStatus
from refcheck.revisions.revision import Reviser, Revision

RIGHT = BibliographicRecord(
    key=RecordKey(source="pubmed", id="25982932"),
    type=WorkType.ARTICLE_JOURNAL,
    authors=(
        PersonName(family="Rajkumar", given="Ramamoorthy", initials="R"),
        PersonName(family="Fam", given="Johnson K", initials="JK"),
        PersonName(family="Yeo", given="Eugene Yong-Meng", initials="EY"),
        PersonName(family="Müller", given="Gavin Stewart", initials="GS"),
    ),
    title="Ketamine and suicidal ideation in depression: Jumping the gun?",
    container_title="Pharmacological research",
    container_variants=("Pharmacol Res", "Pharmacol Res"),
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2015, month=9)),),
    volume="99",
    issue="2",
    pages="1023-1035",
    doi=DOI("10.1016/j.phrs.2015.05.003"),
    pmid=PMID("25982932"),
)
VALUES = {
    Field.YEAR: "2015",
    Field.VOLUME: "99",
    Field.ISSUE: "2",
    Field.PAGES: "1023-1035",
    Field.JOURNAL: "Pharmacol Res",
    Field.TITLE: "Ketamine and suicidal ideation in depression: Jumping the gun?",
    Field.DOI: "10.1016/j.phrs.2015.05.003",
    Field.PMID: "25982932",
}


def changed(
    field: Field, cited: str | None, value: str | None = None, *authors: AuthorChange
) -> Change:
    """Returns a change of a field to its value in `RIGHT`, or to another one."""
    finding = Finding(
        rule=f"{field.value}-mismatch", field=field, severity=Severity.ERROR, message="Wrong."
    )
    right = VALUES.get(field, "") if value is None else value
    return Change(
        field=field,
        cited=cited,
        value=right,
        record=RIGHT,
        authors=authors,
        finding=finding,
        safe=True,
    )


def author(position: int, cited: Contributor | None, right: Contributor | None) -> Change:
    """Returns the change of one author."""
    change = AuthorChange(position=position, cited=cited, right=right)
    return changed(Field.AUTHOR, None, "", change)


def report_of(document: Document) -> DocumentReport:
    """Returns the report of a document whose references have fields, without any finding."""
    references = tuple(
        CheckedReference(
            reference=Reference(
                string=ReferenceString(
                    number=number,
                    list_number=1,
                    label=None,
                    raw=document.text[one.start : one.end],
                    span=document.span(one.start, one.end),
                    record=one.record,
                    key=one.key,
                ),
                parsed=ParsedString(record=one.record or BibliographicRecord()),
            ),
            key=one.key or str(number),
        )
        for number, one in enumerate(document.references or (), start=1)
    )
    return DocumentReport(path=document.path, status=DocumentStatus.OK, references=references)


def cited_in(document: Document, number: int) -> BibliographicRecord:
    """Returns the record of a reference as the document has it."""
    record = (document.references or ())[number - 1].record
    assert record is not None
    return record


def needed(cited: BibliographicRecord, *fields: Field) -> list[Change]:
    """Returns the changes of these fields (all: default) that make a record as cited that of
    `RIGHT`; authors one by one, at the same places."""
    now = {
        Field.YEAR: str(cited.issued.year) if cited.issued else None,
        Field.VOLUME: cited.volume,
        Field.ISSUE: cited.issue,
        Field.PAGES: cited.pages,
        Field.JOURNAL: cited.container_title,
        Field.TITLE: cited.title,
        Field.DOI: cited.doi,
        Field.PMID: cited.pmid,
    }
    return [changed(field, now[field]) for field in fields or now]


def revised(
    reviser: Reviser,
    read: Callable[[str, bytes], Document],
    content: bytes,
    changes: Sequence[Change] | dict[int, Sequence[Change]],
    path: str = "refs",
) -> Revision:
    """Returns what a reviser makes of a file with the changes in reference 1, or in several."""
    document = read(path, content)
    by_number = changes if isinstance(changes, dict) else {1: changes}
    plans = {
        number: FixPlan(number=number, cited=cited_in(document, number), changes=tuple(found))
        for number, found in by_number.items()
    }
    return reviser(path, content, report_of(document), plans)


def after(revision: Revision, content: bytes) -> str:
    """Returns the text of the file after a revision."""
    return (revision.files[0].after if revision.files else content).decode("utf-8-sig")


def only_year(record: BibliographicRecord, year: int) -> BibliographicRecord:
    """Returns the record with another year, the month and day as they are."""
    (date,) = record.dates
    return replace(record, dates=(replace(date, date=replace(date.date, year=year)),))
