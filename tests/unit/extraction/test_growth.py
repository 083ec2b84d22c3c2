"""Text that repeats one thing a hundred thousand times takes no more time a piece than other text.

Before, each of these took time in the square of its length. What the full sizes take is bounded in
`benchmarks/hostile`.
"""

from __future__ import annotations

import re

import pytest
from tests.growth import grows_in_proportion

from refcheck.extraction import extract
from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year.markers import find_author_year_markers
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings.link_text import leading_marks
from refcheck.extraction.reference_list.surroundings.page_headers import page_headers
from refcheck.model.document import Document

ENTRY = "Loo CK. Ketamine in practice. Lancet. 2018;12:1-2."


def find_all(text: str) -> int:
    return len(extract(Document(path="a.txt", text=text)))


def test_many_lists() -> None:
    def find(lists: int) -> None:
        text = f"\n\nReferences\n\n1. {ENTRY}\n2. {ENTRY}\n" * lists
        assert find_all(text) == 2 * lists

    assert grows_in_proportion(find, 75)


def test_many_lines_that_announce_sources() -> None:
    def find(size: int) -> None:
        find_all("Sources: we asked\n" * size + "2004")

    assert grows_in_proportion(find, 150)


def test_a_list_that_begins_a_page_with_each_line() -> None:
    def find(size: int) -> None:
        find_all("References\n\n" + f"{ENTRY}\n\f" * size)

    assert grows_in_proportion(find, 150)


def test_page_numbers_that_begin_again_and_again() -> None:
    def find(size: int) -> None:
        page_headers(Lines(Document(path="a.txt", text="1\n2\n3\n4\n" * size)))

    assert grows_in_proportion(find, 1_500)


@pytest.mark.parametrize(
    "label", ["1- ", "a) ", "I. ", "; 2) ", "Ref. 1: ", "#1 ", "[A] ", "① ", "No. 1 ", "12\n"]
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_labels_without_entries(label: str, end: str) -> None:
    def find(size: int) -> None:
        find_all(f"References\n\n{label + end}" + (label + end) * size)

    assert grows_in_proportion(find, 1_500)


def markers(text: str) -> list[tuple[str, tuple[str, ...]]]:
    body = BodyText(Document(path="a.txt", text=text), ())
    return [
        (one.year, tuple(word.text for word in one.words)) for one in find_author_year_markers(body)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("(2014) (2015) ", [], id="years alone"),
        pytest.param("12 2015 ", [], id="a number before it"),
        pytest.param("as Smith (2014) said", [("2014", ("Smith",))], id="near"),
        pytest.param(
            "so (National Institute of Mental Health and Human Behaviour, 2014)",
            [
                (
                    "2014",
                    tuple(
                        re.findall(
                            r"\w+", "National Institute of Mental Health and Human Behaviour"
                        )
                    ),
                )
            ],
            id="far",
        ),
        pytest.param(
            "(Kolominsky-\n   Rabas, Vanderwesthuizen & Wolfeschlegelsteinhausen, 2014)",
            [("2014", ("Kolominsky-\n   Rabas", "Vanderwesthuizen", "Wolfeschlegelsteinhausen"))],
            id="over a line end",
        ),
    ],
)
def test_names_are_read_however_far_they_stand(
    text: str, names: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [
        (year, tuple(word for word in words if word != "and")) for year, words in markers(text)
    ] == [(year, tuple(word for word in words if word != "and")) for year, words in names]


def test_bullets_without_end() -> None:
    assert leading_marks("• • Smith") == 4
    assert 0 < leading_marks("•" * 1_000_000) < 10_000
