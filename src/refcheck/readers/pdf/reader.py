"""PDF: the text of its pages in reading order, without what is printed around it.

The text has a line for each line of print. There is a blank line where the page leaves a gap. A
form feed ends a page; lines are indented as they are printed, counted from the left edge of their
column. Page headers, page numbers, numbered lines of manuscripts, stamps and turned text are left
out, footnotes come after the text of their page.

PDFium, the library that reads PDF, is at work in a process of its own (`pdf_worker`): what a
hostile file does to it ends there.
"""

from __future__ import annotations

from refcheck.model.document import Document
from refcheck.readers.pdf.worker import read_apart

__all__ = ["read_pdf"]


def read_pdf(path: str, content: bytes) -> Document:
    """Read a PDF.

    Raises `InputError` where it is damaged, protected by a password, too large, or has no text
    that can be decoded.
    """
    return read_apart(path, content)
