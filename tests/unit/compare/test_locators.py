"""Pages, volumes and issues as they are really printed and recorded."""

from __future__ import annotations

import pytest

from refcheck.compare.locators import (
    PageRange,
    has_page_range,
    is_publisher_item,
    page_ranges,
    roman_value,
    same_issue,
    same_locator,
    same_volume,
    volume_of,
)

RANGES = [
    ("24-35", [("24", "35")]),
    ("24–35", [("24", "35")]),
    ("240-5", [("240", "245")]),
    ("99-101", [("99", "101")]),
    ("pp. 3-5", [("3", "5")]),
    ("S5-9", [("s5", "s9")]),
    ("S1-S8", [("s1", "s8")]),
    ("e31095", [("e31095", None)]),
    ("017301", [("17301", None)]),
    ("115.e1-115.e9", [("115e1", "115e9")]),
    ("115.e1-9", [("115e1", "115e9")]),
    ("12S-18S", [("12s", "18s")]),
    ("xi-xv", [("xi", "xv")]),
    ("1162-72; discussion 1173", [("1162", "1172"), ("1173", None)]),
    ("1563-5; author reply 1565-6", [("1563", "1565"), ("1565", "1566")]),
    ("12-4; authors' reply 15", [("12", "14"), ("15", None)]),
    ("1898-906; quiz 1907", [("1898", "1906"), ("1907", None)]),
    ("12-4, discussion 14-6", [("12", "14"), ("14", "16")]),
    ("123-5, 130", [("123", "125"), ("130", None)]),
    ("e00013-22", [("e1322", None)]),
    ("e01219–17", [("e121917", None)]),
    ("00897-20", [("89720", None)]),
    ("e02107‐20", [("e210720", None)]),
    ("100-22", [("100", "122")]),
    ("293_318", [("293", "318")]),
    ("1017 LP – 1025", [("1017", "1025")]),
    ("998─1001", [("998", "1001")]),
    ("830-9, W147-9", [("830", "839"), ("w147", "w149")]),
    ("830–9. w147-9", [("830", "839"), ("w147", "w149")]),
    ("", []),
    ("-", []),
]


@pytest.mark.parametrize(("text", "ranges"), RANGES)
def test_page_ranges(text: str, ranges: list[tuple[str, str | None]]) -> None:
    assert page_ranges(text) == tuple(PageRange(first, last) for first, last in ranges)


def test_article_numbers() -> None:
    assert PageRange("e31095").is_article
    assert PageRange("107654").is_article
    assert not PageRange("240").is_article
    assert not PageRange("s1", "s8").is_article


@pytest.mark.parametrize(
    ("cited", "recorded", "same"),
    [
        ("e31095", "31095", True),
        ("12s", "12", True),
        ("xi", "11", True),
        ("s12", "e12", False),
        ("s51", "51s", True),
        ("e51", "51s", False),
        ("23", "32", False),
        ("240", "241", False),
    ],
)
def test_same_locator(cited: str, recorded: str, *, same: bool) -> None:
    assert same_locator(cited, recorded) is same
    assert same_locator(recorded, cited) is same


def test_publisher_items() -> None:
    assert is_publisher_item("S0020-6539(24)00047-9")
    assert is_publisher_item("bmjspcare-2020-002638")
    assert not is_publisher_item("1357633X20960638")
    assert not is_publisher_item("24-35")


def test_roman() -> None:
    assert roman_value("XIV") == 14
    assert roman_value("mcmxc") == 1990
    assert roman_value("iiii") is None
    assert roman_value("") is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Vol. 012", "12", ""),
        ("XII", "12", ""),
        ("12 Suppl 1", "12", "suppl1"),
        ("12S", "12", "suppl"),
        ("12 ( Pt 2)", "12", "pt2"),
        ("101-B", "101b", ""),
        ("12(3)", "12", "3"),
        ("PP", "pp", ""),
    ],
)
def test_volume_of(text: str, number: str, rest: str) -> None:
    assert (volume_of(text).number, volume_of(text).rest) == (number, rest)


@pytest.mark.parametrize(
    ("cited", "recorded", "same"),
    [
        ("12", "12 Suppl 1", True),
        ("XII", "12", True),
        ("101", "101-B", True),
        ("12-13", "12", True),
        ("Suppl", "12", True),
        ("12", "PP", True),
        ("101-A", "101-B", False),
        ("21", "12", False),
        ("112", "12", False),
    ],
)
def test_same_volume(cited: str, recorded: str, *, same: bool) -> None:
    assert same_volume(cited, recorded) is same


@pytest.mark.parametrize(
    ("cited", "recorded", "same"),
    [
        ("3-4", "3", True),
        ("3/4", "3-4", True),
        ("Suppl 1", "S1", True),
        ("Suppl 1", "1 Suppl", True),
        ("Suppl", "Suppl 2", True),
        ("Supplement_1", "Suppl 1", True),
        ("3S", "3 Suppl", True),
        ("3 Pt 2", "3", True),
        ("Suppl 1", "1", True),
        ("Pt 1", "Pt 2", False),
        ("Suppl 1", "Suppl 2", False),
        ("4", "Suppl 1", False),
        ("2", "3", False),
        ("12", "1", False),
    ],
)
def test_same_issue(cited: str, recorded: str, *, same: bool) -> None:
    assert same_issue(cited, recorded) is same
    assert same_issue(recorded, cited) is same


@pytest.mark.parametrize("pages", ["9471-9", "71–9", "S63-S66", "e12--e15", "1−5"])
def test_a_range_of_pages(pages: str) -> None:
    assert has_page_range(pages)


@pytest.mark.parametrize("pages", ["5", "e31095", "CD013449", "S71", "", "1, 5"])
def test_a_single_page_or_an_article_number(pages: str) -> None:
    assert not has_page_range(pages)
