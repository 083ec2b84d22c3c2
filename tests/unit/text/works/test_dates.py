"""Dates as references and PubMed print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.model.record import PartialDate
from refcheck.text.works.dates import month_number, parse_date, parse_medline_date


def day(year: int, month: int | None = None, number: int | None = None) -> PartialDate:
    return PartialDate(year=year, month=month, day=number)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Jan", 1), ("févr.", 2), ("März", 3), ("abr.", 4), ("Mai", 5), ("giugno", 6), ("juil.", 7),
        ("août", 8), ("Sept.", 9), ("out.", 10), ("NOVEMBER", 11), ("diciembre", 12),
        ("Spring", None), ("", None), ("x" * 10_000, None),
    ],
)  # fmt: skip
def test_months_in_six_languages(word: str, number: int | None) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2013 Dec 10", day(2013, 12, 10)),
        ("10 December 2013", day(2013, 12, 10)),
        ("2013-12-10", day(2013, 12, 10)),
        ("2013-12", day(2013, 12)),
        ("2013", day(2013)),
        ("2013-14", day(2013)),
        ("May 3rd, 2020", day(2020, 5, 3)),
        ("3 de maio de 2020", day(2020, 5, 3)),
        ("20 jun. 2017", day(2017, 6, 20)),
        ("03.05.2020", day(2020, 5, 3)),
        ("13/04/2020", day(2020, 4, 13)),
        ("04/13/2020", day(2020, 4, 13)),
        ("04/05/2020", day(2020)),
        ("2012 Nov 99", day(2012, 11)),
        ("99.99.2020", day(2020)),
        ("Spring 1999", PartialDate(year=1999, season="Spring")),
        ("in press", None),
        ("", None),
    ],
)
def test_dates_to_the_precision_they_have(text: str, date: PartialDate | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "date", "until"),
    [
        ("1998 Dec-1999 Jan", day(1998, 12), day(1999, 1)),
        ("1976 Fall", PartialDate(year=1976, season="Fall"), None),
        ("2018 May - Jun", day(2018, 5), day(2018, 6)),
        ("2018 Dec-Jan", day(2018, 12), day(2019, 1)),
        ("1947-1948", day(1947), day(1948)),
        ("2012 May 8-14", day(2012, 5, 8), day(2012, 5, 14)),
        ("2012 Dec 28-Jan 3", day(2012, 12, 28), day(2013, 1, 3)),
        ("1999-1998", day(1999), None),
        ("1999-odd", day(1999), None),
        ("1999-12", day(1999), None),
    ],
)
def test_medline_dates(text: str, date: PartialDate, until: PartialDate | None) -> None:
    assert parse_medline_date(text) == (date, until)


def test_a_range_of_seasons_keeps_both() -> None:
    assert parse_medline_date("1994 Spring-Summer") == (
        PartialDate(year=1994, season="Spring"),
        PartialDate(year=1994, season="Summer"),
    )


def test_no_year_is_no_date() -> None:
    assert parse_medline_date("Winter") is None


@given(st.text(alphabet="0123456789 -/.JanFebSpring–", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    date = parse_date(text)
    assert date is None or (1400 <= date.year < 2100 and (date.month is None or date.month <= 12))
    parse_medline_date(text)
