"""What the numbers of a text point to: printed numbers, positions, lists by chapter."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article, record

from refcheck.extraction.intext.numeric_linking import ReferenceNumbers

WORK = (
    "Miller OH. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26.",
    record("Miller O"),
)


def numbering(*labels: str | None) -> ReferenceNumbers:
    article = Article("Text.").with_list([WORK] * len(labels), list(labels))
    return ReferenceNumbers.of(article.references)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("1.", "2.", "3."), {1: 1, 2: 2, 3: 3}),
        (("[4]", "[5]", "[7]"), {4: 1, 5: 2, 7: 3}),
        (("3.", "2.", "1."), {3: 1, 2: 2, 1: 3}),
        (("1.", "2.", "2."), {1: 1, 2: 2}),  # the first of the two
        ((None, None, None), {1: 1, 2: 2, 3: 3}),
        (("1.", "1.", "1."), {1: 1, 2: 2, 3: 3}),  # Markdown counts by itself
        (("[a]", "[b]", "[c]"), {1: 1, 2: 2, 3: 3}),
    ],
)
def test_numbers_of_a_list(labels: tuple[str | None, ...], expected: dict[int, int]) -> None:
    (one,) = numbering(*labels).lists
    assert one.numbers == expected
    assert one.highest == max(expected)


@pytest.mark.parametrize(("labelled", "first"), [(7, 11), (6, 1)])
def test_a_list_is_numbered_where_seven_entries_in_ten_bear_a_number(
    labelled: int, first: int
) -> None:
    labels = [f"{number}." for number in range(11, 11 + labelled)] + [None] * (10 - labelled)
    (one,) = numbering(*labels).lists
    assert min(one.numbers) == first


def chapters(*lists: tuple[str, ...]) -> tuple[Article, ReferenceNumbers]:
    article = Article("First chapter [1].")
    for labels in lists:
        article.with_list([WORK] * len(labels), list(labels), after="\nNext chapter [1].\n")
    return article, ReferenceNumbers.of(article.references)


def test_each_chapter_has_its_list() -> None:
    article, found = chapters(("1.", "2."), ("1.", "2.", "3."))
    assert [sorted(one.numbers) for one in found.lists] == [[1, 2], [1, 2, 3]]
    assert found.at(0) is found.lists[0]
    assert found.at(article.text.index("Next chapter")) is found.lists[1]
    assert found.at(len(article.text)) is found.lists[1]  # after the last list
    assert found.size == 5
    assert [one.highest for one in found.narrowed({1}).lists] == [3]
    assert not found.narrowed({})


def test_a_list_that_counts_on_is_the_same_list() -> None:
    _, found = chapters(("1.", "2."), ("3.", "4."))
    (one,) = found.lists
    assert one.numbers == {1: 1, 2: 2, 3: 3, 4: 4}


def test_no_references() -> None:
    assert not ReferenceNumbers.of([])
