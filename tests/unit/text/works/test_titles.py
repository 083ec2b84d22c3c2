"""Titles alone: how much one tells, and whether its work is about another."""

from __future__ import annotations

import pytest

from refcheck.text.works.titles import (
    information,
    is_about_another,
    is_notice,
    plain_title,
    title_forms,
)

KETAMINE = "Ketamine and suicidal ideation in depression: jumping the gun?"
HYPOTHESES = (
    "Two cellular hypotheses explaining the initiation of ketamine's antidepressant actions:"
    " Direct inhibition and disinhibition."
)


def test_information_grows_with_rare_words() -> None:
    assert information("Reply") == 5
    assert information("Of the and in") == 0
    assert information(KETAMINE) > 35
    assert information(HYPOTHESES) > information(KETAMINE)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Corrigendum to “Ketamine and depression” [Lancet 12 (2019) 3]", True),
        ("Ketamine and depression: authors' reply", False),
        ("A commentary on “Ketamine and depression”", True),
        ("Re: Ketamine and depression", True),
        ("In reply to Smith", True),
        ("Correction.", True),
        ("Correction of hypospadias in children", False),
        ("Response to ketamine in depression", False),
        ("Comments of patients on their treatment", False),
        ("Replication of a study", False),
    ],
)
def test_titles_of_works_about_another(title: str, expected: bool) -> None:
    assert is_about_another(title) is expected


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Studies <i>in vitro</i>", "Studies in vitro"),
        ("RETRACTED: Ketamine and pain", "Ketamine and pain"),
        ("Ketamin bei Schmerz [in German]", "Ketamin bei Schmerz "),
        ("TNF-α and pain", "TNF-alpha and pain"),
        ("Pain &amp; grief", "Pain  and  grief"),
        ("Pain (of children)", "Pain (of children)"),
        ("Pain (in Children)", "Pain (in Children)"),
        ("Pain of the Knee (in children)", "Pain of the Knee (in children)"),
        ("Pain (in polish)", "Pain "),
        ("2.5 years of pain", "2.5 years of pain"),
        ("5-HT and pain", "5-HT and pain"),
        ("2018 guidelines on pain", "2018 guidelines on pain"),
        ("Part 2: pain", "Part 2: pain"),
    ],
)
def test_plain_titles(title: str, plain: str) -> None:
    assert plain_title(title) == plain


def test_a_translation_in_brackets_is_a_form_of_its_own() -> None:
    forms = title_forms("Présentation du siège [Breech presentation: guidelines]")
    assert [form.words for form in forms[1:]] == [
        ("breech", "presentation", "guidelines"),
        ("presentation", "du", "siege"),
    ]
    assert forms[1].breaks == {2}
    assert len(title_forms("Pain [in rats]")) == 1  # two words say too little


def test_a_notice_says_so() -> None:
    assert is_notice("Letter: ketamine")
    assert is_notice("A comment on ketamine")
    assert not is_notice("Letters of patients")
    assert is_about_another("Ketamine", "Smith A. Re: Ketamine. Lancet.")
    assert not is_about_another("Ketamine", "Smith A. Ketamine. Lancet.")
