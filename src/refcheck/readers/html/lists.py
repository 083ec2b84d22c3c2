"""What a browser prints before the items of a list: numbers, letters, bullets or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final

from refcheck.readers.list_numbers import letters, roman
from refcheck.safe_xml import Element

__all__ = ["ListLabels"]

_BULLET: Final = "• "
_STYLE_TYPE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]{1,30})", re.I)
_STYLES: Final = {
    "1": "1",
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "decimal": "1",
    "decimal-leading-zero": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "disc": "•",
    "circle": "•",
    "square": "•",
    "none": "",
}
_UNSTYLED: Final = re.compile(
    r"(?:^|\s)(?:list-unstyled|unstyled|no-?bullets?|list-none|list-style-none|nolist|list--plain"
    r"|u-list-reset|usa-list--unstyled|list-inline|plainlist|hlist)(?:$|\s)",
    re.I,
)
# A number that an item prints itself: "[12]", "12.", "12)"; "12" only in an element of its own.
_OWN_LABEL: Final = re.compile(r"\s*[\[(]?\s?(\d{1,4})(?:\s?[\])][.:]?|\.(?!\d)|(?=\s*\Z))")
_LOOKED_AT: Final = 4  # items whose own numbers have to count up


class ListLabels:
    """Counts the items of one list and says what comes before each."""

    def __init__(
        self, element: Element, attributes: Mapping[str, str], unmarked: Collection[str]
    ) -> None:
        ordered = element.tag == "ol"
        self._style = _style(attributes, unmarked, default="1" if ordered else "•")
        self._step = 1
        self._next = _integer(attributes.get("start"), 1)
        if ordered and "reversed" in attributes:
            self._step = -1
            if "start" not in attributes:
                self._next = sum(1 for _ in element.iterchildren("li"))
        if self._style and _numbers_itself(element):
            self._style = ""

    def label(self, attributes: Mapping[str, str]) -> str:
        """Returns what comes before the next item, with the space after it; empty for nothing."""
        number = self._next = _integer(attributes.get("value"), self._next)
        self._next += self._step
        style = self._style
        if attributes and style:
            style = _style(attributes, (), default=style)
        if style in {"", "•"}:
            return _BULLET if style else ""
        return f"{_in_style(number, style)}. "


def _style(attributes: Mapping[str, str], unmarked: Collection[str], *, default: str) -> str:
    found = _STYLE_TYPE.search(attributes.get("style", ""))
    if found is not None:
        return _STYLES.get(found[1].lower(), default)
    kind = attributes.get("type") or attributes.get("data-mw-group", "")  # Wikipedia's notes
    if kind in _STYLES:
        return _STYLES[kind]
    classes = attributes.get("class", "")
    if classes and (_UNSTYLED.search(classes) or not set(classes.split()).isdisjoint(unmarked)):
        return ""
    return default


def _numbers_itself(element: Element) -> bool:
    """Returns whether the first items begin with numbers of their own that count up."""
    numbers: list[int] = []
    closed = False
    for item in element.iterchildren("li"):
        own = _OWN_LABEL.match(_first_text(item))
        if own is None:
            return False
        numbers.append(int(own[1]))
        closed = closed or not own.group().strip().isdigit()
        if len(numbers) == _LOOKED_AT:
            break
    counted = all(abs(after - before) == 1 for before, after in pairwise(numbers))
    return counted and len(numbers) > (0 if closed else 1)


def _first_text(item: Element) -> str:
    """Returns the first text of an item that is not blank, as far as one element goes."""
    first = ""
    for text in item.itertext():
        first += str(text)
        if first.strip(" \t\r\n\u00a0[("):
            break
    return first[:40]


def _integer(value: str | None, default: int) -> int:
    text = (value or "").strip()
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else default


def _in_style(number: int, style: str) -> str:
    if style == "1" or number < 1 or number > 3999:
        return str(number)
    written = roman(number) if style in "iI" else letters(number)
    return written.upper() if style.isupper() else written
