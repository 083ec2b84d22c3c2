"""Values as JSON that is safe to show: the same values, and nothing that steers a terminal."""

from __future__ import annotations

import re
from typing import Any

import orjson

from refcheck.text.typography import MAY_STEER, STEERING_BUT_C0

__all__ = ["json_text"]

# ASCII, without DEL: in JSON all of it is harmless.
_HARMLESS = bytes(range(127))
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def json_text(value: Any, *, indented: bool = False, depth: int = 0) -> str:
    """`value` as JSON, on one line or `indented` by two spaces a level; every line after the first
    by `depth` more."""
    option = orjson.OPT_INDENT_2 if indented else None
    try:
        text = orjson.dumps(value, option=option)
    except TypeError:  # a lone surrogate, from a path that is not UTF-8
        text = orjson.dumps(_without_surrogates(value), option=option)
    if depth:
        text = text.replace(b"\n", b"\n" + b" " * depth)
    # To search only what is not harmless takes a fifth of the time.
    rest = text.translate(None, _HARMLESS)
    if rest and MAY_STEER.search(rest.decode()):
        return STEERING_BUT_C0.sub(_escaped, text.decode())
    return text.decode()


def _escaped(match: re.Match[str]) -> str:
    """Returns a character as JSON escapes it."""
    char = match[0]
    if char <= "\uffff":
        return f"\\u{ord(char):04x}"
    pair = char.encode("utf-16-be").hex()
    return f"\\u{pair[:4]}\\u{pair[4:]}"


def _without_surrogates(value: Any) -> Any:
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case list():
            return [_without_surrogates(item) for item in value]
        case dict():
            return {name: _without_surrogates(item) for name, item in value.items()}
        case _:
            return value
