"""Names that are turned round, and names that are there twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, people, reference

from refcheck.checks import check_record
from refcheck.model.record import PersonName

RECORDED = tuple(
    PersonName(family=family, given=given, initials=initials)
    for family, given, initials in (
        ("Ali", "Mohammed", "M"),
        ("Zhang", "Xiao-Ming", "XM"),
        ("Jian", "Fu", "F"),
        ("Wang", "Yi", "Y"),
        ("Wang", "Yan", "Y"),
    )
)
RECORD_OF_MANY = replace(RECORD, authors=RECORDED)


def rules(authors: str) -> list[str]:
    names = people(authors)
    raw = f"{authors}. {CITED.title} Pharmacol Res. 2015;99:23-35."
    found = check_record(reference(replace(CITED, authors=names), raw), RECORD_OF_MANY, ())
    return sorted({finding.rule for finding in found if finding.rule.startswith("author-")})


@pytest.mark.parametrize(
    ("authors", "found"),
    [
        ("Ali M, Zhang XM, Jian F, Wang Y, Wang Y", []),
        ("Ali M, Zhang XM, Fu J, Wang Y, Wang Y", []),  # the record is turned round
        ("Mohammed Ali, Zhang XM, Jian F, Wang Y, Wang Y", []),  # either may be the family name
        ("Mohammed A, Zhang XM, Jian F, Wang Y, Wang Y", ["author-inverted"]),
        ("Mohammed A, Xiaoming Z, Fu J, Wang Y, Wang Y", ["author-inverted"]),
        ("Xiaoming Z, Ali M, Fu J, Wang Y, Wang Y", ["author-inverted", "author-order"]),
        ("Ali M, Zhang XM, Jian F, Wang Y, Wang Y, Ali M", ["author-repeated"]),
        (
            "Ali M, Zhang XM, Jian F, Wang Y, Wang Y, Ali M, Zhang XM, Jian F, Wang Y, Wang Y",
            ["author-repeated"],
        ),
    ],
)
def test_forms_of_names(authors: str, found: list[str]) -> None:
    assert rules(authors) == found


def test_a_name_that_the_parser_has_doubled_is_not_reported() -> None:
    cited = replace(CITED, authors=(*CITED.authors, CITED.authors[0]))
    raw = "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation."
    found = check_record(reference(cited, raw), RECORD, ())
    assert "author-repeated" not in [finding.rule for finding in found]
