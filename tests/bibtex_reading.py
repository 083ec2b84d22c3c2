"""Reads BibTeX with bibtexparser: what refcheck writes is tested against a second reader."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry, ParsingFailedBlock

from refcheck.formats.bibtex.fields import to_record
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.model.record import BibliographicRecord

__all__ = ["from_bibtex"]


def from_bibtex(text: str) -> list[tuple[str, BibliographicRecord]]:
    """Returns the entries of a .bib file in order, as (key, record), identifiers as written.

    Entries whose key or field comes twice are given as well; the first value counts. Raises
    `ValueError` for an entry that cannot be read.
    """
    return [(entry.key, _record(entry)) for entry in _entries(text)]


def _record(entry: BibEntry) -> BibliographicRecord:
    written = to_record(entry)
    identifiers: dict[str, Any] = {
        name: getattr(written, name) for name in ("doi", "pmid", "pmcid", "isbn", "issn")
    }
    return replace(written.record, **identifiers)


def _entries(text: str) -> Iterator[BibEntry]:
    # Its warnings would go to standard error; what they say is raised below.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    for block in parse_string(text).blocks:
        if isinstance(block, ParsingFailedBlock):
            if not isinstance(block.ignore_error_block, Entry):
                raise ValueError(f"the entry at line {(block.start_line or 0) + 1} cannot be read")
            yield _entry(block.ignore_error_block)
        elif isinstance(block, Entry):
            yield _entry(block)


def _entry(block: Any) -> BibEntry:
    fields: dict[str, str] = {}
    for field in block.fields:
        fields.setdefault(field.key.lower(), str(field.value))
    return BibEntry(type=cast(str, block.entry_type).lower(), key=block.key, fields=fields)
