"""TEI: GROBID's entries and those of other hands."""

from __future__ import annotations

import pytest

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.model.record import GroupName, PartialDate, PersonName, WorkType
from refcheck.readers.jats_tei.tei import read_tei


def tei(entries: str, body: str = "", header: str = "") -> Document:
    """A document with these entries."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">'
        f"<teiHeader>{header}</teiHeader><text><body>{body}</body><back><div type='references'>"
        f"<listBibl>{entries}</listBibl></div></back></text></TEI>"
    )
    return read_tei("a.tei", text.encode())


ANALYTIC = (
    "<analytic><title level='a' type='main'>Ketamine in depression</title><title level='a' "
    "type='sub'>A review</title><author><persName><forename type='first'>Ramamoorthy</forename>"
    "<forename type='middle'>K</forename><surname>Rajkumar</surname></persName></author><author>"
    "<orgName>A Study Group</orgName></author><idno type='DOI'>10.1016/J.PHRS.2015.05.003</idno>"
    "<idno type='PMID'>25982932</idno></analytic><monogr><title level='j'>Pharmacol Res</title>"
    "<imprint><biblScope unit='volume'>99</biblScope><biblScope unit='issue'>2</biblScope>"
    "<biblScope unit='page' from='23' to='35'/><date type='published' when='2015-09-01'/></imprint>"
    "</monogr>"
)


def test_an_entry_gives_its_fields() -> None:
    document = tei(f"<biblStruct xml:id='b0'>{ANALYTIC}</biblStruct>")
    assert document.references is not None
    (reference,) = document.references
    assert document.text[reference.start : reference.end] == (
        "Rajkumar Ramamoorthy K, A Study Group. Ketamine in depression. Pharmacol Res. "
        "2015 Sep 1;99(2):23-35. doi:10.1016/j.phrs.2015.05.003. PMID: 25982932."
    )
    assert reference.id == "b0"
    record = reference.record
    assert record is not None
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert record.authors == (
        PersonName(family="Rajkumar", given="Ramamoorthy K"),
        GroupName(name="A Study Group"),
    )
    assert record.issued == PartialDate(year=2015, month=9, day=1)
    assert (record.volume, record.issue, record.pages) == ("99", "2", "23-35")
    path = document.span(reference.start, reference.end).path
    assert path == "/TEI/text/back/div/listBibl/biblStruct"


def test_the_printed_string_is_the_text_where_it_was_kept() -> None:
    note = "<note type='raw_reference'>Rajkumar R. Ketamine in depression.\n 2015.</note>"
    document = tei(f"<biblStruct>{ANALYTIC}{note}</biblStruct>")
    assert document.references is not None
    (reference,) = document.references
    raw = "Rajkumar R. Ketamine in depression. 2015."
    assert document.text[reference.start : reference.end] == raw
    assert reference.record is not None


def test_a_printed_string_with_too_few_fields_is_left_to_the_parser() -> None:
    document = tei(
        "<biblStruct><monogr><title level='m'>Ketamine</title><imprint/></monogr>"
        "<note type='raw_reference'>Fam J. Ketamine. 2015.</note></biblStruct>"
        "<bibl>Yeo E. Other. 2016.</bibl><biblStruct><note>Nothing else.</note></biblStruct>"
    )
    assert document.references is not None
    assert [one.record for one in document.references] == [None, None, None]
    assert document.text.endswith("Fam J. Ketamine. 2015.\nYeo E. Other. 2016.\nNothing else.\n")


@pytest.mark.parametrize(
    ("entry", "kind", "title", "container"),
    [
        ("<monogr><title level='m'>B</title></monogr>", WorkType.BOOK, "B", None),
        (
            "<analytic><title level='a'>C</title></analytic><monogr><title level='m'>B</title>"
            "</monogr>",
            WorkType.CHAPTER,
            "C",
            "B",
        ),
        (
            "<analytic><title level='a'>C</title></analytic><monogr><title level='m'>B</title>"
            "<imprint><biblScope unit='volume'>1</biblScope></imprint></monogr>",
            WorkType.ARTICLE_JOURNAL,
            "C",
            "B",
        ),
        (
            "<analytic><title level='a'>C</title></analytic><monogr><title level='m'>B</title>"
            "<meeting>X</meeting></monogr>",
            WorkType.PAPER_CONFERENCE,
            "C",
            "B",
        ),
        ("<monogr><title level='u'>U</title></monogr>", WorkType.DOCUMENT, "U", None),
    ],
)
def test_kinds_of_works(entry: str, kind: WorkType, title: str, container: str | None) -> None:
    document = tei(f"<biblStruct>{entry}</biblStruct>")
    assert document.references is not None
    record = document.references[0].record
    assert record is not None
    assert (record.type, record.title, record.container_title) == (kind, title, container)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("<persName><surname>Fam</surname></persName>", PersonName(family="Fam")),
        ("<persName><forename>Fam</forename></persName>", PersonName(family="Fam")),
        ("Fam, Johnson", PersonName(family="Fam", given="Johnson")),
        (
            "<persName><forename>J</forename><nameLink>van</nameLink><surname>Berg</surname>"
            "<genName>Jr</genName></persName>",
            PersonName(family="Berg", given="J", particle="van", suffix="Jr"),
        ),
    ],
)
def test_names(author: str, expected: PersonName) -> None:
    document = tei(
        f"<biblStruct><monogr><title>B</title><author>{author}</author><author><orgName/></author>"
        "<date>May 2015</date></monogr></biblStruct>"
    )
    assert document.references is not None
    record = document.references[0].record
    assert record is not None
    assert record.authors == (expected,)
    assert record.issued == PartialDate(year=2015, month=5)


def test_text_and_links() -> None:
    document = tei(
        "<biblStruct xml:id='b0'><monogr><title>B</title></monogr></biblStruct>",
        header="<fileDesc><titleStmt><title>Ketamine</title><author><persName><forename>J</forename>"
        "<surname>Fam</surname></persName></author><author>A Group of Three</author><author/>"
        "</titleStmt><sourceDesc><biblStruct><title>Not cited</title></biblStruct></sourceDesc>"
        "</fileDesc><profileDesc><abstract><p>Short.</p></abstract></profileDesc>",
        body="<div><head n='1.'>Text</head><p>Shown <ref type='bibr' target='#b0'>[1]</ref>"
        "<hi rend='superscript'>a</hi><hi>b</hi>, <ref type='bibr'>[2]</ref> <ref type='figure' "
        "target='#f'>Fig</ref></p><figure><figDesc>Desc</figDesc><table><row><cell>a</cell><cell>b"
        "</cell></row></table></figure></div>",
    )
    assert document.text == (
        "Ketamine\n\nJ Fam\nA Group of Three\n\nShort.\n\n1. Text\n\nShown [1]ab, [2] Fig\n\n"
        "Desc\na\tb\n\nReferences\n\nB.\n"
    )
    links = [(document.text[one.start : one.end], one.targets) for one in document.links]
    assert links == [("[1]", ("b0",))]
    assert [document.text[start:end] for start, end in document.superscripts] == ["a"]


def test_the_ids_of_several_documents_stay_apart() -> None:
    one = (
        "<TEI><text><body><p><ref type='bibr' target='#b0'>1</ref></p></body><back><listBibl>"
        "<bibl xml:id='b0'>A.</bibl></listBibl></back></text></TEI>"
    )
    document = read_tei("a.tei", f"<teiCorpus>{one}{one}</teiCorpus>".encode())
    assert document.references is not None
    assert [one.id for one in document.references] == ["1:b0", "2:b0"]
    assert [one.targets for one in document.links] == [("1:b0",), ("2:b0",)]


def test_broken_xml_is_said_to_be_so() -> None:
    with pytest.raises(InputError):
        read_tei("a.tei", b"<TEI><text>")
