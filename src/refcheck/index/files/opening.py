"""A file of PubMed's as it is unpacked, piece by piece, and cut into its records.

A baseline file has 30,000 records in 200 MB of XML, most of which are abstracts, cited works and
indexing terms. So no tree is made of it: records are found by their tags, and what no index needs
is cut out of them before they are parsed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from refcheck.errors import InputError
from refcheck.regular_files import open_regular

__all__ = ["DELETED", "is_nlm_file", "raw_records"]

DELETED: Final = b"<DeleteCitation"
_CHUNK: Final = 1 << 20  # bytes that are read at once
_PIECE: Final = 1 << 22  # bytes that are unpacked at once
_LARGEST_RECORD: Final = 1 << 24  # bytes; one with 5,000 authors has 3 million
_LARGEST_FILE: Final = 4 << 30  # bytes unpacked; a baseline file has 300 million
_GZIP: Final = b"\x1f\x8b"
_OPENING: Final = re.compile(
    rb"<(?:PubmedArticle|PubmedBookArticle|MedlineCitation|DeleteCitation|DeleteDocument)[ >\t\r\n]"
)
_KINDS: Final = {
    b"PubmedArticle": b"</PubmedArticle>",
    b"PubmedBookArticle": b"</PubmedBookArticle>",
    b"MedlineCitation": b"</MedlineCitation>",
    b"DeleteCitation": b"</DeleteCitation>",
    b"DeleteDocument": b"</DeleteDocument>",
}
_ROOTS: Final = (b"<PubmedArticleSet", b"<MedlineCitationSet", b"<PubmedBookArticleSet")
_LONGEST_TAG: Final = 64
_END: Final = re.compile(rb"(?:</\w{1,40}Set\s*|<\w{1,40}Set/)>\s*\Z")


def is_nlm_file(path: Path) -> bool:
    """Returns whether a file is called as NLM's are, or as XML."""
    return path.name.endswith((".xml.gz", ".xml"))


def raw_records(path: Path) -> Iterator[bytes]:
    """Yields the bytes of each record element, and of each list of deleted ones.

    Raises `InputError` where the file cannot be read, is not PubMed's, or is cut off.
    """
    name = str(path)
    try:
        with open_regular(path) as file:
            yield from _cut(_unpacked(file, name), name)
    except OSError as error:
        raise InputError.of(name, error) from error


def _unpacked(file: IO[bytes], name: str) -> Iterator[bytes]:
    """Yields what is in a file, unpacked where it is packed."""
    head = file.read(_CHUNK)
    total = 0
    pieces = _gunzipped(file, head, name) if head.startswith(_GZIP) else _plain(file, head)
    for piece in pieces:
        total += len(piece)
        if total > _LARGEST_FILE:
            raise InputError(name, f"holds more than {_LARGEST_FILE >> 30} GB when unpacked")
        yield piece


def _plain(file: IO[bytes], head: bytes) -> Iterator[bytes]:
    while head:
        yield head
        head = file.read(_PIECE)


def _gunzipped(file: IO[bytes], data: bytes, name: str) -> Iterator[bytes]:
    unpacker = _unpacker()
    while True:
        try:
            piece = unpacker.decompress(data, _PIECE)
        except Exception as error:  # noqa: BLE001 - zlib and isal each have their own
            raise InputError(name, f"is a damaged gzip file ({error})") from None
        if piece:
            yield piece
        if unpacker.eof:
            data = unpacker.unused_data or file.read(_CHUNK)
            if not data.startswith(_GZIP):
                return  # what follows the last member is padding
            unpacker = _unpacker()
            continue
        data = unpacker.unconsumed_tail or (b"" if piece else file.read(_CHUNK))
        if not data and not piece:
            raise InputError(name, "is a gzip file that is cut off")
        if not data:
            data = file.read(_CHUNK)


def _unpacker() -> Any:
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib.decompressobj(wbits=31)
    return isal_zlib.decompressobj(wbits=31)


def _cut(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Yields each record of the pieces of a file."""
    buffer = next(pieces, b"")
    _check_head(buffer, name)
    place = 0
    while True:
        opened = _OPENING.search(buffer, place)
        if opened is None:
            place = max(place, len(buffer) - _LONGEST_TAG)
            piece = next(pieces, None)
            if piece is None:
                break
            buffer, place = buffer[place:] + piece, 0
            continue
        start = opened.start()
        closing = _KINDS[opened.group()[1:-1]]
        sought = opened.end()
        while (end := buffer.find(closing, sought)) < 0:
            sought = max(opened.end() - start, len(buffer) - start - len(closing))
            piece = next(pieces, None)
            if piece is None:
                raise InputError(name, "is cut off in the middle of a record")
            buffer, start = buffer[start:] + piece, 0
            if len(buffer) > _LARGEST_RECORD + 2 * _PIECE:
                raise InputError(name, f"has a record of more than {_LARGEST_RECORD >> 20} MB")
        place = end + len(closing)
        yield buffer[start:place]
    if not _END.search(buffer, max(0, len(buffer) - 4 * _LONGEST_TAG)):
        raise InputError(name, "is cut off: its last element is not closed")


def _check_head(head: bytes, name: str) -> None:
    if b"<!ENTITY" in head[:65_536]:
        raise InputError(name, "declares XML entities, and is refused")
    if not any(root in head[:65_536] for root in _ROOTS):
        raise InputError(name, "is not one of PubMed's files: it has no PubmedArticleSet")
