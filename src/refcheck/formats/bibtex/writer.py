"""Writes entries as a .bib file; the only importer of bibtexparser.

Seen in bibtexparser 2.1.0: equal keys raise on writing. Values come here already encoded and
balanced. Its LaTeX middlewares are not used: they spoil braces, identifiers and addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from refcheck.frozen import dataclass

__all__ = ["BibEntry", "NameParts", "name_parts", "split_names", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """One entry: its type in lower case, its key, and its fields as LaTeX, in order.

    The fields named in `macros` have the name of a macro (`month = jan`).
    """

    type: str
    key: str
    fields: Mapping[str, str]
    macros: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """The parts of a name as BibTeX splits it, as LaTeX."""

    first: str
    von: str
    last: str
    jr: str


def write(entries: Iterable[BibEntry]) -> str:
    """Returns the text of a .bib file. Raises `ValueError` for two entries with one key."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares.parsestack import default_unparse_stack
    from bibtexparser.writer import BibtexFormat

    layout = BibtexFormat()  # type: ignore[no-untyped-call] # it has no annotations
    layout.indent = "  "
    layout.block_separator = "\n"
    layout.trailing_comma = True
    library = Library([_to_block(entry) for entry in entries])
    return write_string(
        library,
        unparse_stack=default_unparse_stack(allow_inplace_modification=True),
        bibtex_format=layout,
    )


def split_names(field: str) -> list[str]:
    """Returns the names of an author field, as LaTeX."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [name.strip(" \t\r\n") for name in split_multiple_persons_names(field)]


def name_parts(name: str) -> NameParts:
    """Returns one name split as BibTeX does it."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name, strict=False)
    return NameParts(
        first=" ".join(parts.first),
        von=" ".join(parts.von),
        last=" ".join(parts.last),
        jr=" ".join(parts.jr),
    )


def _to_block(entry: BibEntry) -> Any:
    from bibtexparser.model import Entry, Field

    fields = [
        Field(key, value, enclosing="no-enclosing" if key in entry.macros else "{")
        for key, value in entry.fields.items()
    ]
    return Entry(entry_type=entry.type, key=entry.key, fields=fields)
