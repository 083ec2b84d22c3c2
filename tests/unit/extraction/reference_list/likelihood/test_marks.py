"""How much a string looks like a reference, by its own marks."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.likelihood import (
    MARKS,
    MEASURES,
    is_grounded,
    likelihood,
    measures,
)

REFERENCES = [
    "Rajkumar R, Fam J, Yeo EY. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
    "Rajkumar, R., & Fam, J. (2015). Ketamine and suicidal ideation. Pharmacol Res, 99, 23–35.",
    "R. Rajkumar and J. Fam, “Ketamine and suicidal ideation,” Pharmacol. Res., vol. 99, 2015.",
    "World Health Organization. Depression and other disorders. Geneva: WHO Press; 2017.",
    "Smith, John. 2010. The History of Medicine. Oxford: Oxford University Press.",
    "Statistics of health. https://www.example.org/statistics. Accessed 3 March 2021.",
    "SILVA, J. A. Saúde coletiva. Revista de Saúde Pública, v. 12, n. 3, p. 34-40, 2012.",
]
OTHERS = [
    "What is ketamine, and is it safe for you?",
    "We used the questionnaire that was described before, and we found that it was useful.",
    "Open the file and press the button at the right of the window.",
    "In 2015 the committee met in Berlin, and its members were asked what they would do.",
    "Chapter 3 . . . . . . . . . . . . 45",
    "2016-05-03 12:34:56 fixed the build (smith@example.org)",
    "the dose was 0.5 mg per kg, as Smith et al. (2010) showed.",
    "Take 200 g of flour",
    "Depression",
]


@pytest.mark.parametrize("text", REFERENCES)
def test_references_look_like_references(text: str) -> None:
    assert likelihood(text) > 0.6


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_does_not(text: str) -> None:
    assert likelihood(text) < 0.3


@pytest.mark.parametrize(
    "text", [REFERENCES[0], REFERENCES[1], "doi:10.1000/182", "PMID 25982932", "J Med 12:34"]
)
def test_marks_that_only_references_bear(text: str) -> None:
    assert is_grounded(text)


@pytest.mark.parametrize(
    "text", ["Casablanca, Warner, 1942", "Main Street 12, Springfield", "Smith v. Jones, 1954"]
)
def test_films_addresses_and_lawsuits_bear_none_of_them(text: str) -> None:
    assert not is_grounded(text)


# Of each mark: a string that has it, and one that is like it and does not.
BORNE = {
    "year": ("in 2015", "1.2015 or 20155"),
    "year in brackets": ("Smith (2015)", "Smith [2015]"),
    "year at a stop": ("Lancet, 2015;", "in 2015 and"),
    "range of pages": ("12:345-50", "345 to 50"),
    "word of a locator": ("pp. 12", "apples 12"),
    "volume and page": ("12:345", "12 345"),
    "volume, page, year": ("22, 249 (2015)", "22, 249, 2015"),
    "doi": ("doi: 10.1000/182", "a dose of 10.5"),
    "identifier": ("PMID 123", "PM 123"),
    "link": ("https://a.org", "a.org"),
    "access": ("Accessed 3 May", "Access to care"),
    "name first": ("Smith J. Title", "the Smith J. Title"),
    "given name first": ("Smith, John. Title", "Smith and John"),
    "et al": ("Smith et al.", "metal"),
    "editors": ("Smith J (eds.)", "the editorial"),
    "publisher": ("Oxford University Press", "press the button"),
    "journal": ("J Affect Disord", "Joy of life"),
    "abbreviated words": ("Am. J. Phys. Med. Rehabil.", "American journal"),
    "in a book": ("pain. In: Smith", "pain in the back"),
    "title in quotes": ("“Ketamine and suicidal ideation”", "“Ketamine”"),
    "colon after names": ("Smith JA: Title", "Smith: title"),
    "stop at the end": ("the end.", "the end"),
    "question at the end": ("the end?", "the end? No"),
    "leaders": ("Chapter ..... 4", "Chapter ... 4"),
    "work cited in passing": ("as (Smith, 2010) says", "as Smith says"),
    "small first letter": ("from the text", "From the text"),
    "time of day": ("at 12:34:56", "at 12:345"),
    "mail address": ("a.smith@example.org", "Smith @ work"),
    "sign of code or table": ("a = b", "a is b"),
}


def test_every_mark_has_an_example() -> None:
    assert {mark.name for mark in MARKS} == set(BORNE)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.name)
def test_what_has_a_mark_and_what_does_not(mark: object) -> None:
    has_it, has_it_not = BORNE[mark.name]  # type: ignore[attr-defined]
    assert mark.matches(has_it)  # type: ignore[attr-defined]
    assert not mark.matches(has_it_not)  # type: ignore[attr-defined]


AGAINST = {
    *("question at the end", "leaders", "work cited in passing", "small first letter"),
    *("time of day", "mail address", "sign of code or table"),
}


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.name)
def test_what_speaks_for_a_reference_and_what_against(mark: object) -> None:
    """Learning may move a weight, but not to the other side."""
    assert (mark.weight < 0) is (mark.name in AGAINST)  # type: ignore[attr-defined]


MEASURED = {
    "personal words": ("you and your friends", "Smith and Jones"),
    "verbs": ("it was used", "the cause of it"),
    "capitals": ("Smith And Jones", "smith and jones"),
    "sentences": ("It ends. This is the next of many. And this is one of them too.", "It ends."),
    "shorter than 30": ("x" * 29, "x" * 30),
    "long without names": ("word " * 101, "word " * 100),
    "no digit": ("words", "words 1"),
    "commas": ("a, b, c", "a b c"),
}


@pytest.mark.parametrize("name", MEASURES)
def test_what_is_measured(name: str) -> None:
    place = list(MEASURES).index(name)
    more, less = MEASURED[name]
    assert measures(more)[place] > measures(less)[place]


@pytest.mark.parametrize("text", [*REFERENCES, *OTHERS, "x" * 42 + " Ab", "I_a 2º x² “You”…"])
def test_letters_of_any_alphabet_are_measured_alike(text: str) -> None:
    assert measures(f"{text} Bürger") == measures(f"{text} Bűrger")


def test_a_digit_is_one_in_any_script() -> None:
    place = list(MEASURES).index("no digit")
    assert measures("words ٣")[place] == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("range of pages", "12(3) : 345–50"),
        ("abbreviated words", "(Psychiatr. Res. 12)"),
        ("colon after names", "Smith J.: Title"),
        ("et al", "Smith et. al 2010"),
        ("et al", "Smith u.a. 2010"),
        ("et al", "Smith and others 2010"),
        ("identifier", "arXiv 1234"),
        ("identifier", "PMC12345"),
        ("in a book", "“Pain,” in Handbook"),
        ("work cited in passing", "Smith et al. (2010)"),
        ("work cited in passing", "but see also Smith"),
        ("year at a stop", "Lancet;2015:"),
    ],
)
def test_other_forms_of_a_mark(name: str, text: str) -> None:
    assert next(mark for mark in MARKS if mark.name == name).matches(text)


def test_a_probability_for_any_length() -> None:
    assert 0 < likelihood("") < 0.1
    assert 0 < likelihood("a " * 100_000) < 0.1
    assert likelihood(REFERENCES[0] + " more words" * 10_000) == pytest.approx(
        likelihood((REFERENCES[0] + " more words" * 10_000)[:1200])
    )
