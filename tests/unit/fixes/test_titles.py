"""The words of a title that are changed."""

from __future__ import annotations

import pytest

from refcheck.fixes.changes import Change
from refcheck.fixes.titles import title_as, title_edits, word_edits
from refcheck.model.finding import Field
from refcheck.model.record import BibliographicRecord

RIGHT = "Ketamine and suicidal ideation in tumour patients: Jumping the gun?"


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (RIGHT.replace("suicidal", "sucidal"), RIGHT),
        (
            "Ketamine and Sucidal Ideation in Tumor Patients: Jumping the Gun?",
            "Ketamine and Suicidal Ideation in Tumor Patients: Jumping the Gun?",
        ),
        (RIGHT.upper().replace("SUI", "SU"), RIGHT.upper()),
        ("Ketamine and ideation in tumor patients: jumping the gun?", RIGHT.replace("mour", "mor")),
        ("Ketamine and suicidal-ideation in tumour patients: Jumping the gun?", None),
        ("Sertraline and suicidal ideation in tumour patients: Jumping the gun?", RIGHT),
        ("Ketamine and suicidal ideation in young tumour patients: Jumping the gun?", RIGHT),
        (f"{RIGHT[:-1]} anyway?", RIGHT),
    ],
)
def test_only_the_words_of_a_title_that_differ_are_changed(
    cited: str, expected: str | None
) -> None:
    assert title_as(cited, RIGHT).lower() == (expected or cited).lower()
    assert title_as(cited, RIGHT)[:8] == (expected or cited)[:8]


@pytest.mark.parametrize(
    ("cited", "right"),
    [
        # A word comes before the title as cited, or leaves it
        ("Illness and help-seeking behaviours", "Mental illness and help-seeking behaviours"),
        ("Old mental illness and help-seeking", "Mental illness and help-seeking"),
        (
            "And Causes of Failure: A Meta-Analysis",
            "Survival and Causes of Failure: A Meta-Analysis",
        ),
        ("That Promote Equity: A Review", "Strategies that Promote Equity: A Review"),
        ("DNA repair in older age", "Human DNA repair in older age"),
        ("Repair in older age", "Mental repair of genes in older age"),
        ("Ketamine and suicidal.", "Ketamine and suicidal ideation."),
        ("SLEEP IN OLDER AGE", "DEEP SLEEP IN OLDER AGE"),
    ],
)
def test_the_first_word_of_a_title_changes_its_capital(cited: str, right: str) -> None:
    assert title_as(cited, right) == right


@pytest.mark.parametrize(
    ("cited", "right"),
    [
        ("Ketamine in rats and mice.", "Ketamine in rats."),
        ("Ketamine in old rats, mice.", "Ketamine in old rats."),
        ("Ketamine in old rats, mice", "Ketamine in old rats"),
        ("Ketamine in old rats", "Ketamine in rats"),
        ("Old ketamine in rats", "Ketamine in rats"),
        ("Ketamine in (old) rats?", "Ketamine in (young) rats?"),
    ],
)
def test_edits_leave_what_is_right_of_a_title(cited: str, right: str) -> None:
    text = f"Fam J. <{cited}> Lancet."
    place = text.index("<") + 1, text.index(">")
    edits = list(word_edits(text, *place, right))
    for start, end, new in reversed(edits):
        text = f"{text[:start]}{new}{text[end:]}"
    assert text == f"Fam J. <{right}> Lancet."
    assert title_as(cited, right) == right


def test_the_edit_of_a_word_is_within_its_marks() -> None:
    assert list(word_edits("Use in (odd) rats", 0, 17, "Use in (old) rats")) == [(8, 11, "old")]


def test_a_title_that_was_cut_is_not_edited() -> None:
    right = "Ketamine in the treatment of depression"
    change = Change(
        field=Field.TITLE, cited=None, value=right, record=BibliographicRecord(), finding=None
    )
    text = "Ketamine in the tretment of depression and pain."
    assert title_edits(text, (0, 38), change) is None
    assert title_edits(text[:38], (0, 38), change)
    assert title_edits("word " * 400, (0, 1999), change) is None
