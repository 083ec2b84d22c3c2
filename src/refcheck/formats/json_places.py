"""Where the members and elements of a JSON text are, for whoever writes into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from refcheck.frozen import dataclass

__all__ = ["JsonPlace", "elements", "members", "value_at"]

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonPlace:
    """A value from `start` to `end` of the text; `name` and `name_start` of a member."""

    start: int
    end: int
    value: Any
    name: str = ""
    name_start: int = 0


def value_at(text: str, place: int) -> JsonPlace:
    """Returns the value that begins at a place. Raises `ValueError` where there is none."""
    value, end = _DECODER.raw_decode(text, place)
    return JsonPlace(start=place, end=end, value=value)


def members(text: str, place: int) -> Iterator[JsonPlace]:
    """Yields the members of the object that begins at a place, in order."""
    place = _skip(text, place + 1)
    while text[place : place + 1] == '"':
        name, end = _DECODER.raw_decode(text, place)
        start = _skip(text, _skip(text, end) + 1)  # after the colon
        value, after = _DECODER.raw_decode(text, start)
        yield JsonPlace(start=start, end=after, value=value, name=name, name_start=place)
        place = _skip(text, after)
        if text[place : place + 1] != ",":
            return
        place = _skip(text, place + 1)


def elements(text: str, place: int) -> Iterator[JsonPlace]:
    """Yields the elements of the array that begins at a place, in order."""
    place = _skip(text, place + 1)
    while text[place : place + 1] not in ("]", ""):
        found = value_at(text, place)
        yield found
        place = _skip(text, found.end)
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place
