"""Groups that were taken for persons, and persons who were not."""

from __future__ import annotations

import pytest

from refcheck.compare.groups import is_torn_group, torn_groups
from refcheck.model.record import Contributor, GroupName, PersonName


def person(text: str) -> PersonName:
    family, _, given = text.partition(", ")
    return PersonName(family=family, given=given or None)


TORN = [
    ("Group, TSR", "SPRINT Research Group"),
    ("Group, SR", "The SPRINT Research Group"),
    ("Group, T. S. R.", "SPRINT Research Group"),
    ("Group, The SPRINT Research", "SPRINT Research Group"),
    ("Group, SPRINT", "SPRINT Research Group"),
    ("Research Group, TS", "SPRINT Research Group"),
    ("Association, WM", "World Medical Association"),
    ("Association, World Medical", "World Medical Association"),
    (
        "Committee, ADAPP",
        "American Diabetes Association Professional Practice Committee",
    ),
    ("Committee, AD", "American Diabetes Association Professional Practice Committee"),
    ("Collaborators, GDaI", "GBD 2019 Diseases and Injuries Collaborators"),
    ("Collaborators, GDI", "GBD 2019 Diseases and Injuries Collaborators"),
    ("Organization, W. H.", "World Health Organization"),
    ("World, HO", "World Health Organization"),
    ("Canada, Health", "Health Canada"),
    ("Clinic, Mayo", "Mayo Clinic"),
    ("Abuse, National Institute on Drug", "National Institute on Drug Abuse"),
    ("Abuse, NIoD", "National Institute on Drug Abuse"),
    ("Prevention, CfDCa", "Centers for Disease Control and Prevention"),
    ("Force, UPST", "US Preventive Services Task Force"),
    ("Task Force, US Preventive Services", "US Preventive Services Task Force"),
    ("Investigators, A", "ACTIVE Investigators"),
    ("Network, ARDS", "ARDS Network"),
    ("Society, British Thoracic", "British Thoracic Society"),
]


@pytest.mark.parametrize(("cited", "group"), TORN)
def test_group_taken_for_a_person(cited: str, group: str) -> None:
    assert is_torn_group(person(cited), group)


PERSONS = [
    ("Group, TSR", "World Health Organization"),
    ("Group, XY", "SPRINT Research Group"),
    ("Mayo, C", "Mayo Clinic"),
    ("Cooper, K", "Cooper Kidney Group"),
    ("Wright, JT", "SPRINT Research Group"),
    ("Smith, John", "Smith Research Group"),
    ("Love, R", "Recovery Group"),
    ("World", "World Health Organization"),
    ("Association, WM", "American Medical Association"),
]


@pytest.mark.parametrize(("cited", "group"), PERSONS)
def test_person_or_different_group(cited: str, group: str) -> None:
    assert not is_torn_group(person(cited), group)


WRIGHT, WILLIAMSON = person("Wright, JT"), person("Williamson, JD")
SPRINT = GroupName(name="SPRINT Research Group")


def test_torn_group_next_to_persons() -> None:
    (found,) = torn_groups([WRIGHT, person("Group, TSR")], [WRIGHT, WILLIAMSON, SPRINT])
    assert found.group == SPRINT
    assert found.cited == (person("Group, TSR"),)
    assert found.place == 2


def test_no_group_in_the_record() -> None:
    assert torn_groups([person("Group, TSR")], [WRIGHT, WILLIAMSON]) == ()


def test_group_is_named_as_well() -> None:
    cited: list[Contributor] = [SPRINT, person("Group, TSR")]
    assert torn_groups(cited, [WRIGHT, SPRINT]) == ()


ROWS: list[tuple[list[Contributor], str]] = [
    ([person("Food"), person("Administration, Drug")], "Food and Drug Administration"),
    ([person("Food"), GroupName(name="Drug Administration")], "Food and Drug Administration"),
    (
        [GroupName(name="Ministry of Health"), person("Labour"), person("Welfare")],
        "Ministry of Health, Labour and Welfare",
    ),
]


@pytest.mark.parametrize(("row", "group"), ROWS)
def test_group_taken_for_several_authors(row: list[Contributor], group: str) -> None:
    (found,) = torn_groups([*row, WRIGHT], [GroupName(name=group), WRIGHT])
    assert found.cited == tuple(row)
    assert found.place == 1


def test_persons_in_a_row_are_no_group() -> None:
    assert torn_groups([WRIGHT, WILLIAMSON], [WRIGHT, WILLIAMSON, SPRINT]) == ()
