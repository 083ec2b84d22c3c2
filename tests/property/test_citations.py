"""What must hold for the citations and mentions of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import grows_in_proportion
from tests.unit.extraction.intext.citing import Article

from refcheck.checks import check_citations
from refcheck.extraction import find_citations, find_mentions
from refcheck.model.document import Document

PIECES = st.sampled_from(
    [
        *"[](){}.,;:-–^&'’ \n",
        *("1", "2", "12", "345", "2010", "2010a", "²", "¹²", "Smith", "Jones", "et al.", "and"),
        *("the", "patients", "CO", "m", "(2010)", "[1]", "ref. 3", "\\", "<sup>", "</sup>"),
        *("Source: ", "published in ", "a 2019 study", "https://a.gov/b", "doi:10.1000/1", "n.d."),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def articles(text: str) -> list[Article]:
    return [
        Article(text).numbered(12, after=text),
        Article(text).named("Smith J, Jones K 2010a", "Smith J 2010b", "Jones K n.d."),
        Article(text),
    ]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_citations_are_in_order_apart_and_outside_of_the_list(text: str) -> None:
    for article in articles(text):
        document = article.document
        citations = list(find_citations(document, article.references))
        known = {reference.string.number for reference in article.references}
        last = -1
        for citation in citations:
            span = citation.span
            assert last <= span.start or citation.kind == "author-year"
            assert span.start < span.end
            last = span.end
            assert set(citation.references) <= known
            assert citation.references or citation.missing
            assert len(set(citation.references)) == len(citation.references)
            for reference in article.references:
                held = reference.string.span
                assert span.end <= held.start or held.end <= span.start
        mentions = list(find_mentions(document, article.references, citations))
        for mention in mentions:
            place = mention.span
            assert all(
                one.span.end <= place.start or place.end <= one.span.start for one in citations
            )
        for finding in check_citations(article.references, citations, mentions):
            assert finding.span is not None
            assert finding.message


@pytest.mark.parametrize(
    "piece",
    [
        "[1, ", "[1]–", "(1) ", "1,2-", "a^1,", "patients1,2 ", "Ann1, ", "¹,²", "ABC1 ", "<sup",
        "Smith et al. (2010), ", "Smith & Jones, ", "A B C 2010 ", "2010, 2011 ", "a 2019 new ",
        "According to the Aa of ", "Source: Aa", "published in A ", "[^a",
    ],
)  # fmt: skip
def test_the_time_grows_with_the_text_alone(piece: str) -> None:
    def find(size: int) -> None:
        article = Article(piece * (size // len(piece))).numbered(30)
        citations = list(find_citations(article.document, article.references))
        list(find_mentions(article.document, article.references, citations))

    find(100)
    assert grows_in_proportion(find, 5_000)


def test_such_texts_cite_and_mention_something() -> None:
    """Else the test of any text would look at nothing."""
    text = "as Smith et al. (2010) say [1, 2]. Source: a 2019 study, https://a.gov/b\n"
    numbered, named, bare = articles(text)
    assert [list(one.references) for one in find_citations(numbered.document, numbered.references)]
    assert list(find_citations(named.document, named.references))
    assert list(find_mentions(bare.document, bare.references, []))
    strayed = Article("as [1], [2], [3] and [14] say").numbered(12)
    citations = list(find_citations(strayed.document, strayed.references))
    assert [finding.rule for finding in check_citations(strayed.references, citations)] == [
        "citation-unlisted"
    ]


def test_a_document_without_text() -> None:
    assert not list(find_citations(Document(path="a", text=""), []))
    assert not list(find_mentions(Document(path="a", text=""), [], []))
