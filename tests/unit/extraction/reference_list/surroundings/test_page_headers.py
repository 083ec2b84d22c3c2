"""Page numbers, page headers and page footers, with page breaks and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings.page_headers import page_headers
from refcheck.model.document import Document

Break = Callable[[int], list[str]]


def headers(text: str) -> list[str]:
    lines = Lines(Document(path="a", text=text))
    return [lines.text(line) for line in sorted(page_headers(lines))]


WORDS = [
    "pain",
    "sleep",
    "mood",
    "fear",
    "sight",
    "taste",
    "smell",
    "touch",
    "voice",
    "gait",
    "growth",
    "speech",
]


def pages(head: str, foot: str, count: int = 4) -> str:
    """Pages with three entries each, none like the others."""
    entries = iter(
        f"{word.title()}man A. The measurement of {word}. Lancet. 2015;9:{len(word)}-99.\n"
        for word in WORDS
    )
    return "\f".join(
        f"{head.format(n)}\n\n{next(entries)}{next(entries)}{next(entries)}\n{foot.format(n)}\n"
        for n in range(11, 11 + count)
    )


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("The Journal of Pain Studies", "{}"),
        ("Fam and Yeo", "Page {} of 20"),
        ("{}", "Ketamine in depression"),
        ("The Journal of Pain Studies 12 (2015)", "– {} –"),
    ],
)
def test_page_headers_and_numbers(head: str, foot: str) -> None:
    found = headers(pages(head, foot))
    for number in (12, 13):
        assert head.format(number) in found
        assert foot.format(number) in found
    assert not [line for line in found if "measurement" in line]


@pytest.mark.parametrize(
    ("head", "is_head"),
    [
        ("A. Nonymous et al.", True),
        ("Fam et al.", True),
        ("VAN DER BERG ET AL.", True),
        ("Fam JR, Yeo EY, et al.", False),
        ("and Yeo et al.", False),
    ],
)
def test_the_authors_above_a_page_part_no_entry(head: str, is_head: bool) -> None:
    text = (
        "References\n\nFam, J. R. (2015). A body in the airway. Journal of\n\n109\n\f"
        f"{head}\n\n     Anaesthesiology, 31(4), 568.\n"
    )
    assert (head in headers(text)) == is_head


def test_a_list_on_one_page_has_none() -> None:
    assert headers(pages("References", "", count=1)) == []


@pytest.mark.parametrize("line", ["Available from: https://a.org/b", "doi: 10.1000/182"])
def test_what_ends_every_entry_is_not_a_page_header(line: str) -> None:
    entries = "\n\n".join(f"Author{n} A. Work {n}. 201{n}.\n{line}" for n in range(8))
    assert headers(f"References\n\n{entries}\n") == []


# --- texts that have lost their page breaks ------------------------------------------------------


def copied_pages(count: int, page_break: Break, length: int = 30) -> str:
    lines: list[str] = []
    for page in range(count):
        letters = "abcdefghijklmnopqrstuvwxyzABCD"[:length]
        lines += [f"Words of {letter * (page + 1)} that go on and on" for letter in letters]
        lines += page_break(page)
    return "\n".join(lines)


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
def test_what_counts_up_page_by_page_is_a_page_header(
    page_break: Break, expected: list[str]
) -> None:
    assert headers(copied_pages(5, page_break)) == expected


@pytest.mark.parametrize(
    "text",
    [
        copied_pages(2, lambda page: [str(page + 97)]),  # two numbers may be chance
        copied_pages(5, lambda page: [str(page * 7 + 12)]),  # they do not count up
        copied_pages(9, lambda page: [str(page + 1)], length=6),  # labels on lines of their own
        copied_pages(5, lambda page: [f"Table {page * 3 + 1} of the report"]),
        copied_pages(2, lambda _page: ["97"])
        + "\n"
        + copied_pages(5, lambda page: ["w" * page])
        + "\n98\n99",
    ],
)
def test_what_does_not_is_text(text: str) -> None:
    assert headers(text) == []


def test_counts_below_entries_are_not_page_numbers() -> None:
    text = copied_pages(4, lambda page: [str(page + 5), f"note {page * 3}", "41", "30", "17", "2"])
    assert headers(text) == []
