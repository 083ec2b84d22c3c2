"""EndNote's tagged format, and refer's (`.enw`); the file's own text is the document's."""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.endnote_tagged import from_endnote_tagged
from refcheck.formats.reference_string import marked_reference
from refcheck.formats.tagged_lines import TaggedEntry, tagged_entries
from refcheck.model.document import Document, MarkedReference
from refcheck.readers.io import decode
from refcheck.readers.suppression_comments import blanked, on_references, tagged_comments

__all__ = ["LINE", "read_endnote_tagged"]

# "%T Ketamine ...": the tag is one character, "%@" and "%~" among them.
LINE: Final = re.compile(r"[ \t\ufeff]{0,4}%([0-9A-Z@!?+*~$&<=>()\[\]^|#])(?:[ \t]+(.*)|)$", re.S)
_TYPE: Final = re.compile(r"^[ \t\ufeff]{0,4}%0[ \t]", re.M)
_TITLE: Final = re.compile(r"^[ \t\ufeff]{0,4}%T[ \t]", re.M)
_TELLING: Final = frozenset("0TABJEQ")  # an entry has one of them
_NOTES: Final = frozenset("ZX2RM")


def read_endnote_tagged(path: str, content: bytes) -> Document:
    """Read a file of EndNote's tagged format; every entry is a reference.

    An entry begins with its type ("%0"); without types, entries are parted by empty lines. Raises
    `InputError` where the bytes are not text.
    """
    text = decode(path, content)
    comments = tagged_comments(text)
    text = blanked(text, comments) if comments else text
    typed = len(_TYPE.findall(text)) >= len(_TITLE.findall(text))
    entries = (
        tagged_entries(text, LINE, first="0")
        if typed
        else tagged_entries(text, LINE, first="0", blank_ends=True)
    )
    found = (one for one in entries if any(value and tag in _TELLING for tag, value in one.tags))
    references, others = on_references(tuple(map(_reference, found)), comments, text)
    return Document(path=path, text=text, references=references, suppressions=others)


def _reference(one: TaggedEntry) -> MarkedReference:
    notes = " ; ".join(value for tag, value in one.tags if tag in _NOTES)
    values = {tag: value for tag, value in reversed(one.tags) if value}
    label = values.get("F")
    return marked_reference(
        one.start,
        one.end,
        from_endnote_tagged(one.tags),
        id=label,
        source_id=values.get("M") or label,
        notes=notes,
    )
