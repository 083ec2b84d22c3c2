"""Where the text of a Word document is in its parts."""

from __future__ import annotations

import pytest
from tests.unit.readers.office.docx.test_reader import bibliography, coded, pack, par, run
from tests.unit.readers.office.docx.test_reader import char as field_char

from refcheck.readers.archives import open_archive
from refcheck.readers.office.docx.reader import map_docx, read_docx
from refcheck.readers.office.docx.text_map import WordText
from refcheck.readers.office.paragraphs import raw_offset
from refcheck.safe_xml import local_name


def mapped(body: str) -> WordText:
    content = pack(body)
    text = map_docx("a.docx", open_archive("a.docx", content))
    assert text.document == read_docx("a.docx", content)
    return text


BODY = (
    par(
        run("One "),
        run("two\u00ad"),
        "<w:r><w:tab/><w:t>three</w:t><w:br/><w:noBreakHyphen/></w:r>",
    )
    + par()
    + par(run("  "))
    + par('<w:ins w:id="1">', run("in"), "</w:ins>", '<w:del w:id="2">', run("out"), "</w:del>")
    + f"<w:tbl><w:tr><w:tc>{par(run('a'))}</w:tc><w:tc>{par(run('b'))}</w:tc></w:tr></w:tbl>"
    + par(run("hidden", "<w:vanish/>"), run("shown"))
)


def test_each_piece_is_what_its_element_writes() -> None:
    text = mapped(BODY)
    shown = [
        (text.document.text[one.start : one.end], local_name(one.element)) for one in text.pieces
    ]
    assert shown == [
        *(("One ", "t"), ("two", "t"), ("\t", "tab"), ("three", "t"), ("\n", "br")),
        *(("-", "noBreakHyphen"), ("in", "t"), ("a", "t"), ("b", "t"), ("shown", "t")),
    ]
    assert "out" not in text.document.text


def test_the_pieces_between_two_places() -> None:
    text = mapped(par(run("abc"), run("def"), run("ghi")))
    found = [(one.start, one.end) for one in text.between(2, 5)]
    assert found == [(0, 3), (3, 6)]
    assert [one.start for one in text.between(3, 6)] == [3]
    assert list(text.between(99, 100)) == []
    assert list(mapped("").between(0, 5)) == []


def test_a_piece_knows_the_fields_that_print_it() -> None:
    text = mapped(par(run("Words.")) + bibliography("ADDIN ZOTERO_BIBL {}", "Printed."))
    first, last = text.pieces
    assert first.codes == ()
    assert [one.strip() for one in last.codes] == ["ADDIN ZOTERO_BIBL {}"]


def test_nested_fields_are_named_from_the_outside_in_and_not_without_end() -> None:
    open_field = field_char("begin") + coded("QUOTE") + field_char("separate")
    text = mapped(par(open_field * 60, run("Printed."), field_char("end") * 60))
    assert len(text.pieces[0].codes) == 20


@pytest.mark.parametrize(
    ("raw", "count", "place"),
    [
        ("abc", 2, 2),
        ("abc", 9, 3),
        ("a\u00adbc", 1, 1),
        ("a\u00adbc", 2, 3),
        ("\u200ba", 1, 2),
        ("é\n", 2, 2),
        ("\u2028é", 1, 1),
    ],
)
def test_places_in_a_text_with_what_the_reader_leaves_out(raw: str, count: int, place: int) -> None:
    assert raw_offset(raw, count) == place
