"""Numbered markers: [3-5], (3), superscripts (also flattened), and what only looks like one."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article, InTextCitation, record

from refcheck.model.record import BibliographicRecord
from refcheck.model.report import CitationKind

OPENING = "It is known [1]. Others agree [2, 3]. More was found [4], and more [5] later [6]. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as shown [1].", [("[1]", (1,))]),
        ("as shown [1, 3].", [("[1, 3]", (1, 3))]),
        ("as shown [1,3-5].", [("[1,3-5]", (1, 3, 4, 5))]),
        ("as shown [3–5; 1].", [("[3–5; 1]", (3, 4, 5, 1))]),
        ("as shown [3 and 5].", [("[3 and 5]", (3, 5))]),
        ("as shown [1], [3] too.", [("[1]", (1,)), ("[3]", (3,))]),
        ("as shown [2]–[4].", [("[2]–[4]", (2, 3, 4))]),
        ("as shown [2],[4]-[6].", [("[2]", (2,)), ("[4]-[6]", (4, 5, 6))]),
        ("as shown [see 3].", [("[see 3]", (3,))]),
        ("as shown [e.g., 3, 4].", [("[e.g., 3, 4]", (3, 4))]),
        ("as shown [3, p. 17].", [("[3, p. 17]", (3,))]),
        ("as shown [3, Theorem 2].", [("[3, Theorem 2]", (3,))]),
        ("as shown [3 and references therein].", [("[3 and references therein]", (3,))]),
        ("as shown \\[3\\] in Markdown.", [("\\[3\\]", (3,))]),
        ("as shown\n[3]. And so on", [("[3]", (3,))]),
        ("as shown [12-\n14].", [("[12- 14]", (12, 13, 14))]),
        ("as shown in ref. 3 and refs 4 and 5.", [("ref. 3", (3,)), ("refs 4 and 5", (4, 5))]),
        ("a range [5-3] backwards", [("[5-3]", (5, 3))]),
        ("see [Figure 2] and [Table 1].", []),
        ("the interval [0, 1] and [0.5, 1.5]", []),
        ("in [2010] and [1999-2005]", []),
        ("a dose of [5 mg] and [10 mmol/l]", []),
        ("ages [1-120]", []),
    ],
)
def test_square_brackets(text: str, found: InTextCitation) -> None:
    article = Article(OPENING + text).numbered(14)
    assert article.found()[5:] == found


def test_an_index_cites_nothing_that_the_list_does_not_contain() -> None:
    citations = Article(OPENING + "where[2] x[12] is the last [7]").numbered(6).citations()
    assert [(one.references, one.missing) for one in citations[5:]] == [((2,), ()), ((), ("7",))]


def test_what_the_list_does_not_contain() -> None:
    citations = Article(OPENING + "and [7, 9] then").numbered(8).citations()
    assert citations[-1].references == (7,)
    assert citations[-1].missing == ("9",)
    assert citations[-1].kind is CitationKind.NUMERIC


@pytest.mark.parametrize(
    "text",
    [
        "The steps were:\n[1] Take the sample. \n\n[2] Look at it.",
        "Questions.\n\n[1] What is it? A thing.\n[2] Is it free? Yes.",
    ],
)
def test_labels_of_items_cite_nothing(text: str) -> None:
    assert len(Article(f"{OPENING}\n\n{text}").numbered(6).found()) == 5


ROUND = "It is so (1), or not (2, 3). It was said (4) that (5) is wrong (6). "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as shown (1, 3–5).", [("(1, 3–5)", (1, 3, 4, 5))]),
        (
            "in 2010 (3) and in 12% (4) of SE31519 (5).",
            [("(3)", (3,)), ("(4)", (4,)), ("(5)", (5,))],
        ),
        ("as in\n(3), where", [("(3)", (3,))]),
        ("see equation (3), Fig. (4) and § (5)", []),
        ("f(1) = 2, 12(3), x = (4)", []),
        ("aims: (1) to see, (2) to hear, and (3) to tell", []),
        ("they (a) see, (b) hear", []),
        ("men 12 (3) 15 (4) 17 (5) women", []),
        ("the years (2008, 2009)", []),
        ("numbers (99) and (100)", []),
        ("the range (5-3)", [("(5-3)", (5, 3))]),
    ],
)
def test_round_brackets(text: str, found: InTextCitation) -> None:
    article = Article(ROUND + text).numbered(6)
    assert article.found()[5:] == found


def test_round_numbers_beyond_the_list_cite_where_they_follow_on_only() -> None:
    assert not any(one.missing for one in Article(ROUND + "in (12) men").numbered(6).citations())
    lost = Article(ROUND + "and (7) so (8) on (9, 10).").numbered(6).citations()
    assert [one.missing for one in lost[5:]] == [("7",), ("8",), ("9", "10")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("patients¹ and effects²⁻⁴ here,⁵,⁶ too.", [1, 2, 3, 4, 5, 6]),
        ("patients^1 and effects^2-4 here.^5,6", [1, 2, 3, 4, 5, 6]),
        ("patients^1^ and effects^2–4^ here.^5,6^", [1, 2, 3, 4, 5, 6]),
        ("patients<sup>1</sup> and <sup>[2-4]</sup> here.<sup>5, 6</sup>", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_superscript_numbers(text: str, numbers: list[int]) -> None:
    article = Article(f"The {text} But 10³ m² of R² and x^2 at 10^3, and ¹⁴C or Ca²⁺.").numbered(6)
    assert article.counts() == numbers
    assert {one.kind for one in article.citations()} == {CitationKind.SUPERSCRIPT}


def test_numbers_that_the_format_shows_as_superscript() -> None:
    body = "The patients1 were well.2,3 At 103 m2 and in 20104 they [5] were."
    raised = [(12, 13), (24, 27), (33, 34), (36, 37), (49, 50)]
    article = Article(body, superscripts=tuple(raised)).numbered(4)
    assert article.found() == [("1", (1,)), ("2,3", (2, 3)), ("4", (4,))]


FLATTENED = (
    "The patients1 were treated as before.2,3 Many of them improved4–6 and others did not;7 the"
    " (RNAi)8 of Smith et al.9 was called “good”10 in 2010.11 The rest12"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "in CO2 and H1N1 and H2O, COX-2, IL-6, B12, p53, CD4 cells and CD8",
        "at 5 m2 or 3 cm3 or 10 km2",
        "as in Fig.3 and No.4 on p.5",
        "at 12.5 or 3,4 or 1:2 and ratio 3:4",
        "on https://example.org/a1 and a@b2 and doi:10.1/x3",
        "Group1 and Group2, while group 3 was",
        "chr1, chr2, chr3 and chr4",
        "CYP2 of 3 CYP2 and CYP2",
        "for 12 weeks at 50 mg, p<0.05",
    ],
)
def test_flattened_superscripts(text: str) -> None:
    article = Article(f"{FLATTENED} {text} end.").numbered(12)
    assert article.counts() == list(range(1, 13))


def test_numbers_that_lost_their_commas() -> None:
    body = "It began.12 Then the seeds grew345 and were kept678 for years91011 in houses12131415."
    assert Article(body).numbered(15).counts() == list(range(1, 16))


def test_capitals_with_and_without_a_number() -> None:
    body = FLATTENED + ". The WHO3 says, as the WHO did before, that the WHO knows."
    assert Article(body).numbered(12).counts()[-1] == 3


def test_bylines_cite_nothing() -> None:
    byline = "Ann Smith1,2, Bo Jones3, Cid van Berg1\nDee Miller2, Eve Stone3\n\n"
    assert Article(byline + FLATTENED + ".").numbered(12).counts() == list(range(1, 13))


def test_a_text_without_markers() -> None:
    text = "In 2019 we saw 12 patients (45 men) aged 18-65 in Figure 2; 3 (25%) of them left."
    assert Article(text).numbered(20).found() == []
    assert Article(text).found() == []


def test_the_style_is_decided_for_the_whole_document() -> None:
    body = "In (1) and (2) we [1] say [2-4] what (3) others [5] said [6]."
    assert Article(body).numbered(6).counts() == [1, 2, 3, 4, 5, 6]


def test_a_list_without_labels_is_cited_by_position() -> None:
    assert Article("As shown [2] and [1, 3].").numbered(3, labels=None).counts() == [2, 1, 3]


def test_labels_count_not_positions() -> None:
    article = Article("As shown [7] and [9, 8].").with_list(_entries(3), ["7.", "8.", "9."])
    assert article.counts() == [1, 3, 2]


def _entries(count: int) -> list[tuple[str, BibliographicRecord]]:
    return [(f"Author{n} A. Work {n}. 2015.", record(f"Author{n} A", 2015)) for n in range(count)]


def test_numbers_start_anew_in_each_chapter() -> None:
    article = Article("First [1] and [2, 3].").numbered(3, after="\nChapter 2. Then [1], [2].")
    assert article.numbered(2).counts() == [1, 2, 3, 4, 5]


def test_a_list_that_counts_on_is_the_same_list() -> None:
    article = Article("First [1] and [2, 4].").numbered(2, after="\nThen [3] and [1].")
    assert article.with_list(_entries(2), ["3.", "4."]).counts() == [1, 2, 4, 3, 1]


def test_further_reading_serves_no_numbers() -> None:
    article = Article("First [1] and [2, 3], then [4].").numbered(4, after="\nFurther reading")
    assert article.numbered(2, labels=None).counts() == [1, 2, 3, 4]


def test_markers_after_the_list_count_the_list_does_not() -> None:
    article = Article("As shown [1, 2].").numbered(3, after="\nTable 1. From [3].\n")
    assert article.counts() == [1, 2, 3]


def test_many_numbers_in_order_cite_though_they_are_a_small_part_of_the_list() -> None:
    body = " ".join(f"It was said ({number})." for number in range(20, 33))
    assert Article(body).numbered(90).counts() == list(range(20, 33))
    mixed = " ".join(f"It was said ({number})." for number in (25, 3, 17, 9, 40, 2, 33, 12, 5, 28))
    assert Article(mixed).numbered(90).counts() == []
