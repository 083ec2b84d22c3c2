"""Records read without a tree: what the patterns take is what a parser finds, and no more."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from lxml import etree
from tests.nlm_files import RECORDS, article, write_file

from refcheck.index.files import reading
from refcheck.index.files.reading import Read, Skipped, read_file
from refcheck.index.files.usual import UnusualError, usual_fields
from refcheck.lookup.pubmed.xml import record_from_fields
from refcheck.model.record import GroupName, PersonName

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
AUTHORS = """<AuthorList CompleteYN="Y">
  <Author ValidYN="Y"><LastName>O'Leary &amp; M&#252;ller</LastName></Author>
</AuthorList>"""
WHOLE = """<PubmedArticle>
  <MedlineCitation Status="MEDLINE" IndexingMethod="Automated" Owner="NLM">
    <PMID Version="2">33387232</PMID>
    <DateCompleted><Year>2021</Year><Month>09</Month><Day>27</Day></DateCompleted>
    <DateRevised><Year>2022</Year><Month>1</Month><Day>05</Day></DateRevised>
    <Article PubModel="Print-Electronic">
      <Journal><ISSN IssnType="Electronic">1573-2517</ISSN>
        <JournalIssue CitedMedium="Internet"><Volume>152-154</Volume><Issue>Pt 2</Issue>
          <PubDate><Year>2014</Year><Month>Jan</Month></PubDate></JournalIssue>
        <Title>Journal of affective disorders &amp; related</Title>
        <ISOAbbreviation>J Affect Disord</ISOAbbreviation></Journal>
      <ArticleTitle>Effects of <i>N</i>-acetyl&lt;8 h&gt; on H<sub>2</sub>O  in &quot;women&quot;.</ArticleTitle>
      <Pagination><StartPage>24</StartPage><EndPage>35</EndPage><MedlinePgn>24-35</MedlinePgn>
      </Pagination>
      <ELocationID EIdType="doi" ValidYN="N">10.1016/wrong</ELocationID>
      <ELocationID EIdType="doi" ValidYN="Y">10.1016/J.JAD.2013.11.014</ELocationID>
      <ELocationID EIdType="pii" ValidYN="Y">S0165-0327(13)00829-1</ELocationID>
      <Abstract><AbstractText>A <b>bold</b> claim.</AbstractText></Abstract>
      <AuthorList CompleteYN="N">
        <Author ValidYN="Y" EqualContrib="Y"><LastName>van der Berg</LastName>
          <ForeName>Jean-Luc A</ForeName><Initials>JA</Initials><Suffix>3rd</Suffix>
          <Identifier Source="ORCID">0000-0002-1825-0097</Identifier>
          <AffiliationInfo><Affiliation>Women &amp; Children, King's.</Affiliation>
            <Identifier Source="ROR">https://ror.org/0220mzb33</Identifier></AffiliationInfo>
          <AffiliationInfo><Affiliation>Another.</Affiliation></AffiliationInfo></Author>
        <Author ValidYN="N"><LastName>Superseded</LastName><Initials>S</Initials></Author>
        <Author ValidYN="Y"><LastName>Aristotle</LastName></Author>
        <Author ValidYN="Y"><CollectiveName>The Lancet &amp; BMJ Group</CollectiveName></Author>
        <Author ValidYN="Y"><ForeName>Only Fore</ForeName></Author>
        <Author ValidYN="Y"></Author>
      </AuthorList>
      <Language>eng</Language><Language>fre</Language>
      <DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
        </DataBank></DataBankList>
      <GrantList CompleteYN="Y"><Grant><GrantID>1</GrantID></Grant></GrantList>
      <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
        <PublicationType UI="D016441">Retracted Publication</PublicationType>
      </PublicationTypeList>
      <VernacularTitle>Les effets de <i>N</i>.</VernacularTitle>
      <ArticleDate DateType="Electronic"><Year>2013</Year><Month>11</Month><Day>25</Day>
      </ArticleDate>
    </Article>
    <MedlineJournalInfo><Country>Netherlands</Country><MedlineTA>J Affect Disord</MedlineTA>
      <NlmUniqueID>7906073</NlmUniqueID><ISSNLinking>0165-0327</ISSNLinking></MedlineJournalInfo>
    <ChemicalList><Chemical><RegistryNumber>0</RegistryNumber></Chemical></ChemicalList>
    <CitationSubset>IM</CitationSubset>
    <CommentsCorrectionsList>
      <CommentsCorrections RefType="RetractionIn"><RefSource>J X. 2015;1:2</RefSource>
        <PMID Version="1">25262255</PMID></CommentsCorrections>
      <CommentsCorrections RefType="Cites"><RefSource>An old &amp; cited work</RefSource>
      </CommentsCorrections>
      <CommentsCorrections RefType="ErratumIn"><RefSource>J X. 2016;1:3</RefSource>
        <Note>a note</Note></CommentsCorrections>
    </CommentsCorrectionsList>
    <MeshHeadingList><MeshHeading><DescriptorName>Humans</DescriptorName></MeshHeading>
    </MeshHeadingList>
    <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">one</Keyword></KeywordList>
    <CoiStatement><b>Conflict</b> of none &amp; nobody.</CoiStatement>
  </MedlineCitation>
  <PubmedData>
    <History><PubMedPubDate PubStatus="received"><Year>2013</Year><Month>8</Month><Day>1</Day>
      </PubMedPubDate><PubMedPubDate PubStatus="pubmed"><Year>2013</Year><Month>12</Month>
      <Day>18</Day><Hour>6</Hour><Minute>0</Minute></PubMedPubDate></History>
    <PublicationStatus>aheadofprint</PublicationStatus>
    <ArticleIdList><ArticleId IdType="pubmed">33387232</ArticleId>
      <ArticleId IdType="pmc">PMC3180370</ArticleId>
      <ArticleId IdType="doi">10.1016/j.jad.2013.11.014</ArticleId>
      <ArticleId IdType="pii">S0165-0327(13)00829-1</ArticleId></ArticleIdList>
    <ReferenceList><Reference><Citation>Nested</Citation></Reference><ReferenceList>
      <Reference><ArticleIdList><ArticleId IdType="doi">10.1/other</ArticleId></ArticleIdList>
      </Reference></ReferenceList></ReferenceList>
  </PubmedData>
</PubmedArticle>"""  # noqa: E501 - a title as it is in the files


def parsed(raw: bytes) -> Read | Skipped:
    return reading._parsed(reading._without_sections(raw), PARSER)


def test_every_field_is_read_as_a_parser_reads_it() -> None:
    raw = WHOLE.encode()
    said = usual_fields(raw, PARSER)
    record = record_from_fields(said.fields)
    assert parsed(raw) == reading._checked(record, said.version, said.revised)
    assert (said.version, said.revised) == ("2", ("2022", "1", "05"))
    assert record.title == 'Effects of N-acetyl<8 h> on H2O in "women"'
    assert record.authors == (
        PersonName(family="van der Berg", given="Jean-Luc A", initials="JA", suffix="3rd"),
        PersonName(family="Aristotle"),
        GroupName(name="The Lancet & BMJ Group"),
        GroupName(name="Only Fore"),
    )
    assert not record.authors_complete
    assert record.doi == "10.1016/j.jad.2013.11.014"
    assert [notice.pmid for notice in record.notices] == ["25262255", None]
    assert record.ahead_of_print


def test_real_records_need_no_parser() -> None:
    for record in RECORDS:
        usual_fields(article(record).encode(), PARSER)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("van der Berg", "M&#xFC;ller&#8239;&#x1D538;&#10;Berg"),
        ("Pt 2", "&amp;#38; &#38;amp; &#x9;2"),
        ("<i>N</i>-acetyl", "caf&#233;"),
        ("<AuthorList", "<Affiliation>Ajou University, Korea.</Affiliation> <AuthorList"),
    ],
)
def test_what_older_files_have_needs_no_parser(before: str, after: str) -> None:
    raw = WHOLE.replace(before, after, 1).encode()
    said = usual_fields(raw, PARSER)
    record = record_from_fields(said.fields)
    assert parsed(raw) == reading._checked(record, said.version, said.revised)


# Each is in records of NLM's, in other people's files, or in hostile ones.
CHANGES = [
    ("<Issue>Pt 2</Issue>", ""),
    ("<Issue>Pt 2</Issue>", "<Issue> \n </Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>2<!-- a comment --></Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>2</Issue><Issue>3</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue/>"),
    ("<Issue>Pt 2</Issue>", "<Issue><![CDATA[2]]></Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>2]]></Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>2 > 1</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>\x01</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>\x7f \x85\u2028</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>\ufffe</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&unknown;</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&amp;lt;&#38;</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>A & B</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&#x1;</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&#xD800;</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&#65535;</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&#1114112;</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&#xe9</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&#e9;</Issue>"),
    ("<Issue>Pt 2</Issue>", "<Issue>&#000000233;</Issue>"),
    ("<Issue>Pt 2</Issue>", '<Issue a="1">2</Issue>'),
    ("<Issue>Pt 2</Issue>", "<Issue>2</Issue>text"),
    ('Owner="NLM"', 'Owner="NLM" Owner="NLM"'),
    ('Owner="NLM"', 'Owner="N&amp;M"'),
    ('Owner="NLM"', "Owner='NLM'"),
    ('Owner="NLM"', 'VersionDate="2022/11/07" Owner="NLM"'),
    ('<PMID Version="2">', '<PMID Version="x">'),
    ('<PMID Version="2">', "<PMID>"),
    ('<PMID Version="2">', '<PMID VersionID="3">'),
    ("33387232</PMID>", "none</PMID>"),
    ("<Year>2022</Year><Month>1<", "<Year> 2022 </Year><Month>Jan<"),
    ("<Month>1</Month><Day>05</Day>", "<Month>2</Month><Day>30</Day>"),
    ("<Month>1</Month><Day>05</Day>", "<Month>2</Month>"),
    ("<Year>2014</Year><Month>Jan</Month>", "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>"),
    ("<Year>2014</Year><Month>Jan</Month>", "<Year>2014</Year><Season>Summer</Season>"),
    ("<Year>2014</Year><Month>Jan</Month>", "<Month>Jan</Month><Year>2014</Year>"),
    ("<Year>2014</Year><Month>Jan</Month>", ""),
    ("<MedlinePgn>24-35</MedlinePgn>", ""),
    ("<MedlinePgn>24-35</MedlinePgn>", "<MedlinePgn/>"),
    ("<ArticleTitle>", '<ArticleTitle book="b" part="p">'),
    ("<i>N</i>-acetyl", "<i>N</b>-acetyl"),
    ("<i>N</i>-acetyl", "<!-- <ArticleTitle> -->N<?a b?>-acetyl"),
    ("<i>N</i>-acetyl", "&unknown; <i>N</i>-acetyl"),
    ("<i>N</i>-acetyl", '<mml:math xmlns:mml="m"><mml:mi>N</mml:mi></mml:math>'),
    ("<i>N</i>-acetyl", "<mml:math><mml:mi>N</mml:mi></mml:math>"),
    ("<i>N</i>-acetyl", "<i>" * 300 + "N" + "</i>" * 300),
    ("<i>N</i>-acetyl", "<ArticleTitle>N</ArticleTitle>"),
    (
        "<LastName>Aristotle</LastName>",
        "<LastName>Aristotle</LastName><Affiliation>A</Affiliation>",
    ),
    ("<LastName>Aristotle</LastName>", "<ForeName>A</ForeName><LastName>Aristotle</LastName>"),
    ("<LastName>Aristotle</LastName>", "<FirstName>A</FirstName><LastName>Aristotle</LastName>"),
    ("<LastName>Aristotle</LastName>", "<LastName>Aristotle</LastName><Suffix>Jr</Suffix>"),
    ("<LastName>Aristotle</LastName>", "<LastName><b>Aristotle</b></LastName>"),
    ("<LastName>Aristotle</LastName>", "<LastName></LastName><CollectiveName>A</CollectiveName>"),
    ("<CollectiveName>", '<CollectiveName Investigators="ID1">'),
    ('CompleteYN="N"', 'CompleteYN="N" Type="authors"'),
    ("</AuthorList>", f"</AuthorList>{AUTHORS}"),
    ("<AuthorList", f"{AUTHORS}<AuthorList"),
    ("<Author ValidYN", "<AuthorList/><Author ValidYN"),
    ("<Author ValidYN", "<Author/><Author ValidYN"),
    ("<Affiliation>Another.", "<Affiliation>Another <i>one</i>."),
    ("<AuthorList", "<Affiliation>A &nothing; B</Affiliation><AuthorList"),
    ("<AuthorList", "<Affiliation>A</Affiliation><Affiliation>B</Affiliation><AuthorList"),
    ("<Language>eng</Language>", "<Language></Language>"),
    ("<Language>eng</Language>", ""),
    ("</GrantList>", "</GrantList><GrantList><Grant/></GrantList>"),
    ("</PublicationTypeList>", "</PublicationTypeList><PublicationTypeList/>"),
    ("<Country>Netherlands</Country>", "<Country>A &nothing; B</Country>"),
    ("<CommentsCorrections ", '<CommentsCorrections Source="x" '),
    ("An old &amp; cited work", "An old &nothing; cited work"),
    ("</CommentsCorrectionsList>", "</CommentsCorrectionsList><CommentsCorrectionsList/>"),
    ('<KeywordList Owner="NOTNLM">', '<KeywordList/><KeywordList Owner="NOTNLM">'),
    ("<CoiStatement><b>", "<CoiStatement><i>"),
    ("</CoiStatement>", "</CoiStatement><OtherAbstract><AbstractText/></OtherAbstract>"),
    ("</CoiStatement>", "</CoiStatement><NewElement>1</NewElement>"),
    ("<History>", "<History><!-- none -->"),
    ('PubStatus="pubmed"', 'PubStatus="entrez"'),
    ("</ArticleIdList>\n", "</ArticleIdList><ObjectList/>\n"),
    ("</ReferenceList>\n", "</ReferenceList><?nihms?>\n"),
    ("</ReferenceList>\n", "</ReferenceList><ReferenceList/>\n"),
    ("<ReferenceList>", "<ReferenceLists>"),
    ("</PubmedData>\n</PubmedArticle>", "</PubmedData><A/>\n</PubmedArticle>"),
    ("<PubmedArticle>", '<PubmedArticle a="b">'),
    ("<Abstract>", '<Abstract a="b">'),
    ("<Abstract>", "<Abstract><Abstract>"),
    ("</Abstract>", ""),
]


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_other_forms_are_read_alike_or_left_to_a_parser(before: str, after: str) -> None:
    assert before in WHOLE
    raw = WHOLE.replace(before, after, 1).encode()
    assert reading._read(raw, PARSER) == parsed(raw)


@pytest.mark.parametrize("seed", range(4))
def test_any_damage_is_read_alike_or_left_to_a_parser(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the damage is not a secret
    usual = 0
    for _ in range(500):
        text = WHOLE
        for _ in range(rng.choice((1, 1, 2))):
            at = rng.randrange(len(text))
            end = at + rng.choice((0, 0, 1, 1, 5, 40))
            text = text[:at] + rng.choice(("", "", _piece(rng))) + text[end:]
        raw = text.encode()
        assert reading._read(raw, PARSER) == parsed(raw), text
        try:
            usual_fields(raw, PARSER)
        except UnusualError:
            continue
        usual += 1
    assert usual > 50


def _piece(rng: random.Random) -> str:
    at = rng.randrange(len(WHOLE))
    return rng.choice(
        (rng.choice(string.printable), rng.choice("<>&;/\"'\x01\u00e9\ufffe"), WHOLE[at : at + 30])
    )


def test_bytes_that_are_no_text_go_to_the_parser(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    write_file(path, [article(RECORDS[0]), article(RECORDS[1])])
    path.write_bytes(path.read_bytes().replace(b"Nothing of this", b"\xff\xfe", 1))
    assert all(isinstance(each, Read) for each in read_file(path))
