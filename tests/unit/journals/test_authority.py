"""The journals that are known: found under every form of a name, and told from one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.journals import authority
from refcheck.journals.authority import (
    find_journals,
    is_known_journal,
    is_short_for_no_other,
    query_name,
)
from refcheck.journals.relation import Standing, relate


@pytest.fixture(autouse=True)
def _nothing_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.journals.imported.imported_path", lambda: tmp_path / "none.gz")
    authority.forget()


FORMS = {
    "N Engl J Med": (
        "The New England Journal of Medicine",
        "New England Journal of Medicine",
        "NEW ENGLAND JOURNAL OF MEDICINE",
        "N. Engl. J. Med.",
        "N Engl J Med",
    ),
    "Lancet": ("The Lancet", "Lancet (London, England)", "LANCET", "lancet."),
    "Fertil Steril": ("Fertility & Sterility", "Fertility and Sterility", "Fertil. Steril."),
    "J Neurosci": (
        "The Journal of Neuroscience",
        "The Journal of neuroscience : the official journal of the Society for Neuroscience",
    ),
    "Proc Natl Acad Sci U S A": (
        "PNAS",
        "Proc Natl Acad Sci",
        "Proceedings of the National Academy of Sciences",
    ),
    "Philos Trans R Soc Lond B Biol Sci": (
        "Philosophical Transactions of the Royal Society B",
        "Phil. Trans. R. Soc. B",
    ),
    "G3 (Bethesda)": ("G3", "G3: Genes|Genomes|Genetics", "G3 (Bethesda, Md.)"),
    "ScientificWorldJournal": ("Sci. World J.", "The Scientific World Journal"),
    "Pharmacogn Rev": ("Phcog Rev", "Pharmacognosy Reviews"),
    "Angew Chem Int Ed Engl": ("Angew. Chem. Int. Ed.", "Angewandte Chemie International Edition"),
    "BMJ": ("British Medical Journal", "BMJ (Clinical research ed.)", "The BMJ"),
    "J Biol Chem": ("The Journal of Biological Chemistry", "J Biol Chem"),
    "Cochrane Database Syst Rev": ("The Cochrane Library", "Cochrane Database Syst Rev"),
}


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, forms in FORMS.items() for form in forms]
)
def test_a_journal_is_found_under_every_form(name: str, form: str) -> None:
    assert name in [journal.name for journal in find_journals(form)]
    assert is_known_journal(form)


@pytest.mark.parametrize(
    "name",
    [
        "J. Clinical Oncology",
        "Circulation: the journal of hearts",
        "Medicine, Baltimore",
        "J. Clin. Oncol. Off. J. Am. Soc. Clin. Oncol.",
        "Lancet Lond. Engl.",
        "Journal Of Affective Disord",
    ],
)
def test_a_journal_is_known_by_a_part_of_what_is_printed(name: str) -> None:
    assert is_known_journal(name)


@pytest.mark.parametrize(
    "name", ["Journal of Quartz Lanterns", "Zorblatt of Medicine", "", "(((", "\t|x"]
)
def test_an_invented_journal_is_not_known(name: str) -> None:
    assert not find_journals(name)
    assert not is_known_journal(name)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("The Lancet", "Lancet"),
        ("Fertility & Sterility", "Fertil Steril"),
        ("N. Engl. J. Med.", "N. Engl. J. Med."),  # it is NLM's own, but for the dots
        ("Journal of Applied Physiology", "Journal of Applied Physiology"),  # two journals
        ("Journal of Quartz Lanterns", "Journal of Quartz Lanterns"),
    ],
)
def test_a_source_is_asked_for_nlms_name_where_there_is_one(name: str, asked: str) -> None:
    assert query_name(name) == asked


def test_what_a_shortened_name_can_stand_for() -> None:
    assert not is_short_for_no_other("Int. J. Mol.", ("Int J Mol Sci",))
    assert not is_short_for_no_other("Int. J. Mol.", ("Int J Mol Med",))
    assert is_short_for_no_other("Environ Sci Pollut", ("Environ Sci Pollut Res Int",))
    assert not is_short_for_no_other("Environ Sci Pollut", ("Pollut Res",))
    assert is_short_for_no_other("Oncol", ())


ONE = [
    ("British Medical Journal", "BMJ"),
    ("The Cochrane Library", "Cochrane Database Syst Rev"),
    ("Alcoholism: Clinical and Experimental Research", "Alcohol Clin Exp Res"),
]
ANOTHER = [
    ("Neurology", "Nephrology (Carlton)"),
    ("Pharm. Rev.", "Pharmacogn Rev"),
    ("Circulation", "Circ Heart Fail"),
    ("Pediatrics", "Acad Pediatr"),
    ("Nature Medicine", "Nature"),
]
RENAMED = [
    ("JAMA Psychiatry", "Arch Gen Psychiatry", 2013),
    ("Archives of General Psychiatry", "JAMA Psychiatry", 2013),
    ("J Clin Epidemiol", "J Chronic Dis", 1988),
    ("Br Med J", "BMJ", 1988),
    ("Journal of Ultrastructure Research", "J Struct Biol", None),
    ("American Review of Respiratory Disease", "Am J Respir Crit Care Med", 1994),
    ("Q J Stud Alcohol", "J Stud Alcohol Drugs", 2007),  # renamed twice
]


@pytest.mark.parametrize(("cited", "recorded"), ONE)
def test_another_name_of_the_same_journal(cited: str, recorded: str) -> None:
    assert relate(cited, (recorded,)).standing is Standing.ONE


@pytest.mark.parametrize(("cited", "recorded"), ANOTHER)
def test_the_name_of_another_journal(cited: str, recorded: str) -> None:
    relation = relate(cited, (recorded,))
    assert relation.standing is Standing.ANOTHER
    assert relation.both_known


@pytest.mark.parametrize(("cited", "recorded", "since"), RENAMED)
def test_an_older_or_newer_name(cited: str, recorded: str, since: int | None) -> None:
    relation = relate(cited, (recorded,))
    assert relation.standing is Standing.RENAMED
    assert relation.rename is not None
    assert relation.rename.since == since


def test_a_name_that_nobody_knows() -> None:
    assert relate("Journal of Quartz Lanterns", ("BMJ",)).standing is Standing.UNKNOWN


def test_two_journals_of_one_name_are_not_told_apart_by_it() -> None:
    for cited, recorded in (
        ("Clinical Oncology", "Clinical oncology (Royal College of Radiologists (Great Britain))"),
        ("Journal of Women's Health", "Journal of women's health (2002)"),
        ("Acta Paediatrica", "Acta paediatrica (Oslo, Norway : 1992)"),
    ):
        assert relate(cited, (recorded,)).standing is Standing.ONE
