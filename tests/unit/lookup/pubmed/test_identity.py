"""What PubMed's records are known by, and where they can be read."""

from __future__ import annotations

import pytest

from refcheck.lookup.pubmed.identity import key_of, page_of, url_of
from refcheck.lookup.pubmed.xml import record_from_xml
from refcheck.model.record import BibliographicRecord, RecordKey
from refcheck.safe_xml import parse_xml
from refcheck.text.works.identifiers import normalise_pmid

KEY = RecordKey(source="pubmed", id="24388038")
PAGE = "https://pubmed.ncbi.nlm.nih.gov/24388038/"
XML = b"""<PubmedArticle><MedlineCitation><PMID Version="1">24388038</PMID><Article/>
</MedlineCitation></PubmedArticle>"""
BOOK = b"""<PubmedBookArticle><BookDocument><PMID Version="1">24388038</PMID><Book/>
</BookDocument></PubmedBookArticle>"""


@pytest.mark.parametrize("xml", [XML, BOOK])
def test_a_record_is_known_by_its_pmid(xml: bytes) -> None:
    assert record_from_xml(parse_xml(xml)).key == KEY


def test_a_record_without_a_pmid_has_no_key() -> None:
    assert key_of(None) is None
    assert record_from_xml(parse_xml(XML.replace(b"24388038", b""))).key is None


@pytest.mark.parametrize(
    ("record", "url"),
    [
        (BibliographicRecord(key=KEY), PAGE),
        (BibliographicRecord(pmid=normalise_pmid("24388038")), PAGE),
        (BibliographicRecord(key=RecordKey(source="index", id="1")), None),
        (
            BibliographicRecord(
                key=RecordKey(source="index", id="1"), pmid=normalise_pmid("24388038")
            ),
            PAGE,
        ),
        (BibliographicRecord(), None),
    ],
)
def test_where_a_record_can_be_read(record: BibliographicRecord, url: str | None) -> None:
    assert url_of(record) == url
    assert page_of(None) is None
