"""Titles and journals that were read into each other, and locators into each other."""

from __future__ import annotations

import pytest

from refcheck.parsing import parse

START = "Jarić S, Mitrović M, Pavlović P. "
BORDERS = [
    ("Pharmacological Study of Thymus serpyllum L.", "Evid. Based Complement. Altern. Med."),
    ("Herbal medicine for sleep: A review.", "Evid.-Based Complement. Altern. Med."),
    ("Evidence from HarvestPlus, 2003 through 2016.", "Glob. Food Secur."),
    ("Yield of rice (Oryza sativa L.).", "Japan. J. Breed."),
    ("Life at high altitude on Mt. Everest.", "Ann. N. Y. Acad. Sci."),
    ("A study of a population of Sorghum (Sorghum bicolor (L.) Moench).", "G3"),
    ("A study of Abelmoschus esculentus (L.) Moench.", "PLoS ONE"),
]
LOCATORS = [
    ("2021;1–5.", (2021, None, None, "1–5")),
    ("2018; e01219–17.", (2018, None, None, "e01219–17")),
    ("2017:49–58.", (2017, None, None, "49–58")),
    ("2022;10:e00013-22.", (2022, "10", None, "e00013-22")),
    ("2021;2021:6695238.", (2021, "2021", None, "6695238")),
    ("2015;43 Database issue:D447–52.", (2015, "43", "Database issue", "D447–52")),
    ("2015;43(Web Server issue):W447-52.", (2015, "43", "Web Server issue", "W447-52")),
    ("2015, 43 (Database issue), D447–D452.", (2015, "43", "Database issue", "D447–D452")),
    ("2015;43 Suppl Web Server:W447-52.", (2015, "43", "Suppl Web Server", "W447-52")),
    ("2013, Issue 9. Art. No.: CD006214.", (2013, None, "9", "CD006214")),
    ("2013, Issue 9.", (2013, None, "9", None)),
]


@pytest.mark.parametrize(("title", "journal"), BORDERS)
@pytest.mark.parametrize("place", ["2015;15:101978.", "2015, 15, 101–978."])
def test_title_and_journal_are_parted(title: str, journal: str, place: str) -> None:
    record = parse(f"{START}{title} {journal} {place}").record
    assert (record.title, record.container_title) == (title.removesuffix("."), journal)


@pytest.mark.parametrize(("place", "expected"), LOCATORS)
def test_locators_are_told_apart(
    place: str, expected: tuple[int, str | None, str | None, str | None]
) -> None:
    record = parse(f"{START}Sleep in adults with asthma. Nucleic Acids Res. {place}").record
    year = record.issued.year if record.issued else None
    assert (year, record.volume, record.issue, record.pages) == expected


def test_words_without_a_capital_are_no_journal() -> None:
    title = (
        "Hypoxia exacerbates moods in inactivity: the effect of 21 days "
        "hypoxic bed rest and confinement"
    )
    text = f"Stavrou, N. A. M., Debevec, T., Eiken, O. (2018a). {title}. 9:26."
    assert parse(text).record.title == title


@pytest.mark.parametrize("journal", ["Lancet", "N Engl J Med"])
def test_the_journal_of_a_reference_without_a_title_is_no_title(journal: str) -> None:
    record = parse(f"Smith AB, et al. {journal}. 2012.").record
    assert (record.title, record.container_title) == (None, journal)
    book = parse("Darwin C. On the origin of species. 1859.").record
    assert book.title == "On the origin of species"


@pytest.mark.parametrize("note", ["(in children)", "(in vitro)", "(in Adults)"])
def test_only_a_language_is_a_note_of_the_language(note: str) -> None:
    record = parse(f"{START}Treatment of asthma {note}. Lancet. 2015;3:4-5.").record
    assert record.title == f"Treatment of asthma {note}"
    german = parse(f"{START}Treatment of asthma [in German]. Lancet. 2015;3:4-5.").record
    assert (german.title, german.language) == ("Treatment of asthma", "de")
