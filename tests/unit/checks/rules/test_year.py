"""The rules for the year, on references as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import RECORD, alarms, dated, findings_of, printed

from refcheck.model.record import BibliographicRecord, DateKind

START = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression:"
    " jumping the gun? Pharmacol Res."
)
ONLINE = replace(RECORD, dates=(dated(2015), dated(2014, DateKind.ELECTRONIC)))
DOUBLE = replace(RECORD, dates=(dated(2014, until=2015),))
AHEAD = replace(RECORD, ahead_of_print=True, volume=None, issue=None, pages=None)


def found(year: str, record: BibliographicRecord, place: str = "99(2):23-35") -> list[object]:
    return list(alarms(findings_of(printed(f"{START} {year};{place}."), record)))


@pytest.mark.parametrize("year", ["2014", "2016", "2012", "2051", "1915", "2014 Sep"])
def test_another_year_is_an_error(year: str) -> None:
    (finding,) = findings_of(printed(f"{START} {year};99(2):23-35."), RECORD)
    assert alarms([finding]) == [("year-mismatch", "error")]
    assert (finding.cited, finding.expected, finding.fix) == (year[:4], ("2015",), "2015")


@pytest.mark.parametrize(
    ("year", "record"),
    [
        ("2015", RECORD),
        ("2015 Sep", RECORD),
        ("2015 Sep 12", RECORD),
        ("2015", ONLINE),
        ("2014", DOUBLE),
        ("2015", DOUBLE),
    ],
)
def test_a_year_of_the_record_is_silent(year: str, record: BibliographicRecord) -> None:
    assert found(year, record) == []


def test_the_year_of_the_electronic_publication_is_a_note() -> None:
    assert found("2014", ONLINE) == [("year-electronic", "info")]
    assert found("2013", ONLINE) == [("year-mismatch", "error")]
    assert found("2016", ONLINE) == [("year-mismatch", "error")]
    assert found("2013", DOUBLE) == [("year-mismatch", "error")]
    assert found("2016", DOUBLE) == [("year-mismatch", "error")]


@pytest.mark.parametrize(
    ("year", "rules"),
    [
        ("2014", ["year-mismatch"]),
        ("2015", []),
        ("2016", []),
        ("2017", []),
        ("2018", ["year-mismatch"]),
    ],
)
def test_a_record_ahead_of_print_gets_its_issue_within_two_years(
    year: str, rules: list[str]
) -> None:
    assert found(year, AHEAD) == [(rule, "error") for rule in rules]
