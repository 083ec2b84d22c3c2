"""Values as JSON that is safe to show: the same values, and nothing that steers a terminal."""

from __future__ import annotations

import re
from typing import Any

import orjson

from refcheck.text.typography import STEERING_BUT_C0

__all__ = ["json_text"]

_DELETE = "\x7f"
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def json_text(value: Any, *, indented: bool = False) -> str:
    """`value` as JSON, on one line or `indented` by two spaces a level."""
    option = orjson.OPT_INDENT_2 if indented else None
    try:
        text = orjson.dumps(value, option=option).decode()
    except TypeError:  # a lone surrogate, from a path that is not UTF-8
        text = orjson.dumps(_without_surrogates(value), option=option).decode()
    if text.isascii() and _DELETE not in text:
        return text  # where `STEERING_BUT_C0` finds nothing
    return STEERING_BUT_C0.sub(_escaped, text)


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
