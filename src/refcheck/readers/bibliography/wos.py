"""Web of Science: its tagged export, and its tables; the file's own text is the document's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.formats.reference_string import marked_reference
from refcheck.formats.tagged_lines import tagged_entries
from refcheck.formats.wos import LISTED, from_wos
from refcheck.model.document import Document, MarkedReference
from refcheck.readers.io import decode

__all__ = ["read_wos"]

# "AU Rajkumar, R"; the further lines of a value are indented.
_LINE: Final = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|)[ \t]{0,20}$", re.S)
_TELLING: Final = frozenset(("TI", "AU", "SO"))  # an entry has one; "FN", "VR", "EF" are the file's
_ROW: Final = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_MOST_COLUMNS: Final = 200


def read_wos(path: str, content: bytes) -> Document:
    """Read an export of the Web of Science; every record is a reference.

    Raises `InputError` where the bytes are not text.
    """
    text = decode(path, content)
    found = _rows(text) if "\t" in text.partition("\n")[0] else _records(text)
    return Document(path=path, text=text, references=tuple(found))


def _records(text: str) -> Iterator[MarkedReference]:
    for one in tagged_entries(text, _LINE, first="PT", last="ER"):
        single = [(tag, value) for tag, value in one.tags if tag not in LISTED]
        listed = [(tag, value) for tag, value in one.lines if tag in LISTED]
        yield from _reference(one.start, one.end, [*single, *listed])


def _rows(text: str) -> Iterator[MarkedReference]:
    """Yields the rows of a table below its header, names with semicolons between them."""
    rows = _ROW.finditer(text)
    names = next(rows)[1].strip("\ufeff").split("\t")
    for row in rows:
        values = (value.strip().strip('"') for value in row[1].split("\t", _MOST_COLUMNS))
        tags = [
            (name.strip(), one.strip())
            for name, value in zip(names, values, strict=False)
            for one in (value.split(";") if name in LISTED else (value,))
        ]
        yield from _reference(row.start(1), row.end(1), tags)


def _reference(start: int, end: int, tags: Sequence[tuple[str, str]]) -> Iterator[MarkedReference]:
    if any(tag in _TELLING and value for tag, value in tags):
        number = next((value for tag, value in tags if tag == "UT" and value), None)
        yield marked_reference(start, end, from_wos(tags), id=number, source_id=number)
