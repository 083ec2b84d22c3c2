"""Hostile and broken XML, and records cut down for keeping."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.lookup.cache.trimming import compact, readable, trim
from refcheck.lookup.safe_xml import (
    BadXMLError,
    HeavyXMLError,
    UnsafeXMLError,
    flat_text,
    parse_xml,
)

BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<r>&b;</r>"""
OUTSIDE = """<!DOCTYPE r [<!ENTITY secret SYSTEM "file:///etc/passwd">]><r>&secret;</r>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE], ids=["bomb", "file"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(text: str, encoding: str) -> None:
    text = text.replace('<?xml version="1.0"?>', "")
    with pytest.raises(UnsafeXMLError):
        parse_xml(text.encode(encoding))


def test_an_outside_dtd_is_named_by_every_answer_and_never_loaded() -> None:
    root = parse_xml(b'<!DOCTYPE r PUBLIC "-//NLM//DTD r//EN" "http://dtd.invalid/r.dtd"><r>x</r>')
    assert flat_text(root) == "x"


@pytest.mark.parametrize(
    "body", [b"", b"<r>", b"no xml", b"<r/><r/>", b"\xff\xfe\x00", b"<r>\x00</r>"]
)
def test_broken_xml_is_refused_without_quoting_it(body: bytes) -> None:
    with pytest.raises(BadXMLError, match=r"^it is not complete XML$"):
        parse_xml(body)


def test_nesting_has_a_limit() -> None:
    with pytest.raises(BadXMLError):
        parse_xml(b"<r>" * 100_000 + b"</r>" * 100_000)


@pytest.mark.parametrize(
    "piece", [b"<a/>", b"<a></a>", b'<a b="1" c="2"/>', b"<!-- -->", b"<?a?>", b"&lt;<b/>"]
)
def test_the_number_of_tags_and_attributes_has_a_limit(piece: bytes) -> None:
    with pytest.raises(HeavyXMLError, match="more than a million tags"):
        parse_xml(b"<r>" + piece * 1_300_000 + b"</r>")


def test_as_many_as_records_have_are_read() -> None:
    assert len(parse_xml(b"<r>" + b'<a b="1"/>' * 200_000 + b"</r>")) == 200_000


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with contextlib.suppress(BadXMLError):
        parse_xml(body)


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
