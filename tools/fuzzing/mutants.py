"""What is done to a good file: one to four faults of the kinds that files have, or are given."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from fuzzing.seeds import SUFFIXES, zipped

__all__ = ["CANARY", "mutate"]

CANARY = "nobody-may-read-this-8c1f"  # what the file outside of the given paths holds
_LARGEST = 3_000_000  # bytes of a mutant
_TAG = re.compile(rb"<[A-Za-z!/?][^<>]{0,200}>")
_PIECES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80", b"\r", b"\n", b"{", b"}", b"[",
    b"<", b">", b"&", b"&#x110000;", b"&nbsp;", b"<![CDATA[", b"<!--", b"]]>", b"%", b"\\", b"$",
    b"@", b'"', b"'", b"---\n", b"```", b"ER  - \n", b"TY  - JOUR\n", b"@article{", b"\\bibitem{",
    b"\\begin{thebibliography}", b"<ref>", b"</ref>", b"99999999999999999999", b"-1", b"1e999",
    b"\\cite{", b"<xref ref-type='bibr' rid='B1'>", b"\xc3", b"\xed\xa0\x80", b"null", b"true",
)  # fmt: skip
_ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file://%s">]>',
    b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file://%s"> %p;]>',
    b'<!DOCTYPE a SYSTEM "file://%s">',
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
)


def mutate(chance: random.Random, content: bytes, suffix: str, outside: str) -> tuple[bytes, str]:
    """A mutant of a file and its suffix. `outside` is the path of a file that nobody may open."""
    if content[:4] == b"PK\x03\x04" and chance.random() < 0.7:
        content = _in_archive(chance, content, outside)
    else:
        content = _faults(chance, content, outside)
    if chance.random() < 0.08:
        suffix = chance.choice(tuple(SUFFIXES.values()))
    return content, suffix


def _faults(chance: random.Random, content: bytes, outside: str) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        content = chance.choice(_FAULTS)(chance, content)[:_LARGEST]
    if content.lstrip()[:1] == b"<" and chance.random() < 0.06:
        content = _with_entity(chance, content, outside)
    return content


def _piece(chance: random.Random, content: bytes) -> tuple[int, int]:
    """A stretch of the file: a few bytes, a line, a block, or from one tag to another."""
    if not content:
        return 0, 0
    start = chance.randrange(len(content))
    length = chance.choice((1, 3, 20, 100, 400, max(1, len(content) // 3)))
    return start, min(len(content), start + chance.randint(1, length))


def _truncate(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


def _behead(chance: random.Random, content: bytes) -> bytes:
    return content[chance.randint(0, min(len(content), 600)) :]


def _flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 40))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _noise(chance: random.Random, content: bytes) -> bytes:
    start, end = _piece(chance, content)
    return content[:start] + chance.randbytes(chance.choice((1, 10, 300))) + content[end:]


def _delete(chance: random.Random, content: bytes) -> bytes:
    start, end = _piece(chance, content)
    return content[:start] + content[end:]


def _insert(chance: random.Random, content: bytes) -> bytes:
    start, _ = _piece(chance, content)
    piece = chance.choice(_PIECES) * chance.choice((1, 1, 1, 5, 300, 20_000))
    return content[:start] + piece + content[start:]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    start, end = _piece(chance, content)
    times = chance.choice((2, 5, 50, 2_000))
    piece = content[start:end] * times
    return content[:end] + piece[: _LARGEST // 2] + content[end:]


def _move(chance: random.Random, content: bytes) -> bytes:
    start, end = _piece(chance, content)
    rest = content[:start] + content[end:]
    place = chance.randint(0, len(rest))
    return rest[:place] + content[start:end] + rest[place:]


def _nest(chance: random.Random, content: bytes) -> bytes:
    """A piece within itself within itself, as deep as it goes."""
    start, end = _piece(chance, content)
    middle = (start + end) // 2
    depth = chance.choice((3, 30, 200, 3_000))
    head, tail = content[start:middle] * depth, content[middle:end] * depth
    return content[:start] + head[:500_000] + tail[:500_000] + content[end:]


def _tags(chance: random.Random, content: bytes) -> bytes:
    """Tags left out, doubled, many times over, or opened and never closed."""
    tags = list(_TAG.finditer(content))
    if not tags:
        return _insert(chance, content)
    tag = chance.choice(tags)
    times = chance.choice((0, 2, 100, 5_000))
    return content[: tag.start()] + (tag[0] * times)[: _LARGEST // 2] + content[tag.end() :]


def _number(chance: random.Random, content: bytes) -> bytes:
    numbers = list(re.finditer(rb"\d+", content))
    if not numbers:
        return _flip(chance, content)
    number = chance.choice(numbers)
    other = chance.choice((b"0", b"-1", b"9" * 30, b"9" * 5_000, b"00", b"", b"1.5", "٣".encode()))
    return content[: number.start()] + other + content[number.end() :]


def _encoding(chance: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8", errors="replace")
    kind = chance.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "cp037"))
    return text.encode(kind, errors="replace")


def _line_ends(chance: random.Random, content: bytes) -> bytes:
    return re.sub(rb"\r\n|\n|\r", chance.choice((b"\r", b"\r\n", b"", b"\n\n", b"\n\r")), content)


_FAULTS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    *(_truncate, _behead, _flip, _flip, _noise, _delete, _insert, _insert, _repeat, _move, _nest),
    *(_tags, _number, _encoding, _line_ends),
)


def _with_entity(chance: random.Random, content: bytes, outside: str) -> bytes:
    """A document type with entities that lead out or blow up, and a place where one is used."""
    doctype = chance.choice(_ENTITIES).replace(b"%s", outside.encode())
    declaration = re.match(rb"\s*<\?xml[^>]*\?>", content)
    head = declaration.end() if declaration else 0
    body = re.sub(rb"<!DOCTYPE[^>\[]*(?:\[.*?\])?>", b"", content[head:], flags=re.S)
    place = body.find(b"</")
    body = body[:place] + b"&x;" + body[place:] if place > 0 else body
    return content[:head] + doctype + body


def _in_archive(chance: random.Random, content: bytes, outside: str) -> bytes:
    """The archive packed again with a fault in one of its members, or in which there are."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return _faults(chance, content, outside)
    names = [name for name in members if members[name]] or list(members)
    name = chance.choice(names)
    match chance.randrange(12):
        case 0:
            del members[name]
        case 1:
            members[chance.choice(names)] = members[name]
        case 2:
            members[f"../{name}"] = members.pop(name)
        case 3:
            members[name] = members[name] + b" " * chance.choice((10, 3_000_000))
        case _:
            members[name] = _faults(chance, members[name], outside)
    return zipped(members)
