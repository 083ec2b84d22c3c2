"""RIS files of EndNote, Zotero, Mendeley and publishers; the file's own text is the document's."""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.reference_string import marked_reference
from refcheck.formats.ris import from_ris
from refcheck.formats.tagged_lines import TaggedEntry, tagged_entries
from refcheck.model.document import Document, MarkedReference
from refcheck.readers.io import decode

__all__ = ["read_ris"]

# "TY  - JOUR", and what programs make of it: one space, tabs, none after the hyphen.
_LINE: Final = re.compile(r"[ \t\ufeff]{0,4}([A-Z][A-Z0-9]|PMCID)[ \t]{1,4}-(?:[ \t](.*)|)$", re.S)
_NOTES: Final = frozenset(("N1", "M1", "M3", "C1", "C2"))


def read_ris(path: str, content: bytes) -> Document:
    """Read a RIS file; every entry is a reference.

    Raises `InputError` where the bytes are not text.
    """
    text = decode(path, content)
    entries = tagged_entries(text, _LINE, first="TY", last="ER")
    return Document(path=path, text=text, references=tuple(map(_reference, entries)))


def _reference(one: TaggedEntry) -> MarkedReference:
    notes = " ; ".join(value for tag, value in one.tags if tag in _NOTES)
    values = {tag: value for tag, value in reversed(one.tags) if value}
    number = values.get("ID")
    return marked_reference(
        one.start,
        one.end,
        from_ris(one.tags),
        id=number,
        source_id=number or values.get("AN"),
        notes=notes,
    )
