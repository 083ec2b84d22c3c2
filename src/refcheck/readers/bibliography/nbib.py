"""PubMed's own format (`.nbib`, MEDLINE); the file's own text is the document's."""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.nbib import from_nbib
from refcheck.formats.reference_string import marked_reference
from refcheck.formats.tagged_lines import TaggedEntry, tagged_entries
from refcheck.model.document import Document, MarkedReference
from refcheck.readers.io import decode

__all__ = ["LINE", "read_nbib"]

# Four places for the tag: "PMID- 25982932", "TI  - Ketamine ...".
LINE: Final = re.compile(r"\ufeff?([A-Z]{2,4})[ \t]{0,2}- ?(.*)$", re.S)


def read_nbib(path: str, content: bytes) -> Document:
    """Read a file of PubMed's format; every record is a reference.

    Raises `InputError` where the bytes are not text.
    """
    text = decode(path, content)
    entries = tagged_entries(text, LINE, first="PMID")
    return Document(path=path, text=text, references=tuple(map(_reference, entries)))


def _reference(one: TaggedEntry) -> MarkedReference:
    record = from_nbib(one.tags)
    return marked_reference(one.start, one.end, record, id=record.pmid, source_id=record.pmid)
