"""Lists of authors whose initials come first and have no full stops."""

from __future__ import annotations

import pytest

from refcheck.model.record import PersonName
from refcheck.parsing import parse

BOOK = "Sleep and mood. London: Press; 2001."
PART = "Sleep and mood in old age. In: Lee H, editor. Mood. London: Press; 2001. p. 12-7."


def names(text: str) -> str:
    return "; ".join(
        f"{one.family}, {one.given}" if isinstance(one, PersonName) else one.name
        for one in parse(text).record.authors
    )


@pytest.mark.parametrize("rest", [BOOK, PART])
@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("M Murone, A Rosenthal, F J de Sauvage.", "Murone, M; Rosenthal, A; de Sauvage, F J"),
        ("J Smith, K B Jones, L M Brown.", "Smith, J; Jones, K B; Brown, L M"),
        ("J R Smith and KB Jones.", "Smith, J R; Jones, KB"),
        ("J-P Smith; K B O'Neill; A el-Shabrawi:", "Smith, J-P; O'Neill, K B; el-Shabrawi, A"),
        ("J R SMITH, K B JONES, & L LEE.", "SMITH, J R; JONES, K B; LEE, L"),
        ("J R Smith, K Jones, et al.", "Smith, J R; Jones, K"),
        ("H R Lewis Jr, K B Jones.", "Lewis, H R; Jones, K B"),
        ("J R Smith, K B Jones, Methods of sleep in mice.", "Smith, J R; Jones, K B"),
    ],
)
def test_initials_belong_to_the_name_after_them(printed: str, wanted: str, rest: str) -> None:
    assert names(f"{printed} {rest}") == wanted


@pytest.mark.parametrize("printed", ["J Dudeck (1998)", "J R Dudeck (1998)"])
def test_one_author_before_a_year(printed: str) -> None:
    record = parse(f"{printed} Aspects of sleep in older adults. London: Press.").record
    assert [one.family for one in record.authors if isinstance(one, PersonName)] == ["Dudeck"]
    assert record.title == "Aspects of sleep in older adults"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Smith J R, Jones K B.", "Smith, J R; Jones, K B"),
        ("J. R. Smith, K. B. Jones.", "Smith, J. R.; Jones, K. B."),
        ("R Core Team (2010).", "R Core Team"),
        ("SAS Institute Inc (2011).", "SAS Institute Inc"),
        ("U S Department of Health (2011).", "U S Department of Health"),
        ("A B Smith, Carol Jones, Eva Lee.", "Smith, A B; Jones, Carol; Lee, Eva"),
        ("A Review, A Guide.", ""),
        ("H pylori, E coli, C difficile.", ""),
    ],
)
def test_other_authors_and_titles_stay(printed: str, wanted: str) -> None:
    assert names(f"{printed} {BOOK}") == wanted


def test_what_follows_the_names_is_the_title() -> None:
    parsed = parse("C J Yeo, J L Cameron. Pancreatic cancer. Curr Probl Surg 1999;36:59-152.")
    assert parsed.record.title == "Pancreatic cancer"
    assert parsed.record.container_title == "Curr Probl Surg"
