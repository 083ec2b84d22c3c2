"""Records cut down for the cache."""

from __future__ import annotations

from refcheck.lookup.pubmed.trimming import compact, readable, trim
from refcheck.safe_xml import parse_xml

RECORD = b"""<PubmedArticle>
  <MedlineCitation Status="MEDLINE">
    <PMID Version="1">1</PMID>
    <Article PubModel="Print">
      <ArticleTitle><i>E. coli</i> <b>in</b><sub>2</sub> &lt;ice&gt;.</ArticleTitle>
      <Abstract><AbstractText>Somebody's words.</AbstractText></Abstract>
      <AuthorList><Author><LastName>Berg</LastName>
        <AffiliationInfo><Affiliation>Somewhere</Affiliation></AffiliationInfo></Author></AuthorList>
    </Article>
    <CommentsCorrectionsList>
      <CommentsCorrections RefType="Cites"><PMID>2</PMID></CommentsCorrections>
      <CommentsCorrections RefType="ErratumIn"><PMID>3</PMID></CommentsCorrections>
    </CommentsCorrectionsList>
  </MedlineCitation>
  <PubmedData><ReferenceList><Reference/></ReferenceList></PubmedData>
</PubmedArticle>"""


def test_what_is_kept_of_a_record() -> None:
    kept = compact(trim(parse_xml(RECORD)))
    assert kept == (
        b'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">1</PMID>'
        b'<Article PubModel="Print"><ArticleTitle><i>E. coli</i> <b>in</b><sub>2</sub> &lt;ice&gt;.'
        b"</ArticleTitle><AuthorList><Author><LastName>Berg</LastName></Author></AuthorList>"
        b'</Article><CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn">'
        b"<PMID>3</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation>"
        b"<PubmedData/></PubmedArticle>"
    )


def test_the_readable_form_says_the_same() -> None:
    record = trim(parse_xml(RECORD))
    text = "\n".join(readable(record))
    assert (
        "      <ArticleTitle><i>E. coli</i> <b>in</b><sub>2</sub> &lt;ice&gt;.</ArticleTitle>"
        in text
    )
    assert compact(trim(parse_xml(text.encode()))) == compact(record)
