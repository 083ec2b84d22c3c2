"""Organisations that a file has as persons."""

from __future__ import annotations

import pytest

from refcheck.formats.bibtex.names import read_names
from refcheck.formats.normalise import Written, normalise
from refcheck.model.record import BibliographicRecord, Contributor, GroupName, PersonName
from refcheck.text.people.names import read_name


def normalised(name: Contributor | None) -> Contributor:
    assert name is not None
    (found,) = normalise(Written(record=BibliographicRecord(authors=(name,)))).record.authors
    return found


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("Canada, Health", "Health Canada"),
        ("Clinic, Mayo", "Mayo Clinic"),
        ("Abuse, National Institute on Drug", "National Institute on Drug Abuse"),
        ("Ministry of Health, Labour and Welfare", "Ministry of Health, Labour and Welfare"),
        ("Administration, U.S. Food and Drug", "U.S. Food and Drug Administration"),
        ("Koch-Institut, Robert", "Robert Koch-Institut"),
        ("WHO", "WHO"),
    ],
)
def test_an_organisation_is_a_group(written: str, group: str) -> None:
    assert normalised(read_name(written)) == GroupName(name=group)


@pytest.mark.parametrize("written", ["Smith, John", "Group, TSR", "Jordan, Michael", "Canada, H."])
def test_a_person_stays_one(written: str) -> None:
    assert isinstance(normalised(read_name(written)), PersonName)


def test_particle_that_bibtex_makes_of_a_small_word() -> None:
    name = PersonName(family="Drug Abuse", particle="on", given="National Institute")
    assert normalised(name) == GroupName(name="National Institute on Drug Abuse")


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("U.S. Food and Drug Administration and Smith, J.", 2),
        ("Centers for Disease Control and Prevention", 1),
        ("World Health Organization and Smith, A.", 2),
        ("Smith, John and Jones, Mary", 2),
    ],
)
def test_bibtex_parts_no_organisation_at_its_and(field: str, names: int) -> None:
    found, complete = read_names(field)
    assert complete
    assert len(found) == names
