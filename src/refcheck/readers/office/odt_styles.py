"""What the styles of an OpenDocument text say, and the numbers that its lists print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

from refcheck.frozen import dataclass
from refcheck.readers.list_numbers import format_number
from refcheck.readers.xml_tree import attribute, number_of
from refcheck.safe_xml import Element, local_name

__all__ = ["OdtLists", "OdtStyles"]

_LEVELS: Final = 10
_DEEPEST: Final = 20
_FORMS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
_PLACE: Final = re.compile(r"%(\d{1,2})%")
_HIGHEST: Final = 1_000_000


class OdtStyles:
    """The styles that make text superscript or hide it."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._own: dict[str, tuple[bool | None, bool | None]] = {}
        self._parents: dict[str, str] = {}
        self.list_styles: dict[str, str] = {}  # of paragraph styles
        for root in roots:
            for style in root.iter("{*}style"):
                self._read(style)

    def _read(self, style: Element) -> None:
        name = attribute(style, "name") or ""
        superscript = hidden = None
        for properties in style:
            if local_name(properties) != "text-properties":
                continue
            position = attribute(properties, "text-position")
            if position is not None:
                superscript = position.startswith("super") or _is_raised(position)
            display = attribute(properties, "display")
            if display is not None:
                hidden = display == "none"
        self._own[name] = (superscript, hidden)
        self._parents[name] = attribute(style, "parent-style-name") or ""
        list_style = attribute(style, "list-style-name")
        if list_style:
            self.list_styles[name] = list_style

    def of(self, name: str) -> tuple[bool | None, bool | None]:
        """Returns whether text in a style is superscript and hidden; None where it does not say."""
        superscript = hidden = None
        for _ in range(_DEEPEST):
            if name not in self._own:
                break
            own = self._own[name]
            superscript = own[0] if superscript is None else superscript
            hidden = own[1] if hidden is None else hidden
            name = self._parents[name]
        return superscript, hidden


def _is_raised(position: str) -> bool:
    """Returns whether text is raised by a share of its size ("33% 58%")."""
    found = re.match(r"(-?\d{1,3})%", position)
    return found is not None and int(found[1]) > 0


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    before: str = ""
    after: str = ""
    pattern: str = ""  # "%1%.%2%." of newer programs
    shown: int = 1  # how many levels are printed
    start: int = 1
    bullet: str | None = None


@dataclass(slots=True)
class _Open:
    """A list that is being read: its style, and how far each level has counted."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


class OdtLists:
    """Counts the items of lists, nested and continued ones too."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in root.iter("{*}list-style"):
                self._levels[attribute(style, "name") or ""] = dict(_levels(style))
        self._stack: list[_Open] = []
        self._last: dict[str, dict[int, int]] = {}  # by style, as the last list of it left off
        self._by_id: dict[str, dict[int, int]] = {}

    @property
    def depth(self) -> int:
        """How many lists are open, one within the other."""
        return len(self._stack)

    def begin(self, element: Element) -> None:
        """A list begins."""
        style = attribute(element, "style-name") or ""
        if self._stack:  # a list within another goes by the style of that, unless it says more
            outer = self._stack[-1]
            inner = _Open(style or outer.style, outer.counts)
            inner.counts.pop(len(self._stack) + 1, None)
            self._stack.append(inner)
        else:
            counts: dict[int, int] = {}
            continued = attribute(element, "continue-list")
            if continued and continued in self._by_id:
                counts = self._by_id[continued]
            elif attribute(element, "continue-numbering") == "true":
                counts = self._last.get(style, {})
            self._stack.append(_Open(style, counts))
        name = attribute(element, "id")
        if name:
            self._by_id[name] = self._stack[-1].counts

    def end(self) -> None:
        """A list ends."""
        if self._stack:
            one = self._stack.pop()
            if not self._stack:
                self._last[one.style] = one.counts

    def label(self, item: Element, style: str = "") -> str:
        """Count an item of the innermost list; what is printed before it.

        `style` is the list style of its paragraph, which goes before that of the list.
        """
        if not self._stack:
            return ""
        level = len(self._stack)
        one = self._stack[-1]
        levels = self._levels.get(style) or self._levels.get(one.style) or {}
        own = levels.get(level, _Level())
        start = number_of(item, "start-value")
        count = start if start is not None else one.counts.get(level, own.start - 1) + 1
        one.counts[level] = max(0, min(count, _HIGHEST))
        for deeper in [other for other in one.counts if other > level]:
            del one.counts[deeper]
        return _printed(own, level, levels, one.counts) if levels else ""


def _levels(style: Element) -> Iterator[tuple[int, _Level]]:
    for one in style:
        level = number_of(one, "level")
        if level is None or not 0 < level <= _LEVELS:
            continue
        if local_name(one) != "list-level-style-number":
            yield level, _Level(bullet=attribute(one, "bullet-char") or "•")
            continue
        yield (
            level,
            _Level(
                form=_FORMS.get(attribute(one, "num-format") or "", "decimal"),
                before=attribute(one, "num-prefix") or "",
                after=attribute(one, "num-suffix") or "",
                pattern=(attribute(one, "num-list-format") or "")[:200],
                shown=number_of(one, "display-levels") or 1,
                start=number_of(one, "start-value") or 1,
            ),
        )


def _printed(own: _Level, level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if own.bullet is not None:
        return f"{own.bullet if own.bullet.isprintable() and own.bullet < '' else '•'} "

    def number(of: int) -> str:
        above = levels.get(of, _Level())
        return format_number(counts.get(of, above.start), above.form)

    if own.pattern:
        text = _PLACE.sub(lambda found: number(int(found[1])), own.pattern)
    elif own.form == "none":
        text = own.before + own.after
    else:
        first = max(1, level - own.shown + 1)
        text = own.before + ".".join(number(of) for of in range(first, level + 1)) + own.after
    return f"{text.strip()} " if text.strip() else ""
