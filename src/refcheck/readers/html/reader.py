"""HTML: pages as browsers save them, as the text that they show."""

from __future__ import annotations

from refcheck.model.document import Document
from refcheck.readers.html.metadata import named_references, write_list
from refcheck.readers.html.page import Page, open_page
from refcheck.readers.html.renderer import render
from refcheck.readers.text_builder import INVISIBLE, TextBuilder

__all__ = ["page_document", "read_html"]


def read_html(path: str, content: bytes) -> Document:
    """Read a page. Raises `InputError` where it is not text, too large or nested too deeply."""
    return page_document(path, open_page(path, content))


def page_document(path: str, page: Page | None) -> Document:
    """Returns the document that a page shows; an empty one where there is none.

    References that only the head of the page names are written at its end.
    """
    if page is None:
        return Document(path=path, text="")
    builder = TextBuilder(ignored=INVISIBLE)
    render(page, builder)
    named = named_references(page.root)
    if named:
        write_list(named, builder)
    return builder.document(path)
