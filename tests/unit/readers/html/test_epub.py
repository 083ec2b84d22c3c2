"""EPUB and web archives: pages that are packed."""

from __future__ import annotations

import io
import zipfile

import pytest

from refcheck.errors import InputError
from refcheck.extraction import extract
from refcheck.readers.html.epub import read_epub
from refcheck.readers.html.mhtml import read_mhtml

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="n" href="notes.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="p.png" media-type="image/png"/>
</manifest><spine><itemref idref="c"/><itemref idref="p"/><itemref idref="n"/><itemref idref="c"/>
<itemref idref="gone"/></spine></package>"""
CHAPTER = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/>
</head><body><h1>One</h1><p>It works<a epub:type="noteref" href="../notes.xhtml#n1">1</a>&#160;so
<a href="#here">here</a>, <a href="../notes.xhtml">notes</a>, <a href="mailto:x@y.z">mail</a>,
<a href="https://example.org/">web</a>.</p><p id="here">Here.</p>
<aside epub:type="footnote"><p>A note.</p></aside></body></html>"""
NOTES = """<html><body><h2>References</h2><ol>
<li id="n1">Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in
treatment-resistant depression: A systematic review. Curr Neuropharmacol. 2014;12:444-61.<br>
<li>Miller OH, Moran JT, Hall BJ. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26.
</ol>"""


def packed(**changed: str | None) -> bytes:
    members: dict[str, str | None] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/text/one a.xhtml": CHAPTER,
        "OPS/notes.xhtml": NOTES,
    }
    members.update({name.replace("__", "/"): content for name, content in changed.items()})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def test_a_book_is_read_page_by_page() -> None:
    document = read_epub("a.epub", packed())
    assert document.text.startswith(
        "One\n\nIt works1 so here, notes, mail, web.\n\nHere.\n\nA note."
    )
    first, second = extract(document)
    assert (first.label, second.label) == ("1.", "2.")
    assert first.raw.startswith("Serafini G, Howland RH")
    assert first.span.path == "OPS/notes.xhtml/html/body/ol/li[1]"
    anchors = {name: start for start, name in document.anchors}
    assert anchors["OPS/notes.xhtml#n1"] == first.span.start
    assert anchors["OPS/text/one a.xhtml"] == 0
    links = {document.text[link.start : link.end]: link.targets for link in document.links}
    assert links == {
        "1": ("OPS/notes.xhtml#n1",),
        "here": ("OPS/text/one a.xhtml#here",),
        "notes": ("OPS/notes.xhtml",),
        "web": ("https://example.org/",),
    }


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"META-INF__container.xml": "<container/>"}, "does not say what it holds"),
        ({"META-INF__container.xml": None}, "lacks the part META-INF/container.xml"),
        ({"OPS__book.opf": None}, "lacks the part OPS/book.opf"),
        ({"OPS__book.opf": "<package>"}, "broken or incomplete XML"),
        ({"OPS__book.opf": "<package/>"}, "without pages"),
        ({"OPS__notes.xhtml": None}, "lacks the part OPS/notes.xhtml"),
        (
            {
                "META-INF__encryption.xml": "<encryption><EncryptedData><CipherData>"
                '<CipherReference URI="OPS/notes.xhtml"/></CipherData></EncryptedData></encryption>'
            },
            "DRM",
        ),
    ],
)
def test_books_that_cannot_be_read(changed: dict[str, str | None], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_epub("a.epub", packed(**changed))


def test_fonts_may_be_locked_and_pages_empty() -> None:
    encryption = '<encryption><CipherReference URI="OPS/font.otf"/></encryption>'
    content = packed(**{"META-INF__encryption.xml": encryption, "OPS__notes.xhtml": ""})
    assert read_epub("a.epub", content).text.endswith("A note.\n")


def test_a_book_of_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.readers.html.epub._MAX_MARKUP", 100)
    with pytest.raises(InputError, match="MB of pages"):
        read_epub("a.epub", packed())


# --- web archives ---------------------------------------------------------------------------------

ARCHIVE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/a
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="bb"

--bb
Content-Type: text/html; charset=windows-1250
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/b

<p>=A3=EAcka <a href=3D"https://example.org/a#r1">1</a></p><p id=3Dr1>Smith =
J.</p>
--bb
Content-Type: text/html

<p>a frame</p>
--bb
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--bb--
"""


def test_a_web_archive_is_the_page_in_it() -> None:
    document = read_mhtml("a.mhtml", ARCHIVE.replace(b"\n", b"\r\n"))
    assert document.text == "Łęcka 1\n\nSmith J.\n"
    assert document.links[0].targets == ("r1",)


def test_the_address_may_stand_with_the_page() -> None:
    content = ARCHIVE.replace(b"Snapshot-Content-Location", b"X").replace(b"charset=", b"x=")
    document = read_mhtml("a.mhtml", content)
    assert document.links[0].targets == ("https://example.org/a#r1",)


@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
    ],
)
def test_a_web_archive_without_a_page(content: bytes) -> None:
    with pytest.raises(InputError, match="web archive without a page"):
        read_mhtml("a.mhtml", content)


def test_a_web_archive_that_is_nested_without_end() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
    nested = b"".join(
        b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (depth, depth + 1)
        for depth in range(3_000)
    )
    with pytest.raises(InputError, match="web archive"):
        read_mhtml("a.mhtml", head + nested)
