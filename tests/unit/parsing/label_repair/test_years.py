"""The year of the work, and years that are words of a title."""

from __future__ import annotations

import pytest

from refcheck.parsing import parse

GUIDELINES = [
    "Williams B, Mancia G, et al. 2018 ESC/ESH Guidelines for all. Eur Heart J. 2018;39:302-4.",
    "Mach F, Baigent C; ESC Group. 2019 ESC/EAS Guidelines. Eur Heart J. 2020;41(1):111-188.",
    "Yancy CW, Bozkurt B. 2013 ACCF/AHA guideline. J. Am. Coll. Cardiol. 62, e147–e239 (2013).",
    "Yancy, C. W., & Bozkurt, B. (2013). 2013 ACCF/AHA guideline. Circulation, 128(16), 240–327.",
    "McDonagh TA, Metra M. 2021 ESC Guidelines for heart failure. Eur Heart J 42:3599-3726, 2021.",
    "World Health Organization. 2019 novel coronavirus research. Lancet 2020;395:1-2.",
    "Smith J, Doe A. 2001: a space odyssey in medicine. BMJ. 2001;322:12-13.",
    "Smith J, Doe A. 1918 influenza: the mother of pandemics. Emerg Infect Dis. 2006;12(1):15-22.",
    "2018 ESC/ESH Guidelines for hypertension. Eur Heart J. 2018;39(33):3021-3104.",
]  # fmt: skip
AUTHOR_YEAR = [
    ("Simister NE. 2003 Placental transport of immunoglobulin G. Vaccine 21, 3365–3369.", 2003),
    ("Brandtzaeg P. 2013 Secretory IgA: designed for defense. Front. Immunol. 4, 222.", 2013),
    ("Smith J et al. 2015 Sleep in mice. Proc. R. Soc. B 282, 20150001.", 2015),
    (
        "Mess A, Carter AM. 1998 Evolution of the placenta in 2007. Comp. Biochem. A 148, 769–9.",
        1998,
    ),
    ("R Core Team. 2013 R: a language for statistics. Vienna, Austria: R Foundation.", 2013),
    ("Altschul SF, Gish W. 1990 Basic local search tool. J. Mol. Biol. 215, 403–410.", 1990),
    ("Team RD, 2005: R: a language. R Foundation, Vienna, 1578 pp.", 2005),
]


@pytest.mark.parametrize("text", GUIDELINES)
def test_a_year_that_begins_a_title_stays_in_it(text: str) -> None:
    record = parse(text).record
    assert record.title is not None
    assert record.title[:4].isdecimal()
    assert record.issued is not None


@pytest.mark.parametrize(("text", "year"), AUTHOR_YEAR)
def test_a_year_between_authors_and_title_is_that_of_the_work(text: str, year: int) -> None:
    record = parse(text).record
    assert record.issued is not None
    assert record.issued.year == year
    assert not (record.title or "").startswith(str(year))


@pytest.mark.parametrize(
    ("printed", "year", "volume"),
    [
        ("Soc Sci Med, 2060, 63(11): 2825-2834.", 2060, "63"),
        ("Soc Sci Med, 2100, 63: 2825-2834.", 2100, "63"),
        ("J Clin Oncol. 2100;28(3):5321-6.", 2100, "28"),
        # A year in another place is the year, and a volume may be as great.
        ("Gut. 2010;2060:5-6.", 2010, "2060"),
        ("Gut, 2010, 63(11): 2060-2070.", 2010, "63"),
    ],
)
def test_a_year_to_come_is_the_year_that_is_printed(printed: str, year: int, volume: str) -> None:
    record = parse(f"STRAND B H, KUNST A. Mortality in Norway by age. {printed}").record
    assert [date.date.year for date in record.dates] == [year]
    assert record.volume == volume
