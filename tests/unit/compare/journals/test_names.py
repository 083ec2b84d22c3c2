"""Journals: names of the same one, and of others."""

from __future__ import annotations

import pytest

from refcheck.compare.journals.names import (
    JournalAgreement,
    _compare,
    compare_journals,
    is_preprint_server,
    journal_appears_in,
    journal_left_over,
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
    # small words that are words: "Des" of "Design", "For" of "Forest", "La" of "Louisiana"
    ("Lett Drug Des Discov", "Letters in drug design & discovery"),
    ("For Ecol Manage", "Forest ecology and management"),
    ("J La State Med Soc", "The Journal of the Louisiana State Medical Society"),
    ("Z Rheumatol", "Zeitschrift fur Rheumatologie"),
    # letters left out within
    ("Jpn J Clin Oncol", "Japanese journal of clinical oncology"),
    ("J Ky Med Assoc", "The Journal of the Kentucky Medical Association"),
    ("Int J Cancer", "Intl. Journal of Cancer"),
    ("Hefte Unfallheilkd", "Hefte zur Unfallheilkunde"),
    ("Tijdschr Diergeneeskd", "Tijdschrift voor diergeneeskunde"),
    # words written as one
    ("Eur Arch Otorhinolaryngol", "European archives of oto-rhino-laryngology"),
    ("J Hepatobiliary Pancreat Surg", "Journal of hepato-biliary-pancreatic surgery"),
    ("Journal of Health Care for the Poor", "J Healthcare Poor"),
    # sections
    ("Popul Rep B", "Population reports. Series B: Intrauterine devices"),
    ("Acta Crystallogr F Struct Biol", "Acta Crystallographica. Section F, Structural biology"),
    ("Birth Defects Res Dev Reprod Toxicol",
     "Birth defects research. Part B, Developmental and reproductive toxicology"),
    ("J Comp Physiol [A]", "Journal of comparative physiology. A, Sensory physiology"),
    ("J Bone Joint Surg Br", "The Journal of bone and joint surgery. British volume"),
    ("Acta Crystallogr. Section B, Structural Science", "Acta Crystallogr B"),
    # what comes after the name
    ("Dental Economics", "Dental economics - oral hygiene"),
    ("Rontgenpraxis", "Rontgenpraxis; Zeitschrift fur radiologische Technik"),
    ("J Child Psychol Psychiatry",
     "Journal of child psychology and psychiatry, and allied disciplines"),
    ("Rev Mal Respir", "Revue des maladies respiratoires"),
    ("Anesthesiology", "Anaesthesiology"),
    ("Indian Pediat", "Indian Pediatr"),
    ("Z Tierzuecht", "Zeitschrift fur Tierzuchtung"),
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
    ("Lab Anim Sci", "Laboratory Animals", JournalAgreement.OTHER),
    ("Pediatrics International", "Pediatric Surgery International", JournalAgreement.OTHER),
    ("Cleft Palate J", "Cleft palate-craniofacial journal", JournalAgreement.OTHER),
    ("R I Med J", "Rhode Island dental journal", JournalAgreement.OTHER),
    ("J N H Dent Soc", "Journal of the North Carolina Dental Society", JournalAgreement.OTHER),
    ("J Pediatr Orthop", "J Pediatr Orthop B", JournalAgreement.SECTION),
    ("Eur Arch Otorhinolaryngol", "Eur Arch Otorhinolaryngol Suppl", JournalAgreement.OTHER),
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


# (full title, abbreviation, printed names with a typo in one word)
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
        "Archives of emergency medicine",
        "Arch Emerg Med",
        ("Arc Emerg Med", "Arch Emerg Me", "Archives o Emergency Medicine"),
    ),
    ("Clinical infectious diseases", "Clin Infect Dis", ("Clin Infec Dis", "Clin Infect Di")),
    ("Critical reviews in toxicology", "Crit Rev Toxicol", ("Crit Rew Toxicol",)),
    ("Current opinion in pediatrics", "Curr Opin Pediatr", ("Curr Opinn Pediatr",)),
    ("Perceptual and motor skill", "Percept Mot Skill", ("Percept Mot Skil",)),
    ("Christian nurse", "Christ Nurse (Mysore)", ("Christ. Nurse (yMsore)",)),
    ("Psyche", "Psyche (Stuttg)", ("Psyche (Stuttgg)",)),
    (
        "European archives of oto-rhino-laryngology",
        "Eur Arch Otorhinolaryngol",
        ("Eur Arh Otorhinolaryngol",),
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
def test_typos(full: str, short: str, cited: str) -> None:
    assert compare_journals(cited, (full, short)) is JournalAgreement.MISSPELT


@pytest.mark.parametrize(
    ("cited", "full", "short"),
    [
        ("BMJ Open Res", "BMJ open respiratory research", "BMJ Open Respir Res"),
        ("Health Policy Syst", "Health research policy and systems", "Health Res Policy Syst"),
        ("Indian J Psychol", "Indian journal of psychological medicine", "Indian J Psychol Med"),
        ("Singapore J", "Singapore medical journal", "Singapore Med J"),
        ("J Am Assoc", "Journal of the American Medical Association", "J Am Med Assoc"),
        ("Lett Drug Discov", "Letters in drug design & discovery", "Lett Drug Des Discov"),
        ("Healthcare Manage Forum", "Health management forum", "Health Manage Forum"),
        (
            "Zh Nevropatol Psikhiatr",
            "Zhurnal nevrologii i psikhiatrii",
            "Zh Nevrol Psikhiatr",
        ),
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


def test_a_name_in_running_text() -> None:
    tail = " Pharmacol. Res. 2015;99:23-35."
    assert journal_appears_in(tail, ("Pharmacological research", "Pharmacol Res"))
    assert journal_appears_in("2012 Neuropharmacology 63", ("Neuropharmacology",))
    assert not journal_appears_in(tail, ("Pain", "J Affect Disord"))
    names = ("Journal of affective disorders", "J Affect Disord")
    assert not journal_appears_in("Journla of Affective Disorders 2015", names)


def test_what_is_left_of_a_name_read_too_far() -> None:
    assert journal_left_over("a review. J Affect Disord", ("J Affect Disord",)) == ["review"]
    assert journal_left_over("Eur J Pain", ("J Pain",)) == ["eur"]
    assert journal_left_over("Lancet", ("J Pain",)) == []


@pytest.mark.parametrize(
    "name", ["Medicine (Baltimore)", "Acta Crystallogr D", "Z. Physik: B, Atoms", "J", "R & D"]
)
def test_a_name_as_it_is_recorded_is_the_same(name: str) -> None:
    recorded = (name, "Medicine", "Acta crystallographica. Section E", "Research & development")
    assert compare_journals(name, recorded) is JournalAgreement.SAME
    assert _compare(name, recorded) is JournalAgreement.SAME
    assert compare_journals("(-)", ("(-)",)) is _compare("(-)", ("(-)",)) is None
