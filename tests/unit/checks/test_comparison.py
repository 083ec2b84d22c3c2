"""What several rules need to know of a reference beside its record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, dated, people, reference

from refcheck.checks.comparison import Comparison
from refcheck.model.record import BibliographicRecord

RAW = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: jumping the"
    " gun? Pharmacol Res. 2015;99(2):23-35. https://a.org/2012/47 doi:10.1016/j.phrs.2015.05.003"
)


def comparison(
    raw: str = RAW, record: BibliographicRecord = RECORD, **change: object
) -> Comparison:
    cited = replace(CITED, **change)  # type: ignore[arg-type]
    return Comparison(reference(cited, raw), cited, record, url="https://index.example/1")


def test_links_are_not_part_of_the_text() -> None:
    found = comparison()
    assert "23-35." in found.text
    assert "2012" not in found.text
    assert "10.1016" not in found.text
    assert found.raw == RAW
    assert found.author_text == "Rajkumar R, Fam J, Yeo EY, Dawe GS. "
    assert found.url == "https://index.example/1"


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"pages": "23"}, False),
        ({"pages": "23-35", "volume": "XCIX"}, True),
        ({"volume": "89"}, False),
        ({"pages": "24-35"}, False),
        ({"volume": None}, False),
        ({"pages": None}, False),
    ],
)
def test_the_same_place(change: dict[str, object], *, same: bool) -> None:
    assert comparison(**change).has_same_locator is same


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("Fam J", True),
        ("Pharmacol Res 99", True),
        ("2015", True),
        ("Yeo and Dawe", True),
        ("Fam Smith", False),
        ("2014", False),
        ("Ketamine", False),  # of the title, which is asked for apart
    ],
)
def test_a_piece_of_another_field(text: str, *, is_other: bool) -> None:
    assert comparison().is_from_other_fields(text) is is_other


def test_a_piece_of_the_title_or_the_journal_counts_where_it_is_asked_for() -> None:
    assert comparison().is_from_other_fields("Ketamine", title=True)
    assert not comparison().is_from_other_fields("Pharmacol Res", journal=False)


@pytest.mark.parametrize(
    ("text", "surplus"),
    [("severe", True), ("ketamine", False), ("Fam", False), ("nowhere", False)],
)
def test_words_that_were_printed_in_addition(text: str, *, surplus: bool) -> None:
    raw = RAW.replace("in depression", "in severe depression")
    assert comparison(raw).is_extra(text) is surplus


@pytest.mark.parametrize(
    ("raw", "value", "change", "stands"),
    [
        # the right volume is printed, and 3 was read
        ("Rajkumar R. Ketamine. Pharmacol Res 2015;99(3):23-35.", "99", {"volume": "3"}, True),
        ("Rajkumar R. Ketamine. Pharmacol Res 2015;89:23-35.", "99", {"volume": "89"}, False),
        # in a link, or in a field that agrees, it does not count
        ("Rajkumar R. Ketamine. Pharmacol Res 2015;89. https://a.org/99", "99", {"volume": "89"},
         False),
        ("Rajkumar R. Ketamine. Pharmacol Res 2015;99:23-35.", "99", {}, False),
    ],
)  # fmt: skip
def test_the_right_value_stands_where_no_field_was_read(
    raw: str, value: str, change: dict[str, object], *, stands: bool
) -> None:
    assert comparison(raw, **change).is_in_unparsed_text(value) is stands


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Rajkumar R, Fam J, et al. ", 0),
        ("Rajkumar R, Fam J and others. ", 0),
        ("Rajkumar R, Fam J, u. a. ", 0),
        ("Rajkumar R, Fam J y cols. ", 0),
        ("Rajkumar R, Fam J, … ", 0),
        ("Rajkumar R, Fam J. ", 2),
        ("Rajkumar R, Fam J, Alba E. ", 2),
    ],
)
def test_words_that_cut_a_list_of_authors(text: str, missing: int) -> None:
    found = comparison(RAW.replace("Rajkumar R, Fam J, Yeo EY, Dawe GS. ", text),
                       authors=people("Rajkumar R, Fam J"))  # fmt: skip
    assert len(found.authors.missing) == missing


def test_et_al_behind_the_title_cuts_nothing() -> None:
    raw = RAW.replace("Yeo EY, Dawe GS. ", "") + " Comment on Smith et al."
    assert len(comparison(raw, authors=people("Rajkumar R, Fam J")).authors.missing) == 2


@pytest.mark.parametrize(
    ("year", "recorded", "added"),
    [(1983, 10, 1), (1984, 10, 0), (1995, 10, 0), (1996, 10, 1), (1996, 25, 0), (1999, 25, 0),
     (2000, 25, 1), (1990, 9, 1)],
)  # fmt: skip
def test_old_records_do_not_have_all_authors(year: int, recorded: int, added: int) -> None:
    """Ten of 1984 to 1995, twenty-five of 1996 to 1999."""
    names = [f"Nam{chr(97 + n)}sen A" for n in range(26)]
    record = replace(RECORD, dates=(dated(year),), authors=people(", ".join(names[:recorded])))
    found = comparison("", record, authors=people(", ".join(names[: recorded + 1])))
    assert len(found.authors.added) == added


def test_persons_are_the_authors_without_groups() -> None:
    record = replace(RECORD, authors=people("Rajkumar R, {X Group}, Fam J"))
    assert [name.family for name in record.persons] == ["Rajkumar", "Fam"]
