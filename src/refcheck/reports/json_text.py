"""Values as JSON that is safe to show: the same values, and nothing that steers a terminal."""

from __future__ import annotations

import re
from typing import Any

import orjson

__all__ = ["json_text"]

# Control characters that JSON allows unescaped and that a terminal or a JavaScript engine obeys:
# DEL, C1, line separators, and what changes the direction of text.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def json_text(value: Any, *, indented: bool = False) -> str:
    """`value` as JSON, on one line or `indented` by two spaces a level."""
    option = orjson.OPT_INDENT_2 if indented else None
    try:
        text = orjson.dumps(value, option=option).decode()
    except TypeError:  # a lone surrogate, from a path that is not UTF-8
        text = orjson.dumps(_without_surrogates(value), option=option).decode()
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


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
