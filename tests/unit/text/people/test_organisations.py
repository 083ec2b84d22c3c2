"""Organisations told from persons and from titles."""

from __future__ import annotations

import pytest

from refcheck.text.people.organisations import (
    are_parts_of_one,
    is_organisation,
    is_signing_group,
)

ORGANISATIONS = """Health Canada|Statistics Norway|Diabetes UK|Cancer Research UK|NHS England
|Mayo Clinic|World Bank|Johnson & Johnson|Pfizer Inc.|Novartis Pharma AG
|GlaxoSmithKline|MedlinePlus|UpToDate|Robert Koch-Institut|Bundesärztekammer
|Kassenärztliche Bundesvereinigung|Haute Autorité de Santé
|U.S. Food and Drug Administration
|Centers for Disease Control and Prevention (CDC)|Ministério da Saúde
|Organización Mundial de la Salud|Deutsche Gesellschaft für Kardiologie
|Royal College of Physicians|R Core Team|Institute of Medicine
|Department of Health"""
OTHERS = """John Smith|Smith|Garcia Lopez|Michael Jordan|Paula England|Ortega y Gasset|van der Berg
|McDonald|DeRosa|LeBlanc|MacArthur|FitzGerald|O'Brien|Smith & Jones|Julia Church|Anna Bank
|Statins in older adults|Deep Learning|Vitamin D and Depression|Group TSR|Committee ADAPP"""


@pytest.mark.parametrize("name", ORGANISATIONS.replace("\n", "").split("|"))
def test_organisations(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("name", OTHERS.replace("\n", "").split("|"))
def test_persons_and_titles(name: str) -> None:
    assert not is_organisation(name)


PARTS = [
    ("U.S. Food", "Drug Administration", True),
    ("Centers for Disease Control", "Prevention", True),
    ("National Institute for Health", "Care Excellence", True),
    ("Department of Health", "Human Services", True),
    ("Ministry of Health, Labour", "Welfare", True),
    ("Substance Abuse", "Mental Health Services Administration", True),
    ("Johnson", "Johnson", True),
    ("World Health Organization", "Food", False),
    ("World Health Organization", "Smith, A", False),
    ("Smith, John", "World Health Organization", False),
    ("Smith, John", "Jones, Mary", False),
    ("Food", "Smith", False),
]


@pytest.mark.parametrize(("first", "second", "one"), PARTS)
def test_names_that_were_parted(first: str, second: str, *, one: bool) -> None:
    assert are_parts_of_one(first, second) is one


@pytest.mark.parametrize("name", ["SPRINT Research Group", "GBD 2016 Collaborators", "ABC group"])
def test_signing_groups(name: str) -> None:
    assert is_signing_group(name)


@pytest.mark.parametrize("name", ["Group", "Statins in a study of mice", "Smith AB", "the group"])
def test_no_signing_groups(name: str) -> None:
    assert not is_signing_group(name)
