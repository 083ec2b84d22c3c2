"""Bytes -> text, for every reader; and the reader of plain text."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document

__all__ = ["beginning_of_text", "decode", "read_text", "refuse_signature"]

# What people save under a wrong name, by its first bytes.
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")  # in what Word makes of a locked document
_SIGNATURES: Final = (
    (_OLD_OFFICE, "is an old Word, Excel or PowerPoint file; open it and save it as .docx first"),
    (b"\x1f\x8b", "is a gzip archive, not text"),
    (b"\x89PNG\r\n", "is an image, not text"),
    (b"\xff\xd8\xff", "is an image, not text"),
    (b"GIF8", "is an image, not text"),
)
# The longer mark first: UTF-32's begins with UTF-16's.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The control characters that no text has in numbers; tabs, line ends and form feeds belong there.
_CONTROLS: Final = bytes([*range(8), 11, *range(14, 32), 127])
_SAMPLE: Final = 1_000_000  # bytes that are looked at to tell text from binary data
_CONTROL_SHARE: Final = 0.02  # random bytes have a tenth, texts with terminal colours far less
_NUL_SHARE: Final = 0.001  # a stray NUL is a fault in a text; one in a thousand is not text
_DETECTED: Final = 200_000  # bytes that the detector looks at
_BROKEN_UTF8: Final = 8  # this many good sequences for each bad one: UTF-8 that was damaged
_MULTIBYTE: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH: Final = re.compile(rb"[\x80-\xff]")


def read_text(path: str, content: bytes) -> Document:
    """Decode a plain text; a form feed begins a new page.

    Raises `InputError` where the bytes are not text.
    """
    refuse_signature(path, content)
    text = decode(path, content)
    breaks = tuple(match.end() for match in re.finditer("\f", text))
    return Document(path=path, text=text, page_starts=(0, *breaks) if breaks else ())


def refuse_signature(path: str, content: bytes) -> None:
    """Raise `InputError` where the first bytes show what is not an article in any format."""
    for signature, reason in _SIGNATURES:
        if content.startswith(signature):
            if signature == _OLD_OFFICE and _LOCKED in content:
                reason = "is protected by a password"
            raise InputError(path, reason)


def decode(path: str, content: bytes, declared: str | None = None) -> str:
    """Decode bytes: a byte order mark, UTF-8, what is declared, Windows-1252, a detector last.

    UTF-8 comes before what a file declares: many pages say ISO-8859-1 and are UTF-8, while text in
    another encoding hardly ever happens to be valid UTF-8. The detector comes last because it takes
    short Spanish texts in Windows-1252 for cp1250, and names go wrong. The byte order mark is no
    part of the text. Raises `InputError` where the bytes are not text in any of them.
    """
    if mark := _byte_order_mark(content):
        return content[len(mark[0]) :].decode(mark[1], errors="replace")
    _refuse_binary(path, content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(content):
            return content.decode("utf-8", errors="replace")
    if declared is not None:
        with suppress(LookupError, UnicodeError):  # no such encoding, or not this one
            return content.decode(declared)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return _detect(content)


def beginning_of_text(content: bytes, size: int) -> str:
    """Returns the first `size` bytes as text, whatever they have: enough to tell a format by."""
    mark, encoding = _byte_order_mark(content) or (b"", "utf-8")
    return content[len(mark) : size].decode(encoding, errors="replace")


def _byte_order_mark(content: bytes) -> tuple[bytes, str] | None:
    """Returns the mark that the bytes begin with, and the encoding that it stands for."""
    return next((one for one in _BYTE_ORDER_MARKS if content.startswith(one[0])), None)


def _refuse_binary(path: str, content: bytes) -> None:
    sample = content[:_SAMPLE]
    nuls = sample.count(0)
    if nuls > _NUL_SHARE * len(sample):
        raise InputError(path, "holds NUL bytes: binary data, or UTF-16 without a byte order mark")
    controls = len(sample) - len(sample.translate(None, _CONTROLS)) - nuls
    if controls > _CONTROL_SHARE * len(sample):
        raise InputError(path, "holds binary data, not text")


def _is_damaged_utf8(content: bytes) -> bool:
    """Returns whether nearly all bytes above 127 form UTF-8 sequences.

    In Windows-1252 they hardly ever do: it takes an accented capital before a symbol.
    """
    good = _MULTIBYTE.findall(content)
    bad = len(_HIGH.findall(content)) - sum(map(len, good))
    return len(good) >= _BROKEN_UTF8 * bad


def _detect(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_DETECTED]).best()
    return content.decode(best.encoding if best else "cp1252", errors="replace")
