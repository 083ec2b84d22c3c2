"""What a finding is recognised by in another run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import CheckedReference, DocumentReport, DocumentStatus
from refcheck.runs.fingerprints import fingerprints

SMITH = "Smith J. Sleep and memory in adults. Sleep Med. 2012;13:100-7."
JONES = "Jones K. Dreams of the elderly. J Sleep Res. 2015;24:1-9."
YEAR = Finding(
    rule="year-mismatch",
    field=Field.YEAR,
    severity=Severity.ERROR,
    message="The year is 2013.",
    cited="2012",
    expected=("2013",),
)


def span(line: int = 1) -> Span:
    return Span(start=line * 100, end=line * 100 + 5, line=line, column=1)


def checked(number: int, text: str, *findings: Finding) -> CheckedReference:
    string = ReferenceString(
        number=number, list_number=1, label=f"{number}.", raw=text, span=span(number)
    )
    reference = Reference(string=string, parsed=ParsedString(record=BibliographicRecord()))
    return CheckedReference(reference=reference, key=f"key{number}", findings=findings)


def report(
    *references: CheckedReference, path: str = "a.txt", findings: tuple[Finding, ...] = ()
) -> DocumentReport:
    return DocumentReport(
        path=path, status=DocumentStatus.OK, references=references, findings=findings
    )


def marks(one: DocumentReport) -> list[str]:
    return [marked.fingerprint for marked in fingerprints(one)]


BASE = report(checked(1, SMITH, YEAR))


@pytest.mark.parametrize(
    "same",
    [
        report(checked(7, SMITH, YEAR)),
        report(checked(1, JONES), checked(2, SMITH, YEAR)),
        report(checked(1, SMITH, YEAR), path="other/folder/a.txt"),
        report(checked(1, SMITH.replace("adults", "ad- ults"), YEAR)),
        report(checked(1, SMITH.replace(" ", "  "), YEAR)),
        report(checked(1, SMITH.replace("-", "–"), YEAR)),
        report(checked(1, SMITH, replace(YEAR, span=span(9), message="In other words."))),
        report(checked(1, SMITH, replace(YEAR, severity=Severity.WARNING))),
    ],
)
def test_a_fingerprint_stays_whatever_is_around_it(same: DocumentReport) -> None:
    assert marks(same) == marks(BASE)


@pytest.mark.parametrize(
    "other",
    [
        report(checked(1, SMITH, replace(YEAR, cited="2011"))),
        report(checked(1, SMITH, replace(YEAR, cited=None))),
        report(checked(1, SMITH, replace(YEAR, rule="year-electronic"))),
        report(checked(1, JONES, YEAR)),
    ],
)
def test_a_fingerprint_changes_with_the_rule_the_value_and_the_reference(
    other: DocumentReport,
) -> None:
    assert len(marks(other)) == 1
    assert marks(other) != marks(BASE)


def test_findings_that_are_alike_are_counted() -> None:
    twice = report(checked(1, SMITH, YEAR), checked(2, SMITH, YEAR))
    assert [one.occurrence for one in fingerprints(twice)] == [1, 2]
    assert len(set(marks(twice))) == 1


def gap(number: int) -> Finding:
    return Finding(
        rule="list-gap",
        field=Field.LIST,
        severity=Severity.WARNING,
        message=f"Number {number - 1} is missing before reference {number}.",
        cited=str(number),
        references=(number,),
    )


def test_a_finding_on_the_list_is_about_the_words_of_its_references_not_their_numbers() -> None:
    before = report(checked(1, SMITH), checked(3, JONES), findings=(gap(3),))
    after = report(checked(2, SMITH), checked(4, JONES), findings=(gap(4),))
    other = report(checked(1, JONES), checked(3, SMITH), findings=(gap(3),))
    assert marks(before) == marks(after) != marks(other)


def test_a_finding_on_the_list_that_is_about_no_reference_keeps_its_value() -> None:
    def unlisted(value: str) -> DocumentReport:
        finding = replace(gap(2), rule="citation-unlisted", cited=value, references=())
        return report(checked(1, SMITH), findings=(finding,))

    assert marks(unlisted("12")) != marks(unlisted("13"))
