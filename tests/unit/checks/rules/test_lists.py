"""The references of a document list by list, with the numbers of their labels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import cited_as

from refcheck.checks.rules.list_order import ListGap
from refcheck.checks.rules.lists import list_finding, lists_of, name_of, numbered_of
from refcheck.model.reference import Reference


def references(*labels: str | None, in_list: int = 1) -> list[Reference]:
    one = cited_as()
    return [
        replace(one, string=replace(one.string, number=n, label=label, list_number=in_list))
        for n, label in enumerate(labels, 1)
    ]


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
    assert [one.number for one in numbered_of(references(*labels))] == numbers


def test_list_by_list() -> None:
    found = lists_of([*references("1.", "2."), *references("1.", in_list=2)])
    assert [[one.string.list_number for one in each] for each in found] == [[1, 1], [2]]
    assert lists_of([]) == []


@pytest.mark.parametrize(
    ("label", "name"), [("12.", "12"), ("[7]", "7"), (None, "1"), ("[a]", "1")]
)
def test_the_name_of_a_reference(label: str | None, name: str) -> None:
    assert name_of(references(label)[0]) == name


def test_a_finding_at_its_reference() -> None:
    (one,) = references("1.")
    finding = list_finding(ListGap(), one, "A message.", cited="1")
    assert (finding.rule, finding.severity, finding.field) == ("list-gap", "warning", "list")
    assert (finding.span, finding.cited) == (one.string.span, "1")
