"""Names in the form that a list or a file has."""

from __future__ import annotations

import pytest

from refcheck.fixes.authors.names import (
    NameForm,
    family_as,
    given_as_written,
    initial_letters,
    name_as_written,
    person_as,
)
from refcheck.model.record import GroupName, PersonName


@pytest.mark.parametrize(
    ("name", "form", "written"),
    [
        (PersonName(family="Smith", given="John A", initials="JA"), NameForm(), "Smith JA"),
        (
            PersonName(family="Smith", given="John A", initials="JA"),
            NameForm(comma=True, dots=True, gap=" "),
            "Smith, J. A.",
        ),
        (
            PersonName(family="Smith", given="John A", initials="JA"),
            NameForm(family_first=False, full=True, dots=True),
            "John A. Smith",
        ),
        (
            PersonName(family="Martin", given="Jean-Pierre", initials="JP"),
            NameForm(comma=True, dots=True, gap=" "),
            "Martin, J.-P.",
        ),
        (PersonName(family="Martin", given="Jean-Pierre", initials="JP"), NameForm(), "Martin JP"),
        (
            PersonName(family="Prodhan", initials="AHMSU"),
            NameForm(comma=True, dots=True, gap=" ", capitals=True),
            "PRODHAN, A. H. M. S. U.",
        ),
        (
            PersonName(family="Berg", particle="van den", given="P"),
            NameForm(),
            "van den Berg P",
        ),
        (PersonName(family="Jones", given="K", suffix="Jr"), NameForm(), "Jones K Jr"),
        (
            PersonName(family="Jones", given="K", suffix="Jr"),
            NameForm(comma=True, dots=True),
            "Jones, K., Jr.",
        ),
        (PersonName(family="Plato"), NameForm(comma=True), "Plato"),
        (GroupName(name="SPRINT Research Group"), NameForm(), "SPRINT Research Group"),
    ],
)
def test_names(name: PersonName | GroupName, form: NameForm, written: str) -> None:
    assert name_as_written(name, form) == written


def test_names_without_accents() -> None:
    name = PersonName(family="Łódź-Müller", given="Ö")
    assert name_as_written(name, NameForm(), accents=False) == "Lodz-Muller O"


def test_initials_of_names() -> None:
    assert initial_letters(PersonName(family="A", given="JEAN")) == ["J", "E", "A", "N"]
    assert initial_letters(PersonName(family="A", given="J.-P.")) == ["J", "-P"]
    assert given_as_written(PersonName(family="A", given="J.-P."), NameForm()) == "JP"


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
