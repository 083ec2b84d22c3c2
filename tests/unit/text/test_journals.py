"""Journals: names of the same one, and of others."""

from __future__ import annotations

import pytest

from refcheck.text.journals import (
    JournalAgreement,
    compare_journals,
    is_preprint_server,
    journal_left_over,
    journal_stands_in,
)

SAME = [
    ("J Affect Disord", "Journal of affective disorders"),
    ("Journal of Affective Disorders", "J Affect Disord"),
    ("Proc Natl Acad Sci USA", "Proc Natl Acad Sci U S A"),
    (
        "Proc Natl Acad Sci USA",
        "Proceedings of the National Academy of Sciences of the United States of America",
    ),
    ("PNAS", "Proc Natl Acad Sci U S A"),
    ("N. Engl. J. Med.", "N Engl J Med"),
    ("NEJM", "The New England journal of medicine"),
    ("JAMA", "Journal of the American Medical Association"),
    ("J Am Med Assoc", "JAMA"),
    ("Brit Med J", "BMJ"),
    ("BMJ", "BMJ (Clinical research ed.)"),
    ("The Lancet", "Lancet (London, England)"),
    ("Spine", "Spine (Phila Pa 1976)"),
    ("Cerebral cortex (New York, N.Y.", "Cerebral cortex (New York, N.Y. : 1991)"),
    ("MMWR", "MMWR Morb Mortal Wkly Rep"),
    ("Otology and Neurotology", "Otology & neurotology : official publication of the Society"),
    ("Circulation: Heart Failure", "Circ Heart Fail"),
    ("Chinese Journal of Oncology", "Zhonghua zhong liu za zhi [Chinese journal of oncology]"),
    ("Deutsche Medizinische Wochenschrift", "Dtsch Med Wochenschr"),
    ("La Presse médicale", "Presse Med"),
    ("PLOS ONE", "PloS one"),
    ("Br J Anaesth", "British journal of anesthesia"),
    ("J Biol Chem. B", "J Biol Chem"),
    ("Neuropsychopharmacol", "Neuropsychopharmacology"),
    ("Chem. Biol. Drug Des.", "Chemical Biology and Drug Design"),
    ("An Med Interna", "Anales de Medicina Interna"),
    ("Cah Etud Afr", "Cahiers d'etudes africaines"),
    ("J Neuroophthalmol", "Journal of neuro-ophthalmology : the official journal of the Society"),
    ("Eur. Cell. Mater.", "European Cells and Materials"),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "recorded"), SAME)
def test_same(cited: str, recorded: str) -> None:
    assert compare_journals(cited, (recorded,)) is JournalAgreement.SAME


DIFFERENT = [
    ("Lancet", "Lancet Neurol", JournalAgreement.OTHER),
    ("Nature", "Nature Medicine", JournalAgreement.OTHER),
    ("Nat Med", "Natl Med J India", JournalAgreement.OTHER),
    ("J Psychol", "J Psychiatry", JournalAgreement.OTHER),
    ("Eur J Neurosci", "Eur J Neurol", JournalAgreement.OTHER),
    ("Cell", "Cellulose", JournalAgreement.OTHER),
    ("Ann Intern Med", "Arch Intern Med", JournalAgreement.OTHER),
    ("Sports (Basel)", "Breast Care (Basel)", JournalAgreement.OTHER),
    ("J Afect Disord", "J Affect Disord", JournalAgreement.MISSPELT),
    ("Neuropharmacolgy", "Neuropharmacology", JournalAgreement.MISSPELT),
    ("Biochim Biophys Acta Mol Cell Res", "Biochim Biophys Acta", JournalAgreement.SECTION),
    (
        "Biochim Biophys Acta",
        "Biochimica et biophysica acta. Molecular cell research",
        JournalAgreement.SECTION,
    ),
]


@pytest.mark.parametrize(("cited", "recorded", "agreement"), DIFFERENT)
def test_different(cited: str, recorded: str, agreement: JournalAgreement) -> None:
    assert compare_journals(cited, (recorded,)) is agreement


# (full title, abbreviation, printed names with a slip in one word)
SLIPS = [
    (
        "Journal of the American Medical Informatics Association : JAMIA",
        "J Am Med Inform Assoc",
        ("Journal of the American Medical Informatics Associaation", "J Am Med Infrom Assoc"),
    ),
    (
        "Journal of affective disorders",
        "J Affect Disord",
        ("Journla of Affective Disorders", "Journal of Affectiv Disorders", "J Afefct Disord"),
    ),
    ("Sensors (Basel, Switzerland)", "Sensors (Basel)", ("Senssors", "Sensrs (Basel)")),
    ("The clinical teacher", "Clin Teach", ("The Clinnical Teacher", "Clni Teach")),
    ("The Quarterly journal of medicine", "Q J Med", ("The Quarterl Journal of Medicine",)),
    (
        "Journal of evaluation in clinical practice",
        "J Eval Clin Pract",
        ("J. Eval. Clin. Pratc.", "Jornal of Evaluation in Clinical Practice"),
    ),
    (
        "Journal of neurologic physical therapy : JNPT",
        "J Neurol Phys Ther",
        ("Journal of Neurrologic Physical Therapy : JNPT",),
    ),
]


@pytest.mark.parametrize(
    ("full", "short", "cited"),
    [(full, short, cited) for full, short, names in SLIPS for cited in names],
)
def test_slips(full: str, short: str, cited: str) -> None:
    assert compare_journals(cited, (full, short)) is JournalAgreement.MISSPELT


@pytest.mark.parametrize(
    ("cited", "full", "short"),
    [
        ("BMJ Open Res", "BMJ open respiratory research", "BMJ Open Respir Res"),
        ("Health Policy Syst", "Health research policy and systems", "Health Res Policy Syst"),
        ("Indian J Psychol", "Indian journal of psychological medicine", "Indian J Psychol Med"),
        ("Singapore J", "Singapore medical journal", "Singapore Med J"),
    ],
)
def test_no_noun_is_left_out(cited: str, full: str, short: str) -> None:
    assert compare_journals(cited, (full, short)) is JournalAgreement.OTHER


@pytest.mark.parametrize(
    "note",
    [
        ". Advance online publication",
        ". Published online January 16, 2024",
        ". Epub ahead of print",
        ", in press",
        ". Published",
    ],
)
def test_a_note_on_publication_is_no_part_of_the_name(note: str) -> None:
    names = ("The American journal of emergency medicine", "Am J Emerg Med")
    assert compare_journals("Am J Emerg Med" + note, names) is JournalAgreement.SAME


def test_any_name_of_the_record_counts() -> None:
    names = ("Bosn J Basic Med Sci", "Biomol Biomed")
    assert compare_journals("Biomolecules & Biomedicine", names) is JournalAgreement.SAME
    assert compare_journals("", names) is None
    assert compare_journals("Lancet", ()) is None


def test_preprint_servers() -> None:
    assert is_preprint_server("medRxiv")
    assert is_preprint_server("bioRxiv [Preprint]")
    assert not is_preprint_server("J Affect Disord")


def test_a_name_stands_in_a_text() -> None:
    tail = " Pharmacol. Res. 2015;99:23-35."
    assert journal_stands_in(tail, ("Pharmacological research", "Pharmacol Res"))
    assert journal_stands_in("2012 Neuropharmacology 63", ("Neuropharmacology",))
    assert not journal_stands_in(tail, ("Pain", "J Affect Disord"))
    names = ("Journal of affective disorders", "J Affect Disord")
    assert not journal_stands_in("Journla of Affective Disorders 2015", names[1:], names)


def test_what_is_left_of_a_name_read_too_far() -> None:
    assert journal_left_over("a review. J Affect Disord", ("J Affect Disord",)) == ["review"]
    assert journal_left_over("Eur J Pain", ("J Pain",)) == ["eur"]
    assert journal_left_over("Lancet", ("J Pain",)) == []
