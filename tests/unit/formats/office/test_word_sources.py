"""Records from Word's own list of sources."""

from __future__ import annotations

import pytest
from lxml import etree

from refcheck.formats.normalise import normalise
from refcheck.formats.office.word_sources import from_word_source
from refcheck.model.record import BibliographicRecord, GroupName, WorkType
from refcheck.text.people.names import written

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def read(inner: str) -> BibliographicRecord:
    parser = etree.XMLParser(resolve_entities=False)
    inner = inner.replace("<", "<b:").replace("<b:/", "</b:")
    root = etree.fromstring(f'<b:Source xmlns:b="{NAMESPACE}">{inner}</b:Source>', parser)
    return normalise(from_word_source(root)).record


def test_an_article() -> None:
    record = read(
        "<SourceType>JournalArticle</SourceType><Title>Ketamine</Title>"
        "<JournalName>Pharmacol Res</JournalName><Year>2015</Year><Volume>99</Volume>"
        "<Pages>23-35</Pages><DOI>https://doi.org/10.1016/j.phrs.2015.05.003</DOI>"
        "<Author><Author><NameList><Person><Last>Rajkumar</Last><First>R</First>"
        "<Middle>A</Middle></Person><Person><First>Plato</First></Person></NameList></Author>"
        "<Editor><NameList><Person><Last>Yeo</Last><First>E</First></Person></NameList></Editor>"
        "</Author>"
    )
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert [written(name) for name in record.authors] == ["Rajkumar R A", "Plato"]
    assert [written(name) for name in record.editors] == ["Yeo E"]
    assert (record.container_title, record.volume, record.pages) == ("Pharmacol Res", "99", "23-35")
    assert record.issued is not None
    assert record.issued.year == 2015
    assert record.doi == "10.1016/j.phrs.2015.05.003"


def test_a_group() -> None:
    record = read(
        "<SourceType>Report</SourceType><Title>Health</Title><Author><Author>"
        "<Corporate> World Health Organization </Corporate></Author></Author>"
        "<Institution>WHO</Institution>"
    )
    assert record.authors == (GroupName(name="World Health Organization"),)
    assert record.publisher == "WHO"


@pytest.mark.parametrize(
    ("inner", "title", "container"),
    [
        ("<InternetSiteTitle>Site</InternetSiteTitle>", "Site", None),
        ("<Title>Page</Title><InternetSiteTitle>Site</InternetSiteTitle>", "Page", "Site"),
    ],
)
def test_a_site(inner: str, title: str, container: str | None) -> None:
    record = read("<SourceType>InternetSite</SourceType>" + inner)
    assert (record.title, record.container_title) == (title, container)


def test_the_number_of_a_book_is_its_isbn() -> None:
    number = "<StandardNumber>978-0-306-40615-7</StandardNumber>"
    assert read("<SourceType>Book</SourceType>" + number).isbn == ("9780306406157",)
    assert read("<SourceType>JournalArticle</SourceType>" + number).isbn == ()


def test_a_kind_that_nobody_knows() -> None:
    assert read("<SourceType>Interview</SourceType>").type is WorkType.DOCUMENT
