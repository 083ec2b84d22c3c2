"""PDF: reading order, what is left out, superscripts, links, and PDFs that cannot be read.

The files are made by reportlab, or by hand where it makes no such thing.
"""

from __future__ import annotations

import io
import math
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from refcheck import processes, readers
from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.readers.pdf import (
    reader as pdf,
)
from refcheck.readers.pdf import (
    spans as pdf_pieces,
)
from refcheck.readers.pdf import (
    text as pdf_text,
)
from refcheck.readers.pdf import (
    worker as pdf_worker,
)
from refcheck.readers.pdf.pages import PdfFile
from refcheck.readers.pdf.spans import Piece
from refcheck.readers.pdf.text import render_pdf

WIDTH, HEIGHT = A4
REFERENCES = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: jumping the "
    "gun? Pharmacol Res. 2015;99:23-35.",
    "Murrough JW, Iosifescu DV, Chang LC, et al. Antidepressant efficacy of ketamine in treatment-"
    "resistant major depression: a two-site randomized controlled trial. Am J Psychiatry. "
    "2013;170:1134-42.",
    "Müller J, Pentyala S, Dilger J, Pentyala S. Ketamine enantiomers in the rapid and sustained "
    "antidepressant effects. Ther Adv Psychopharmacol. 2016;6:185-92.",
    "Newport DJ, Carpenter LL, McDonald WM, et al. Ketamine and other NMDA antagonists: early "
    "clinical trials and possible mechanisms in depression. Am J Psychiatry. 2015;172:950-66.",
)
BODY = (
    "Ketamine has been given to people with depression in small trials for many years, and the "
    "effect was seen within hours in most of them, but it did not last for longer than a week. "
) * 4


def drawn(*pages: Callable[[Canvas], None], **options: str) -> bytes:
    """A PDF whose pages are drawn by functions."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(
    *texts: str, x: float = 72, y: float = 720, size: float = 10, pitch: float = 12
) -> Callable[[Canvas], None]:
    """Lines of text one below the other."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.setFont("Times-Roman", size)
            canvas.drawString(x, y - number * pitch, text)

    return draw


def together(*parts: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def article(
    *, columns: int = 2, size: float = 9, justified: bool = True, hang: float = 12, copies: int = 12
) -> bytes:
    """An article with page headers, page numbers and a list of references."""
    stream = io.BytesIO()
    gap, margin = 20, 45
    width = (WIDTH - 2 * margin - (columns - 1) * gap) / columns
    frames = [
        Frame(margin + n * (width + gap), 60, width, HEIGHT - 130, id=str(n))
        for n in range(columns)
    ]

    def header_and_footer(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Italic", 8)
        head = "Smith and Jones" if document.page % 2 else "Ketamine in depression"
        canvas.drawString(margin, HEIGHT - 40, head)
        canvas.drawCentredString(WIDTH / 2, 30, str(document.page + 232))

    document = BaseDocTemplate(stream, pagesize=A4)
    document.addPageTemplates([PageTemplate("p", frames, onPage=header_and_footer)])
    text = ParagraphStyle("t", fontSize=size, leading=1.2 * size, alignment=4 if justified else 0)
    entry = ParagraphStyle("e", parent=text, leftIndent=hang, firstLineIndent=-hang)
    story = [Paragraph(f"{number}. {BODY}", text) for number in range(copies)]
    story.append(Paragraph("References", ParagraphStyle("h", fontSize=size + 3, leading=24)))
    story += [
        Paragraph(f"[{number}] {reference}", entry)
        for number, reference in enumerate(REFERENCES, 1)
    ]
    document.build(story)
    return stream.getvalue()


def read(content: bytes) -> Document:
    return render_pdf("a.pdf", content)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


# --- reading order ----------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("justified", [True, False])
def test_columns_are_read_one_after_the_other(columns: int, justified: bool) -> None:
    document = read(article(columns=columns, justified=justified))
    words = letters(document.text)
    assert words.count(letters(BODY)) == 12
    for reference in REFERENCES:
        assert letters(reference) in words
    assert "References\n" in document.text


def test_nothing_is_lost_but_heads_and_page_numbers() -> None:
    document = read(article(copies=30))
    printed = "".join(f"{n}.{BODY}" for n in range(30)) + "References"
    printed += "".join(f"[{n}]{one}" for n, one in enumerate(REFERENCES, 1))
    assert letters(document.text) == letters(printed)


def test_places_have_pages_and_hanging_indents() -> None:
    document = read(article(copies=30))
    assert len(document.page_starts) == document.text.count("\f") + 1 > 2
    start = document.text.index("[4] Newport")
    assert document.span(start, start + 4).page == len(document.page_starts)
    assert "\n[4] Newport" in document.text
    assert re.search(r"\n {2,3}\w[^\n]*2015;172:950-66", document.text)
    assert not document.may_have_page_headers


def test_columns_below_a_title_over_the_whole_width() -> None:
    left = [f"Left column, line {n}, with so many words" for n in range(20)]
    right = [f"Right column, line {n}, and just as many" for n in range(20)]
    wide = lines(*["One sentence over the whole width of the page, " * 2] * 3, y=760)
    low = lines(*["And one below both columns, over the whole width, " * 2] * 2, y=400)
    page = together(wide, lines(*left, y=700), lines(*right, x=320, y=700), low)
    text = read(drawn(page)).text
    order = [
        text.index(mark) for mark in ("One sent", left[0], left[-1], right[0], right[-1], "And")
    ]
    assert order == sorted(order)


def test_a_line_that_sticks_out_of_its_column() -> None:
    left = [f"Left column, line {n}, with so many words" for n in range(20)]
    left[9] = "https://example.org/" + "a-very-long-address/" * 5
    right = [f"Right column, line {n}, and just as many" for n in range(20)]
    text = read(drawn(together(lines(*left), lines(*right, x=320)))).text
    assert letters("".join(left)) in letters(text)


def test_a_short_last_column_beside_a_long_one() -> None:
    def full(page: str) -> Callable[[Canvas], None]:
        return together(
            lines(*[f"Page {page}, left, line {n}, with many words" for n in range(40)]),
            lines(*[f"Page {page}, right, line {n}, with as many" for n in range(40)], x=320),
        )

    last = together(
        lines(*[f"Last page, line {n}, with so many words" for n in range(40)]),
        lines("the end of the last", "entry, 2015;99:23.", x=332),
    )
    text = read(drawn(full("one"), full("two"), last)).text
    assert text.rstrip().endswith("the end of the last\n  entry, 2015;99:23.")


def test_a_heading_below_two_columns_belongs_to_what_follows() -> None:
    left = [f"Left column, line {n}, with so many words" for n in range(20)]
    right = [f"Right column, line {n}, and just as many" for n in range(20)]
    heading = lines("Appendix", y=460)
    wide = lines(*["One sentence over the whole width of the page, " * 2] * 3, y=430)
    page = together(lines(*left), lines(*right, x=320), heading, wide)
    text = read(drawn(page)).text
    assert text.index(right[-1]) < text.index("Appendix") < text.index("One sentence")


def test_wide_gaps_of_justified_lines_are_no_gutter() -> None:
    words = BODY.replace(",", "").split()

    def page(canvas: Canvas) -> None:
        for row in range(12):
            text = canvas.beginText(72, 700 - 12 * row)
            text.setFont("Times-Roman", 10)
            text.setWordSpace(8 + row % 3)
            text.textOut(" ".join(words[6 * row : 6 * row + 6]))
            canvas.drawText(text)

    expected = "\n".join(" ".join(words[6 * row : 6 * row + 6]) for row in range(12))
    assert read(drawn(page)).text == expected + "\n"


def test_cells_of_a_table_are_read_row_by_row() -> None:
    cells = [("Group", "n", "Mean"), ("Ketamine", "47", "12.1"), ("Placebo", "25", "13.9")]
    page = together(
        *(lines(*[row[column] for row in cells * 3], x=72 + 150 * column) for column in range(3))
    )
    assert "Ketamine 47 12.1\nPlacebo 25 13.9\n" in read(drawn(page)).text


def test_labels_stand_before_their_entries() -> None:
    labels = lines(*[f"{n}." for n in range(1, 9)], x=72)
    entries = lines(*[f"Smith J. On entry number {n}. Lancet. 2015." for n in range(1, 9)], x=95)
    text = read(drawn(together(labels, entries))).text
    assert "1. Smith J. On entry number 1. Lancet. 2015.\n2. Smith" in text


def test_gaps_leave_blank_lines() -> None:
    page = together(
        lines("References", y=740, size=14),
        lines("Smith J. On one thing, at great length indeed, and on", "more. 2015.", y=700),
        lines("Jones K. On another thing, at great length indeed, and", "more. 2016.", y=668),
    )
    assert read(drawn(page)).text == (
        "References\n\nSmith J. On one thing, at great length indeed, and on\nmore. 2015.\n\n"
        "Jones K. On another thing, at great length indeed, and\nmore. 2016.\n"
    )


def test_footnotes_stand_behind_the_columns_of_their_page() -> None:
    left = [f"Left column, line {n}, with so many words" for n in range(20)]
    right = [f"Right column, line {n}, and just as many" for n in range(22)]
    note = lines("* A note on it, in smaller type.", y=455, size=8)
    text = read(drawn(together(lines(*left), note, lines(*right, x=320)))).text
    assert letters("".join(left + right)) in letters(text)
    assert text.endswith("* A note on it, in smaller type.\n")


# --- what is left out -------------------------------------------------------------------------


def numbered(number: int) -> Callable[[Canvas], None]:
    text = [f"Page {number}, line {line}: words that differ on every page" for line in range(30)]
    head = lines("J Public Health (2010) 18:327-335" if number % 2 else "A. Author et al.", y=800)
    return together(head, lines(*text), lines(str(326 + number), x=300, y=40))


@pytest.mark.parametrize("count", [2, 3, 6])
def test_running_heads_and_page_numbers_are_left_out(count: int) -> None:
    text = read(drawn(*map(numbered, range(1, count + 1)))).text
    assert "Public Health" not in text
    assert "Author" not in text
    assert not re.search(r"^\s*\d+\s*$", text, re.M)
    assert text.count("words that differ") == 30 * count


def test_a_word_at_the_same_place_of_many_pages_is_kept() -> None:
    def page(other: str) -> Callable[[Canvas], None]:
        words = ("whatever", "followed", other)
        return together(
            *(lines(*[word] * 20, x=72 + 60 * number) for number, word in enumerate(words))
        )

    pages = map(page, ("hereafter", "therein", "moreover", "nonetheless"))
    assert read(drawn(*pages)).text.count("followed") == 80


def test_roman_page_numbers_are_left_out() -> None:
    pages = [
        together(lines(*["Words of a preface, and more of them"] * 20), lines(n, x=300, y=40))
        for n in ("i", "ii", "iii", "iv")
    ]
    assert not re.search(r"^\s*[iv]+\s*$", read(drawn(*pages)).text, re.M)


def test_a_heading_at_the_top_of_a_page_is_kept() -> None:
    body = lines(*[f"Line {n} of the text, with words enough" for n in range(40)], y=720)
    last = together(
        lines("References", y=720), lines("1. Smith J. On it. 2015.", "2. Jones K. 2016.", y=696)
    )
    assert "References" in read(drawn(body, body, last)).text


def test_line_numbers_of_manuscripts_are_left_out() -> None:
    def page(first: int) -> Callable[[Canvas], None]:
        numbers = lines(*[str(first + n) for n in range(25)], x=40, pitch=24)
        text = [f"Words of the manuscript, sentence {first + n}x" for n in range(25)]
        return together(numbers, lines(*text, pitch=24))

    text = read(drawn(page(1), page(26))).text
    assert text.startswith("Words of the manuscript, sentence 1x\n")
    assert not re.search(r"^\s*\d+ ", text, re.M)


def test_a_numbered_list_is_no_series_of_line_numbers() -> None:
    labels = lines(*[f"{n}" for n in range(1, 9)], x=72, pitch=24)
    entries = []
    for number in range(1, 9):
        entries += [f"Smith J. On entry number {number}, at some", f"length. Lancet. {number}."]
    text = read(drawn(together(labels, lines(*entries, x=95)))).text
    assert "1 Smith J. On entry number 1" in text


def test_stamps_and_turned_text_are_left_out() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            lines(*[f"Page {number}, line {n}, and its words" for n in range(30)])(canvas)
            canvas.drawString(200, 500.5, "Downloaded by guest")
            canvas.saveState()
            canvas.rotate(45)
            canvas.drawString(400, 100, "DRAFT")
            canvas.restoreState()

        return draw

    text = read(drawn(*map(page, range(6)))).text
    assert "DRAFT" not in text
    assert "Downloaded" not in text


def test_a_turned_page_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        lines(*[f"Line {n} of a wide table, turned" for n in range(8)], y=-100)(canvas)

    assert read(drawn(page)).text.startswith("Line 0 of a wide table, turned\nLine 1 of")


def test_what_lies_outside_of_the_page_is_left_out() -> None:
    page = together(lines("Words on the page"), lines("article.indd 12", x=-300))
    assert read(drawn(page)).text == "Words on the page\n"


# --- characters -------------------------------------------------------------------------------


def test_superscripts_are_noted_and_stay_where_they_are() -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Times-Roman", 10)
        text.textOut("as was shown")
        text.setFont("Times-Roman", 6)
        text.setRise(4)
        text.textOut("1,2")
        text.setFont("Times-Roman", 10)
        text.setRise(0)
        text.textOut(" in H")
        text.setFont("Times-Roman", 6)
        text.setRise(-2)
        text.textOut("2")
        text.setFont("Times-Roman", 10)
        text.setRise(0)
        text.textOut("O.")
        canvas.drawText(text)

    document = read(drawn(page))
    assert document.text == "as was shown1,2 in H2O.\n"
    assert document.superscripts == ((12, 15),)


def test_a_mark_before_a_word_and_one_painted_apart() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(72, 704, "a")
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(75, 700, "Department of Psychiatry")
        canvas.drawString(72, 680, "Words of another line")
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(
            75 + canvas.stringWidth("Department of Psychiatry", "Times-Roman", 10), 704, "7"
        )

    document = read(drawn(page))
    assert document.text.startswith("aDepartment of Psychiatry7\n")
    assert document.superscripts == ((0, 1), (25, 26))


@pytest.mark.parametrize(
    ("first", "second", "shift", "text"),
    [
        ("´", "e", -0.4, "Gérard"),
        ("´", "x", 3.0, "G´xrard"),
    ],
)
def test_accents_that_are_letters_of_their_own(
    first: str, second: str, shift: float, text: str
) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 700, "G")
        x = 72 + canvas.stringWidth("G", "Times-Roman", 10)
        canvas.drawString(x, 700, first)
        canvas.drawString(x + shift, 700, second)
        width = canvas.stringWidth(second, "Times-Roman", 10)
        canvas.drawString(x + max(shift, 0) + width, 700, "rard")

    assert read(drawn(page)).text == f"{text}\n"


@pytest.mark.parametrize("order", ["´E", "E´"])
def test_an_accent_raised_over_a_capital(order: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for sign in order:
            canvas.drawString(72 + (sign == "´"), 700 + 2 * (sign == "´"), sign)
        canvas.drawString(72 + canvas.stringWidth("E", "Times-Roman", 10), 700, "tude")

    assert read(drawn(page)).text == "Étude\n"


def test_an_accent_over_nothing_stays() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 702, "´")
        canvas.drawString(72.5, 700, "x and so on")

    assert read(drawn(page)).text.replace(" ", "") == "´xandsoon\n"


def test_marks_that_are_painted_before_all_lines() -> None:
    def page(canvas: Canvas) -> None:
        width = canvas.stringWidth("Words of a line with a mark", "Times-Roman", 10)
        canvas.setFont("Times-Roman", 6)
        for row in range(3):
            canvas.drawString(72 + width, 704 - 12 * row, str(row + 1))
        canvas.drawString(500, 640, "far")
        canvas.drawString(530, 640, "off")
        canvas.drawString(72 + width, 600, "z")
        for row in range(3):
            lines("Words of a line with a mark", y=700 - 12 * row)(canvas)

    document = read(drawn(page))
    words = "Words of a line with a mark"
    assert document.text.startswith(f"{words}1\n{words}2\n")
    assert [document.text[a:b] for a, b in document.superscripts] == ["1", "2", "3"]
    assert "far off" in document.text


def test_an_accent_painted_behind_its_line() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 700, "J. Gerard, and J. Bloch")
        canvas.drawString(72 + canvas.stringWidth("J. G", "Times-Roman", 10) + 0.4, 700, "´")

    assert read(drawn(page)).text == "J. Gérard, and J. Bloch\n"


def by_hand(stream: bytes, *, packed: bool = False, links: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page with the stream, in a font that names no encoding, and its links."""
    packing = b""
    if packed:
        stream, packing = zlib.compress(stream, 9), b" /Filter /FlateDecode"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> /Annots [%b] >>" % b" ".join(links),
        b"<< /Length %d%b >>\nstream\n%b\nendstream" % (len(stream), packing, stream),
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0]"
        b" /FirstChar 0 /LastChar 127 /Widths [%b] /CharProcs << >>"
        b" /Encoding << /Type /Encoding /Differences [0] >> >>" % (b"500 " * 128),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%btrailer << /Size 6 /Root 1 0 R >>\n%b" % (
        table,
        b"startxref\n%d\n%%%%EOF" % len(out),
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (rb"tra\036cking, 58\02564", "trafficking, 58–64"),
        (
            rb"tra\016cking, \014nds and so on, more words",
            "trafficking, finds and so on, more words",
        ),
    ],
)
def test_ligatures_of_old_fonts_of_tex(code: bytes, text: str) -> None:
    stream = b"BT /F1 10 Tf 72 700 Td (%b) Tj ET" % code
    assert read(by_hand(stream)).text == f"{text}\n"


def test_ligatures_are_made_letters() -> None:
    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts/Vera.ttf")))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 10)
        canvas.drawString(72, 700, "The first ﬁnding, and the ﬂow of it")

    assert read(drawn(page)).text == "The first finding, and the flow of it\n"


# --- links ------------------------------------------------------------------------------------


def test_links_lead_to_the_lines_that_they_name() -> None:
    def first(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 700, "as was shown [2] by others, see Crossref")
        left = 72 + canvas.stringWidth("as was shown ", "Times-Roman", 10)
        right = 72 + canvas.stringWidth("as was shown [2]", "Times-Roman", 10)
        canvas.linkAbsolute("", "two", Rect=(left, 697, right, 709))
        left = 72 + canvas.stringWidth("as was shown [2] by others, see ", "Times-Roman", 10)
        canvas.linkURL("https://doi.org/10.1000/1", (left, 697, 400, 709))
        canvas.linkURL("mailto:a@example.org", (72, 600, 400, 709))

    def second(canvas: Canvas) -> None:
        lines("[1] Smith J. On it. 2015.", "[2] Jones K. On that. 2016.", y=700)(canvas)
        canvas.bookmarkHorizontalAbsolute("two", 697)

    document = read(drawn(first, second))
    one, other = document.links
    assert document.text[one.start : one.end] == "[2]"
    assert document.text[other.start : other.end] == "Crossref"
    assert other.targets == ("https://doi.org/10.1000/1",)
    ((offset, name),) = document.anchors
    assert one.targets == (name,)
    assert document.text.startswith("[2] Jones", offset)


def link(target: bytes, *, rect: bytes = b"[70 695 200 712]") -> bytes:
    return b"<< /Type /Annot /Subtype /Link /Rect %b %b >>" % (rect, target)


@pytest.mark.parametrize(
    ("target", "targets", "anchors"),
    [
        (b"/A << /S /GoTo /D [3 0 R /XYZ 72 712 0] >>", ["page1,72,712"], [0]),
        (b"/Dest [3 0 R /XYZ 72 690 0]", ["page1,72,690"], []),
        (b"/Dest [3 0 R /XYZ 900 712 0]", ["page1,900,712"], []),
        (b"/Dest [3 0 R /Fit]", ["page1"], [0]),
        (b"/Dest [9 0 R /Fit]", [], []),
        (b"/A << /S /URI /URI (https://doi.org/10.1000/1) >>", ["https://doi.org/10.1000/1"], []),
        (b"/A << /S /URI /URI (mailto:a@b.org) >>", [], []),
        (b"/A << /S /URI /URI (https://%b) >>" % (b"x" * 3000), [], []),
        (b"/A << /S /Launch /F (x) >>", [], []),
        (b"", [], []),
    ],
)
def test_targets_of_links(target: bytes, targets: list[str], anchors: list[int]) -> None:
    far = link(target, rect=b"[400 100 500 120]")
    stream = b"BT /F1 10 Tf 72 700 Td (the words of a line, and more of them) Tj ET"
    document = read(by_hand(stream, links=(link(target), far)))
    assert [name for one in document.links for name in one.targets] == targets
    assert [offset for offset, _ in document.anchors] == anchors


# --- PDFs that cannot be read -----------------------------------------------------------------


def locked() -> bytes:
    return drawn(lines("Words"), encrypt="secret")


def scan() -> bytes:
    return drawn(lambda canvas: canvas.rect(10, 10, 400, 400, fill=1))


def undecodable() -> bytes:
    return by_hand(b"BT /F1 10 Tf 72 700 Td (7KLV LV D WHVW RI NHWDPLQH LQ GHSUHVVLRQ) Tj ET")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(locked, "protected by a password", id="locked"),
        pytest.param(scan, "no text: it is a scan; run OCR", id="scan"),
        pytest.param(lambda: drawn(lambda _canvas: None), "without text", id="empty"),
        pytest.param(lambda: b"%PDF-1.7\nnothing", "damaged", id="damaged"),
        pytest.param(undecodable, "cannot be decoded", id="no unicode"),
    ],
)
def test_what_is_wrong_is_said(content: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        pdf.read_pdf("a.pdf", content())
    assert caught.value.path == "a.pdf"
    assert "\n" not in str(caught.value)


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    content = drawn(lines("Words"), lines("Words"))
    monkeypatch.setattr(pdf_text, "_MOST_CHARACTERS", 6)
    with pytest.raises(InputError, match="too large: page 2 could not be reached"):
        read(content)
    monkeypatch.setattr(pdf_text, "_MOST_PAGES", 1)
    with pytest.raises(InputError, match="more than 1 pages"):
        read(content)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_read_as_far_as_it_goes_or_said_to_be_damaged(part: float) -> None:
    content = article()
    try:
        text = read(content[: int(part * len(content))]).text
    except InputError as error:
        text = error.reason
    assert text


# --- the process apart ------------------------------------------------------------------------


def test_the_process_apart_gives_the_same_document() -> None:
    content = article()
    assert pdf.read_pdf("a.pdf", content) == read(content)


def test_a_bomb_ends_the_process_and_the_next_file_is_read() -> None:
    bomb = by_hand(b"q " * 40_000_000, packed=True)
    with pytest.raises(InputError, match="far too much memory"):
        pdf.read_pdf("bomb.pdf", bomb)
    assert pdf.read_pdf("a.pdf", drawn(lines("Words"))).text == "Words\n"


@pytest.mark.parametrize(
    ("end", "reason"),
    [("SIGXCPU", "takes too long"), ("SIGKILL", "takes too long"), ("SIGABRT", "damaged")],
)
def test_why_a_process_has_died(monkeypatch: pytest.MonkeyPatch, end: str, reason: str) -> None:
    worker = pdf_worker._Worker()
    die = f"import os, signal; os.kill(os.getpid(), signal.{end})"
    monkeypatch.setattr(processes, "_START", die)
    answer = worker.ask(b"x" * 1_000_000)
    assert answer is not None
    assert reason in answer["error"]


def test_without_a_process_pdfs_are_read_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_worker, "_WORKER", pdf_worker._Worker())
    monkeypatch.setattr(processes.sys, "executable", "")
    assert pdf.read_pdf("a.pdf", drawn(lines("Words"))).text == "Words\n"
    monkeypatch.setattr(processes.sys, "executable", "/none/such")
    assert pdf.read_pdf("a.pdf", drawn(lines("Words"))).text == "Words\n"


def test_a_fork_leaves_the_process_of_its_parent_alone() -> None:
    worker = pdf_worker._Worker()
    assert worker.ask(drawn(lines("Words"))) is not None
    first = worker._process
    worker._owner = -1
    assert worker.stop() is None
    worker._process = first
    assert worker.ask(drawn(lines("Words"))) is not None
    assert worker._process is not first
    worker.stop()
    worker._process, worker._owner = first, pdf_worker.os.getpid()
    assert worker.stop() == 0


def test_the_side_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_worker, "_bound_memory", lambda: None)
    monkeypatch.setattr(pdf_worker, "_bound_time", lambda _pages: None)
    requests, answers = io.BytesIO(), io.BytesIO()
    for content in (drawn(lines("Words")), b"nothing"):
        processes.send(requests, content)
    requests.write(b"\0")
    requests.seek(0)
    pdf_worker.serve(requests, answers)
    answers.seek(0)
    assert b"Words" in (processes.receive(answers) or b"")
    assert b"damaged" in (processes.receive(answers) or b"")

    def exhausted(*_arguments: object) -> Document:
        raise MemoryError

    monkeypatch.setattr(pdf_text, "render_pdf", exhausted)
    assert b"memory" in pdf_worker._answer(b"")


def test_the_bounds_of_the_process_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    limits: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, pair: limits.append((kind, pair[0])))
    pdf_worker._bound_memory()
    pdf_worker._bound_time(1)
    kinds = dict(limits)
    assert 0 < kinds[resource.RLIMIT_DATA] <= pdf_worker._MEMORY
    assert kinds[resource.RLIMIT_CPU] >= pdf_worker._SECONDS
    monkeypatch.setitem(sys.modules, "resource", None)
    pdf_worker._bound_memory()
    pdf_worker._bound_time(1)
    assert len(limits) == 3


def test_a_process_that_does_not_end_is_killed() -> None:
    class Stubborn:
        stdin = stdout = None
        killed = False

        def kill(self) -> None:
            self.killed = True

        def wait(self, timeout: float | None = None) -> int:
            if not self.killed:
                raise subprocess.TimeoutExpired("x", timeout or 0)
            return -9

    worker = pdf_worker._Worker()
    worker._process, worker._owner = Stubborn(), os.getpid()  # type: ignore[assignment]
    assert worker.stop() == -9


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (("Vall´", 100.0), ("ée", 116.5), "Vall´ée"),
        (("Vall´", 100.0), ("ee", 116.5), "Vallée"),
        (("Vall´", 100.0), ("ee", 130.0), None),
        (("Vall", 100.0), ("ee", 117.0), "Vallee"),
        (("Vall", 100.0), ("ee", 150.0), None),
    ],
)
def test_pieces_that_go_on(
    before: tuple[str, float], after: tuple[str, float], joined: str | None
) -> None:
    piece, run = (
        Piece(text, [left + 4 * n for n in range(len(text))], left + 4 * len(text), 700, 10)
        for text, left in (before, after)
    )
    assert pdf_pieces._join(piece, run) == (joined is not None)
    assert piece.text == (joined or before[0])


def test_what_pdfium_cannot_place_is_left_out() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2.raw")

    def reader(**calls: object) -> list[Piece]:
        def place(_text: object, index: int, x: object, y: object) -> int:
            x._obj.value, y._obj.value = 72.0 + 5 * index, 700.0  # type: ignore[attr-defined]
            return 1

        def turn(_text: object, _index: int, matrix: object) -> int:
            matrix._obj.a = matrix._obj.d = 1.0  # type: ignore[attr-defined]
            return 1

        known = {
            "FS_MATRIX": pypdfium2.FS_MATRIX,
            "FS_RECTF": pypdfium2.FS_RECTF,
            "FPDFText_GetCharOrigin": place,
            "FPDFText_GetMatrix": turn,
            "FPDFText_GetFontSize": lambda *_: 10.0,
            "FPDFText_GetLooseCharBox": lambda *_: 0,
            **calls,
        }
        return pdf_pieces.read_pieces(
            SimpleNamespace(**known), None, "a\nbc\u200b", (0, 0, 600, 800)
        )

    assert [piece.text for piece in reader()] == ["abc"]
    assert reader(FPDFText_GetCharOrigin=lambda *_: 0) == []
    assert reader(FPDFText_GetMatrix=lambda *_: 0) == []
    assert reader(FPDFText_GetMatrix=lambda *_: 1) == []
    assert reader(FPDFText_GetFontSize=lambda *_: math.nan) == []


def test_the_process_ends_with_the_run_whoever_waits_for_it() -> None:
    worker = pdf_worker._Worker()
    worker.close()
    for waits in (False, True):
        assert worker.ask(drawn(lines("Words"))) is not None
        process = worker._process
        assert process is not None
        if waits:
            worker._lock.acquire()
        worker.close()
        assert process.returncode == (-9 if waits else 0)


class FakeError(Exception):
    """What PDFium raises."""


def fake(**raw: object) -> PdfFile:
    """A PDF without PDFium behind it."""
    module = SimpleNamespace(PdfiumError=FakeError, raw=SimpleNamespace(**raw))
    return PdfFile(module, [])


def test_a_damaged_page_is_empty() -> None:
    def refuse() -> None:
        raise FakeError

    class Pages:
        def __getitem__(self, number: int) -> object:
            if number:
                raise FakeError
            return SimpleNamespace(get_textpage=refuse, close=lambda: None)

    file = fake()
    file._document = Pages()
    assert file.page(0).pieces == file.page(1).pieces == []


def test_a_page_without_a_box_is_read_whole() -> None:
    def refuse() -> None:
        raise FakeError

    for box in (refuse, lambda: (0, 0, 0, 0)):
        assert fake()._box(SimpleNamespace(get_bbox=box))[2] > 1000


def test_characters_are_read_one_by_one_where_they_cannot_be_at_once() -> None:
    codes = [0x41, 0x1D6FD, 0xD800]
    file = fake(
        FPDFText_GetText=lambda *_: 2, FPDFText_GetUnicode=lambda _text, index: codes[index]
    )
    assert file._characters(SimpleNamespace(raw=None), 3) == "A\U0001d6fd\ufffd"


def test_five_hundred_pages_are_read_within_bounds() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for page in range(500):
        text = canvas.beginText(72, 760)
        text.setFont("Times-Roman", 10)
        for line in range(20):
            text.textLine(f"{page}.{line} Ketamine has been given to people with depression {page}")
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    document = pdf.read_pdf("a.pdf", stream.getvalue())
    assert len(document.page_starts) == 500
    assert document.text.count("\n") >= 10_000


def test_a_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "article"
    path.write_bytes(drawn(lines("Words")))
    assert readers.read(str(path)).text == "Words\n"


def test_each_page_has_time_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    limits: list[int] = []
    used = SimpleNamespace(ru_utime=0.0, ru_stime=0.0)
    no_limit = resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "getrusage", lambda _who: used)
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (no_limit, no_limit))
    monkeypatch.setattr(resource, "setrlimit", lambda _what, both: limits.append(both[0]))
    for page in range(5_000):
        used.ru_utime = page * 0.1  # 500 seconds for all, and yet each page is quick
        pdf_worker._bound_time(1)
    assert all(limit - page * 0.1 >= 9 for page, limit in enumerate(limits))
    assert all(limit - page * 0.1 <= 11 for page, limit in enumerate(limits))
    pdf_worker._bound_time(5_000)  # a step that is about all of them
    assert limits[-1] - used.ru_utime >= 9 + 0.05 * 4_999
