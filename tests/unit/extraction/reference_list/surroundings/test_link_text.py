"""Link text after an entry, and the marks before it."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.surroundings.link_text import (
    cut_links,
    is_count,
    is_links,
    leading_marks,
)

ENTRY = "Fam J. Ketamine and pain. Lancet. 2015;9:1-9."

LINKS = [
    "PubMed",
    "[PubMed]",
    "[PubMed] [Google Scholar]",
    "Article CAS PubMed Google Scholar",
    "View Article",
    "PubMed/NCBI",
    "CrossRef Full Text | Google Scholar",
    "[PMC free article] [PubMed] [CrossRef]",
    "Article PubMed Central CAS PubMed Google Scholar (12)",
    "↩",
    "View at: Publisher Site | Google Scholar",
    "DOI",
]
NO_LINKS = [
    ENTRY,
    "Google Scholar as a source",
    "PubMed and its users",
    "Articles",
    "Abstracts of the meeting",
    "[a note]",
    "12",
]


@pytest.mark.parametrize("line", LINKS)
def test_a_line_of_links(line: str) -> None:
    assert is_links(line)


@pytest.mark.parametrize("line", NO_LINKS)
def test_a_line_that_is_more_than_links(line: str) -> None:
    assert not is_links(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("12", True), ("4,102", True), ("1,234,567", True), ("1234", False), ("12a", False),
     ("", False), ("12.", False)],
)  # fmt: skip
def test_a_bare_count(line: str, *, expected: bool) -> None:
    assert is_count(line) is expected


@pytest.mark.parametrize(
    "links",
    [
        " [PubMed]",
        " PubMed Google Scholar",
        " Article CAS PubMed Google Scholar",
        "[CrossRef](https://doi.org/10.1000/182)",
        " View Article PubMed/NCBI Google Scholar",
        " Learn more: PubMed",
        " ↩",
    ],
)
def test_links_are_cut_off_the_end_of_an_entry(links: str) -> None:
    assert cut_links(ENTRY + links) == len(ENTRY)


@pytest.mark.parametrize(
    "text",
    [
        ENTRY,
        "Fam J. The future of PubMed. 2015.",
        "Fam J. Use of Google Scholar among students. Lancet. 2015.",
        "Fam J. Ketamine. An article",
        "Fam J. Ketamine. Abstract",  # a weak word alone
        "Fam J. Ketamine [Links] in chains. 2015.",
    ],
)
def test_the_words_of_an_entry_are_not_cut_off(text: str) -> None:
    assert cut_links(text) == len(text)


@pytest.mark.parametrize(
    ("marks", "rest"),
    [
        ("• ", ENTRY),
        ("- ", ENTRY),
        ("^ a b c ", ENTRY),
        ("↑ ", ENTRY),
        ("Jump up to: a b ", ENTRY),
        ('<a id="r1"></a>', ENTRY),
        ("<li>", ENTRY),
        ("  ", ENTRY),
        ("", ENTRY),
        ("", "-ase inhibitors in pain"),
        ("", "a study of pain"),
    ],
)
def test_marks_before_an_entry(marks: str, rest: str) -> None:
    assert leading_marks(marks + rest) == len(marks)
