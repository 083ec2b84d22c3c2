"""Which format a file is in: its content before its name."""

from __future__ import annotations

import io
import sys
import zipfile
from types import SimpleNamespace

import pytest

from refcheck import readers
from refcheck.errors import InputError
from refcheck.readers.files.detection import is_foreign, recognise
from refcheck.readers.registry import FORMATS

JATS = b"<?xml version='1.0'?>\n<!DOCTYPE article PUBLIC '-//NLM//DTD' 'a.dtd'>\n<article><front/>"
ITEM = b'[{"type": "article-journal", "title": "Ketamine", "id": "a"}]'
PAGE = b"<!DOCTYPE html><html><body><p>x</p></body></html>"
ARCHIVE = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html";\r\n\tboundary="b"\r\n\r\n--b\r\n'
)


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def title(path: str, content: bytes) -> str:
    found = recognise(path, content)
    return next(key for key, one in FORMATS.items() if one is found)


@pytest.mark.parametrize(
    ("path", "content", "key"),
    [
        ("a.txt", b"Smith J.", "text"),
        ("a.rst", b"Smith J.", "text"),
        ("a.txt", b"", "text"),
        ("a.docx", b"", "text"),
        ("a.txt", b"%PDF-1.7\n", "pdf"),
        ("a.html", b"junk\n%PDF-1.7\n", "pdf"),
        ("a.txt", zipped("[Content_Types].xml", "word/document2.xml"), "docx"),
        ("a.zip", zipped("mimetype", "content.xml"), "odt"),
        ("-", zipped("mimetype", "META-INF/container.xml"), "epub"),
        ("a.doc", b"\n{\\rtf1\\ansi x}", "rtf"),
        ("a.rtf", b"Smith J.", "text"),
        ("a.rtf", b"Smith <J>.", "text"),
        ("a.rtf", b"\x00<\x01" * 40, "text"),  # which refuses it
        ("a.txt", PAGE, "html"),
        ("a.pdf", PAGE, "html"),
        ("a.xml", PAGE, "html"),
        ("a.xml", b"<?xml version='1.0'?><html xmlns='x'><body/></html>", "html"),
        ("a.txt", b"\xef\xbb\xbf \n<p>x</p>", "html"),
        ("a.html", b"<article><h1>x</h1></article>", "html"),
        ("a.html", b"plain words", "text"),
        ("a.html", b"words <b>and</b> marks", "html"),
        ("a.md", b"<div align=center>\n\n# Title", "markdown"),
        ("a.txt", JATS, "jats"),
        ("a.xml", JATS.decode().encode("utf-16"), "jats"),
        ("a.xml", b"<article><front>cut sh", "jats"),
        ("a.xml", b"<pmc-articleset><article/></pmc-articleset>", "jats"),
        ("-", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "tei"),
        ("a.xml", b"<tei:TEI xmlns:tei='x'/>", "tei"),
        (
            "a.xml",
            b"<xml><records><record><database name='a'/></record></records></xml>",
            "endnote",
        ),
        ("a.xml", b"<!-- " + b"x" * 100, "jats"),
        ("a.txt", b"TY  - JOUR\nTI  - x\nER  - \n", "ris"),
        ("a.txt", b"1.\nTY  - JOUR\nTI  - x\nER  - \n", "ris"),
        ("-", b"Provider: X\nContent: y\n\nTY  - JOUR\nTI  - x\nER  - \n", "ris"),
        ("a.txt", b"ty  - jour\nti  - x\n", "ris"),
        ("a.txt", b"TY  - JOUR is the first tag of an entry.\n", "text"),
        ("a.txt", b"\nPMID- 25982932\nTI  - x\n", "nbib"),
        ("a.txt", b"% comment\n@article{smith2010,\n title={x}}", "bibtex"),
        ("a.bib", b"@string{x = {y}}", "bibtex"),
        ("a.txt", b"%\n\\documentclass{article}", "latex"),
        ("a.tex", b"\\input{x}", "latex"),
        ("a.bbl", b"\\begin{thebibliography}{9}", "latex"),
        ("a.json", b"{}", "csl-json"),
        ("-", ITEM, "csl-json"),
        ("-", b'{"name": "x"}', "text"),
        ("-", b"[1] Smith J.", "text"),
        ("-", b"---\ntitle: x\nbibliography: a.bib\n---\n", "markdown"),
        ("-", b"# Title\n\nIt works [@smith2010].\n", "markdown"),
        ("-", b"# A comment in a text\n", "text"),
        ("a.txt", ARCHIVE, "mhtml"),
        ("a.mhtml", b"no head", "text"),
        ("a.txt", b"MIME-Version: 1.0\n\nContent-Type: multipart/related in a text", "text"),
    ],
)
def test_content_comes_before_the_name(path: str, content: bytes, key: str) -> None:
    assert title(path, content) == key


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("a.xml", b"<rss><channel/></rss>", "its root is <rss>"),
        ("a.xml", b"<article xmlns='http://docbook.org/ns/docbook'/>", "root is <article>"),
        ("a.xml", b"<records>" + b"<record/>" * 900, "root is <records>"),
        ("a.docx", zipped("xl/workbook.xml"), "Excel"),
        ("a.zip", zipped("a.txt"), "ZIP archive, but not"),
        ("a.docx", b"PK\x03\x04\x14\x00", "damaged ZIP"),
        ("a.docx", b"\x00\x01\x02" * 50, "not a Word file"),
        ("a.pdf", b"\x00\x01\x02" * 50, "not a PDF file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "image"),
    ],
)
def test_what_holds_no_article_is_refused(path: str, content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        recognise(path, content)
    assert "\n" not in str(caught.value)


def test_only_the_suffix_is_that_of_an_article() -> None:
    assert is_foreign("a.xml", b"<svg/>")
    assert not is_foreign("a.xml", JATS)
    assert not is_foreign("a.xml", b"<!-- cut")
    assert is_foreign("a.json", b"{}")
    assert not is_foreign("a.json", ITEM)
    assert not is_foreign("a.txt", b"<svg/>")


def test_doctypes_and_comments_before_the_root() -> None:
    head = b"<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE a [\n<!ENTITY x '&#8212;'>\n]>\n<?x y?>"
    assert title("a.xml", head + b"<article><front/></article>") == "jats"
    assert title("a.xml", b"<?x?>" * 60 + b"<article/>") == "jats"  # given up, and named so


@pytest.mark.parametrize(
    ("content", "text"),
    [(PAGE, "x\n"), (ARCHIVE + b"Content-Type: text/html\r\n\r\n<p>y</p>\r\n--b--", "y\n")],
)
def test_standard_input_is_of_any_format(
    monkeypatch: pytest.MonkeyPatch, content: bytes, text: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    assert readers.read("-").text == text
