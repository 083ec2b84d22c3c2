"""Web archives (.mhtml, .mht): a page that a browser saved in one file."""

from __future__ import annotations

from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.readers.html.page import browser_charset, open_page
from refcheck.readers.html.reader import page_document

__all__ = ["read_mhtml"]

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})


def read_mhtml(path: str, content: bytes) -> Document:
    """Read the page of a web archive; its frames, pictures and styles are left.

    Raises `InputError` where there is no page in it.
    """
    try:
        message = BytesParser(policy=compat32).parsebytes(content.lstrip())
        parts = [one for one in message.walk() if one.get_content_type() in _PAGES]
        page = parts[0].get_payload(decode=True) if parts else None
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise InputError(path, "is a damaged web archive") from error
    if not isinstance(page, bytes):
        raise InputError(path, "is a web archive without a page")
    charset = parts[0].get_content_charset()
    return page_document(
        path,
        open_page(
            path,
            page,
            charset=browser_charset(charset) if charset else None,
            address=_address(message) or _address(parts[0]),
        ),
    )


def _address(message: Message) -> str | None:
    for name in ("Snapshot-Content-Location", "Content-Location"):
        value = message.get(name)
        if value is not None:
            return str(value).strip()
    return None
