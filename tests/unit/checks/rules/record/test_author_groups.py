"""Groups that sign: made a person's name, in other forms, and persons in their place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, alarms, cited_as, findings_of, people, reference

from refcheck.model.record import BibliographicRecord, GroupName, PersonName

SPRINT = replace(RECORD, authors=people("{SPRINT Research Group}, Wright JT, Williamson JD"))
WMA = replace(RECORD, authors=people("{World Medical Association}"))
ADA = "{American Diabetes Association Professional Practice Committee}"


@pytest.mark.parametrize(
    ("cited", "record"),
    [
        ("Group TSR", SPRINT),
        ("Group SR", SPRINT),
        ("Association WM", WMA),
        ("Committee ADAPP", replace(RECORD, authors=people(ADA))),
        ("{Committee ADAPP}", replace(RECORD, authors=people(ADA))),
        ("Group TSR, Wright JT, Williamson JD", SPRINT),
    ],
)
def test_a_group_that_was_made_a_person_is_one_error(
    cited: str, record: BibliographicRecord
) -> None:
    found = findings_of(cited_as(authors=people(cited)), record)
    assert alarms(found) == [("author-group", "error")]
    group = next(name for name in record.authors if isinstance(name, GroupName))
    assert found[0].expected == (group.name,)
    assert group.name in found[0].message


def test_a_group_in_its_own_words_is_right_whatever_the_format_makes_of_it() -> None:
    raw = "@article{x, author = {Wright, JT and SPRINT Research Group}}"
    name = PersonName(family="Group", given="SPRINT Research")
    cited = replace(CITED, authors=(*people("Wright JT"), name), authors_complete=False)
    assert not findings_of(reference(cited, raw), SPRINT)


def test_a_group_with_an_and_in_its_name_is_right_too() -> None:
    name = "Food and Drug Administration"
    record = replace(RECORD, authors=people(f"Wright JT, {{{name}}}"))
    raw = f"@article{{x, author = {{Wright, JT and {name}}}}}"
    pieces = (*people("Wright JT"), PersonName(family="Food"),
              PersonName(family="Administration", given="Drug"))  # fmt: skip
    cited = replace(CITED, authors=pieces)
    assert not findings_of(reference(cited, raw), record)
    torn = findings_of(reference(cited, "Wright JT, Food, Administration D. Ketamine"), record)
    assert alarms(torn) == [("author-group", "error")]


def test_persons_cannot_be_compared_with_a_group() -> None:
    found = findings_of(cited_as(authors=people("Smith J, Miller K")), WMA)
    assert alarms(found) == [("author-group", "warning")]
    assert "could not be compared" in found[0].message


@pytest.mark.parametrize(
    "name",
    [
        "USPSTF",
        "United States Preventive Services Task Force",
        "U.S. Preventive Services Task Force",
        "US Preventive Services Task Force (USPSTF)",
        "USPSTF Group",
    ],
)
def test_a_group_with_its_country_in_any_form(name: str) -> None:
    record = replace(RECORD, authors=people("{US Preventive Services Task Force}, Davidson KW"))
    assert not findings_of(cited_as(authors=(GroupName(name=name),)), record)
