"""Author-year markers and the works that they point to."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article, record

from refcheck.model.report import CitationKind

WORKS = (
    "Smith J, Jones K 2010",  # 1
    "Smith J, Miller O, Hall B 2012a",  # 2
    "Smith J, Miller O, Hall B 2012b",  # 3
    "Jones K 2011",  # 4
    "van der Berg A, et al 2009",  # 5
    "{World Health Organization} 2015",  # 6
    "Müller T, Schmidt U, Öz V 2010",  # 7
    "Silva A, Costa B 2015",  # 8
    "O'Leary P 1999",  # 9
    "García-López M 2018",  # 10
)


def article(body: str) -> Article:
    return Article(body).named(*WORKS)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(Smith and Jones, 2010)", [1]),
        ("(Smith & Jones 2010; Jones, 2011)", [1, 4]),
        ("Smith and Jones (2010) say", [1]),
        ("As Smith and Jones (2010) say", [1]),
        ("as Smith and Jones' (2010) and Jones's (2011) say", [1, 4]),
        ("Smith et al. (2012a) say", [2]),
        ("Smith et al. (2012a,b) say", [2, 3]),
        ("Smith et al. (2012a, 2012b) say", [2, 3]),
        ("(Smith et al., 2012a; 2012b)", [2, 3]),
        ("(Smith et al., 2012a-b)", [2, 3]),
        ("(Smith, Miller, and Hall, 2012b)", [3]),
        ("(Smith and colleagues, 2012b)", [3]),
        ("(Smith, Miller & Hall 2012b, p. 3)", [3]),
        ("(Smith et al., 2012a, p. 3; Jones, 2011: 17)", [2, 4]),
        ("(see Jones 2011, p. 3)", [4]),
        ("(e.g., Jones 2011)", [4]),
        ("K. Jones (2011) and Kim Jones (2011)", [4, 4]),
        ("(van der Berg et al. 2009) and Berg et al. (2009)", [5, 5]),
        ("Van der Berg et al. (2009)", [5]),
        ("(WHO, 2015)", [6]),
        ("(World Health Organization [WHO], 2015)", [6]),
        ("(World Health Organization 2015)", [6]),
        ("Müller, Schmidt und Öz (2010) und Muller et al. (2010)", [7, 7]),
        ("Mueller u. a. (2010)", [7]),
        ("Silva e Costa (2015) e (SILVA; COSTA, 2015)", [8, 8]),
        ("( SILVA ; COSTA , 2015 , p. 87 )", [8]),
        ("O’Leary (1999)", [9]),
        ("García-López (2018), Garcia-\nLópez (2018)", [10, 10]),
        ("in Canada; Jones (2011) says", [4]),
        ("as Jones\n(2011) says", [4]),
        ("[Jones, 2011]", [4]),
        ("Jones. 2011 was a good year", []),
        ("In 2011, Jones went to Rome", []),
        ("the 2010 study and May 2011", []),
        ("https://example.org/Jones-2011", []),
    ],
)
def test_names_and_years(text: str, numbers: list[int]) -> None:
    opening = "(Smith & Jones, 2010; O'Leary, 1999; WHO, 2015; Silva & Costa, 2015). "
    assert article(opening + text).counts()[4:] == numbers


def test_one_citation_is_one_work_with_its_names() -> None:
    found = article("It is so (Smith & Jones, 2010; Jones, 2011). Smith et al. (2012a, b) agree.")
    assert found.found() == [
        ("Smith & Jones, 2010", (1,)),
        ("Jones, 2011", (4,)),
        ("Smith et al. (2012a, b)", (2,)),
        ("Smith et al. (2012a, b)", (3,)),
    ]
    assert {one.kind for one in found.citations()} == {CitationKind.AUTHOR_YEAR}


def test_without_a_letter_all_that_fit_are_meant() -> None:
    assert article("(Jones, 2011). Smith et al. (2012) say").counts() == [4, 2, 3]


def test_another_first_author_is_not_a_citation() -> None:
    found = article(
        "(Jones, 2011; Smith & Jones, 2010). So Brown and Jones (2011) and Li & Jones 2011"
    )
    assert found.counts() == [4, 1]


OPENING = "(Jones, 2011; O'Leary, 1999; Silva & Costa, 2015; WHO, 2015; Müller et al. 2010). "


@pytest.mark.parametrize(
    ("text", "numbers", "missing"),
    [
        ("(Smith & Jones, 2011)", (1,), "Smith 2011"),  # a year off
        ("(van der Berg et al., 2099)", (5,), "van der Berg 2099"),  # nothing else is meant
        ("(Garcya-Lopez, 2018)", (10,), "Garcya-Lopez 2018"),  # a slip in the name
        ("(Brown et al., 2012)", (), "Brown 2012"),
        ("(Brown & Green, 2012)", (), "Brown 2012"),
        ("Brown et al. (2012)", (), "Brown 2012"),
        ("(Silva & Costa, 2016)", (), "Silva 2016"),  # that of 2015 is cited, too
    ],
)
def test_what_the_list_has_otherwise_or_not(
    text: str, numbers: tuple[int, ...], missing: str
) -> None:
    citation = article(OPENING + text).citations()[-1]
    assert citation.references == numbers
    assert citation.missing == (missing,)


@pytest.mark.parametrize(
    "text",
    [
        "(Rome, 2012)",
        "in Rome (2012)",
        "(May 2012)",
        "(SPSS, 2012)",
        "Brown (2012)",
        "Sipha maydis (Brown & Green, 1908)",
    ],
)
def test_names_that_may_be_none_are_left_alone(text: str) -> None:
    assert len(article(OPENING + text).citations()) == 5


def test_works_without_authors_go_by_their_title() -> None:
    body = "( FLORA..., 2018 ; THE ATLAS…, 2017 ) and Flora of Brazil 2018"
    entries = [("Flora of Brazil. Rome, 2018.", 2018), ("The atlas of things. 2017.", 2017)]
    listed = [(raw, record("", year)) for raw, year in entries]
    assert Article(body).with_list(listed, None).counts() == [1, 2, 1]


def test_a_dash_stands_for_the_author_before() -> None:
    entries = [
        ("SILVA, A. Um. 2010.", record("SILVA A", 2010)),
        ("______. Dois. 2012.", record("", 2012)),
    ]
    assert Article("(SILVA, 2010, 2012)").with_list(entries, None).counts() == [1, 2]


def test_undated_works() -> None:
    body = "(Smith & Jones, n.d.; Brown, in press) and (Jones, 2011)"
    assert Article(body).named("Smith J, Jones K n.d.", "Jones K 2011").counts() == [1, 2]


def test_the_list_of_the_chapter_is_meant() -> None:
    first = Article("(Smith & Jones, 2010).").named(*WORKS[:2])
    first.text += "\nChapter 2. (Smith & Jones, 2010; Jones, 2011)"
    assert first.named(WORKS[0], WORKS[3]).counts() == [1, 3, 4]


def test_a_text_of_numbers_with_some_names() -> None:
    body = "Smith and Jones (2010) [1] and Jones (2011) [4] say [2, 3], but not [5-10]."
    assert article(body).counts() == [1, 4, 2, 3, *range(5, 11)]


def test_many_works_of_one_name_and_year() -> None:
    many = Article("(Smith, 2010) and again (Smith, 2010)").named(*["Smith J 2010"] * 40)
    assert many.counts() == [1, 2, 3, 1, 2, 3]


def test_a_work_that_is_cited_by_its_name_alone() -> None:
    body = OPENING + "(Smith & Jones 2010; Smith et al. 2012a,b; van der Berg et al. 2009). "
    found = article(body + "García-López’s scale and Jones's scale were used.").found()
    assert len(found) == 9
    works = (*WORKS[:9], "Winkler A 1965")
    text = body + "We used Winkler’s scale, as Winkler et al. did, but not Jones’s."
    assert Article(text).named(*works).found()[9:] == [
        ("Winkler’s", (10,)),
        ("Winkler et al", (10,)),
    ]
    text = body + "We used Winkler et al. (1970), not Winkler."
    assert Article(text).named(*works).found()[9:] == [("Winkler et al. (1970)", ())]


def test_editors_stand_between_name_and_year() -> None:
    assert article("(Smith & Jones eds. 2010) and Jones (Org.) (2011)").counts() == [1, 4]


@pytest.mark.parametrize(
    "text",
    [
        "Rabbitt et al. (1982, as cited in Jones, 2011) say",
        "(Rabbitt et al., 1982, as cited in Jones, 2011)",
        "(Rabbitt & Moss, 1982, p. 3, cited in Jones, 2011)",
        "Rabbitt and Moss (1982), quoted in Jones (2011), say",
        "Rabbitt and Moss (1982; cited by Jones, 2011) say",
        "(Rabbitt et al. 1982, zit. nach Jones 2011)",
        "(Rabbitt et al. 1982 zitiert nach Jones 2011)",
        "Segundo Rabbitt e Moss (1982 apud JONES, 2011) e",
        "(Rabbitt et al., 1982, citado por Jones, 2011)",
        "Rabbitt et al. (1982, citato in Jones, 2011)",
        "Rabbitt et al. (1982, cité par Jones, 2011)",
    ],
)
def test_a_work_at_second_hand_belongs_into_no_list(text: str) -> None:
    found = article(f"{text}. (Smith and Jones, 2010; Silva & Costa, 2015)").citations()
    assert [one for one in found if one.missing] == []
    assert [number for one in found for number in one.references] == [4, 1, 8]


@pytest.mark.parametrize(
    "text",
    [
        "Rabbitt et al. (1982) say, as is cited in Jones (2011),",
        "(Rabbitt et al., 1982; Jones, 2011)",
        "Rabbitt and Moss (1982) in Jones (2011)",
    ],
)
def test_a_work_that_is_not_in_the_list_is_still_missed(text: str) -> None:
    found = article(f"{text}. (Smith and Jones, 2010; Silva & Costa, 2015)").citations()
    assert [one.missing[0].split()[0] for one in found if one.missing] == ["Rabbitt"]
