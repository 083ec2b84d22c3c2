"""CSL-JSON: an array of items, an object that has one, or one item per line.

The file's own text is the document's; each item keeps its place in it, and its path ("$[3]").
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from refcheck.errors import InputError
from refcheck.formats.csl import TELLING_TYPES, from_csl, is_csl_item
from refcheck.formats.reference_string import marked_reference
from refcheck.model.document import Document, MarkedReference, Places, SuppressionComment
from refcheck.readers.io import decode
from refcheck.readers.suppression_comments import blanked, on_references

__all__ = ["is_csl_json", "read_csl_json"]

_SPACE: Final = re.compile(r"[ \t\r\n\ufeff]*")
# Members of an object that have the items ("references": pandoc; "message": Crossref's answers).
_HOLDERS: Final = ("items", "references", "message")
_TELLING_WORDS: Final = re.compile(
    rf'"type"\s*:\s*"(?:{"|".join(sorted(TELLING_TYPES))})"|"issued"\s*:\s*\{{\s*"date-parts"'
)
# A comment on suppressed findings, in a note or a line of it: "note": "refcheck: ignore[...] why".
_COMMENT: Final = re.compile(
    r"(?:\"|\\n)[ \t]{0,9}(refcheck[ \t]{0,9}:([ \t]{0,9}ignore(?:[^\"\\\n]|\\[^n\n]){0,2000}+))",
    re.I,
)
_HEAD: Final = 20_000  # characters
_LOOKED_AT: Final = 20  # items by which a file is told


class _Item(NamedTuple):
    start: int
    end: int
    path: str
    value: Any


class _BrokenError(Exception):
    """The text is not JSON from this place on."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


def is_csl_json(content: bytes) -> bool:
    """Returns whether a file has CSL-JSON items, by its first ones. Never raises.

    One that breaks off is told by its words, so that it is named and not passed over.
    """
    try:
        text = decode("", content)
    except InputError:
        return False
    try:
        return any(is_csl_item(item.value) for item in islice(_items(text), _LOOKED_AT))
    except _BrokenError:
        return _TELLING_WORDS.search(text, 0, _HEAD) is not None


def read_csl_json(path: str, content: bytes) -> Document:
    """Read a CSL-JSON file; every item is a reference.

    Raises `InputError` where it is not complete JSON, or other JSON than CSL's.
    """
    text = decode(path, content)
    comments = [_comment(found) for found in _COMMENT.finditer(text)]
    text = blanked(text, comments) if comments else text
    references: list[MarkedReference] = []
    places = Places()
    told = False
    try:
        for item in _items(text):  # of each only its record is kept: 300,000 take memory
            references.append(_reference(item))
            places.add(item.start, item.path)
            told = told or is_csl_item(item.value)
    except _BrokenError as error:
        line = text.count("\n", 0, error.place) + 1
        raise InputError(path, f"is broken or incomplete JSON (line {line})") from None
    empty = not references and text.strip(" \t\r\n\ufeff")[:1] in ("", "[")
    if not empty and not told:
        raise InputError(path, "is JSON, but not CSL-JSON: it holds no bibliographic items")
    owned, others = on_references(references, comments, text)
    return Document(path=path, text=text, places=places, references=owned, suppressions=others)


def _comment(found: re.Match[str]) -> SuppressionComment:
    return SuppressionComment(start=found.start(1), end=found.end(1), text=found[2])


def _reference(item: _Item) -> MarkedReference:
    if not isinstance(item.value, Mapping):
        return MarkedReference(start=item.start, end=item.end)
    given = item.value.get("id")
    key = str(given) if isinstance(given, str | int) else None
    notes = item.value.get("note")
    return marked_reference(
        item.start,
        item.end,
        from_csl(item.value),
        id=key,
        key=key or None,
        notes=notes if isinstance(notes, str) else "",
    )


def _items(text: str) -> Iterator[_Item]:
    """Yields the items of the file in order, each read when it is asked for. Raises
    `_BrokenError`."""
    place = _skip(text, 0)
    first = text[place : place + 1]
    if first == "[":
        yield from _array(text, place, "$", last=True)
    elif first == "{":
        yield from _objects(text, place)
    elif place < len(text):
        raise _BrokenError(place)


def _objects(text: str, place: int) -> Iterator[_Item]:
    """Yields the items of one object, or of several one after the other (JSON Lines)."""
    while place < len(text):
        holder = _holder(text, place, "$")
        if holder is not None:
            yield from _array(text, *holder)
        value, end = _value(text, place)
        if holder is None:
            yield from _single(text, _Item(place, end, "$", value))
        place = _skip(text, end)


def _single(text: str, item: _Item) -> Iterator[_Item]:
    """Yields an object that is an item, or whose members all are: `{"rajkumar2015": {...}}`."""
    members = item.value if isinstance(item.value, Mapping) else {}
    if is_csl_item(members) or not all(map(is_csl_item, members.values())):
        yield item
        return
    for key, start in _members(text, item.start):
        value, end = _value(text, start)
        yield _Item(start, end, f"$.{key}", {"id": key, **value})


def _holder(text: str, place: int, path: str) -> tuple[int, str] | None:
    """Where the array of items begins in the object at `place`, and its path."""
    for key, start in _members(text, place):
        if key in _HOLDERS:
            if text[start : start + 1] == "[":
                return start, f"{path}.{key}"
            if text[start : start + 1] == "{" and path == "$":
                return _holder(text, start, f"{path}.{key}")
    return None


def _members(text: str, place: int) -> Iterator[tuple[str, int]]:
    """Yields the names of an object's members, and where their values begin."""
    place = _skip(text, place + 1)
    while text[place : place + 1] == '"':
        key, end = _value(text, place)
        place = _skip(text, end)
        if text[place : place + 1] != ":":
            raise _BrokenError(place)
        start = _skip(text, place + 1)
        yield key, start
        _, end = _value(text, start)
        place = _skip(text, end)
        if text[place : place + 1] != ",":
            return
        place = _skip(text, place + 1)


def _array(text: str, place: int, path: str, *, last: bool = False) -> Iterator[_Item]:
    """Yields the elements of an array; with `last`, nothing may follow it."""
    place = _skip(text, place + 1)
    index = 0
    while text[place : place + 1] != "]":
        value, end = _value(text, place)
        yield _Item(place, end, f"{path}[{index}]", value)
        index += 1
        place = _skip(text, end)
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)
        elif text[place : place + 1] != "]":
            raise _BrokenError(place)
    if last and (rest := _skip(text, place + 1)) < len(text):
        raise _BrokenError(rest)


_DECODER: Final = json.JSONDecoder(strict=False)


def _value(text: str, place: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, place)
    except json.JSONDecodeError as error:
        raise _BrokenError(error.pos) from None
    except (ValueError, RecursionError):  # a number of 5,000 digits; nested too deeply
        raise _BrokenError(place) from None


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place
