"""The numbers that Word prints before the paragraphs of its lists.

They are nowhere in the text: `numbering.xml` says how each level counts, and paragraphs and styles
name a list and a level of it.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import Final

from refcheck.frozen import dataclass
from refcheck.readers.list_numbers import format_number
from refcheck.readers.office.docx.styles import WordStyles
from refcheck.readers.xml_tree import attribute, child, children, number_of
from refcheck.safe_xml import Element

__all__ = ["WordNumbering"]

_LEVELS: Final = 9
_HIGHEST: Final = 1_000_000
_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "o": "◦", "\uf06f": "◦", "\uf0d8": "•", "": ""}


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


class WordNumbering:
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
        """Returns the level that a list keeps for a paragraph style."""
        found = self._styled.get(style)
        if found is None or number not in self._numbers:
            return None
        return found[1] if self._numbers[number][0] == found[0] else None

    def label_of_paragraph(self, properties: Element | None, styles: WordStyles) -> str | None:
        """Returns what is printed before a paragraph with these properties, and counts it; None
        where it is not in a list."""
        style = child(properties, "pStyle")
        name = (attribute(style, "val") or "") if style is not None else ""
        own = child(properties, "numPr")
        number, level, origin = styles.list_of(name) or ("", None, name)
        if own is not None:
            given = child(own, "numId")
            number = (attribute(given, "val") or "") if given is not None else number
            deeper = number_of(child(own, "ilvl"))
            level = deeper if deeper is not None else level
        if not number or number == "0":
            return None
        if level is None:
            level = self.level_of_style(origin, number) or 0
        return self.label(number, level)

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
