"""The head of a Markdown file: YAML between `---` lines, as far as it speaks of references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from refcheck.errors import InputError
from refcheck.formats.csl import from_csl
from refcheck.formats.reference_string import marked_reference
from refcheck.frozen import dataclass
from refcheck.model.document import MarkedReference

__all__ = ["FrontMatter", "front_matter", "head_references"]

_HEAD: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M)
_LONGEST: Final = 1_000_000  # characters; reading YAML takes its time
_SPEAKS: Final = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:[^\n]*+\n){0,200}?(?:bibliography|references|nocite):"
)
_KEY: Final = re.compile(r"@([^\s,;\]\[]{1,300})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the head says; the text begins at `end`; `references` are items with their places."""

    end: int = 0
    bibliographies: tuple[str, ...] = ()
    nocite: tuple[str, ...] = ()
    references: tuple[tuple[int, int, Mapping[str, Any]], ...] = ()


def front_matter(path: str, text: str) -> FrontMatter:
    """Returns the head of the Markdown file at `path`; empty where it has none, or none that is
    YAML.

    Raises `InputError` where it is far too long, or its aliases stand for far more than it says.
    """
    found = _HEAD.match(text, 0, _LONGEST)
    if found is None:
        if len(text) > _LONGEST and _SPEAKS.match(text):
            raise InputError(path, f"the YAML at its head is longer than {_LONGEST:,} characters")
        return FrontMatter()
    root = _composed(found[1])
    offset, end = found.start(1), found.end()
    if root is None:
        return FrontMatter(end=end)
    names: list[str] = []
    nocite: list[str] = []
    references: list[tuple[int, int, Mapping[str, Any]]] = []
    unfolding = _Unfolding(path, len(found[1]))
    for key, node in _members(root):
        if key == "bibliography":
            names += unfolding.strings(node)
        elif key == "nocite":
            nocite += (match for each in unfolding.strings(node) for match in _KEY.findall(each))
        elif key == "references":
            references += _items(node, offset, unfolding)
    return FrontMatter(
        end=end,
        bibliographies=tuple(names),
        nocite=tuple(nocite),
        references=tuple(references),
    )


def head_references(text: str, head: FrontMatter) -> Iterator[MarkedReference]:
    """Yields the references that the head itself has, each at its place in it."""
    for start, end, item in head.references:
        key = str(item.get("id") or "") or None
        end = start + len(text[start:end].rstrip())
        yield marked_reference(start, end, from_csl(item), id=key, key=key)


def _composed(text: str) -> Any:
    """Returns the YAML as nodes that know their places; None where it is none."""
    import yaml

    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


_DEEPEST: Final = 12
_FOLDED: Final = 10  # times its own length that a head may stand for, by way of aliases


class _Unfolding:
    """Takes values out of nodes, and bounds how much comes out.

    An alias (`*a`) is a node that has several places; aliases of lists of aliases can stand for
    thousands of millions of values in a head of 300 characters.
    """

    def __init__(self, path: str, length: int) -> None:
        self._path = path
        self._left = _FOLDED * (length + 1_000)

    def _count(self, length: int) -> None:
        self._left -= length + 1
        if self._left < 0:
            reason = "the YAML at its head stands for far more than it says, by way of aliases"
            raise InputError(self._path, reason)

    def strings(self, node: Any) -> list[str]:
        """Returns a text, or the texts in a list."""
        if node.id == "scalar":
            return [node.value]
        found = [each.value for each in _elements(node) if each.id == "scalar"]
        self._count(sum(map(len, found)))
        return found

    def plain(self, node: Any, depth: int = 0) -> Any:
        """Text, lists and mappings; numbers stay as they are written."""
        if depth > _DEEPEST:
            return None
        self._count(len(node.value))
        if node.id == "scalar":
            return node.value
        if node.id == "sequence":
            return [self.plain(each, depth + 1) for each in node.value[:1000]]
        return {
            key.value: self.plain(value, depth + 1)
            for key, value in node.value[:1000]
            if isinstance(key.value, str)
        }


def _elements(node: Any) -> Sequence[Any]:
    return node.value if node.id == "sequence" else ()


def _members(node: Any) -> Iterator[tuple[str, Any]]:
    pairs = node.value if getattr(node, "id", "") == "mapping" else ()
    for key, value in pairs:
        if isinstance(key.value, str):
            yield key.value, value


def _items(
    node: Any, offset: int, unfolding: _Unfolding
) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Yields the items of a list with their places: CSL's fields, as Pandoc writes them in YAML."""
    if getattr(node, "id", "") != "sequence":
        return
    for item in node.value:
        value = unfolding.plain(item)
        if isinstance(value, dict):
            yield offset + item.start_mark.index, offset + item.end_mark.index, _dated(value)


def _dated(item: dict[str, Any]) -> Mapping[str, Any]:
    """`issued: 2015-05`, `issued: {year: 2015}`, `issued: [{year: 2015}]` as CSL-JSON has dates."""
    for name in ("issued", "accessed"):
        value = item.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str):
            item[name] = {"raw": value}
        elif isinstance(value, dict) and "year" in value:
            parts = [value[part] for part in ("year", "month", "day") if value.get(part)]
            item[name] = {"date-parts": [parts]}
    return item
