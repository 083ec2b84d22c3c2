"""Chapters of books that are kept up to date, and pages of the web."""

from __future__ import annotations

import pytest

from refcheck.formats.csl import to_csl
from refcheck.parsing import parse

STATPEARLS = "Treasure Island (FL): StatPearls Publishing; 2024{}"
ADDRESS = " Available from: https://www.ncbi.nlm.nih.gov/books/NBK559078/"
CHAPTERS = [
    ("Bains N, Abdijadid S. Major Depressive Disorder. [Updated 2023 Apr 10]. In: StatPearls "
     "[Internet]. " + STATPEARLS.format(" Jan-.") + ADDRESS, "Major Depressive Disorder",
     "StatPearls", 2),
    ("Chand SP, Arif H. Depression. [Updated 2023 Jul 17]. In: StatPearls [Internet]. "
     + STATPEARLS.format(" Jan-.") + ADDRESS, "Depression", "StatPearls", 2),
    ("Hashmi MF, Tariq M, Cataletto ME. Asthma. In: StatPearls. " + STATPEARLS.format("."),
     "Asthma", "StatPearls", 3),
    ("Varacallo M, Mair SD. Biceps Tendon Dislocation. 2023 Aug 4. In: StatPearls [Internet]. "
     + STATPEARLS.format(" Jan-."), "Biceps Tendon Dislocation", "StatPearls", 2),
    ("Raymond GV, Moser AB, Fatemi A. X-Linked Adrenoleukodystrophy. 1999 Mar 26 [Updated 2023 Apr "
     "6]. In: Adam MP, Feldman J, Mirzaa GM, et al., editors. GeneReviews [Internet]. Seattle (WA):"
     " University of Washington, Seattle; 1993-2024.", "X-Linked Adrenoleukodystrophy",
     "GeneReviews", 3),
    ("Zeng M, Smith A. Sepsis. Last Update: July 17, 2023. In: StatPearls [Internet]. "
     + STATPEARLS.format(" Jan-."), "Sepsis", "StatPearls", 2),
    ("Feingold KR. Introduction to Lipids. [Updated 2024 Jan 14]. In: Feingold KR, Anawalt B, et al"
     "., editors. Endotext [Internet]. South Dartmouth (MA): MDText.com, Inc.; 2000-.",
     "Introduction to Lipids", "Endotext", 1),
    ("LiverTox: Clinical Information on Liver Injury [Internet]. Bethesda (MD): National Institute "
     "of Diabetes; 2012-. Acetaminophen. [Updated 2016 Jan 28]." + ADDRESS, "Acetaminophen",
     "LiverTox: Clinical Information on Liver Injury", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "book", "authors"), CHAPTERS)
def test_a_chapter_has_its_title_and_its_book(
    text: str, title: str, book: str, authors: int
) -> None:
    item = to_csl(parse(text).record)
    assert (item["title"], item["container-title"]) == (title, book)
    assert len(item.get("author", ())) == authors
    assert item["type"] == "chapter"
    assert "page" not in item


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Smith J. Depression. Available at: https://www.example.org/dep", "Depression"),
        ("World Health Organization [WHO] (2011). Vitamin A Deficiency. Available at: "
         "http://www.who.int/vmnis/", "Vitamin A Deficiency"),
        ("FAO (2017). Food Outlook: Biannual Report on Markets. Available at: http://www.fao.org/3",
         "Food Outlook: Biannual Report on Markets"),
    ],
)  # fmt: skip
def test_the_title_of_a_page_is_before_its_address(text: str, title: str) -> None:
    assert parse(text).record.title == title


def test_editors_are_not_authors() -> None:
    text = (
        "Cash TF. Perspectives on body image. In: Cash TF, Lee SJ, editors. Encyclopedia of body "
        "image. Oxford: Elsevier; 2012. p. 334-42."
    )
    item = to_csl(parse(text).record)
    assert [name["family"] for name in item["author"]] == ["Cash"]
    assert [name["family"] for name in item["editor"]] == ["Cash", "Lee"]
    assert item["container-title"] == "Encyclopedia of body image"
