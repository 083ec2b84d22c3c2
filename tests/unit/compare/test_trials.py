"""What tells that a reference and a registered trial are the same, or are not."""

from __future__ import annotations

import pytest

from refcheck.compare.trials import TrialAgreement, cites_registration, compare_trials
from refcheck.model.record import BibliographicRecord

REGISTERED = BibliographicRecord(
    title="Snow therapy for tired knees in mountain guides",
    title_variants=("A randomized trial of cold packs after descents", "SNOW"),
)


def agreement(title: str | None, rest: str = "", record: BibliographicRecord = REGISTERED) -> str:
    text = f"Alpine Trust. {title}. ClinicalTrials.gov NCT01234567. {rest}"
    return str(compare_trials(text, BibliographicRecord(title=title), record).value)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Snow therapy for tired knees in mountain guides", "same"),
        ("Snow Therapy in Guides With Tired Knees: a Phase II Study", "same"),
        ("SNOW", "same"),
        ("A Randomized Trial of Cold Packs", "same"),
        ("Therapy of headache in pilots", "doubtful"),  # a word may be chance, or a new title
        ("Insulin pumps during pregnancy", "other"),
        ("A Randomized Controlled Trial of Insulin Pumps", "other"),  # what all trials are called
        ("Effect of treatment", "doubtful"),  # it says nothing
        (None, "doubtful"),
    ],
)
def test_titles_of_trials(title: str | None, expected: str) -> None:
    assert agreement(title) == expected


def test_a_word_behind_the_title_counts_against_another_trial() -> None:
    assert agreement("Insulin pumps during pregnancy", "Knees, second part") == "doubtful"


def test_a_registration_without_a_title_is_no_other() -> None:
    assert agreement("Insulin pumps", record=BibliographicRecord()) == "doubtful"


@pytest.mark.parametrize("field", ["volume", "pages", "doi", "pmid"])
def test_an_article_that_names_its_trial_is_no_registration(field: str) -> None:
    assert cites_registration(BibliographicRecord(title="Snow therapy"))
    assert not cites_registration(BibliographicRecord(title="Snow therapy", **{field: "12"}))  # type: ignore[arg-type]


def test_the_kinds_of_agreement() -> None:
    assert {each.value for each in TrialAgreement} == {"same", "doubtful", "other"}
