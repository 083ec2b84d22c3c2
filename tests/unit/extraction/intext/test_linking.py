"""Markers that the format ties to entries, and labels that are no numbers."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article, record

from refcheck.extraction import find_citations
from refcheck.model.document import Document
from refcheck.model.report import CitationKind

ENTRIES = [(f"Author{n} A. Work {n}. 2015.", record(f"Author{n} A", 2015)) for n in range(1, 7)]


def marked(body: str) -> Article:
    return Article(body).with_list(ENTRIES, "{}", ids="b{}")


def test_links_lead_to_entries_by_their_ids() -> None:
    article = marked("So it is, (one) and (two).").linked(("one", "b1"), ("two", "b2"))
    assert article.found() == [("one", (1,)), ("two", (2,))]
    assert {one.kind for one in article.citations()} == {CitationKind.LINK}


def test_numbers_of_one_bracket_are_one_marker() -> None:
    article = marked("So it is [1, 2] or 3,4 there.")
    article.linked(("1", "b1"), ("2", "b2"), ("3", "b3"), ("4", "b4"))
    assert article.found() == [("[1, 2]", (1, 2)), ("3,4", (3, 4))]


@pytest.mark.parametrize("text", ["[2]–[5]", "[2–5]", "2-5"])
def test_a_range_between_two_links_is_filled_in(text: str) -> None:
    article = marked(f"So it is {text} there.").linked(("2", "b2"), ("5", "b5"))
    assert article.counts() == [2, 3, 4, 5]


def test_links_and_plain_numbers_together() -> None:
    article = marked("So [1] and [2–4], or [5] and [6].")
    article.linked(("1", "b1"), ("2", "b2"), ("4", "b4"), ("5", "b5"))
    assert article.counts() == [1, 2, 3, 4, 5, 6]


def test_a_link_is_believed_where_the_number_says_otherwise() -> None:
    article = marked("So [1] and [2] and [3].")
    article.linked(("1", "b4"), ("2", "b5"), ("3", "b6"))
    assert article.counts() == [4, 5, 6]


def test_links_of_another_kind_than_the_numbers() -> None:
    body = "Smith and so, Jones and so, Brown and so. See (1), (2), (3), (4), (5) and (6) there."
    article = marked(body).linked(("Smith", "b1"), ("Jones", "b2"), ("Brown", "b3"))
    assert article.counts() == [1, 2, 3]


def test_anchors_lead_to_the_entry_that_they_stand_in_or_before() -> None:
    article = Article("So [1] and [2].").with_list(ENTRIES, "{}.")
    article.linked(("1", "n1"), ("2", "n2"), anchors=[("1. Author1", "n1"), ("Author2", "n2")])
    assert article.counts() == [1, 2]


@pytest.mark.parametrize(
    ("label", "words", "counts"),
    [
        ("{}.", "3", [3]),
        ("[{}]", "[3]", [3]),
        ("{}", "(3)", [3]),
        ("{}.", "3–5", [3, 4, 5]),
        ("{}.", "3,5", [3, 5]),
        ("{}.", "9", [1]),  # no label of the list
        ("{}.", "3a", [3]),  # a part of the entry
        (None, "3", [1]),  # nothing is printed before the entries
    ],
)
def test_a_printed_number_goes_before_the_place_that_a_link_leads_to(
    label: str | None, words: str, counts: list[int]
) -> None:
    article = Article(f"Words {words} there.").with_list(ENTRIES, label)
    article.linked((words, "page2"), anchors=[("Author1", "page2")])
    assert article.counts() == counts


def test_a_link_tells_which_of_two_lists_is_meant() -> None:
    article = Article("So [1] and [2].").with_list(ENTRIES, "{}.").with_list(ENTRIES, "{}.")
    second = article.text.rindex("Author2")
    article.linked(("1", "a"), ("2", "b"), anchors=[("Author1", "a")])
    article.layout["anchors"] = (*article.layout["anchors"], (second, "b"))  # type: ignore[misc]
    assert article.counts() == [1, 8]


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("References", "1. Author1"),  # a table of contents
        ("this figure", "Caption"),
        ("the whole story of it as we told it before", "1. Author1"),
    ],
)
def test_links_that_cite_nothing(words: str, anchor: str) -> None:
    article = Article(f"See {words} here. Caption of it.").with_list(ENTRIES, "{}.")
    assert not article.linked((words, "x"), anchors=[(anchor, "x")]).citations()


def test_links_back_from_the_list_are_not_citations() -> None:
    article = Article("So [1].").with_list(ENTRIES, "{}.")
    article.linked(("1", "n1"), ("Author1", "back"), anchors=[("[1]", "back"), ("1. A", "n1")])
    assert article.found() == [("[1]", (1,))]


def test_keys() -> None:
    article = marked("So [@b1; @b2, p. 3], and @b3. Not [@b99], see @fig-b1 and @b4.")
    article.linked(
        ("[@b1; @b2, p. 3]", "b1"), ("@b3", "b3"), ("[@b99]", "b99"), ("@fig-b1", "fig-b1")
    )
    citations = article.citations()
    assert [(one.references, one.missing) for one in citations] == [
        ((1,), ()),
        ((3,), ()),
        ((), ("b99",)),
    ]
    assert {one.kind for one in citations} == {CitationKind.KEY}


def test_an_id_like_the_others_without_an_entry() -> None:
    article = marked("So 1 and 9, see Fig 1.")
    article.linked(("1", "b1"), ("9", "b9"), ("Fig 1", "f1"))
    assert [(one.references, one.missing) for one in article.citations()] == [
        ((1,), ()),
        ((), ("9",)),
    ]


def test_names_that_a_link_leads_to_another_year() -> None:
    body = "(Smith et al., 2010; Jones, 2011; Miller, 2012; Brown et al., 2019)"
    works = ("Smith J, Jones K 2010", "Jones K 2011", "Miller O 2012", "Brown B, Li C 1990")
    article = Article(body).named(*works, ids="r{}")
    article.linked(
        ("Smith et al., 2010", "r1"), ("2011", "r2"), ("2012", "r3"), ("Brown et al., 2019", "r4")
    )
    citations = article.citations()
    assert [one.references for one in citations] == [(1,), (2,), (3,), (4,)]
    assert citations[3].missing == ("Brown 2019",)


@pytest.mark.parametrize(
    ("body", "labels", "found"),
    [
        ("So [BAD10, SMI99] and [SMI99].", ["[BAD10]", "[SMI99]"], [(1, 2), (2,)]),
        ("So[^one] and [^two].", ["[^one]:", "[^two]:"], [(1,), (2,)]),
        ("So [a] and [b].", ["[a]", "[b]"], [(1,), (2,)]),
        ("So [R1] and [R2].", ["[R1]", "[R2]"], [(1,), (2,)]),
    ],
)
def test_labels(body: str, labels: list[str], found: list[tuple[int, ...]]) -> None:
    article = Article(body).with_list(ENTRIES[:2], labels)
    assert [one.references for one in article.citations()] == found


def test_a_label_that_the_list_does_not_contain() -> None:
    article = Article("So [BAD10, KIM04] and [see SMI99].").with_list(
        ENTRIES[:2], ["[BAD10]", "[SMI99]"]
    )
    (citation,) = article.citations()
    assert citation.missing == ("KIM04",)


def test_no_list_no_citations() -> None:
    assert not list(find_citations(Document(path="a", text="So [1]."), []))


def test_brackets_of_their_own_are_markers_of_their_own() -> None:
    article = marked("So it is.[1][2] And [3], [4].")
    article.linked(("[1]", "b1"), ("[2]", "b2"), ("[3]", "b3"), ("[4]", "b4"))
    assert article.found() == [("[1]", (1,)), ("[2]", (2,)), ("[3]", (3,)), ("[4]", (4,))]


def test_an_id_may_stand_for_several_works() -> None:
    article = Article("So it is, one.").with_list(ENTRIES[:2], "{}", ids="b").linked(("one", "b"))
    assert article.found() == [("one", (1, 2))]


def test_a_command_names_a_key_however_short() -> None:
    article = marked(r"So \cite{c} and \cite{7}.").linked((r"\cite{c}", "c"), (r"\cite{7}", "7"))
    assert [one.missing for one in article.citations()] == [("c",), ("7",)]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("https://github.com/example/ketamine", "https://github.com/example/ketamine"),
        ("http://a.org", "http://a.org"),
        ("www.example.org/data", "www.example.org/data"),
        ("example.org", "example.org"),
        ("ftp://a.org/x", "ftp://a.org/x"),
        ("mailto:a.b@example.org", "mailto:a.b@example.org"),
        ("a.b@example.org", "a.b@example.org"),
        ("data/table2.csv", "data/table2.csv"),
        ("doi:10.1000/182", "doi:10.1000/182"),
        ("./supplement.pdf", "./supplement.pdf"),
        ("NCT01234567 at https://clinicaltrials.gov/", "https://clinicaltrials.gov/"),
    ],
)
def test_a_hyperlink_that_shows_its_address_cites_nothing(words: str, target: str) -> None:
    article = marked(f"So it is, (one) and (two). The data are at {words} now.")
    article.linked(("one", "b1"), ("two", "b2"), (words, target))
    assert article.found() == [("one", (1,)), ("two", (2,))]
    assert not any(one.missing for one in article.citations())


def test_a_key_of_the_text_may_be_an_address() -> None:
    article = marked("So it is, [@b1] and [@doi:10.1000/182].")
    article.linked(("[@b1]", "b1"), ("[@doi:10.1000/182]", "doi:10.1000/182"))
    assert [one.missing for one in article.citations()] == [(), ("doi:10.1000/182",)]


def test_the_digits_of_an_unknown_key_are_no_number() -> None:
    keys = ["nokey", "nokey2", "nokey3", "nokey4"]
    article = Article("".join(f"So it is \\cite{{{key}}}.\n" for key in keys))
    article.with_list(ENTRIES, "{}", ids="b{}")
    article.linked(*((f"\\cite{{{key}}}", key) for key in keys))
    found = article.citations()
    assert [one.missing for one in found] == [(key,) for key in keys]
    assert article.counts() == []
