"""Word: numbers of lists and notes, what is left out, and the fields of reference managers."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from html import escape

import docx
import pytest

from refcheck.errors import InputError
from refcheck.extraction import extract
from refcheck.model.document import Document
from refcheck.model.record import PersonName
from refcheck.readers.list_numbers import format_number
from refcheck.readers.office.docx.reader import read_docx

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ITEM = {
    "id": 1,
    "type": "article-journal",
    "title": "Ketamine and suicidal ideation in depression: jumping the gun?",
    "container-title": "Pharmacological Research",
    "author": [{"family": "Rajkumar", "given": "R."}, {"family": "Fam", "given": "J."}],
    "issued": {"date-parts": [[2015]]},
    "volume": "99",
    "page": "23-35",
    "DOI": "10.1016/j.phrs.2015.05.003",
}
OTHER = {
    "id": 2,
    "type": "article-journal",
    "title": "Antidepressant efficacy of ketamine",
    "author": [{"family": "Murrough", "given": "James W."}],
    "issued": {"date-parts": [["2013", 10]]},
}
PRINTED = "Rajkumar R, Fam J. Ketamine and suicidal ideation in depression: jumping the gun?"
PRINTED_OTHER = "Murrough JW. Antidepressant efficacy of ketamine. Am J Psychiatry. 2013;170:1134."


def pack(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A document with a body and further parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(body: str, parts: Mapping[str, str] | None = None) -> Document:
    return read_docx("a.docx", pack(body, parts))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*content: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def char(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def coded(code: str) -> str:
    return f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"


def complex_field(code: str, printed: str) -> str:
    return char("begin") + coded(code) + char("separate") + printed + char("end")


def cites(*items: Mapping[str, object]) -> str:
    entries = [
        {"id": item["id"], "uris": [f"http://zotero.org/users/1/{item['id']}"], "itemData": item}
        for item in items
    ]
    return json.dumps({"citationID": "x", "citationItems": entries})


def bibliography(code: str, *entries: str) -> str:
    first, *rest = entries
    opened = char("begin") + coded(code) + char("separate") + run(first)
    return par(opened) + "".join(map(par, rest)) + par(char("end"))


# --- what is printed --------------------------------------------------------------------------


def test_paragraphs_have_blank_lines_between_and_places() -> None:
    document = read(par("One") + par() + par("Two") + "<w:sectPr/>")
    assert document.text == "One\n\nTwo\n"
    assert document.span(5, 8).path == "paragraph 3"
    assert not document.may_have_page_headers
    assert document.references is None


def test_signs_within_runs() -> None:
    signs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>"
        '<w:t>d\u00ad</w:t><w:br/><w:t>e</w:t><w:br w:type="page"/><w:cr/>'
        '<w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Symbol" w:char="F044"/>'
        '<w:sym w:font="Symbol" w:char="F0B1"/><w:sym w:font="Arial" w:char="2264"/>'
        '<w:sym w:font="Wingdings" w:char="x"/><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>'
    )
    assert read(par(signs)).text == "a\tb-cd\ne\nαΔ±≤\n"


def test_what_word_does_not_print_is_left_out() -> None:
    hidden = (
        run("seen ")
        + run("hidden ", "<w:vanish/>")
        + run("shown ", '<w:vanish w:val="0"/>')
        + run("by style ", '<w:rStyle w:val="Quiet"/>')
        + "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        + "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        + f"<w:ins>{run('inserted')}</w:ins>"
        + "<mc:AlternateContent><mc:Choice><w:r><w:t> once</w:t></w:r></mc:Choice>"
        + "<mc:Fallback><w:r><w:t> twice</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        + "<a:p><a:r><a:t>chart</a:t></a:r></a:p>"
    )
    styles = (
        f'<w:styles {SPACES}><w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Quiet"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    assert read(par(hidden), {"word/styles.xml": styles}).text == "seen shown inserted once\n"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = read(par("One ", properties="<w:rPr><w:del/></w:rPr>") + par("and the same"))
    assert document.text == "One and the same\n"


def test_superscripts_by_property_and_by_style() -> None:
    styles = (
        f'<w:styles {SPACES}><w:style w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/>'
        "</w:rPr></w:style></w:styles>"
    )
    up = '<w:vertAlign w:val="superscript"/>'
    down = '<w:rStyle w:val="Up"/><w:vertAlign w:val="subscript"/>'
    body = par("shown", run("1,", up), run("2", up), " and", run("3", '<w:rStyle w:val="Up"/>'))
    document = read(body + par("H", run("2", down), "O"), {"word/styles.xml": styles})
    assert document.text == "shown1,2 and3\n\nH2O\n"
    assert document.superscripts == ((5, 8), (12, 13))


def test_text_boxes_stand_behind_their_paragraph() -> None:
    box = f"<w:r><w:txbxContent>{par('In the box')}</w:txbxContent></w:r>"
    assert read(par("Before", box, " after") + par("Next")).text == (
        "Before after\n\nIn the box\n\nNext\n"
    )


def test_tables_row_by_row() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    table = row(par("1."), par("Smith J.")) + row(par("2."), par("Jones K.") + par("More"))
    assert read(par("Above") + f"<w:tbl>{table}</w:tbl>" + par("Below")).text == (
        "Above\n\n1.\tSmith J.\n2.\tJones K.\nMore\n\nBelow\n"
    )


def test_formulas_are_read() -> None:
    assert read(par("p", "<m:oMath><m:r><m:t>=0.05</m:t></m:r></m:oMath>")).text == "p=0.05\n"


def test_pages_are_those_that_word_has_laid_out() -> None:
    page = "<w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r>"
    document = read(par("One") + par(page))
    assert document.page_starts == (0, 5)
    assert document.span(5, 8).page == 2


# --- numbers ----------------------------------------------------------------------------------


def level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(number: int, *inner: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(inner)}</w:abstractNum>'


def counted(number: int, target: int, override: str = "") -> str:
    more = f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride>' if override else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{target}"/>{more}</w:num>'


DEEP = '<w:lvlRestart w:val="0"/><w:pStyle w:val="Deep"/>'
NUMBERING = "".join(
    (
        f"<w:numbering {SPACES}>",
        abstract(0, level(0, "decimal", "[%1]"), level(1, "lowerRoman", "%1.%2)")),
        abstract(1, level(0, "bullet", "\uf0b7"), level(1, "none", "")),
        abstract(
            2,
            level(0, "upperLetter", "%1", '<w:suff w:val="nothing"/>'),
            level(1, "decimalZero", "%2.", DEEP),
        ),
        abstract(3, '<w:numStyleLink w:val="Refs"/>'),
        abstract(4, '<w:styleLink w:val="Refs"/>', level(0, "decimal", "%1.")),
        counted(5, 0),
        counted(6, 0, '<w:startOverride w:val="7"/>'),
        counted(7, 1),
        counted(8, 2),
        counted(9, 3),
        counted(10, 0, level(0, "decimal", "(%1)")),
        "</w:numbering>",
    )
)
STYLES = f"""<w:styles {SPACES}>
<w:style w:styleId="Refs"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Own"><w:basedOn w:val="Refs"/></w:style>
<w:style w:styleId="Deep"><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def listed(text: str, number: int, deep: int = 0) -> str:
    return par(
        text, properties=f'<w:numPr><w:ilvl w:val="{deep}"/><w:numId w:val="{number}"/></w:numPr>'
    )


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (((5, 0), (5, 0), (5, 1), (5, 1), (5, 0), (5, 1)), "[1] [2] 2.i) 2.ii) [3] 3.i)"),
        (((5, 0), (6, 0), (6, 0)), "[1] [7] [8]"),
        (((7, 0), (7, 0), (7, 1)), "• •"),
        (((8, 0), (8, 1), (8, 0), (8, 1)), "A 01. B 02."),
        (((9, 0), (9, 0)), "1. 2."),
        (((10, 0), (5, 0)), "(1) [2]"),
        (((0, 0), (99, 0), (5, 12)), ""),
    ],
)
def test_numbers_of_lists(items: tuple[tuple[int, int], ...], text: str) -> None:
    body = "".join(listed("·", number, deep) for number, deep in items)
    lines = read(body, {"word/numbering.xml": NUMBERING}).text.split("\n")
    assert " ".join(line.replace("·", "").strip() for line in lines).split() == text.split()


def test_numbers_of_styles() -> None:
    body = "".join(
        par("x", properties=f'<w:pStyle w:val="{style}"/>') for style in ("Own", "Own", "Deep")
    )
    plain = par("x", properties='<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    parts = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}
    assert read(body + plain, parts).text == "1. x\n2. x\n01. x\n\nx\n"


def test_an_empty_item_counts_and_prints_nothing() -> None:
    body = listed("One", 5) + listed("", 5) + listed("Three", 5)
    assert read(body, {"word/numbering.xml": NUMBERING}).text == "[1] One\n\n[3] Three\n"


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1994, "upperRoman", "MCMXCIV"),
        (27, "lowerLetter", "aa"),
        (5, "none", ""),
        (4001, "lowerRoman", "4001"),
        (3, "ordinal", "3"),
    ],
)
def test_forms_of_numbers(number: int, form: str, text: str) -> None:
    assert format_number(number, form) == text


def test_a_list_made_by_word_is_found() -> None:
    document = docx.Document()
    document.add_heading("References", 1)
    for entry in (PRINTED + " Pharmacol Res. 2015;99:23-35.", PRINTED_OTHER):
        document.add_paragraph(entry, style="List Number")
    stream = io.BytesIO()
    document.save(stream)
    strings = extract(read_docx("a.docx", stream.getvalue()))
    assert [(one.label, one.raw[:8]) for one in strings] == [("1.", "Rajkumar"), ("2.", "Murrough")]


# --- notes and links --------------------------------------------------------------------------


def test_notes_follow_the_text_endnotes_first() -> None:
    def notes(kind: str, first: int) -> str:
        inner = "".join(
            f'<w:{kind} w:id="{first + n}">{par(f" {kind} {n}")}{par("goes on")}</w:{kind}>'
            for n in range(2)
        )
        return f"<w:notes {SPACES}>{inner}</w:notes>"

    def mark(kind: str, note: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{note}"{more}/></w:r>'

    own = mark("footnote", 99, ' w:customMarkFollows="1"') + run("*")
    body = par("a", mark("footnote", 3), "b", mark("endnote", 7), mark("footnote", 2), own)
    parts = {
        "word/footnotes.xml": notes("footnote", 2),
        "word/endnotes.xml": notes("endnote", 7),
    }
    document = read(body, parts)
    assert document.text == (
        "a1b12*\n\n1.  endnote 0\ngoes on\n1.  footnote 1\ngoes on\n2.  footnote 0\ngoes on\n"
    )
    assert document.superscripts == ((1, 2), (3, 5))
    assert [link.targets for link in document.links] == [
        ("footnote-3",),
        ("endnote-7",),
        ("footnote-2",),
    ]
    names = {name: document.text[offset:].strip() for offset, name in document.anchors}
    assert names["footnote-3"].startswith("footnote 1")
    assert document.span(11, 12).path == "endnote 1"


def test_links_bookmarks_and_references_to_them() -> None:
    rels = (
        '<Relationships><Relationship Id="r1" Target="https://doi.org/10.1000/1" '
        'TargetMode="External"/><Relationship Id="r2" Target="styles.xml"/></Relationships>'
    )
    body = par(
        '<w:hyperlink w:anchor="one">' + run("[1]") + "</w:hyperlink>",
        '<w:hyperlink r:id="r1">' + run("Crossref") + "</w:hyperlink>",
        '<w:hyperlink r:id="r2">' + run("x") + "</w:hyperlink>",
        complex_field(r" REF _Ref2 \r \h ", run("[2]")),
        f'<w:fldSimple w:instr=" NOTEREF _Ref2 ">{run("[3]")}</w:fldSimple>',
        complex_field(r' HYPERLINK \l "one" ', run("[4]")),
        complex_field(' HYPERLINK "https://example.org/" ', run("site")),
        complex_field(" PAGE ", run("7")),
    )
    body += '<w:bookmarkStart w:id="0" w:name="one"/><w:bookmarkEnd w:id="0"/>' + par("Entry")
    body += par("a ", '<w:bookmarkStart w:id="1" w:name="_Ref2"/>', "b")
    body += par('<w:bookmarkStart w:id="2" w:name="_GoBack"/>', "c")
    document = read(body, {"word/_rels/document.xml.rels": rels})
    assert [(document.text[one.start : one.end], one.targets) for one in document.links] == [
        ("[1]", ("one",)),
        ("Crossref", ("https://doi.org/10.1000/1",)),
        ("[2]", ("_Ref2",)),
        ("[3]", ("_Ref2",)),
        ("[4]", ("one",)),
        ("site", ("https://example.org/",)),
    ]
    assert [(document.text[offset], name) for offset, name in document.anchors] == [
        ("E", "one"),
        ("b", "_Ref2"),
    ]


# --- reference managers -----------------------------------------------------------------------


def check(document: Document, *, label: str | None = "1.") -> None:
    """A citation of both works, and a list that shows them and one work more."""
    assert document.references is not None
    one, other, third = document.references
    assert document.text[one.start : one.end].startswith("Rajkumar R, Fam J.")
    assert one.label == label
    assert one.record is not None
    assert one.record.doi == "10.1016/j.phrs.2015.05.003"
    assert other.record is not None
    assert isinstance(other.record.authors[0], PersonName)
    assert other.record.authors[0].family == "Murrough"
    assert third.record is None
    assert third.id is None
    (link,) = document.links
    assert document.text[link.start : link.end] == "[1,2]"
    assert set(link.targets) == {one.id, other.id}


ENTRIES = (f"1.\t{PRINTED}", f"2.\t{PRINTED_OTHER}", "3.\tNewport DJ. Ketamine. 2015.")


@pytest.mark.parametrize(
    ("citation", "printed"),
    [
        ("ADDIN ZOTERO_ITEM CSL_CITATION {}", "ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY "),
        ("ADDIN CSL_CITATION {}", "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY "),
    ],
)
def test_zotero_and_mendeley(citation: str, printed: str) -> None:
    code = citation.replace("{}", cites(ITEM, OTHER))
    body = par("as shown ", complex_field(f" {code} ", run("[1,2]")))
    check(read(body + par("References") + bibliography(printed, *ENTRIES)))


@pytest.mark.parametrize(
    ("name", "citation", "printed"),
    [
        ("ZOTERO_BREF", "ZOTERO_ITEM CSL_CITATION", "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"),
        ("Mendeley_Bookmark", "ADDIN CSL_CITATION", "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY"),
    ],
)
def test_managers_in_bookmarks(name: str, citation: str, printed: str) -> None:
    code = f"{citation} {cites(ITEM, OTHER)}"
    properties = {f"{name}_a_2": code[200:], f"{name}_a_1": code[:200], f"{name}_b_1": printed}
    custom = "".join(
        f'<property name="{each}"><lpwstr>{escape(value)}</lpwstr></property>'
        for each, value in properties.items()
    )
    body = par(
        f'<w:bookmarkStart w:id="1" w:name="{name}_a"/>',
        "[1,2]",
        '<w:bookmarkEnd w:id="1"/>',
    )
    first, *rest = ENTRIES
    body += par('<w:bookmarkStart w:id="2" w:name="' + name + '_b"/>', first)
    body += par(rest[0]) + par(rest[1], '<w:bookmarkEnd w:id="2"/>')
    check(read(body, {"docProps/custom.xml": f"<Properties>{custom}</Properties>"}))


def test_mendeley_in_content_controls() -> None:
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(cites(ITEM, OTHER).encode()).decode().rstrip(
        "="
    )

    def control(name: str, content: str) -> str:
        properties = f'<w:sdtPr><w:tag w:val="{name}"/></w:sdtPr>'
        return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = par("as shown ", control(tag, run("[1,2]")), control("", run(" x")))
    body += control("MENDELEY_BIBLIOGRAPHY", "".join(map(par, ENTRIES))) + control(
        "other", par("y")
    )
    check(read(body + par(control("MENDELEY_CITATION_v3_%", run("?")))))


ENDNOTE = """<EndNote><Cite><Author>Rajkumar</Author><Year>2015</Year><RecNum>7</RecNum><record>
<rec-number>7</rec-number><foreign-keys><key app="EN" db-id="x1">7</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author>Rajkumar, R.</author>
<author>Fam, J.</author></authors></contributors><titles><title>Ketamine and suicidal ideation in
 depression: jumping the gun?</title><secondary-title>Pharmacol Res</secondary-title></titles>
<volume>99</volume><dates><year>2015</year></dates>
<electronic-resource-num>10.1016/j.phrs.2015.05.003</electronic-resource-num></record></Cite>
<Cite><record><rec-number>8</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>Murrough, J. W.</author></authors></contributors><titles>
<title>Antidepressant efficacy of ketamine</title></titles><dates><year>2013</year></dates></record>
</Cite></EndNote>"""


@pytest.mark.parametrize("encoding", ["", "utf-8", "utf-16-le"])
def test_endnote(encoding: str) -> None:
    if encoding:
        data = base64.b64encode(ENDNOTE.encode(encoding)).decode()
        nested = char("begin", f"<w:fldData>{data}</w:fldData>") + coded(" ADDIN EN.CITE.DATA ")
        field = char("begin") + coded(" ADDIN EN.CITE ") + nested + char("end")
        field += char("separate") + run("[1,2]") + char("end")
    else:
        field = complex_field(f" ADDIN EN.CITE {ENDNOTE} ", run("[1,2]"))
    check(read(par("as shown ", field) + bibliography(" ADDIN EN.REFLIST ", *ENTRIES)))


@pytest.mark.parametrize(
    "code", ["<EndNote><Cite></EndNote>", "<EndNote><Cite/></EndNote>", "none"]
)
def test_a_damaged_citation_of_endnote_is_plain_text(code: str) -> None:
    field = char("begin", "<w:fldData>%%%</w:fldData>") + coded(f" ADDIN EN.CITE {code}")
    document = read(par(field + char("separate") + run("[1]") + char("end")))
    assert (document.text, document.links) == ("[1]\n", ())


def test_words_own_citations() -> None:
    sources = """<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>Raj15</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author>
<b:NameList><b:Person><b:Last>Rajkumar</b:Last><b:First>R</b:First></b:Person><b:Person><b:Last>Fam
</b:Last><b:First>J</b:First><b:Middle>K</b:Middle></b:Person></b:NameList></b:Author></b:Author>
<b:Title>Ketamine and suicidal ideation in depression: jumping the gun?</b:Title>
<b:Year>2015</b:Year>
<b:JournalName>Pharmacol Res</b:JournalName><b:DOI>10.1016/j.phrs.2015.05.003</b:DOI></b:Source>
<b:Source><b:Tag>Mur13</b:Tag><b:SourceType>Book</b:SourceType><b:StandardNumber>9783161484100
</b:StandardNumber><b:Author><b:Editor><b:NameList><b:Person/></b:NameList></b:Editor><b:Author>
<b:NameList><b:Person><b:Last>Murrough</b:Last></b:Person></b:NameList></b:Author></b:Author>
<b:Title>Antidepressant efficacy of ketamine</b:Title></b:Source>
<b:Source><b:Tag>Who</b:Tag><b:SourceType>InternetSite</b:SourceType><b:InternetSiteTitle>WHO
</b:InternetSiteTitle><b:Author><b:Author><b:Corporate>WHO</b:Corporate></b:Author></b:Author></b:Source>
<b:Source/></b:Sources>"""
    parts = {"customXml/item1.xml": sources, "customXml/item2.xml": "<other/>"}
    parts["customXml/item3.xml"] = "<Sources"
    citation = complex_field(r" CITATION Raj15 \l 1033 \m Mur13 \m None ", run("[1,2]"))
    cells = "".join(
        f"<w:tr><w:tc>{par(label)}</w:tc><w:tc>{par(entry)}</w:tc></w:tr>"
        for label, entry in (entry.split("\t") for entry in ENTRIES)
    )
    field = par(char("begin") + coded(" BIBLIOGRAPHY ") + char("separate"))
    body = par("as shown ", citation) + par("Bibliography") + field
    body += f"<w:tbl>{cells}</w:tbl>" + par(char("end"))
    check(read(body, parts))


def test_works_that_no_list_shows_are_printed_at_the_end() -> None:
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {cites(ITEM, OTHER)} "
    document = read(par("as shown ", complex_field(code, run("[1,2]"))))
    assert "\n\nReferences\n\nRajkumar R., Fam J. Ketamine and suicidal" in document.text
    assert document.references is not None
    assert [one.id for one in document.references] == list(document.links[0].targets)
    one = document.references[0]
    assert document.text[one.start : one.end].endswith("doi:10.1016/j.phrs.2015.05.003.")


def test_a_list_that_is_plain_text_is_found_and_linked() -> None:
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {cites(ITEM, OTHER)} "
    body = par("as shown ", complex_field(code, run("[1,2]"))) + par("References")
    document = read(body + par(ENTRIES[0]) + par(ENTRIES[1]))
    assert document.references is None
    assert {name for _, name in document.anchors} == set(document.links[0].targets)
    offsets = [document.text[offset : offset + 4] for offset, _ in document.anchors]
    assert offsets == ["1.\tR", "2.\tM"]


@pytest.mark.parametrize(
    "code",
    ["{", "{}", '{"citationItems": 3}', '{"citationItems": [3, {}, {"itemData": 3}]}', "[" * 9999],
)
def test_damaged_codes_are_plain_text(code: str) -> None:
    field = complex_field(f" ADDIN ZOTERO_ITEM CSL_CITATION {code}", run("[1]"))
    document = read(par(field))
    assert (document.text, document.links, document.references) == ("[1]\n", (), None)


TYPED = (
    "Serafini G. The role of ketamine. Curr Neuropharmacol. 2014;12(5):444-61.",
    "Miller OH. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26.",
    "Newport DJ. Ketamine and other NMDA antagonists. Am J Psychiatry. 2015;172(10):950-66.",
    "Rajkumar R. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
)
_FIELDS = (
    "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY",
    'ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY',
    "ADDIN EN.REFLIST",
    "BIBLIOGRAPHY",
)


@pytest.mark.parametrize("code", _FIELDS)
@pytest.mark.parametrize("label", ["{}. ", "[{}] ", "{}) ", "({}) ", ""])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_field_that_is_left_over_prints_a_part_of_the_list(
    code: str, label: str, place: int
) -> None:
    entries = [label.format(number) + text for number, text in enumerate(TYPED, 1)]
    parts = [par(one) for one in entries]
    parts[place] = bibliography(code, entries[place])
    document = read(
        par("Words [1,2] of 2015 and [3,4].") + par("References") + "".join(parts)
        + par("Figure 1. The effect of ketamine in 2015, as measured with 20 patients in all.")
    )  # fmt: skip
    found = [one.raw for one in extract(document)]
    assert found == list(TYPED)


def test_a_field_left_over_elsewhere_does_not_hide_the_list() -> None:
    body = par("Words [1,2].") + bibliography("BIBLIOGRAPHY", "Old AB. A work. Nature. 1999;1:1-2.")
    body += par("More words [3,4].") + par("References")
    body += "".join(par(f"{number}. {text}") for number, text in enumerate(TYPED, 1))
    assert [one.raw for one in extract(read(body))][-4:] == list(TYPED)


def test_a_field_that_prints_a_message_is_not_a_list() -> None:
    body = par("References") + "".join(
        par(f"{number}. {text}") for number, text in enumerate(TYPED, 1)
    )
    body += bibliography("BIBLIOGRAPHY", "There are no sources in the current document.")
    assert [one.raw for one in extract(read(body))] == list(TYPED)


def test_addresses_behind_an_entry_count() -> None:
    rels = (
        '<Relationships><Relationship Id="r1" Target="https://doi.org/10.1000/1" '
        'TargetMode="External"/></Relationships>'
    )
    link = f'<w:hyperlink r:id="r1">{run(" Crossref")}</w:hyperlink>'
    first = char("begin") + coded(" ADDIN ZOTERO_BIBL {} ") + char("separate")
    body = par("References") + par(first, run(f"Works {PRINTED}"), link) + par(char("end"))
    (one,) = read(body, {"word/_rels/document.xml.rels": rels}).references or ()
    assert one.link_text == "https://doi.org/10.1000/1"
    assert one.label is None


# --- what cannot be read ----------------------------------------------------------------------


def test_what_is_wrong_is_said() -> None:
    content = pack(par("One") * 500)
    with pytest.raises(InputError, match="damaged"):
        read_docx("a.docx", content[: len(content) // 2])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/styles.xml", "<styles/>")
    with pytest.raises(InputError, match=r"lacks the part word/document\.xml"):
        read_docx("a.docx", stream.getvalue())
    with pytest.raises(InputError, match="XML"):
        read("<w:p>")


def test_a_bomb_is_refused() -> None:
    with pytest.raises(InputError, match="far more than its size"):
        read(par("x" * 60_000_000))


def test_unbalanced_marks_do_no_harm() -> None:
    marks = (
        char("end")
        + char("separate")
        + coded("x")
        + char("other")
        + '<w:bookmarkEnd w:id="9"/><w:fldSimple w:instr="PAGE"/>'
    )
    body = f"<w:tc/>{marks}<w:hyperlink/><w:sdt/>" + par("One", char("begin"), " quiet")
    document = read(body + par("hidden, as in Word"))
    assert document.text == "One\n"
