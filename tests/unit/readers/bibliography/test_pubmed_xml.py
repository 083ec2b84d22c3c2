"""PubMed's XML: articles, books, records of old files, and what is wrong with them."""

from __future__ import annotations

import pytest

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.model.record import GroupName, NoticeKind, PartialDate, PersonName, WorkType
from refcheck.readers.bibliography.pubmed_xml import read_pubmed_xml
from refcheck.readers.files.detection import recognise

HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st '
    'January 2019//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">\n'
)
CITATION = (
    '<MedlineCitation Status="MEDLINE"><PMID Version="1">25982932</PMID><Article><Journal>'
    '<ISSN IssnType="Electronic">1096-1186</ISSN><JournalIssue><Volume>99</Volume><PubDate><Year>'
    "2015</Year><Month>Sep</Month></PubDate></JournalIssue><Title>Pharmacological research</Title>"
    "<ISOAbbreviation>Pharmacol Res</ISOAbbreviation></Journal><ArticleTitle>Ketamine &amp; "
    "<i>suicidal</i> ideation.</ArticleTitle><Pagination><MedlinePgn>23-35</MedlinePgn>"
    "</Pagination>"
    '<ELocationID EIdType="doi">10.1016/j.phrs.2015.05.003</ELocationID><AuthorList><Author>'
    "<LastName>Rajkumar</LastName><ForeName>Ramamoorthy</ForeName><Initials>R</Initials></Author>"
    "<Author><CollectiveName>A Group</CollectiveName></Author></AuthorList></Article>"
    "<CommentsCorrectionsList><CommentsCorrections RefType='ErratumIn'><RefSource>Pharmacol Res. "
    "2016</RefSource><PMID>27000000</PMID></CommentsCorrections></CommentsCorrectionsList>"
    "</MedlineCitation>"
)
ARTICLE = f"<PubmedArticle>{CITATION}<PubmedData/></PubmedArticle>"
BOOK = (
    "<PubmedBookArticle><BookDocument><PMID>28613597</PMID><ArticleIdList><ArticleId IdType="
    "'bookaccession'>NBK430847</ArticleId></ArticleIdList><Book><Publisher><PublisherName>StatPearls"
    "</PublisherName></Publisher><BookTitle>StatPearls</BookTitle><PubDate><Year>2024</Year></PubDate>"
    "</Book><ArticleTitle>Depression.</ArticleTitle></BookDocument></PubmedBookArticle>"
)


def read(text: str) -> Document:
    return read_pubmed_xml("a.xml", text.encode())


def test_every_record_is_a_reference_with_its_fields_and_its_place() -> None:
    document = read(
        f"{HEAD}<PubmedArticleSet>\n<!-- <PubmedArticle> -->{ARTICLE}\n{BOOK}\n{ARTICLE}"
        "</PubmedArticleSet>"
    )
    assert document.references is not None
    first, book, last = document.references
    assert document.text[first.start : first.end] == ARTICLE
    assert document.text[book.start : book.end] == BOOK
    span = document.span(last.start, last.end)
    assert (span.line, span.path) == (6, "/PubmedArticleSet/PubmedArticle[2]")
    assert first.id == first.source_id == "25982932"
    found = first.record
    assert found is not None
    assert found.authors == (
        PersonName(family="Rajkumar", given="Ramamoorthy", initials="R"),
        GroupName(name="A Group"),
    )
    assert found.title == "Ketamine & suicidal ideation"
    assert (found.container_title, found.volume) == ("Pharmacological research", "99")
    assert found.container_variants == ("Pharmacol Res",)
    assert found.issued == PartialDate(year=2015, month=9)
    assert (found.doi, found.pmid) == ("10.1016/j.phrs.2015.05.003", "25982932")
    assert found.issn == ("1096-1186",)
    assert [one.kind for one in found.notices] == [NoticeKind.ERRATUM_IN]
    assert found.key is None  # what a file says is as cited, and not the source's record
    assert book.record is not None
    assert (book.record.type, book.record.pmid) == (WorkType.CHAPTER, "28613597")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"<PubmedArticleSet>{ARTICLE}</PubmedArticleSet>", 1),
        (ARTICLE, 1),
        (BOOK, 1),
        (f"<PubmedBookArticleSet>{BOOK}{BOOK}</PubmedBookArticleSet>", 2),
        (f"<MedlineCitationSet>{CITATION}{CITATION}</MedlineCitationSet>", 2),
        (CITATION, 1),
        ("<PubmedArticleSet/>", 0),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", 1),
        ("<PubmedArticleSet><DeleteCitation><PMID>1</PMID></DeleteCitation></PubmedArticleSet>", 0),
    ],
)
def test_sets_single_records_and_old_files(text: str, count: int) -> None:
    references = read(HEAD + text).references
    assert references is not None
    assert len(references) == count
    assert recognise("a.txt", (HEAD + text).encode()).title == "PubMed XML"


def test_a_journal_known_by_its_abbreviation_alone_has_a_name() -> None:
    text = ARTICLE.replace("<Title>Pharmacological research</Title>", "")
    (one,) = read(text).references or ()
    assert one.record is not None
    assert one.record.container_title == "Pharmacol Res"


@pytest.mark.parametrize(
    "text",
    ["", f"<PubmedArticleSet>{ARTICLE}", f"<PubmedArticleSet>{ARTICLE[:300]}", ARTICLE + ARTICLE,
     '<!DOCTYPE a [<!ENTITY b "cc&d;">]><PubmedArticleSet>&b;</PubmedArticleSet>',
     "<PubmedArticleSet>" * 400],
)  # fmt: skip
def test_what_is_damaged_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert "\n" not in str(caught.value)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(InputError, match="million tags"):
        read("<PubmedArticleSet>" + "<a/>" * 1_300_000 + "</PubmedArticleSet>")
