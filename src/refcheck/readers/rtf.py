"""RTF: the text without its commands. Needs the extra `rtf`."""

from __future__ import annotations

import re
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document

__all__ = ["read_rtf"]

_MISSING: Final = "reading RTF needs the extra: pip install 'refcheck-biblio[rtf]'"
# Pictures and embedded files are written as digits, and are no text.
_DIGITS: Final = re.compile(rb"(?:[0-9a-fA-F]{2}[ \t\r\n]{0,4}){100,}")
_MAX_COMMANDS: Final = 40_000_000  # bytes without pictures


def read_rtf(path: str, content: bytes) -> Document:
    """Read an RTF file. Raises `InputError` where the extra is missing or the file is broken."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise InputError(path, _MISSING) from error
    body = _DIGITS.sub(b"", content)
    if len(body) > _MAX_COMMANDS:
        raise InputError(path, f"holds more than {_MAX_COMMANDS // 1_000_000} MB of RTF")
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            body.decode("latin-1"), encoding="cp1252", errors="replace"
        )
    except (ValueError, LookupError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise InputError(path, "is broken RTF") from error
    # Characters beyond U+FFFF are written in two halves.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Document(path=path, text=text.lstrip("\n"))
