"""Whatever bytes come: a document whose places lie in its text, or one line of what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.readers.files.detection import recognise
from refcheck.readers.html.reader import read_html
from refcheck.readers.office.rtf import read_rtf

PIECES = """
<p> </p> <ol> <ol_start=3> <li> </li> </ol> <ul> </ul> <table> <tr> <td> </table> <sup> </sup>
<a_href=#x> <a_name=x> </a> <div_id=x> <div_hidden> </div> <br> <pre> </pre> <dl> <dt> <dd> </dl>
<h2>References</h2> <footer> </footer> <q> </q> <span_class=label> </span> 1. [2] Smith J. , \u00ad
\u200b \u00e9 &amp; &nbsp; <math> <mfrac> </math> <details> <summary> <button> <script> </script>
<meta_name=citation_reference_content=citation_title=Ketamine> <style> <
""".split()  # noqa: SIM905
COMMANDS = r"""
{ } \par \line \tab \cell \row {\footnote {\*\fldinst HYPERLINK "x" \field \fldrslt \chftn \super
\nosupersub \u321? \uc0 \'e9 \f1 {\fonttbl \fcharset238 {\listtext \plain \v text 1. {\*\bkmkstart
\pict \bin5 \* \\ \{ \~
""".split()  # noqa: SIM905


def joined(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=60).map(" ".join)


def check(document: Document) -> None:
    text = document.text
    for start, end in document.superscripts:
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
    for link in document.links:
        assert 0 <= link.start < link.end <= len(text)
        assert link.targets
    for offsets in (
        [start for start, _ in document.anchors],
        [start for start, _ in document.places],
        [link.start for link in document.links],
    ):
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text) for offset in offsets)
    for reference in document.references or ():
        assert text[reference.start : reference.end].strip()
    text.encode()


@settings(deadline=None)
@given(joined([piece.replace("_", " ") for piece in PIECES]))
@example("<sup> <pre> 1.")
def test_any_markup_gives_a_page(markup: str) -> None:
    document = read_html("a.html", f"<html><body>{markup}".encode())
    check(document)
    assert "\n\n\n" not in document.text or "<pre>" in markup


@settings(deadline=None)
@given(joined(COMMANDS))
@example("\\super { HYPERLINK")
def test_any_commands_give_a_text(commands: str) -> None:
    check(read_rtf("a.rtf", b"{\\rtf1 " + commands.encode()))


@pytest.mark.parametrize("read", [read_html, read_rtf, lambda p, c: recognise(p, c).read(p, c)])
@settings(deadline=None)  # the first file of a format loads its reader
@given(content=st.binary(max_size=300))
def test_any_bytes(read: Callable[[str, bytes], Document], content: bytes) -> None:
    with suppress(InputError):
        check(read("a.html", content))
