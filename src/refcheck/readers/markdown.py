"""Markdown, Quarto and R Markdown: the text as it is."""

from __future__ import annotations

from refcheck.model.document import Document
from refcheck.readers.text import read_text

__all__ = ["read_markdown"]


def read_markdown(path: str, content: bytes) -> Document:
    """Decode a Markdown file.

    Raises `InputError` where the bytes are no text.
    """
    return read_text(path, content)
