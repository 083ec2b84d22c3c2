"""What prints a piece of a document: the author's own typing, a reference manager, or Word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from refcheck.readers.office.docx.fields import cross_reference
from refcheck.readers.office.docx.text_map import TextPiece

__all__ = ["is_printed_by_word", "manager_of"]

# Codes of the fields that print a list of references, and tags of content controls around one.
_MANAGERS: Final = (
    (re.compile(r"ZOTERO_BIBL"), "Zotero"),
    (re.compile(r"EN\.REFLIST"), "EndNote"),
    (re.compile(r"(?i:MENDELEY)[ _](?i:BIBLIOGRAPHY)"), "Mendeley"),
    (re.compile(r"Citavi"), "Citavi"),
    (re.compile(r"CSL_BIBLIOGRAPHY"), "the reference manager"),
    (re.compile(r"\s*BIBLIOGRAPHY\b"), "Word's list of sources"),
)
_HEAD: Final = 200  # characters of a code that name its field


def manager_of(pieces: Iterable[TextPiece]) -> str | None:
    """Returns what prints a list, as its user knows it ("Zotero"); None where it was typed."""
    for piece in pieces:
        for code in (*piece.controls, *piece.codes):
            for form, name in _MANAGERS:
                if form.search(code[:_HEAD]):
                    return name
    return None


def is_printed_by_word(piece: TextPiece) -> bool:
    """Returns whether a field other than a link or a cross-reference prints a piece of text."""
    return any(cross_reference(code) is None for code in piece.codes)
