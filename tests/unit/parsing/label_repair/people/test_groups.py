"""Groups that sign after persons, read from whole references."""

from __future__ import annotations

import pytest

from refcheck.model.record import GroupName
from refcheck.parsing import parse
from refcheck.parsing.label_repair.people.groups import label_group_after_persons
from refcheck.parsing.tokens import tokenise

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


def labelled(words: int, title: int) -> bool:
    """Whether a group of so many words is one, before a title of so many words."""
    name = " ".join(["Lee"] * (words - 1) + ["Group"])
    text = f"Lee H, {name}. {' '.join(['sleep'] * title)}. Lancet."
    labels = ["Bfamily", "Igiven", *["title"] * (words + title), "container"]
    label_group_after_persons(text, tokenise(text), labels)
    return labels[2] == "Bgroup"


@pytest.mark.parametrize(
    ("words", "title", "is_group"), [(24, 3, True), (25, 3, False), (4, 3, True), (4, 2, False)]
)
def test_how_long_a_group_may_be_and_the_title_after_it_must_be(
    words: int, title: int, *, is_group: bool
) -> None:
    assert labelled(words, title) is is_group
