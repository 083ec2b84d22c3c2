"""Ligatures that a PDF maps to no character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.readers.pdf.lost_ligatures import with_ligatures
from refcheck.readers.pdf.reader import read_pdf
from refcheck.text.words import word_set

WORDS = """
    significant scientific identified modification profile first field final benefit confirm
    artificial deficiency filter fibrosis finding flow fluid influenza inflammation conflict
    reflux flexible fluorescence effect different offspring staff buffer diffusion
    scaffold efforts affected efficient coefficient insufficient traffic affinity difficult office
    muffle affluent patients relation activity motivation critical attitude pattern better
"""
_LIGATURE = re.compile("ffi|ffl|ff|fi|fl|ti|tt")


def read(text: str) -> str:
    letters, xs = with_ligatures(text, [float(place) for place in range(len(text))])
    assert len(letters) == len(xs)
    assert xs == sorted(xs)
    return "".join(letters)


@pytest.mark.parametrize("word", sorted(word_set(WORDS)))
@pytest.mark.parametrize("lost", ["\ufffe", "\ufffd"])
def test_the_letters_around_tell_which_it_was(word: str, lost: str) -> None:
    assert read(_LIGATURE.sub(lost, word, count=1) + " x") == f"{word} x"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("a long hy\ufffe", "a long hy-"),  # a hyphen at the end of a line
        ("M\ufffdller", "M\ufffdller"),  # any letter
        ("5 \ufffdg of it", "5 \ufffdg of it"),
        ("p \ufffd 0.05", "p \ufffd 0.05"),
        ("1\ufffe2", "1-2"),
        ("a plain line", "a plain line"),
        ("", ""),
    ],
)
def test_what_was_no_ligature(text: str, read_as: str) -> None:
    assert read(text) == read_as


@given(st.text(st.sampled_from("fitaeo -1\ufffe\ufffd"), max_size=40))
def test_nothing_else_changes(text: str) -> None:
    found = read(text)
    kept = [char for char in text if char not in "\ufffe\ufffd"]
    places = iter(found)
    assert all(char in places for char in kept)


@pytest.mark.parametrize("code", [b"FFFE", b"FFFD"])
def test_in_a_page(code: bytes) -> None:
    stream = (
        b"BT /F1 10 Tf 72 700 Td (A signi\001cant e\001ect of the dose, with a long hy-) Tj "
        b"0 -12 Td (phen and e\001cient \001ndings here.) Tj ET"
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 "
        b"begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <%b> endbfchar "
        b"endcmap end end" % code
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
        b" /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(cmap), cmap),
    )
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 7\n0000000000 65535 f \n%btrailer << /Size 7 /Root 1 0 R >>\n" % table
    out += b"startxref\n%d\n%%%%EOF" % (out.rindex(b"xref\n0 7"))
    assert read_pdf("a.pdf", out).text == (
        "A significant effect of the dose, with a long hy-\nphen and efficient findings here.\n"
    )
