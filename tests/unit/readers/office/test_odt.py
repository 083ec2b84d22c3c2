"""OpenDocument: lists, notes, what is left out, and what reference managers leave."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from html import escape

import pytest

from refcheck.errors import InputError
from refcheck.extraction import extract
from refcheck.model.document import Document
from refcheck.model.record import GroupName, PersonName
from refcheck.readers.office.odt import read_odt

SPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "style", "table", "fo", "meta", "draw", "manifest")
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
PRINTED = (
    "Rajkumar R, Fam J. Ketamine and suicidal ideation in depression. Pharmacol Res. 2015;99:23."
)
OTHER = "Murrough JW. Antidepressant efficacy of ketamine. Am J Psychiatry. 2013;170:1134."
CODE = json.dumps(
    {
        "citationItems": [
            {
                "uris": ["http://zotero.org/users/1/1"],
                "itemData": {
                    "id": 1,
                    "type": "article-journal",
                    "title": "Ketamine and suicidal ideation in depression",
                    "author": [{"family": "Rajkumar", "given": "R."}],
                    "issued": {"date-parts": [[2015]]},
                },
            }
        ]
    }
)


def pack(body: str, styles: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(body: str, styles: str = "", parts: Mapping[str, str] | None = None) -> Document:
    return read_odt("a.odt", pack(body, styles, parts))


def par(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, properties: str, parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


def test_paragraphs_headings_and_places() -> None:
    document = read('<text:h text:outline-level="1">Title</text:h>' + par("") + par("One\n  two"))
    assert document.text == "Title\n\nOne two\n"
    assert document.span(7, 10).path == "paragraph 3"
    assert document.references is None
    assert not document.may_have_page_headers


def test_signs_within_paragraphs() -> None:
    inner = 'a<text:s text:c="3"/>b<text:s/>c<text:tab/>d<text:line-break/>e<text:s text:c="x"/>'
    assert read(par(inner)).text == "a   b c\td\ne \n"


def test_what_is_not_printed_is_left_out() -> None:
    styles = style("Quiet", 'text:display="none"') + style("Child", 'fo:color="#000"', "Quiet")
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        + par('seen <text:span text:style-name="Child">hidden</text:span>and kept')
        + par("nothing", "Quiet")
        + par("a<office:annotation><text:p>comment</text:p></office:annotation>b")
        + '<text:section text:name="s" text:display="none">'
        + par("no")
        + "</text:section>"
        + '<text:section text:name="t">'
        + par("yes")
        + "</text:section>"
        + par("c<text:hidden-text>x</text:hidden-text>")
    )
    assert read(body, styles).text == "seen and kept\n\nab\n\nyes\n\nc\n"


def test_superscripts_of_automatic_and_common_styles() -> None:
    common = (
        f"<office:document-styles {SPACES}><office:styles>"
        + style("Up", 'style:text-position="33% 58%"')
        + "</office:styles></office:document-styles>"
    )
    styles = style("T1", 'style:text-position="super 58%"') + style("T2", "", "Up")
    styles += style("T3", 'style:text-position="sub 58%"') + style("T4", 'style:text-position="x"')
    spans = "".join(f'<text:span text:style-name="T{n}">{n}</text:span> and ' for n in range(1, 6))
    document = read(par(spans), styles, {"styles.xml": common})
    assert document.superscripts == ((0, 1), (6, 7))


def test_text_boxes_and_tables() -> None:
    box = f"<draw:frame><draw:text-box>{par('In the box')}</draw:text-box></draw:frame>"
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ((par("1."), par("Smith J.")), (par("2."), par("Jones K.") + par("More")))
    )
    document = read(par(f"Before{box} after") + f"<table:table>{cells}</table:table>" + par("End"))
    assert document.text == (
        "Before after\n\nIn the box\n\n1.\tSmith J.\n2.\tJones K.\nMore\n\nEnd\n"
    )


def test_pages_are_those_that_the_program_has_laid_out() -> None:
    document = read(par("One") + "<text:soft-page-break/>" + par("Two<text:soft-page-break/>three"))
    assert document.page_starts == (0, 3, 8)


# --- lists ------------------------------------------------------------------------------------


def number(level: int, form: str, more: str = "") -> str:
    return f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" {more}/>'


STYLES = (
    '<text:list-style style:name="L1">'
    + number(1, "1", 'style:num-suffix="."')
    + number(2, "i", 'style:num-prefix="(" style:num-suffix=")" text:display-levels="2"')
    + number(3, "")
    + number(99, "1")
    + "</text:list-style>"
    '<text:list-style style:name="L2">'
    + number(1, "A", 'loext:num-list-format="[%1%]" text:start-value="3"').replace("loext", "text")
    + '<text:list-level-style-bullet text:level="2" text:bullet-char="\uf0b7"/>'
    + '<text:list-level-style-image text:level="3"/></text:list-style>'
    '<style:style style:name="P2" style:list-style-name="L2"/>'
)


def listed(items: str, more: str = 'text:style-name="L1"') -> str:
    return f"<text:list {more}>{items}</text:list>"


def item(text: str, inner: str = "", more: str = "", name: str = "Standard") -> str:
    return f"<text:list-item {more}>{par(text, name)}{inner}</text:list-item>"


def test_lists_within_lists() -> None:
    inner = listed(item("a") + item("b", listed(item("deep"), "")), "")
    body = listed(item("One", inner) + item("Two") + item("Three", listed(item("c"), "")))
    assert read(body, STYLES).text == (
        "1. One\n(1.i) a\n(1.ii) b\ndeep\n2. Two\n3. Three\n(3.i) c\n"
    )


def test_lists_go_on() -> None:
    body = listed(item("One") + item("Two"), 'text:style-name="L1" xml:id="first"')
    body += par("between")
    body += listed(item("Three"), 'text:style-name="L1" text:continue-numbering="true"')
    body += par("between") + listed(item("One"))
    body += listed(item("Four"), 'text:style-name="L1" text:continue-list="first"')
    body += listed(item("Nine", more='text:start-value="9"') + item("Ten"))
    labels = [line.split()[0] for line in read(body, STYLES).text.split("\n") if ". " in line]
    assert labels == ["1.", "2.", "3.", "1.", "4.", "9.", "10."]


def test_other_styles_of_lists() -> None:
    deep = listed(item("Bullet", listed(item("Image"), "")), "")
    body = listed(item("C", deep) + item(""), 'text:style-name="L2"')
    body += listed(
        "<text:list-header>" + par("Head") + "</text:list-header>" + item("by", name="P2")
    )
    body += listed(item("none"), 'text:style-name="none"')
    assert read(body, STYLES).text == "[C] C\n• Bullet\n• Image\n\nHead\n[C] by\nnone\n"


def test_a_numbered_list_is_found() -> None:
    body = par("References") + listed(item(PRINTED) + item(OTHER) + item(PRINTED))
    strings = extract(read(body, STYLES))
    assert [one.label for one in strings] == ["1.", "2.", "3."]


# --- notes and links --------------------------------------------------------------------------


def note(kind: str, text: str, label: str = "") -> str:
    own = f' text:label="{label}"' if label else ""
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation{own}>1</text:note-citation>'
        f"<text:note-body>{par(text)}</text:note-body></text:note>"
    )


def test_notes_follow_the_text_endnotes_first() -> None:
    body = par("a" + note("footnote", "one") + "b" + note("endnote", "end") + "c")
    body += par("d" + note("footnote", "two", "*")) + '<text:note text:note-class="footnote"/>'
    document = read(body)
    assert document.text == "a1b1c\n\nd*\n\n1. end\n1. one\n2. two\n"
    assert document.superscripts == ((1, 2), (3, 4), (8, 9))
    assert [link.targets for link in document.links] == [
        ("footnote-1",),
        ("endnote-1",),
        ("footnote-2",),
    ]
    assert document.span(12, 15).path == "endnote 1"


def test_a_note_without_a_body() -> None:
    assert read(par('a<text:note text:note-class="footnote"/>')).text == "a1\n"


def test_links_bookmarks_and_references_to_them() -> None:
    body = '<text:bookmark text:name="top"/>' + par(
        '<text:a xlink:href="#one">[1]</text:a> <text:a xlink:href="https://doi.org/10.1000/1">x'
        '</text:a> <text:a xlink:href="file">y</text:a>'
        '<text:bookmark-ref text:ref-name="one">[2]</text:bookmark-ref>'
        '<text:reference-ref text:ref-name="two">[3]</text:reference-ref>'
    )
    body += par(
        'a<text:bookmark-start text:name="one"/>b<text:bookmark-end text:name="one"/>'
        '<text:reference-mark-start text:name="two"/>c<text:reference-mark-end text:name="two"/>'
        '<text:bookmark/><text:reference-mark-end text:name="none"/>'
    )
    body += '<text:a xlink:href="#one"><text:span/></text:a><text:bookmark-ref/>'
    document = read(body)
    assert [(document.text[one.start : one.end], one.targets) for one in document.links] == [
        ("[1]", ("one",)),
        ("x", ("https://doi.org/10.1000/1",)),
        ("[2]", ("one",)),
        ("[3]", ("two",)),
    ]
    assert [(document.text[offset], name) for offset, name in document.anchors] == [
        ("[", "top"),
        ("b", "one"),
        ("c", "two"),
    ]


# --- reference managers -----------------------------------------------------------------------


def check(document: Document) -> None:
    assert document.references is not None
    one, other = document.references
    assert document.text[one.start : one.end].startswith("Rajkumar R, Fam J.")
    assert one.record is not None
    assert one.record.authors == (PersonName(family="Rajkumar", given="R."),)
    assert other.record is None
    (link,) = document.links
    assert (document.text[link.start : link.end], link.targets) == ("[1]", (one.id,))


@pytest.mark.parametrize(
    ("citation", "printed"),
    [
        ("ZOTERO_ITEM CSL_CITATION {} RNDx", "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RNDy"),
        ("ADDIN CSL_CITATION {}", "Mendeley Bibliography CSL_BIBLIOGRAPHY"),
    ],
)
def test_zotero_and_mendeley_in_marks_and_sections(citation: str, printed: str) -> None:
    name = escape(citation.replace("{}", CODE))
    body = par(
        f'as shown <text:reference-mark-start text:name="{name}"/>[1]'
        f'<text:reference-mark-end text:name="{name}"/>'
    )
    body += f'<text:section text:name="{printed}">{par("1. " + PRINTED)}{par("2. " + OTHER)}'
    check(read(body + "</text:section>" + par("After")))


def test_zotero_in_bookmarks() -> None:
    code = f"ZOTERO_ITEM CSL_CITATION {CODE}"
    values = {"ZOTERO_BREF_a_1": code[:99], "ZOTERO_BREF_a_2": code[99:], "Other": "x"}
    values["ZOTERO_BREF_b_1"] = "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"
    meta = "".join(
        f'<meta:user-defined meta:name="{name}">{escape(value)}</meta:user-defined>'
        for name, value in values.items()
    )
    body = par(
        '<text:bookmark-start text:name="ZOTERO_BREF_a"/>[1]'
        '<text:bookmark-end text:name="ZOTERO_BREF_a"/>'
    )
    body += par('<text:bookmark-start text:name="ZOTERO_BREF_b"/>1. ' + PRINTED)
    body += par("2. " + OTHER + '<text:bookmark-end text:name="ZOTERO_BREF_b"/>')
    parts = {"meta.xml": f"<office:document-meta {SPACES}>{meta}</office:document-meta>"}
    check(read(body, parts=parts))
    assert read(body, parts={"meta.xml": "<broken"}).references is None


def test_the_bibliography_of_the_program_itself() -> None:
    mark = (
        '<text:bibliography-mark text:identifier="Raj15" text:bibliography-type="article" '
        'text:author="Rajkumar, R.; Jane Fam and WHO" text:year="2015" '
        'text:journal="Pharmacol Res" '
        'text:title="Ketamine and suicidal ideation in depression" text:volume="99" '
        'text:institution="NUS">[1]</text:bibliography-mark>'
    )
    body = par(f"as shown {mark}") + '<text:bibliography-mark text:identifier="Raj15"/>'
    body += (
        "<text:bibliography><text:bibliography-source><text:index-title-template>no"
        "</text:index-title-template></text:bibliography-source><text:index-body>"
        f"{par('Bibliography')}{par('[1]: ' + PRINTED)}{par(OTHER)}"
        "</text:index-body></text:bibliography>"
    )
    document = read(body)
    assert document.references is not None
    record = document.references[0].record
    assert record is not None
    assert record.container_title == "Pharmacol Res"
    people = [one.family for one in record.authors if isinstance(one, PersonName)]
    assert people == ["Rajkumar", "Fam"]
    assert record.authors[2] == GroupName(name="WHO")
    assert record.issued is not None
    assert record.issued.year == 2015
    assert document.links[0].targets == (document.references[0].id,)


# --- what cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pack(par("One") * 500)[:300], "damaged"),
        (pack("<text:p>"), "XML"),
        (
            pack("", parts={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            "protected by a password",
        ),
        (pack(par("x" * 60_000_000)), "far more than its size"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_odt("a.odt", content)


def test_a_table_is_no_text() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:spreadsheet/></office:body>"
            "</office:document-content>",
        )
    with pytest.raises(InputError, match="not a text"):
        read_odt("a.ods", stream.getvalue())


def test_elements_out_of_place_do_no_harm() -> None:
    body = (
        "<text:s/><text:tab/><text:line-break/><table:table-cell/><text:soft-page-break/>"
        '<text:reference-mark-start text:name="CSL_CITATION {"/>'
        '<text:reference-mark-end text:name="CSL_CITATION {"/>loose words'
    )
    assert read(body + par("One")).text == "One\n"
