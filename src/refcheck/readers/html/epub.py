"""EPUB: the pages of a book in their order, as one text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.readers.archives import Archive, open_archive
from refcheck.readers.html.page import Page, declared_charset, parse_html, parse_xhtml
from refcheck.readers.html.renderer import render
from refcheck.readers.io import decode
from refcheck.readers.text_builder import INVISIBLE, TextBuilder
from refcheck.readers.xml_file import check_size, parse_xml
from refcheck.safe_xml import Element, local_name

__all__ = ["read_epub"]

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_MAX_MARKUP: Final = 60_000_000  # bytes of all pages together


def read_epub(path: str, content: bytes) -> Document:
    """Read a book. Anchors are named by file ("text/notes.xhtml#n3"), as links name them.

    Raises `InputError` where it is damaged or locked, or lacks its pages.
    """
    archive = open_archive(path, content)
    members = list(_spine(path, archive))
    if not members:
        raise InputError(path, "is an EPUB without pages")
    locked = _locked(path, archive)
    if not locked.isdisjoint(members):
        raise InputError(path, "is locked against copying (DRM)")
    builder = TextBuilder(ignored=INVISIBLE)
    total = 0
    for member in members:
        body = archive.read(member)
        total += len(body)
        if total > _MAX_MARKUP:
            raise InputError(path, f"holds more than {_MAX_MARKUP // 1_000_000} MB of pages")
        root = _parse(path, body)
        if root is not None:
            builder.anchor(member)
            render(Page(root, member=member), builder)
            builder.block(2)
    return builder.document(path)


def _spine(path: str, archive: Archive) -> Iterator[str]:
    """Yields the pages of a book in reading order, each once."""
    container = parse_xml(path, archive.read(_CONTAINER))
    package = next(
        (one.get("full-path") for one in container.iter() if local_name(one) == "rootfile"), None
    )
    if not package:
        raise InputError(path, "is an EPUB that does not say what it holds")
    root = parse_xml(path, archive.read(package))
    folder = posixpath.dirname(package)
    manifest: dict[str, str] = {}
    order: list[str] = []
    for element in root.iter():
        match local_name(element):
            case "item" if element.get("media-type", "").lower() in _PAGES:
                href = unquote(element.get("href", "").partition("#")[0])
                manifest[element.get("id", "")] = posixpath.normpath(posixpath.join(folder, href))
            case "itemref":
                order.append(element.get("idref", ""))
    seen: set[str] = set()
    for name in order:
        member = manifest.get(name)
        if member is not None and member not in seen:
            seen.add(member)
            yield member


def _locked(path: str, archive: Archive) -> frozenset[str]:
    """Returns the members that are encrypted. Fonts often are, and nobody reads those."""
    if _ENCRYPTION not in archive.names:
        return frozenset()
    root = parse_xml(path, archive.read(_ENCRYPTION))
    return frozenset(
        unquote(one.get("URI", "")) for one in root.iter() if local_name(one) == "CipherReference"
    )


def _parse(path: str, content: bytes) -> Element | None:
    """Returns the root of a page: XHTML as it should be, else as browsers take it."""
    root = parse_xhtml(path, content)
    if root is None:
        check_size(path, content)
        root = parse_html(path, decode(path, content, declared_charset(content)))
    return root
