"""JATS: what is rendered, what is a reference, and whose fields are taken."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.errors import InputError
from refcheck.model.document import Document, MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    GroupName,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.readers.jats_tei.jats import read_jats

RAJKUMAR = (
    '<person-group person-group-type="author"><name><surname>Rajkumar</surname> '
    "<given-names>R</given-names></name>, <name><surname>Fam</surname> <given-names>J</given-names>"
    "</name>, <etal>et al</etal></person-group>. <article-title>Ketamine and <italic>suicidal"
    "</italic> ideation in depression: Jumping the gun?</article-title> <source>Pharmacol Res"
    "</source>. <year>2015</year>;<volume>99</volume>(<issue>2</issue>):<fpage>23</fpage>"
    "&#8211;<lpage>35</lpage>. doi: <pub-id pub-id-type='doi'>10.1016/J.PHRS.2015.05.003</pub-id>"
    "<pub-id pub-id-type='pmid'>25982932</pub-id>"
)
PRINTED = (
    "Rajkumar R, Fam J, et al. Ketamine and suicidal ideation in depression: Jumping the gun? "
    "Pharmacol Res. 2015;99(2):23–35. doi: 10.1016/J.PHRS.2015.05.003"
)


FAM = PersonName(family="Fam", given="J")


def article(refs: str, body: str = "", front: str = "") -> Document:
    """An article with these references."""
    text = (
        "<?xml version='1.0' encoding='UTF-8'?>\n<article xmlns:xlink='http://www.w3.org/1999/xlink'>"
        f"<front><article-meta>{front}</article-meta></front><body>{body}</body>"
        f"<back><ref-list>{refs}</ref-list></back></article>"
    )
    return read_jats("a.xml", text.encode())


def only(refs: str) -> tuple[Document, MarkedReference]:
    """The one reference of an article."""
    document = article(refs)
    assert document.references is not None
    (reference,) = document.references
    return document, reference


def text(document: Document, reference: MarkedReference) -> str:
    return document.text[reference.start : reference.end]


def record_of(citation: str) -> BibliographicRecord:
    _, reference = only(f"<ref>{citation}</ref>")
    assert reference.record is not None
    return reference.record


def test_a_tagged_citation_gives_its_text_and_its_fields() -> None:
    document, reference = only(
        f'<ref id="B1"><label>1.</label><mixed-citation publication-type="journal">{RAJKUMAR}'
        "</mixed-citation></ref>"
    )
    assert text(document, reference) == PRINTED
    assert (reference.id, reference.label, reference.list_number) == ("B1", "1.", 1)
    assert reference.link_text == "PMID: 25982932"
    record = reference.record
    assert record is not None
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert record.authors == (
        PersonName(family="Rajkumar", given="R"),
        PersonName(family="Fam", given="J"),
    )
    assert not record.authors_complete
    assert record.title == "Ketamine and suicidal ideation in depression: Jumping the gun?"
    assert (record.container_title, record.volume, record.issue) == ("Pharmacol Res", "99", "2")
    assert (record.pages, record.issued) == ("23-35", PartialDate(year=2015))
    assert (record.doi, record.pmid) == ("10.1016/j.phrs.2015.05.003", "25982932")
    assert document.span(reference.start, reference.end).path == "/article/back/ref-list/ref"
    assert f"\n1. {PRINTED}\n" in document.text


@pytest.mark.parametrize(
    "citation",
    [
        "Rajkumar R, Fam J. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
        "Rajkumar R, Fam J. Ketamine in depression. <source>Pharm</source>. <year>2015</year>",
        "<person-group>Rajkumar R, Fam J, Yeo EY</person-group>. <article-title>Ketamine"
        "</article-title>. <source>J</source>. <year>2015</year>",
        "<collab>Fam</collab> <article-title>K</article-title> <source>J</source> 2015",
        "<name><surname>Fam</surname></name> <article-title>K</article-title> <source>J</source> "
        "<year>2015</year>;99:23-35",
        "<year>2015</year>",
    ],
)
def test_a_citation_with_too_few_tags_is_left_to_the_parser(citation: str) -> None:
    _, reference = only(f"<ref><mixed-citation>{citation}</mixed-citation></ref>")
    assert reference.record is None


def test_a_citation_of_fields_alone_is_printed_as_a_style_would() -> None:
    document, reference = only(
        '<ref id="B2"><label>2</label><element-citation publication-type="book"><person-group '
        'person-group-type="author"><name><surname>Smith</surname><given-names>AB</given-names>'
        '<suffix>Jr</suffix></name></person-group><person-group person-group-type="editor"><collab>'
        "WHO</collab></person-group><chapter-title>Depression</chapter-title><source>Disorders"
        "</source><edition>2</edition><publisher-loc>Geneva</publisher-loc><publisher-name>WHO"
        "</publisher-name><year>2017</year><fpage>1</fpage><lpage>9</lpage><isbn>978-3-16-148410-0"
        "</isbn></element-citation></ref>"
    )
    assert text(document, reference) == (
        "Smith AB Jr. Depression. In: WHO, editor. Disorders. 2 ed. Geneva: WHO. 2017. p. 1-9. "
        "ISBN 9783161484100."
    )
    record = reference.record
    assert record is not None
    assert record.type is WorkType.CHAPTER
    assert record.editors == (GroupName(name="WHO"),)
    assert record.isbn == ("9783161484100",)


def test_an_identifier_in_a_comment_is_printed_once() -> None:
    document, reference = only(
        "<ref><mixed-citation><person-group person-group-type='editor'><name><surname>Doe</surname>"
        "<given-names>J</given-names></name>, <name><surname>Fam</surname></name></person-group>"
        "<article-title>T</article-title><source>S</source><comment><ext-link ext-link-type='uri' "
        "xlink:href='https://doi.org/10.1000/1'>https://doi.org/10.1000/1</ext-link></comment>"
        "<comment>doi:10.1000/1</comment><comment>In Spanish</comment></mixed-citation></ref>"
    )
    assert text(document, reference) == (
        "Doe J, Fam, editors. T. In: S. doi:10.1000/1. In Spanish."
    )


def test_a_comment_that_holds_everything_is_left_to_the_parser() -> None:
    document, reference = only(
        "<ref><element-citation><comment>Fam J. Ketamine. J. 2015.</comment></element-citation>"
        "</ref>"
    )
    assert text(document, reference) == "Fam J. Ketamine. J. 2015."
    assert reference.record is None


@pytest.mark.parametrize(
    ("citation", "field", "value"),
    [
        ("<article-title>T</article-title><source>J</source>", "type", WorkType.ARTICLE_JOURNAL),
        ("<source>B</source><publisher-name>P</publisher-name>", "type", WorkType.BOOK),
        ("<source>B</source><publisher-name>P</publisher-name>", "title", "B"),
        (
            "<chapter-title>C</chapter-title><source>B</source><publisher-name>P</publisher-name>",
            "type",
            WorkType.CHAPTER,
        ),
        ("<source>T</source><conf-name>C</conf-name>", "type", WorkType.PAPER_CONFERENCE),
        ("<source>S</source><patent>US1</patent>", "type", WorkType.PATENT),
        ("<source>S</source><uri>https://www.who.int</uri>", "type", WorkType.WEBPAGE),
        ("<source>S</source><uri>https://www.who.int</uri>", "url", "https://www.who.int"),
        ("<source>S</source><institution>Uni</institution>", "publisher", "Uni"),
        ("<source>S</source><anonymous/>", "authors", ()),
        ("<source>S</source><elocation-id>e31</elocation-id>", "pages", "e31"),
        ("<source>S</source><page-range>1-2, 5</page-range>", "pages", "1-2, 5"),
        ("<source>S</source><issue>2</issue><supplement>1</supplement>", "issue", "2 Suppl 1"),
        ("<source>S</source><supplement>Suppl 1</supplement>", "issue", "Suppl 1"),
        (
            "<article-title>T.</article-title><trans-title>U</trans-title><source>S</source>",
            "title_variants",
            ("U",),
        ),
        ("<article-title>“T.”</article-title><source>S</source>", "title", "T"),
        (
            '<source>S</source><date-in-citation iso-8601-date="2020-03-05">x</date-in-citation>',
            "accessed",
            PartialDate(year=2020, month=3, day=5),
        ),
        (
            "<source>S</source><date-in-citation>5 March 2020</date-in-citation>",
            "accessed",
            PartialDate(year=2020, month=3, day=5),
        ),
        (
            "<source>S</source><comment>PMID: 25982932</comment>",
            "pmid",
            "25982932",
        ),
        (
            '<source>S</source><ext-link ext-link-type="doi" xlink:href="10.1000/1">x</ext-link>',
            "doi",
            "10.1000/1",
        ),
        ('<source>S</source><pub-id pub-id-type="pmc">PMC123</pub-id>', "pmcid", "PMC123"),
        ("<source>S</source><string-name>Fam J</string-name>", "authors", (FAM,)),
        (
            '<source>S</source><person-group person-group-type="translator"><name><surname>X'
            "</surname></name></person-group>",
            "authors",
            (),
        ),
        (
            "<source>S</source><name><surname>Berg</surname><given-names>J</given-names><prefix>"
            "van den</prefix></name>",
            "authors",
            (PersonName(family="Berg", given="J", particle="van den"),),
        ),
        ("<source>S</source><collab>A Group.</collab>", "authors", (GroupName(name="A Group"),)),
    ],
)  # fmt: skip
def test_every_field_has_its_place(citation: str, field: str, value: object) -> None:
    assert getattr(record_of(f"<element-citation>{citation}</element-citation>"), field) == value


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<year>2015a</year>", PartialDate(year=2015)),
        ("<year>2015</year><month>Sep</month><day>1</day>", PartialDate(year=2015, month=9, day=1)),
        ("<year>2015</year><month>13</month>", PartialDate(year=2015)),
        ("<year>2015</year><season>Spring</season>", PartialDate(year=2015, season="Spring")),
        ("<date><year>2015</year><month>9</month></date>", PartialDate(year=2015, month=9)),
        ("<year>in press</year>", None),
    ],
)
def test_dates(date: str, expected: PartialDate | None) -> None:
    citation = f"<element-citation><source>S</source>{date}</element-citation>"
    assert record_of(citation).issued == expected


def test_a_mixed_citation_without_punctuation_is_printed_as_a_style_would() -> None:
    document, reference = only(
        "<ref><mixed-citation publication-type='journal'><person-group><name><surname>Fam</surname>"
        "<given-names>J</given-names></name></person-group><year>2015</year><article-title>Ketamine"
        "</article-title><source>J Test</source><volume>1</volume><fpage>2</fpage></mixed-citation>"
        "</ref>"
    )
    assert text(document, reference) == "Fam J. Ketamine. J Test. 2015;1:2."


@pytest.mark.parametrize("number", ["1.", "[1]", "1", "1)", "(1)"])
def test_a_printed_and_a_tagged_citation_side_by_side_are_one(number: str) -> None:
    document, reference = only(
        f"<ref id='B1'><label>1.</label><mixed-citation>{number} FAM, J. Ketamine. J Test, v. 1, "
        "2015. https://doi.org/10.1000/1</mixed-citation><element-citation><person-group><name><surname>Fam"
        "</surname><given-names>J</given-names></name></person-group><article-title>Ketamine"
        "</article-title><source>J Test</source><year>2015</year></element-citation></ref>"
    )
    printed = "FAM, J. Ketamine. J Test, v. 1, 2015. https://doi.org/10.1000/1"
    assert text(document, reference) == printed
    assert reference.record is not None
    assert (reference.record.title, reference.record.doi) == ("Ketamine", "10.1000/1")
    assert document.text.endswith(f"\n1. {printed}\n")


def test_one_printed_text_of_several_tagged_works_is_not_printed_twice() -> None:
    document = article(
        "<ref><mixed-citation>A. B.</mixed-citation><element-citation><source>A</source>"
        "</element-citation><element-citation><source>B</source></element-citation></ref>"
    )
    assert document.references is not None
    assert [text(document, one) for one in document.references] == ["A.", "B."]


def test_names_without_a_space_between_their_parts_are_printed_with_one() -> None:
    document, reference = only(
        "<ref><mixed-citation><name><surname>Fam</surname><given-names>J</given-names></name>"
        "<article-title>Ketamine</article-title>. <source>J</source><year>2015</year>"
        "</mixed-citation></ref>"
    )
    assert text(document, reference) == "Fam J Ketamine. J 2015"


def test_several_works_in_one_reference_share_its_id() -> None:
    document = article(
        '<ref id="B1"><label>1</label><mixed-citation id="B1a"><label>a)</label> Fam J. Ketamine. '
        'J. 2015.</mixed-citation><mixed-citation id="B1b"><label>b)</label> Yeo E. Other. J. 2016.'
        "</mixed-citation></ref>"
    )
    assert document.references is not None
    assert [(one.id, one.label) for one in document.references] == [("B1", "1"), ("B1", "b)")]
    assert [name for _, name in document.anchors] == ["B1a", "B1b"]
    assert "1 a) Fam J. Ketamine. J. 2015. b) Yeo E. Other. J. 2016." in document.text


def test_of_alternatives_the_printed_text_and_the_best_fields_are_taken() -> None:
    document, reference = only(
        "<ref><citation-alternatives><element-citation><article-title>Ketamine</article-title>"
        "<source>J</source><year>2015</year></element-citation><mixed-citation>Fam J. Ketamine. J. "
        "2015.</mixed-citation></citation-alternatives></ref>"
    )
    assert text(document, reference) == "Fam J. Ketamine. J. 2015."
    assert reference.record is not None
    assert reference.record.title == "Ketamine"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<note><p>A note on the data.</p></note>", "A note on the data."),
        ("<label>3</label><p>Text alone.</p>", "Text alone."),
        ("<citation-alternatives>Loose.</citation-alternatives>", "Loose."),
        ("<label>3</label><x>Unknown.</x>", "Unknown."),
    ],
)
def test_notes_and_loose_text_are_references_too(inside: str, expected: str) -> None:
    document, reference = only(f"<ref>{inside}</ref>")
    assert text(document, reference) == expected
    assert reference.record is None


def test_an_empty_reference_is_one_still() -> None:
    document = article("<ref><label>1</label><mixed-citation/></ref><ref><label>2</label></ref>")
    assert document.references is not None
    assert [(one.label, text(document, one)) for one in document.references] == [
        ("1", ""),
        ("2", ""),
    ]


def test_lists_are_counted_and_get_a_heading() -> None:
    document = read_jats(
        "a.xml",
        b"<article><back><ref-list><title>Sources</title><ref><mixed-citation>A.</mixed-citation>"
        b"</ref></ref-list><ref-list><ref><mixed-citation>B.</mixed-citation></ref></ref-list>"
        b"</back></article>",
    )
    assert document.text == "Sources\n\nA.\n\nReferences\n\nB.\n"
    assert document.references is not None
    assert [one.list_number for one in document.references] == [1, 2]
    paths = [document.span(one.start, one.end).path for one in document.references]
    assert paths == ["/article/back/ref-list[1]/ref", "/article/back/ref-list[2]/ref"]


def test_the_text_is_rendered_as_it_reads() -> None:
    document = article(
        "<ref id='B1'><mixed-citation>A.</mixed-citation></ref>",
        body="<sec><label>1</label><title>Text &amp; more</title><p>Shown in <italic>one</italic>"
        "\n  line.</p><list list-type='order'><list-item><p>one</p></list-item><list-item><p>two"
        "</p></list-item></list><list list-type='bullet'><list-item><p>three</p></list-item></list>"
        "<table-wrap><label>Table 1</label><caption><p>Cap.</p></caption><table><tr><th>a</th><td>b"
        "</td></tr></table></table-wrap><p>x <inline-formula><alternatives><math>y</math><tex-math>"
        "z</tex-math></alternatives></inline-formula></p></sec>",
        front="<article-id>1</article-id><title-group><article-title>Ketamine &mdash; a review"
        "</article-title></title-group><contrib-group><contrib><name><surname>Fam</surname>"
        "<given-names>J</given-names></name></contrib><contrib><collab>A Group</collab></contrib>"
        "<contrib><string-name>Eva Yeo</string-name></contrib></contrib-group><abstract><p>Short."
        "</p></abstract>",
    )
    assert document.text == (
        "Ketamine — a review\n\nJ Fam, A Group, Eva Yeo\n\nShort.\n\n1 Text & more\n\n"
        "Shown in one line.\n1. one\n2. two\n• three\n\nTable 1 Cap.\na\tb\n\nx y\n\n"
        "References\n\nA.\n"
    )


def test_pointers_to_references_are_links() -> None:
    document = article(
        "<ref id='B1'><label>1</label><mixed-citation>A.</mixed-citation></ref>"
        "<ref id='B2'><label>2</label><mixed-citation>B.</mixed-citation></ref>",
        body="<p>Shown<sup><xref ref-type='bibr' rid='B1'>1</xref>–<xref rid='B2'>2</xref></sup>, "
        "<xref ref-type='bibr' rid='B1 B9'>[1, 9]</xref>, <xref ref-type='bibr' rid='B2'/>, "
        "1–<xref ref-type='bibr' rid='B2'/> <xref ref-type='fig' rid='f1'>Fig. 1</xref></p>",
    )
    found = [(document.text[one.start : one.end], one.targets) for one in document.links]
    assert found == [
        ("1", ("B1",)),
        ("2", ("B2",)),
        ("[1, 9]", ("B1", "B9")),
        ("2", ("B2",)),
    ]
    assert [document.text[start:end] for start, end in document.superscripts] == ["1–2"]
    assert "Shown1–2, [1, 9], 2, 1– Fig. 1" in document.text


def test_the_ids_of_several_articles_stay_apart() -> None:
    one = (
        "<article><body><p><xref ref-type='bibr' rid='B1'>1</xref></p></body><back><ref-list>"
        "<ref id='B1'><mixed-citation>A.</mixed-citation></ref></ref-list></back></article>"
    )
    document = read_jats("a.xml", f"<pmc-articleset>{one}{one}</pmc-articleset>".encode())
    assert document.references is not None
    assert [one.id for one in document.references] == ["1:B1", "2:B1"]
    assert [one.targets for one in document.links] == [("1:B1",), ("2:B1",)]


def test_citations_in_footnotes_count_where_there_is_no_list() -> None:
    document = read_jats(
        "a.xml",
        b"<article><back><fn-group><fn><p>See <mixed-citation id='c1'>Fam J. Ketamine. 2015."
        b"</mixed-citation></p></fn></fn-group></back></article>",
    )
    assert document.references is not None
    (reference,) = document.references
    assert text(document, reference) == "Fam J. Ketamine. 2015."
    assert reference.id == "c1"


def test_an_article_that_marks_none_leaves_its_list_to_be_found() -> None:
    document = read_jats(
        "a.xml", b"<article><body><p>References</p><p>1. Fam J.</p></body></article>"
    )
    assert document.references is None


@pytest.mark.parametrize("content", [b"<article><body>", b"<article>&x</article>", b"<article"])
def test_broken_xml_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(InputError):
        read_jats("a.xml", content)


def test_the_time_for_many_references_grows_with_their_number() -> None:
    def read(count: int) -> None:
        refs = "<ref id='b'><label>1</label><mixed-citation>A.</mixed-citation></ref>" * count
        document = article(refs)
        assert document.references is not None
        assert len(document.references) == count

    assert grows_in_proportion(read, 500)
