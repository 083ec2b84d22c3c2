"""Every part of PubMed's records, in the forms in which it occurs."""

from __future__ import annotations

import pytest

from refcheck.lookup.pubmed.xml import pmid_of, record_from_xml
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.safe_xml import parse_xml


def article(
    inside: str = "", *, outside: str = "", data: str = "", model: str = "Print"
) -> BibliographicRecord:
    """A record with `inside` in Article, `outside` in MedlineCitation, `data` in PubmedData."""
    xml = f"""<PubmedArticle><MedlineCitation><PMID Version="1">1</PMID>
    <Article PubModel="{model}">{inside}</Article>{outside}</MedlineCitation>
    <PubmedData>{data}</PubmedData></PubmedArticle>"""
    return record_from_xml(parse_xml(xml.encode()))


def issue(pubdate: str, **kwargs: str) -> BibliographicRecord:
    """A record whose issue has this date."""
    journal = f"<Journal><JournalIssue><PubDate>{pubdate}</PubDate></JournalIssue></Journal>"
    return article(journal + kwargs.pop("inside", ""), **kwargs)


def test_authors_with_groups_suffixes_and_superseded_spellings() -> None:
    record = article(
        """<AuthorList CompleteYN="N">
        <Author ValidYN="Y"><LastName>van der Berg</LastName><ForeName>Jan A</ForeName>
          <Initials>JA</Initials><Suffix>Jr</Suffix>
          <AffiliationInfo><Affiliation>Somewhere</Affiliation></AffiliationInfo></Author>
        <Author ValidYN="N"><LastName>Vandenberg</LastName><Initials>JA</Initials></Author>
        <Author ValidYN="Y"><CollectiveName>PIONEER <i>6</i> Investigators</CollectiveName></Author>
        <Author ValidYN="Y"><LastName>Madonna</LastName></Author>
        <Author ValidYN="Y"/></AuthorList>""",
        outside="""<InvestigatorList><Investigator><LastName>Nobody</LastName></Investigator>
        </InvestigatorList>""",
    )
    assert record.authors == (
        PersonName(family="van der Berg", given="Jan A", initials="JA", suffix="Jr"),
        GroupName(name="PIONEER 6 Investigators"),
        PersonName(family="Madonna"),
    )
    assert not record.authors_complete
    assert article().authors_complete


@pytest.mark.parametrize(
    ("xml", "title"),
    [
        ("<ArticleTitle>Plain.</ArticleTitle>", "Plain"),
        ("<ArticleTitle>Is it so?</ArticleTitle>", "Is it so?"),
        ("<ArticleTitle>And so on...</ArticleTitle>", "And so on..."),
        ("<ArticleTitle>[Foreign work].</ArticleTitle>", "[Foreign work]"),
        (
            "<ArticleTitle><i>E. coli</i> and H<sub>2</sub>O\n  in ice.</ArticleTitle>",
            "E. coli and H2O in ice",
        ),
        ("<ArticleTitle/>", None),
        ("", None),
    ],
)
def test_titles(xml: str, title: str | None) -> None:
    assert article(xml).title == title


def test_the_vernacular_title_is_another_title() -> None:
    record = article(
        "<ArticleTitle>[Ice].</ArticleTitle><VernacularTitle>Das Eis.</VernacularTitle>"
    )
    assert record.title_variants == ("Das Eis",)


def test_the_journal_and_its_other_names() -> None:
    record = article(
        """<Journal><ISSN IssnType="Electronic">1080-6059</ISSN><JournalIssue>
        <Volume>12</Volume><Issue>3 Suppl 1</Issue></JournalIssue>
        <Title>Emerging infectious diseases</Title>
        <ISOAbbreviation>Emerging Infect. Dis.</ISOAbbreviation></Journal>
        <Language>eng</Language><Language>fre</Language>""",
        outside="""<MedlineJournalInfo><MedlineTA>Emerg Infect Dis</MedlineTA>
        <NlmUniqueID>9508155</NlmUniqueID><ISSNLinking>1080-6040</ISSNLinking>
        </MedlineJournalInfo>""",
    )
    assert record.container_title == "Emerging infectious diseases"
    assert record.container_variants == ("Emerg Infect Dis", "Emerging Infect. Dis.")
    assert (record.volume, record.issue) == ("12", "3 Suppl 1")
    assert record.issn == ("1080-6059", "1080-6040")
    assert (record.nlm_id, record.language) == ("9508155", "eng")


@pytest.mark.parametrize(
    ("pubdate", "date", "until"),
    [
        ("<Year>2013</Year>", PartialDate(year=2013), None),
        (
            "<Year>2013</Year><Month>Dec</Month><Day>10</Day>",
            PartialDate(year=2013, month=12, day=10),
            None,
        ),
        ("<Year>1975</Year><Month>10</Month>", PartialDate(year=1975, month=10), None),
        ("<Year>1976</Year><Season>Fall</Season>", PartialDate(year=1976, season="Fall"), None),
        ("<Year>1976</Year><Month>Mud</Month>", PartialDate(year=1976), None),
        (
            "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>",
            PartialDate(year=1998, month=12),
            PartialDate(year=1999, month=1),
        ),
    ],
)
def test_the_date_of_the_issue(pubdate: str, date: PartialDate, until: PartialDate | None) -> None:
    (found,) = issue(pubdate).dates
    assert (found.kind, found.date, found.until) == (DateKind.PRINT, date, until)


@pytest.mark.parametrize("pubdate", ["", "<MedlineDate>soon</MedlineDate>", "<Year>MMXX</Year>"])
def test_no_date(pubdate: str) -> None:
    assert issue(pubdate).dates == ()


def test_every_date_has_its_kind() -> None:
    history = """<History><PubMedPubDate PubStatus="received"><Year>2012</Year></PubMedPubDate>
    <PubMedPubDate PubStatus="pubmed"><Year>2013</Year><Month>12</Month><Day>4</Day></PubMedPubDate>
    </History>"""
    electronic = """<ArticleDate DateType="Electronic"><Year>2013</Year><Month>12</Month>
    <Day>01</Day></ArticleDate>"""
    record = issue("<Year>2014</Year><Month>Mar</Month>", inside=electronic, data=history)
    assert record.dates == (
        PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2014, month=3), text="2014 Mar"),
        PublicationDate(
            kind=DateKind.ELECTRONIC,
            date=PartialDate(year=2013, month=12, day=1),
            text="2013 12 01",
        ),
        PublicationDate(
            kind=DateKind.PUBMED, date=PartialDate(year=2013, month=12, day=4), text="2013 12 4"
        ),
    )
    assert record.issued == PartialDate(year=2014, month=3)
    assert issue("<Year>2014</Year>", model="Electronic").dates[0].kind is DateKind.ELECTRONIC
    assert issue("<Year>2014</Year>", model="Electronic-Print").dates[0].kind is DateKind.PRINT


@pytest.mark.parametrize(
    ("xml", "pages"),
    [
        (
            "<Pagination><StartPage>240</StartPage><EndPage>245</EndPage><MedlinePgn>240-5</MedlinePgn></Pagination>",
            "240-5",
        ),
        ("<Pagination><StartPage>240</StartPage><EndPage>245</EndPage></Pagination>", "240-245"),
        ("<Pagination><StartPage>e31095</StartPage></Pagination>", "e31095"),
        ("<Pagination/>", None),
        ("", None),
    ],
)
def test_pages(xml: str, pages: str | None) -> None:
    assert article(xml).pages == pages


def test_identifiers_are_those_of_the_record_and_not_of_cited_works() -> None:
    record = article(
        """<ELocationID EIdType="doi" ValidYN="Y">10.1/second</ELocationID>
        <ELocationID EIdType="pii" ValidYN="Y">S0020-6539(24)00047-9</ELocationID>
        <ELocationID EIdType="pii" ValidYN="N">wrong</ELocationID>""",
        data="""<PublicationStatus>aheadofprint</PublicationStatus><ArticleIdList>
        <ArticleId IdType="pubmed">1</ArticleId><ArticleId IdType="doi">10.1016/J.JAD.1</ArticleId>
        <ArticleId IdType="pmc">PMC3706072.1</ArticleId><ArticleId IdType="pii">e1</ArticleId>
        <ArticleId IdType="mid"/></ArticleIdList><ReferenceList><Reference><ArticleIdList>
        <ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList></Reference></ReferenceList>""",
    )
    assert (record.pmid, record.doi, record.pmcid) == ("1", "10.1016/j.jad.1", "PMC3706072")
    assert record.elocations == ("S0020-6539(24)00047-9", "e1")
    assert record.ahead_of_print


def test_a_doi_stands_in_elocations_alone_or_is_none() -> None:
    xml = '<ELocationID EIdType="doi" ValidYN="{}">10.1000/x</ELocationID>'
    assert article(xml.format("Y")).doi == "10.1000/x"
    assert article(xml.format("N")).doi is None
    ids = '<ArticleIdList><ArticleId IdType="doi">51468</ArticleId></ArticleIdList>'
    assert article(data=ids).doi is None


def test_notices_and_types() -> None:
    record = article(
        """<PublicationTypeList><PublicationType UI="D016441">Retracted Publication
        </PublicationType><PublicationType>Preprint</PublicationType></PublicationTypeList>""",
        outside="""<CommentsCorrectionsList>
        <CommentsCorrections RefType="RetractionIn"><RefSource>Lancet. 2010;375:445</RefSource>
          <PMID Version="1">20137807</PMID></CommentsCorrections>
        <CommentsCorrections RefType="Cites"><PMID>2</PMID></CommentsCorrections>
        <CommentsCorrections RefType="ErratumIn"/></CommentsCorrectionsList>""",
    )
    assert record.notices == (
        Notice(kind=NoticeKind.RETRACTION_IN, source="Lancet. 2010;375:445", pmid="20137807"),
        Notice(kind=NoticeKind.ERRATUM_IN),
    )
    assert record.publication_types == ("Retracted Publication", "Preprint")
    assert record.type is WorkType.PREPRINT
    assert article().type is WorkType.ARTICLE_JOURNAL


BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">21413195</PMID>
<ArticleIdList><ArticleId IdType="bookaccession">NBK51812</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>Royal College of Physicians (UK)</PublisherName>
<PublisherLocation>London</PublisherLocation></Publisher>
<BookTitle>Rheumatoid Arthritis</BookTitle><PubDate><Year>2009</Year><Month>02</Month></PubDate>
<AuthorList Type="authors"><Author><CollectiveName>National Collaborating Centre for Chronic
Conditions (UK)</CollectiveName></Author></AuthorList>
<AuthorList Type="editors"><Author><LastName>Pagon</LastName></Author></AuthorList>
<CollectionTitle>Guidance</CollectionTitle><Isbn>9781860163593</Isbn><Edition>2nd</Edition></Book>
%s<Language>eng</Language><PublicationType>Review</PublicationType></BookDocument>
<PubmedBookData><History><PubMedPubDate PubStatus="pubmed"><Year>2011</Year></PubMedPubDate>
</History></PubmedBookData></PubmedBookArticle>"""


def test_a_book() -> None:
    element = parse_xml(BOOK % b"")
    record = record_from_xml(element)
    assert pmid_of(element) == record.pmid == "21413195"
    assert (record.type, record.title) == (WorkType.BOOK, "Rheumatoid Arthritis")
    assert record.container_title == "Guidance"
    assert [author.name for author in record.authors if isinstance(author, GroupName)] == [
        "National Collaborating Centre for Chronic Conditions (UK)"
    ]
    assert record.editors == (PersonName(family="Pagon"),)
    assert (record.publisher, record.publisher_place) == (
        "Royal College of Physicians (UK)",
        "London",
    )
    assert (record.isbn, record.edition, record.elocations) == (
        ("9781860163593",),
        "2nd",
        ("NBK51812",),
    )
    assert [date.kind for date in record.dates] == [DateKind.PRINT, DateKind.PUBMED]


def test_a_chapter_has_its_own_authors() -> None:
    chapter = b"""<ArticleTitle>Key messages.</ArticleTitle><AuthorList Type="authors"><Author>
    <LastName>Bird</LastName></Author></AuthorList>"""
    record = record_from_xml(parse_xml(BOOK % chapter))
    assert (record.type, record.title) == (WorkType.CHAPTER, "Key messages")
    assert (record.container_title, record.authors) == (
        "Rheumatoid Arthritis",
        (PersonName(family="Bird"),),
    )


def test_a_bare_citation_and_a_broken_record() -> None:
    bare = parse_xml(
        b"<MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Old.</ArticleTitle></Article></MedlineCitation>"
    )
    assert (pmid_of(bare), record_from_xml(bare).title) == ("7", "Old")
    broken = parse_xml(b"<PubmedArticle/>")
    assert pmid_of(broken) is None
    assert record_from_xml(broken) == BibliographicRecord(type=WorkType.ARTICLE_JOURNAL)
    assert record_from_xml(parse_xml(b"<PubmedBookArticle/>")).type is WorkType.BOOK
