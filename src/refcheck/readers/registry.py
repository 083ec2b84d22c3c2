"""The formats that can be read: the one table of them.

To add a format: write its reader, `read_x(path, content) -> Document`; add a function to this file
that imports it, and a row to `FORMATS`; teach `detection` what its content looks like. A suffix
that most files of other kinds have too goes into `AMBIGUOUS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from refcheck.frozen import dataclass
from refcheck.model.document import Document

__all__ = ["AMBIGUOUS", "FORMATS", "SUFFIXES", "Format", "Reader"]

# What an input is called in reports, and its bytes -> the document. Raises `InputError`.
Reader = Callable[[str, bytes], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what people call it, the suffixes of its files, and what loads its reader.

    A reader is loaded when the first file of its format comes, so that a run over plain texts does
    not pay for PDF or XML. `is_list`: its files are lists of works and nothing else, as databases
    and reference managers export them. `has_others`: its documents are often in several files.
    """

    title: str
    suffixes: tuple[str, ...]
    load: Callable[[], Reader]
    is_list: bool = False
    has_others: bool = False

    def read(self, path: str, content: bytes) -> Document:
        """Returns the document in `content`. Raises `InputError`."""
        document = self.load()(path, content)
        if not (self.is_list or self.has_others):
            return document
        return replace(document, is_list=self.is_list, has_others=self.has_others)


def _text() -> Reader:
    from refcheck.readers.suppression_comments import read_plain_text

    return read_plain_text


def _markdown() -> Reader:
    from refcheck.readers.markdown import read_markdown

    return read_markdown


def _html() -> Reader:
    from refcheck.readers.html.reader import read_html

    return read_html


def _mhtml() -> Reader:
    from refcheck.readers.html.mhtml import read_mhtml

    return read_mhtml


def _pdf() -> Reader:
    from refcheck.readers.pdf.reader import read_pdf

    return read_pdf


def _docx() -> Reader:
    from refcheck.readers.office.docx.reader import read_docx

    return read_docx


def _odt() -> Reader:
    from refcheck.readers.office.odt import read_odt

    return read_odt


def _epub() -> Reader:
    from refcheck.readers.html.epub import read_epub

    return read_epub


def _rtf() -> Reader:
    from refcheck.readers.office.rtf import read_rtf

    return read_rtf


def _jats() -> Reader:
    from refcheck.readers.jats_tei.jats import read_jats

    return read_jats


def _tei() -> Reader:
    from refcheck.readers.jats_tei.tei import read_tei

    return read_tei


def _endnote() -> Reader:
    from refcheck.readers.bibliography.endnote import read_endnote

    return read_endnote


def _endnote_tagged() -> Reader:
    from refcheck.readers.bibliography.endnote_tagged import read_endnote_tagged

    return read_endnote_tagged


def _wos() -> Reader:
    from refcheck.readers.bibliography.wos import read_wos

    return read_wos


def _pubmed_xml() -> Reader:
    from refcheck.readers.bibliography.pubmed_xml import read_pubmed_xml

    return read_pubmed_xml


def _latex() -> Reader:
    from refcheck.readers.latex.reader import read_latex

    return read_latex


def _bibtex() -> Reader:
    from refcheck.readers.bibliography.bib import read_bib

    return read_bib


def _ris() -> Reader:
    from refcheck.readers.bibliography.ris import read_ris

    return read_ris


def _nbib() -> Reader:
    from refcheck.readers.bibliography.nbib import read_nbib

    return read_nbib


def _csl_json() -> Reader:
    from refcheck.readers.bibliography.csl_json import read_csl_json

    return read_csl_json


FORMATS: Final[dict[str, Format]] = {
    "text": Format(title="plain text", suffixes=(".txt", ".text"), load=_text),
    "markdown": Format(
        title="Markdown", suffixes=(".md", ".markdown", ".qmd", ".rmd"), load=_markdown
    ),
    "html": Format(title="HTML", suffixes=(".html", ".htm", ".xhtml"), load=_html),
    "mhtml": Format(title="web archive", suffixes=(".mhtml", ".mht"), load=_mhtml),
    "pdf": Format(title="PDF", suffixes=(".pdf",), load=_pdf),
    "docx": Format(title="Word", suffixes=(".docx", ".docm"), load=_docx),
    "odt": Format(title="OpenDocument", suffixes=(".odt",), load=_odt),
    "epub": Format(title="EPUB", suffixes=(".epub",), load=_epub),
    "rtf": Format(title="RTF", suffixes=(".rtf",), load=_rtf),
    "jats": Format(title="JATS XML", suffixes=(".xml", ".nxml"), load=_jats),
    "tei": Format(title="TEI XML", suffixes=(".xml", ".tei"), load=_tei),
    "endnote": Format(title="EndNote XML", suffixes=(".xml",), load=_endnote, is_list=True),
    "latex": Format(title="LaTeX", suffixes=(".tex", ".ltx", ".bbl"), load=_latex, has_others=True),
    "bibtex": Format(title="BibTeX", suffixes=(".bib",), load=_bibtex, is_list=True),
    "ris": Format(title="RIS", suffixes=(".ris",), load=_ris, is_list=True),
    "nbib": Format(title="PubMed .nbib", suffixes=(".nbib",), load=_nbib, is_list=True),
    "pubmed-xml": Format(title="PubMed XML", suffixes=(".xml",), load=_pubmed_xml, is_list=True),
    "endnote-tagged": Format(
        title="EndNote tagged", suffixes=(".enw", ".refer"), load=_endnote_tagged, is_list=True
    ),
    "wos": Format(title="Web of Science", suffixes=(".ciw", ".isi"), load=_wos, is_list=True),
    "csl-json": Format(title="CSL-JSON", suffixes=(".json",), load=_csl_json, is_list=True),
}

# In directories only files with one of these suffixes are read.
SUFFIXES: Final = frozenset(suffix for one in FORMATS.values() for suffix in one.suffixes)
# Most files with these suffixes are not articles.
AMBIGUOUS: Final = frozenset({".xml", ".json"})
