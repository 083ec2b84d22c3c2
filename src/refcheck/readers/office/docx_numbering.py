"""The numbers that Word prints before the paragraphs of its lists.

They are nowhere in the text: `numbering.xml` says how each level counts, and paragraphs and styles
name a list and a level of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from refcheck.safe_xml import Element, local_name

__all__ = ["Numbering", "attribute", "child", "children", "format_number", "number_of"]

_LEVELS: Final = 9
_HIGHEST: Final = 1_000_000
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "o": "◦", "\uf06f": "◦", "\uf0d8": "•", "": ""}


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name; Word's stand in a namespace, of which there are two."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name."""
    if element is not None:
        for one in element:
            if local_name(one) == name:
                yield one


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def number_of(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a number."""
    value = attribute(element, name) if element is not None else None
    try:
        return int(value) if value is not None and len(value) < 12 else None
    except ValueError:
        return None


def format_number(number: int, form: str) -> str:
    """A number in one of the forms that Word and OpenDocument count in.

    >>> format_number(4, "lowerRoman"), format_number(28, "upperLetter"), format_number(7, "x")
    ('iv', 'BB', '7')
    """
    if form == "decimalZero":
        return f"{number:02}"
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= 780:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    return "" if form == "none" else str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list counts, and what it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    restart: int | None = None  # the level whose numbers begin this one anew; 0: none does


@dataclass(slots=True)
class _List:
    """The levels of a list and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document's lists in the order in which they come."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}  # a list style -> the abstract list that defines it
        self._styled: dict[str, tuple[str, int]] = {}  # paragraph style -> abstract list, level
        self._numbers: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._lists: dict[str, _List] = {}
        self._begun: set[tuple[str, int]] = set()
        for one in children(root, "abstractNum"):
            self._read_abstract(one)
        for one in children(root, "num"):
            self._read_number(one)

    def _read_abstract(self, element: Element) -> None:
        name = attribute(element, "abstractNumId") or ""
        levels: dict[int, _Level] = {}
        for one in children(element, "lvl"):
            level = number_of(one, "ilvl")
            if level is None or not 0 <= level < _LEVELS:
                continue
            levels[level] = _level(one)
            style = child(one, "pStyle")
            if style is not None:
                self._styled[attribute(style, "val") or ""] = (name, level)
        link = child(element, "numStyleLink")
        if link is not None:
            self._links[name] = attribute(link, "val") or ""
        style = child(element, "styleLink")
        if style is not None:
            self._links["style:" + (attribute(style, "val") or "")] = name
        self._abstract[name] = levels

    def _read_number(self, element: Element) -> None:
        name = attribute(element, "numId") or ""
        abstract = child(element, "abstractNumId")
        target = (attribute(abstract, "val") or "") if abstract is not None else ""
        if target in self._links:  # a list that a style defines elsewhere
            target = self._links.get("style:" + self._links[target], target)
        levels: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for one in children(element, "lvlOverride"):
            level = number_of(one, "ilvl")
            if level is None or not 0 <= level < _LEVELS:
                continue
            own = child(one, "lvl")
            if own is not None:
                levels[level] = _level(own)
            start = number_of(child(one, "startOverride"))
            if start is not None:
                starts[level] = start
        self._numbers[name] = (target, levels, starts)

    def level_of_style(self, style: str, number: str) -> int | None:
        """The level that a list keeps for a paragraph style."""
        found = self._styled.get(style)
        if found is None or number not in self._numbers:
            return None
        return found[1] if self._numbers[number][0] == found[0] else None

    def label(self, number: str, level: int) -> str | None:
        """Count a paragraph of a list; what is printed before it. None where there is no list."""
        if number not in self._numbers or not 0 <= level < _LEVELS:
            return None
        target, own, starts = self._numbers[number]
        base = self._abstract.get(target, {})
        one = self._lists.setdefault(target, _List(base))
        levels = {**base, **own}
        if level in starts and (number, level) not in self._begun:
            one.counts[level] = starts[level] - 1
        self._begun.add((number, level))
        shown = levels.get(level, _Level(text=f"%{level + 1}."))
        self._count(one, levels, level)
        return _printed(shown, levels, one.counts)

    def _count(self, one: _List, levels: dict[int, _Level], level: int) -> None:
        for above in range(level):
            one.counts.setdefault(above, levels.get(above, _Level()).start)
        start = levels.get(level, _Level()).start
        one.counts[level] = min(one.counts.get(level, start - 1) + 1, _HIGHEST)
        for below in list(one.counts):
            restart = levels.get(below, _Level()).restart
            if below > level and restart != 0 and (restart is None or level < restart):
                del one.counts[below]


def _level(element: Element) -> _Level:
    level = _Level()
    start = number_of(child(element, "start"))
    form = child(element, "numFmt")
    text = child(element, "lvlText")
    gap = child(element, "suff")
    restart = number_of(child(element, "lvlRestart"))
    if start is not None:
        level = replace(level, start=max(0, min(start, _HIGHEST)))
    if form is not None:
        level = replace(level, form=attribute(form, "val") or "decimal")
    if text is not None:
        level = replace(level, text=(attribute(text, "val") or "")[:200])
    if gap is not None and attribute(gap, "val") == "nothing":
        level = replace(level, gap="")
    return replace(level, restart=restart)


def _printed(shown: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if shown.form == "bullet":
        bullet = _BULLETS.get(shown.text, "•")
        return f"{bullet} " if bullet else ""
    text = shown.text
    for level in range(_LEVELS):
        sign = f"%{level + 1}"
        if sign in text:
            form = levels.get(level, _Level()).form
            text = text.replace(sign, format_number(counts.get(level, 0), form))
    return text + shown.gap if text.strip() else ""
