"""Page numbers and running heads in texts that have lost their page breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.paging import regular_lines
from refcheck.model.document import Document

Break = Callable[[int], list[str]]


def _pages(count: int, page_break: Break, length: int = 30) -> str:
    lines: list[str] = []
    for page in range(count):
        letters = "abcdefghijklmnopqrstuvwxyzABCD"[:length]
        lines += [f"Words of {letter * (page + 1)} that go on and on" for letter in letters]
        lines += page_break(page)
    return "\n".join(lines)


def _found(text: str) -> Sequence[str]:
    lines = Lines(Document(path="a.txt", text=text))
    return [lines.text(line) for line in sorted(regular_lines(lines))]


@pytest.mark.parametrize(
    ("page_break", "expected"),
    [
        (lambda page: [str(page + 97)], ["97", "98", "99", "100", "101"]),
        (
            lambda page: [f"- {page + 3} -", "Annals of Examples"],
            [text for n in range(3, 8) for text in (f"- {n} -", "Annals of Examples")],
        ),
        (
            lambda page: ["", f"{page + 8}  ROE AND DOE", ""],
            [f"{n}  ROE AND DOE" for n in range(8, 13)],
        ),
        (lambda _page: ["Annals of Examples"], ["Annals of Examples"] * 5),
    ],
    ids=["number", "number and head", "number within the head", "head alone"],
)
def test_what_counts_up_page_by_page_is_furniture(page_break: Break, expected: list[str]) -> None:
    assert _found(_pages(5, page_break)) == expected


@pytest.mark.parametrize(
    "text",
    [
        _pages(2, lambda page: [str(page + 97)]),  # two numbers may be chance
        _pages(5, lambda page: [str(page * 7 + 12)]),  # they do not count up
        _pages(9, lambda page: [str(page + 1)], length=6),  # labels on lines of their own
        _pages(5, lambda page: [f"Table {page * 3 + 1} of the report"]),
        _pages(2, lambda _page: ["97"]) + "\n" + _pages(5, lambda page: ["w" * page]) + "\n98\n99",
    ],
)
def test_what_does_not_is_text(text: str) -> None:
    assert _found(text) == []


def test_counts_below_entries_are_no_page_numbers() -> None:
    text = _pages(4, lambda page: [str(page + 5), f"note {page * 3}", "41", "30", "17", "2"])
    assert _found(text) == []
