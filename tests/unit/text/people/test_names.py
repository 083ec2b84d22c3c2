"""Names: how one is read, its forms, and its line of text."""

from __future__ import annotations

import pytest

from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.text.people.names import family_forms, initial_forms, read_name, written


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fam, Johnson", PersonName(family="Fam", given="Johnson")),
        ("Fam J", PersonName(family="Fam", given="J")),
        ("Yeo E.-Y.", PersonName(family="Yeo", given="E.-Y.")),
        ("J. Fam", PersonName(family="Fam", given="J.")),
        ("Johnson A. Fam", PersonName(family="Fam", given="Johnson A.")),
        ("Plato", PersonName(family="Plato")),
        ("Garcia Lopez J", PersonName(family="Garcia Lopez", given="J")),
        ("Study Group UK", GroupName(name="Study Group UK")),
        ("WHO", GroupName(name="WHO")),
        ("World Health Organization", GroupName(name="World Health Organization")),
        ("World Health Organization,", GroupName(name="World Health Organization")),
        (", Fam", PersonName(family="Fam")),
        ("Health, Work, and Life, Paris", GroupName(name="Health, Work, and Life, Paris")),
        (" ", None),
        (",", None),
    ],
)  # fmt: skip
def test_reading(text: str, name: Contributor | None) -> None:
    assert read_name(text) == name


def test_forms_are_never_empty() -> None:
    assert family_forms(PersonName(family="...")) == frozenset()
    assert initial_forms(PersonName(family="Smith")) == frozenset()
    assert family_forms(PersonName(family="de la")) == {"dela", "la"}


@pytest.mark.parametrize(
    ("family", "forms"),
    [
        ("Müller", {"muller", "mueller", "mvller", "myuller"}),
        ("Mueller", {"mueller", "muller"}),
        ("Samuel", {"samuel"}),
        ("van der Berg", {"vanderberg", "berg"}),
        ("Green Jr", {"greenjr", "green"}),
        ("Tchaikovsky", {"tchaikovsky", "tchaikovski"}),
    ],
)
def test_forms_of_family_names(family: str, forms: set[str]) -> None:
    assert forms <= family_forms(PersonName(family=family))
    assert "" not in family_forms(PersonName(family=family))


@pytest.mark.parametrize(
    ("given", "forms"),
    [
        ("Jean-Pierre", {"jp", "j"}),
        ("J. P.", {"jp"}),
        ("JEAN", {"jean", "j"}),
        ("MJHL", {"mjhl", "m"}),
        ("YuA", {"ya"}),
        ("J van der", {"j"}),
        ("RL Jr", {"rl"}),
    ],
)
def test_forms_of_initials(given: str, forms: set[str]) -> None:
    assert initial_forms(PersonName(family="Smith", given=given)) == forms


def test_written() -> None:
    berg = PersonName(family="Berg", given="Jan Karel", initials="JK", particle="van der")
    assert written(berg) == "van der Berg JK"
    assert written(berg, in_full=True) == "van der Berg Jan Karel"
    assert written(PersonName(family="Green", initials="RL", suffix="Jr")) == "Green RL Jr"
    assert written(PersonName(family="Green", initials="RL"), in_full=True) == "Green RL"
    assert written(PersonName(family="Plato")) == "Plato"
    assert written(GroupName(name="FACTS Consortium")) == "FACTS Consortium"
