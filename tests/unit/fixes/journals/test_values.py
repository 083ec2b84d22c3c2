"""The journal of a field in the form that a file has."""

from __future__ import annotations

import pytest

from refcheck.fixes.journals.values import journal_as
from refcheck.model.record import BibliographicRecord

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
