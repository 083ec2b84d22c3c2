"""The rules for lists: numbering, and works that are in a list twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from refcheck.checks import check_list
from refcheck.checks.rules.article.duplicates import ListDuplicate
from refcheck.checks.rules.article.list_order import (
    ListDisorder,
    ListGap,
    ListRepeat,
    lists_of,
    name_of,
    numbered_of,
)
from refcheck.model.document import Span
from refcheck.model.finding import Finding, Severity
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString

TITLE = "Ketamine and suicidal ideation in depression: Jumping the gun?"


def reference(
    number: int = 1,
    label: str | None = None,
    *,
    raw: str | None = None,
    in_list: int = 1,
    **fields: Any,
) -> Reference:
    year = fields.pop("year", None)
    if year is not None:
        printed = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year))
        fields["dates"] = (printed,)
    return Reference(
        string=ReferenceString(
            number=number,
            list_number=in_list,
            label=label,
            raw=raw or f"Author{number} A. Title of the work number {number}. J Med. 2015;9:1.",
            span=Span(start=number * 100, end=number * 100 + 90, line=number, column=1),
        ),
        parsed=ParsedString(record=BibliographicRecord(**fields)),
    )


def labelled(*labels: str | None, in_list: int = 1, first: int = 1) -> list[Reference]:
    return [reference(n, label, in_list=in_list) for n, label in enumerate(labels, first)]


def told(references: Sequence[Reference]) -> list[tuple[str, int]]:
    """Every finding of every rule, as its rule and the number of the reference that it is at."""
    numbers = {one.string.span: one.string.number for one in references}
    findings = check_list(references)
    assert all(finding.severity is Severity.WARNING for finding in findings)
    return [(finding.rule, numbers[finding.span]) for finding in findings if finding.span]


def only(findings: Sequence[Finding]) -> Finding:
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("1.", "2.", "3."), []),
        (("1.", "1.", "1."), []),  # Markdown
        ((None, None), []),
        (("[BAD10]", "[BM92]"), []),
        (("¹", "²", "³"), []),
        (("0.", "1.", "2."), []),
        (("[1]", "[2]", "[4]", "[5]"), [("list-gap", 3)]),
        (("1.", "2.", "9."), [("list-gap", 3)]),
        (("3.", "4."), [("list-gap", 1)]),
        (("1.", "2.", "101.", "102.", "201."), []),
        (("1.", "2.", "101.", "103.", "202."), [("list-gap", 4), ("list-gap", 5)]),
        (("89.", "101."), [("list-gap", 1)]),
        (("90.", "101."), [("list-gap", 1), ("list-gap", 2)]),
        (("1.", "51."), [("list-gap", 2)]),
        (("1.", "2.", "2.", "3."), [("list-repeat", 3)]),
        (("1.", "2.", "3.", "2.", "4."), [("list-repeat", 4)]),
        (("1.", "2.", "4.", "3.", "5."), [("list-disorder", 3)]),
        (("17.", "81.", "19."), [("list-gap", 1), ("list-gap", 3), ("list-disorder", 2)]),
        (("1.", "2.", "3.", "0."), [("list-disorder", 4)]),
    ],
)
def test_numbering(labels: tuple[str | None, ...], expected: list[tuple[str, int]]) -> None:
    assert told(labelled(*labels)) == expected


def test_a_second_list_may_begin_anew_or_go_on() -> None:
    first = labelled("1.", "2.", "3.")
    assert told([*first, *labelled("1.", "2.", in_list=2, first=4)]) == []
    assert told([*first, *labelled("4.", "5.", in_list=2, first=4)]) == []
    assert told([*first, *labelled("6.", "7.", in_list=2, first=4)]) == [("list-gap", 4)]


def test_no_list_no_finding() -> None:
    assert told([]) == []


def test_a_gap_names_what_is_missing() -> None:
    def message(*labels: str) -> str:
        return only(list(ListGap().check(labelled(*labels)))).message

    assert message("1.", "3.") == "Number 2 is missing before reference 3."
    assert message("1.", "5.") == "Numbers 2 to 4 are missing before reference 5."
    assert message("3.", "4.") == "The list begins with number 3 instead of 1."


def test_repeats_and_disorder_name_the_number() -> None:
    repeat = only(list(ListRepeat().check(labelled("1.", "2.", "2."))))
    assert repeat.cited == "2"
    assert repeat.message == "Number 2 is used for more than one reference in this list."
    disorder = only(list(ListDisorder().check(labelled("1.", "2.", "4.", "3."))))
    assert disorder.message == "Number 4 is out of order: it comes before number 3."
    late = list(ListDisorder().check(labelled("1.", "5.", "6.", "2.", "3.")))
    assert [finding.message for finding in late] == [
        "Number 2 is out of order: it comes after number 6.",
        "Number 3 is out of order: it comes after number 6.",
    ]


def test_findings_name_the_references_they_are_about() -> None:
    repeat = only(list(ListRepeat().check(labelled("1.", "2.", "2."))))
    assert repeat.references == (2, 3)
    gap = only(list(ListGap().check(labelled("1.", "2.", "4."))))
    assert gap.references == (3,)
    same = [reference(n, **SAME) for n in (4, 9)]
    assert only(list(ListDuplicate().check(same))).references == (4, 9)


SAME: dict[str, Any] = {
    "title": TITLE,
    "authors": (PersonName(family="Rajkumar", given="R"),),
    "year": 2015,
    "container_title": "Pharmacol Res",
    "volume": "99",
    "pages": "23-35",
}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SAME, SAME, True),
        (SAME, {**SAME, "pages": "23–35", "year": None}, True),
        (SAME, {**SAME, "title": TITLE.upper(), "volume": None}, True),
        (SAME, {**SAME, "authors": ()}, True),
        (SAME, {**SAME, "volume": "100"}, False),
        (SAME, {**SAME, "pages": "36-40"}, False),
        (SAME, {**SAME, "year": 2014}, False),
        (SAME, {**SAME, "authors": (GroupName(name="WHO"),)}, False),
        (SAME, {**SAME, "title": f"{TITLE} Part 2"}, False),
        ({**SAME, "title": "Reply"}, {**SAME, "title": None}, True),
        ({"title": "abcdefghi klmnopqrs"}, {"title": "Abcdefghi klmnopqrs"}, False),
        ({"title": "abcdefghij klmnopqrs"}, {"title": "Abcdefghij klmnopqrs"}, True),
        ({"doi": "10.1/A"}, {"doi": "10.1/a"}, True),
        ({"pmid": "1"}, {"pmid": "2"}, False),
        ({**SAME, "doi": "10.1/a"}, {**SAME, "doi": "10.1/b"}, False),
        ({}, {}, False),
    ],
)
def test_the_same_work_twice(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    references = [reference(1, "[7]", **one), reference(2, "[8]", **other)]
    findings = list(ListDuplicate().check(references))
    assert [finding.message for finding in findings] == (
        ["Reference 8 is the same work as reference 7."] if same else []
    )


def test_the_same_words_are_the_same_work() -> None:
    raw = "World Health Organization. Depression. Geneva."
    finding = only(list(ListDuplicate().check([reference(1, raw=raw), reference(2, raw=raw)])))
    assert finding.span == reference(2).string.span
    assert finding.message == "Reference 2 is the same work as reference 1."


def test_two_lists_may_hold_the_same_work() -> None:
    assert told([reference(1, **SAME), reference(2, in_list=2, **SAME)]) == []


@pytest.mark.parametrize(
    ("labels", "numbers"),
    [
        (("1.", "[2]", "(3)"), [1, 2, 3]),
        (("¹", "²"), [1, 2]),
        (("1.", None, "3."), [1, 3]),
        (("1.", "1.", "1."), []),  # Markdown
        (("1.",), [1]),
        (("[BAD10]", "[a]", None), []),
    ],
)
def test_the_numbers_of_a_list(labels: tuple[str | None, ...], numbers: list[int]) -> None:
    assert [one.number for one in numbered_of(labelled(*labels))] == numbers


def test_list_by_list() -> None:
    found = lists_of([*labelled("1.", "2."), *labelled("1.", in_list=2)])
    assert [[one.string.list_number for one in each] for each in found] == [[1, 1], [2]]
    assert lists_of([]) == []


@pytest.mark.parametrize(
    ("label", "name"), [("12.", "12"), ("[7]", "7"), (None, "1"), ("[a]", "1")]
)
def test_the_name_of_a_reference(label: str | None, name: str) -> None:
    assert name_of(labelled(label)[0]) == name
