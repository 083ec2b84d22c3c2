"""The right value in the form that a file has: journals, pages, titles, given names."""

from __future__ import annotations

import pytest

from refcheck.fixes.authors.names import family_as, person_as
from refcheck.fixes.journals.values import journal_as
from refcheck.fixes.pages import pages_as
from refcheck.fixes.titles import title_as
from refcheck.model.record import BibliographicRecord, PersonName

AFFECT = BibliographicRecord(
    container_title="Journal of affective disorders", container_variants=("J Affect Disord",)
)
NEJM = BibliographicRecord(
    container_title="The New England journal of medicine", container_variants=("N Engl J Med",)
)
PLOS = BibliographicRecord(container_title="PloS one", container_variants=("PLoS One",))
LANCET = BibliographicRecord(
    container_title="Lancet (London, England)", container_variants=("Lancet",)
)
PLUS = BibliographicRecord(container_title="SpringerPlus", container_variants=("Springerplus",))
BALTIMORE = BibliographicRecord(
    container_title="Medicine", container_variants=("Medicine (Baltimore)",)
)
TRAUMA = BibliographicRecord(
    container_title="Trauma, violence & abuse", container_variants=("Trauma Violence Abuse",)
)
ONCOLOGY = BibliographicRecord(
    container_title="Journal of clinical oncology : official journal of the American Society",
    container_variants=("J Clin Oncol",),
)


@pytest.mark.parametrize(
    ("cited", "record", "samples", "expected"),
    [
        ("J Afect Disord", AFFECT, (), "J Affect Disord"),
        ("J. Afect. Disord.", AFFECT, (), "J. Affect. Disord."),
        ("Journal of Afective Disorders", AFFECT, (), "Journal of Affective Disorders"),
        ("Journal of afective disorders", AFFECT, (), "Journal of affective disorders"),
        ("Neurology", AFFECT, (), "Journal of Affective Disorders"),
        ("Neurology", AFFECT, ("J. Clin. Oncol.", "Nature"), "J. Affect. Disord."),
        ("Neurology", AFFECT, ("N Engl J Med",), "J Affect Disord"),
        (None, AFFECT, ("The Journal of clinical psychiatry",), "Journal of affective disorders"),
        ("Biol. Psychiatry", AFFECT, (), "J. Affect. Disord."),
        ("N. Engl. J. Md.", NEJM, (), "N. Engl. J. Med."),
        ("New Englnd Journal of Medicine", NEJM, (), "New England Journal of Medicine"),
        ("The New Englnd Journal of Medicine", NEJM, (), "The New England Journal of Medicine"),
        ("Plos Oen", PLOS, (), "PLoS One"),
        ("Acta Cryst E", PLUS, (), "SpringerPlus"),
        ("Lancte", LANCET, ("J Clin Oncol",), "Lancet"),
        ("Journal of Clinical Onclogy", ONCOLOGY, (), "Journal of Clinical Oncology"),
        ("Nature", BibliographicRecord(), (), None),
        ("World J. Cases", AFFECT, (), "J. Affect. Disord."),
        ("Plant Cell Rep.", AFFECT, (), "J. Affect. Disord."),
        ("Acta Crystallogr A", AFFECT, ("N Engl J Med",), "J Affect Disord"),
        ("Mediine (Baltimore)", BALTIMORE, (), "Medicine (Baltimore)"),
        ("Neth Heart J", BALTIMORE, (), "Medicine (Baltimore)"),
        ("Canadian Journal of Nursing", BALTIMORE, (), "Medicine"),
        ("Bulletin of Trauma", TRAUMA, (), "Trauma, Violence & Abuse"),
        ("Bull Trauma", TRAUMA, (), "Trauma Violence Abuse"),
    ],
)
def test_a_journal_has_the_form_of_the_cited_one_or_of_the_list(
    cited: str | None, record: BibliographicRecord, samples: tuple[str, ...], expected: str | None
) -> None:
    assert journal_as(cited, record, samples) == expected


@pytest.mark.parametrize(
    ("cited", "right", "samples", "expected"),
    [
        ("1240–5", "1340-1346", (), "1340–6"),
        ("1240-45", "1240-1245", (), "1240-45"),
        ("24--53", "24-35", (), "24--35"),
        ("24 - 53", "24-35", (), "24 - 35"),
        ("1053", "1023-1035", ("100--9", "240--5"), "1023--35"),
        ("1053", "1023-1035", ("100", "240", "7"), "1023"),
        ("1024-1053", "1024-35", (), "1024-1035"),
        ("S5-S9", "S15-9", (), "S15-S19"),
        ("99-101", "e31095", (), "e31095"),
        (None, "99-101", (), "99-101"),
        (r"24{\textendash}53", "24-35", (), r"24{\textendash}35"),
        # How numbers are shortened says nothing of pages with letters
        ("S2--5", "S20-S25", ("100--9", "240--5"), "S20--5"),
        ("S2", "S20-S25", ("100--9", "240--5"), "S20--S25"),
        ("S10--S25", "S20-S25", ("100--9", "240--5"), "S20--S25"),
        (None, "S20-S25", ("100--9", "240--5", "S10--5"), "S20--5"),
        ("e377", "e377-e387", ("100-9", "240-5"), "e377-e387"),
        ("240", "377-387", ("100-9", "240-5", "S10-S15"), "377-87"),
    ],
)
def test_pages_have_the_form_of_the_cited_ones_or_of_the_list(
    cited: str | None, right: str, samples: tuple[str, ...], expected: str
) -> None:
    assert pages_as(cited, right, samples) == expected


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


PERSON = PersonName(family="Fam", given="Johnson K", initials="JK")


@pytest.mark.parametrize(
    ("samples", "otherwise", "expected"),
    [
        (("J. A.",), (), "J. K."),
        (("J.A.",), (), "J.K."),
        (("JA",), (), "JK"),
        (("J A",), (), "J K"),
        (("J.",), (), "J. K."),
        (("J.",), ("J.A.", "K.B."), "J.K."),
        (("John", "Mary A."), (), "Johnson K."),
        (("John", "Mary A"), (), "Johnson K"),
        ((), ("JA",), "JK"),
        ((), (), "Johnson K"),
    ],
)
def test_given_names_have_the_form_of_the_others(
    samples: tuple[str, ...], otherwise: tuple[str, ...], expected: str
) -> None:
    assert person_as(PERSON, samples, otherwise=otherwise).given == expected


def test_a_person_without_given_names_stays() -> None:
    person = PersonName(family="Plato")
    assert person_as(person, ("J.",)) == person


def test_a_family_name_is_in_capitals_where_all_others_are() -> None:
    assert family_as("Fam", ("YEO", "LI")) == "FAM"
    assert family_as("Fam", ("YEO", "Li")) == "Fam"
    assert family_as("Fam", ("YEO",)) == "Fam"
