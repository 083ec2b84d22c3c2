"""A manuscript with comments, and with corrections, from the report on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.revisions.docx.documents import (
    field,
    pack,
    par,
    parts_of,
    run,
    settled,
    tree_of,
    words,
)
from tests.unit.revisions.docx.test_comments import commented_words

from refcheck.errors import InputError
from refcheck.extraction import extract
from refcheck.fixes.changes import Change, FixPlan
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
)
from refcheck.model.reference import ParsedString, Reference
from refcheck.model.report import (
    CheckedReference,
    Citation,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
)
from refcheck.readers.office.docx.reader import read_docx
from refcheck.revisions.docx.manuscript import commented
from refcheck.revisions.docx.reviser import revise_docx
from refcheck.revisions.revision import Plans

ENTRIES = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression. Pharmacol"
    " Res. 2014;99:23-35.",
    "Murrough JW, Iosifescu DV. Antidepressant efficacy of ketamine. Am J Psychiatry."
    " 2013;170:1134-42.",
    "Naughton M, Clarke G. A review of ketamine in affective disorders. J Affect Disord."
    " 2014;156:24-35.",
)
RIGHT = BibliographicRecord(
    authors=(PersonName(family="Rajkumar", given="R"),),
    title="Ketamine and suicidal ideation in depression",
    dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2015)),),
)
WRONG_YEAR = Finding(
    rule="year-mismatch",
    field=Field.YEAR,
    severity=Severity.ERROR,
    message="The year is 2015.",
    cited="2014",
    expected=("2015",),
    fix="2015",
    url="https://pubmed.ncbi.nlm.nih.gov/25982932/",
)
FOUND = Lookup(status=LookupStatus.MATCHED, record=RIGHT, source_name="PubMed")


def typed(*entries: str) -> str:
    listed = "".join(par(run(f"{number}. {one}")) for number, one in enumerate(entries, 1))
    return par(run("As shown [1,2] and [3-1].")) + par(run("References")) + listed


def report_on(content: bytes, finding: Finding = WRONG_YEAR) -> DocumentReport:
    """A report with a finding on the first reference."""
    references = []
    for place, string in enumerate(extract(read_docx("a.docx", content))):
        cited = BibliographicRecord(
            title="Ketamine and suicidal ideation in depression",
            dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2014)),),
            volume="99",
            pages="23-35",
        )
        reference = Reference(string=string, parsed=ParsedString(record=cited))
        checked = CheckedReference(reference=reference, key=str(place), lookup=FOUND)
        references.append(checked if place else replace(checked, findings=(finding,)))
    return DocumentReport(path="a.docx", status=DocumentStatus.OK, references=tuple(references))


def plans_of(report: DocumentReport) -> Plans:
    cited = report.references[0].reference.record
    change = Change(
        field=Field.YEAR, cited="2014", value="2015", record=RIGHT, finding=WRONG_YEAR, safe=True
    )
    return {1: FixPlan(number=1, cited=cited, changes=(change,))}


def test_a_comment_at_the_entry_and_one_at_the_marker() -> None:
    content = pack(typed(*ENTRIES))
    report = report_on(content)
    at = read_docx("a.docx", content).text.index("[3-1]")
    marker = Finding(
        rule="citation-range",
        field=Field.CITATION,
        severity=Severity.WARNING,
        message="The range 3-1 runs backwards.",
        cited="3-1",
        span=Span(start=at, end=at + 5, line=1, column=at + 1),
    )
    after = commented("a.docx", content, replace(report, findings=(marker,)))
    assert commented_words(after) == ["[3-1]", f"1. {ENTRIES[0]}"]
    texts = [
        ["".join(each.itertext()) for each in one] for one in tree_of(after, "word/comments.xml")
    ]
    assert [
        "PubMed gives the year as “2015”; the reference has “2014”. Please check it.",
        "https://pubmed.ncbi.nlm.nih.gov/25982932/",
    ] in texts
    assert ["The range “3-1” runs backwards. Which references do you mean?"] in texts


def test_notes_are_written_only_where_they_are_asked_for() -> None:
    content = pack(typed(*ENTRIES))
    report = report_on(content, replace(WRONG_YEAR, severity=Severity.INFO))
    assert "word/comments.xml" not in parts_of(commented("a.docx", content, report))
    assert "word/comments.xml" in parts_of(commented("a.docx", content, report, verbose=True))


def test_an_entry_that_is_not_printed_is_asked_about_where_it_is_cited() -> None:
    content = pack(typed(*ENTRIES))
    report = report_on(content)
    text = read_docx("a.docx", content).text
    first, *others = report.references
    string = first.reference.string
    end = Span(start=len(text), end=len(text), line=9, column=1)
    moved = replace(
        first, reference=replace(first.reference, string=replace(string, span=end, raw=""))
    )
    at = text.index("[1,2]")
    cited = Citation(
        text="[1,2]", span=Span(start=at, end=at + 5, line=1, column=at + 1), references=(1, 2)
    )
    after = commented(
        "a.docx", content, replace(report, references=(moved, *others), citations=(cited,))
    )
    assert commented_words(after) == ["[1,2]"]


def test_a_document_that_is_not_that_of_the_report_is_left() -> None:
    report = report_on(pack(typed(*ENTRIES)))
    other = pack(typed("Words.", *ENTRIES))
    with pytest.raises(InputError, match="has changed since it was checked"):
        commented("a.docx", other, report)
    revision = revise_docx("a.docx", other, report, plans_of(report))
    assert revision.refusal == "has changed since it was checked"
    assert len(revision.left) == 1


def test_a_correction_is_a_tracked_change() -> None:
    content = pack(typed(*ENTRIES))
    report = report_on(content)
    revision = revise_docx("a.docx", content, report, plans_of(report))
    (file,) = revision.files
    assert (file.before, len(revision.done), revision.left) == (content, 1, ())
    assert words(settled(file.after, accept=True))[2] == f"1. {ENTRIES[0]}".replace("2014", "2015")
    assert words(settled(file.after, accept=False)) == words(tree_of(content))


@pytest.mark.parametrize(
    ("code", "manager"),
    [
        ("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Zotero"),
        ("ADDIN EN.REFLIST", "EndNote"),
        ("ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY", "Mendeley"),
        ("ADDIN CSL_BIBLIOGRAPHY", "the reference manager"),
        ("BIBLIOGRAPHY", "Word's list of sources"),
    ],
)
def test_within_the_list_of_a_manager_there_is_only_a_comment(code: str, manager: str) -> None:
    listed = "".join(par(run(f"{number}. {one}")) for number, one in enumerate(ENTRIES, 1))
    first, rest = listed.split("</w:p>", 1)
    before, after = field(code, "|").split("|")
    printed = first.replace("<w:p>", f"<w:p>{before}") + "</w:p>" + rest
    body = par(run("As shown [1,2].")) + par(run("References")) + printed + par(after)
    content = pack(body)
    report = report_on(content)
    revision = revise_docx("a.docx", content, report, plans_of(report))
    (left,) = revision.left
    assert left.reason == f"the list is printed by {manager}: correct it there, or it comes back"
    (file,) = revision.files
    assert words(tree_of(file.after)) == words(tree_of(content))
    comment = "".join(map(str, tree_of(file.after, "word/comments.xml").itertext()))
    assert f"correct it in {manager}, or it comes back." in comment
    again = revise_docx("a.docx", file.after, report, plans_of(report))
    assert again.files == ()


def test_a_content_control_of_mendeley() -> None:
    listed = "".join(par(run(f"{number}. {one}")) for number, one in enumerate(ENTRIES, 1))
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_BIBLIOGRAPHY"/></w:sdtPr><w:sdtContent>'
        f"{listed}</w:sdtContent></w:sdt>"
    )
    content = pack(par(run("As shown [1,2].")) + par(run("References")) + control)
    report = report_on(content)
    revision = revise_docx("a.docx", content, report, plans_of(report))
    assert "Mendeley" in revision.left[0].reason


def test_what_cannot_be_found_or_written_is_left_with_a_reason() -> None:
    content = pack(typed(*ENTRIES).replace("2014;99", "in spring;99"))
    report = report_on(content)
    revision = revise_docx("a.docx", content, report, plans_of(report))
    assert revision.files == ()
    assert "could not be told" in revision.left[0].reason
    boxed = pack(
        typed(*ENTRIES).replace(
            run(f"1. {ENTRIES[0]}"),
            f"<w:fldSimple w:instr='REF a'>{run('1. ' + ENTRIES[0])}</w:fldSimple>",
        )
    )
    report = report_on(boxed)
    revision = revise_docx("a.docx", boxed, report, plans_of(report))
    assert "field of Word" in revision.left[0].reason


def test_what_is_no_word_document_is_refused() -> None:
    report = report_on(pack(typed(*ENTRIES)))
    revision = revise_docx("a.docx", b"PK\x03\x04", report, plans_of(report))
    assert revision.refusal is not None
    assert "damaged" in revision.refusal
