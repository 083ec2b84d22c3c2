"""Raised numbers that cite, and those that belong to a quantity, a name or an address."""

from __future__ import annotations

import pytest

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.marker import Marker
from refcheck.extraction.intext.superscript import flattened_markers, superscript_markers
from refcheck.model.document import Document


def body_text(text: str, *raised: str) -> BodyText:
    places = tuple((text.index(one), text.index(one) + len(one)) for one in raised)
    return BodyText(Document(path="a", text=text, superscripts=places), [])


def shown(text: str, markers: list[Marker]) -> list[str]:
    return [text[one.start : one.end] for one in markers]


CHARACTERS = [
    ("in patients.¹", ["¹"]),
    ("in patients¹,² and men³", ["¹,²", "³"]),
    ("in patients¹⁻³", ["¹⁻³"]),
    ("in patients^3^", ["^3^"]),
    ("in patients^3,4", ["^3,4"]),
    ("in patients<sup>3-5</sup>", ["<sup>3-5</sup>"]),
    ("in patients<sup>[3]</sup>", ["<sup>[3]</sup>"]),
    ("in 2010¹²", ["¹²"]),
    # quantities, nuclides, ions
    ("of 10³ cells", []),
    ("of 5 m² and 3 cm³", []),
    ("R² was 0.9", []),
    ("with ¹⁴C", []),
    ("with Ca²⁺", []),
    ("of 10^6 cells", []),
    ("in patients<sup>th</sup>", []),
]


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
def test_superscript_characters(text: str, expected: list[str]) -> None:
    assert shown(text, superscript_markers(body_text(text))) == expected


@pytest.mark.parametrize(
    ("text", "raised", "expected"),
    [
        ("in patients12 and", "12", ["12"]),
        ("in patients3-5, 7 and", "3-5, 7", ["3-5, 7"]),
        ("in patients[3] and", "[3]", ["[3]"]),
        ("the 4th day", "th", []),
        ("of 105 cells", "5", []),
        ("of 5 m2 in", "2", []),
    ],
)
def test_what_the_format_shows_as_superscript(text: str, raised: str, expected: list[str]) -> None:
    assert shown(text, superscript_markers(body_text(text, raised))) == expected


FLATTENED = [
    ("in patients12 and men.", ["12"]),
    ("in patients1,2 and men.", ["1,2"]),
    ("in patients3-5 and men.", ["3-5"]),
    ("of depression.4 The next", ["4"]),
    ("(as before)5 and", ["5"]),
    ("“as before”6 and", ["6"]),
    ("in 2010.3 The next", ["3"]),
    ("the WHO and the WHO3, as the WHO say", ["3"]),
    # names, units, abbreviations, addresses, decimals
    ("of CO2 and H2O", []),
    ("of CD4 and CD8 cells", []),
    ("Group1 and group 2", []),
    ("in Table2 and table 3", []),
    ("of 5 m2 in", []),
    ("of 3.5 mg", []),
    ("see Fig.3 and No.4", []),
    ("at https://a.org/page12 and", []),
    ("a@b12.org", []),
    ("chr1, chr2 and chr3", []),
    ("in patients12% of", []),
]


@pytest.mark.parametrize(("text", "expected"), FLATTENED)
def test_numbers_attached_to_words(text: str, expected: list[str]) -> None:
    assert shown(text, flattened_markers(body_text(text))) == expected


@pytest.mark.parametrize(
    "byline",
    ["Ann Smith1,2, Bo Jones1 and Carl Miller3\n", "Ann Smith¹, Bo Jones², Carl Miller³\n"],
)
def test_the_numbers_of_affiliations_cite_nothing(byline: str) -> None:
    text = f"A title\n\n{byline}\nIn patients4 as in men5 it was found.\n"
    found = shown(text, superscript_markers(body_text(text)) + flattened_markers(body_text(text)))
    assert found == ["4", "5"]
