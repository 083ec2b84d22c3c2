"""The author field, as BibTeX and bibtexparser read it."""

from __future__ import annotations

import pytest

from refcheck.formats.bibtex.names import carried_names, names_field, read_names
from refcheck.formats.bibtex.writer import name_parts, split_names
from refcheck.model.record import Contributor, GroupName, PersonName


def person(family: str, given: str | None = None, **parts: str) -> PersonName:
    return PersonName(family=family, given=given, **parts)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (person("Rajkumar", "R"), "Rajkumar, R"),
        (person("Berg", "J", particle="van der"), "van der Berg, J"),
        (person("van der Berg", "J"), "van der Berg, J"),
        (person("Berg", "J", particle="Van der"), "Van der Berg, J"),
        (person("Silva", "M", particle="De"), "De Silva, M"),
        (person("la Cruz", "M", particle="De"), "{De la Cruz}, M"),
        (person("García de la Torre", "J"), r"{Garc{\'\i}a de la Torre}, J"),
        (person("Østergård Jensen", "P"), r"{{\O}sterg{\r{a}}rd Jensen}, P"),
        (person("King", "Martin Luther", suffix="Jr"), "King, Jr, Martin Luther"),
        (person("King", suffix="3rd"), "King, 3rd, {}"),
        (person("O'Leary", "OF"), "O'Leary, OF"),
        (person("Plato"), "Plato"),
        (person("World Bank"), "World{ }Bank"),
        (person("Gogh", particle="van"), "van Gogh, {}"),
        (person("Ø"), r"{\O}{}"),
        (person("Smith and Sons", "A, B"), "{Smith {a}nd Sons}, A{,} B"),
        (person("others"), "{o}thers"),
        (person("A & B", "&"), r"{A {\&} B}, {\&}"),
        (person("Müller", initials="J"), r"M{\"u}ller, J"),
        (person("", "Prince"), "Prince"),
        (GroupName(name="World Health Organization"), "{World Health Organization}"),
        (GroupName(name="Smith, Jones and others"), "{Smith, Jones and others}"),
    ],
)
def test_one_name(name: Contributor, written: str) -> None:
    carried = carried_names([name])
    assert names_field(carried, complete=True, unicode=False) == written
    assert read_names(written) == (carried, True)


@pytest.mark.parametrize(
    ("name", "particle", "family"),
    [
        (person("van der Berg", "J"), "van der", "Berg"),
        (person("Silva", "M", particle="De"), None, "De Silva"),
        (person("de Berg", "M", particle="van"), "van de", "Berg"),
        (person("al-Rashid", "A"), None, "al-Rashid"),
        (person("", particle="van"), None, "van"),
    ],
)
def test_particles_are_what_bibtex_takes_for_them(
    name: PersonName, particle: str | None, family: str
) -> None:
    (carried,) = carried_names([name])
    assert isinstance(carried, PersonName)
    assert (carried.particle, carried.family) == (particle, family)


def test_nameless_contributors_are_dropped() -> None:
    assert carried_names([person(" "), GroupName(name="\n")]) == ()
    assert read_names("{} and {\\null}") == ((), True)


def test_names_of_other_programs_may_be_broken() -> None:
    (name,), _ = read_names("{Smith")
    assert name == PersonName(family="Smith")


def test_a_cut_list_ends_with_others() -> None:
    names = (person("Rajkumar", "R"), GroupName(name="WHO"))
    field = names_field(names, complete=False, unicode=False)
    assert field == "Rajkumar, R and {WHO} and others"
    assert read_names(field) == (names, False)
    assert names_field((), complete=False, unicode=False) == ""


def test_bibtexparser_splits_them_the_same_way() -> None:
    field = names_field(
        (person("Berg", "J", particle="van der"), GroupName(name="A and B"), person("Ö", "%")),
        complete=True,
        unicode=False,
    )
    names = split_names(field)
    assert names == ["van der Berg, J", "{A and B}", r"{\"O}, {\%}"]
    parts = name_parts(names[0])
    assert (parts.von, parts.last, parts.first, parts.jr) == ("van der", "Berg", "J", "")


def test_the_number_of_a_homonym_is_no_part_of_a_name() -> None:
    names, _ = read_names("Wei Wang 0001 and Wang 0023, Wei and Ada Lovelace")
    assert names == (person("Wang", "Wei"), person("Wang", "Wei"), person("Lovelace", "Ada"))
