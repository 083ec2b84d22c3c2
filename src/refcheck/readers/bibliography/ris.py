"""RIS files of EndNote, Zotero, Mendeley and publishers; the file's own text is the document's."""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.reference_string import marked_reference
from refcheck.formats.ris import from_ris
from refcheck.formats.tagged_lines import TaggedEntry, tagged_entries
from refcheck.model.document import Document, MarkedReference
from refcheck.readers.io import decode
from refcheck.readers.suppression_comments import blanked, on_references, tagged_comments

__all__ = ["line_pattern", "read_ris"]

# "TY  - JOUR", and what programs make of it: one space, tabs, none after the hyphen, a dash.
_SPACE: Final = r"[ \t\u00a0]"
_LINE: Final = re.compile(
    rf"[ \t\ufeff]{{0,4}}([A-Z][A-Z0-9]|PMCID)"
    rf"(?:{_SPACE}{{1,4}}[-–—](?={_SPACE}|$)|{_SPACE}{{2,4}}-){_SPACE}?(.*)$",
    re.S,
)
_LOWER_LINE: Final = re.compile(_LINE.pattern, re.S | re.I)
_UPPER_TYPE: Final = re.compile(rf"^[ \t\ufeff]{{0,4}}TY{_SPACE}{{1,4}}[-–—]", re.M)
# What an entry has at least: after "ER" databases add lines of their own ("NL  - ...").
_TELLING: Final = frozenset(
    ("TY", "TI", "T1", "CT", "BT", "T2", "AU", "A1", "A2", "ED", "JO", "JF", "JA", "DO", "AN")
)
_NOTES: Final = frozenset(("N1", "M1", "M3", "C1", "C2"))


def read_ris(path: str, content: bytes) -> Document:
    """Read a RIS file; every entry is a reference.

    Raises `InputError` where the bytes are not text.
    """
    text = decode(path, content)
    comments = tagged_comments(text)
    text = blanked(text, comments) if comments else text
    entries = tagged_entries(text, line_pattern(text), first="TY", last="ER")
    found = (one for one in entries if any(tag in _TELLING for tag, _ in one.tags))
    references, others = on_references(tuple(map(_reference, found)), comments, text)
    return Document(path=path, text=text, references=references, suppressions=others)


def line_pattern(text: str) -> re.Pattern[str]:
    """Returns what a tagged line of this file is: its tag, and its value."""
    return _LINE if _UPPER_TYPE.search(text) else _LOWER_LINE


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
