"""HTML: pages as browsers save them, as the text that they show."""

from __future__ import annotations

from refcheck.model.document import Document
from refcheck.readers.html_page import open_page
from refcheck.readers.html_render import render
from refcheck.readers.html_writer import Writer

__all__ = ["read_html"]


def read_html(path: str, content: bytes) -> Document:
    """Read a page. Raises `InputError` where it is no text, too large or nested too deeply."""
    page = open_page(path, content)
    if page is None:
        return Document(path=path, text="")
    writer = Writer()
    render(page, writer)
    return Document(
        path=path,
        text=writer.finish(),
        places=tuple(writer.places),
        links=tuple(writer.links),
        anchors=tuple(writer.anchors),
        superscripts=tuple(writer.superscripts),
    )
