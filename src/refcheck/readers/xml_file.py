"""XML files: bytes -> tree, with what is wrong as an `InputError`.

`safe_xml` opens them. Before that a file is decoded, and its document type is taken out: articles
name characters by entities (`&mdash;`) that only their DTD declares.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

from refcheck import safe_xml
from refcheck.errors import InputError
from refcheck.readers.io import decode
from refcheck.safe_xml import Element, XMLError

__all__ = ["check_size", "parse_xml"]

_PROLOGUE: Final = 200_000  # characters in which a document type may be
_DECLARATION: Final = re.compile(r"\s*<\?xml\b([^>]{0,300})\?>")
_ENCODING: Final = re.compile(
    rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']"""
)
_DOCTYPE: Final = re.compile(
    r"<!DOCTYPE\b[^>\[]{0,4000}(?:\[(?P<subset>(?:[^\]\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,200000})\]\s*)?>"
)
_ENTITY: Final = re.compile(
    r"<!ENTITY\s+(?P<name>[\w.-]{1,80})\s+(?:(?P<quote>[\"'])(?P<value>.{0,200}?)(?P=quote)"
    r"|(?:SYSTEM|PUBLIC)\b[^>]{0,2000}?(?P<unparsed>\bNDATA\b[^>]{0,100})?)\s*>",
    re.S,
)
_CHARACTERS: Final = re.compile(r"(?:[^&%<]|&#(?:\d{1,7}|x[\dA-Fa-f]{1,6});){0,16}")
_REFERENCE: Final = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)([A-Za-z][\w.-]{0,80});")


def parse_xml(path: str, content: bytes, *, whole: bool = False) -> Element:
    """Returns the root element of an XML file, without comments and processing instructions unless
    it is to be `whole`.

    No entity is expanded except names of single characters (`&mdash;`). Lines are counted as in
    the file (`element.sourceline`). The tree may be nested 256 deep: walk it with `iter` or a
    stack, not by recursion. Raises `InputError`.
    """
    try:
        safe_xml.check_length(content)
        text = _without_doctype(path, _decoded(path, content))
        encoded = text.encode("utf-8", errors="replace")
        return safe_xml.parse_xml(encoded, encoding="utf-8", whole=whole)
    except XMLError as error:
        raise InputError(path, error.reason) from None


def check_size(path: str, content: bytes) -> None:
    """Raise `InputError` where XML or HTML is too large to become a tree."""
    try:
        safe_xml.check_size(content)
    except XMLError as error:
        raise InputError(path, error.reason) from None


def _without_doctype(path: str, text: str) -> str:
    """Returns the text with line ends alone for its document type, and characters for their
    names."""
    names: dict[str, str] = {}
    begin = text.find("<!DOCTYPE", 0, _PROLOGUE)
    doctype = _DOCTYPE.match(text, begin, begin + _PROLOGUE) if begin >= 0 else None
    if doctype is not None and "<!ENTITY" in doctype.group():
        names = _entities(path, doctype["subset"] or "")
    if doctype is not None:
        lines = "\n" * doctype.group().count("\n")
        text = f"{text[: doctype.start()]}{lines}{text[doctype.end() :]}"
    if "&" in text:
        text = _REFERENCE.sub(lambda found: _character(found, names), text)
    return text


def _decoded(path: str, content: bytes) -> str:
    """Returns the text without its declaration, decoded as that says where the bytes agree."""
    declared = _ENCODING.match(content[:400])
    text = None
    if declared is not None:
        try:
            text = content.decode(declared[1].decode("ascii"))
        except (LookupError, ValueError, UnicodeError):
            text = None
        if text is not None and "\0" in text[:400]:  # "UTF-16", said in ASCII
            text = None
    if text is None:
        text = decode(path, content)
    text = text.removeprefix("\ufeff")
    declaration = _DECLARATION.match(text)
    if declaration is not None:
        text = "\n" * declaration.group().count("\n") + text[declaration.end() :]
    return text


def _entities(path: str, subset: str) -> dict[str, str]:
    """Returns the names of characters that a document type declares; any other entity is
    refused."""
    names: dict[str, str] = {}
    for found in _ENTITY.finditer(subset):
        value = found["value"]
        if value is not None and _CHARACTERS.fullmatch(value):
            names[found["name"]] = value
        elif not found["unparsed"]:
            raise InputError(path, "declares XML entities of its own, which are not expanded")
    return names


def _character(found: re.Match[str], names: dict[str, str]) -> str:
    """Returns what stands for `&name;`: its character; the words themselves where no one knows
    it."""
    name = found[1]
    if name in names:
        return names[name]
    character = html5.get(f"{name};")
    if character is None or character in "&<>":
        return f"&amp;{name};"
    return character
