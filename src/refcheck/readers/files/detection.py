"""Which format a file is in: told by its content, then by its name."""

from __future__ import annotations

import os
import re
from typing import Final

from refcheck.errors import InputError
from refcheck.readers.io import beginning_of_text, decode, refuse_signature
from refcheck.readers.registry import FORMATS, Format
from refcheck.text.patterns import lazy_regex

__all__ = ["HEAD", "is_foreign", "recognise"]

HEAD: Final = 65_536  # bytes that are looked at to tell a format
# The first element of an XML or HTML file, after the declaration, comments and document type.
_PROLOGUE: Final = lazy_regex(
    r"\s*(?:<\?[^>]{0,1000}>|<!--.{0,20000}?-->|<!(?!--)[^>\[]{0,2000}>)", re.S
)
_DOCTYPE_SUBSET: Final = lazy_regex(r"\s*<!DOCTYPE[^>\[]{0,2000}\[[^\]]{0,60000}\]\s{0,20}>", re.I)
_ROOT: Final = lazy_regex(r"\s*<(?:[\w.-]{1,60}:)?([A-Za-z][\w.-]{0,80})([^>]{0,2000})")
_HTML: Final = lazy_regex(
    r"<(?:!doctype\s+html|html|head|body|div|p|ol|ul|h[1-6]|table|article|section|main)[\s>]", re.I
)
# What the names of root elements that several vocabularies have must come with.
_ROOTS: Final = {
    "article": ("jats", re.compile(r"<(?:front|back|body|floats-group|processing-meta)\b")),
    "book": ("jats", re.compile(r"<(?:book-meta|book-front|collection-meta|book-body)\b")),
    "xml": ("endnote", re.compile(r"<records\b")),
    "records": (
        "endnote",
        re.compile(r"<record\b[^>]{0,200}>.{0,2000}?<(?:ref-type|database)\b", re.S),
    ),
    "pmc-articleset": ("jats", None),
    "book-part-wrapper": ("jats", None),
    "tei": ("tei", None),
    "teicorpus": ("tei", None),
    "html": ("html", None),
    "pubmedarticleset": ("pubmed-xml", None),
    "pubmedbookarticleset": ("pubmed-xml", None),
    "pubmedarticle": ("pubmed-xml", None),
    "pubmedbookarticle": ("pubmed-xml", None),
    "medlinecitationset": ("pubmed-xml", None),
    "medlinecitation": ("pubmed-xml", None),
}
_XML: Final = frozenset({"jats", "tei", "endnote", "pubmed-xml"})
_PACKED: Final = frozenset({"docx", "odt", "epub", "pdf"})
_SIGNED: Final = frozenset({"rtf", "mhtml"})  # told by their first words alone
# Text formats by their first lines.
_RIS: Final = lazy_regex(r"\s*TY[ \t\u00a0]{1,4}[-–—][ \t\u00a0]?[A-Z]{3,8}\s*$", re.M | re.I)
# Databases put lines of their own before the first entry ("Provider: ...", "1.").
_RIS_LATER: Final = lazy_regex(r"^TY  ?- ?[A-Z]{3,8}[ \t\r]*\n(?=[A-Z][A-Z0-9]  ?- )", re.M)
_LATER: Final = 2_000  # characters in which such lines end
_ENDNOTE_TAGGED: Final = lazy_regex(
    r"\s*%0[ \t]+[^\W\d_][^\n]{2,60}\n\s*%[0-9A-Z@!?+*~$&<>()\[\]^|#][ \t]"
    r"|\s*(?=(?:%[^\n]*\n){0,20}%T[ \t])(?=(?:%[^\n]*\n){0,20}%[AJDBEI][ \t])"
    r"(?:%[A-Z@][ \t]+\S[^\n]*\n){3}"
)
_WOS: Final = lazy_regex(
    r"\s*(?:FN [^\n]{0,200}\nVR [^\n]{0,20}\n"
    r"|PT [A-Z][a-z]{0,20}\s*\n(?:AU|TI|AF|BE|GP|CA|BA|ED|PN) )"
)
_NBIB: Final = lazy_regex(r"\s*PMID- ?\d{1,9}\s*$", re.M)
_BIBTEX: Final = lazy_regex(r"\s*(?:%[^\n]*\n\s*)*@[A-Za-z]{3,20}\s*[{(]\s*[^\s,]{1,200}\s*,")
# The header row of a table.
_WOS_TABLE: Final = lazy_regex(
    r"(?=[^\n]{0,400}\tTI\t)(?=[^\n]{0,400}\tSO\t)\ufeff?(?:[A-Z][A-Z0-9]\t){4,100}[A-Z][A-Z0-9]?\s"
)
_BY_FIRST_LINES: Final = (
    ("ris", _RIS),
    ("nbib", _NBIB),
    ("bibtex", _BIBTEX),
    ("endnote-tagged", _ENDNOTE_TAGGED),
    ("wos", _WOS),
    ("wos", _WOS_TABLE),
)
_LATEX: Final = lazy_regex(
    r"\\(?:documentclass|documentstyle|begin\{(?:document|thebibliography)\})"
)
_MHTML: Final = lazy_regex(r"(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n){0,20}){1,40}", re.A)
_FRONT_MATTER: Final = lazy_regex(
    r"---[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:bibliography|references|title|output|format):"
)
_MARKDOWN: Final = lazy_regex(r"^#{1,6} \S", re.M)
_MARKDOWN_LINK: Final = lazy_regex(r"\[@[\w-]|\]\(|\[\^[\w-]{1,30}\]|\*\*\w")


def recognise(path: str, content: bytes) -> Format:
    """Returns the format of a file: what its content shows, else what its suffix says, else plain
    text.

    Raises `InputError` where the content is of a kind that has no article.
    """
    if b"%PDF-" in content[:1024]:
        return FORMATS["pdf"]
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FORMATS[_archive(path, content)]
    refuse_signature(path, content)
    if content.lstrip()[:5] == b"{\\rtf":
        return FORMATS["rtf"]
    named = _named(path)
    if named in _PACKED:
        if _is_binary(content):
            raise InputError(path, f"is damaged, or not a {FORMATS[named].title} file")
        named = "text"
    if named in _SIGNED:
        named = "text"
    return FORMATS[_by_text(path, beginning_of_text(content, HEAD), content, named)]


def is_foreign(path: str, content: bytes) -> bool:
    """Returns whether a file has the suffix of a format only: XML of another vocabulary, other
    JSON.

    A broken article is not: it has to be reported.
    """
    named = _named(path)
    if named == "csl-json":
        return not _is_csl_json(content)
    if named not in _XML:
        return False
    head = beginning_of_text(content, HEAD)
    root, rest = _root(head)
    return bool(root) and _vocabulary(head, root, rest) is None


def _named(path: str) -> str:
    """Returns the format that the suffix of a file says."""
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    return next((key for key, one in FORMATS.items() if suffix in one.suffixes), "text")


def _is_binary(content: bytes) -> bool:
    try:
        decode("", content[:HEAD])
    except InputError:
        return True
    return False


def _archive(path: str, content: bytes) -> str:
    from refcheck.readers.archives import open_archive

    names = open_archive(path, content).names
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    if "content.xml" in names:
        return "odt"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise InputError(path, "is an Excel or PowerPoint file, which holds no article")
    raise InputError(path, "is a ZIP archive, but not a Word, OpenDocument or EPUB document")


def _by_text(path: str, head: str, content: bytes, named: str) -> str:
    start = head.lstrip()[:1]
    if start == "<":
        return _markup(path, head, named)
    for key, pattern in _BY_FIRST_LINES:
        if pattern.match(head):
            return key
    if _is_mhtml(head):
        return "mhtml"
    if named == "text":
        return _unnamed(head, content)
    return "text" if named in {*_XML, "html"} and "<" not in head else named


def _unnamed(head: str, content: bytes) -> str:
    """Returns the format of a text whose name says nothing, as standard input has none."""
    if _LATEX.search(head):
        return "latex"
    if head.lstrip()[:1] in {"[", "{"} and _is_csl_json(content):
        return "csl-json"
    if _RIS_LATER.search(head, 0, _LATER):
        return "ris"
    if _FRONT_MATTER.match(head) or (_MARKDOWN.search(head) and _MARKDOWN_LINK.search(head)):
        return "markdown"
    return "text"


def _markup(path: str, head: str, named: str) -> str:
    """Returns the format of a text that begins with a tag."""
    root, rest = _root(head)
    known = _vocabulary(head, root, rest)
    if known is not None and not (known == "jats" and named == "html"):
        return known
    if named in _XML:
        if root:
            reason = f"is XML, but not a JATS, TEI, EndNote or PubMed file (its root is <{root}>)"
            raise InputError(path, reason)
        return named  # broken before it begins: its reader says so
    if named in {"text", "html", "csl-json"} and _HTML.search(head):
        return "html"
    return named


def _vocabulary(head: str, root: str, rest: str) -> str | None:
    """Returns the format that a root element belongs to."""
    key, sign = _ROOTS.get(root, (None, None))
    if key is None or "docbook" in rest.lower():
        return None
    if sign is not None and len(head) > 2000 and not sign.search(head):  # not one cut short
        return None
    return key


def _root(head: str) -> tuple[str, str]:
    """Returns the local name of the first element in lower case, and its attributes; empty if
    none."""
    position = 0
    for _ in range(50):
        skip = _DOCTYPE_SUBSET.match(head, position) or _PROLOGUE.match(head, position)
        if skip is None:
            break
        position = skip.end()
    found = _ROOT.match(head, position)
    return (found[1].lower(), found[2]) if found else ("", "")


def _is_mhtml(head: str) -> bool:
    """Returns whether a text begins with the head of a web archive, as browsers save a page in one
    file."""
    if "multipart/related" not in head[:4000].lower():
        return False
    found = _MHTML.match(head[:8000])
    fields = found.group().lower() if found else ""
    return "mime-version:" in fields and "multipart/related" in fields


def _is_csl_json(content: bytes) -> bool:
    from refcheck.readers.bibliography.csl_json import is_csl_json

    return is_csl_json(content)
