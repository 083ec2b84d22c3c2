"""A small labelled set of the forms in which texts cite: the marker, and the works it points to."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article, record

WORKS = {
    "crafton-a": ("Crafton, L. (1990a). Whole language.", record("Crafton L", 1990)),
    "crafton-b": ("Crafton, L. (1990b). Reading and writing.", record("Crafton L", 1990)),
    "artiles": ("Artiles, A., & Kozleski, E. (2019). Promises.",
                record("Artiles A, Kozleski E", 2019)),
    "law": ("Brasil. (1991). Lei nº 8.213, de 24 de julho de 1991.", record("{Brasil}", 1991)),
    "smith": ("Smith, J. (2009). On growth.", record("Smith J", 2009)),
    "smith-a": ("Smith, J. (2011a). On trees.", record("Smith J", 2011)),
    "smith-b": ("Smith, J. (2011b). On herbs.", record("Smith J", 2011)),
    "jones": ("Smith, J., & Jones, K. (2010). On things.", record("Smith J, Jones K", 2010)),
    "who": ("World Health Organization. (2015). Report.",
            record("{World Health Organization}", 2015)),
    "weber": ("Weber, K., Schmidt, A., & Lang, P. (2012). Pflanzen.",
              record("Weber K, Schmidt A, Lang P", 2012)),
    "berg": ("van den Berg, A. (2003). Landscapes.", record("van den Berg A", 2003)),
    "freud": ("Freud, S. (1953). The interpretation of dreams.", record("Freud S", 1953)),
}  # fmt: skip
_NUMBERS = {name: number for number, name in enumerate(WORKS, 1)}
# Else cited: all of the list but what a form is about, so that the style is known.
_BODY = (
    "Plants grow (Smith, 2009; Artiles & Kozleski, 2019). Others agree (van den Berg, 2003; "
    "WHO, 2015; Brasil, 1991). More of it (Weber et al., 2012; Smith & Jones, 2010). "
)
_COUNT = 7


def cited(words: str) -> list[str]:
    """The works that words cite in such a text."""
    article = Article(f"{_BODY}It is said that {words} at last.").with_list(WORKS.values(), None)
    names = list(WORKS)
    found = article.citations()[_COUNT:]
    return sorted(names[number - 1] for one in found for number in one.references)


@pytest.mark.parametrize(
    "words",
    ["Crafton (1990a, p. 71)", "(Crafton, 1990a, p. 71)", "Crafton (1990a: 71)",
     "(Crafton 1990a:71)", "(see Crafton, 1990a, chap. 3)", "Crafton (1990a, S. 71)",
     "Crafton [1990a, p. 71]", "Crafton’s (1990a, pp. 71–73) view", "Crafton (1990a, para. 4)"],
)  # fmt: skip
def test_a_letter_and_a_page(words: str) -> None:
    assert cited(words) == ["crafton-a"]


@pytest.mark.parametrize(
    "joining",
    ["e", "y", "et", "und", "en", "och", "og", "&", "i", "ja", "ve", "dan", "și", "és", "and"],
)
def test_connectors_of_many_languages(joining: str) -> None:
    assert cited(f"Artiles {joining} Kozleski (2019)") == ["artiles"]
    assert cited(f"de Artiles {joining} Kozleski (2019)") == ["artiles"]


@pytest.mark.parametrize(
    "words",
    ["(Artiles, Kozleski, 2019)", "(ARTILES; KOZLESKI, 2019)", "Artiles/Kozleski (2019)",
     "Artiles-Kozleski (2019)", "Artiles–Kozleski (2019)", "De Artiles y Kozleski (2019)",
     "A. Artiles and E. Kozleski (2019)", "Artiles & Kozleski's (2019) work"],
)  # fmt: skip
def test_signs_between_two_names(words: str) -> None:
    assert cited(words) == ["artiles"]


@pytest.mark.parametrize(
    ("words", "works"),
    [
        ("Smith's (2009) view", ["smith"]),
        ("Smith’s (2009) view", ["smith"]),
        ("Smiths (2009) Ansicht", ["smith"]),
        ("Smith and Jones' (2010) view", ["jones"]),
        ("Weber et al.’s (2012) work", ["weber"]),
        ("Weber et al's (2012) work", ["weber"]),
        ("Smith (2009, 2011a,b)", ["smith", "smith-a", "smith-b"]),
        ("Smith (2009; 2011a, b)", ["smith", "smith-a", "smith-b"]),
        ("(Smith, 2009, 2011a, 2011b)", ["smith", "smith-a", "smith-b"]),
        ("(Smith 2009/2011a)", ["smith"]),
        ("(Smith 2011a & b)", ["smith-a", "smith-b"]),
        ("Smith (2011a; b)", ["smith-a", "smith-b"]),
        ("Smith (2011a/b)", ["smith-a", "smith-b"]),
        ("Smith (2011a and b)", ["smith-a", "smith-b"]),
        ("Smith (2011ab)", ["smith-a", "smith-b"]),
        ("(cf. Smith, 2009; see also Weber et al., 2012)", ["smith", "weber"]),
        ("(e.g., Smith, 2009; cf. Crafton, 1990b)", ["crafton-b", "smith"]),
        ("(Weber et al. 2012, Smith 2009)", ["smith", "weber"]),
        ("(Freud, 1900/1953)", ["freud"]),
        ("(Freud, 1953 [1900])", ["freud"]),
        ("Freud ([1900] 1953)", ["freud"]),
        ("Freud (1900 [1953])", ["freud"]),
    ],
)
def test_possessives_lists_of_years_and_signals(words: str, works: list[str]) -> None:
    assert cited(words) == works


@pytest.mark.parametrize(
    "others",
    ["et al.", "et al", "et. al.", "& al.", "et alii", "and colleagues", "and co-workers",
     "and others", "and her colleagues", "and his co-workers", "and their team", "e cols.",
     "e colaboradores", "y cols.", "et coll.", "u. a.", "u.a.", "und Mitarbeiter", "m.fl.",
     "m. fl.", "mfl.", "ym.", "i wsp.", "i in.", "ve ark.", "e outros", "y otros", "e altri"],
)  # fmt: skip
def test_words_for_other_authors(others: str) -> None:
    assert cited(f"Weber {others} (2012)") == ["weber"]


@pytest.mark.parametrize(
    ("words", "works"),
    [
        ("(WHO, 2015)", ["who"]),
        ("the WHO's (2015) report", ["who"]),
        ("World Health Organization [WHO] (2015)", ["who"]),
        ("the World Health Organization (WHO, 2015)", ["who"]),
        ("a Lei 8.213 (1991)", ["law"]),
        ("a Lei nº 8.213/1991", ["law"]),
        ("a Lei n. 8.213, de 24 de julho de 1991,", ["law"]),
        ("(Lei nº 8.213, 1991)", ["law"]),
        ("a LEI Nº 8.213 (1991)", ["law"]),
        ("Lei 8.213 (Brasil, 1991)", ["law"]),
        ("a Lei 9.876 (1991)", []),
        ("a Lei 8.213 (1999)", []),
    ],
)
def test_acronyms_and_laws_as_authors(words: str, works: list[str]) -> None:
    assert cited(words) == works


@pytest.mark.parametrize("words", ["In Smith (2009)", "As Smith (2009)", "By Smith (2009)"])
def test_the_word_before_a_name_is_none_of_its_initials(words: str) -> None:
    article = Article(f"{_BODY}{words} it is so.").with_list(WORKS.values(), None)
    assert article.citations()[_COUNT].text == "Smith (2009)"


# --- superscripts that lost their style -----------------------------------------------------------

_NUMBERED = (
    "Many suffer from depression1 and anxiety.2 Some of the patients3,4 recover in adults.5-7 It "
    "was shown by others,8 and again9 in a trial (of women),10 with “quotes”11 and others.12 So. "
)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("depression13,14 in all", [13, 14]),
        ("in the trial.13 The end", [13]),
        ("adults13-16 were", [13, 14, 15, 16]),
        ("adults13–16.", [13, 14, 15, 16]),
        ("mice13;14 and", [13, 14]),
        ("as Smith et al.13 found", [13]),
        ("in 2010.13 The end", [13]),
        ("in 2010–12.13 The end", [13]),
        ("of COVID-19.13 The end", [13]),
        ("of IL-6.13 Most", [13]),
        ("of p53.13 In", [13]),
        ("in phase 3.13 The end", [13]),
        ("of 1.5.13 The end", [13]),
        ("of 30%13 and", [13]),
        ("of 30%.13 The end", [13]),
        ("of 5 mg/kg.13 The end", [13]),
        ("and/or13 so", [13]),
        ("the study’s13 own", [13]),
        ("(n = 20).13 The end", [13]),
        ("asked why?13 The end", [13]),
        ("in Table 2.13 The", []),
        ("of 3.13 mg", []),
        ("of 3.13 Gy", []),
        ("at https://a.org/b13 and", []),
        ("see a/b/c13 and", []),
    ],
)
def test_superscripts_in_plain_text(words: str, numbers: list[int]) -> None:
    article = Article(f"{_NUMBERED}We saw {words} it is.").numbered(16)
    assert [number for number in article.counts() if number > 12] == numbers


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Crafton (1990a, p. 71) says", "Crafton (1990a, p. 71)"),
        ("Crafton (1990a: 71–73) says", "Crafton (1990a: 71–73)"),
        ("Crafton [1990a, S. 71 ff.] says", "Crafton [1990a, S. 71 ff.]"),
        ("Crafton (1990a, chap. iv) says", "Crafton (1990a, chap. iv)"),
        ("(Crafton, 1990a, p. 71)", "Crafton, 1990a"),
        ("Crafton (1990a, six of them)", "Crafton (1990a"),
        ("segundo de Artiles e Kozleski (2019)", "Artiles e Kozleski (2019)"),
        ("by van den Berg (2003)", "van den Berg (2003)"),
    ],
)
def test_where_a_marker_begins_and_ends(words: str, text: str) -> None:
    article = Article(f"{_BODY}It is said {words} at last.").with_list(WORKS.values(), None)
    assert [one.text for one in article.citations()[_COUNT:]] == [text]


def test_further_years_after_several_pages() -> None:
    assert cited("Crafton (1990a, pp. 71, 73; 1990b, p. 3)") == ["crafton-a", "crafton-b"]


def test_a_bracket_around_a_superscript_is_none_of_it() -> None:
    article = Article("Growth is fast^1 (as shown^2) and slow^{3} and^[4] so.").numbered(4)
    assert [one.text for one in article.citations()] == ["^1", "^2", "^{3}", "^[4]"]
