"""Which references of two reports are the same."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.runs.pairing import moved, pair_documents, pair_references
from refcheck.runs.saved_report import SavedDocument, SavedReference

SMITH = "Smith J, Brown K. Sleep and memory in older adults: a review. Sleep Med. 2012;13:100-7."
JONES = "Jones K, Fam J. Dreams of the elderly after surgery. J Sleep Res. 2015;24:1-9."
EDLER = "Edler A. Air embolism in a child. Anaesthesia. 2001;56:12-4."


def refs(*texts: str) -> list[SavedReference]:
    return [SavedReference(number=n, key=f"key{n}", raw=raw) for n, raw in enumerate(texts, 1)]


def pairs(old: list[SavedReference], new: list[SavedReference]) -> list[tuple[int, int]]:
    return pair_references(old, new).both


def test_numbers_decide_nothing() -> None:
    found = pair_references(refs(SMITH, JONES), refs(EDLER, SMITH, JONES))
    assert found == ([(0, 1), (1, 2)], [], [0])
    found = pair_references(refs(SMITH, JONES, EDLER), refs(EDLER, SMITH))
    assert found == ([(0, 1), (2, 0)], [1], [])


@pytest.mark.parametrize(
    "now",
    [
        SMITH.replace("2012", "2013"),
        SMITH.replace("Smith J, Brown K", "Smith J, Braun K, Fam J"),
        SMITH.replace(": a review", ""),
        SMITH.replace("Sleep Med", "Sleep Medicine Reviews"),
        SMITH + " doi:10.1016/j.sleep.2012.01.001. PMID: 12345678.",
        SMITH.upper(),
        "Smith, J., & Brown, K. (2012). Sleep and memory in older adults: A review. Sleep Med, 13.",
    ],
)
def test_a_reference_that_was_edited_is_still_the_same(now: str) -> None:
    assert pairs(refs(SMITH, JONES), refs(JONES, now)) == [(0, 1), (1, 0)]


def test_a_reference_that_was_replaced_is_another() -> None:
    found = pair_references(refs(SMITH), refs(JONES))
    assert found == ([], [0], [0])
    other = "Smith J, Brown K. Caffeine and attention of students. Sleep Med. 2016;17:55-61."
    assert pair_references(refs(SMITH), refs(other)).both == []


def test_the_same_text_twice_is_paired_in_order() -> None:
    assert pairs(refs(SMITH, SMITH), refs(SMITH, JONES, SMITH)) == [(0, 0), (1, 2)]


@pytest.mark.parametrize(
    "mark", [{"doi": "10.1/X"}, {"pmid": "1"}, {"matched": ("pubmed", "1")}, {"key": "smith2012"}]
)
def test_a_mark_pairs_what_has_something_in_common(mark: dict[str, object]) -> None:
    short = "Smith J, Brown K. Sleep, memory. Sleep Med 2012."
    (one,), (same,) = refs(SMITH), refs(short)
    assert pairs([replace(one, **mark)], [replace(same, **mark)]) == [(0, 0)]  # type: ignore[arg-type]
    (other,) = refs(EDLER)
    assert pairs([replace(one, **mark)], [replace(other, **mark)]) == []  # type: ignore[arg-type]


def test_a_mark_that_two_references_have_tells_nothing() -> None:
    old = [replace(one, doi="10.1/x") for one in refs(SMITH, EDLER)]
    new = [replace(one, doi="10.1/x") for one in refs(JONES)]
    assert pairs(old, new) == []


@given(st.permutations(range(8)))
def test_whatever_the_order_is_all_are_paired(order: list[int]) -> None:
    texts = [f"{SMITH} Number {n} of the series {n * 7919}." for n in range(8)]
    found = pairs(refs(*texts), refs(*(texts[n] for n in order)))
    assert sorted(found) == sorted((n, order.index(n)) for n in order)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([0, 1, 2, 3], set()),
        ([1, 2, 3, 0], {0}),
        ([3, 0, 1, 2], {3}),
        ([1, 0], {1}),
        ([2, 5, 9], set()),
        ([], set()),
    ],
)
def test_as_few_as_possible_were_moved(order: list[int], expected: set[int]) -> None:
    both = [(old, new) for new, old in enumerate(order)]
    assert len(moved(both)) == len(expected)
    if len(order) > 2:
        assert moved(both) == expected


def test_documents_are_paired_by_path_by_name_and_by_what_they_cite() -> None:
    def document(path: str, *texts: str) -> SavedDocument:
        return SavedDocument(path=path, status="ok", references=tuple(refs(*texts)))

    old = [document("a.txt"), document("x/b.txt"), document("c.txt", SMITH, JONES)]
    new = [document("d.txt", JONES, SMITH), document("y/b.txt"), document("./a.txt")]
    assert pair_documents(old, new) == ([(0, 2), (1, 1), (2, 0)], [], [])
    assert pair_documents(old[2:], [document("d.txt", EDLER)]) == ([], [0], [0])
    assert pair_documents(old[:1] * 2, old[:1] * 3) == ([(0, 0), (1, 1)], [], [2])


def test_long_lists_take_linear_time() -> None:
    old = refs(*(f"{SMITH} {n}" for n in range(4000)))
    new = refs(*(f"{JONES} {n}" for n in range(4000)))
    begin = time.monotonic()
    pair_references(old, new)
    assert time.monotonic() - begin < 20
