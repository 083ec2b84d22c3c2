"""A list without labels is cut into entries by its layout and wording."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.unlabelled.segmentation import Row, cut

ENTRIES = [
    ["Baskaran A, Summers D. Preclinical models of depression", "and pain. Lancet. 2012;63:1-9."],
    ["Fam J, Yeo EY. Ketamine and suicidal ideation in severe", "depression. Pain. 2015;99:2-5."],
    ["Katalinic N, Lai R. Ketamine as a new treatment of many", "depressed men. BMJ. 2013;4:7-8."],
    ["Miller OH, Moran JT. Two cellular hypotheses that can", "explain it. Brain. 2016;100:17-26."],
    [
        "Naughton M, Clarke G. A review of ketamine and its uses",
        "in practice. Pain. 2014;156:24-5.",
    ],
    [
        "Serafini G, Howland RH. The role of ketamine in treating",
        "depression. Brain. 2014;12:44-6.",
    ],
    [
        "Vasavada MM, Leaver AM. Structural connectivity and the",
        "response. Pain. 2016;190:836-4.",
    ],
]
SIZES = [2] * len(ENTRIES)


def sizes(rows: list[Row]) -> list[int]:
    return [len(piece) for piece in cut(rows)]


def rows(*, hanging: int = 0, first: int = 0, blank: bool = False) -> list[Row]:
    found = []
    for entry in ENTRIES:
        found.append(Row(entry[0], first, 1 if blank and found else 0))
        found += [Row(line, hanging, 0) for line in entry[1:]]
    return found


@pytest.mark.parametrize(
    "layout",
    [{}, {"hanging": 4}, {"first": 4}, {"blank": True}, {"hanging": 4, "blank": True}],
    ids=["plain", "hanging", "indented", "blank lines", "both"],
)
def test_entries_of_two_lines(layout: dict[str, int]) -> None:
    assert sizes(rows(**layout)) == SIZES  # type: ignore[arg-type]


def test_entries_of_one_line() -> None:
    assert sizes([Row(" ".join(entry), 0, 0) for entry in ENTRIES]) == [1] * len(ENTRIES)


def test_a_name_in_the_middle_of_an_entry_does_not_begin_one() -> None:
    names = [
        "Rajkumar R, Fam J, Yeo EY, Dawe GS, Naughton M, and",
        "Clarke G, O'Leary OF, Cryan JF,",
        "Dinan TG. A review of ketamine. Lancet. 2014;1:2-3.",
    ]
    found = [Row(line, 0, 0) for line in [*ENTRIES[0], *names, *ENTRIES[6]]]
    assert sizes(found) == [2, 3, 2]


def test_what_the_format_marks_as_items_is_cut_there() -> None:
    kinds = ["item", "inside"] * len(ENTRIES)
    found = [
        Row(line, 0, 0, relation)
        for line, relation in zip([line for one in ENTRIES for line in one], kinds, strict=True)
    ]
    assert sizes(found) == SIZES
    joined = [Row(line, 0, 0, "inside" if n else "item") for n, line in enumerate(ENTRIES[0])]
    assert sizes([*joined, *(Row(line, 0, 0, "inside") for line in ENTRIES[1])]) == [4]


def test_a_blank_line_after_every_line_parts_nothing() -> None:
    found = [Row(line, 0, 1) for entry in ENTRIES for line in entry]
    assert sizes(found) == SIZES


def test_nothing_to_cut() -> None:
    assert cut([]) == []
    assert cut([Row(ENTRIES[0][0], 0, 0)]) == [range(1)]
