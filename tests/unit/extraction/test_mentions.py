"""Sources named in passing: identifiers, links, phrases."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article

from refcheck.extraction import find_citations, find_mentions
from refcheck.model.document import Document, Link


def mentions(text: str) -> list[str]:
    return [one.text for one in find_mentions(Document(path="a", text=text), [], [])]


def mentions_of(article: Article) -> list[str]:
    document = article.document
    citations = list(find_citations(document, article.references))
    return [one.text for one in find_mentions(document, article.references, citations)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("see doi:10.1000/abc.1 there", "doi", "10.1000/abc.1"),
        ("see https://doi.org/10.1000/ABC.1.", "doi", "10.1000/abc.1"),
        ("(PMID: 12345678)", "pmid", "12345678"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/ says", "pmid", "12345678"),
        ("in PMC1234567 we", "pmcid", "PMC1234567"),
        ("on arXiv:2101.00001 we", "arxiv", "2101.00001"),
        ("at https://www.nimh.nih.gov/a/b we", "url", "https://www.nimh.nih.gov/a/b"),
        ("Retrieved from https://example.org/a", "url", "https://example.org/a"),
        ("Source: https://example.org", "url", "https://example.org"),
    ],
)
def test_identifiers_and_links(text: str, kind: str, value: str) -> None:
    (mention,) = find_mentions(Document(path="a", text=text), [], [])
    assert mention.ids == ((kind, value),)


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("https://doi.org/10.1000/abc.1", (("doi", "10.1000/abc.1"),)),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", (("pmid", "12345678"),)),
        ("https://www.ncbi.nlm.nih.gov/pubmed/12345678", (("pmid", "12345678"),)),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", (("pmcid", "PMC1234567"),)),
        ("https://www.bmj.com/content/10.1136/bmj.n1.full?doi=10.1136/bmj.n1", None),
        ("https://arxiv.org/abs/2101.00001", (("arxiv", "2101.00001"),)),
        ("https://example.org/shop", ()),
        ("#top", ()),
        ("mailto:a@b.org", ()),
    ],
)
def test_the_address_of_a_link_names_a_source(
    address: str, ids: tuple[tuple[str, str], ...] | None
) -> None:
    text = "Ketamine works, a review says, in a week."
    start = text.index("a review")
    link = Link(start=start, end=start + 8, targets=(address,))
    found = list(find_mentions(Document(path="a", text=text, links=(link,)), [], []))
    assert [one.text for one in found] == (["a review"] if ids != () else [])
    if ids:
        assert found[0].ids == ids


def test_a_link_that_stands_on_every_page_names_nothing() -> None:
    text = "Cite this page\n" * 4
    links = tuple(
        Link(start=start, end=start + 4, targets=("https://doi.org/10.1000/own",))
        for start in range(0, 60, 15)
    )
    assert list(find_mentions(Document(path="a", text=text, links=links), [], [])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Visit https://example.org/shop for more",
        "[About us](https://example.org/about)",
        "Home: https://www.nih.gov",
        "Source: https://example.org/picture.png",
        "Share: see https://www.facebook.com/sharer?u=1",
        "doi: none",
        "ISBN 978-3-16-148410-0 and ISSN 0028-0836",
        "10.1000/abc.1\n" * 3,  # a running head
    ],
)
def test_links_that_are_not_sources(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "a 2019 study in JAMA Psychiatry",
        "A 2019 study",
        "one 2021 randomised controlled trial by Yale University",
        "A 2020 Cochrane review",
        "a Cochrane review (2021)",
        "The Lancet report (2018)",
        "A recent review published in the journal Nature Medicine, 2020",
        "another study published in BMJ Open",
        "findings were published in The Lancet in March 2018",
        "According to the National Institute of Mental Health",
        "according to the WHO",
        "according to a 2017 report by the Food and Drug Administration",
        "according to a survey of Stanford University",
        "Source: National Institute of Mental Health",
        "Fonte: Ministério da Saúde",
        "Quelle: Statistisches Bundesamt",
    ],
)
def test_phrases_that_name_a_source(phrase: str) -> None:
    assert mentions(f"It is so.\n{phrase}.\nThings were better.") == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "The study was published in English.",
        "A paper published in January 2018 says so.",
        "According to the doctor, it helps. According to plan.",
        "In 2019 studies were few. The 2019 season began.",
        "Studies show that it helps. Research suggests more.",
        "Source: own elaboration\nSource: Table 2\nFonte: Autores, 2022",
        "Data source: none. A source: it is.",
        "Published in the end. It was published in 2018.",
        "The review (2018) was long.",
    ],
)
def test_phrases_that_do_not(text: str) -> None:
    assert mentions(text) == []


def test_what_a_citation_follows_is_a_citation() -> None:
    body = "A 2019 study in JAMA Psychiatry found much [1]. Then [2], [3]. A 2018 study said more."
    assert mentions_of(Article(body).numbered(3)) == ["A 2018 study"]


def test_the_list_and_the_head_of_an_article_contain_no_mentions() -> None:
    body = "doi:10.1000/self.1\n\nIt is said [1]. " + "And so on. " * 400 + "See doi:10.1000/x.2."
    article = Article(body).numbered(3)
    article.text = article.text.replace("Title of work 2", "doi:10.1 of work 2")
    assert mentions_of(article) == ["doi:10.1000/x.2"]


def test_a_phrase_takes_its_identifiers_in() -> None:
    text = "Source: The Great Journal, doi:10.1000/abc.1"
    (mention,) = find_mentions(Document(path="a", text=text), [], [])
    assert mention.text == text
    assert mention.ids == (("doi", "10.1000/abc.1"),)


def test_a_mention_knows_its_place() -> None:
    text = "One line.\nAnd a 2019\nstudy of it."
    (mention,) = find_mentions(Document(path="a", text=text), [], [])
    assert mention.text == "a 2019 study"
    assert (mention.span.line, mention.span.column) == (2, 5)
    assert text[mention.span.start : mention.span.end] == "a 2019\nstudy"
