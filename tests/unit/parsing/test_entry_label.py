"""The label that a string has from its list is no part of the reference."""

from __future__ import annotations

import pytest

from refcheck.parsing import parse
from refcheck.parsing.entry_label import label_end

INITIALS = "Smith J, Jones K. Ketamine for pain in adults. Lancet. 2010;375(2):12-19."
APA = "Smith, J., & Jones, K. (2010). Ketamine for pain in adults. Lancet, 375(2), 12-19."
GIVEN_FIRST = "J. Smith and K. Jones. Ketamine for pain in adults. Lancet, 375:12-19, 2010."
PARTICLE = "van der Berg A, Smith J. Ketamine for pain in adults. Lancet. 2010;375(2):12-19."
GROUP = "World Health Organization. Ketamine for pain. Geneva: WHO; 2010."

ALWAYS = [
    "1. ",
    "12. ",
    "123. ",
    "01. ",
    "1) ",
    "1)",
    "1.) ",
    "(1) ",
    "(1)",
    "(1). ",
    "[1] ",
    "[1]",
    "[1]. ",
    "[1]: ",
    "[1], ",
    "[12] ",
    "1.- ",
    "12.- ",
    "1.-",
    "1.– ",
    "1- ",
    "1 - ",
    "1– ",
    "1 – ",
    "1: ",
    "1/ ",
    "1° ",
    "1º ",
    "1.º ",
    "¹ ",
    "¹² ",
    "1] ",
    "{1} ",
    "/1/ ",
    "<1> ",
    "①",
    "① ",
    "#1 ",
    "#1. ",
    "#1: ",
    "No. 1: ",
    "№ 1. ",
    "Ref. 1: ",
    "Ref 1. ",
    "Reference 1: ",
    "Reference 1. ",
    "Source 1: ",
    "Literatur 1: ",
    "[Ref 1] ",
    "[R1] ",
    "R1. ",
    "S1. ",
    "[S1] ",
    "a) ",
    "(a) ",
    "(iv) ",
    "A) ",
    "[a] ",
    "• ",
    "◦ ",
    "→ ",
    "* ",
    "*1. ",
    "**1.** ",
    "**[1]** ",
    "1.•• ",
    "1* ",
    "1; ",
    "[Smi10] ",
    "[^1]: ",
    "<sup>1</sup> ",
    "[12].",
]
BEFORE_A_NAME = [
    "1.",
    "1-",
    "1:",
    "¹",
    "1 ",
    "001 ",
    "iv. ",
    "1, ",
    "1.1. ",
    "1.2 ",
    "a. ",
    "No. 1 ",
    "Ref 1 ",
    "Study 3: ",
    "<sup>1</sup>",
]


@pytest.mark.parametrize("label", ALWAYS)
@pytest.mark.parametrize("entry", [INITIALS, APA, GIVEN_FIRST, PARTICLE, GROUP])
def test_what_can_be_nothing_but_a_label_is_left_out(label: str, entry: str) -> None:
    assert label_end(label + entry) == len(label)


@pytest.mark.parametrize("label", BEFORE_A_NAME)
@pytest.mark.parametrize("entry", [INITIALS, APA, PARTICLE])
def test_a_number_before_a_name_is_a_label(label: str, entry: str) -> None:
    assert label_end(label + entry) == len(label)


@pytest.mark.parametrize("label", ["", "1.- ", "1: ", "[1], ", "Ref. 1: ", "• ", "(a) "])
def test_the_fields_are_those_without_the_label(label: str) -> None:
    assert parse(label + INITIALS).record == parse(INITIALS).record


@pytest.mark.parametrize(
    "text",
    [
        "5-HT receptors and sleep. Gut. 2010;1:2.",
        "3-D printing of bone. Gut. 2010;1:2.",
        "4-Aminopyridine in ataxia. Gut. 2010;1:2.",
        "16:8 fasting in mice. Gut. 2010;1:2.",
        "1,2-Dichloroethane. Gut. 2010;1:2.",
        "2019 Guidelines for sleep. Gut. 2020;1:2.",
        "2010. Smith J. Sleep. Gut.",
        "(2010) Smith J. Sleep. Gut.",
        "[2010] Smith J. Sleep. Gut.",
        "A. Smith and B. Jones. Sleep. Gut. 2010;1:2.",
        "C. elegans and sleep. Gut. 2010;1:2.",
        "I. Newton. Principia. 1687.",
        "Study 329: Efficacy of sleep. Gut. 2010;1:2.",
        "Article 29 Working Party. Opinion. 2010.",
        "¹H NMR of the brain. Gut. 2010;1:2.",
        "[18F]FDG and sleep. Gut. 2010;1:2.",
        "3M Company. Report. 2010.",
        "10 years of sleep. Gut. 2010;1:2.",
        "100,000 Genomes Project. Sleep. Gut. 2010;1:2.",
        "1000 Genomes Project Consortium. Sleep. Gut. 2010;1:2.",
        "de Boer A, Smith J. Sleep. Gut. 2010;1:2.",
        "GBD 2019 Collaborators. Sleep. Gut. 2010;1:2.",
        "———. Sleep. Gut. 2010;1:2.",
        "(n.d.) Sleep. Gut.",
        "[COVID-19 in France]. Gut. 2010;1:2.",
        "COVID-19 Initiative. Sleep. Gut. 2010;1:2.",
        "",
        "1.",
        "[12]",
    ],
)
def test_what_a_reference_may_begin_with_is_no_label(text: str) -> None:
    assert label_end(text) == 0
