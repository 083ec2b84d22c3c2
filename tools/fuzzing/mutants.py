"""What is done to a good file: one to four faults of the kinds that files have, or are given."""

from __future__ import annotations

import copy
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from fuzzing.seeds import SUFFIXES, zipped

__all__ = ["CANARY", "mutate"]

CANARY = "nobody-may-read-this-8c1f"  # what the file outside of the given paths holds
_WELL_FORMED = 0.5  # so many mutants of XML and JSON can be parsed still
_MOST_NODES = 3_000
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
    if chance.random() < _WELL_FORMED:
        content = _well_formed(chance, content)
        if chance.random() < 0.8:
            return content[:_LARGEST]
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        content = chance.choice(_FAULTS)(chance, content)[:_LARGEST]
    if content.lstrip()[:1] == b"<" and chance.random() < 0.06:
        content = _with_entity(chance, content, outside)
    return content


def _well_formed(chance: random.Random, content: bytes) -> bytes:
    """XML or JSON with elements and members deleted, doubled, moved, nested and renamed.

    Bytes that are changed anywhere mostly break it off; this reaches what lies behind the parser.
    """
    if content.lstrip()[:1] == b"<":
        return _other_tree(chance, content)
    if content.lstrip()[:1] in (b"[", b"{"):
        return _other_json(chance, content)
    return content


def _other_tree(chance: random.Random, content: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return content
    for _ in range(chance.choice((1, 2, 5, 20))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        if len(nodes) > _MOST_NODES:
            break
        chance.choice(_TREE_FAULTS)(chance, chance.choice(nodes), chance.choice(nodes))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


_Node = Any  # lxml's elements have no public name


def _remove(_: random.Random, node: _Node, __: _Node) -> None:
    if node.getparent() is not None:
        node.getparent().remove(node)


def _double(chance: random.Random, node: _Node, other: _Node) -> None:
    """Copies of an element in another place, or in itself."""
    copied = copy.deepcopy(node)  # which does not grow where it is put into itself
    size = sum(1 for _ in copied.iter())
    for _ in range(min(chance.choice((1, 3, 300)), _MOST_NODES // size)):
        other.append(copy.deepcopy(copied))


def _deepen(chance: random.Random, node: _Node, other: _Node) -> None:
    for _ in range(chance.choice((3, 100, 240))):
        node = etree.SubElement(node, other.tag)
    node.text = "deep"


def _rename(_: random.Random, node: _Node, other: _Node) -> None:
    node.tag = other.tag


def _exchange(_: random.Random, node: _Node, other: _Node) -> None:
    node.text, other.tail = other.text, node.text


def _attribute(chance: random.Random, node: _Node, other: _Node) -> None:
    values = ("", "0", "-1", "99999999999", "B1 B1 B2", "x" * 9_000)
    for name in other.attrib:
        node.set(name, chance.choice((*values, other.get(name))))


def _words(chance: random.Random, node: _Node, _: _Node) -> None:
    texts = ("", " ", "9" * 5_000, "2015", "\u202e", "a, b, c, d, e", "10.1000/1", "Smith J")
    node.text = chance.choice(texts)


def _empty(_: random.Random, node: _Node, __: _Node) -> None:
    node.clear()


_TREE_FAULTS = (_remove, _double, _deepen, _rename, _exchange, _attribute, _words, _empty)


def _other_json(chance: random.Random, content: bytes) -> bytes:
    try:
        value = json.loads(content)
    except ValueError:
        return content
    for _ in range(chance.choice((1, 2, 5, 20))):
        holders = list(_holders(value))
        if not holders:
            break
        holder, key = chance.choice(holders)
        other, place = chance.choice(holders)
        new: tuple[Any, ...] = (
            None,
            True,
            -1,
            10**30,
            1.5,
            "",
            "x",
            [],
            {},
            [[]],
            [None],
            {"family": 1},
        )
        holder[key] = chance.choice((*new, copy.deepcopy(other[place]), [holder[key]]))
    return json.dumps(value).encode()


def _holders(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value that holds another."""
    stack = [value]
    while stack:
        one = stack.pop()
        keys = one.keys() if isinstance(one, dict) else range(len(one))
        for key in keys:
            yield one, key
            if isinstance(one[key], dict | list):
                stack.append(one[key])


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
