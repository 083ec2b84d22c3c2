"""What entries inherit from each other by `crossref` and `xdata`, within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refcheck.formats.bibtex.writer import BibEntry

__all__ = ["Allowance", "resolved"]

_MOST_ADDED: Final = 1_000_000  # characters, and as many as the file has: the names of its journals


class Allowance:
    """How much longer the macros and the parents of a file may still make its entries."""

    def __init__(self, text: str) -> None:
        self._left = _MOST_ADDED + len(text)

    def take(self, length: int) -> bool:
        """Returns whether so many characters more may be put in; then they count."""
        if length > self._left:
            return False
        self._left -= length
        return True


def resolved(
    entry: BibEntry, known: Mapping[str, BibEntry], allowance: Allowance
) -> tuple[BibEntry, bool]:
    """Returns the entry with what it inherits by `crossref` and `xdata` from others (by key, lower
    case).

    A field of its own is never replaced. The title of a book or journal becomes the container of
    what is in it. And whether that is all: not where it would make the file's entries too long.
    """
    fields = dict(entry.fields)
    waiting = _parents(fields)
    for _ in range(_MOST_PARENTS):  # entries that inherit from each other in a circle
        if not waiting:
            break
        name, key = waiting.pop(0)
        parent = known.get(key.strip().lower())
        if parent is None or parent.key == entry.key:
            continue
        for field, value in parent.fields.items():
            if not allowance.take(len(field) + len(value)):
                return BibEntry(type=entry.type, key=entry.key, fields=fields), False
            if name == "crossref" and field in ("title", "subtitle"):
                field = _container(entry.type) + field.removeprefix("title")
            if field not in _NOT_INHERITED:
                fields.setdefault(field, value)
        waiting += _parents(parent.fields)
    return BibEntry(type=entry.type, key=entry.key, fields=fields), True


_MOST_PARENTS: Final = 8
_NOT_INHERITED: Final = frozenset(
    ("crossref", "xref", "xdata", "doi", "url", "urldate", "pmid", "eprint", "keywords", "abstract")
)


def _parents(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (name, key)
        for name in ("xdata", "crossref")
        for key in fields.get(name, "").split(",", _MOST_PARENTS)
        if key.strip()
    ]


def _container(kind: str) -> str:
    return "journaltitle" if kind == "article" else "booktitle"
