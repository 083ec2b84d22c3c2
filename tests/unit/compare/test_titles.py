"""Titles: pairs that are the same one, and how others differ."""

from __future__ import annotations

import pytest

from refcheck.compare.titles import TitleAgreement, appears_in, compare_titles, is_incomparable

KETAMINE = "Ketamine and suicidal ideation in depression: jumping the gun?"
HYPOTHESES = (
    "Two cellular hypotheses explaining the initiation of ketamine's antidepressant actions:"
    " Direct inhibition and disinhibition."
)

PART, WORDING = TitleAgreement.PART, TitleAgreement.WORDING
SIBLING, OTHER = TitleAgreement.SIBLING, TitleAgreement.OTHER

SAME = [
    ("Enhancing generalisability of stroke trials", "Enhancing generalizability of stroke trials."),
    ("Growth of aneurysms in men", "Editor's Choice - Growth of aneurysms in men."),
    ("KETAMINE AND SUICIDAL IDEATION IN DEPRESSION – JUMPING THE GUN", KETAMINE),
    ("TNFα and IL-1β in sepsis", "TNF-alpha and IL-1beta in sepsis."),
    ("TNF-α and β2 microglobulin", "TNF alpha and beta(2) microglobulin."),
    ("Haemorrhage in a tumour of childhood", "Hemorrhage in a tumor of childhood."),
    ("Paediatric patients", "Pediatric patients."),
    ("The labelled behaviour of a programme", "Labeled behavior of a program."),
    ("Randomisation of centres analysed", "Randomization of centers analyzed."),
    ("Motor learning. Part 1. Frontal cortex", "Motor learning. Part I. Frontal cortex"),
    ("Two cases of sepsis", "2 cases of sepsis"),
    ("Heart & lung in sepsis", "Heart and lung in sepsis."),
    ("COVID 19 vaccines", "COVID-19 vaccines."),
    ("CO&amp;X in H<sub>2</sub>O", "CO & X in H2O"),
    ("Exercise for depression", "WITHDRAWN: Exercise for depression."),
    ("Exercise for depression", "RETRACTED: Exercise for depression."),
    ("Telemonitoring in heart failure", "[Telemonitoring in heart failure]."),
    ("Heparin for treatment of sepsis [in Chinese]", "[Heparin for treatment of sepsis]."),
    ("Classification of diabetes", "2. Classification of Diabetes"),
    ("Chapter 3: Pain in children", "Pain in children"),
    ("Section IV. Pain in children", "Pain in children"),
    ("Exercise for depression", "TEMPORARY REMOVAL: Exercise for depression."),
    ("Exercise for depression", "[Retracted] Exercise for depression."),
    ("Exercise for depression", "Withdrawn as duplicate: Exercise for depression."),
    ("Authors’ reply", "Reply."),
    ("In reply", "Author reply."),
    ("Response", "Authors' response."),
    ("Reply to comments", "Reply."),
    ("The authors respond", "Response to letter to the editor."),
    ("Antwort der Autoren", "[Reply]."),
    ("Camomile components [author's transl]", "[Camomile components (author's transl)]."),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "recorded"), SAME)
def test_harmless_differences(cited: str, recorded: str) -> None:
    compared = compare_titles(cited, (recorded,))
    assert compared is not None
    assert compared.agreement is TitleAgreement.SAME
    assert compared.similarity == 1.0


DIFFERENT = [
    ("Ketamine and suicidal ideation in depression", KETAMINE, PART),
    (KETAMINE, "Ketamine and suicidal ideation in depression", PART),
    ("Drainage in oesophagectomy", "Drainage in esophagectomy: a meta-analysis", PART),
    (HYPOTHESES.replace("explaining", "explain"), HYPOTHESES, WORDING),
    ("Statins in older women: a review", "Statins in older men: a review", WORDING),
    ("Motor learning. I. Frontal cortex", "Motor learning. II. Frontal cortex", SIBLING),
    ("2. Classification of diabetes", "3. Classification of diabetes", SIBLING),
    ("2 years of pain in children", "Years of pain in children", SIBLING),
    ("Annual report of the registry 2019", "Annual report of the registry 2020", SIBLING),
    ("Erratum: Effects of X on Y in mice", "Effects of X on Y in mice", SIBLING),
    ("Statins and fracture in older women", "Exercise for falls of men: a trial", OTHER),
    ("Reply", "Reply to the letter of Smith and others", OTHER),
    (KETAMINE, "Formate assay in body fluids: an application.", OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "recorded", "agreement"), DIFFERENT)
def test_real_differences(cited: str, recorded: str, agreement: TitleAgreement) -> None:
    compared = compare_titles(cited, (recorded,))
    assert compared is not None
    assert compared.agreement is agreement


def test_differing_words_are_told() -> None:
    compared = compare_titles(HYPOTHESES.replace("explaining", "explain"), (HYPOTHESES,))
    assert compared is not None
    assert compared.differences == (("explain", "explaining"),)
    assert compared.similarity > 0.95


def test_the_nearest_form_of_the_record_counts() -> None:
    recorded = (
        "[Breech presentation: guidelines for clinical practice].",
        "Présentation du siège. Recommandations pour la pratique clinique",
    )
    both = "Présentation du siège. Recommandations pour la pratique clinique [Breech presentation]"
    for cited in (*recorded, both):
        compared = compare_titles(cited, recorded)
        assert compared is not None
        assert compared.agreement in (TitleAgreement.SAME, PART)


def test_nothing_to_compare() -> None:
    assert compare_titles("...", ("Ketamine",)) is None
    assert compare_titles("Ketamine", ()) is None


def test_titles_without_english_may_be_originals() -> None:
    assert is_incomparable("Tentatives de suicide au Maroc", "[Suicide attempts in Morocco].")
    assert not is_incomparable("The risk of fracture", "[Suicide attempts in Morocco].")
    assert not is_incomparable("Tentatives de suicide au Maroc", "Suicide attempts in Morocco.")


def test_a_title_in_running_text() -> None:
    raw = f"Rajkumar R, Fam J. {KETAMINE.upper()} Pharmacol Res. 2015;99:23-35."
    assert appears_in(KETAMINE, raw)
    assert appears_in(
        "Studies <i>in vitro</i> of tumors", "A. Studies <I>In Vitro</I> of Tumors. J."
    )
    assert not appears_in("Reply", "Smith J. Reply. Lancet 2010.")
    assert not appears_in(HYPOTHESES, raw)
