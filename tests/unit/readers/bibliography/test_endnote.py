"""EndNote XML: fields of each record, and its place in the file."""

from __future__ import annotations

import pytest

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.model.record import (
    BibliographicRecord,
    GroupName,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.readers.bibliography.endnote import read_endnote

RAJKUMAR = (
    '<record><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type><contributors>'
    '<authors><author><style face="normal">Rajkumar, R.</style></author><author>World Health '
    "Organization,</author></authors></contributors><titles><title><style>Ketamine </style>"
    '<style face="italic">and</style><style> EEG</style></title><secondary-title>Pharmacol Res'
    "</secondary-title></titles><periodical><full-title>Pharmacological Research</full-title>"
    "<abbr-1>Pharmacol. Res.</abbr-1></periodical><pages>23-35</pages><volume>99</volume><number>2"
    "</number><dates><year>2015</year><pub-dates><date>Sep 3</date></pub-dates></dates><isbn>"
    "1043-6618</isbn><accession-num>25982932</accession-num><electronic-resource-num>"
    "https://doi.org/10.1016/j.phrs</electronic-resource-num></record>"
)


def export(records: str) -> Document:
    """A file with these records."""
    text = f'<?xml version="1.0" encoding="UTF-8" ?><xml><records>{records}</records></xml>'
    return read_endnote("a.xml", text.encode())


def record(inside: str) -> BibliographicRecord:
    document = export(f"<record>{inside}</record>")
    assert document.references is not None
    found = document.references[0].record
    assert found is not None
    return found


def test_a_record_gives_its_fields_and_its_place() -> None:
    document = export(
        f"<!-- <record> --><record><ref-type>6</ref-type></record>\n{RAJKUMAR}<record/>"
    )
    assert document.references is not None
    first, second, third = document.references
    assert document.text[second.start : second.end] == RAJKUMAR
    assert document.text[third.start : third.end] == "<record/>"
    span = document.span(second.start, second.end)
    assert (span.line, span.path) == (2, "/xml/records/record[2]")
    assert first.record is not None
    assert first.record.type is WorkType.BOOK
    found = second.record
    assert found is not None
    assert found.authors == (
        PersonName(family="Rajkumar", given="R."),
        GroupName(name="World Health Organization"),
    )
    assert (found.title, found.container_title) == ("Ketamine and EEG", "Pharmacological Research")
    assert found.container_variants == ("Pharmacol. Res.", "Pharmacol Res")
    assert found.issued == PartialDate(year=2015, month=9, day=3)
    assert (found.volume, found.issue, found.pages) == ("99", "2", "23-35")
    assert (found.doi, found.pmid, found.issn) == ("10.1016/j.phrs", "25982932", ("1043-6618",))
    assert second.id == "7"
    assert second.printed == (
        "Rajkumar R., World Health Organization. Ketamine and EEG. Pharmacological Research. 2015 "
        "Sep 3;99(2):23-35. doi:10.1016/j.phrs. PMID: 25982932."
    )


def test_editors_and_the_book_around_a_chapter() -> None:
    found = record(
        "<ref-type>5</ref-type><contributors><secondary-authors><author>Doe, Jane</author>"
        "</secondary-authors></contributors><titles><title>C</title><secondary-title>B"
        "</secondary-title></titles>"
    )
    assert (found.type, found.container_title) == (WorkType.CHAPTER, "B")
    assert found.editors == (PersonName(family="Doe", given="Jane"),)


@pytest.mark.parametrize(
    ("inside", "pmid"),
    [
        ("<accession-num>25982932</accession-num>", "25982932"),
        ("<accession-num>WOS:0001</accession-num>", None),
        (
            "<accession-num>123456</accession-num><remote-database-name>PsycInfo"
            "</remote-database-name>",
            None,
        ),
        (
            "<accession-num>123456</accession-num><remote-database-name>MEDLINE"
            "</remote-database-name>",
            "123456",
        ),
    ],
)
def test_an_accession_number_is_a_pmid_where_it_comes_from_pubmed(
    inside: str, pmid: str | None
) -> None:
    assert record(inside).pmid == pmid


def test_a_date_without_a_year_beside_it() -> None:
    found = record("<dates><pub-dates><date>May 2015</date></pub-dates></dates>")
    assert found.issued == PartialDate(year=2015, month=5)
    assert record("<ref-type>99</ref-type>").type is WorkType.DOCUMENT


@pytest.mark.parametrize(
    "content",
    [
        b"<xml><records><record>",
        b"<xml><records><n:record xmlns:n='x'/></records></xml>",
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(InputError):
        read_endnote("a.xml", content)


def test_records_in_each_other_keep_their_places() -> None:
    document = export("<record><![CDATA[<record>]]><record>b</record></record>")
    assert document.references is not None
    outer, inner = document.references
    assert outer.start < inner.start < inner.end < outer.end
