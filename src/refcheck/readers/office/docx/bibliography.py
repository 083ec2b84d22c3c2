"""The works that Word and EndNote store in a document of their own accord, as records."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from refcheck.errors import InputError
from refcheck.formats.endnote import from_endnote
from refcheck.formats.normalise import normalise
from refcheck.formats.office.word_sources import from_word_source
from refcheck.model.record import BibliographicRecord
from refcheck.readers.xml_file import parse_xml
from refcheck.readers.xml_tree import child, children
from refcheck.safe_xml import Element, local_name

__all__ = ["endnote_records", "word_sources"]

_ENDNOTE: Final = re.compile(r"<EndNote>.{0,4000000}?</EndNote>", re.S)


def word_sources(root: Element) -> Iterator[tuple[str, BibliographicRecord]]:
    """Yields the sources of Word's own list, by their tags, from a part `<b:Sources>`."""
    if local_name(root) != "Sources":
        return
    for source in children(root, "Source"):
        tag = _text(source, "Tag")
        if tag:
            yield tag, normalise(from_word_source(source)).record


def _text(element: Element, name: str) -> str:
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""


def endnote_records(
    path: str, code: str, data: list[str]
) -> Iterator[tuple[str, BibliographicRecord]]:
    """Yields the records that a citation of EndNote embeds, by their numbers in its library.

    They are in the code of the field (`ADDIN EN.CITE <EndNote>...`), or in base64 next to it.
    """
    for xml in (code, *map(_decoded, data)):
        for found in _ENDNOTE.finditer(xml):
            try:
                root = parse_xml(path, found.group().encode("utf-8", errors="replace"))
            except InputError:
                continue
            for cite in children(root, "Cite"):
                record = child(cite, "record")
                if record is not None:
                    number = _text(record, "rec-number") or _text(cite, "RecNum")
                    database = child(record, "foreign-keys", "key")
                    library = (database.get("db-id") or "") if database is not None else ""
                    yield f"endnote:{library}:{number}", normalise(from_endnote(record)).record


def _decoded(data: str) -> str:
    try:
        content = base64.b64decode("".join(data.split()) + "===")
    except (binascii.Error, ValueError):
        return ""
    if b"\0" in content[:40]:
        return content.decode("utf-16-le", errors="replace")
    return content.decode("utf-8", errors="replace")
