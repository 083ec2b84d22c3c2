"""Groups that sign after persons, read from whole references."""

from __future__ import annotations

import pytest

from refcheck.model.record import GroupName
from refcheck.parsing import parse

TITLE = "Recommendations for sleep in old age"


def read(text: str) -> tuple[list[str], str | None]:
    record = parse(text).record
    return [one.name for one in record.authors if isinstance(one, GroupName)], record.title


@pytest.mark.parametrize(
    ("printed", "groups"),
    [
        ("Murphy DJ, Strachan BK, Royal College of Nursing.", ["Royal College of Nursing"]),
        ("Wein, T.; Lindsay, M. P.; German Nutrition Society.", ["German Nutrition Society"]),
        (
            "Knels R, Ashford P, Working Party on Information Technology, "
            "International Society of Blood Transfusion.",
            [
                "Working Party on Information Technology",
                "International Society of Blood Transfusion",
            ],
        ),
        (
            "Peene L, Beloeil H, European Society of Regional Anaesthesia.",
            ["European Society of Regional Anaesthesia"],
        ),
        ("Lee H, Moro F, Endocrinology Group of the Italian Society:", None),
    ],
)  # fmt: skip
def test_a_group_after_persons_is_no_part_of_the_title(
    printed: str, groups: list[str] | None
) -> None:
    wanted = groups or ["Endocrinology Group of the Italian Society"]
    place = "Lancet 2015, 385:12-17." if groups is None else "Lancet. 2015;385:12-17."
    assert read(f"{printed} {TITLE}. {place}") == (wanted, TITLE)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (
            "Murphy DJ, Strachan BK. Royal College of Obstetricians guideline on sleep in old age. "
            "BJOG 2020;127:70-112.",
            "Royal College of Obstetricians guideline on sleep in old age",
        ),
        (
            "S. Haji, S. Kusachi, The Japan Society for Surgical Infection: guidelines for sleep "
            "in old age, Surg Today 50 (2020) 12-17.",
            "The Japan Society for Surgical Infection: guidelines for sleep in old age",
        ),
        (
            "J. Smith, K. Jones, Support groups for old people and their families, "
            "Lancet 385 (2015) 12-17.",
            "Support groups for old people and their families",
        ),
    ],
)
def test_a_title_that_names_a_group_is_left_alone(printed: str, title: str) -> None:
    assert read(printed) == ([], title)
