"""Names and dates as people type them into fields of web pages."""

from __future__ import annotations

import pytest

from refcheck.formats.web.fields import dates_in, name_in, names_in
from refcheck.model.record import GroupName, PersonName
from refcheck.text.people.names import written


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Rajkumar, R.", ["Rajkumar R."]),
        ("R. Rajkumar", ["Rajkumar R."]),
        ("Rajkumar R", ["Rajkumar R"]),
        ("Rajkumar, R.; Fam, J.", ["Rajkumar R.", "Fam J."]),
        ("R Rajkumar and J Fam", ["Rajkumar R", "Fam J"]),
        ("R Rajkumar, J Fam, E Yeo", ["Rajkumar R", "Fam J", "Yeo E"]),
        ("Ludwig van Beethoven", ["van Beethoven Ludwig"]),
        ("SPRINT Research Group", ["SPRINT Research Group"]),
        ("Rajkumar R, et al.", ["Rajkumar R"]),
        (" , ", []),
    ],
)
def test_names(value: str, expected: list[str]) -> None:
    assert [written(name) for name in names_in(value)] == expected


def test_groups_are_no_persons() -> None:
    assert isinstance(name_in("World Health Organization"), GroupName)
    assert isinstance(name_in("Plato"), PersonName)


@pytest.mark.parametrize(("text", "year"), [("2015/09/01", 2015), ("2015", 2015)])
def test_dates(text: str, year: int) -> None:
    assert [each.date.year for each in dates_in(text) if each.date] == [year]


@pytest.mark.parametrize("text", [None, "", "soon"])
def test_no_date(text: str | None) -> None:
    assert dates_in(text) == ()
