"""How a document cites is decided once, and links and written markers are put together."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article

from refcheck.model.report import CitationKind

STYLES = [
    ("As [1] and [2] say, and [3].", CitationKind.NUMERIC, [(1,), (2,), (3,)]),
    ("As patients¹ and men² and women³ say.", CitationKind.SUPERSCRIPT, [(1,), (2,), (3,)]),
    ("As [1-3] say.", CitationKind.NUMERIC, [(1, 2, 3)]),
]


@pytest.mark.parametrize(("body", "kind", "numbers"), STYLES)
def test_numbers(body: str, kind: CitationKind, numbers: list[tuple[int, ...]]) -> None:
    found = Article(body).numbered(3).citations()
    assert [one.kind for one in found] == [kind] * len(numbers)
    assert [one.references for one in found] == numbers


def test_names() -> None:
    found = Article("As Smith (2010) and (Jones, 2011) say.").named("Smith J 2010", "Jones K 2011")
    assert [(one.kind, one.references) for one in found.citations()] == [
        (CitationKind.AUTHOR_YEAR, (1,)),
        (CitationKind.AUTHOR_YEAR, (2,)),
    ]


def test_the_better_style_is_taken_for_the_whole_text() -> None:
    named = Article("(Smith, 2010), (Jones, 2011) and [1] of the items.")
    found = named.named("Smith J 2010", "Jones K 2011").citations()
    assert {one.kind for one in found} == {CitationKind.AUTHOR_YEAR}
    numbered = Article("As [1], [2], [3] and Author1 (2015) say.").numbered(3).citations()
    assert {one.kind for one in numbered} == {CitationKind.NUMERIC}


@pytest.mark.parametrize("body", ["No marker here.", "In 2015 and [sic].", "(a) and (b)"])
def test_a_text_that_cites_nothing(body: str) -> None:
    assert Article(body).numbered(3).citations() == []


def test_no_list_no_citations() -> None:
    assert Article("As [1] and [2] say.").citations() == []


def test_a_citation_knows_its_place() -> None:
    article = Article("First line.\nAs [1] and\n[2] say, and [3].").numbered(3)
    found = article.citations()
    assert [article.text[one.span.start : one.span.end] for one in found] == ["[1]", "[2]", "[3]"]
    assert [one.span.line for one in found] == [2, 3, 3]
    assert [one.text for one in found] == ["[1]", "[2]", "[3]"]
