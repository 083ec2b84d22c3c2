"""Names before a year, as markers print them."""

from __future__ import annotations

import pytest

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year.markers import (
    AuthorYearMarker,
    find_author_year_markers,
)
from refcheck.model.document import Document


def markers(text: str) -> list[AuthorYearMarker]:
    return list(find_author_year_markers(BodyText(Document(path="a", text=text), [])))


def shown(text: str) -> list[tuple[list[str], str, tuple[str, ...]]]:
    return [([word.text for word in one.words], one.year, one.letters) for one in markers(text)]


NAMED = [
    ("as found (Smith, 2010).", [(["Smith"], "2010", ())]),
    ("(Smith 2010)", [(["Smith"], "2010", ())]),
    ("(Smith & Jones, 2010)", [(["Smith", "Jones"], "2010", ())]),
    ("(Smith et al., 2010)", [(["Smith"], "2010", ())]),
    ("(Smith and colleagues, 2010)", [(["Smith"], "2010", ())]),
    ("(van der Berg, 2010)", [(["van", "der", "Berg"], "2010", ())]),
    ("(Smith, 2010a,b)", [(["Smith"], "2010", ("a", "b"))]),
    ("(Smith, 2010a-c)", [(["Smith"], "2010", ("a", "b", "c"))]),
    ("(Smith, 2010, 2012)", [(["Smith"], "2010", ()), (["Smith"], "2012", ())]),
    ("(Smith, 2010; Jones, 2012)", [(["Smith"], "2010", ()), (["Jones"], "2012", ())]),
    ("(Smith, n.d.)", [(["Smith"], "", ())]),
    ("(Smith, in press)", [(["Smith"], "", ())]),
    ("(World Health Organization, 2017)", [(["World", "Health", "Organization"], "2017", ())]),
    ("(SILVA; SOUZA, 2010)", [(["SILVA", "SOUZA"], "2010", ())]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_and_years(text: str, expected: list[tuple[list[str], str, tuple[str, ...]]]) -> None:
    assert shown(text) == expected


UNNAMED = [
    "in the year (2010)",
    "it was found in 2010 that",
    "of 2010 mg",
    "12/2010",
    "page 2010.5",
    "the 20101 patients",
    "in press conferences of the year",
]


@pytest.mark.parametrize("text", UNNAMED)
def test_years_without_names(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "bracket", "bounded", "others"),
    [
        ("(Smith, 2010)", False, True, False),
        ("as Smith (2010) says", True, False, False),
        ("as Smith et al. (2010) say", True, False, True),
        ("(see Smith, 2010)", False, True, False),
        ("(Smith et al., 2010)", False, True, True),
    ],
)
def test_how_a_marker_stands_in_the_text(
    text: str, *, bracket: bool, bounded: bool, others: bool
) -> None:
    (found,) = markers(text)
    assert (found.bracket, found.bounded, found.others) == (bracket, bounded, others)


def test_a_marker_ends_with_its_bracket_where_the_year_stands_in_one() -> None:
    text = "as Smith (2010) says"
    (found,) = markers(text)
    assert text[found.start : found.end].endswith("Smith (2010)")
    text = "as said (Smith, 2010)."
    (found,) = markers(text)
    assert text[found.start : found.end] == "Smith, 2010"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("© Wan et al. 2016\n", 0),
        ("© 2016 The Author(s)\n", 0),
        ("Copyright: © Wan et al., 2016.", 0),
        ("How to cite this article: Wan et al. 2016", 0),
        ("Cite as: Wan et al. (2016)", 0),
        ("Running head: Wan et al. 2016", 0),
        ("Copyright was studied by Wan et al. 2016", 1),
        ("They cite as many as Wan et al. (2016)", 1),
    ],
)
def test_what_says_whose_article_this_is_cites_nothing(text: str, count: int) -> None:
    assert len(markers(text)) == count
