"""The encoding of a file that is written back: its bytes are the same where its text is."""

from __future__ import annotations

import codecs
from typing import Final

from refcheck.frozen import dataclass

__all__ = ["Encoding", "encoding_of"]

# As `readers.io` tries them; the longer byte order mark first.
_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED: Final = ("utf-8", "cp1252", "latin-1", "cp1250", "mac-roman")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """A codec, and the byte order mark that the file begins with."""

    name: str
    mark: bytes = b""

    def bytes_of(self, text: str) -> bytes:
        """Returns the bytes of the file with this text. Raises `UnicodeEncodeError`."""
        return self.mark + text.encode(self.name)

    def can(self, text: str) -> bool:
        """Returns whether the encoding has all characters of a text."""
        try:
            text.encode(self.name)
        except UnicodeEncodeError:
            return False
        return True


def encoding_of(content: bytes, text: str) -> Encoding | None:
    """Returns the encoding in which `text` is exactly `content`; None where there is none, because
    some bytes were no text."""
    marked = next((one for one in _MARKED if content.startswith(one[0])), None)
    candidates = (
        (Encoding(name=marked[1], mark=marked[0]),)
        if marked
        else tuple(Encoding(name=name) for name in _UNMARKED)
    )
    for one in candidates:
        if one.can(text) and one.bytes_of(text) == content:
            return one
    return None
