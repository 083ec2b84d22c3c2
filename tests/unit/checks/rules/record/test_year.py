"""The rules for the year, on references as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import RECORD, alarms, dated, findings_of, printed, reference

from refcheck.model.record import BibliographicRecord, DateKind, WorkType

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


ZIKA = replace(RECORD, title="Zika virus infection, Cambodia, 2010", dates=(dated(2012),))
AUTHORS = "Rajkumar R, Fam J, Yeo EY, Dawe GS."


@pytest.mark.parametrize(
    ("rest", "rules"),
    [
        ("Zika virus infection, Cambodia, 2010. Pharmacol Res 99: 23-35", ["year-missing"]),
        ("Zika virus infection, Cambodia, 2010. Pharmacol Res. 99(2):23-35.", ["year-missing"]),
        ("Zika virus infection, Cambodia, 2010. Pharmacol Res. 2012;99(2):23-35.", []),
        ("(2012) Zika virus infection, Cambodia, 2010. Pharmacol Res 99: 23-35", []),
        ("Zika virus infection, Cambodia, 2010. Pharmacol Res, in press.", []),
    ],
)
def test_a_year_of_the_title_is_not_the_year_of_the_work(rest: str, rules: list[str]) -> None:
    found = alarms(findings_of(printed(f"{AUTHORS} {rest}"), ZIKA))
    assert found == [(rule, "warning") for rule in rules]


VERSIONED = replace(RECORD, doi="10.12688/f1000research.19766.3", dates=(dated(2020),))
BOOK = replace(
    RECORD,
    type=WorkType.CHAPTER,
    container_title="StatPearls",
    container_variants=(),
    dates=(dated(2024),),
    volume=None,
    issue=None,
    pages=None,
)


@pytest.mark.parametrize(
    ("year", "record", "severity"),
    [
        (2019, VERSIONED, "info"),
        (2021, VERSIONED, "info"),
        (2020, VERSIONED, None),
        (2015, VERSIONED, "error"),
        (2019, replace(VERSIONED, doi="10.1016/j.phrs.2020.1"), "error"),
        (2019, replace(VERSIONED, doi="10.1101/1", type=WorkType.PREPRINT), "info"),
        (2018, BOOK, "info"),
        (2018, replace(BOOK, container_title="Anatomy of the hand"), "error"),
    ],
)
def test_years_of_versions_and_of_books_that_are_updated(
    year: int, record: BibliographicRecord, severity: str | None
) -> None:
    cited = replace(record, doi=None, pmid=None, dates=(dated(year),))
    found = [each for each in findings_of(reference(cited), record) if each.field == "year"]
    assert [each.severity for each in found] == ([severity] if severity else [])
