"""Which formats can be read, and which of them a file is in: by its content, then by its name."""

from __future__ import annotations

import codecs
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document

__all__ = ["FORMATS", "SUFFIXES", "Format", "Reader", "recognise"]

# What an input is called in reports, and its bytes -> the document. Raises `InputError`.
Reader = Callable[[str, bytes], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what people call it, its suffixes, and its reader as "module:function".

    A reader's module is loaded when the first file of its format comes, so that a run over plain
    texts pays for no other.
    """

    title: str
    suffixes: tuple[str, ...]
    reader: str

    def read(self, path: str, content: bytes) -> Document:
        """Read `content`. Raises `InputError`."""
        module, function = self.reader.split(":")
        reader: Reader = getattr(import_module(f"refcheck.readers.{module}"), function)
        return reader(path, content)


FORMATS: Final[dict[str, Format]] = {
    "text": Format(title="plain text", suffixes=(".txt", ".text"), reader="text:read_text"),
    "markdown": Format(
        title="Markdown",
        suffixes=(".md", ".markdown", ".qmd", ".rmd"),
        reader="markdown:read_markdown",
    ),
    "html": Format(title="HTML", suffixes=(".html", ".htm", ".xhtml"), reader="html:read_html"),
    "pdf": Format(title="PDF", suffixes=(".pdf",), reader="pdf:read_pdf"),
    "docx": Format(title="Word", suffixes=(".docx", ".docm"), reader="docx:read_docx"),
    "odt": Format(title="OpenDocument", suffixes=(".odt",), reader="odt:read_odt"),
    "epub": Format(title="EPUB", suffixes=(".epub",), reader="epub:read_epub"),
    "rtf": Format(title="RTF", suffixes=(".rtf",), reader="rtf:read_rtf"),
    "jats": Format(title="JATS XML", suffixes=(".xml", ".nxml"), reader="jats:read_jats"),
    "tei": Format(title="TEI XML", suffixes=(".xml", ".tei"), reader="tei:read_tei"),
    "endnote": Format(title="EndNote XML", suffixes=(".xml",), reader="endnote:read_endnote"),
    "latex": Format(title="LaTeX", suffixes=(".tex", ".ltx", ".bbl"), reader="latex:read_latex"),
    "bibtex": Format(title="BibTeX", suffixes=(".bib",), reader="bib:read_bib"),
    "ris": Format(title="RIS", suffixes=(".ris",), reader="ris:read_ris"),
    "nbib": Format(title="PubMed .nbib", suffixes=(".nbib",), reader="nbib:read_nbib"),
    "csl-json": Format(title="CSL-JSON", suffixes=(".json",), reader="csl_json:read_csl_json"),
}

# In directories only files with one of these suffixes are read.
SUFFIXES: Final = frozenset(suffix for one in FORMATS.values() for suffix in one.suffixes)

_HEAD: Final = 65_536  # bytes that are looked at to tell a format
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first element of an XML or HTML file, after the declaration, comments and document type.
_PROLOGUE: Final = re.compile(
    r"\s*(?:<\?[^>]{0,1000}>|<!--.{0,20000}?-->|<!(?!--)[^>\[]{0,2000}>)", re.S
)
_DOCTYPE_SUBSET: Final = re.compile(r"\s*<!DOCTYPE[^>\[]{0,2000}\[[^\]]{0,60000}\]\s{0,20}>", re.I)
_ROOT: Final = re.compile(r"\s*<(?:[\w.-]{1,60}:)?([A-Za-z][\w.-]{0,80})")
_ROOTS: Final = {
    "article": "jats",
    "pmc-articleset": "jats",
    "book-part-wrapper": "jats",
    "book": "jats",
    "tei": "tei",
    "teicorpus": "tei",
    "xml": "endnote",
    "records": "endnote",
    "html": "html",
}
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|ol|table|article)[\s>]", re.I)
# Text formats by their first lines.
_RIS: Final = re.compile(r"\s*TY  ?- ?[A-Z]{3,8}\s*$", re.M)
_NBIB: Final = re.compile(r"\s*PMID- ?\d{1,9}\s*$", re.M)
_BIBTEX: Final = re.compile(r"\s*(?:%[^\n]*\n\s*)*@[A-Za-z]{3,20}\s*[{(]\s*[^\s,]{1,200}\s*,")
_LATEX: Final = re.compile(
    r"\\(?:documentclass|documentstyle|begin\{(?:document|thebibliography)\})"
)


def recognise(path: str, content: bytes) -> Format:
    """The format of a file: what its content shows, else what its suffix says, else plain text.

    Raises `InputError` where the content is XML or a ZIP archive of a kind that holds no article.
    """
    if b"%PDF-" in content[:1024]:
        return FORMATS["pdf"]
    if content.startswith(b"PK\x03\x04"):
        return FORMATS[_archive(path, content)]
    if content.startswith(b"{\\rtf"):
        return FORMATS["rtf"]
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    named = next((key for key, one in FORMATS.items() if suffix in one.suffixes), "text")
    return FORMATS[_by_text(path, _head(content), named)]


def _head(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) : _HEAD].decode(encoding, errors="replace")
    return content[:_HEAD].decode("utf-8", errors="replace")


def _archive(path: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError(path, "is a damaged ZIP archive (Word, OpenDocument or EPUB)") from error
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    if "content.xml" in names:
        return "odt"
    raise InputError(path, "is a ZIP archive, but no Word, OpenDocument or EPUB document")


def _by_text(path: str, head: str, named: str) -> str:
    if head.lstrip()[:1] == "<":
        return _markup(path, head, named)
    for key, pattern in (("ris", _RIS), ("nbib", _NBIB), ("bibtex", _BIBTEX)):
        if pattern.match(head):
            return key
    if named == "text" and _LATEX.search(head):
        return "latex"
    return "text" if named in {"jats", "tei", "endnote", "html"} and "<" not in head else named


def _markup(path: str, head: str, named: str) -> str:
    """The format of a text that begins with a tag."""
    root = _root(head)
    if root in _ROOTS:
        return _ROOTS[root]
    if named in {"jats", "tei", "endnote"}:
        raise InputError(path, f"is XML, but no JATS, TEI or EndNote file (its root is <{root}>)")
    if named in {"text", "html"} and _HTML.search(head):
        return "html"
    return named


def _root(head: str) -> str:
    """The local name of the first element in lower case; empty where there is none."""
    position = 0
    for _ in range(50):
        skip = _DOCTYPE_SUBSET.match(head, position) or _PROLOGUE.match(head, position)
        if skip is None:
            break
        position = skip.end()
    found = _ROOT.match(head, position)
    return found.group(1).lower() if found else ""
