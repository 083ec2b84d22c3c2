"""The scorer."""

from __future__ import annotations

import pytest

from evaluation import FIELDS, evaluate

GOLD = {
    "authors": [{"family": "van der Berg", "given": "J"}, {"family": "WHO", "literal": True}],
    "title": "Sleep & mood",
    "container": "J. Sleep",
    "year": "2010",
    "volume": "12",
    "issue": None,
    "pages": "123-8",
    "first_page": "123",
    "doi": "10.1/x",
    "type": "journal",
}
ITEM = {
    "type": "article-journal",
    "author": [
        {"family": "Berg", "non-dropping-particle": "van der", "given": "J"},
        {"literal": "WHO"},
    ],
    "title": "Sleep & Mood.",
    "container-title": "J Sleep",
    "issued": {"date-parts": [[2010, 5]]},
    "volume": "12",
    "page": "pp. 123–128",
    "DOI": "10.1/X",
}
ENTRY = {"source": "a", "labelled": [*FIELDS], "gold": GOLD | {"doi": "10.1000/x"}}


def test_what_is_equal_after_normalisation_is_right() -> None:
    tally = evaluate([ENTRY], [ITEM | {"DOI": "10.1000/X"}])["all"]
    assert (tally.share_whole, tally.macro_f1) == (1.0, 1.0)
    assert tally.f1("issue") is None


@pytest.mark.parametrize(
    ("change", "counts"),
    [({"volume": "13"}, [0, 1, 1]), ({"volume": None}, [0, 0, 1]), ({}, [1, 0, 0])],
)
def test_a_wrong_value_is_one_of_each(change: dict[str, object], counts: list[int]) -> None:
    tally = evaluate([ENTRY], [ITEM | {"DOI": "10.1000/X"} | change])["a"]
    assert tally.counts["volume"] == counts
    assert tally.whole == (counts == [1, 0, 0])


def test_an_absent_value_that_is_given_is_wrong_and_an_unlabelled_one_counts_for_nothing() -> None:
    item = ITEM | {"DOI": "10.1000/X", "issue": "3"}
    assert evaluate([ENTRY], [item])["all"].counts["issue"] == [0, 1, 0]
    entry = ENTRY | {"labelled": ["title"]}
    tallies = evaluate([entry], [{}], by="type")
    assert tallies["journal"].counts["issue"] == [0, 0, 0]
    assert tallies["all"].f1("title") == 0


def test_nothing_scored_is_nothing() -> None:
    tally = evaluate([], [])["all"]
    assert (tally.macro_f1, tally.share_whole) == (0, 0)
